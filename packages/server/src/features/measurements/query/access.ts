import type { EntityType, Instant } from '@samenspel/standards/sensorthings'
import { sql } from 'kysely'
import type { Actor } from '../../../platform/actor.ts'
import { Given } from '../../../platform/database/written.ts'
import { type Moment, type Reader, readerOf } from '../plan/reader.ts'
import { planTables, type ShownTable } from '../plan/shown.ts'
import { column, type Sql } from './fragments.ts'

/*
 * The one place where access enters a statement: every reference to entities is to a table of the access plan (plan/shown.ts),
 * which has only what the reader may see, as precisely as they may see it. What may not be seen is as if it did not exist.
 */

const TABLES = {
  Thing: 'shown_thing',
  Location: 'shown_location',
  HistoricalLocation: 'shown_historical_location',
  Datastream: 'shown_datastream',
  MultiDatastream: 'shown_datastream',
  Sensor: 'shown_sensor',
  ObservedProperty: 'shown_observed_property',
  FeatureOfInterest: 'shown_feature_of_interest',
} as const satisfies Record<Exclude<EntityType, 'Observation'>, ShownTable>

/** Which tables of the plan a statement reads from; noted while it is written. */
export type Access = Set<ShownTable>

/** The entities of a type that the reader sees, under an alias. */
export function shown(access: Access, type: Exclude<EntityType, 'Observation'>, alias: string): Sql {
  access.add(TABLES[type])
  return sql`${sql.ref(TABLES[type])} ${sql.id(alias)}`
}

/**
 * The observations that the reader sees, under an alias, of the datastream of `shown` in another alias, which must be joined before it.
 * Conditions that others add are looked at in no fixed order; see `mayRead`.
 */
export function shownObservations(alias: string, datastream: string): Sql {
  const d = (name: string) => column(datastream, name)
  return sql`lateral (
    select o.phenomenon_start, o.id, o.result_number, o.datastream_id, o.quality, o.phenomenon_end, o.result_time,
      case ${d('place')} when 0 then o.detail else measurements.plain_detail(o.detail) end as detail,
      ${d('shown')} and coalesce(o.phenomenon_end, o.phenomenon_start) <= ${d('until')} as shown
    from measurements.observation o
    where o.datastream_id = ${d('id')} and o.phenomenon_start <= ${d('until')}
      and coalesce(o.phenomenon_end, o.phenomenon_start) <= ${d('until')}) ${sql.id(alias)}`
}

/** True when the entity in this alias may be read. */
export function mayRead(alias: string): Sql {
  return column(alias, 'shown')
}

/** The beginning of a statement of the actor at this moment, when all of the rest is written. */
export function planOf(access: Access, actor: Actor, now: Instant | Given): Sql {
  return planTables(readerAt(actor, now), access)
}

/** Who the actor is to the access plan at this moment. */
export function readerAt(actor: Actor, now: Instant | Given): Reader<Moment> {
  return readerOf(actor, now instanceof Given ? now : new Date(Number(now / 1000n)))
}
