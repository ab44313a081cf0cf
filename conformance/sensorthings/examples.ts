import type { EntityType } from '@samenspel/standards/sensorthings'
import type { Service } from './service.ts'

const point = { type: 'Point', coordinates: [5.1214, 52.0907] }
const named = (what: string) => ({
  name: `Conformance ${what}`,
  description: `${what} of a conformance test`,
})

export const observation = {
  phenomenonTime: '2026-01-01T00:00:00Z',
  resultTime: '2026-01-01T00:00:00Z',
  result: 21.5,
}
export const location = { ...named('Location'), encodingType: 'application/geo+json', location: point }
export const sensor = {
  ...named('Sensor'),
  encodingType: 'application/pdf',
  metadata: 'https://example.org/sheet',
}
export const observedProperty = {
  ...named('ObservedProperty'),
  definition: 'https://example.org/temperature',
}
export const featureOfInterest = { ...named('Feature'), encodingType: 'application/geo+json', feature: point }
export const datastream = {
  ...named('Datastream'),
  unitOfMeasurement: { name: 'degree Celsius', symbol: 'degC', definition: 'ucum:Cel' },
  observationType: 'http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement',
}
export const thing = { ...named('Thing'), properties: { owner: 'conformance' } }

/** A Thing with one of everything under it. */
export const tree = {
  ...thing,
  Locations: [location],
  Datastreams: [
    {
      ...datastream,
      Sensor: sensor,
      ObservedProperty: observedProperty,
      Observations: [{ ...observation, FeatureOfInterest: featureOfInterest }],
    },
  ],
}

/** The addresses of one entity of each type, all linked to each other. */
export type Tree = Readonly<Record<Exclude<EntityType, 'MultiDatastream'>, string>>

/** Creates a whole tree and finds the address of everything in it. */
export async function createTree(service: Service): Promise<Tree> {
  const made = await service.create('Things', tree)
  const find = async (list: string, collection: string) => {
    const [first] = await service.list(list)
    return `${collection}(${first?.['@iot.id']})`
  }
  const stream = await find(`${made}/Datastreams`, 'Datastreams')
  const single = async (address: string, collection: string) =>
    `${collection}(${(await service.read(address))['@iot.id']})`
  const value = await find(`${stream}/Observations`, 'Observations')
  return {
    Thing: made,
    Location: await find(`${made}/Locations`, 'Locations'),
    HistoricalLocation: await find(`${made}/HistoricalLocations`, 'HistoricalLocations'),
    Datastream: stream,
    Sensor: await single(`${stream}/Sensor`, 'Sensors'),
    ObservedProperty: await single(`${stream}/ObservedProperty`, 'ObservedProperties'),
    Observation: value,
    FeatureOfInterest: await single(`${value}/FeatureOfInterest`, 'FeaturesOfInterest'),
  }
}

/** Deletes what `createTree` made, as far as it is still there. */
export async function deleteTree(service: Service, made: Tree): Promise<void> {
  for (const address of [
    made.Thing,
    made.Location,
    made.Sensor,
    made.ObservedProperty,
    made.FeatureOfInterest,
  ]) {
    await service.send('DELETE', address)
  }
}

/** Does something with a new tree and clears up. */
export async function withTree(service: Service, work: (made: Tree) => Promise<void>): Promise<void> {
  const made = await createTree(service)
  try {
    await work(made)
  } finally {
    await deleteTree(service, made)
  }
}
