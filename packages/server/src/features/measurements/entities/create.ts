import { type EntityBody, type EntityType, MODEL, type Related } from '@samenspel/standards/sensorthings'
import { sql } from 'kysely'
import { inPart, Problem } from '../../../platform/errors.ts'
import type { DatasetAccess } from '../../catalogue/index.ts'
import { requireWriter } from '../writers.ts'
import { idColumn, refuseOwnId } from './client-ids.ts'
import { type Assignment, assignmentsOf } from './columns.ts'
import { linkHistory, moveThing } from './locations.ts'
import { addParts, requireEqualParts } from './multi-datastream.ts'
import { type ObservationRow, rowOf, storeRows } from './observations.ts'
import { cannotMove, insertRow, type Movable, moveUnder } from './rows.ts'
import { type Existing, requireChangeable, requireLinked, type Writing } from './writing.ts'

/** Entities of this request that a new entity belongs to, by the name of its link to them. */
type Known = Readonly<Record<string, Existing>>

/** Where a new entity goes when nothing it belongs to says so. */
export type ChooseDataset = () => Promise<DatasetAccess>

/**
 * Creates an entity and all new entities in its body (req/create-update-delete/deep-insert): all or none of them.
 * What it belongs to decides its dataset: a Datastream its Thing, an Observation its Datastream.
 * @throws Problem when a linked entity does not exist or may not be changed
 */
export async function createEntity(
  writing: Writing,
  body: EntityBody,
  choose: ChooseDataset,
  known: Known = {},
): Promise<Existing> {
  switch (body.entityType) {
    case 'Datastream':
    case 'MultiDatastream':
      return createDatastream(writing, body, choose, known)
    case 'Observation':
      return createObservation(writing, body, choose, known)
    case 'HistoricalLocation':
      return createHistoricalLocation(writing, body, choose, known)
    default:
      return createPlain(writing, body, choose)
  }
}

/** Everything with no link that must be there first. */
async function createPlain(writing: Writing, body: EntityBody, choose: ChooseDataset): Promise<Existing> {
  const dataset = await choose()
  const made = await insertRow(writing, body.entityType, dataset, [
    ...idColumn(writing, body),
    ...assignmentsOf(body),
  ])
  const inner = () => Promise.resolve(dataset)
  switch (body.entityType) {
    case 'Thing': {
      const { Locations, Datastreams, MultiDatastreams, HistoricalLocations } = body.links
      const locations = await linkAll(writing, Locations, 'Location', inner, 'linked')
      if (locations.length > 0) await moveThing(writing, made.id, locations)
      await adopt(writing, Datastreams, 'Datastream', 'thing_id', made, { Thing: made })
      await adopt(writing, MultiDatastreams, 'MultiDatastream', 'thing_id', made, { Thing: made })
      await adopt(writing, HistoricalLocations, 'HistoricalLocation', 'thing_id', made, { Thing: made })
      break
    }
    case 'Location': {
      const things = await linkAll(writing, body.links.Things, 'Thing', inner, 'changed')
      for (const thing of things) await moveThing(writing, thing, [made.id])
      await createAll(writing, body.links.HistoricalLocations, 'HistoricalLocation', inner, {
        Locations: made,
      })
      break
    }
    case 'Sensor': {
      const { Datastreams, MultiDatastreams } = body.links
      await adopt(writing, Datastreams, 'Datastream', 'sensor_id', made, { Sensor: made })
      await adopt(writing, MultiDatastreams, 'MultiDatastream', 'sensor_id', made, { Sensor: made })
      break
    }
    case 'ObservedProperty': {
      const { Datastreams, MultiDatastreams } = body.links
      const known = { ObservedProperty: made }
      await adopt(writing, Datastreams, 'Datastream', 'observed_property_id', made, known)
      await createAll(writing, MultiDatastreams, 'MultiDatastream', inner, known)
      break
    }
    case 'FeatureOfInterest':
      await createAll(writing, body.links.Observations, 'Observation', inner, { FeatureOfInterest: made })
      break
  }
  return made
}

async function createDatastream(
  writing: Writing,
  body: EntityBody<'Datastream'> | EntityBody<'MultiDatastream'>,
  choose: ChooseDataset,
  known: Known,
): Promise<Existing> {
  const thing = await need(writing, 'Thing', body.links.Thing, known, choose, 'changed')
  const inner = () => Promise.resolve(thing.dataset)
  const sensor = await need(writing, 'Sensor', body.links.Sensor, known, inner, 'linked')
  const assignments: Assignment[] = [
    ...idColumn(writing, body),
    ...assignmentsOf(body),
    { column: 'thing_id', value: sql`${thing.id}` },
    { column: 'sensor_id', value: sql`${sensor.id}` },
  ]
  const made =
    body.entityType === 'Datastream'
      ? await insertSingle(writing, body, assignments, thing, known)
      : await insertMulti(writing, body, assignments, thing, known)
  await createObservations(writing, body.links.Observations ?? [], made)
  return made
}

async function insertSingle(
  writing: Writing,
  { links }: EntityBody<'Datastream'>,
  assignments: readonly Assignment[],
  { dataset }: Existing,
  known: Known,
): Promise<Existing> {
  const inner = () => Promise.resolve(dataset)
  const property = await need(writing, 'ObservedProperty', links.ObservedProperty, known, inner, 'linked')
  const column = { column: 'observed_property_id', value: sql`${property.id}` }
  return insertRow(writing, 'Datastream', dataset, [...assignments, column])
}

/** A multi datastream with its observed properties; the one it is described in, if any, is the last of them. */
async function insertMulti(
  writing: Writing,
  { links }: EntityBody<'MultiDatastream'>,
  assignments: readonly Assignment[],
  { dataset }: Existing,
  known: Known,
): Promise<Existing> {
  const inner = () => Promise.resolve(dataset)
  const named = await linkAll(writing, links.ObservedProperties, 'ObservedProperty', inner, 'linked')
  const kind = { column: 'kind', value: sql`'multi'` }
  const made = await insertRow(writing, 'MultiDatastream', dataset, [...assignments, kind])
  await addParts(writing, made.id, [...named, ...(known.ObservedProperty ? [known.ObservedProperty.id] : [])])
  await requireEqualParts(writing, made.id)
  return made
}

async function createObservation(
  writing: Writing,
  body: EntityBody<'Observation'>,
  choose: ChooseDataset,
  known: Known,
): Promise<Existing> {
  const type = body.links.MultiDatastream || known.MultiDatastream ? 'MultiDatastream' : 'Datastream'
  const datastream = await need(writing, type, body.links[type], known, choose, 'changed')
  refuseOwnId(body)
  requireWriter(writing.actor, datastream.dataset)
  const row = await readRow(writing, body, datastream, known.FeatureOfInterest)
  const [id] = await storeRows(writing, [row])
  if (id === undefined) throw new Error('An observation that was stored has an id.')
  return { id, dataset: datastream.dataset }
}

/** The observations of a new datastream, stored as one batch. */
async function createObservations(
  writing: Writing,
  related: readonly Related[],
  datastream: Existing,
): Promise<void> {
  const rows: ObservationRow[] = []
  for (const [index, each] of related.entries()) {
    const row = await inPart(placeIn('Observation', index), async () => {
      if (each.kind === 'existing' || each.entity.entityType !== 'Observation') throw cannotMove()
      refuseOwnId(each.entity)
      return readRow(writing, each.entity, datastream, undefined)
    })
    rows.push(row)
  }
  if (rows.length > 0) await storeRows(writing, rows, (index) => placeIn('Observation', index))
}

async function readRow(
  writing: Writing,
  body: EntityBody<'Observation'>,
  datastream: Existing,
  known: Existing | undefined,
): Promise<ObservationRow> {
  const inner = () => Promise.resolve(datastream.dataset)
  const named = body.links.FeatureOfInterest
  const feature =
    known ??
    (named &&
      (await inPart('/FeatureOfInterest', () =>
        findRelated(writing, 'FeatureOfInterest', named, inner, 'linked'),
      )))
  return rowOf(body, datastream.id, feature?.id ?? null, writing.arrival)
}

async function createHistoricalLocation(
  writing: Writing,
  body: EntityBody<'HistoricalLocation'>,
  choose: ChooseDataset,
  known: Known,
): Promise<Existing> {
  const thing = await need(writing, 'Thing', body.links.Thing, known, choose, 'changed')
  const inner = () => Promise.resolve(thing.dataset)
  const locations = [
    ...(known.Locations ? [known.Locations.id] : []),
    ...(await linkAll(writing, body.links.Locations, 'Location', inner, 'linked')),
  ]
  const made = await insertRow(writing, 'HistoricalLocation', thing.dataset, [
    ...idColumn(writing, body),
    ...assignmentsOf(body),
    { column: 'thing_id', value: sql`${thing.id}` },
  ])
  await linkHistory(writing, made.id, locations)
  return made
}

/** Whether a link to an existing entity changes that entity too. */
type Touch = 'linked' | 'changed'

async function findRelated(
  writing: Writing,
  type: EntityType,
  related: Related,
  choose: ChooseDataset,
  touch: Touch,
) {
  if (related.kind === 'new') return createEntity(writing, related.entity, choose)
  return touch === 'changed'
    ? requireChangeable(writing, type, related.id)
    : requireLinked(writing, type, related.id)
}

/** The one entity a new one must link to: the one it stands in, an existing one, or a new one. */
async function need(
  writing: Writing,
  type: EntityType,
  related: Related | undefined,
  known: Known,
  choose: ChooseDataset,
  touch: Touch,
): Promise<Existing> {
  const given = known[type]
  if (given) return given
  if (related) return inPart(`/${type}`, () => findRelated(writing, type, related, choose, touch))
  const detail = {
    nl: `Hier ontbreekt een verwijzing naar ${type}.`,
    en: `A link to ${type} is missing here.`,
  }
  throw new Problem('invalid-request', detail, [{ in: 'body', pointer: `/${type}`, detail }])
}

/** The ids of linked entities, the new ones created. */
async function linkAll(
  writing: Writing,
  related: readonly Related[] | undefined,
  type: EntityType,
  choose: ChooseDataset,
  touch: Touch,
): Promise<number[]> {
  const ids: number[] = []
  for (const [index, each] of (related ?? []).entries()) {
    const found = await inPart(placeIn(type, index), () => findRelated(writing, type, each, choose, touch))
    ids.push(found.id)
  }
  return ids
}

/** Creates entities that belong to one of this request. */
async function createAll(
  writing: Writing,
  related: readonly Related[] | undefined,
  type: EntityType,
  choose: ChooseDataset,
  known: Known,
): Promise<void> {
  for (const [index, each] of (related ?? []).entries()) {
    await inPart(placeIn(type, index), async () => {
      if (each.kind === 'existing') throw cannotMove()
      await createEntity(writing, each.entity, choose, known)
    })
  }
}

/** New entities are created under their parent, existing ones move to it. */
async function adopt(
  writing: Writing,
  related: readonly Related[] | undefined,
  type: Movable,
  column: string,
  parent: Existing,
  known: Known,
): Promise<void> {
  for (const [index, each] of (related ?? []).entries()) {
    await inPart(placeIn(type, index), async () => {
      if (each.kind === 'new')
        await createEntity(writing, each.entity, () => Promise.resolve(parent.dataset), known)
      else await moveUnder(writing, type, each.id, column, parent)
    })
  }
}

/** Where one of several linked entities stands in the body of the one that links to them. */
const placeIn = (type: EntityType, index: number) => `/${MODEL[type].collection}/${index}`
