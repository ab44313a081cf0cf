import { type JsonValue, OBSERVATION_TYPES, readTime } from '@samenspel/standards/sensorthings'
import { writeInstant } from '../../ingest/instant.ts'
import type { StationSource, StreamSource } from '../../things/ensure-stations.ts'
import {
  type FetchedPage,
  type FetchedRow,
  fetchJson,
  findUnit,
  isRefused,
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

/** A page of Things at which a run stopped, how many of them were done, and how many pages came before it. */
type Cursor = { page: string; done: number; pages: number }

/**
 * Most pages of each list. Of observations the next run goes on after the newest; a list of Things or Datastreams that is longer never
 * ends, as one does whose next pages lead around.
 */
const MOST_PAGES = { things: 10_000, datastreams: 1000, observations: 200 }

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
 * after the newest that is stored. Only addresses under the service root are asked. What is another thing or datastream there is so
 * here, whatever their names. Each page that was read is given, also an empty one, so that a run can stop at any. A Thing that cannot be
 * read is noted, and the next one read.
 */
export async function* readSensorThings(reading: Reads, most = MOST_PAGES): AsyncGenerator<FetchedPage> {
  const { root, filter } = reading.settings
  const query = new URLSearchParams({ $expand: 'Locations', $top: '100' })
  if (filter !== undefined) query.set('$filter', filter)
  const stopped = objectOf(reading.cursor)
  let page: string | undefined =
    typeof stopped.page === 'string' ? stopped.page : `${root}/Things?${encode(query)}`
  let done = typeof stopped.done === 'number' ? stopped.done : 0
  for (let pages = typeof stopped.pages === 'number' ? stopped.pages : 0; page !== undefined; pages++) {
    if (pages >= most.things) {
      // The next run begins again.
      yield { stations: [], rows: [], cursor: null }
      throw new UnreadableAnswer(page)
    }
    const list: ListPage | undefined = await readPage(reading, page).catch((error: unknown) => {
      if (page === stopped.page && isRefused(error)) return undefined
      throw error
    })
    // The address of a page does not hold for ever.
    if (!list) return yield* readSensorThings({ ...reading, cursor: null }, most)
    for (const thing of list.items.slice(done)) {
      done += 1
      const after: Cursor = { page, done, pages }
      try {
        yield* readThing(reading, thing, after, most)
        reading.faults.clear()
      } catch (error) {
        reading.faults.note(textOf(thing.name) || idOf(thing), error)
        yield { stations: [], rows: [], cursor: after }
      }
    }
    done = 0
    page = list.next
    if (page !== undefined)
      yield { stations: [], rows: [], cursor: { page, done, pages: pages + 1 } satisfies Cursor }
  }
  yield { stations: [], rows: [], cursor: null }
}

async function* readThing(
  reading: Reads,
  thing: Json,
  after: Cursor,
  most: typeof MOST_PAGES,
): AsyncGenerator<FetchedPage> {
  // Its address, because things of other servers can be in the same dataset.
  const key = `${reading.settings.root}/Things(${idOf(thing)})`
  const before: Cursor = { ...after, done: after.done - 1 }
  const newest = await reading.findNewest(key)
  const about = { key, name: textOf(thing.name) || idOf(thing), position: positionOf(thing) }
  let page: string | undefined = `${key}/Datastreams?$expand=ObservedProperty`
  for (let pages = 0; page !== undefined; pages++) {
    if (pages >= most.datastreams) throw new UnreadableAnswer(page)
    const { items, next } = await readPage(reading, page)
    for (const datastream of items) {
      const stream = `Datastreams(${idOf(datastream)})`
      const station = { ...about, streams: new Map([[stream, describeStream(datastream)]]) }
      yield* readStream(reading, { station, stream, newest: newest.get(stream), before }, most)
    }
    page = next
    yield { stations: [], rows: [], cursor: before }
  }
  yield { stations: [], rows: [], cursor: after }
}

function describeStream(datastream: Json): StreamSource {
  const name = textOf(datastream.name) || idOf(datastream)
  const property = textOf(objectOf(datastream.ObservedProperty).name) || (name.split('-').at(-1) ?? name)
  return {
    property: NAMES[property] ?? keyOf(property),
    unit: findUnit(objectOf(datastream.unitOfMeasurement)),
    result: kindOf(datastream),
    name,
  }
}

/** What the results of a datastream are: numbers, unless it says that they are something else. */
function kindOf({ observationType: type }: Json): 'number' | 'text' | 'any' {
  if (type === OBSERVATION_TYPES.category) return 'text'
  const isOther = [OBSERVATION_TYPES.any, OBSERVATION_TYPES.truth, OBSERVATION_TYPES.complex].some(
    (other) => other === type,
  )
  return isOther ? 'any' : 'number'
}

type ReadStream = { station: StationSource; stream: string; newest: number | undefined; before: Cursor }

async function* readStream(
  reading: Reads,
  { station, stream, newest, before }: ReadStream,
  most: typeof MOST_PAGES,
): AsyncGenerator<FetchedPage> {
  const query = new URLSearchParams({ $orderby: 'phenomenonTime asc', $top: '1000' })
  if (newest !== undefined)
    query.set('$filter', `phenomenonTime gt ${writeInstant(newest).replace(/\d{3}Z$/, 'Z')}`)
  let page: string | undefined = `${reading.settings.root}/${stream}/Observations?${encode(query)}`
  const isNumeric = station.streams.get(stream)?.result === 'number'
  for (let pages = 0; page !== undefined && pages < most.observations; pages++) {
    const { items, next } = await readPage(reading, page)
    const rows = items.flatMap((observation) => {
      const row = rowOf(station.key, stream, observation, isNumeric)
      return row && row.start !== newest ? [row] : []
    })
    yield { stations: rows.length > 0 ? [station] : [], rows, cursor: before }
    page = next
  }
}

/** The observation as a row; undefined when nothing was measured. What is no number where it should be is for storing to refuse. */
function rowOf(
  station: string,
  stream: string,
  { phenomenonTime, result }: Json,
  isNumeric: boolean,
): FetchedRow | undefined {
  const isAbsent = result === null || result === undefined || result === ''
  const isNumber =
    !isAbsent && Number.isFinite(Number(result)) && ['number', 'string'].includes(typeof result)
  const value = isNumeric && isNumber ? readValue(result) : isAbsent ? undefined : (result as JsonValue)
  const time = typeof phenomenonTime === 'string' ? readTime(phenomenonTime) : undefined
  if (value === undefined || typeof time !== 'object') return undefined
  if (time.kind === 'instant') return { station, stream, start: Number(time.at), end: null, value }
  return { station, stream, start: Number(time.start), end: Number(time.end), value }
}

type ListPage = { items: Json[]; next: string | undefined }

async function readPage({ fetcher, settings }: Reads, address: string): Promise<ListPage> {
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
