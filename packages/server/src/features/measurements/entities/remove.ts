import type { EntityType } from '@samenspel/standards/sensorthings'
import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import { tellEntities } from '../feed/changes.ts'
import { tellSeries } from '../feed/tell-series.ts'
import { deleteDatastreamData } from '../ingest/delete-datastream-data.ts'
import { deleteObservations } from '../ingest/delete-observations.ts'
import { lockDatastreams } from '../ingest/state.ts'
import type { Sql } from '../query/fragments.ts'
import { isStream } from '../query/tables.ts'
import { refuseWhatOthersUse } from './dependents.ts'
import { listThingsAt, rememberMove } from './locations.ts'
import type { Writing } from './writing.ts'

/** Deletes one entity and what cannot be without it (OGC 18-088, table "Integrity constraints when deleting an entity"). */
export async function removeEntity(writing: Writing, type: EntityType, id: number): Promise<void> {
  await remove(writing, type, id)
  // These tell of it themselves.
  if (!isStream(type) && type !== 'Observation')
    await tellEntities(writing.transaction, 'deleted', type, [id])
}

async function remove(writing: Writing, type: EntityType, id: number): Promise<void> {
  const { transaction } = writing
  await refuseWhatOthersUse(writing, type, id)
  switch (type) {
    case 'Thing':
      await removeDatastreams(writing, sql`d.thing_id = ${id}`)
      await sql`delete from measurements.thing where id = ${id}`.execute(transaction)
      return
    case 'Sensor':
      await removeDatastreams(writing, sql`d.sensor_id = ${id}`)
      await sql`delete from measurements.sensor where id = ${id}`.execute(transaction)
      return
    case 'ObservedProperty':
      await removeDatastreams(
        writing,
        sql`(d.observed_property_id = ${id} or d.id in (
          select p.datastream_id from measurements.datastream_observed_property p where p.observed_property_id = ${id}))`,
      )
      await sql`delete from measurements.observed_property where id = ${id}`.execute(transaction)
      return
    case 'Datastream':
    case 'MultiDatastream':
      await removeDatastreams(writing, sql`d.id = ${id}`)
      return
    case 'Location':
      return removeLocation(writing, id)
    case 'HistoricalLocation':
      await sql`delete from measurements.historical_location where id = ${id}`.execute(transaction)
      return
    case 'Observation':
      await deleteObservations(transaction, { ids: [id] })
      return
    case 'FeatureOfInterest':
      return removeFeature(writing, id)
  }
}

/**
 * Deletes things with all that hangs on them, whoever asks.
 * @param tellFigures whether it is told to who makes figures, which are then computed again without them
 */
export async function removeThings(
  transaction: Db,
  ids: readonly number[],
  { tellFigures }: { tellFigures: boolean },
): Promise<void> {
  await sql`select from measurements.thing where id = any(${ids}::int8[]) order by id for update`.execute(
    transaction,
  )
  await removeDatastreams({ transaction }, sql`d.thing_id = any(${ids}::int8[])`, tellFigures)
  await sql`delete from measurements.thing where id = any(${ids}::int8[])`.execute(transaction)
  await tellEntities(transaction, 'deleted', 'Thing', ids)
}

/**
 * Deletes the datastreams, of both kinds, for which a condition on alias `d` holds. Their states are locked first, as by those who
 * store observations and then change the datastream: in the other order they would wait for each other in a ring.
 */
async function removeDatastreams(
  { transaction }: Pick<Writing, 'transaction'>,
  condition: Sql,
  tellFigures = true,
): Promise<void> {
  const found = await sql<{
    id: number
  }>`select d.id from measurements.datastream d where ${condition}`.execute(transaction)
  await lockDatastreams(
    transaction,
    found.rows.map(({ id }) => id),
  )
  const { rows } = await sql<{ id: number; kind: 'single' | 'multi' }>`
    select d.id, d.kind from measurements.datastream d where ${condition} order by d.id for update`.execute(
    transaction,
  )
  const ids = rows.map((row) => row.id)
  if (ids.length === 0) return
  if (tellFigures) await tellSeries(transaction, sql`d.id = any(${ids}::int4[])`)
  await deleteDatastreamData(transaction, ids)
  await sql`delete from measurements.datastream where id = any(${ids}::int4[])`.execute(transaction)
  for (const [type, kind] of [
    ['Datastream', 'single'],
    ['MultiDatastream', 'multi'],
  ] as const) {
    const gone = rows.filter((row) => row.kind === kind).map((row) => row.id)
    await tellEntities(transaction, 'deleted', type, gone)
  }
}

async function removeLocation(writing: Writing, id: number): Promise<void> {
  const { transaction } = writing
  const things = await listThingsAt(writing, [id])
  await sql`delete from measurements.historical_location h using measurements.historical_location_location l
    where l.historical_location_id = h.id and l.location_id = ${id}`.execute(transaction)
  await sql`delete from measurements.location where id = ${id}`.execute(transaction)
  await rememberMove(writing, things)
}

async function removeFeature({ transaction }: Writing, id: number): Promise<void> {
  const { rows } = await sql<{ id: number }>`
    select datastream_id as id from measurements.datastream_feature where feature_of_interest_id = ${id}
    union select datastream_id from measurements.named_feature where feature_of_interest_id = ${id}`.execute(
    transaction,
  )
  const datastreamIds = rows.map((row) => row.id)
  if (datastreamIds.length > 0) {
    await deleteObservations(transaction, {
      datastreamIds,
      where: sql`measurements.feature_of(o.datastream_id, o.id, o.detail) = ${id}`,
    })
  }
  await sql`delete from measurements.datastream_feature where feature_of_interest_id = ${id}`.execute(
    transaction,
  )
  await sql`delete from measurements.named_feature where feature_of_interest_id = ${id}`.execute(transaction)
  await sql`update measurements.datastream set feature_of_interest_id = null
    where feature_of_interest_id = ${id}`.execute(transaction)
  await sql`delete from measurements.feature_of_interest where id = ${id}`.execute(transaction)
}
