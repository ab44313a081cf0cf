import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import type { Bilingual } from '../../../platform/errors.ts'
import { revisionOf } from '../../../platform/http/revision.ts'
import { momentText } from '../ingest/instant.ts'
import { hasUnit, type NamedUnit, namedUnit, type UnitConflict } from '../things/unit-conflict.ts'
import { isWritable, type WritableDatasets } from '../writers.ts'
import { type Connector, ConnectorChange, type Settings } from './schema.ts'
import type { ToldFaults } from './station-faults.ts'

/** A connector as a run needs it. */
export type Due = {
  id: string
  datasetId: string
  name: string
  settings: Settings
  intervalMinutes: number
  cursor: unknown
  failures: number
  /** Until when nobody else takes it. */
  leasedUntil: Date
}

/** The connectors of datasets that the actor may write, by name; only the one with `id` when given. */
export async function listConnectors(
  db: Db,
  wanted: {
    writable: WritableDatasets
    id?: string
    dataset?: string | undefined
    after?: string[] | undefined
    limit: number
  },
): Promise<Connector[]> {
  const { writable, id, dataset, after, limit } = wanted
  const { rows } = await sql<
    Omit<Connector, 'revision'>
  >`select c.id, c.dataset_id as "datasetId", c.name, c.settings,
      c.interval_minutes as "intervalMinutes", c.paused, c.failures, c.rows, c.refused, c.last_error as "lastError",
      case when c.paused then 'paused' when c.failures > 0 or c.faulty_stations > 0 then 'failing' when c.last_success_at is null then 'waiting'
        else 'healthy' end as health,
      case when not c.paused then ${momentText(sql`c.next_run_at`)} end as "nextRunAt",
      ${momentText(sql`c.last_run_at`)} as "lastRunAt", ${momentText(sql`c.last_success_at`)} as "lastSuccessAt",
      ${momentText(sql`c.last_error_at`)} as "lastErrorAt", ${momentText(sql`c.created_at`)} as "createdAt",
      ${momentText(sql`c.updated_at`)} as "updatedAt"
    from measurements.connector c where ${isWritable(sql`c.dataset_id`, writable)} and ${id === undefined ? sql`true` : sql`c.id = ${id}`}
      and ${dataset === undefined ? sql`true` : sql`c.dataset_id = ${dataset}`}
      and ${after === undefined ? sql`true` : sql`(c.name, c.id) > (${after[0]}, ${after[1]}::uuid)`}
    order by c.name, c.id limit ${limit}`.execute(db)
  return rows.map((row) => ({ ...row, revision: revisionOf(ConnectorChange, row) }))
}

export async function insertConnector(
  db: Db,
  given: Pick<Connector, 'datasetId' | 'name' | 'settings' | 'intervalMinutes' | 'paused'>,
  at: Date,
): Promise<string> {
  const { datasetId, name, settings, intervalMinutes, paused } = given
  const { rows } = await sql<{ id: string }>`insert into measurements.connector
      (dataset_id, name, kind, settings, interval_minutes, paused, next_run_at, created_at, updated_at)
    values (${datasetId}, ${name}, ${settings.kind}, ${JSON.stringify(settings)}::json, ${intervalMinutes}, ${paused},
      ${at}, ${at}, ${at}) returning id`.execute(db)
  return rows[0]?.id ?? ''
}

/** Changes what is given and nothing else, so that of two changes at once neither is lost. */
export async function updateConnector(
  db: Db,
  id: string,
  { name, intervalMinutes, paused }: ConnectorChange,
  at: Date,
): Promise<void> {
  const interval = sql`coalesce(${intervalMinutes ?? null}::int, interval_minutes)`
  await sql`update measurements.connector set name = coalesce(${name ?? null}::text, name), interval_minutes = ${interval},
      paused = coalesce(${paused ?? null}::boolean, paused),
      next_run_at = least(next_run_at, ${at}::timestamptz + make_interval(mins => ${interval})),
      updated_at = ${at} where id = ${id}`.execute(db)
}

/** Keeps others from changing a connector until the transaction ends. */
export async function lockConnector(transaction: Db, id: string): Promise<void> {
  await sql`select 1 from measurements.connector where id = ${id} for update`.execute(transaction)
}

/** Removes a connector; what it fetched stays. */
export async function deleteConnector(db: Db, id: string): Promise<void> {
  await sql`delete from measurements.connector where id = ${id}`.execute(db)
}

/** Lets a connector run as soon as possible. */
export async function hastenConnector(db: Db, id: string, at: Date): Promise<void> {
  await sql`update measurements.connector set next_run_at = ${at} where id = ${id} and next_run_at > ${at}`.execute(
    db,
  )
}

/** Takes the connector that waited longest, for `leaseMinutes`: as long, no other process takes it. */
export async function takeDue(db: Db, now: Date, leaseMinutes: number): Promise<Due | undefined> {
  const { rows } = await sql<Due>`update measurements.connector set last_run_at = ${now},
      leased_until = ${now}::timestamptz + make_interval(mins => ${leaseMinutes}::int)
    where id = (select id from measurements.connector where not paused and next_run_at <= ${now}
        and (leased_until is null or leased_until <= ${now})
      order by next_run_at, id limit 1 for update skip locked)
    returning id, dataset_id as "datasetId", name, settings, interval_minutes as "intervalMinutes", cursor,
      failures, leased_until as "leasedUntil"`.execute(db)
  return rows[0]
}

/** Writes how far a connector is, with what was stored. */
export async function writeCursor(
  transaction: Db,
  id: string,
  { cursor, stored, refused }: { cursor: unknown; stored: number; refused: number },
): Promise<void> {
  await sql`update measurements.connector set cursor = ${JSON.stringify(cursor)}::json, rows = rows + ${stored}::int,
      refused = refused + ${refused}::int where id = ${id}`.execute(transaction)
}

type Lease = Pick<Due, 'id' | 'leasedUntil'>

/** Ends a run that went well, but for these stations. Who lost the connector to another process ends nothing. */
export async function noteSuccess(
  db: Db,
  { id, leasedUntil }: Lease,
  at: Date,
  nextRunAt: Date,
  faults: ToldFaults | undefined,
): Promise<void> {
  const error = faults ? JSON.stringify(faults.error) : null
  // The interval may have become shorter during the run.
  await sql`update measurements.connector set failures = 0, faulty_stations = ${faults?.count ?? 0}, last_success_at = ${at},
      last_error = coalesce(${error}::json, last_error),
      last_error_at = case when ${error}::text is null then last_error_at else ${at}::timestamptz end,
      next_run_at = least(${nextRunAt}::timestamptz, ${at}::timestamptz + make_interval(mins => interval_minutes)),
      leased_until = null
    where id = ${id} and leased_until = ${leasedUntil}`.execute(db)
}

/** Ends a run that failed, with the reason for people. Who lost the connector to another process ends nothing. */
export async function noteError(
  db: Db,
  { id, leasedUntil }: Lease,
  error: Bilingual,
  at: Date,
  nextRunAt: Date,
): Promise<void> {
  await sql`update measurements.connector set failures = failures + 1, last_error = ${JSON.stringify(error)}::json,
      last_error_at = ${at}, next_run_at = ${nextRunAt}, leased_until = null
    where id = ${id} and leased_until = ${leasedUntil}`.execute(db)
}

/** The start of the newest observation of each stream of a station, in microseconds since 1970. */
export async function findNewest(db: Db, datasetId: string, station: string): Promise<Map<string, number>> {
  const { rows } = await sql<{ stream: string; start: number }>`select d.source_key as stream,
      (extract(epoch from s.latest_start) * 1000000)::int8 as start
    from measurements.thing t join measurements.datastream d on d.thing_id = t.id
    join measurements.datastream_state s on s.datastream_id = d.id
    where t.dataset_id = ${datasetId} and t.source_key = ${station} and d.source_key is not null
      and s.latest_start is not null`.execute(db)
  return new Map(rows.map(({ stream, start }) => [stream, start]))
}

/** The ids of a station's datastreams by stream. */
export async function findStreamIds(
  db: Db,
  datasetId: string,
  station: string,
): Promise<Map<string, number>> {
  const { rows } = await sql<{ stream: string; id: number }>`select d.source_key as stream, d.id
    from measurements.thing t join measurements.datastream d on d.thing_id = t.id
    where t.dataset_id = ${datasetId} and t.source_key = ${station} and d.source_key is not null`.execute(db)
  return new Map(rows.map(({ stream, id }) => [stream, id]))
}

/** The other unit that the datastream of a value has than the one in which it came; undefined when it has the same, or none was kept. */
export async function findConflict(
  db: Db,
  datasetId: string,
  { station, stream, unit }: { station: string; stream: string; unit?: NamedUnit },
): Promise<UnitConflict | undefined> {
  if (unit === undefined) return undefined
  const { rows } = await sql<{ stored: NamedUnit }>`select ${namedUnit(sql`d.unit_of_measurement`)} as stored
    from measurements.datastream d join measurements.thing t on t.id = d.thing_id
    where t.dataset_id = ${datasetId} and t.source_key = ${station} and d.source_key = ${stream}
      and not (${hasUnit(sql`${unit.definition}::text`)})`.execute(db)
  const [found] = rows
  return found && { station, stream, stored: found.stored, given: unit }
}
