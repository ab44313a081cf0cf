import type { StationSource } from '../../things/ensure-stations.ts'
import { readEach } from './each-station.ts'
import {
  type FetchedPage,
  type FetchedRow,
  fetchJson,
  type Known,
  keyOf,
  listOf,
  objectOf,
  type Reading,
  readMoment,
  readValue,
  textOf,
  UnreadableAnswer,
} from './reader.ts'

export type LuchtmeetnetSettings = { stations: string[] }

const ADDRESS = 'https://api.luchtmeetnet.nl/open_api'
const HOUR = 3_600_000
/**
 * How far back a new station is read, how much is asked at once (the server gives a week at most), and how far a component may be
 * behind the others.
 */
const DAYS = { first: 30, atOnce: 6, lag: 6 }

/** Formulas of components; all in µg/m³, but for PS (particles). */
const KNOWN: Readonly<Record<string, Known>> = {
  NO2: { property: 'no2', unit: 'ug/m3' },
  NO: { property: 'no', unit: 'ug/m3' },
  O3: { property: 'o3', unit: 'ug/m3' },
  PM10: { property: 'pm10', unit: 'ug/m3' },
  PM25: { property: 'pm25', unit: 'ug/m3' },
  SO2: { property: 'so2', unit: 'ug/m3' },
  H2S: { property: 'h2s', unit: 'ug/m3' },
  CO: { property: 'co', unit: 'ug/m3' },
  FN: { property: 'soot', unit: 'ug/m3' },
  C6H6: { property: 'benzene', unit: 'ug/m3' },
  C7H8: { property: 'toluene', unit: 'ug/m3' },
  C8H10: { property: 'xylene', unit: 'ug/m3' },
}

/** Reads hourly values of reference stations, from the newest that is stored on. A time is the start of its hour. */
export function readLuchtmeetnet(reading: Reading<LuchtmeetnetSettings>): AsyncGenerator<FetchedPage> {
  return readEach(reading, reading.settings.stations, (number) => readStation(reading, number))
}

async function* readStation(
  reading: Reading<LuchtmeetnetSettings>,
  number: string,
): AsyncGenerator<FetchedPage> {
  const { fetcher, now } = reading
  const about = objectOf(
    objectOf(await fetchJson(fetcher, `${ADDRESS}/stations/${encodeURIComponent(number)}`)).data,
  )
  const { coordinates } = objectOf(about.geometry)
  const [x, y] = Array.isArray(coordinates) ? coordinates : []
  const position = typeof x === 'number' && typeof y === 'number' ? ([x, y] as const) : null
  const newest = (await reading.findNewest(number)).values()
  let from = beginOf([...newest], now.getTime())
  while (from < now.getTime()) {
    const to = Math.min(from + DAYS.atOnce * 24 * HOUR, now.getTime())
    yield* readPeriod(reading, { key: number, position, streams: new Map() }, from, to)
    from = to
  }
}

/**
 * From when on a station is read. A component that lags behind a little has the others read again too: what is stored already changes
 * nothing. One that is further behind is measured no longer, and does not count.
 */
function beginOf(newest: readonly number[], now: number): number {
  const oldest = now - DAYS.first * 24 * HOUR
  const latest = Math.max(...newest) / 1000
  const lagging = newest.map((time) => time / 1000).filter((time) => time >= latest - DAYS.lag * 24 * HOUR)
  return newest.length === 0 ? oldest : Math.max(Math.min(...lagging), oldest)
}

async function* readPeriod(
  { fetcher }: Reading<LuchtmeetnetSettings>,
  { key, position }: StationSource,
  from: number,
  to: number,
): AsyncGenerator<FetchedPage> {
  for (let page = 1, last = 1; page <= last; page++) {
    const period = `start=${new Date(from).toISOString()}&end=${new Date(to).toISOString()}`
    const order = 'order=timestamp_measured&order_direction=asc'
    const url = `${ADDRESS}/measurements?station_number=${encodeURIComponent(key)}&${period}&page=${page}&${order}`
    const answer = objectOf(await fetchJson(fetcher, url))
    if (!Array.isArray(answer.data)) throw new UnreadableAnswer(url)
    last = Math.min(Number(objectOf(answer.pagination).last_page ?? 1), 1000)
    const streams = new Map<string, Known>()
    const rows = listOf(answer.data).flatMap(
      ({ value: given, timestamp_measured: time, formula }): FetchedRow[] => {
        const [value, start, stream] = [readValue(given), readMoment(time), textOf(formula)]
        if (value === undefined || start === undefined || stream === '') return []
        streams.set(
          stream,
          (Object.hasOwn(KNOWN, stream) && KNOWN[stream]) || { property: keyOf(stream), unit: '1' },
        )
        return [{ station: key, stream, start, end: start + HOUR * 1000, value }]
      },
    )
    if (rows.length > 0) yield { stations: [{ key, position, streams }], rows, cursor: null }
  }
}
