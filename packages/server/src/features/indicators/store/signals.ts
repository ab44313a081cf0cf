import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import { listPersonNames } from '../../parties/index.ts'
import type { Reconciliation, Stored } from '../rules.ts'
import type { SIGNAL_STATES, Signal, SignalRule } from '../schema.ts'
import { ownerOf } from '../signals/owner-sql.ts'
import type { Owner, StoredEvidence } from '../signals/schema.ts'
import { takenBack } from '../signals/taken-back.ts'
import { judgeHappening, type SignalChanged } from '../signals/tell.ts'
import { termOf } from '../signals/term-sql.ts'
import { placeName } from './figures.ts'

/** A signal as it is told, without the sentence. */
export type SignalRow = Omit<Signal, 'sentence'>

type Row = Omit<SignalRow, 'evidence' | 'owner'> & {
  evidence: StoredEvidence
  version: number
  owner: Omit<Owner, 'personName'> & { personId: string | null }
}

const STATE = sql`case when s.withdrawn_at is not null then 'withdrawn' when s.decision_id is not null then 'decided'
  when s.cleared_at is not null then 'cleared' else 'open' end`

/** Who asks, as far as it decides what is told of signals. */
export type Asker = {
  organisations: string[]
  personId: string | undefined
  /** Organisation and role, as `<id> <role>`. */
  roles: string[]
}

const POSTPONEMENTS = sql`coalesce((select json_agg(json_build_object('dueOn', p.due_on, 'reason', p.reason, 'role', p.role,
      'setAt', to_char(p.set_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by p.id desc)
    from indicators.signal_postponement p where p.signal_id = s.id), '[]')`

const isMine = ({ personId, roles, organisations }: Asker) => sql`(case
  when w.person_id is not null then w.person_id = ${personId ?? null}::uuid
  when w.role is not null then w.organisation_id || ' ' || w.role = any(${roles}::text[])
  else w.organisation_id = any(${organisations}::uuid[]) end)`

const select = (
  asker: Asker,
) => sql`select s.id, s.kind, s.indicator_id as "indicatorId", i.slug as "indicatorSlug",
    i.definition->>'title' as "indicatorTitle", i.definition->>'unit' as unit, i.definition->>'period' as period,
    i.challenge_id as "challengeId", s.area_code as "areaCode", ${placeName('s')} as "areaName",
    ${STATE} as state, s.since, s.opened_at as "openedAt", s.opened_value as "openedValue", s.peak_at as "peakAt",
    s.peak_value as "peakValue", s.last_at as "lastAt", s.line, s.cleared_at as "clearedAt", s.decision_id as "decisionId",
    s.changed_at as "changedAt", s.noticed_at as "noticedAt", s.decided_at as "decidedAt", s.evidence, s.version,
    json_build_object('days', t.days, 'dueOn', t.due_on, 'changes', ${POSTPONEMENTS}) as term,
    json_build_object('organisationId', w.organisation_id, 'organisationName', coalesce(o.name, ''), 'role', w.role,
      'personId', case when w.organisation_id = any(${asker.organisations}::uuid[]) then w.person_id end,
      'isMine', coalesce(${isMine(asker)}, false)) as owner
  from indicators.signal s
  join indicators.indicator i on i.id = s.indicator_id
  cross join lateral (select ${ownerOf('organisation_id')} as organisation_id, ${ownerOf('role')} as role,
    ${ownerOf('person_id')} as person_id) w
  cross join lateral ${termOf} t
  left join parties.v_organisation o on o.id = w.organisation_id
  left join areas.v_area a on a.code = s.area_code`

export type SignalFilter = {
  asker: Asker
  /** Only these, whatever their state. */
  ids: string[] | undefined
  state: (typeof SIGNAL_STATES)[number] | undefined
  kind: Signal['kind'] | undefined
  indicatorId: string | undefined
  challengeId: string | undefined
  area: string | undefined
  /** Only those for which who asks answers. */
  mine: boolean
  /** Only those that had to be decided on before this day, YYYY-MM-DD. */
  dueBefore: string | undefined
  /** By when they opened, or by when something of them changed; then the withdrawn ones too. */
  order: 'opened' | 'changed'
  after: string[] | undefined
  limit: number
}

/** Signals of indicators that the organisations may see, latest first. Withdrawn ones only when asked for. */
export async function listSignals(db: Db, filter: SignalFilter): Promise<SignalRow[]> {
  const { asker, ids, state, kind, indicatorId, challengeId, area, mine, dueBefore, order, after, limit } =
    filter
  const moment = order === 'changed' ? sql`s.changed_at` : sql`s.opened_at`
  const withWithdrawn = ids !== undefined || order === 'changed'
  const { rows } = await sql<Row>`${select(asker)}
    where (i.published or i.owner_id = any(${asker.organisations}::uuid[]))
      ${ids === undefined ? sql`` : sql`and s.id = any(${ids}::uuid[])`}
      ${state === undefined ? (withWithdrawn ? sql`` : sql`and s.withdrawn_at is null`) : sql`and ${STATE} = ${state}`}
      ${kind === undefined ? sql`` : sql`and s.kind = ${kind}`}
      ${indicatorId === undefined ? sql`` : sql`and s.indicator_id = ${indicatorId}`}
      ${challengeId === undefined ? sql`` : sql`and i.challenge_id = ${challengeId}`}
      ${area === undefined ? sql`` : sql`and s.area_code = ${area}`}
      ${mine ? sql`and ${isMine(asker)}` : sql``}
      ${dueBefore === undefined ? sql`` : sql`and t.due_on < ${dueBefore}::date`}
      ${after === undefined ? sql`` : sql`and (${moment}, s.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`}
    order by ${moment} desc, s.id desc limit ${limit}`.execute(db)
  return tellRows(db, rows)
}

export async function findSignal(db: Db, id: string, asker: Asker): Promise<SignalRow | undefined> {
  const { rows } = await sql<Row>`${select(asker)}
    where s.id = ${id} and (i.published or i.owner_id = any(${asker.organisations}::uuid[]))`.execute(db)
  return (await tellRows(db, rows))[0]
}

/** Which of these signals do not exist for these organisations. */
export async function listMissing(db: Db, ids: string[], organisations: string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select asked.id::text from unnest(${ids}::uuid[]) asked(id)
    where not exists (
      select 1 from indicators.signal s join indicators.indicator i on i.id = s.indicator_id
      where s.id = asked.id and (i.published or i.owner_id = any(${organisations}::uuid[])))`.execute(db)
  return rows.map(({ id }) => id)
}

/** Writes what a computation found for one area; gives what became of which signals. */
export async function applyReconciliation(
  transaction: Db,
  at: { indicatorId: string; areaCode: string; rule: SignalRule; version: number; now: Date },
  { open, change, withdraw }: Reconciliation,
  stored: readonly Stored[],
): Promise<SignalChanged[]> {
  const happened: SignalChanged[] = []
  const { indicatorId, areaCode, rule, version, now } = at
  const evidence = JSON.stringify({ rule } satisfies StoredEvidence)
  for (const run of open) {
    const { rows } = await sql<{ id: string }>`insert into indicators.signal
      (indicator_id, kind, area_code, since, opened_at, opened_value, peak_at, peak_value, last_at, line, cleared_at,
        noticed_at, changed_at, evidence, version)
      values (${indicatorId}, 'threshold', ${areaCode}, ${new Date(run.since)}, ${new Date(run.openedAt)}, ${run.openedValue},
        ${new Date(run.peak.start)}, ${run.peak.value}, ${new Date(run.lastAt)}, ${rule.line}, ${moment(run.clearedAt)},
        ${now}, ${now}, ${evidence}::jsonb, ${version})
      returning id`.execute(transaction)
    const what = run.clearedAt === undefined ? 'opened' : 'recorded'
    happened.push(...rows.map(({ id }) => ({ signalId: id, what }) as const))
  }
  for (const { id, run } of change) {
    await sql`update indicators.signal set opened_at = ${new Date(run.openedAt)}, opened_value = ${run.openedValue},
      peak_at = ${new Date(run.peak.start)}, peak_value = ${run.peak.value}, last_at = ${new Date(run.lastAt)}, line = ${rule.line},
      cleared_at = ${moment(run.clearedAt)}, withdrawn_at = null, changed_at = ${now}, evidence = ${evidence}::jsonb,
      version = ${version} where id = ${id}`.execute(transaction)
    const before = stored.find((signal) => signal.id === id)
    const what = before && judgeHappening(before, { clearedAt: run.clearedAt ?? null })
    if (what) happened.push({ signalId: id, what })
  }
  if (withdraw.length > 0) {
    await sql`update indicators.signal set ${takenBack(now)} where id = any(${withdraw}::uuid[])`.execute(
      transaction,
    )
  }
  return [...happened, ...withdraw.map((signalId) => ({ signalId, what: 'withdrawn' }) as const)]
}

/** Withdraws every signal of a line of an indicator that has no rule for it any more; gives their ids. */
export async function withdrawSignals(transaction: Db, indicatorId: string, now: Date): Promise<string[]> {
  const { rows } = await sql<{
    id: string
  }>`update indicators.signal set ${takenBack(now)}
    where indicator_id = ${indicatorId} and kind = 'threshold' and withdrawn_at is null returning id`.execute(
    transaction,
  )
  return rows.map(({ id }) => id)
}

/**
 * Records which signals a decision answers, by its newest text. It answers those of the indicators of its own organisation, and
 * leaves what another decision answered as it is; it can refer to any signal. What an earlier text named and this one does not
 * is free again, for another decision.
 * @returns what became of which signals
 */
export async function storeDecided(
  transaction: Db,
  ids: string[],
  decision: { id: string; ownerId: string },
  now: Date,
): Promise<SignalChanged[]> {
  const freed = await sql<{ id: string; open: boolean }>`update indicators.signal
    set decision_id = null, decided_at = null, changed_at = ${now}
    where decision_id = ${decision.id} and id <> all(${ids}::uuid[])
    returning id, cleared_at is null as open`.execute(transaction)
  const { rows } = await sql<{ id: string }>`update indicators.signal s
    set decision_id = ${decision.id}, decided_at = ${now}, changed_at = ${now}
    from indicators.indicator i
    where i.id = s.indicator_id and i.owner_id = ${decision.ownerId} and s.decision_id is null
      and s.id = any(${ids}::uuid[]) returning s.id`.execute(transaction)
  return [
    ...freed.rows.map(({ id, open }) => ({ signalId: id, what: open ? 'reopened' : 'cleared' }) as const),
    ...rows.map(({ id }) => ({ signalId: id, what: 'decided' }) as const),
  ]
}

function moment(milliseconds: number | undefined): Date | null {
  return milliseconds === undefined ? null : new Date(milliseconds)
}

/** Names the people who answer for signals, as far as who asks may know them. */
async function tellRows(db: Db, rows: readonly Row[]): Promise<SignalRow[]> {
  const ids = rows.flatMap(({ owner }) => owner.personId ?? [])
  const names = ids.length === 0 ? new Map<string, string>() : await listPersonNames(db, ids)
  return rows.map((row) => {
    const { personId, ...owner } = row.owner
    return { ...withText(row), owner: { ...owner, personName: (personId && names.get(personId)) || null } }
  })
}

function withText({ evidence, version, owner: _owner, ...row }: Row): Omit<SignalRow, 'owner'> {
  const text = (value: unknown) => (value instanceof Date ? value.toISOString() : String(value))
  const since = text(row.since)
  const area = encodeURIComponent(row.areaCode)
  return {
    ...row,
    since,
    openedAt: text(row.openedAt),
    peakAt: row.peakAt === null ? null : text(row.peakAt),
    lastAt: text(row.lastAt),
    clearedAt: row.clearedAt === null ? null : text(row.clearedAt),
    changedAt: text(row.changedAt),
    noticedAt: text(row.noticedAt),
    decidedAt: row.decidedAt === null ? null : text(row.decidedAt),
    evidence: {
      definitionVersion: version,
      figures: `/api/v1/indicators/${row.indicatorSlug}/values?area=${area}&from=${since}`,
      periods: evidence.periods ?? null,
      change: evidence.change ?? null,
      goal: evidence.goal ?? null,
    },
  }
}
