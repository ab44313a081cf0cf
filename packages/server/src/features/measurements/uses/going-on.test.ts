import { setTimeout } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Actor } from '../../../platform/actor.ts'
import { beginTrace } from '../../../platform/trace.ts'
import { useServer } from '../../../testing/server.ts'
import { openLogbook } from '../../logbook/index.ts'
import { createFeed } from '../feed/feed.ts'
import { createIntake } from '../ingest/intake.ts'
import { storeObservations } from '../ingest/store-observations.ts'
import { createLiveStreams, LIVE_LIMITS, type LiveStreams } from '../live/streams.ts'
import { createTopicService } from '../mqtt/service.ts'
import { useMqtt } from '../mqtt/testing/clients.ts'
import { createUses } from './recording.ts'
import { NOT_RECORDED } from './testing/not-recorded.ts'
import {
  addResidents,
  countPublicReadings,
  RESEARCH,
  type Resident,
  type Residents,
} from './testing/residents.ts'

const server = useServer()
const mqtt = useMqtt(server)
let all: Residents
let at = Date.parse('2026-03-02T08:00:00Z')
const running: LiveStreams[] = []
const SOON = { timeout: 15_000, interval: 20 }

beforeAll(async () => {
  all = await addResidents(server)
}, 60_000)
beforeEach(async () => {
  await all.takeRecorded()
})
afterAll(() => {
  for (const streams of running) streams.stop()
})

/** Stores a value a minute after the one before. */
async function store(name: Resident) {
  at += 60_000
  await storeObservations(
    server.database.db,
    { datastreamId: [all.people[name].datastreamId], phenomenonStart: [at * 1000], resultNumber: [1] },
    { now: server.now },
  )
}

const DAY = 86_400_000
async function onTheNextDay<T>(work: () => Promise<T>): Promise<T> {
  const today = server.now
  server.now = new Date(today.getTime() + DAY)
  try {
    return await work()
  } finally {
    server.now = today
  }
}

async function without(work: () => Promise<void>) {
  const rename = (from: string, to: string) =>
    sql`alter table ${sql.id('logbook', from)} rename to ${sql.id(to)}`.execute(server.database.db)
  await rename('record', 'away')
  try {
    await work()
  } finally {
    await rename('away', 'record')
  }
}

const told = (hosts: Resident[]) => [{ hosts, partyId: all.researcher.organisationId, agreementId: null }]

describe('streams of events', () => {
  const researcher = (): Actor => ({
    kind: 'token',
    tokenId: crypto.randomUUID(),
    name: '',
    organisationId: all.researcher.organisationId,
    role: 'data-expert',
    purpose: RESEARCH,
    datasetId: undefined,
  })

  function startStreams(): LiveStreams {
    const { platform } = server.app
    const beginUses = createUses(platform, openLogbook(platform))
    const limits = { ...LIVE_LIMITS, pace: 20 }
    const streams = createLiveStreams({ ...platform, beginUses }, createFeed(platform), limits)
    running.push(streams)
    return streams
  }

  async function listen(
    streams: LiveStreams,
    query: { datastream?: number; dataset?: string },
    actor = researcher(),
  ) {
    const stream = await streams.open({
      actor,
      trace: beginTrace(),
      resolveAgain: async () => actor,
      query,
      address: '192.0.2.1',
      resumed: false,
    })
    const heard = { events: 0, ended: false }
    stream.on('data', (chunk) => {
      if (String(chunk).includes('event: latest')) heard.events += 1
    })
    stream.on('close', () => {
      heard.ended = true
    })
    return { stream, heard }
  }

  it('record whom they can tell of when they open, and once a day after that', async () => {
    const streams = startStreams()
    const { stream, heard } = await listen(streams, {})
    expect(await all.takeRecorded()).toEqual(told(['anna', 'bert']))
    await store('anna')
    await vi.waitFor(() => expect(heard.events).toBe(1), SOON)
    expect(await all.takeRecorded()).toEqual([])
    await onTheNextDay(async () => {
      await store('bert')
      await vi.waitFor(() => expect(heard.events).toBe(2), SOON)
      await store('bert')
      await vi.waitFor(() => expect(heard.events).toBe(3), SOON)
    })
    expect(await all.takeRecorded()).toEqual(told(['anna', 'bert']))
    stream.destroy()
  }, 30_000)

  it('record who begins to consent while they are open, before they tell of them', async () => {
    const streams = startStreams()
    const { stream, heard } = await listen(streams, { dataset: all.datasetId })
    await all.takeRecorded()
    const { datasetId } = all
    const given = await all.world.consent({
      personId: all.people.dirk.personId,
      datasetId,
      purpose: RESEARCH,
    })
    await store('dirk')
    await vi.waitFor(() => expect(heard.events).toBe(1), SOON)
    expect(await all.takeRecorded()).toEqual(told(['dirk']))
    await all.world.withdraw(given)
    stream.destroy()
  }, 30_000)

  it('record only whose it is when they are of one datastream, or of nobody', async () => {
    const streams = startStreams()
    const one = await listen(streams, { datastream: all.people.bert.datastreamId })
    expect(await all.takeRecorded()).toEqual(told(['bert']))
    const none = await listen(streams, { datastream: all.open.datastreamId })
    expect(await all.takeRecorded()).toEqual([])
    for (const { stream } of [one, none]) stream.destroy()
  }, 30_000)

  it('do not open when that cannot be recorded, and end when it cannot be any more', async () => {
    const streams = startStreams()
    await without(async () => {
      await expect(listen(streams, {})).rejects.toMatchObject({ code: 'unavailable' })
    })
    const { heard } = await listen(streams, {})
    await onTheNextDay(() =>
      without(async () => {
        await store('anna')
        await vi.waitFor(() => expect(heard.ended).toBe(true), SOON)
      }),
    )
    expect(heard.events).toBe(0)
  }, 30_000)
})

describe('subscriptions over MQTT', () => {
  it('record whom they can tell of at the beginning, and once a day after that', async () => {
    const { client, received } = await mqtt.connect(all.researcher)
    const topic = `v1.1/Datastreams(${all.people.anna.datastreamId})/Observations?retain=false`
    await client.subscribeAsync(topic)
    expect(await all.takeRecorded()).toEqual(told(['anna']))
    await store('anna')
    await received(1)
    expect(await all.takeRecorded()).toEqual([])
    await onTheNextDay(async () => {
      await store('anna')
      await received(2)
      await store('anna')
      await received(3)
    })
    expect(await all.takeRecorded()).toEqual(told(['anna']))
  }, 30_000)

  it('record everybody whom a topic of all can tell of, and each that subscribes', async () => {
    const [first, second] = [await mqtt.connect(all.researcher), await mqtt.connect(all.researcher)]
    await first.client.subscribeAsync('v1.1/Observations')
    await second.client.subscribeAsync('v1.1/Observations')
    expect(await all.takeRecorded()).toEqual([...told(['anna', 'bert']), ...told(['anna', 'bert'])])
    await second.client.subscribeAsync(`v1.1/Datastreams(${all.open.datastreamId})/Observations`)
    expect(await all.takeRecorded()).toEqual([])
  }, 30_000)

  it.each([
    ['consent.consent-changed', () => ({ datasetId: all.datasetId }), []],
    ['agreements.agreement-changed', () => ({ partyIds: [all.researcher.organisationId] }), []],
    ['catalogue.access-changed', () => ({ datasetId: all.datasetId }), []],
    ['consent.consent-changed', () => ({ datasetId: crypto.randomUUID() }), ['1']],
    ['agreements.agreement-changed', () => ({ partyIds: [crypto.randomUUID()] }), ['1']],
  ] as const)(
    'tell who was away nothing of before %s, when that is about them',
    async (kind, payload, told) => {
      const options = { clientId: crypto.randomUUID(), clean: false }
      const { client } = await mqtt.connect(all.researcher, options)
      const topic = `v1.1/Datastreams(${all.people.anna.datastreamId})/Observations?retain=false&$select=result`
      await client.subscribeAsync(topic, { qos: 1 })
      const here = await mqtt.connect(all.researcher)
      await here.client.subscribeAsync(topic, { qos: 1 })
      await client.endAsync(true)
      await store('anna')
      await here.received(1)
      await sql`insert into platform.outbox (kind, payload)
      values (${kind}, ${JSON.stringify(payload())}::jsonb)`.execute(server.database.db)
      await setTimeout(300)
      const back = await mqtt.connect(all.researcher, options)
      const later = `v1.1/Datastreams(${all.people.bert.datastreamId})/Observations?retain=false`
      await back.client.subscribeAsync(later, { qos: 1 })
      await store('bert')
      await vi.waitFor(() => expect(back.messages.map((each) => each.topic)).toContain(later), SOON)
      const waited = back.messages.filter((each) => each.topic === topic)
      expect(waited.map(({ text }) => String(JSON.parse(text).result))).toEqual(told)
    },
    30_000,
  )

  it('tell a newcomer nothing before it is recorded that they follow, whatever others are told', async () => {
    const { platform, http } = server.app
    const recorded = Promise.withResolvers<void>()
    let begun = 0
    const beginUses = () => {
      begun += 1
      return begun < 3 ? NOT_RECORDED() : { ...NOT_RECORDED(), record: () => recorded.promise }
    }
    const topics = createTopicService(
      { ...platform, intake: createIntake(platform), beginUses },
      createFeed(platform),
      ['v1.1'],
    )
    const identity = await http.resolveActor(all.researcher.headers)
    const heard: string[] = []
    const subscribe = (name: string) =>
      topics.subscribe(
        { key: name, identity, network: name },
        `v1.1/Datastreams(${all.people.anna.datastreamId})/Observations?retain=false`,
        () => void heard.push(name),
      )
    const first = await subscribe('first')
    const joining = subscribe('newcomer')
    await store('anna')
    await vi.waitFor(() => expect(heard).toEqual(['first']), SOON)
    recorded.resolve()
    const newcomer = await joining
    await store('anna')
    await vi.waitFor(() => expect(heard.toSorted()).toEqual(['first', 'first', 'newcomer', 'newcomer']), SOON)
    for (const each of [first, newcomer]) if ('end' in each) each.end()
  }, 30_000)

  it('count what was published, without who reads it', async () => {
    const before = await countPublicReadings(server, all.people.carl)
    const { client } = await mqtt.connect()
    await client.subscribeAsync(`v1.1/Datastreams(${all.people.carl.datastreamId})/Observations`)
    expect(await all.takeRecorded()).toEqual([])
    expect(await countPublicReadings(server, all.people.carl)).toBe(before + 1)
  }, 30_000)

  it('are refused when that cannot be recorded, and tell nothing when it cannot be any more', async () => {
    const { client, messages } = await mqtt.connect(all.researcher, { protocolVersion: 5 })
    const topic = `v1.1/Datastreams(${all.people.bert.datastreamId})/Observations?retain=false`
    await without(async () => {
      await expect(client.subscribeAsync(topic)).rejects.toThrow()
    })
    await client.subscribeAsync(topic)
    await onTheNextDay(() =>
      without(async () => {
        const before = server.reports.length
        await store('bert')
        await vi.waitFor(() => {
          expect(server.reports.slice(before).map(({ kind }) => kind)).toContain('use-not-recorded')
        }, SOON)
      }),
    )
    expect(messages).toEqual([])
  }, 30_000)
})
