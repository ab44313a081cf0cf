import { type InputMistake, namedNotFound, notFound, Problem } from '../../platform/errors.ts'

const TARGET = { nl: 'Deze tekst', en: 'This text' }

/** The problem for a text that is not there for who asks. */
export function missingTarget(): Problem {
  return namedNotFound(TARGET, { in: 'body', pointer: '/id' })
}

export function missingJudgement(): Problem {
  return notFound({ nl: 'Dit oordeel', en: 'This judgement' })
}

/** The problem for something that does not fit what is there. */
export function conflict(detail: InputMistake['detail'], pointer?: string): Problem {
  return new Problem('conflict', detail, pointer === undefined ? [] : [{ in: 'body', pointer, detail }])
}

export function notModerator(): Problem {
  return new Problem('not-allowed', {
    nl: 'Dit doen moderatoren van de gemeente: personen met de rol griffier of beheerder.',
    en: 'This is for moderators of the municipality: people with the role clerk or administrator.',
  })
}
