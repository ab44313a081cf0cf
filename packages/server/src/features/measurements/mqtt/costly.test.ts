import { inspect } from 'node:util'
import { expect, it } from 'vitest'
import { ANONYMOUS } from '../../../platform/actor.ts'
import type { Db } from '../../../platform/database/connect.ts'
import { SQLSTATE } from '../../../platform/database/sqlstate.ts'
import type { Report } from '../../../platform/report.ts'
import { useServer } from '../../../testing/server.ts'
import type { FeedChange, Subscriber } from '../feed/feed.ts'
import type { Intake } from '../ingest/intake.ts'
import { seedOpenAndSecret, speakAs } from '../sta/testing/seed.ts'
import { NOT_RECORDED } from '../uses/testing/not-recorded.ts'
import { createTopicService } from './service.ts'

const server = useServer()
const CHANGE: FeedChange = { kind: 'entities', type: 'Thing', what: 'updated', ids: [1] }

/** What topics mean, for strangers of some networks, over a database to read from. */
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
  const platform = { ...server.app.platform, reading, report, intake: {} as Intake, beginUses: NOT_RECORDED }
  const topics = createTopicService(platform, feed, ['v1.1'])
  return {
    reports,
    follow: (topic: string, network = '192.0.2.1') =>
      topics.subscribe({ key: undefined, identity: ANONYMOUS, network }, topic, () => {}),
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

/** A database that ends each statement with one of these texts in it. */
function endStatements(...texts: string[]) {
  const asked: string[] = []
  const reading = server.app.platform.reading.withPlugin({
    transformQuery({ node }) {
      const text = inspect(node, { depth: null })
      asked.push(text)
      if (!texts.some((each) => text.includes(each))) return node
      throw Object.assign(new Error('It took too long.'), { code: SQLSTATE.queryCanceled })
    },
    transformResult: async ({ result }) => result,
  })
  return { reading, askedOf: (text: string) => asked.filter((each) => each.includes(text)).length }
}
const named = (name: string) => `v1.1/Things?$filter=name eq 'named ${name}'`

it('leaves topics of a network alone for a while after the statement of one had to be ended', async () => {
  const { reading, askedOf } = endStatements('named')
  const { follow, announce, reports } = serveTopics(reading)
  for (const name of ['a', 'b', 'c', 'd', 'e']) expect(await follow(named(name))).not.toHaveProperty('reason')
  const before = askedOf('named')
  await announce()
  // As many as are read at the same time.
  expect(askedOf('named') - before).toBeLessThan(5)
  const after = askedOf('named')
  await announce()
  expect(askedOf('named')).toBe(after)
  expect(reports).toContainEqual({ kind: 'mqtt-dropped', count: 1 })
  expect(await follow(named('f'))).toMatchObject({ reason: 'quota-exceeded' })
  // What cannot take long goes on.
  expect(await follow('v1.1/Things')).not.toHaveProperty('reason')
})

it('goes on with the topics of other networks, also with one that the suspended network follows too', async () => {
  const { reading, askedOf } = endStatements('named slow')
  const { follow, announce } = serveTopics(reading)
  const other = '198.51.100.7'
  await follow(named('shared'))
  await follow(named('shared'), other)
  await follow(named('theirs'), other)
  await follow(named('slow'))
  await announce()
  const before = ['shared', 'theirs', 'slow'].map((name) => askedOf(`named ${name}`))
  await announce()
  const after = ['shared', 'theirs', 'slow'].map((name) => askedOf(`named ${name}`))
  expect(after.map((count, index) => count - (before[index] ?? 0))).toEqual([1, 1, 0])
  expect(await follow(named('another'), other)).not.toHaveProperty('reason')
})

it('refuses a topic whose latest value takes too long to read', async () => {
  await seedOpenAndSecret(server)
  const found = await speakAs(server, undefined)('GET', 'Datastreams?$top=1')
  const id = found.json<{ value: { '@iot.id': number }[] }>().value[0]?.['@iot.id']
  const { follow } = serveTopics(endStatements('latest_start').reading)
  expect(await follow(`v1.1/Datastreams(${id})/Observations`)).toMatchObject({ reason: 'quota-exceeded' })
})
