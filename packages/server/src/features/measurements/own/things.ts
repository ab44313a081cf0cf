import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import type { DataSubject } from '../../../platform/personal-data.ts'

/** The sensors of someone. */
export async function listOwnThings(db: Db, personId: string): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`select t.id from measurements.thing t
    where t.host_id = ${personId} order by t.id`.execute(db)
  return rows.map(({ id }) => id)
}

/** Whether residents host sensors in a dataset. */
export async function hostsSensors(db: Db, datasetId: string): Promise<boolean> {
  const { rows } = await sql`select from measurements.thing t
    where t.dataset_id = ${datasetId} and t.host_id is not null limit 1`.execute(db)
  return rows.length > 0
}

/** The sensors of someone, with where they are. */
export async function exportThings(db: Db, { personId }: DataSubject): Promise<object[]> {
  const { rows } = await sql<object>`
    select t.id, t.name, t.description, v.title as dataset, t.properties,
      case when t.place is not null then round(ST_Y(ST_PointOnSurface(t.place))::numeric, 6) || ', '
        || round(ST_X(ST_PointOnSurface(t.place))::numeric, 6) end as place
    from measurements.thing t join catalogue.v_dataset v on v.id = t.dataset_id
    where t.host_id = ${personId} order by t.id`.execute(db)
  return rows
}
