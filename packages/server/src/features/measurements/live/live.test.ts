import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { type Actor, ANONYMOUS } from '../../../platform/actor.ts'
import { beginTrace } from '../../../platform/trace.ts'
import { signInAs, signInAsPerson, type TestActor } from '../../../testing/actors.ts'
import { useServer } from '../../../testing/server.ts'
import { createFeed } from '../feed/feed.ts'
import { storeObservations } from '../ingest/store-observations.ts'
import { createTestStation, type TestStation } from '../testing/datastreams.ts'
import { NOT_RECORDED } from '../uses/testing/not-recorded.ts'
import {
  createLiveStreams,
  LIVE_LIMITS,
  type LiveLimits,
  type LiveRequest,
  type LiveStreams,
} from './streams.ts'

const server = useServer()
let open: TestStation
let closed: TestStation
let owner: TestActor
let at = Date.parse('2026-03-02T09:00:00Z')
const running: LiveStreams[] = []

const SOON = { timeout: 15_000, interval: 20 }
const FAST: Partial<LiveLimits> = { pace: 20 }

beforeAll(async () => {
  const { db } = server.database
  owner = await signInAs(server, 'data-expert')
  open = await createTestStation(db, { count: 2 })
  closed = await createTestStation(db, { count: 1, access: 'restricted', ownerId: owner.organisationId })
}, 60_000)
afterAll(() => {
  for (const streams of running) streams.stop()
})

function startStreams(limits: Partial<LiveLimits> = {}): LiveStreams {
  const { platform } = server.app
  const streams = createLiveStreams({ ...platform, beginUses: NOT_RECORDED }, createFeed(platform), {
    ...LIVE_LIMITS,
    ...FAST,
    ...limits,
  })
  running.push(streams)
  return streams
}

/** Stores a value a minute after the one before. */
async function store(datastreamId: number | undefined, value: number) {
  at += 60_000
  await storeObservations(
    server.database.db,
    { datastreamId: [datastreamId ?? 0], phenomenonStart: [at * 1000], resultNumber: [value] },
    { now: server.now },
  )
}

async function listen(streams: LiveStreams, about: Partial<LiveRequest> = {}) {
  const { actor = ANONYMOUS, query = {}, address = '192.0.2.1', resumed = false } = about
  const { resolveAgain = async () => actor } = about
  const stream = await streams.open({ actor, trace: beginTrace(), resolveAgain, query, address, resumed })
  const heard = { text: '', ended: false }
  stream.on('data', (chunk) => {
    heard.text += chunk
  })
  stream.on('close', () => {
    heard.ended = true
  })
  const values = () =>
    [...heard.text.matchAll(/^data: (.*)$/gm)].flatMap(
      ([, data]) => JSON.parse(data ?? '[]') as { datastreamId: number; value: number }[],
    )
  return { stream, heard, values }
}

it('tells what changed, and only to who may read it', async () => {
  const streams = startStreams()
  const [first, second] = open.datastreamIds
  const stranger = await listen(streams)
  const keeper = await listen(streams, {
    actor: {
      kind: 'token',
      id: '',
      name: 'x',
      organisationId: owner.organisationId,
      role: 'data-expert',
    } as unknown as Actor,
  })
  const ofSecond = await listen(streams, { query: { datastream: second ?? 0 } })
  await store(closed.datastreamIds[0], 7)
  await store(first, 1)
  await store(second, 2)
  await vi.waitFor(() => expect(keeper.values()).toHaveLength(3), SOON)
  await vi.waitFor(() => expect(stranger.values()).toHaveLength(2), SOON)
  expect(
    stranger
      .values()
      .map(({ value }) => value)
      .sort(),
  ).toEqual([1, 2])
  await vi.waitFor(() => expect(ofSecond.values()).toHaveLength(1), SOON)
  expect(ofSecond.values()).toMatchObject([{ datastreamId: second, value: 2, unit: 'µg/m³' }])
  expect(stranger.heard.text).toMatch(/^retry: 5000\n\n/)
  expect(stranger.heard.text).toMatch(/\nid: \d+\nevent: latest\ndata: /)
})

it('begins with the latest values of all for who comes back', async () => {
  const back = await listen(startStreams(), { query: { property: 'pm25' }, resumed: true })
  await vi.waitFor(() => expect(back.values()).toHaveLength(2), SOON)
  const none = await listen(startStreams(), { query: { dataset: 'nergens' }, resumed: true })
  expect(none.values()).toEqual([])
})

it('shows a sign of life, and ends after its time', async () => {
  const { heard } = await listen(startStreams({ heartbeat: 10, lifetime: 300 }))
  await vi.waitFor(() => expect(heard.text).toContain(': \n\n'), SOON)
  await vi.waitFor(() => expect(heard.ended).toBe(true), SOON)
})

it('ends when its token is revoked or gives other rights, and only then', async () => {
  const streams = startStreams({ recheck: 20 })
  const { http } = server.app
  const follow = async ({ headers }: { headers: Record<string, string> }) => {
    let looks = 0
    const resolveAgain = () => {
      looks += 1
      return http.resolveActor(headers)
    }
    const followed = await listen(streams, { actor: await http.resolveActor(headers), resolveAgain })
    return { ...followed, looks: () => looks }
  }
  const [stays, revoked] = [await follow(owner), await follow(await signInAs(server, 'clerk'))]
  const person = await signInAsPerson(server, [{ organisationId: owner.organisationId, role: 'clerk' }])
  const loses = await listen(streams, {
    actor: await http.resolveActor(person.headers),
    resolveAgain: () => http.resolveActor(person.headers),
  })
  const chooser = await signInAsPerson(server, [
    { organisationId: owner.organisationId, role: 'data-expert' },
  ])
  const chooses = await follow(chooser)
  await sql`update parties.session set purpose = 'heat' where user_id = ${chooser.personId}`.execute(
    server.database.db,
  )
  await sql`update parties.token set revoked_at = ${server.now} where role = 'clerk'`.execute(
    server.database.db,
  )
  await sql`delete from parties.membership where person_id = ${person.personId}`.execute(server.database.db)
  await vi.waitFor(
    () => expect([revoked, loses, chooses].map(({ heard }) => heard.ended)).toEqual([true, true, true]),
    SOON,
  )
  const before = stays.looks()
  await vi.waitFor(() => expect(stays.looks()).toBeGreaterThan(before + 1), SOON)
  expect(stays.heard.ended).toBe(false)
})

it('drops who does not keep up, and goes on for the others', async () => {
  const streams = startStreams({ mostWaiting: 200 })
  const { stream: slow } = await listen(streams)
  slow.removeAllListeners('data').pause()
  const quick = await listen(streams)
  for (let value = 0; value < 4; value += 1) {
    const before = quick.values().length
    await store(open.datastreamIds[0], value)
    await vi.waitFor(() => expect(quick.values().length).toBeGreaterThan(before), SOON)
  }
  expect([slow.destroyed, quick.stream.destroyed]).toEqual([true, false])
})

it('takes so many streams of one address and no more, and none once it stops', async () => {
  const streams = startStreams({ mostPerAddress: 1 })
  const { stream } = await listen(streams)
  await expect(listen(streams)).rejects.toMatchObject({ code: 'too-many-requests', retryAfter: 60 })
  await listen(streams, { address: '192.0.2.2' })
  stream.destroy()
  await vi.waitFor(() => listen(streams), SOON)
  streams.stop()
  await expect(listen(streams, { address: '192.0.2.3' })).rejects.toMatchObject({ code: 'too-many-requests' })
})

it('is served as events over HTTP, and ends when the server stops', async () => {
  const { http } = server.app
  await http.listen({ host: '127.0.0.1', port: 0 })
  const address = http.server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const response = await fetch(`http://127.0.0.1:${port}/api/v1/latest-values`, {
    headers: { 'last-event-id': '1' },
  })
  expect([response.status, response.headers.get('content-type')]).toEqual([
    200,
    'text/event-stream; charset=utf-8',
  ])
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  while (!text.includes('event: latest')) text += (await reader?.read())?.value ?? ''
  const refused = await fetch(`http://127.0.0.1:${port}/api/v1/latest-values?datastream=x`)
  expect(refused.status).toBe(400)
  await http.close()
  expect((await reader?.read())?.done).toBe(true)
})
