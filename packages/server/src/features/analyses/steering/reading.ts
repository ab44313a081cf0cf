/** Reads all that a claim can be tried on: more time than its chart shows, the places left out, and without doubtful values. */
import {
  type Place as AskedPlace,
  type Question,
  type Step,
  type Stretch,
  writePlace,
} from '@samenspel/standards/explorations'
import { FLAG_NAMES } from '@samenspel/standards/quality'
import type { Place, Point } from '@samenspel/standards/steering'
import type { Db } from '../../../platform/database/connect.ts'
import { findIndicator, listSeries } from '../../indicators/index.ts'
import { type FoundUses, listMeasuringStations, readPlaces } from '../../measurements/index.ts'
import type { Asking } from '../answer.ts'
import { listWithSiblings } from './store.ts'

const DAY = 86_400_000
const YEAR = 365.25 * DAY

/** What is read before and after the window of a claim: its own length, so that it can move and grow, and what it takes to know the seasons. */
const SEASONS = 2 * YEAR

/** Of shorter windows, hours are read: from here on there are enough days. */
const ENOUGH_DAYS = 252 * DAY

/** Stations beside those of a claim that are read at most. */
const MOST_STATIONS = 60

/** What a claim is tried on. */
export type Ground = { places: Place[]; uses: FoundUses[] }

/** Reads the ground of a claim of the chart of a question; with the places left out when these can matter. */
export async function readGround(
  db: Db,
  asking: Asking,
  question: Question,
  { window, others }: { window: Stretch; others: boolean },
): Promise<Ground> {
  const { places, districts } = await listPlaces(db, asking, question, others)
  const read = question.what.kind === 'indicator' ? readFigures : readMeasurements
  const ground = await read(db, asking, question, { places, window })
  return {
    places: ground.places.map((place) => ({ ...place, district: districts.get(place.key) })),
    uses: ground.uses,
  }
}

type Wanted = { places: readonly AskedPlace[]; window: Stretch }

/** The places of a question, and those that could have been chosen as well. */
async function listPlaces(
  db: Db,
  asking: Asking,
  { what, where }: Question,
  others: boolean,
): Promise<{ places: AskedPlace[]; districts: Map<string, string> }> {
  const codes = where.flatMap(({ kind, key }) => (kind === 'area' ? [key] : []))
  if (others && codes.length > 0) {
    const areas = await listWithSiblings(db, codes)
    const left = areas.filter(({ code }) => !codes.includes(code))
    return {
      places: [...where, ...left.map(({ code }): AskedPlace => ({ kind: 'area', key: code }))],
      districts: new Map(
        areas.flatMap(({ code, parentCode }) => (parentCode ? [[`area:${code}`, parentCode] as const] : [])),
      ),
    }
  }
  if (others && what.kind === 'property' && where.some(({ kind }) => kind === 'station')) {
    const stations = await listMeasuringStations(db, { ...asking, property: what.key, limit: MOST_STATIONS })
    const known = new Set(where.map(writePlace))
    const all = stations.map((id): AskedPlace => ({ kind: 'station', key: String(id) }))
    return {
      places: [...where, ...all.filter((place) => !known.has(writePlace(place)))],
      districts: new Map(),
    }
  }
  return { places: where, districts: new Map() }
}

/** How much time around the window is read, the most first: what is too much for one answer is tried with less. */
function listExtents({ start, end }: Stretch, now: number): Stretch[] {
  const length = end - start
  const around = (before: number, after: number) => ({
    start: start - before,
    end: Math.min(end + after, Math.max(now, end)),
  })
  return [around(Math.max(length, SEASONS), Math.max(length, SEASONS)), around(length, length), around(0, 0)]
}

async function readMeasurements(db: Db, asking: Asking, question: Question, wanted: Wanted): Promise<Ground> {
  const { places, window } = wanted
  const byHour = window.end - window.start < ENOUGH_DAYS
  const steps: Step[] = byHour ? ['hour', 'day'] : ['day']
  for (const step of steps) {
    for (const within of listExtents(window, asking.now.getTime())) {
      const ask = { ...asking, property: question.what.key, isDirection: false, places, step, within }
      const all = await readPlaces(db, { ...ask, withMeans: false, without: [] })
      if (all.tooMany) continue
      // What is seen per day only would be missing per hour.
      const isCoarse = step === 'hour' && question.step !== 'hour'
      if (isCoarse && all.places.some(({ tooCoarse }) => tooCoarse > 0)) break
      const sound = await readPlaces(db, { ...ask, withMeans: false, without: FLAG_NAMES })
      const means = await readPlaces(db, {
        ...ask,
        step: 'day',
        within: window,
        withMeans: true,
        without: [],
      })
      return {
        uses: [all.uses, sound.uses, means.uses],
        places: places.map((place, index) => ({
          key: writePlace(place),
          points: toPoints(all.places[index]?.measured ?? []),
          sound: toPoints(sound.places[index]?.measured ?? []),
          stations: means.places[index]?.means ?? [],
        })),
      }
    }
  }
  return { places: [], uses: [] }
}

const toPoints = (measured: readonly { at: number; value: number }[]): Point[] =>
  measured.map(({ at, value }) => ({ time: at, value }))

async function readFigures(db: Db, { now }: Asking, question: Question, wanted: Wanted): Promise<Ground> {
  const indicator = await findIndicator(db, question.what.key, [])
  const [extent = wanted.window] = listExtents(wanted.window, now.getTime())
  if (!indicator) return { places: [], uses: [] }
  const { start, end } = extent
  const places: Place[] = []
  for (const { key } of wanted.places) {
    const read = {
      area: key,
      others: false,
      from: new Date(start),
      to: new Date(Math.min(end, now.getTime())),
    }
    const [series] = await listSeries(db, indicator, read)
    if (!series) continue
    const points = series.starts.map((time, index) => ({ time, value: series.values[index] ?? null }))
    places.push({ key: `area:${key}`, points })
  }
  return { places, uses: [] }
}
