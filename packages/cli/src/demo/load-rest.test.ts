import { setTimeout as pause } from 'node:timers/promises'
import { expect, it } from 'vitest'
import type { FilledExample } from './fill-example.ts'
import { type Loading, loadYear } from './load-rest.ts'

const HOUR = 3_600_000
const SINCE = Date.UTC(2026, 5, 1)

/** An example of which everything but the first day of the year is stored, and the stretches that are stored then. */
function almostLoaded(storeHours: (from: number, to: number) => Promise<number>): FilledExample {
  const phenomenonTime = `${new Date(SINCE - 364 * 24 * HOUR).toISOString()}/${new Date(SINCE).toISOString()}`
  return {
    since: SINCE,
    simulation: { stations: [] },
    streams: new Map(),
    connection: { request: async () => new Response(JSON.stringify({ phenomenonTime })) },
    store: { storeHours },
  } as unknown as FilledExample
}

it('sends again what was refused, until it is stored, and leaves nothing out', async () => {
  const stored: number[] = []
  const failures: unknown[] = []
  let tries = 0
  const example = almostLoaded(async (from, to) => {
    tries += 1
    if (tries === 3 || tries === 4) throw new Error('Too much is being sent at once.')
    stored.push((to - from) / HOUR)
    return 1
  })
  const parts: number[] = []
  const loading: Loading = {
    visitors: { askedWithin: (milliseconds) => milliseconds > 60_000 },
    onProgress: (part) => void parts.push(part),
    onFailure: (error) => void failures.push(error),
    isStopped: () => false,
  }
  await loadYear(example, loading, 1)
  expect(stored).toEqual(Array(6).fill(4))
  expect(failures).toHaveLength(2)
  // Of the year, and not of what was left of it.
  expect(parts[0]).toBeGreaterThan(0.99)
  expect(parts.at(-1)).toBe(1)
})

it('waits with the next values while somebody goes from page to page', async () => {
  const stored: number[] = []
  let asks = true
  const example = almostLoaded(async () => stored.push(1))
  const loaded = loadYear(example, {
    visitors: { askedWithin: () => asks },
    onProgress: () => {},
    onFailure: () => {},
    isStopped: () => stored.length === 2,
  })
  await expect.poll(() => stored.length).toBe(1)
  // Far longer than the pause after a step of no time at all.
  await pause(300)
  expect(stored).toHaveLength(1)
  asks = false
  await loaded
  expect(stored).toHaveLength(2)
})
