/** What is kept of signals that are not of a line: what has to be looked at, and what was found. */
import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import type { Indicator } from '../schema.ts'
import type { AreaSteps, Found, Gap } from './found.ts'
import type { SignalKind, StoredEvidence } from './schema.ts'
import { takenBack } from './taken-back.ts'

/** Milliseconds after the first mark until an indicator is looked at, so that what comes in pieces is looked at once. */
const QUIET = 20_000

/**
 * Has an indicator looked at.
 * @param earliest since when its figures changed, in ms since 1970
 */
export async function markWatching(transaction: Db, indicatorId: string, earliest?: number): Promise<void> {
  const from = earliest === undefined ? null : new Date(earliest)
  await sql`insert into indicators.watching as w (indicator_id, earliest) values (${indicatorId}, ${from})
    on conflict (indicator_id) do update set marks = w.marks + 1, earliest = least(w.earliest, excluded.earliest)`.execute(
    transaction,
  )
}

/** Has every indicator looked at for which time alone can give a signal, or end one. */
export async function markAllWatching(db: Db): Promise<void> {
  await sql`insert into indicators.watching (indicator_id)
    select id from indicators.indicator where jsonb_array_length(coalesce(definition->'watchRules', '[]')) > 0
    on conflict (indicator_id) do nothing`.execute(db)
}

export type Taken = { indicatorId: string; marks: number; earliest: Date | null }

/** Takes the indicator that waits longest, for five minutes: who takes it and ends leaves it to another after that. */
export async function takeWatching(db: Db, when: 'settled' | 'now'): Promise<Taken | undefined> {
  const settled = sql`w.marked_at <= clock_timestamp() - ${QUIET}::float8 * interval '1 millisecond'`
  const { rows } =
    await sql<Taken>`update indicators.watching set next_try_at = clock_timestamp() + interval '5 minutes'
    where indicator_id = (select w.indicator_id from indicators.watching w
      where (w.next_try_at is null or w.next_try_at <= clock_timestamp()) and ${when === 'now' ? sql`true` : settled}
      order by w.marked_at limit 1 for update skip locked)
    returning indicator_id as "indicatorId", marks, earliest`.execute(db)
  return rows[0]
}

/** Forgets what was looked at; what was marked again in the meantime waits anew. */
export async function forgetWatching(transaction: Db, { indicatorId, marks }: Taken): Promise<void> {
  await sql`delete from indicators.watching where indicator_id = ${indicatorId} and marks = ${marks}`.execute(
    transaction,
  )
  await sql`update indicators.watching set next_try_at = null, marked_at = clock_timestamp(), failures = 0
    where indicator_id = ${indicatorId}`.execute(transaction)
}

/** The last look for changes, by which version of the definition. */
export async function findLooked(
  db: Db,
  indicatorId: string,
): Promise<{ version: number; look: number } | undefined> {
  const { rows } = await sql<{ version: number; look: number }>`select version, look from indicators.looked
    where indicator_id = ${indicatorId}`.execute(db)
  return rows[0]
}

export async function storeLooked(
  transaction: Db,
  indicatorId: string,
  { version, look }: { version: number; look: number },
): Promise<void> {
  await sql`insert into indicators.looked (indicator_id, version, look) values (${indicatorId}, ${version}, ${look})
    on conflict (indicator_id) do update set version = excluded.version, look = excluded.look`.execute(
    transaction,
  )
}

/** Lets it wait after it could not be looked at, longer each time: at most some minutes. */
export async function postponeWatching(db: Db, { indicatorId }: Taken): Promise<void> {
  await sql`update indicators.watching set failures = failures + 1,
      next_try_at = clock_timestamp() + power(2, least(failures, 8)) * interval '1 second'
    where indicator_id = ${indicatorId}`.execute(db)
}

const ms = (column: string) => sql`(extract(epoch from ${sql.ref(column)}) * 1000)::float8`

/** Where the figures of an area stop while the next does not follow at once: between two figures, and after the last. */
export async function listGaps(db: Db, indicatorId: string, now: Date): Promise<Gap[]> {
  const { rows } = await sql<Gap>`select area_code as "areaCode", ${ms('stop')} as from, ${ms('next')} as to
    from (select area_code, period_end as stop,
        lead(period_start) over (partition by area_code order by period_start) as next
      from indicators.value where indicator_id = ${indicatorId} and value is not null and period_start <= ${now}) f
    where next is null or next > stop order by area_code, stop`.execute(db)
  return rows
}

/** The steps that are looked at, of all areas: months, or whole weeks from Monday on with the mean of at least four days. */
export async function listSteps(
  db: Db,
  { id, period }: Pick<Indicator, 'id' | 'period'>,
  now: Date,
): Promise<AreaSteps[]> {
  const zone = sql.lit('Europe/Amsterdam')
  const steps =
    period === 'month'
      ? sql`select area_code, period_start as start, value from indicators.value
          where indicator_id = ${id} and period_end <= ${now}`
      : sql`select area_code, week at time zone ${zone} as start, case when count(value) >= 4 then avg(value) end as value
          from (select area_code, date_trunc('week', period_start at time zone ${zone}) as week, avg(value) as value
            from indicators.value where indicator_id = ${id} and period_end <= ${now}
            group by 1, 2, date_trunc('day', period_start at time zone ${zone})) d
          where (week + interval '7 days') at time zone ${zone} <= ${now} group by 1, week`
  const { rows } = await sql<{ areaCode: string; starts: number[]; values: (number | null)[] }>`
    select area_code as "areaCode", array_agg(${ms('start')} order by start) as starts,
      array_agg(value order by start) as values
    from (${steps}) s group by 1 order by 1`.execute(db)
  return rows.map(({ areaCode, starts, values }) => ({
    areaCode,
    values: new Map(starts.map((start, index) => [start, values[index] ?? null])),
  }))
}

/** The areas of a level in or under these; all of the level when there are none. */
export async function listMembers(
  db: Db,
  level: Indicator['level'],
  within: readonly string[],
): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`select code from areas.v_area where level = ${level}
    and (${within.length === 0} or code = any(${within}::text[]) or parent_code = any(${within}::text[])
      or municipality_code = any(${within}::text[])) order by code`.execute(db)
  return rows.map(({ code }) => code)
}

/** A signal as it is stored, as far as a new look can change it; moments in ms since 1970. */
export type StoredSignal = Found & { id: string; withdrawn: boolean }

/** The signals of one kind of an indicator. */
export async function listStored(
  transaction: Db,
  indicatorId: string,
  kind: SignalKind,
): Promise<StoredSignal[]> {
  const { rows } = await sql<StoredSignal>`select id, area_code as "areaCode", ${ms('since')} as since,
      ${ms('opened_at')} as "openedAt", ${ms('last_at')} as "lastAt", ${ms('cleared_at')} as "clearedAt",
      withdrawn_at is not null as withdrawn, evidence
    from indicators.signal where indicator_id = ${indicatorId} and kind = ${kind} order by since, area_code`.execute(
    transaction,
  )
  return rows
}

export type Writing = { indicatorId: string; kind: SignalKind; version: number; now: Date }

/** Opens a signal; gives its id. */
export async function insertSignal(transaction: Db, found: Found, writing: Writing): Promise<string> {
  const { indicatorId, kind, version, now } = writing
  const { rows } = await sql<{ id: string }>`insert into indicators.signal
      (indicator_id, kind, area_code, since, opened_at, last_at, cleared_at, evidence, version, noticed_at, changed_at)
    values (${indicatorId}, ${kind}, ${found.areaCode}, ${new Date(found.since)}, ${new Date(found.openedAt)},
      ${new Date(found.lastAt)}, ${orNull(found.clearedAt)}, ${JSON.stringify(found.evidence)}::jsonb, ${version},
      ${now}, ${now})
    returning id`.execute(transaction)
  return rows[0]?.id ?? ''
}

/** Has a signal say what is found now, also when it had been withdrawn. */
export async function updateSignal(
  transaction: Db,
  id: string,
  found: Found,
  writing: Writing,
): Promise<void> {
  await sql`update indicators.signal set opened_at = ${new Date(found.openedAt)}, last_at = ${new Date(found.lastAt)},
      cleared_at = ${orNull(found.clearedAt)}, evidence = ${JSON.stringify(found.evidence)}::jsonb,
      version = ${writing.version}, withdrawn_at = null, changed_at = ${writing.now}
    where id = ${id}`.execute(transaction)
}

export async function withdrawSignal(transaction: Db, id: string, now: Date): Promise<void> {
  await sql`update indicators.signal set ${takenBack(now)} where id = ${id}`.execute(transaction)
}

function orNull(moment: number | null): Date | null {
  return moment === null ? null : new Date(moment)
}

/** Whether what is stored says the same. */
export function saysSame(evidence: StoredEvidence, other: StoredEvidence): boolean {
  return canonical(evidence) === canonical(other)
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    each !== null && typeof each === 'object' && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  )
}
