import { expect, it } from 'vitest'
import { useServer } from '../../../testing/server.ts'
import type { Intake } from '../ingest/intake.ts'
import { NOT_RECORDED } from '../uses/testing/not-recorded.ts'
import { createTopicService } from './service.ts'

const server = useServer()

it('refuses a subscription while the database is away, without a fault that nobody handles', async () => {
  const intake: Intake = { submit: () => Promise.reject(new Error('away')), stop: () => Promise.resolve() }
  const feed = { subscribe: () => Promise.reject(new Error('away')) }
  const { subscribe } = createTopicService(
    { ...server.app.platform, intake, beginUses: NOT_RECORDED },
    feed,
    ['v1.1'],
  )
  const unhandled: unknown[] = []
  const note = (error: unknown) => unhandled.push(error)
  process.on('unhandledRejection', note)
  const who = { identity: { kind: 'anonymous' } } as const
  await expect(subscribe(who as never, 'v1.1/Observations', () => {})).rejects.toThrow('away')
  await new Promise(setImmediate)
  process.off('unhandledRejection', note)
  expect(unhandled).toEqual([])
})
