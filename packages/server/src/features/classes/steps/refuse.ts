import { inBody, notFound, Problem } from '../../../platform/errors.ts'

/** The problem for a class that is not there for who asks. */
export function missingClass(): Problem {
  return notFound({ nl: 'Deze klas', en: 'This class' })
}

/** The problem for a pupil that the class does not have. */
export function missingPupil(): Problem {
  return notFound({ nl: 'Deze leerling', en: 'This pupil' })
}

/** The problem for a code that lets nobody in. It does not tell whether it ever did. */
export function wrongCode(): Problem {
  return wrongField('/code', {
    nl: 'Deze code werkt niet. Kijk of je hem goed hebt overgenomen, of vraag je juf of meester om de nieuwe code.',
    en: 'This code does not work. Check that you copied it right, or ask your teacher for the new code.',
  })
}

/** The problem for words that are on no card of the class. */
export function wrongCard(): Problem {
  return wrongField('/card', {
    nl: 'Deze woorden staan op geen kaart van deze klas. Kijk of je ze goed hebt overgenomen, of vraag je juf of meester om een nieuwe kaart.',
    en: 'These words are on no card of this class. Check that you copied them right, or ask your teacher for a new card.',
  })
}

/** The problem for a name that we did not make. */
export function ownName(): Problem {
  return wrongField('/nickname', {
    nl: 'Kies een van de namen die we geven. Een eigen naam kan niet.',
    en: 'Choose one of the names that we give. A name of your own is not possible.',
  })
}

/** The problem for a name that a classmate chose meanwhile. */
export function takenName(): Problem {
  const detail = {
    nl: 'Iemand anders koos deze naam net. Kies een andere.',
    en: 'Somebody else has just chosen this name. Choose another one.',
  }
  return new Problem('conflict', detail, inBody([{ pointer: '/nickname', ...detail }]))
}

/** The problem for a class that has all the pupils it can have. */
export function fullClass(most: number): Problem {
  return new Problem('conflict', {
    nl: `Een klas kan ${most} leerlingen hebben. Haal er eerst een weg.`,
    en: `A class can have ${most} pupils. Remove one first.`,
  })
}

export function tooManyClasses(most: number): Problem {
  return new Problem('conflict', {
    nl: `U hebt al ${most} klassen. Sluit er eerst een.`,
    en: `You have ${most} classes already. Close one first.`,
  })
}

/** The problem for an end that is not in this school year. */
export function wrongEnd(last: string): Problem {
  return wrongField('/endsOn', {
    nl: `Een klas duurt hoogstens een schooljaar. Kies een dag vanaf vandaag, tot en met ${last}.`,
    en: `A class lasts a school year at most. Choose a day from today until ${last}.`,
  })
}

/** The problem for somebody with an account who would become a pupil in the same browser. */
export function signedInAlready(): Problem {
  return new Problem('conflict', {
    nl: 'U bent hier ingelogd met een account. Log eerst uit, of gebruik een privévenster, om als leerling mee te doen.',
    en: 'You are signed in here with an account. Sign out first, or use a private window, to take part as a pupil.',
  })
}

export function endedAccount(): Problem {
  return new Problem('not-signed-in', {
    nl: 'Uw account is beëindigd, of u bent uitgelogd. Er is geen klas geopend.',
    en: 'Your account has ended, or you are signed out. No class was opened.',
  })
}

/** The problem for one field that is not as it must be. */
export function wrongField(pointer: string, { nl, en }: { nl: string; en: string }): Problem {
  const detail = { nl, en }
  return new Problem('invalid-request', detail, inBody([{ pointer, ...detail }]))
}
