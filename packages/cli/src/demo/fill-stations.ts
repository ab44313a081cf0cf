import { type Connection, dataOf } from '@samenspel/client'
import { PROPERTIES, UNITS } from '@samenspel/standards/tabular'
import type { Station, StationProperty } from '../waterrijk/index.ts'
import { type Fill, postJson } from './fill.ts'

/** Ids of datastreams by {@link nameStream}. */
export type StreamIds = ReadonlyMap<string, number>

/** Name of a series within the example. */
export function nameStream({ stationKey, property }: { stationKey: string; property: string }): string {
  return `${stationKey}/${property}`
}

/** What is in the database of an earlier run. */
export type StoredStations = {
  streams: Map<string, number>
  /** The moment the example was first filled (ms UTC); undefined when it never was. */
  since: number | undefined
}

type StoredThing = {
  properties?: { key?: string; exampleSince?: string }
  Datastreams: { '@iot.id': number; ObservedProperty: { name: string } }[]
}

/** Reads which stations of the example are there. */
export async function readStations({ request }: Connection): Promise<StoredStations> {
  const query = new URLSearchParams({
    $filter: `properties/simulated eq 'true'`,
    $expand: 'Datastreams($expand=ObservedProperty)',
    $top: '100',
  })
  const streams = new Map<string, number>()
  let since: number | undefined
  let page: string | undefined = `/sta/v1.1/Things?${query}`
  while (page !== undefined) {
    const answer = (await (await request(page)).json()) as { value: StoredThing[]; '@iot.nextLink'?: string }
    for (const { properties = {}, Datastreams: datastreams } of answer.value) {
      const { key: stationKey, exampleSince } = properties
      if (stationKey === undefined || exampleSince === undefined) continue
      since = Date.parse(exampleSince)
      for (const { '@iot.id': id, ObservedProperty: observed } of datastreams)
        streams.set(nameStream({ stationKey, property: observed.name }), id)
    }
    page = answer['@iot.nextLink']
  }
  return { streams, since }
}

const KINDS = {
  garden: {
    title: 'Tuinstations Waterrijk',
    description:
      'Temperatuur, luchtvochtigheid, neerslag en fijnstof per uur, gemeten in zestig tuinen van bewoners. De metingen zijn nagebootst.',
    sensor: 'Tuinstation (nagebootst)',
  },
  street: {
    title: 'Straatmeters Waterrijk',
    description: 'Hoe hoog het water op straat staat in de laagste buurten. De metingen zijn nagebootst.',
    sensor: 'Straatmeter (nagebootst)',
  },
} as const

/** Makes the datasets and the stations that are missing; gives the ids of all datastreams. */
export async function fillStations(fill: Fill, stored: StoredStations, since: number): Promise<StreamIds> {
  const { connection, simulation } = fill
  const missing = simulation.stations.filter(({ key, properties }) =>
    properties.some((property) => !stored.streams.has(nameStream({ stationKey: key, property }))),
  )
  if (missing.length === 0) return stored.streams
  for (const kind of ['garden', 'street'] as const) {
    const stations = missing.filter((station) => station.kind === kind)
    if (stations.length === 0) continue
    const headers = { dataset: await ensureDataset(fill, kind) }
    const shared = await makeShared(connection, kind, stations, headers)
    for (const station of stations)
      await postJson(connection, '/sta/v1.1/Things', describeStation(station, shared, since), headers)
  }
  return (await readStations(connection)).streams
}

async function ensureDataset(
  { connection, municipalityId }: Fill,
  kind: keyof typeof KINDS,
): Promise<string> {
  const { api } = connection
  const { title, description } = KINDS[kind]
  const { items } = await dataOf(api.GET('/datasets', { params: { query: { ownerId: municipalityId } } }))
  const known = items.find((dataset) => dataset.title === title)
  if (known) return known.id
  const made = await dataOf(
    api.POST('/datasets', {
      body: {
        title,
        description,
        ownerId: municipalityId,
        licence: 'https://definities.geostandaarden.nl/dcat-ap-nl/id/waardelijst/licenties/cc0',
        access: 'open',
        theme: 'environment',
        contact: 'data@waterrijk.example',
        corrections: 'replace',
      },
    }),
  )
  return made.id
}

/** The sensor and the observed properties that all stations of a kind share. */
type Shared = { sensorId: number; propertyIds: Map<StationProperty, number> }

async function makeShared(
  connection: Connection,
  kind: keyof typeof KINDS,
  stations: readonly Station[],
  headers: Record<string, string>,
): Promise<Shared> {
  const { sensor, description } = KINDS[kind]
  const sensorId = await create(connection, 'Sensors', headers, {
    name: sensor,
    description,
    encodingType: 'text/plain',
    metadata: 'Bestaat niet: de metingen komen uit een simulatie.',
  })
  const propertyIds = new Map<StationProperty, number>()
  for (const property of new Set(stations.flatMap(({ properties }) => properties))) {
    const { nl, definition } = PROPERTIES[property]
    const body = { name: property, definition, description: nl, properties: { title: nl } }
    propertyIds.set(property, await create(connection, 'ObservedProperties', headers, body))
  }
  return { sensorId, propertyIds }
}

async function create(
  connection: Connection,
  collection: string,
  headers: Record<string, string>,
  body: object,
): Promise<number> {
  const response = await postJson(connection, `/sta/v1.1/${collection}`, body, headers)
  return ((await response.json()) as { '@iot.id': number })['@iot.id']
}

function describeStation(station: Station, { sensorId, propertyIds }: Shared, since: number): object {
  const { key, name, position, properties, neighbourhoodCode } = station
  return {
    name,
    description: `${name} in Waterrijk. Nagebootst: dit meetpunt bestaat niet.`,
    properties: {
      key,
      simulated: 'true',
      neighbourhood: neighbourhoodCode,
      exampleSince: new Date(since).toISOString(),
    },
    Locations: [
      {
        name,
        description: `Plaats van ${name}`,
        encodingType: 'application/geo+json',
        location: { type: 'Point', coordinates: position },
      },
    ],
    Datastreams: properties.map((property) => {
      const { nl, unit } = PROPERTIES[property]
      return {
        name: `${nl} – ${name}`,
        description: `${nl} bij ${name} (nagebootst)`,
        observationType: 'http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement',
        unitOfMeasurement: UNITS[unit],
        Sensor: { '@iot.id': sensorId },
        ObservedProperty: { '@iot.id': propertyIds.get(property) },
      }
    }),
  }
}
