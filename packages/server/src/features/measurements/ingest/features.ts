import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import { tellEntities } from '../feed/changes.ts'
import { at, type ObservationBatch } from './batch.ts'

/**
 * Gives datastreams whose observations name no feature of interest the one of their thing's current location, made now
 * when that location has none yet (OGC 18-088, 10.2: the same location gives the same feature). A thing without a
 * location gives no feature.
 * @param datastreams with the lowest id of the observations that the feature is for
 */
export async function assignFeatures(db: Db, datastreams: { id: number; fromId: number }[]): Promise<void> {
  const ids = datastreams.map(({ id }) => id)
  const { rows } = await sql<{ locationId: number }>`
    select distinct l.id as "locationId" from measurements.datastream d
    join measurements.thing_location tl on tl.thing_id = d.thing_id
    join measurements.location l on l.id = tl.location_id
    where d.id = any(${ids}::int[]) and l.feature_of_interest_id is null
      and tl.position = (select min(f.position) from measurements.thing_location f where f.thing_id = d.thing_id)
    order by 1`.execute(db)
  for (const { locationId } of rows) await makeFeature(db, locationId)
  const fromIds = datastreams.map(({ fromId }) => fromId)
  await sql`with given as (select * from unnest(${ids}::int[], ${fromIds}::bigint[]) as g (id, from_id)),
    assigned as (
      update measurements.datastream d set feature_of_interest_id = l.feature_of_interest_id
      from measurements.thing_location tl join measurements.location l on l.id = tl.location_id
      where d.id = any(${ids}::int[]) and tl.thing_id = d.thing_id and l.feature_of_interest_id is not null
        and tl.position = (select min(f.position) from measurements.thing_location f where f.thing_id = d.thing_id)
      returning d.id, d.feature_of_interest_id as feature_id)
    insert into measurements.datastream_feature (datastream_id, from_id, feature_of_interest_id)
    select a.id,
      case when exists (select from measurements.datastream_feature f where f.datastream_id = a.id)
        then g.from_id else 0 end,
      a.feature_id
    from assigned a join given g on g.id = a.id
    where a.feature_id is distinct from (
      select f.feature_of_interest_id from measurements.datastream_feature f
      where f.datastream_id = a.id order by f.from_id desc limit 1)
    on conflict (datastream_id, from_id) do update
      set feature_of_interest_id = excluded.feature_of_interest_id`.execute(db)
}

/** One feature for one location, also when two transactions want it at once: the location's row is the lock. */
async function makeFeature(db: Db, locationId: number) {
  await sql`select 1 from measurements.location where id = ${locationId} for update`.execute(db)
  const { rows } = await sql<{ id: number }>`with made as (
      insert into measurements.feature_of_interest
        (dataset_id, name, description, encoding_type, feature, geometry)
      select dataset_id, name, description, encoding_type, location, geometry
      from measurements.location where id = ${locationId} and feature_of_interest_id is null
      returning id)
    update measurements.location l set feature_of_interest_id = made.id from made where l.id = ${locationId}
    returning l.feature_of_interest_id as id`.execute(db)
  await tellEntities(
    db,
    'created',
    'FeatureOfInterest',
    rows.map(({ id }) => id),
  )
}

/** Remembers which features observations name themselves, so that a feature finds its observations. */
export async function rememberNamedFeatures(
  db: Db,
  named: { datastreamId: number; featureId: number }[],
): Promise<void> {
  await sql`insert into measurements.named_feature (datastream_id, feature_of_interest_id)
    select distinct * from unnest(${named.map(({ datastreamId }) => datastreamId)}::int[],
      ${named.map(({ featureId }) => featureId)}::bigint[])
    order by 2, 1 on conflict do nothing`.execute(db)
}

/** Whether a row names another feature than the one its datastream has anyway. */
export function isFeatureNamed(
  batch: ObservationBatch,
  row: number,
  datastreams: ReadonlyMap<number, { featureId: number | null }>,
): boolean {
  const feature = batch.featureOfInterestId?.[row] ?? null
  return feature !== null && datastreams.get(at(batch.datastreamId, row))?.featureId !== feature
}

/** The batch with the features that these rows name written in their detail. */
export function withFeatures<T extends ObservationBatch>(batch: T, isNamed: (row: number) => boolean): T {
  const named = batch.featureOfInterestId
  if (!named) return batch
  const detail = Array.from(batch.datastreamId, (_, row) => {
    const feature = named[row] ?? null
    const own = batch.detail?.[row] ?? null
    return feature !== null && isNamed(row) ? nameFeature(own, feature) : own
  })
  return { ...batch, detail }
}

/** Adds the feature that an observation names to its detail. */
export function nameFeature(detail: string | null, featureId: number): string {
  const rest = detail?.trim().slice(1, -1).trim() ?? ''
  return `{${rest}${rest === '' ? '' : ','}"featureOfInterest":${featureId}}`
}
