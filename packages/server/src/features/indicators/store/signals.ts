import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import type { Reconciliation } from '../rules.ts'
import type { SIGNAL_STATES, Signal } from '../schema.ts'
import { placeName } from './figures.ts'

type Row = Omit<Signal, 'sentence'>

const STATE = sql`case when s.withdrawn_at is not null then 'withdrawn' when s.decision_id is not null then 'decided'
  when s.cleared_at is not null then 'cleared' else 'open' end`

const SELECT = sql`select s.id, s.indicator_id as "indicatorId", i.slug as "indicatorSlug",
    i.definition->>'title' as "indicatorTitle", i.definition->>'unit' as unit, i.definition->>'period' as period,
    i.challenge_id as "challengeId", s.area_code as "areaCode", ${placeName('s')} as "areaName",
    ${STATE} as state, s.since, s.opened_at as "openedAt", s.opened_value as "openedValue", s.peak_at as "peakAt",
    s.peak_value as "peakValue", s.last_at as "lastAt", s.line, s.cleared_at as "clearedAt", s.decision_id as "decisionId"
  from indicators.signal s
  join indicators.indicator i on i.id = s.indicator_id
  left join areas.v_area a on a.code = s.area_code`

export type SignalFilter = {
  organisations: string[]
  /** Only these, whatever their state. */
  ids: string[] | undefined
  state: (typeof SIGNAL_STATES)[number] | undefined
  indicatorId: string | undefined
  challengeId: string | undefined
  area: string | undefined
  after: string[] | undefined
  limit: number
}

/** Signals of indicators that the organisations may see, latest first. Withdrawn ones only when asked for. */
export async function listSignals(db: Db, filter: SignalFilter): Promise<Row[]> {
  const { organisations, ids, state, indicatorId, challengeId, area, after, limit } = filter
  const { rows } = await sql<Row>`${SELECT}
    where (i.published or i.owner_id = any(${organisations}::uuid[]))
      ${ids === undefined ? sql`` : sql`and s.id = any(${ids}::uuid[])`}
      ${state === undefined ? (ids ? sql`` : sql`and s.withdrawn_at is null`) : sql`and ${STATE} = ${state}`}
      ${indicatorId === undefined ? sql`` : sql`and s.indicator_id = ${indicatorId}`}
      ${challengeId === undefined ? sql`` : sql`and i.challenge_id = ${challengeId}`}
      ${area === undefined ? sql`` : sql`and s.area_code = ${area}`}
      ${after === undefined ? sql`` : sql`and (s.opened_at, s.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`}
    order by s.opened_at desc, s.id desc limit ${limit}`.execute(db)
  return rows.map(withText)
}

export async function findSignal(db: Db, id: string, organisations: string[]): Promise<Row | undefined> {
  const { rows } = await sql<Row>`${SELECT}
    where s.id = ${id} and (i.published or i.owner_id = any(${organisations}::uuid[]))`.execute(db)
  return rows.map(withText)[0]
}

/** Which of these signals do not exist for these organisations. */
export async function listMissing(db: Db, ids: string[], organisations: string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select asked.id::text from unnest(${ids}::uuid[]) asked(id)
    where not exists (
      select 1 from indicators.signal s join indicators.indicator i on i.id = s.indicator_id
      where s.id = asked.id and (i.published or i.owner_id = any(${organisations}::uuid[])))`.execute(db)
  return rows.map(({ id }) => id)
}

/** Writes what a computation found for one area; gives the ids of signals that opened. */
export async function applyReconciliation(
  transaction: Db,
  at: { indicatorId: string; areaCode: string; line: number; now: Date },
  { open, change, withdraw }: Reconciliation,
): Promise<string[]> {
  const opened: string[] = []
  for (const run of open) {
    const { rows } = await sql<{ id: string }>`insert into indicators.signal
      (indicator_id, area_code, since, opened_at, opened_value, peak_at, peak_value, last_at, line, cleared_at,
        noticed_at)
      values (${at.indicatorId}, ${at.areaCode}, ${new Date(run.since)}, ${new Date(run.openedAt)}, ${run.openedValue},
        ${new Date(run.peak.start)}, ${run.peak.value}, ${new Date(run.lastAt)}, ${at.line}, ${moment(run.clearedAt)},
        ${at.now})
      returning id`.execute(transaction)
    opened.push(...rows.map(({ id }) => id))
  }
  for (const { id, run } of change) {
    await sql`update indicators.signal set opened_at = ${new Date(run.openedAt)}, opened_value = ${run.openedValue},
      peak_at = ${new Date(run.peak.start)}, peak_value = ${run.peak.value}, last_at = ${new Date(run.lastAt)}, line = ${at.line},
      cleared_at = ${moment(run.clearedAt)}, withdrawn_at = null where id = ${id}`.execute(transaction)
  }
  if (withdraw.length > 0) {
    await sql`update indicators.signal set withdrawn_at = ${at.now} where id = any(${withdraw}::uuid[])`.execute(
      transaction,
    )
  }
  return opened
}

/** Withdraws every signal of an indicator that has no rule any more. */
export async function withdrawSignals(transaction: Db, indicatorId: string, now: Date): Promise<void> {
  await sql`update indicators.signal set withdrawn_at = ${now}
    where indicator_id = ${indicatorId} and withdrawn_at is null`.execute(transaction)
}

/**
 * Records which signals a decision answers, by its newest text. It answers those of the indicators of its own organisation, and
 * leaves what another decision answered as it is; it can refer to any signal. What an earlier text named and this one does not
 * is free again, for another decision.
 */
export async function markDecided(
  transaction: Db,
  ids: string[],
  decision: { id: string; ownerId: string },
): Promise<void> {
  await sql`update indicators.signal set decision_id = null
    where decision_id = ${decision.id} and id <> all(${ids}::uuid[])`.execute(transaction)
  await sql`update indicators.signal s set decision_id = ${decision.id}
    from indicators.indicator i
    where i.id = s.indicator_id and i.owner_id = ${decision.ownerId} and s.decision_id is null
      and s.id = any(${ids}::uuid[])`.execute(transaction)
}

function moment(milliseconds: number | undefined): Date | null {
  return milliseconds === undefined ? null : new Date(milliseconds)
}

function withText(row: Row): Row {
  const text = (value: unknown) => (value instanceof Date ? value.toISOString() : String(value))
  return {
    ...row,
    since: text(row.since),
    openedAt: text(row.openedAt),
    peakAt: text(row.peakAt),
    lastAt: text(row.lastAt),
    clearedAt: row.clearedAt === null ? null : text(row.clearedAt),
  }
}
