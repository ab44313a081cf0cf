import type { Connection } from '@samenspel/client'
import { PROPERTIES, UNITS } from '@samenspel/standards/tabular'
import type { StationProperty } from '../waterrijk/index.ts'
import type { Fill } from './fill.ts'
import { createIn, describeSensor, describeThing, ensureDataset } from './simulated-things.ts'

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
    const create = createIn(connection, await ensureDataset(fill, KINDS[kind]))
    const { sensor, description } = KINDS[kind]
    const sensorId = await create('Sensors', describeSensor(sensor, description))
    const propertyIds = new Map<StationProperty, number>()
    for (const property of new Set(stations.flatMap(({ properties }) => properties))) {
      const { nl, definition } = PROPERTIES[property]
      const body = { name: property, definition, description: nl, properties: { title: nl } }
      propertyIds.set(property, await create('ObservedProperties', body))
    }
    for (const station of stations) {
      const series = station.properties.map((property) => {
        const { nl: title, unit } = PROPERTIES[property]
        const description = `${title} bij ${station.name}`
        return { title, description, unit: UNITS[unit], sensorId, propertyId: propertyIds.get(property) }
      })
      await create('Things', describeThing(station, series, since))
    }
  }
  return (await readStations(connection)).streams
}
