import { type RawBuilder, sql } from 'kysely'

/**
 * What withdrawing sets in a signal, in SQL. That it was there stays; what the figures were does not, because those are not there any more: beside the
 * ones that are, they would tell what somebody measured who took their consent back.
 */
export const takenBack = (now: Date): RawBuilder<unknown> => sql`withdrawn_at = ${now}, changed_at = ${now},
  opened_value = null, peak_at = null, peak_value = null, evidence = evidence - 'change' - 'goal'`
