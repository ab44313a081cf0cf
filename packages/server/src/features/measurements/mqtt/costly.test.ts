import { expect, it } from 'vitest'
import { ANONYMOUS } from '../../../platform/actor.ts'
import type { Db } from '../../../platform/database/connect.ts'
import { SQLSTATE } from '../../../platform/database/sqlstate.ts'
import type { Report } from '../../../platform/report.ts'
import { useServer } from '../../../testing/server.ts'
import type { FeedChange, Subscriber } from '../feed/feed.ts'
import type { Intake } from '../ingest/intake.ts'
import { createTopicService } from './service.ts'

const server = useServer()
const CHANGE: FeedChange = { kind: 'entities', type: 'Thing', what: 'updated', ids: [1] }

/** What topics mean, for a stranger, over a database to read from. */
function serveTopics(reading: Db) {
  const reports: Report[] = []
  let announce: Subscriber['handle'] = () => {}
  const feed = {
    async subscribe({ handle }: Subscriber) {
      announce = handle
      return () => {}
    },
  }
  const report = (each: Report) => void reports.push(each)
  const platform = { ...server.app.platform, reading, report, intake: {} as Intake }
  const topics = createTopicService(platform, feed, ['v1.1'])
  return {
    reports,
    follow: (topic: string) => topics.subscribe({ key: undefined, identity: ANONYMOUS }, topic, () => {}),
    announce: () => announce([CHANGE]),
  }
}

it('takes no topic of which each change would cost much', async () => {
  const { follow } = serveTopics(server.app.platform.reading)
  for (const topic of [
    'v1.1/Observations?$expand=Datastream($expand=Observations($top=1))',
    'v1.1/Observations?$expand=Datastream($expand=Thing($expand=Datastreams($expand=Observations($count=true))))',
    'v1.1/Observations?$expand=Datastream($expand=Sensor($expand=Datastreams($expand=Thing($expand=Locations))))',
    'v1.1/Observations?$filter=Datastream/Observations/any(o: o/result gt 5)',
  ]) {
    expect(await follow(topic)).toMatchObject({ reason: 'bad-topic' })
  }
  expect(
    await follow('v1.1/Observations?$expand=Datastream($expand=Thing($expand=Datastreams,Locations))'),
  ).not.toHaveProperty('reason')
})

it('leaves topics alone for a while after the statement of one had to be ended', async () => {
  let reads = 0
  const ending = server.app.platform.reading.withPlugin({
    transformQuery() {
      reads += 1
      throw Object.assign(new Error('It took too long.'), { code: SQLSTATE.queryCanceled })
    },
    transformResult: async ({ result }) => result,
  })
  const { follow, announce, reports } = serveTopics(ending)
  const named = (name: string) => follow(`v1.1/Things?$filter=name eq '${name}'`)
  for (const name of ['a', 'b', 'c', 'd', 'e']) expect(await named(name)).not.toHaveProperty('reason')
  await announce()
  // As many as are read at the same time.
  expect(reads).toBeLessThan(5)
  const before = reads
  await announce()
  expect(reads).toBe(before)
  expect(reports).toContainEqual({ kind: 'mqtt-dropped', count: 1 })
  expect(await named('f')).toMatchObject({ reason: 'quota-exceeded' })
  // What cannot take long goes on.
  expect(await follow('v1.1/Things')).not.toHaveProperty('reason')
})
