import type { Place } from '@samenspel/standards/explorations'
import { sql } from 'kysely'
import type { Actor } from '../../../platform/actor.ts'
import type { Db } from '../../../platform/database/connect.ts'
import { readerOf } from '../plan/reader.ts'
import { planTables } from '../plan/shown.ts'
import { fittingTables } from './store.ts'

/** Per day at most: whatever is seen of a sensor. */
const ANY_LEVEL = 2

/** How precisely a reader sees a sensor: levels of place and of time, of which 0 is as it is. */
export type SeenLevel = { id: number; place: number; time: number }

/** The sensors of residents that a reader sees at places, by number. For what is kept of an answer, which must be able to go with them. */
export async function listResidentsAt(
  db: Db,
  { actor, now, ...filter }: { actor: Actor; now: Date; property: string; places: readonly Place[] },
): Promise<number[]> {
  if (filter.places.length === 0) return []
  const { rows } = await sql<{ id: number }>`
    with ${fittingTables(readerOf(actor, now), filter, ANY_LEVEL)}
    select distinct t.id from fitting f join measurements.thing t on t.id = f.thing_id
    where t.host_id is not null order by t.id`.execute(db)
  return rows.map(({ id }) => id)
}

/** How precisely the reader sees each of these things, by its coarsest datastream; those that are not seen at all are left out. */
export async function listSeenLevels(
  db: Db,
  { actor, now, ids }: { actor: Actor; now: Date; ids: readonly number[] },
): Promise<SeenLevel[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<SeenLevel>`
    with ${planTables(readerOf(actor, now), ['shown_datastream'])}
    select d.thing_id as id, max(d.place)::int as place, max(d.time)::int as time
    from shown_datastream d where d.thing_id = any(${ids}::int8[]) group by d.thing_id order by 1`.execute(db)
  return rows
}
