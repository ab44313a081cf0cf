import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import type { DataSubject, Erasure } from '../../../platform/personal-data.ts'
import { removeThings } from '../entities/remove.ts'
import { tellEntities } from '../feed/changes.ts'
import { listOwnThings } from './things.ts'

/**
 * Removes the sensors of someone with all that was measured and the places where that was. With `figures`, the figures in which they were
 * counted stay as they are; with `remove` those are computed again without them.
 */
export async function eraseThings(
  transaction: Db,
  { personId }: DataSubject,
  { sensors }: Erasure,
): Promise<void> {
  const ids = await listOwnThings(transaction, personId)
  if (ids.length === 0) return
  const own = sql`${ids}::int8[]`
  const places = await listIds(
    transaction,
    sql`select location_id as id from measurements.thing_location where thing_id = any(${own})
      union select l.location_id from measurements.historical_location_location l
        join measurements.historical_location h on h.id = l.historical_location_id where h.thing_id = any(${own})`,
  )
  const streams = sql`select id from measurements.datastream where thing_id = any(${own})`
  const features = await listIds(
    transaction,
    sql`select feature_of_interest_id as id from measurements.datastream_feature where datastream_id in (${streams})
      union select feature_of_interest_id from measurements.named_feature where datastream_id in (${streams})
      union select feature_of_interest_id from measurements.datastream where thing_id = any(${own})
      union select feature_of_interest_id from measurements.location where id = any(${places}::int8[])`,
  )
  await removeThings(transaction, ids, { tellFigures: sensors === 'remove' })
  const gonePlaces = await listIds(
    transaction,
    sql`delete from measurements.location e where e.id = any(${places}::int8[])
      and not exists (select from measurements.thing_location l where l.location_id = e.id)
      and not exists (select from measurements.historical_location_location l where l.location_id = e.id) returning id`,
  )
  const goneFeatures = await listIds(
    transaction,
    sql`delete from measurements.feature_of_interest e where e.id = any(${features}::int8[])
      and not exists (select from measurements.datastream_feature f where f.feature_of_interest_id = e.id)
      and not exists (select from measurements.named_feature f where f.feature_of_interest_id = e.id)
      and not exists (select from measurements.datastream d where d.feature_of_interest_id = e.id)
      and not exists (select from measurements.location l where l.feature_of_interest_id = e.id) returning id`,
  )
  await tellEntities(transaction, 'deleted', 'Location', gonePlaces)
  await tellEntities(transaction, 'deleted', 'FeatureOfInterest', goneFeatures)
}

async function listIds(db: Db, question: RawBuilder<unknown>): Promise<number[]> {
  const { rows } = (await question.execute(db)) as { rows: { id: number | null }[] }
  return rows.flatMap(({ id }) => id ?? [])
}
