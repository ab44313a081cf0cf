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
    expect(handle).toHaveBeenCalledWith({ who: 'Els' })
  } finally {
    await jobs.stop()
  }
}, 40_000)
