import { readTime } from '@samenspel/standards/sensorthings'
import { writeInstant } from '../../ingest/instant.ts'
import type { StationSource } from '../../things/ensure-stations.ts'
import {
  type FetchedPage,
  type FetchedRow,
  fetchJson,
  findUnit,
  type Json,
  keyOf,
  listOf,
  objectOf,
  type Reading,
  readValue,
  textOf,
  UnreadableAnswer,
} from './reader.ts'

export type SensorThingsSettings = { root: string; filter?: string }
type Reads = Reading<SensorThingsSettings>

/** A page of Things at which a run stopped, and how many of them were done. */
type Cursor = { page: string; done: number }

/** Names that RIVM's Samen Meten gives to what we know by another. */
const NAMES: Readonly<Record<string, string>> = {
  pm25_kal: 'pm25',
  pm10_kal: 'pm10',
  pm25: 'pm25-uncalibrated',
  pm10: 'pm10-uncalibrated',
  temp: 'temperature',
  rh: 'relative-humidity',
  pres: 'air-pressure',
}

/**
 * Harvests any SensorThings server of version 1.0 or 1.1: its Things one by one, and of each Datastream the observations
 * after the newest that is stored. Only addresses under the service root are asked.
 */
export async function* readSensorThings(reading: Reads): AsyncGenerator<FetchedPage> {
  const { root, filter } = reading.settings
  const query = new URLSearchParams({ $expand: 'Locations', $top: '100' })
  if (filter !== undefined) query.set('$filter', filter)
  const stopped = objectOf(reading.cursor)
  let page: string | undefined =
    typeof stopped.page === 'string' ? stopped.page : `${root}/Things?${encode(query)}`
  let done = typeof stopped.done === 'number' ? stopped.done : 0
  while (page !== undefined) {
    const { items, next } = await readPage(reading, page)
    for (const thing of items.slice(done)) {
      done += 1
      yield* readThing(reading, thing, { page, done } satisfies Cursor)
    }
    done = 0
    page = next
  }
  yield { stations: [], rows: [], cursor: null }
}

async function* readThing(reading: Reads, thing: Json, after: Cursor): AsyncGenerator<FetchedPage> {
  const key = textOf(thing.name) || String(thing['@iot.id'])
  const path = `${reading.settings.root}/Things(${idOf(thing)})`
  const before: Cursor = { page: after.page, done: after.done - 1 }
  const newest = await reading.findNewest(key)
  const streams = new Map<string, { address: string; about: StationSource['streams'] }>()
  let page: string | undefined = `${path}/Datastreams?$expand=ObservedProperty`
  while (page !== undefined) {
    const { items, next } = await readPage(reading, page)
    for (const datastream of items) {
      const given = textOf(datastream.name)
      // Names need not differ: a second one of the same name is a stream of its own.
      const name = given === '' || streams.has(given) ? `${given} ${datastream['@iot.id']}`.trim() : given
      const property = textOf(objectOf(datastream.ObservedProperty).name) || (name.split('-').at(-1) ?? name)
      const about = {
        property: NAMES[property] ?? keyOf(property),
        unit: findUnit(objectOf(datastream.unitOfMeasurement)),
      }
      streams.set(name, { address: `Datastreams(${idOf(datastream)})`, about: new Map([[name, about]]) })
    }
    page = next
  }
  for (const [name, { address, about }] of streams) {
    const station = { key, position: positionOf(thing), streams: about }
    yield* readStream(reading, station, name, address, newest.get(name), before)
  }
  yield { stations: [], rows: [], cursor: after }
}

async function* readStream(
  reading: Reads,
  station: StationSource,
  stream: string,
  address: string,
  newest: number | undefined,
  cursor: Cursor,
): AsyncGenerator<FetchedPage> {
  const query = new URLSearchParams({ $orderby: 'phenomenonTime asc', $top: '1000' })
  if (newest !== undefined)
    query.set('$filter', `phenomenonTime gt ${writeInstant(newest).replace(/\d{3}Z$/, 'Z')}`)
  let page: string | undefined = `${reading.settings.root}/${address}/Observations?${encode(query)}`
  while (page !== undefined) {
    const { items, next } = await readPage(reading, page)
    const rows = items.flatMap((observation) => {
      const row = rowOf(station.key, stream, observation)
      return row && row.start !== newest ? [row] : []
    })
    if (rows.length > 0) yield { stations: [station], rows, cursor }
    page = next
  }
}

function rowOf(station: string, stream: string, { phenomenonTime, result }: Json): FetchedRow | undefined {
  const value = readValue(result)
  const time = typeof phenomenonTime === 'string' ? readTime(phenomenonTime) : undefined
  if (value === undefined || typeof time !== 'object') return undefined
  if (time.kind === 'instant') return { station, stream, start: Number(time.at), end: null, value }
  return { station, stream, start: Number(time.start), end: Number(time.end), value }
}

async function readPage(
  { fetcher, settings }: Reads,
  address: string,
): Promise<{ items: Json[]; next: string | undefined }> {
  const { value, '@iot.nextLink': link } = objectOf(await fetchJson(fetcher, address))
  if (!Array.isArray(value)) throw new UnreadableAnswer(address)
  const next = typeof link === 'string' ? URL.parse(link, address)?.href : undefined
  // A next page elsewhere, or this one again, would lead away or around.
  if (next !== undefined && (!next.startsWith(`${settings.root}/`) || next === address))
    throw new UnreadableAnswer(address)
  return { items: listOf(value), next }
}

function idOf({ '@iot.id': id }: Json): string {
  return typeof id === 'string' ? `'${encodeURIComponent(id.replaceAll("'", "''"))}'` : String(Number(id))
}

function positionOf(thing: Json): readonly [number, number] | null {
  const location = objectOf(listOf(thing.Locations)[0]?.location)
  const point = location.type === 'Feature' ? objectOf(location.geometry) : location
  const [x, y] = Array.isArray(point.coordinates) ? point.coordinates : []
  return point.type === 'Point' && typeof x === 'number' && typeof y === 'number' ? [x, y] : null
}

/** Some servers read a plus as a plus. */
function encode(query: URLSearchParams): string {
  return query.toString().replaceAll('+', '%20')
}
