import { expect, it, vi } from 'vitest'
import { useDatabase } from '../testing/server.ts'
import { createJobs } from './jobs.ts'

const opened = useDatabase()

it('does queued work, once for the same key, and reports it', async () => {
  const handle = vi.fn(async () => {})
  const report = vi.fn()
  const jobs = createJobs(opened.database.pool, [{ name: 'greet', handle }], report)
  await jobs.start()
  try {
    await jobs.enqueue('greet', { who: 'Els' }, 'els')
    await jobs.enqueue('greet', { who: 'Els' }, 'els')
    await vi.waitFor(() => expect(handle).toHaveBeenCalled(), { timeout: 15_000 })
    await vi.waitFor(() =>
      expect(report).toHaveBeenCalledWith(expect.objectContaining({ kind: 'job-finished' })),
    )
    expect(handle).toHaveBeenCalledTimes(1)
    expect(handle).toHaveBeenCalledWith({ who: 'Els' }, expect.any(AbortSignal))
  } finally {
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
