import { sql } from 'kysely'
import type { Actor } from '../../../platform/actor.ts'
import type { Db } from '../../../platform/database/connect.ts'
import { readerOf } from '../plan/reader.ts'
import { planTables, SHOWN_PROPERTY } from '../plan/shown.ts'

/**
 * The stations that a reader sees and that measure a property, by number; at most so many. It tells that they are there: whoever reads what they
 * measure records that.
 */
export async function listMeasuringStations(
  db: Db,
  { actor, now, property, limit }: { actor: Actor; now: Date; property: string; limit: number },
): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    with ${planTables(readerOf(actor, now), ['shown_thing', 'shown_datastream'])},
    property as materialized (
      select p.id from measurements.observed_property p
      where (p.name = ${property} or p.definition = ${property}) and ${SHOWN_PROPERTY})
    select distinct t.id from shown_datastream d join shown_thing t on t.id = d.thing_id
    where d.observed_property_id = any(array(select id from property)) order by t.id limit ${limit}`.execute(
    db,
  )
  return rows.map(({ id }) => id)
}
