import type { PathStep } from '@samenspel/standards/sensorthings'
import { sql } from 'kysely'
import type { Given } from '../../../platform/database/written.ts'
import type { About } from '../plan/uses.ts'
import type { Sql } from './fragments.ts'
import type { Reach } from './scope.ts'

/** A step of a path whose id can be a place for one. */
export type Step = Omit<PathStep, 'id'> & { id?: NonNullable<PathStep['id']> | Given }

/** The id of a step, in SQL. */
export function idOf(id: NonNullable<Step['id']>): Sql {
  return sql`${typeof id === 'bigint' ? String(id) : id}::bigint`
}

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
export function aboutThings(steps: readonly Step[], { goesBeyond }: Reach): About {
  const [first] = steps
  if (goesBeyond || first?.id === undefined) return undefined
  return THING_OF[first.entityType]?.(idOf(first.id))
}
