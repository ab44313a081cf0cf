import { sql } from 'kysely'
import type { Db } from '../../platform/database/connect.ts'
import type { DataSubject } from '../../platform/personal-data.ts'
import type { KitKey } from './kits.ts'
import type { VALUES } from './lists.ts'

/** What is kept of a hosted sensor; what it measures is in measurements. */
export type Sensor = {
  id: string
  personId: string
  datasetId: string
  ownerId: string
  thingId: number
  kit: KitKey
  name: string
  startedAt: Date
  stoppedAt: Date | null
  keyMadeAt: Date | null
  offeredAt: Date | null
  /** When an offer was last sent, also one that was taken back. */
  mailedAt: Date | null
  /** What becomes of the values when somebody takes it over. */
  offeredValues: (typeof VALUES)[number] | null
}

const SENSOR = sql`id, person_id as "personId", dataset_id as "datasetId", owner_id as "ownerId", thing_id as "thingId", kit,
  name, date_trunc('milliseconds', started_at) as "startedAt", stopped_at as "stoppedAt", key_made_at as "keyMadeAt",
  handover_at as "offeredAt", mailed_at as "mailedAt", handover_values as "offeredValues"`

/** The sensors of a person, oldest first. */
export async function listSensors(
  db: Db,
  personId: string,
  page: { after: readonly string[] | undefined; limit: number },
): Promise<Sensor[]> {
  const { after, limit } = page
  const { rows } = await sql<Sensor>`select ${SENSOR} from hosting.sensor where person_id = ${personId}
    ${after === undefined ? sql`` : sql`and (date_trunc('milliseconds', started_at), id) > (${after[0]}::timestamptz, ${after[1]}::uuid)`}
    order by date_trunc('milliseconds', started_at), id limit ${limit}`.execute(db)
  return rows
}

/** A sensor, when it is of this person; with `lock` nobody else changes it until the transaction ends. */
export async function findSensor(
  db: Db,
  personId: string,
  id: string,
  lock?: 'lock',
): Promise<Sensor | undefined> {
  const { rows } = await sql<Sensor>`select ${SENSOR} from hosting.sensor
    where id = ${id} and person_id = ${personId} ${lock ? sql`for update` : sql``}`.execute(db)
  return rows[0]
}

/** The sensor that was offered with this key, after `since`. */
export async function findOffered(
  db: Db,
  hash: Buffer,
  since: Date,
  lock?: 'lock',
): Promise<Sensor | undefined> {
  const { rows } = await sql<Sensor>`select ${SENSOR} from hosting.sensor
    where handover_hash = ${hash} and handover_at > ${since} and stopped_at is null ${lock ? sql`for update` : sql``}`.execute(
    db,
  )
  return rows[0]
}

/** The kit of the sensor that measures as this thing, while it does. */
export async function findKitOf(db: Db, thingId: number): Promise<KitKey | undefined> {
  const { rows } = await sql<{ kit: KitKey }>`select kit from hosting.sensor
    where thing_id = ${thingId} and stopped_at is null`.execute(db)
  return rows[0]?.kit
}

/** How many sensors of a person measure now. Until the transaction ends nobody else counts those of this person. */
export async function countSensors(transaction: Db, personId: string): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended('hosting.sensor' || ${personId}::text, 0))`.execute(
    transaction,
  )
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from hosting.sensor
    where person_id = ${personId} and stopped_at is null`.execute(transaction)
  return rows[0]?.count ?? 0
}

/** @returns the id of the sensor */
export async function insertSensor(
  transaction: Db,
  sensor: Pick<Sensor, 'personId' | 'datasetId' | 'ownerId' | 'thingId' | 'kit' | 'name' | 'startedAt'>,
): Promise<string> {
  const { personId, datasetId, ownerId, thingId, kit, name, startedAt } = sensor
  const { rows } = await sql<{ id: string }>`
    insert into hosting.sensor (person_id, dataset_id, owner_id, thing_id, kit, name, started_at)
    values (${personId}, ${datasetId}, ${ownerId}, ${thingId}, ${kit}, ${name}, ${startedAt}) returning id`.execute(
    transaction,
  )
  const [made] = rows
  if (!made) throw new Error('A sensor that was just made has an id.')
  return made.id
}

export async function renameSensor(transaction: Db, id: string, name: string): Promise<void> {
  await sql`update hosting.sensor set name = ${name} where id = ${id}`.execute(transaction)
}

export async function markKey(transaction: Db, id: string, at: Date): Promise<void> {
  await sql`update hosting.sensor set key_made_at = ${at} where id = ${id}`.execute(transaction)
}

/** Offers a sensor to who has the key; an offer of before ends. */
export async function offerSensor(
  transaction: Db,
  id: string,
  offer: { hash: Buffer; values: (typeof VALUES)[number]; at: Date } | undefined,
): Promise<void> {
  await sql`update hosting.sensor set handover_hash = ${offer?.hash ?? null}, handover_at = ${offer?.at ?? null},
    handover_values = ${offer?.values ?? null}, mailed_at = coalesce(${offer?.at ?? null}, mailed_at) where id = ${id}`.execute(
    transaction,
  )
}

/** Takes back an offer of which the message was not sent, as if there never was one since `mailedAt`. */
export async function undoOffer(db: Db, id: string, hash: Buffer, mailedAt: Date | null): Promise<void> {
  await sql`update hosting.sensor set handover_hash = null, handover_at = null, handover_values = null, mailed_at = ${mailedAt}
    where id = ${id} and handover_hash = ${hash}`.execute(db)
}

/** From now on nothing is taken of the sensor, and no offer of it stands. */
export async function stopSensor(transaction: Db, id: string, at: Date): Promise<void> {
  await sql`update hosting.sensor set stopped_at = coalesce(stopped_at, ${at}), key_made_at = null, handover_hash = null,
    handover_at = null, handover_values = null where id = ${id}`.execute(transaction)
}

export async function deleteSensor(transaction: Db, id: string): Promise<void> {
  await sql`delete from hosting.sensor where id = ${id}`.execute(transaction)
}

/** All sensors of a person, also those that stopped, in the order in which their things are locked. */
export async function listAllOf(db: Db, personId: string): Promise<Sensor[]> {
  const { rows } =
    await sql<Sensor>`select ${SENSOR} from hosting.sensor where person_id = ${personId} order by thing_id`.execute(
      db,
    )
  return rows
}

/** The sensors of someone, for themselves. */
export async function exportSensors(db: Db, { personId }: DataSubject): Promise<object[]> {
  const { rows } = await sql<object>`select id, name, kit, dataset_id as "datasetId", thing_id as "stationId",
      started_at as "startedAt", stopped_at as "stoppedAt"
    from hosting.sensor where person_id = ${personId} order by started_at`.execute(db)
  return rows
}

/** Where a sensor stands that is placed by area: a point inside it. */
export async function findMiddle(db: Db, areaCode: string): Promise<[number, number] | undefined> {
  const { rows } = await sql<{ x: number; y: number }>`select ST_X(p) as x, ST_Y(p) as y
    from areas.v_area a cross join lateral ST_PointOnSurface(a.geometry) p
    where a.code = ${areaCode} and a.geometry is not null`.execute(db)
  return rows[0] && [rows[0].x, rows[0].y]
}

/** The smallest area that holds a point; `none` when boundaries are known but none of them does, null when there are none at all. */
export async function findAreaAround(
  db: Db,
  [longitude, latitude]: readonly [number, number],
): Promise<{ code: string; name: string } | 'none' | null> {
  const { rows } = await sql<{ area: { code: string; name: string } | null; known: boolean }>`
    select exists (select from areas.v_area) as known, (
      select json_build_object('code', a.code, 'name', a.name) from areas.v_area a
      where a.level in ('neighbourhood', 'district', 'municipality')
        and ST_Covers(a.geometry, ST_SetSRID(ST_MakePoint(${longitude}::float8, ${latitude}::float8), 4326))
      order by array_position(array['neighbourhood', 'district', 'municipality'], a.level), a.code limit 1) as area`.execute(
    db,
  )
  const [row] = rows
  return row?.area ?? (row?.known ? 'none' : null)
}
