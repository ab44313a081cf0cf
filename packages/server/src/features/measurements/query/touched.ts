import type { PathStep } from '@samenspel/standards/sensorthings'
import { sql } from 'kysely'
import type { About } from '../plan/uses.ts'
import type { Sql } from './fragments.ts'
import type { Reach } from './scope.ts'

/** The thing to which an entity belongs that belongs to one thing, by its id. */
const THING_OF: Partial<Record<PathStep['entityType'], (id: Sql) => Sql>> = {
  Thing: (id) => sql`select ${id}`,
  HistoricalLocation: (id) =>
    sql`select h.thing_id from measurements.historical_location h where h.id = ${id}`,
  Datastream: ofDatastream,
  MultiDatastream: ofDatastream,
  Observation: (id) => sql`select d.thing_id from measurements.datastream d
    where d.id in (select o.datastream_id from measurements.observation o where o.id = ${id})`,
}

function ofDatastream(id: Sql): Sql {
  return sql`select d.thing_id from measurements.datastream d where d.id = ${id}`
}

/**
 * The things that a request can tell of: the one of which its path begins with a part, when it stays with that. Ask when the whole
 * statement is written.
 */
export function aboutThings(steps: readonly PathStep[], { goesBeyond }: Reach): About {
  const [first] = steps
  if (goesBeyond || first?.id === undefined) return undefined
  return THING_OF[first.entityType]?.(sql`${String(first.id)}::bigint`)
}
