import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import type { Stretch } from '../rules.ts'

/** A stretch of whole periods of an indicator that has to be computed. */
export type DueStretch = Stretch & { indicatorId: string }

/** Milliseconds without another mark after which a stretch has settled, and after which it is computed in any case. */
const QUIET = 1000
const LONGEST_WAIT = 10_000

/** Marks stretches as due. What was marked already waits a little longer for what may come. */
export async function markDue(transaction: Db, stretches: readonly DueStretch[]): Promise<void> {
  if (stretches.length === 0) return
  await sql`insert into indicators.due as d (indicator_id, start, stop)
    select distinct * from unnest(${stretches.map(({ indicatorId }) => indicatorId)}::uuid[],
      ${stretches.map(({ from }) => new Date(from))}::timestamptz[],
      ${stretches.map(({ to }) => new Date(to))}::timestamptz[]) as g (indicator_id, start, stop)
    order by 1, 2, 3
    on conflict (indicator_id, start, stop) do update set marks = d.marks + 1, marked_at = clock_timestamp()`.execute(
    transaction,
  )
}

/**
 * Periods that can have ended a signal which is still open: of each, the first recovered one since it was last past the line, of those
 * that are over now. When they were computed, they were not.
 */
export async function listEndings(db: Db, now: Date): Promise<DueStretch[]> {
  const clearLine = sql`(i.definition->'signalRule'->>'clearLine')::float8`
  const { rows } = await sql<DueStretch>`select distinct s.indicator_id as "indicatorId",
      (extract(epoch from v.period_start) * 1000)::float8 as from, (extract(epoch from v.period_end) * 1000)::float8 as to
    from indicators.signal s join indicators.indicator i on i.id = s.indicator_id
    cross join lateral (
      select period_start, period_end from indicators.value v
      where v.indicator_id = s.indicator_id and v.area_code = s.area_code and v.period_start > s.last_at
        and v.period_end <= ${now} and case i.definition->'signalRule'->>'direction'
          when 'above' then v.value <= ${clearLine} else v.value >= ${clearLine} end
      order by v.period_start limit 1) v
    where s.kind = 'threshold' and s.cleared_at is null and s.withdrawn_at is null`.execute(db)
  return rows
}

/** Indicators (alias i) of which something is due (alias d). */
function isDue(when: 'settled' | 'now') {
  const ago = (milliseconds: number) =>
    sql`clock_timestamp() - ${milliseconds}::float8 * interval '1 millisecond'`
  const settled = sql`(d.marked_at <= ${ago(QUIET)} or d.first_marked_at <= ${ago(LONGEST_WAIT)})`
  return sql`indicators.due d join indicators.indicator i on i.id = d.indicator_id
    where (d.next_try_at is null or d.next_try_at <= clock_timestamp()) and ${when === 'now' ? sql`true` : settled}`
}

/** Whether something is due, also when another process is computing it. */
export async function hasDueIndicator(db: Db, when: 'settled' | 'now'): Promise<boolean> {
  const { rows } = await sql`select from ${isDue(when)} limit 1`.execute(db)
  return rows.length > 0
}

/** Locks the indicator of which something is due longest, unless another process is computing it, and gives its id. */
export async function lockDueIndicator(
  transaction: Db,
  when: 'settled' | 'now',
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`select i.id from ${isDue(when)}
    order by d.first_marked_at limit 1 for update of i skip locked`.execute(transaction)
  return rows[0]?.id
}

/** A stretch that is due, and how often that was said when it was read. */
export type Due = Stretch & { marks: number }

/** What is due of an indicator, that which waits longest first. */
export async function listDue(transaction: Db, indicatorId: string): Promise<Due[]> {
  const { rows } = await sql<Due>`select (extract(epoch from start) * 1000)::float8 as from,
      (extract(epoch from stop) * 1000)::float8 as to, marks
    from indicators.due where indicator_id = ${indicatorId} order by first_marked_at, start, stop`.execute(
    transaction,
  )
  return rows
}

/**
 * Forgets stretches that were computed, unless they were marked again in the meantime; of the one of which only the first part was, the
 * rest stays due, behind what waits already.
 */
export async function forgetDue(
  transaction: Db,
  indicatorId: string,
  computed: readonly Due[],
  until: number,
): Promise<void> {
  await sql`with done as (
      select d.start, d.stop from indicators.due d
      join unnest(${computed.map(({ from }) => new Date(from))}::timestamptz[],
        ${computed.map(({ to }) => new Date(to))}::timestamptz[], ${computed.map(({ marks }) => marks)}::int[])
        as c (start, stop, marks) on (c.start, c.stop, c.marks) = (d.start, d.stop, d.marks)
      where d.indicator_id = ${indicatorId} order by d.start, d.stop for update of d),
    gone as (
      delete from indicators.due d using done
      where d.indicator_id = ${indicatorId} and (d.start, d.stop) = (done.start, done.stop)
      returning d.stop)
    insert into indicators.due as d (indicator_id, start, stop, marked_at)
    select ${indicatorId}, ${new Date(until)}, stop, '-infinity' from gone where stop > ${new Date(until)}
    on conflict (indicator_id, start, stop) do update set marks = d.marks + 1`.execute(transaction)
}

/** Lets what is due of an indicator wait after it could not be computed, longer each time: at most some minutes. */
export async function postponeDue(db: Db, indicatorId: string): Promise<void> {
  await sql`update indicators.due set failures = failures + 1,
      next_try_at = clock_timestamp() + power(2, least(failures, 8)) * interval '1 second'
    where indicator_id = ${indicatorId}`.execute(db)
}
