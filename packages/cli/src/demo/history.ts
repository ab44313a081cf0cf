import type { Connection } from '@samenspel/client'
import type { Simulation } from '../waterrijk/index.ts'
import { listHeatWaves } from '../waterrijk/weather.ts'
import { nameStream, type StreamIds } from './fill-stations.ts'
import type { ValueStore } from './store-values.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** A year of history before the moment the example was first filled. */
export const HISTORY_DAYS = 365

/** Hours that belong together in one request. */
export type Stretch = { from: number; to: number }

/**
 * Cuts the time from `from` to `to` into stretches, the newest first.
 * @param hours how long a stretch may be, asked for each of them
 */
export function* cutNewestFirst(from: number, to: number, hours: () => number): Generator<Stretch> {
  for (let end = to; end > from; ) {
    const start = Math.max(from, end - hours() * HOUR)
    yield { from: start, to: end }
    end = start
  }
}

/** Cuts the time from `from` to `to` into stretches, the oldest first; see {@link cutNewestFirst}. */
export function* cutOldestFirst(from: number, to: number, hours: () => number): Generator<Stretch> {
  for (let start = from; start < to; ) {
    const end = Math.min(to, start + hours() * HOUR)
    yield { from: start, to: end }
    start = end
  }
}

/** The whole hour that a moment lies in. */
export function floorHour(time: number): number {
  return Math.floor(time / HOUR) * HOUR
}

/**
 * Which time is stored without a gap, read from one series that never fails and is in no story: history is stored newest
 * first and live values oldest first, so everything between its ends is there. Undefined when nothing is.
 */
export async function findStored(
  { request }: Connection,
  simulation: Simulation,
  streams: StreamIds,
): Promise<Stretch | undefined> {
  const [first] = simulation.stations
  const name = nameStream({ stationKey: first?.key ?? '', property: 'relative-humidity' })
  const response = await request(`/sta/v1.1/Datastreams(${streams.get(name)})?$select=phenomenonTime`)
  const { phenomenonTime } = (await response.json()) as { phenomenonTime?: string | null }
  if (!phenomenonTime) return undefined
  const [start, end] = phenomenonTime.split('/')
  return { from: Date.parse(start ?? ''), to: Date.parse(end ?? start ?? '') }
}

/** Values that the stories rest on, from before the days that are stored first: heat waves, New Year, the wet streets. */
export function listStoryStretches(seed: number, since: number): (Stretch & { property: string })[] {
  const end = floorHour(since)
  const begin = end - HISTORY_DAYS * DAY
  const years = [new Date(begin).getUTCFullYear(), new Date(end).getUTCFullYear()]
  const heat = years
    .flatMap((year) => listHeatWaves(seed, year))
    .map((wave) => ({
      property: 'temperature',
      from: wave.start * HOUR - DAY,
      to: wave.end * HOUR + DAY,
    }))
  const newYear = years.map((year) => ({
    property: 'pm25',
    from: Date.UTC(year, 0, 1) - 2 * DAY,
    to: Date.UTC(year, 0, 4),
  }))
  const water = { property: 'water-on-street', from: begin, to: end }
  return [...heat, ...newYear, water]
    .map((stretch) => ({
      ...stretch,
      from: Math.max(begin, floorHour(stretch.from)),
      to: Math.min(end, stretch.to),
    }))
    .filter(({ from, to }) => from < to)
}

/** Stores the values that the stories rest on. */
export async function storeStories(store: ValueStore, seed: number, since: number): Promise<void> {
  for (const { property, from, to } of listStoryStretches(seed, since))
    await store.storeHours(from, to, (each) => each === property)
}
