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
