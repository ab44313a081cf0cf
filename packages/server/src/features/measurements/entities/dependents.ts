import type { EntityType } from '@samenspel/standards/sensorthings'
import { sql } from 'kysely'
import { Problem } from '../../../platform/errors.ts'
import type { DatasetAccess } from '../../catalogue/index.ts'
import type { Sql } from '../query/fragments.ts'
import { TABLES } from '../query/tables.ts'
import { mayChange } from '../writers.ts'
import type { Writing } from './writing.ts'

/**
 * The datasets of what goes along when an entity is deleted, as rows `dataset_id`. What others hang on it after it was
 * locked waits, and then finds it gone.
 */
const DEPENDENTS: Partial<Record<EntityType, (id: number) => Sql>> = {
  Thing: (id) => sql`select dataset_id from measurements.datastream where thing_id = ${id}`,
  Sensor: (id) => sql`select dataset_id from measurements.datastream where sensor_id = ${id}`,
  ObservedProperty: (id) =>
    sql`select dataset_id from measurements.datastream where observed_property_id = ${id}
      union select d.dataset_id from measurements.datastream_observed_property p
        join measurements.datastream d on d.id = p.datastream_id where p.observed_property_id = ${id}`,
  Location: (id) => sql`select t.dataset_id from measurements.thing_location l
      join measurements.thing t on t.id = l.thing_id where l.location_id = ${id}
    union select h.dataset_id from measurements.historical_location_location l
      join measurements.historical_location h on h.id = l.historical_location_id where l.location_id = ${id}`,
  FeatureOfInterest: (id) => sql`select d.dataset_id from measurements.datastream d
    where d.feature_of_interest_id = ${id} or d.id in (
      select datastream_id from measurements.datastream_feature where feature_of_interest_id = ${id}
      union select datastream_id from measurements.named_feature where feature_of_interest_id = ${id})`,
}

/** @throws Problem conflict when something would go along of a dataset that the actor may not change */
export async function refuseWhatOthersUse(
  { transaction, actor }: Writing,
  type: EntityType,
  id: number,
): Promise<void> {
  const dependents = DEPENDENTS[type]
  if (!dependents) return
  await sql`select from ${sql.table(TABLES[type].name)} where id = ${id} for update`.execute(transaction)
  const { rows } = await sql<DatasetAccess>`select v.id, v.owner_id as "ownerId", v.access
    from catalogue.v_dataset v where v.id in (${dependents(id)})`.execute(transaction)
  if (rows.every((dataset) => mayChange(actor, dataset))) return
  throw new Problem('conflict', {
    nl: 'Anderen gebruiken dit ook. Verwijderen kan pas als hun gegevens er niet meer naar verwijzen.',
    en: 'Others use this too. It can only be deleted when their data no longer refers to it.',
  })
}
