import { sql } from 'kysely'
import type { Db } from '../../../../platform/database/connect.ts'
import { revisionOf } from '../../../../platform/http/revision.ts'
import { momentText } from '../../ingest/instant.ts'
import { isWritable, type WritableDatasets } from '../../writers.ts'
import { type Device, type FieldMapping, type InboundSource, SourceChange } from './schema.ts'
import type { SourceKind, Uplink } from './uplink.ts'

/** A source as uplinks need it. */
export type Source = {
  id: string
  datasetId: string
  /** The organisation that owns the dataset. */
  ownerId: string
  name: string
  kind: SourceKind
  script: string | null
  mapping: FieldMapping[]
  stationKey: InboundSource['stationKey']
  paused: boolean
}

const CONTENT = sql`s.id, s.dataset_id as "datasetId", s.name, s.kind, s.script, s.mapping, s.station_key as "stationKey",
  s.paused`

/** The sources in datasets that the actor may write, by name; only the one with `id` when given. */
export async function listSources(
  db: Db,
  wanted: {
    writable: WritableDatasets
    id?: string
    dataset?: string | undefined
    after?: string[] | undefined
    limit: number
  },
): Promise<Omit<InboundSource, 'uplinksUrl'>[]> {
  const { writable, id, dataset, after, limit } = wanted
  const { rows } = await sql<
    Omit<InboundSource, 'uplinksUrl' | 'revision'>
  >`select ${CONTENT}, d.devices, d.uplinks,
      ${momentText(sql`d.last`)} as "lastReceivedAt",
      (select count(*) from measurements.dead_letter l where l.source_id = s.id and l.dataset_id = s.dataset_id
        and l.state = 'waiting') as "waitingLetters",
      ${momentText(sql`s.created_at`)} as "createdAt", ${momentText(sql`s.updated_at`)} as "updatedAt"
    from measurements.inbound_source s cross join lateral (
      select count(*) as devices, coalesce(sum(uplinks), 0)::int8 as uplinks, max(received_at) as last
      from measurements.inbound_device where source_id = s.id) d
    where ${isWritable(sql`s.dataset_id`, writable)} and ${id === undefined ? sql`true` : sql`s.id = ${id}`}
      and ${dataset === undefined ? sql`true` : sql`s.dataset_id = ${dataset}`}
      and ${after === undefined ? sql`true` : sql`(s.name, s.id) > (${after[0]}, ${after[1]}::uuid)`}
    order by s.name, s.id limit ${limit}`.execute(db)
  return rows.map((row) => ({ ...row, revision: revisionOf(SourceChange, row) }))
}

/** A source with what decides who may send through it. */
export async function findSource(
  db: Db,
  id: string,
): Promise<(Source & { access: 'open' | 'restricted' | 'personal' }) | undefined> {
  const { rows } = await sql<Source & { access: 'open' | 'restricted' | 'personal' }>`
    select ${CONTENT}, v.owner_id as "ownerId", v.access from measurements.inbound_source s
    join catalogue.v_dataset v on v.id = s.dataset_id where s.id = ${id}`.execute(db)
  return rows[0]
}

export async function insertSource(
  db: Db,
  source: Omit<Source, 'id' | 'ownerId' | 'paused'>,
  at: Date,
): Promise<string> {
  const { datasetId, name, kind, script, mapping, stationKey } = source
  const { rows } = await sql<{ id: string }>`insert into measurements.inbound_source
      (dataset_id, name, kind, script, mapping, station_key, created_at, updated_at)
    values (${datasetId}, ${name}, ${kind}, ${script}, ${JSON.stringify(mapping)}::json, ${stationKey}, ${at}, ${at})
    returning id`.execute(db)
  return rows[0]?.id ?? ''
}

/** Waits for other changes of this source, and lets none begin until the transaction ends. */
export async function lockSource(transaction: Db, id: string): Promise<void> {
  await sql`select 1 from measurements.inbound_source where id = ${id} for update`.execute(transaction)
}

/** Changes what is given and nothing else, so that of two changes at once neither is lost. */
export async function updateSource(db: Db, id: string, change: SourceChange, at: Date): Promise<void> {
  const { name, kind, script, mapping, stationKey, paused } = change
  const columns = {
    name,
    kind,
    script,
    mapping: mapping && JSON.stringify(mapping),
    station_key: stationKey,
    paused,
  }
  const given = Object.entries(columns).filter(([, value]) => value !== undefined)
  const sets = [...given, ['updated_at', at] as const].map(
    ([column, value]) => sql`${sql.ref(column)} = ${value}`,
  )
  await sql`update measurements.inbound_source set ${sql.join(sets)} where id = ${id}`.execute(db)
}

/** Removes a source; what it stored stays. */
export async function deleteSource(db: Db, id: string): Promise<void> {
  await sql`delete from measurements.inbound_source where id = ${id}`.execute(db)
}

/** The devices of a source, by their EUI. What of them is the key of their thing follows `readUplink`, which has the name of each. */
export async function listDevices(
  db: Db,
  sourceId: string,
  after: string | undefined,
  limit: number,
): Promise<Device[]> {
  const { rows } =
    await sql<Device>`select d.device, d.name, ${momentText(sql`d.received_at`)} as "lastReceivedAt", d.counter, d.uplinks,
      t.id as "thingId"
    from measurements.inbound_device d join measurements.inbound_source s on s.id = d.source_id
    left join measurements.thing t on t.dataset_id = s.dataset_id and t.source_key = case
      when s.station_key = 'name' or (s.station_key = 'id' and s.kind = 'the-things-stack') then d.name
      else d.device end
    where d.source_id = ${sourceId} and ${after === undefined ? sql`true` : sql`d.device > ${after}`}
    order by d.device limit ${limit}`.execute(db)
  return rows
}

/** Whether this is the last uplink of its device once more. A frame counter occurs once in a session. */
export async function isRepeated(db: Db, sourceId: string, uplink: Uplink): Promise<boolean> {
  const { device, session, counter } = uplink
  const { rows } = await sql`select from measurements.inbound_device where source_id = ${sourceId}
    and device = ${device.eui} and session = ${session} and counter = ${counter}
    and received_at between ${uplink.receivedAt}::timestamptz - interval '1 hour'
      and ${uplink.receivedAt}::timestamptz + interval '1 hour'`.execute(db)
  return rows.length > 0
}

/** Counts an uplink, and remembers it when it is the last of its device: one that is replayed can be older. */
export async function rememberUplink(db: Db, sourceId: string, uplink: Uplink): Promise<void> {
  const { device, session, counter, receivedAt } = uplink
  await sql`insert into measurements.inbound_device as d (source_id, device, name, session, counter, received_at)
    values (${sourceId}, ${device.eui}, ${device.name}, ${session}, ${counter}, ${receivedAt})
    on conflict (source_id, device) do update set ${newest('name')}, ${newest('session')}, ${newest('counter')},
      ${newest('received_at')}, uplinks = d.uplinks + 1`.execute(db)
}

function newest(column: string) {
  const [name, given, known] = [sql.ref(column), sql.ref(`excluded.${column}`), sql.ref(`d.${column}`)]
  return sql`${name} = case when excluded.received_at >= d.received_at then ${given} else ${known} end`
}
