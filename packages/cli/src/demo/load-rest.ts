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
import type { Visitors } from './visitors.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** Who asked something so many milliseconds ago may still be reading it, to ask more. */
const READING = 120_000

/**
 * How visitors are given way: until nobody has asked for `quiet` milliseconds, but for no longer than `patience`. Values without which
 * nothing goes on wait for an answer; the rest of the year waits for who goes from page to page.
 */
type Manners = { quiet: number; patience: number }
const WHAT_IS_MISSING: Manners = { quiet: 300, patience: 2000 }
const THE_YEAR: Manners = { quiet: 1000, patience: 3000 }

/** Milliseconds between two looks at whether somebody asked. */
const LOOK = 50

/** Hours in one request while somebody looks at the site: few, so that a page never waits long for the database. */
const HOURS_WITH_VISITORS = 4
/** Hours in one request while nobody does: more, of which each value costs less. */
const HOURS_ALONE = 24

/** Milliseconds until what could not be stored is tried again. */
const RETRY_MILLISECONDS = 5000

/** How loading goes on beside the site. */
export type Loading = {
  visitors: Visitors
  onProgress(part: number): void
  /** Told when a request failed; it is sent again after a pause. */
  onFailure(error: unknown): void
  isStopped(): boolean
}

/** The hours since the example last ran, the oldest first: they must be there before live values go on. */
export async function catchUp(example: FilledExample, now: number, loading: Loading): Promise<void> {
  const there = await findStored(example.connection, example.simulation, example.streams)
  const end = floorHour(now)
  const begin = Math.max(floorHour(there?.to ?? example.since), end - HISTORY_DAYS * DAY)
  const stretches = cutOldestFirst(begin, end, () => chooseHours(loading.visitors))
  await load(example, stretches, { before: 0, all: end - begin }, WHAT_IS_MISSING, loading)
}

/** The rest of the year before the example was first filled, the newest first; goes on where it was stopped. */
export async function loadYear(
  example: FilledExample,
  loading: Loading,
  retryMilliseconds = RETRY_MILLISECONDS,
): Promise<void> {
  const there = await findStored(example.connection, example.simulation, example.streams)
  const all = HISTORY_DAYS * DAY
  const begin = floorHour(example.since) - all
  const end = floorHour(there?.from ?? example.since)
  const stretches = cutNewestFirst(begin, end, () => chooseHours(loading.visitors))
  await load(example, stretches, { before: all - (end - begin), all }, THE_YEAR, loading, retryMilliseconds)
}

const chooseHours = (visitors: Visitors) =>
  visitors.askedWithin(READING) ? HOURS_WITH_VISITORS : HOURS_ALONE

/**
 * Stores stretches. Leaves visitors three times as much time of the database as it takes itself: what it stores is also made
 * into figures.
 * @param progress milliseconds: of `all` that it is a part of, and of what was stored `before`
 */
async function load(
  { store }: FilledExample,
  stretches: Iterable<Stretch>,
  { before, all }: { before: number; all: number },
  manners: Manners,
  loading: Loading,
  retryMilliseconds = RETRY_MILLISECONDS,
): Promise<void> {
  const { visitors, onProgress, onFailure, isStopped } = loading
  let loaded = before
  for (const { from, to } of stretches) {
    if (isStopped()) return
    const started = performance.now()
    while (!(await succeeds(() => store.storeHours(from, to), onFailure))) {
      if (isStopped()) return
      await pause(retryMilliseconds)
    }
    loaded += to - from
    onProgress(loaded / all)
    if (visitors.askedWithin(READING)) await pause(Math.min(1000, 3 * (performance.now() - started)))
    await giveWay(manners, loading)
  }
}

async function giveWay({ quiet, patience }: Manners, { visitors, isStopped }: Loading): Promise<void> {
  const end = performance.now() + patience
  while (visitors.askedWithin(quiet) && performance.now() < end && !isStopped()) await pause(LOOK)
}

async function succeeds(work: () => Promise<unknown>, onFailure: Loading['onFailure']): Promise<boolean> {
  try {
    await work()
    return true
  } catch (error) {
    onFailure(error)
    return false
  }
}
