import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { ANONYMOUS } from '../../../platform/actor.ts'
import { DatabaseAway } from '../../../platform/database/away.ts'
import type { Report } from '../../../platform/report.ts'
import { useServer } from '../../../testing/server.ts'
import type { FeedChange, Subscriber } from '../feed/feed.ts'
import type { Intake } from '../ingest/intake.ts'
import { seedOpenAndSecret } from '../sta/testing/seed.ts'
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

it('tells what changed while the database could not be reached for a moment', async () => {
  await seedOpenAndSecret(server)
  let failing = 0
  const reading = server.app.platform.reading.withPlugin({
    transformQuery({ node }) {
      failing -= 1
      if (failing >= 0) throw new DatabaseAway(new Error('timeout exceeded when trying to connect'))
      return node
    },
    transformResult: async ({ result }) => result,
  })
  let announce: Subscriber['handle'] = () => {}
  const feed = {
    async subscribe({ handle }: Subscriber) {
      announce = handle
      return () => {}
    },
  }
  const reports: Report[] = []
  const report = (each: Report) => void reports.push(each)
  const intake = {} as Intake
  const platform = { ...server.app.platform, reading, report, intake, beginUses: NOT_RECORDED }
  const { subscribe } = createTopicService(platform, feed, ['v1.1'])
  const told: string[] = []
  const who = { key: undefined, identity: ANONYMOUS, network: '192.0.2.1' }
  await subscribe(who, 'v1.1/Things', ({ payload }) => void told.push(payload.toString()))
  const { rows } = await sql<{ id: number }>`select id from measurements.thing`.execute(server.database.db)
  const ids = rows.map(({ id }) => id)
  const change: FeedChange = { kind: 'entities', type: 'Thing', what: 'updated', ids }
  failing = 2
  await announce([change])
  expect(told.length).toBeGreaterThan(0)
  expect(reports).toEqual([])
})
