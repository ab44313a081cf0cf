import { setTimeout as pause } from 'node:timers/promises'
import type { FilledExample } from './fill-example.ts'
import {
  cutNewestFirst,
  cutOldestFirst,
  findStored,
  floorHour,
  HISTORY_DAYS,
  type Stretch,
} from './history.ts'

const DAY = 86_400_000

/** Hours in one request: few, so that a page never waits long for the database. */
const STEP_HOURS = 3

/** How loading goes on beside the site. */
export type Loading = {
  onProgress(part: number): void
  isStopped(): boolean
  /** Waits until no visitor is held up by what is loaded next. */
  giveWay(): Promise<void>
}

/** The hours since the example last ran, the oldest first: they must be there before live values go on. */
export async function catchUp(example: FilledExample, now: number, loading: Loading): Promise<void> {
  const there = await findStored(example.connection, example.simulation, example.streams)
  const from = floorHour(there?.to ?? example.since)
  const earliest = floorHour(now) - HISTORY_DAYS * DAY
  await load(example, cutOldestFirst(Math.max(from, earliest), floorHour(now), STEP_HOURS), loading)
}

/** The rest of the year before the example was first filled, the newest first; goes on where it was stopped. */
export async function loadYear(example: FilledExample, loading: Loading): Promise<void> {
  const there = await findStored(example.connection, example.simulation, example.streams)
  const begin = floorHour(example.since) - HISTORY_DAYS * DAY
  const end = floorHour(there?.from ?? example.since)
  await load(example, cutNewestFirst(begin, end, STEP_HOURS), loading)
}

/** Leaves the database three times as much time for others as it takes itself: what it stores is also made into figures. */
async function load(
  { store }: FilledExample,
  stretches: readonly Stretch[],
  { onProgress, isStopped, giveWay }: Loading,
): Promise<void> {
  for (const [index, { from, to }] of stretches.entries()) {
    await giveWay()
    if (isStopped()) return
    const started = performance.now()
    await store.storeHours(from, to)
    onProgress((index + 1) / stretches.length)
    await pause(Math.min(1000, 3 * (performance.now() - started)))
  }
}
