import { notFound, Problem } from '../../platform/errors.ts'

export function missingEntry(): Problem {
  return notFound({ nl: 'Deze regel van het openbaar register', en: 'This entry of the public register' })
}

export function emptyLedger(): Problem {
  return new Problem('not-found', {
    nl: 'Het openbaar register is nog leeg: er is nog niets gepubliceerd.',
    en: 'The public register is still empty: nothing has been published yet.',
  })
}

export function stillWaiting(): Problem {
  return new Problem('conflict', {
    nl: 'Dit krijgt binnen een paar tellen zijn plaats in het register. Probeer het zo opnieuw.',
    en: 'This gets its place in the register within seconds. Try again shortly.',
  })
}

export function othersLedger(): Problem {
  return new Problem('not-allowed', {
    nl: 'De sleutel van het openbaar register vervangt een beheerder van de organisatie die dit platform draait.',
    en: 'The key of the public register is replaced by an administrator of the organisation that runs this platform.',
  })
}

/** A size that the log does not have. */
export function beyondLedger(pointer: '/from' | '/to', size: number): Problem {
  const detail = {
    nl: `Het register heeft ${size} regels. Geef een kleiner getal. Zegt een ondertekende stand dat er meer waren? Dan is het register teruggedraaid: bewaar die stand.`,
    en: `The register has ${size} entries. Give a smaller number. Does a signed checkpoint say that there were more? Then the register was rolled back: keep that checkpoint.`,
  }
  return new Problem('invalid-request', detail, [{ in: 'query', pointer, detail }])
}

export function othersText(): Problem {
  return new Problem('not-allowed', {
    nl: 'Weglakken doet een privacyfunctionaris van de organisatie die dit publiceerde.',
    en: 'Blacking out is done by a privacy officer of the organisation that published this.',
  })
}

export function wordsOfLedger(): Problem {
  return new Problem('conflict', {
    nl: 'In deze regel van het register staan geen woorden die kunnen worden weggelakt.',
    en: 'This entry of the register has no words that can be blacked out.',
  })
}

/** A passage that stands nowhere in what was published about it. */
export function passageNotThere(place: number): Problem {
  const detail = {
    nl: 'Dit staat nergens zo in de tekst. Neem het over zoals het er staat; bij één woord tellen hoofdletters. Codes en datums kunnen niet worden weggelakt.',
    en: 'This stands nowhere in the text like that. Copy it as it stands there; of a single word capitals count. Codes and dates cannot be blacked out.',
  }
  return new Problem('invalid-request', detail, [{ in: 'body', pointer: `/passages/${place}`, detail }])
}

/** A passage that cannot be personal data. */
export function noPersonalData(place: number): Problem {
  const detail = {
    nl: 'Dit is geen persoonsgegeven: een getal, een bedrag, een uitslag van een stemming, gewone woorden of meer dan 12 woorden. Geef alleen de naam, het adres of iets anders waaraan iemand te herkennen is, in hoogstens 12 woorden.',
    en: 'This is no personal data: a number, an amount, the result of a vote, common words or more than 12 words. Give only the name, the address or something else by which somebody can be recognised, in at most 12 words.',
  }
  return new Problem('invalid-request', detail, [{ in: 'body', pointer: `/passages/${place}`, detail }])
}

export function passageInReason(): Problem {
  const detail = {
    nl: 'De reden is openbaar en blijft staan. Noem daarin niet wat wordt weggelakt.',
    en: 'The reason is public and stays. Do not name in it what is blacked out.',
  }
  return new Problem('invalid-request', detail, [{ in: 'body', pointer: '/reason', detail }])
}

export function nothingToBlackOut(): Problem {
  return new Problem('conflict', {
    nl: 'Hier valt niets weg te lakken: de tekst is niet openbaar, of alles is al weggelakt.',
    en: 'There is nothing to black out here: the text is not public, or all of it is blacked out already.',
  })
}

/** A text of which more is otherwise than is blacked out. */
export function changedOtherwise(): Problem {
  return new Problem('conflict', {
    nl: 'De tekst is al anders dan in het openbaar register staat. Zoek eerst uit hoe dat komt, met "samenspel verify". Er is niets weggelakt.',
    en: 'The text is already other than the public register has it. Find out first how that came, with "samenspel verify". Nothing was blacked out.',
  })
}
