import { ApiError } from '@samenspel/client'
import type { Source, SourceEntity } from './source.ts'
import type { Tally } from './tally.ts'
import type { Target } from './target.ts'

/** A datastream at the source and its copy here. */
export type CopiedDatastream = { sourcePath: string; name: string; id: number }

/** Copies the Things of the source with their Locations, and gives the Datastreams of each that could be copied. */
export async function* copyThings(
  source: Source,
  target: Target,
  tally: Tally,
  filter: string | undefined,
): AsyncGenerator<{ name: string; datastreams: CopiedDatastream[] }> {
  const query = new URLSearchParams({ $expand: 'Locations', $top: '100' })
  if (filter !== undefined) query.set('$filter', filter)
  for await (const things of source.readPages(`Things?${query}`)) {
    for (const thing of things) {
      const id = await copyThing(source, target, tally, thing)
      const datastreams = id === undefined ? [] : await copyDatastreams(source, target, tally, thing, id)
      yield { name: String(thing.name ?? ''), datastreams }
    }
  }
}

/** Fields that are copied as they are, when they are there. */
const FIELDS = {
  Things: ['name', 'description', 'properties'],
  Locations: ['name', 'description', 'encodingType', 'location', 'properties'],
  Sensors: ['name', 'description', 'encodingType', 'metadata', 'properties'],
  ObservedProperties: ['name', 'definition', 'description', 'properties'],
  Datastreams: ['name', 'description', 'observationType', 'unitOfMeasurement', 'properties'],
} as const

async function copyThing(source: Source, target: Target, tally: Tally, thing: SourceEntity) {
  return attempt(tally, 'Thing refused', source.root, 'Things', thing, async (origin) => {
    const locations = listOf(thing.Locations)
    const ids: number[] = []
    for (const location of locations) {
      const place = originOf(source.root, 'Locations', location)
      const id = await target.ensure('Locations', place, () => pick(location, FIELDS.Locations))
      ids.push(id)
    }
    return target.ensure('Things', origin, () => ({
      ...pick(thing, FIELDS.Things),
      Locations: ids.map((id) => ({ '@iot.id': id })),
    }))
  })
}

async function copyDatastreams(
  source: Source,
  target: Target,
  tally: Tally,
  thing: SourceEntity,
  thingId: number,
): Promise<CopiedDatastream[]> {
  const copied: CopiedDatastream[] = []
  const path = `${pathOf('Things', thing)}/Datastreams?$expand=Sensor,ObservedProperty&$top=100`
  for await (const datastreams of source.readPages(path)) {
    for (const datastream of datastreams) {
      const id = await attempt(
        tally,
        'Datastream refused',
        source.root,
        'Datastreams',
        datastream,
        (origin) =>
          target.ensure('Datastreams', origin, async () => ({
            ...pick(datastream, FIELDS.Datastreams),
            unitOfMeasurement: readUnit(datastream, origin, tally),
            Thing: { '@iot.id': thingId },
            Sensor: { '@iot.id': await copyRelated('Sensors', datastream.Sensor) },
            ObservedProperty: {
              '@iot.id': await copyRelated('ObservedProperties', datastream.ObservedProperty),
            },
          })),
      )
      const sourcePath = pathOf('Datastreams', datastream)
      if (id !== undefined) copied.push({ sourcePath, name: String(datastream.name ?? ''), id })
    }
  }
  return copied

  async function copyRelated(
    collection: 'Sensors' | 'ObservedProperties',
    related: unknown,
  ): Promise<number> {
    if (typeof related !== 'object' || related === null)
      throw new Unusable(`It has no ${collection.slice(0, -1)}.`)
    const entity = related as SourceEntity
    return target.ensure(collection, originOf(source.root, collection, entity), () =>
      pick(entity, FIELDS[collection]),
    )
  }
}

/** RIVM and others leave out the name of a unit, which the standard asks for: its symbol stands in, and the report says so. */
function readUnit({ unitOfMeasurement: unit }: SourceEntity, origin: string, tally: Tally): unknown {
  if (typeof unit !== 'object' || unit === null || 'name' in unit || !('symbol' in unit)) return unit
  tally.remark('Unit without a name: its symbol is taken as the name', origin)
  return { name: unit.symbol, ...unit }
}

/** The entity cannot be copied as it is. */
class Unusable extends Error {}

async function attempt(
  tally: Tally,
  reason: string,
  root: string,
  collection: string,
  entity: SourceEntity,
  copy: (origin: string) => Promise<number>,
): Promise<number | undefined> {
  let origin = `${root}/${collection}`
  try {
    origin = originOf(root, collection, entity)
    return await copy(origin)
  } catch (error) {
    const isTheirs = error instanceof Unusable || (error instanceof ApiError && error.status === 400)
    if (!isTheirs) throw error
    tally.refuse(reason, origin, error.message.replaceAll('\n', ' '))
    return undefined
  }
}

/** The address of an entity, made from the root and its id: what servers say of themselves changes behind a proxy. */
function originOf(root: string, collection: string, entity: SourceEntity): string {
  return `${root}/${pathOf(collection, entity)}`
}

function pathOf(collection: string, { '@iot.id': id }: SourceEntity): string {
  if (typeof id === 'number') return `${collection}(${id})`
  if (typeof id === 'string') return `${collection}('${encodeURIComponent(id.replaceAll("'", "''"))}')`
  throw new Unusable('It has no @iot.id.')
}

function pick(entity: SourceEntity, fields: readonly string[]): SourceEntity {
  return Object.fromEntries(
    fields.flatMap((field) =>
      entity[field] === undefined || entity[field] === null ? [] : [[field, entity[field]]],
    ),
  )
}

function listOf(value: unknown): SourceEntity[] {
  return Array.isArray(value) ? value : []
}
