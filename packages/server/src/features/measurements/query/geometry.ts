import type { EntityType } from '@samenspel/standards/sensorthings'
import { sql } from 'kysely'
import { allOf, column, type Sql } from './fragments.ts'
import type { Context } from './scope.ts'
import { linkedEntities } from './scope.ts'
import type { Binding } from './tables.ts'

/** Where an entity is: its geometry as GeoJSON text in SQL, and the property that says the same, when there is one. */
export type Place = { geometry: Sql; property?: string }

/** A type's own geometry: the column, and the name of its property. */
const OWN: Partial<Record<EntityType, { column: string; property: string }>> = {
  Location: { column: 'geometry', property: 'location' },
  FeatureOfInterest: { column: 'geometry', property: 'feature' },
  Datastream: { column: 'observed_area', property: 'observedArea' },
  MultiDatastream: { column: 'observed_area', property: 'observedArea' },
}

/** A datastream of either kind without an area of its own is where its thing is. */
const VIA_THING = [
  { link: 'Thing', target: 'Thing' },
  { link: 'Locations', target: 'Location' },
] as const

/** Over which links the place of an entity is found that has none itself. */
const VIA: Partial<Record<EntityType, readonly { link: string; target: EntityType }[]>> = {
  Thing: [{ link: 'Locations', target: 'Location' }],
  HistoricalLocation: [{ link: 'Locations', target: 'Location' }],
  Datastream: VIA_THING,
  MultiDatastream: VIA_THING,
  Observation: [{ link: 'FeatureOfInterest', target: 'FeatureOfInterest' }],
}

/** The place of the entity in a binding, of what the actor may read. */
export function placeOf(binding: Binding, context: Context): Place {
  const own = OWN[binding.type]
  const shapes = [...(own ? [column(binding.alias, own.column)] : []), ...linkedShape(binding, context)]
  if (shapes.length === 0) return { geometry: sql`null::text` }
  const geometry = sql`ST_AsGeoJSON(coalesce(${sql.join(shapes)}))`
  return own ? { geometry, property: own.property } : { geometry }
}

function linkedShape(binding: Binding, context: Context): Sql[] {
  const steps = VIA[binding.type]
  if (!steps) return []
  const from: Sql[] = []
  const conditions: Sql[] = []
  let source = binding
  for (const { link, target } of steps) {
    const next: Binding = { type: target, alias: context.aliases.next() }
    const linked = linkedEntities(context, source, link, next)
    from.push(linked.from)
    conditions.push(...linked.conditions)
    source = next
  }
  const shape = column(source.alias, 'geometry')
  return [
    sql`(select ${shape} from ${sql.join(from, sql` cross join `)}
      where ${allOf([...conditions, sql`${shape} is not null`])} order by ${column(source.alias, 'id')} limit 1)`,
  ]
}
