import { sql } from 'kysely'
import type { Db } from '../../../../platform/database/connect.ts'
import { momentText } from '../../ingest/instant.ts'
import type { State } from './rules.ts'
import type { Health, HealthHistory } from './schema.ts'

const HEALTH = sql`h.thing_id as "thingId", t.name, t.dataset_id as "datasetId", h.states, ${momentText(sql`h.since`, 'milliseconds')} as since,
  ${momentText(sql`h.first_seen`, 'milliseconds')} as "firstSeen", ${momentText(sql`h.last_seen`, 'milliseconds')} as "lastSeen", h.capture_7 as "capture7",
  h.capture_30 as "capture30", h.datastreams, ${momentText(sql`h.checked_at`, 'milliseconds')} as "checkedAt"`

/** The health of the things of a dataset, by id. */
export async function listHealth(
  db: Db,
  filter: { datasetId: string; state: State | undefined; after: string | undefined; limit: number },
): Promise<Health[]> {
  const { datasetId, state, after, limit } = filter
  const { rows } = await sql<Health>`select ${HEALTH} from measurements.thing t
    join measurements.thing_health h on h.thing_id = t.id
    where t.dataset_id = ${datasetId} and ${state === undefined ? sql`true` : sql`${state}::text = any(h.states)`}
      and ${after === undefined ? sql`true` : sql`t.id > ${after}::int8`}
    order by t.id limit ${limit}`.execute(db)
  return rows
}

/** The health of one thing, with what it was before. @returns undefined when it was never checked */
export async function findHealth(db: Db, thingId: number): Promise<HealthHistory | undefined> {
  const { rows } = await sql<HealthHistory>`select ${HEALTH},
      coalesce((select json_agg(json_build_object('changedAt', ${momentText(sql`c.changed_at`, 'milliseconds')}, 'states', c.states)
          order by c.changed_at desc)
        from (select * from measurements.thing_health_change where thing_id = ${thingId}::int8
          order by changed_at desc limit 100) c), '[]') as history
    from measurements.thing t join measurements.thing_health h on h.thing_id = t.id
    where t.id = ${thingId}::int8`.execute(db)
  return rows[0]
}

/** A thing with what decides who may know of it. */
export async function findThing(
  db: Db,
  thingId: number,
): Promise<
  | {
      id: number
      name: string
      hostId: string | null
      dataset: { id: string; ownerId: string; access: 'open' | 'restricted' | 'personal' }
    }
  | undefined
> {
  const { rows } = await sql<{
    id: number
    name: string
    hostId: string | null
    dataset: { id: string; ownerId: string; access: 'open' | 'restricted' | 'personal' }
  }>`select t.id, t.name, t.host_id as "hostId", json_build_object('id', v.id, 'ownerId', v.owner_id, 'access', v.access) as dataset
    from measurements.thing t join catalogue.v_dataset v on v.id = t.dataset_id where t.id = ${thingId}::int8`.execute(
    db,
  )
  return rows[0]
}
