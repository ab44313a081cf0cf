import {
  type EntityBody,
  type EntityType,
  isEntityType,
  isPropertyIn,
  MODEL,
  propertiesOf,
  type Version,
} from '@samenspel/standards/sensorthings'
import { sql } from 'kysely'
import { inPart } from '../../../platform/errors.ts'
import { tellEntities } from '../feed/changes.ts'
import { tellSeries } from '../feed/tell-series.ts'
import { TABLES } from '../query/tables.ts'
import { type Assignment, assignmentsOf } from './columns.ts'
import { linkHistory, listThingsAt, moveThing, rememberMove } from './locations.ts'
import { addParts, requireEqualParts } from './multi-datastream.ts'
import { cannotMove, moveUnder, refuseOtherDataset } from './rows.ts'
import { updateObservation } from './update-observation.ts'
import { type Existing, requireChangeable, requireLinked, type Writing } from './writing.ts'

/**
 * Changes an entity as its body says (req/create-update-delete/update-entity); links to many get what is named.
 * @param version what a PUT replaces are the properties of this version
 */
export async function updateEntity(
  writing: Writing,
  target: Existing,
  body: EntityBody,
  method: 'PATCH' | 'PUT',
  version: Version,
): Promise<void> {
  if (body.entityType === 'Observation') return updateObservation(writing, target.id, body, method)
  const encodingType = await readEncodingType(writing, body.entityType, target.id)
  const assignments = [
    ...assignmentsOf(method === 'PUT' ? withEmpty(body, version) : body, encodingType),
    ...(await linkAssignments(writing, target, body)),
  ]
  if (assignments.length > 0) {
    const sets = assignments.map(({ column, value }) => sql`${sql.ref(column)} = ${value}`)
    const series = seriesDescribedBy(body.entityType, target.id, assignments)
    if (series) await tellSeries(writing.transaction, series)
    await sql`update ${sql.table(TABLES[body.entityType].name)} set ${sql.join(sets)} where id = ${target.id}`.execute(
      writing.transaction,
    )
    if (series) await tellSeries(writing.transaction, series)
  }
  await updateLinks(writing, target, body)
  await tellEntities(writing.transaction, 'updated', body.entityType, [target.id])
}

/** The series that measure something else, in another unit or elsewhere after these assignments; undefined when none do. */
function seriesDescribedBy(type: EntityType, id: number, assignments: readonly Assignment[]) {
  const columns = {
    Datastream: ['unit_of_measurement', 'observed_property_id', 'thing_id'],
    ObservedProperty: ['name', 'definition'],
  }
  if (type !== 'Datastream' && type !== 'ObservedProperty') return undefined
  if (!assignments.some(({ column }) => columns[type].includes(column))) return undefined
  return type === 'Datastream' ? sql`d.id = ${id}` : sql`d.observed_property_id = ${id}`
}

/** The encodingType a stored shape has, for checking a shape sent without one. */
export async function readEncodingType(
  writing: Writing,
  type: EntityType,
  id: number,
): Promise<string | undefined> {
  if (type !== 'Location' && type !== 'FeatureOfInterest') return undefined
  const { rows } = await sql<{ encodingType: string | null }>`select encoding_type as "encodingType"
    from ${sql.table(TABLES[type].name)} where id = ${id}`.execute(writing.transaction)
  return rows[0]?.encodingType ?? undefined
}

/** A PUT leaves out what it wants empty. */
function withEmpty(body: EntityBody, version: Version): EntityBody {
  const empty = [...propertiesOf(body.entityType)].flatMap(([name, model]) =>
    model.nullable && !model.derived && isPropertyIn(version, model) ? [[name, null] as const] : [],
  )
  return { ...body, properties: { ...Object.fromEntries(empty), ...body.properties } } as EntityBody
}

/** Columns for links to one entity. */
async function linkAssignments(writing: Writing, target: Existing, body: EntityBody): Promise<Assignment[]> {
  const columns = { Thing: 'thing_id', Sensor: 'sensor_id', ObservedProperty: 'observed_property_id' }
  const assignments: Assignment[] = []
  for (const [name, related] of Object.entries(body.links)) {
    if (!isEntityType(name) || !(name in columns) || !('kind' in related) || related.kind !== 'existing')
      continue
    const type = name as keyof typeof columns
    const find = type === 'Thing' ? requireChangeable : requireLinked
    const linked = await inPart(`/${type}`, () => find(writing, type, related.id))
    if (type === 'Thing') refuseOtherDataset(target, linked)
    assignments.push({ column: columns[type], value: sql`${linked.id}` })
  }
  return assignments
}

/** Links to many, and what follows from a changed place. */
async function updateLinks(writing: Writing, target: Existing, body: EntityBody): Promise<void> {
  const ids = async (related: readonly unknown[] | undefined, type: EntityType, find = requireLinked) => {
    const found: number[] = []
    const named = (related ?? []) as readonly { kind: string; id: bigint }[]
    for (const [index, each] of named.entries()) {
      const place = `/${MODEL[type].collection}/${index}`
      found.push((await inPart(place, () => find(writing, type, each.id))).id)
    }
    return found
  }
  switch (body.entityType) {
    case 'Thing': {
      const locations = await ids(body.links.Locations, 'Location')
      if (locations.length > 0) await moveThing(writing, target.id, locations)
      await moveAll(writing, body.links, 'thing_id', target)
      refuseMove(body.links.HistoricalLocations)
      break
    }
    case 'Location':
      for (const thing of await ids(body.links.Things, 'Thing', requireChangeable)) {
        await moveThing(writing, thing, [target.id])
      }
      if (body.properties.location !== undefined) await changePlace(writing, target.id)
      refuseMove(body.links.HistoricalLocations)
      break
    case 'HistoricalLocation':
      if (body.links.Locations)
        await linkHistory(writing, target.id, await ids(body.links.Locations, 'Location'))
      break
    case 'Datastream':
      refuseMove(body.links.Observations)
      if (body.links.Thing) await forgetFeature(writing, target.id)
      break
    case 'MultiDatastream':
      refuseMove(body.links.Observations)
      if (body.links.Thing) await forgetFeature(writing, target.id)
      await addParts(writing, target.id, await ids(body.links.ObservedProperties, 'ObservedProperty'))
      await requireEqualParts(writing, target.id)
      break
    case 'Sensor':
      await moveAll(writing, body.links, 'sensor_id', target)
      break
    case 'ObservedProperty':
      await moveAll(writing, { Datastreams: body.links.Datastreams }, 'observed_property_id', target)
      for (const id of await ids(body.links.MultiDatastreams, 'MultiDatastream', requireChangeable)) {
        await addParts(writing, id, [target.id])
        await requireEqualParts(writing, id)
      }
      break
    case 'FeatureOfInterest':
      refuseMove(body.links.Observations)
  }
}

/** Datastreams of both kinds that get another parent. */
async function moveAll(
  writing: Writing,
  links: { [L in 'Datastreams' | 'MultiDatastreams']?: readonly { kind: string }[] | undefined },
  column: string,
  parent: Existing,
): Promise<void> {
  for (const type of ['Datastream', 'MultiDatastream'] as const) {
    for (const each of (links[`${type}s`] ?? []) as readonly { kind: string; id: bigint }[]) {
      await moveUnder(writing, type, each.id, column, parent)
    }
  }
}

function refuseMove(related: readonly unknown[] | undefined): void {
  if (related && related.length > 0) throw cannotMove()
}

/** Things at a location that was described anew are elsewhere now, and so is the feature of their next observations. */
async function changePlace(writing: Writing, locationId: number): Promise<void> {
  await sql`update measurements.location set feature_of_interest_id = null where id = ${locationId}`.execute(
    writing.transaction,
  )
  await rememberMove(writing, await listThingsAt(writing, [locationId]))
}

async function forgetFeature({ transaction }: Writing, datastreamId: number): Promise<void> {
  await sql`update measurements.datastream set feature_of_interest_id = null where id = ${datastreamId}`.execute(
    transaction,
  )
}
