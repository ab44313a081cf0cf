import { expect, it, vi } from 'vitest'
import { useDatabase } from '../testing/server.ts'
import { createJobs } from './jobs.ts'

const opened = useDatabase()

it('does queued work at once, what waits under the same key once, and reports it', async () => {
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  const handle = vi.fn((_: unknown) => released)
  const report = vi.fn()
  const jobs = createJobs(opened.database.pool, [{ name: 'greet', handle }], report)
  await jobs.start()
  try {
    // By itself the queue looks ten seconds later.
    const soon = { timeout: 5000 }
    await jobs.enqueue('greet', { who: 'Els' }, 'key')
    await vi.waitFor(() => expect(handle).toHaveBeenCalledWith({ who: 'Els' }, expect.any(AbortSignal)), soon)
    await jobs.enqueue('greet', { who: 'Mo' }, 'key')
    await jobs.enqueue('greet', { who: 'Mo' }, 'key')
    release()
    await vi.waitFor(() => expect(report).toHaveBeenCalledTimes(2), soon)
    await jobs.enqueue('greet', { who: 'Jo' }, 'key')
    await vi.waitFor(() => expect(report).toHaveBeenCalledTimes(3), soon)
    expect(handle.mock.calls.map(([data]) => data)).toEqual([{ who: 'Els' }, { who: 'Mo' }, { who: 'Jo' }])
    expect(report.mock.calls.map(([{ kind }]) => kind)).toEqual(Array(3).fill('job-finished'))
  } finally {
    release()
    await jobs.stop()
  }
}, 40_000)

it('waits when it stops for a job that takes longer than the queue does, and tells the job', async () => {
  const order: string[] = []
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  const report = vi.fn()
  const handle = vi.fn(async (_: unknown, stopping?: AbortSignal) => {
    await released
    await opened.database.pool.query('select 1')
    order.push(stopping?.aborted ? 'told to stop' : 'not told')
  })
  const jobs = createJobs(opened.database.pool, [{ name: 'tarry', handle }], report, 1000)
  await jobs.start()
  await jobs.enqueue('tarry', {})
  await vi.waitFor(() => expect(handle).toHaveBeenCalled(), { timeout: 15_000 })
  const stopped = jobs.stop().then(() => void order.push('stopped'))
  // Longer than the queue itself waits: without waiting for the job, it has stopped by then.
  await Promise.race([stopped, new Promise((resolve) => setTimeout(resolve, 3000))])
  release()
  await stopped
  expect(order).toEqual(['told to stop', 'stopped'])
  expect(report).not.toHaveBeenCalledWith(expect.objectContaining({ kind: 'job-failed' }))
}, 40_000)
