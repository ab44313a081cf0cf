import type { Place } from '@samenspel/standards/explorations'
import { sql } from 'kysely'
import type { Actor } from '../../../platform/actor.ts'
import type { Db } from '../../../platform/database/connect.ts'
import { readerOf } from '../plan/reader.ts'
import { planTables } from '../plan/shown.ts'
import { fittingTables } from './store.ts'

/** Per day at most: whatever is seen of a sensor. */
const ANY_LEVEL = 2

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

/** Which of these things the reader does not see: they are gone, or whose they are says no to it. */
export async function listHidden(
  db: Db,
  { actor, now, ids }: { actor: Actor; now: Date; ids: readonly number[] },
): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    with ${planTables(readerOf(actor, now), ['shown_thing'])}
    select a.id from unnest(${ids}::int8[]) as a (id)
    where not exists (select from shown_thing t where t.id = a.id) order by a.id`.execute(db)
  return rows.map(({ id }) => id)
}
