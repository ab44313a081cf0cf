import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'

/** Whose sensor a thing `t` is. */
export const hostOf = sql`(to_jsonb(t)->>'host_id')`

/** The sensors of someone. */
export async function listOwnThings(db: Db, personId: string): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`select t.id from measurements.thing t
    where ${hostOf} = ${personId} order by t.id`.execute(db)
  return rows.map(({ id }) => id)
}

/** What a series measures, and in which dataset: by that an indicator chooses what it counts. */
type CountedSeries = { datasetId: string; propertyName: string; propertyDefinition: string }

/**
 * What sensors of someone measure that may count in group figures now: in an open dataset, or with consent that says so.
 */
export async function listCountedSeries(db: Db, personId: string, now: Date): Promise<CountedSeries[]> {
  const { rows } = await sql<CountedSeries>`
    select distinct d.dataset_id as "datasetId", d.property_name as "propertyName",
      d.property_definition as "propertyDefinition"
    from measurements.thing t
      join measurements.v_datastream d on d.thing_id = t.id
      join catalogue.v_dataset v on v.id = d.dataset_id
    where ${hostOf} = ${personId} and (v.access = 'open' or exists (
      select from consent.v_consent(${now}) c where c.person_id::text = ${personId} and c.dataset_id = d.dataset_id
        and c.in_groups))`.execute(db)
  return rows
}
