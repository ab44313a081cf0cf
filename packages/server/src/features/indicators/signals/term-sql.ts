import { type RawBuilder, sql } from 'kysely'
import { TERM_DAYS } from './lists.ts'
import { ownerOf } from './owner-sql.ts'

const DEFAULT_DAYS = sql`case s.kind ${sql.join(
  Object.entries(TERM_DAYS).map(([kind, days]) => sql`when ${sql.lit(kind)} then ${sql.lit(days)}`),
  sql` `,
)} end`

const ZONE = sql.lit('Europe/Amsterdam')

/** The day of the calendar here of a moment. */
export const dayOf = (moment: RawBuilder<unknown>) => sql`(${moment} at time zone ${ZONE})::date`

/**
 * The term of the signal in the alias s of the indicator in the alias i, as a row of `days` and `due_on`: what its organisation had set when it was noticed,
 * unless it was given another day.
 */
export const termOf = sql`(select t.days, coalesce(
      (select p.due_on from indicators.signal_postponement p where p.signal_id = s.id order by p.id desc limit 1),
      ${dayOf(sql`s.noticed_at`)} + t.days) as due_on
    from (select coalesce((select o.days from indicators.signal_term o
        where o.organisation_id = ${ownerOf('organisation_id')} and o.kind = s.kind and o.set_at <= s.noticed_at
        order by o.set_at desc, o.id desc limit 1), ${DEFAULT_DAYS}) as days) t)`
