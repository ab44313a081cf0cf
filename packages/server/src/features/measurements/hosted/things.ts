import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import { publish } from '../../../platform/outbox.ts'
import { setLocations } from '../entities/locations.ts'
import { removeThings } from '../entities/remove.ts'
import { tellEntities } from '../feed/changes.ts'
import { deleteObservations } from '../ingest/delete-observations.ts'
import { lockDatastreams } from '../ingest/state.ts'
import { ensureStations, type StreamSource } from '../things/ensure-stations.ts'

/** What is told when all that things of residents measured until now is deleted, because whose they are asked for that. */
export type ValuesForgotten = { thingIds: number[] }
export const VALUES_FORGOTTEN = 'measurements.values-forgotten'

/** A sensor that a resident hosts, before it is there. */
export type NewHostedThing = {
  datasetId: string
  /** The person whose sensor it is. */
  hostId: string
  /** What it is and does; the same for all sensors of a kind. */
  kind: { name: string; description: string }
  /** Longitude and latitude. */
  position: readonly [number, number]
  streams: ReadonlyMap<string, StreamSource>
}

/**
 * Makes the thing of a host with its place and datastreams. Its name says what it is and not whose or where: names are public sooner than
 * places.
 * @param key unique in the dataset
 * @returns the id of the thing
 */
export async function createHostedThing(
  transaction: Db,
  { datasetId, hostId, kind, position, streams }: NewHostedThing,
  key: string,
  now: Date,
): Promise<number> {
  const origin = { datasetId, name: kind.name, description: kind.description }
  const station = { key, name: `${kind.name} ${key.slice(0, 4)}`, position, streams }
  await ensureStations(transaction, origin, [station], now)
  const { rows } = await sql<{ id: number }>`update measurements.thing set host_id = ${hostId}
    where dataset_id = ${datasetId} and source_key = ${key} returning id`.execute(transaction)
  const [thing] = rows
  if (!thing) throw new Error('A thing that was just made is there.')
  return thing.id
}

/**
 * Puts a hosted thing at another place, and forgets where it was: no historical location stays, and what older values are about says no
 * place any more. Its location keeps its id: another one would tell who sees only the square around it that it was moved.
 */
export async function moveHostedThing(
  transaction: Db,
  thingId: number,
  position: readonly [number, number],
  now: Date,
): Promise<void> {
  const [kept] = await listIds(
    transaction,
    sql`select location_id as id from measurements.thing_location where thing_id = ${thingId} order by position limit 1`,
  )
  await forgetPlaces(transaction, thingId, kept)
  const { rows } = await sql<{ locationId: number; historyId: number }>`with moved as (
      update measurements.location l set feature_of_interest_id = null,
        location = json_build_object('type', 'Point', 'coordinates', json_build_array(${position[0]}::float8, ${position[1]}::float8)),
        geometry = ST_SetSRID(ST_MakePoint(${position[0]}, ${position[1]}), 4326)
      where l.id = ${kept} returning l.id, l.dataset_id),
    history as (
      insert into measurements.historical_location (dataset_id, thing_id, time)
      select dataset_id, ${thingId}, ${now} from moved returning id),
    linked as (
      insert into measurements.historical_location_location (historical_location_id, location_id)
      select history.id, moved.id from history, moved)
    select moved.id as "locationId", history.id as "historyId" from moved, history`.execute(transaction)
  const [moved] = rows
  if (!moved) throw new Error('A hosted thing is somewhere.')
  await setLocations({ transaction }, thingId, [moved.locationId])
  await tellEntities(transaction, 'updated', 'Location', [moved.locationId])
  await tellEntities(transaction, 'created', 'HistoricalLocation', [moved.historyId])
}

/** Deletes all that a hosted thing measured until now; it goes on measuring. */
export async function forgetHostedValues(transaction: Db, thingId: number): Promise<void> {
  const datastreamIds = await listIds(
    transaction,
    sql`select id from measurements.datastream where thing_id = ${thingId}`,
  )
  await deleteObservations(transaction, { datastreamIds })
  await publish(transaction, VALUES_FORGOTTEN, { thingIds: [thingId] } satisfies ValuesForgotten)
}

/** Deletes a hosted thing with its datastreams, all their values, and every trace of where it was. */
export async function removeHostedThing(transaction: Db, thingId: number): Promise<void> {
  const features = await forgetPlaces(transaction, thingId)
  await removeThings(transaction, [thingId], { tellFigures: true })
  await sql`delete from measurements.datastream_feature where feature_of_interest_id = any(${features}::int8[])`.execute(
    transaction,
  )
  await sql`delete from measurements.feature_of_interest where id = any(${features}::int8[])`.execute(
    transaction,
  )
  await tellEntities(transaction, 'deleted', 'FeatureOfInterest', features)
}

/** What stands in the place of a feature of interest of which the place is forgotten. */
const FORGOTTEN = 'Deze plaats is niet bewaard. / This place was not kept.'

/**
 * Deletes the locations of a thing, also those of before, but one when that is kept. Its features of interest stay, without a place: older
 * values are about them.
 * @returns the ids of those features
 */
async function forgetPlaces(transaction: Db, thingId: number, kept?: number): Promise<number[]> {
  const datastreams = await listIds(
    transaction,
    sql`select id from measurements.datastream where thing_id = ${thingId}`,
  )
  await lockDatastreams(transaction, datastreams)
  const features = await listIds(
    transaction,
    sql`update measurements.feature_of_interest f set name = ${FORGOTTEN}, description = ${FORGOTTEN},
        encoding_type = 'text/plain', feature = ${JSON.stringify(FORGOTTEN)}::json, geometry = null, properties = null
      where f.id in (
        select feature_of_interest_id from measurements.datastream_feature where datastream_id = any(${datastreams}::int4[])
        union select l.feature_of_interest_id from measurements.location l
          join measurements.thing_location tl on tl.location_id = l.id where tl.thing_id = ${thingId})
      returning f.id`,
  )
  const known = await listIds(
    transaction,
    sql`select l.location_id as id from measurements.historical_location h
        join measurements.historical_location_location l on l.historical_location_id = h.id where h.thing_id = ${thingId}
      union select location_id from measurements.thing_location where thing_id = ${thingId}`,
  )
  const locations = known.filter((id) => id !== kept)
  await sql`delete from measurements.historical_location where thing_id = ${thingId}`.execute(transaction)
  await sql`delete from measurements.location where id = any(${locations}::int8[])`.execute(transaction)
  await sql`update measurements.datastream set observed_area = null where thing_id = ${thingId}`.execute(
    transaction,
  )
  await tellEntities(transaction, 'deleted', 'Location', locations)
  return features
}

async function listIds(db: Db, question: RawBuilder<unknown>): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`${question}`.execute(db)
  return rows.map(({ id }) => id)
}
