import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createPace } from './pace.ts'
import { createSignal } from './signal.ts'

const PACES = { lively: 250, quiet: 2000, calm: 5000 }

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }))
afterEach(() => void vi.useRealTimers())

/** How long a rest takes, when after so many milliseconds something is committed. */
async function measureRest(rest: Promise<void>, commit = () => {}, after = 0): Promise<number> {
  const started = performance.now()
  const ended = rest.then(() => performance.now())
  await vi.advanceTimersByTimeAsync(after)
  commit()
  await vi.advanceTimersByTimeAsync(10_000)
  return (await ended) - started
}

it('looks often while something is committed, seldom when nothing is for a while, and then at once after a commit', async () => {
  const commits = createSignal()
  const pace = createPace(commits, PACES)
  const { signal } = new AbortController()
  expect(await measureRest(pace.rest(signal))).toBe(PACES.lively)
  expect(await measureRest(pace.rest(signal))).toBe(PACES.quiet)
  expect(await measureRest(pace.rest(signal), commits.give, 700)).toBe(700)
  commits.give()
  expect(await measureRest(pace.rest(signal), commits.give, 100)).toBe(PACES.lively)
})

it('ends its rest when it must stop', async () => {
  const pace = createPace(createSignal(), PACES)
  const stopping = new AbortController()
  expect(await measureRest(pace.rest(stopping.signal), () => stopping.abort(), 40)).toBe(40)
  expect(await measureRest(pace.rest(stopping.signal))).toBe(0)
})
