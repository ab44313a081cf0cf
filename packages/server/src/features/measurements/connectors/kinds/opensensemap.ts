import type { StationSource } from '../../things/ensure-stations.ts'
import { readEach } from './each-station.ts'
import {
  type FetchedPage,
  fetchJson,
  findUnit,
  type Json,
  type Known,
  keyOf,
  listOf,
  objectOf,
  type Reading,
  readMoment,
  readValue,
  scale,
  textOf,
  UnreadableAnswer,
} from './reader.ts'

export type OpenSenseMapSettings = { boxes: string[] }

const ADDRESS = 'https://api.opensensemap.org/boxes'
const DAY = 86_400_000
/** How far back a box that is new is read, and how much is asked at once. */
const DAYS = { first: 30, atOnce: 5 }
/** The server gives no more values than this, whatever the period: then a shorter one is asked. */
const MOST_VALUES = 10_000
const SHORTEST = 60_000

/** Titles that people give their sensors, in lower case. */
const KNOWN: Readonly<Record<string, Known>> = {
  'pm2.5': { property: 'pm25-uncalibrated', unit: 'ug/m3' },
  pm10: { property: 'pm10-uncalibrated', unit: 'ug/m3' },
  temperatur: { property: 'temperature', unit: 'Cel' },
  temperature: { property: 'temperature', unit: 'Cel' },
  temperatuur: { property: 'temperature', unit: 'Cel' },
  'rel. luftfeuchte': { property: 'relative-humidity', unit: '%' },
  luftfeuchtigkeit: { property: 'relative-humidity', unit: '%' },
  luftfeuchte: { property: 'relative-humidity', unit: '%' },
  humidity: { property: 'relative-humidity', unit: '%' },
  luchtvochtigheid: { property: 'relative-humidity', unit: '%' },
}
const PRESSURE = /^(luftdruck|air pressure|pressure|luchtdruck|luchtdruk)$/

/** Reads the sensors of boxes, each from its newest stored value on, a few days at a time. */
export function readOpenSenseMap(reading: Reading<OpenSenseMapSettings>): AsyncGenerator<FetchedPage> {
  return readEach(reading, reading.settings.boxes, (id) => readBox(reading, id))
}

async function* readBox(
  { fetcher, now, findNewest }: Reading<OpenSenseMapSettings>,
  id: string,
): AsyncGenerator<FetchedPage> {
  const box = objectOf(await fetchJson(fetcher, `${ADDRESS}/${encodeURIComponent(id)}`))
  const key = `opensensemap-${id}`
  const newest = await findNewest(key)
  for (const sensor of listOf(box.sensors)) {
    const stream = textOf(sensor._id)
    const known = describe(sensor)
    const station: StationSource = { key, position: positionOf(box), streams: new Map([[stream, known]]) }
    let from = Math.floor((newest.get(stream) ?? (now.getTime() - DAYS.first * DAY) * 1000) / 1000)
    let length = DAYS.atOnce * DAY
    while (from < now.getTime()) {
      const to = Math.min(from + length, now.getTime())
      const query = `from-date=${new Date(from).toISOString()}&to-date=${new Date(to).toISOString()}&format=json`
      const url = `${ADDRESS}/${encodeURIComponent(id)}/data/${encodeURIComponent(stream)}?${query}`
      const answer = await fetchJson(fetcher, url)
      if (!Array.isArray(answer)) throw new UnreadableAnswer(url)
      if (answer.length >= MOST_VALUES && to - from > SHORTEST) {
        length = Math.max(SHORTEST, Math.floor((to - from) / 2))
        continue
      }
      const rows = listOf(answer).flatMap(({ value: given, createdAt }) => {
        const [value, start] = [readValue(given), readMoment(createdAt)]
        if (value === undefined || start === undefined) return []
        return [{ station: key, stream, start, end: null, value: scale(value, known.factor ?? 1) }]
      })
      if (rows.length > 0) yield { stations: [station], rows, cursor: null }
      from = to
    }
  }
}

function describe({ title, unit }: Json): Known {
  const name = textOf(title).toLowerCase()
  const known = Object.hasOwn(KNOWN, name) ? KNOWN[name] : undefined
  if (known) return known
  const symbol = textOf(unit)
  if (PRESSURE.test(name))
    return { property: 'air-pressure', unit: 'hPa', factor: symbol === 'Pa' ? 0.01 : 1 }
  return { property: keyOf(name), unit: findUnit({ symbol }) }
}

function positionOf(box: Json): readonly [number, number] | null {
  const { coordinates } = objectOf(box.currentLocation)
  const [x, y] = Array.isArray(coordinates) ? coordinates : []
  return typeof x === 'number' && typeof y === 'number' ? [x, y] : null
}
