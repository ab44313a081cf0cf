import { Problem } from '../../../../platform/errors.ts'

/** The problem for a request that needs what an earlier one did not do. */
export function dependsOnFailed(id: string): Problem {
  const shown = id.slice(0, 60)
  return new Problem('failed-dependency', {
    nl: `Dit verzoek bouwt voort op “${shown}”, en dat lukte niet. Los dat eerst op.`,
    en: `This request builds on “${shown}”, which failed. Solve that first.`,
  })
}

/** The problem for the other requests of a change set of which one failed. */
export function undone(): Problem {
  return new Problem('failed-dependency', {
    nl: 'Een ander verzoek uit dezelfde groep lukte niet. Daarom is van deze groep niets gedaan.',
    en: 'Another request of the same group failed, so nothing of this group was done.',
  })
}

/** The problem for a request whose `if` is not true. */
export function notMet(): Problem {
  return new Problem('precondition-failed', {
    nl: 'Dit verzoek is overgeslagen, want de voorwaarde in “if” was niet vervuld.',
    en: 'This request was skipped, because the condition in “if” was not met.',
  })
}

/** The problem for an address of another service. */
export function notHere(root: string): Problem {
  return new Problem('invalid-request', {
    nl: `Dit adres hoort niet bij deze dienst. Begin met ${root}/, of schrijf het zonder begin: Things(1).`,
    en: `This address is not of this service. Start with ${root}/, or write it without a start: Things(1).`,
  })
}

/** The problem for a list in a form that is written while it is sent. */
export function noDownload(): Problem {
  return new Problem('not-implemented', {
    nl: 'In een batch kan een lijst alleen JSON zijn. Vraag CSV, GeoJSON en Parquet met een eigen verzoek.',
    en: 'In a batch a list can only be JSON. Ask for CSV, GeoJSON and Parquet with a request of their own.',
  })
}

/** The problem for an answer that no longer fits in that of its batch. */
export function tooMuch(): Problem {
  return new Problem('too-large', {
    nl: 'De antwoorden van deze batch werden samen te groot. Vraag minder tegelijk, bijvoorbeeld met $top.',
    en: 'The answers of this batch became too large together. Ask for less at once, for example with $top.',
  })
}
