import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createPolling } from './polling.ts'
import { createSignal } from './signal.ts'

const TIMES = { lively: 250, quiet: 2000, calm: 5000 }

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }))
afterEach(() => void vi.useRealTimers())

/** How long a rest takes, when after so many milliseconds something is done. One at a time: the clock is moved for it. */
async function measureRest(rest: Promise<unknown>, doSomething = () => {}, after = 0): Promise<number> {
  const started = performance.now()
  const ended = rest.then(() => performance.now())
  await vi.advanceTimersByTimeAsync(after)
  doSomething()
  await vi.advanceTimersByTimeAsync(10_000)
  return (await ended) - started
}

it('looks often while something is committed, seldom when nothing is for a while, and then at once after a commit', async () => {
  const commits = createSignal()
  const polling = createPolling(commits, TIMES)
  const { signal } = new AbortController()
  expect(await measureRest(polling.rest(signal))).toBe(TIMES.lively)
  expect(await measureRest(polling.rest(signal))).toBe(TIMES.quiet)
  const both = Promise.all([polling.rest(signal), polling.rest(signal)])
  expect(await measureRest(both, commits.give, 700)).toBe(700)
  commits.give()
  expect(await measureRest(polling.rest(signal), commits.give, 100)).toBe(TIMES.lively)
})

it('ends its rest when it must stop, and then listens no more', async () => {
  const commits = createSignal()
  const polling = createPolling(commits, { ...TIMES, calm: 0 })
  const stopping = new AbortController()
  expect(await measureRest(polling.rest(stopping.signal), () => stopping.abort(), 40)).toBe(40)
  expect(await measureRest(polling.rest(stopping.signal))).toBe(0)
  polling.stop()
  expect(await measureRest(polling.rest(new AbortController().signal), commits.give, 40)).toBe(TIMES.quiet)
})
