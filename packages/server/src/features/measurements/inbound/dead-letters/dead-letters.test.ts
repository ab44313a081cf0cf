import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { signInAs, type TestActor } from '../../../../testing/actors.ts'
import { useServer } from '../../../../testing/server.ts'
import { createTestStation } from '../../testing/datastreams.ts'
import { createRedeliveries } from '../redeliveries.ts'
import type { Decoded, Sandbox } from '../sandbox/sandbox.ts'
import { collectDeadLetters } from './collect.ts'
import { forgetDeadLetters, KEPT, keepDeadLetters, type NewDeadLetter } from './keep.ts'
import { Undeliverable } from './reasons.ts'
import { replayLetter, replayLetters } from './replay.ts'
import { takeShare } from './share.ts'

const server = useServer()
let actor: TestActor
let datasetId: string
beforeAll(async () => {
  actor = await signInAs(server, 'data-expert')
  const station = await createTestStation(server.database.db, { count: 1, ownerId: actor.organisationId })
  datasetId = station.datasetId
})
beforeEach(async () => {
  await sql`truncate measurements.dead_letter, measurements.dead_letter_loss`.execute(server.database.db)
})

const letter = (over: Partial<NewDeadLetter> = {}): NewDeadLetter => ({
  datasetId,
  origin: 'mqtt',
  address: 'v1.1/Datastreams(1)/Observations',
  sender: { name: 'gateway', personId: null },
  payload: Buffer.from('{"result": 1'),
  reason: 'not-json',
  detail: { nl: 'Het haakje ontbreekt.', en: 'The bracket is missing.' },
  ...over,
})
const ME = { name: 'me', personId: null }
const keep = (...letters: NewDeadLetter[]) => keepDeadLetters(server.database.db, letters, server.now)
const get = (url: string, headers: Record<string, string> = actor.headers) => server.request({ url, headers })
const post = (url: string, payload: object = {}) =>
  server.request({ method: 'POST', url, headers: actor.headers, payload })
const list = async (query = '') => (await get(`/api/v1/dead-letters?${query}`)).json().items

describe('what could not be stored', () => {
  it('is kept for many senders together, and one that fails takes no other along', async () => {
    const collect = collectDeadLetters(server.app.platform)
    const wrong = letter({ datasetId: 'none' })
    const letters = [letter({ address: 'a' }), letter({ address: 'b' }), wrong, letter({ address: 'c' })]
    const kept = await Promise.allSettled(letters.map(collect))
    expect(kept.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled'])
    expect(await list()).toHaveLength(3)
  })

  it('is kept whatever stands in its address', async () => {
    await keep(letter({ address: `${'a'.repeat(999)}🌡` }), letter({ address: 'half \ud83c, null \0' }))
    expect((await list()).map(({ address }: { address: string }) => address).sort()).toEqual([
      `${'a'.repeat(999)}\ufffd`,
      'half \ufffd, null ',
    ])
  })

  it('is listed with its reason in both languages, counted, and shown as it was sent', async () => {
    await keep(letter(), letter({ payload: Buffer.from([0xff, 0]), reason: 'not-understood' }))
    const items = await list()
    expect(items).toHaveLength(2)
    const [found] = items.filter(({ reason }: { reason: string }) => reason === 'not-json')
    expect(found).toMatchObject({
      datasetId,
      origin: 'mqtt',
      title: { nl: 'Geen leesbare JSON', en: 'Not readable as JSON' },
      detail: { en: 'The bracket is missing.' },
      payloadSize: 12,
      times: 1,
      replayable: true,
      receivedAt: '2026-03-02T10:00:00.000Z',
      state: 'waiting',
    })
    expect((await get(`/api/v1/dead-letters/${found.id}`)).json()).toMatchObject({
      payload: '{"result": 1',
      payloadEncoding: 'utf-8',
    })
    const [bytes] = await list('reason=not-understood')
    expect((await get(`/api/v1/dead-letters/${bytes.id}`)).json()).toMatchObject({
      payload: '/wA=',
      payloadEncoding: 'base64',
    })
    expect((await get('/api/v1/dead-letter-counts')).json()).toMatchObject({
      items: expect.arrayContaining([expect.objectContaining({ datasetId, reason: 'not-json', count: 1 })]),
      lost: 0,
    })
  })

  it('is one letter when the same is sent again, also within one batch', async () => {
    await keep(letter(), letter())
    await keep(letter({ reason: 'no-time' }))
    expect(await list()).toEqual([expect.objectContaining({ times: 3, reason: 'no-time' })])
  })

  it('is there for who may write in the dataset, and for nobody else', async () => {
    await keep(letter())
    const [{ id }] = await list()
    const other = await signInAs(server, 'data-expert')
    const reader = await signInAs(server, 'clerk', { organisationId: actor.organisationId })
    expect((await get('/api/v1/dead-letters', other.headers)).json().items).toEqual([])
    expect((await get('/api/v1/dead-letter-counts', other.headers)).json().items).toEqual([])
    expect((await get(`/api/v1/dead-letters/${id}`, other.headers)).statusCode).toBe(404)
    expect((await get('/api/v1/dead-letters', reader.headers)).statusCode).toBe(403)
    for (const part of ['replays', 'discards']) {
      const answer = await server.request({
        method: 'POST',
        url: `/api/v1/dead-letters/${id}/${part}`,
        headers: other.headers,
        payload: { note: 'x' },
      })
      expect(answer.statusCode).toBe(404)
    }
    const discards = await server.request({
      method: 'POST',
      url: '/api/v1/dead-letter-discards',
      headers: other.headers,
      payload: { dataset: datasetId, note: 'x' },
    })
    expect(discards.json()).toEqual({ discarded: 0 })
  })

  it('is kept up to a size, and then cannot be replayed', async () => {
    await keep(letter({ payload: Buffer.alloc(KEPT.payload + 1, 'x'), reason: 'too-large' }))
    const [found] = await list()
    expect(found).toMatchObject({ payloadSize: KEPT.payload + 1, replayable: false })
    expect((await get(`/api/v1/dead-letters/${found.id}`)).json().payload).toHaveLength(KEPT.payload)
    expect((await post(`/api/v1/dead-letters/${found.id}/replays`)).statusCode).toBe(409)
  })

  it('is paged without gaps or repeats', async () => {
    await keep(...Array.from({ length: 7 }, (_, n) => letter({ address: `topic ${n}` })))
    const seen: string[] = []
    let cursor = ''
    do {
      const page = (await get(`/api/v1/dead-letters?pageSize=3${cursor}`)).json()
      seen.push(...page.items.map(({ address }: { address: string }) => address))
      cursor = page.next === null ? '' : `&cursor=${page.next}`
    } while (cursor !== '')
    expect(new Set(seen).size).toBe(7)
    expect(seen).toHaveLength(7)
  })
})

describe('discarding', () => {
  it('leaves a record and forgets what was sent', async () => {
    await keep(letter())
    const [{ id }] = await list()
    expect((await post(`/api/v1/dead-letters/${id}/discards`)).statusCode).toBe(400)
    const answer = await post(`/api/v1/dead-letters/${id}/discards`, { note: 'Testbericht' })
    expect(answer.json()).toMatchObject({
      state: 'discarded',
      closedBy: 'test data-expert',
      note: 'Testbericht',
      payload: null,
      replayable: false,
    })
    expect(await list()).toEqual([])
    expect(await list('state=discarded')).toHaveLength(1)
  })

  it('can be done for all with one reason', async () => {
    await keep(letter(), letter({ address: 'other' }), letter({ address: 'third', reason: 'no-time' }))
    const answer = await post('/api/v1/dead-letter-discards', {
      dataset: datasetId,
      reason: 'not-json',
      note: 'Proef',
    })
    expect(answer.json()).toEqual({ discarded: 2 })
    expect(await list()).toEqual([expect.objectContaining({ reason: 'no-time' })])
  })
})

describe('replaying', () => {
  /** Stores a letter by counting it, unless its payload says that it fails. */
  function countingRedeliveries() {
    const stored: string[] = []
    const redeliver = async ({ payload }: { payload: Buffer }) => {
      if (payload.includes('bad')) throw new Undeliverable('no-time', { nl: 'Nog steeds.', en: 'Still.' })
      return async () => void stored.push(String(payload))
    }
    return { stored, redeliveries: { webhook: redeliver, mqtt: redeliver, connector: redeliver } }
  }

  it('stores once, however often and at once it is asked', async () => {
    await keep(letter())
    const [{ id }] = await list()
    const { stored, redeliveries } = countingRedeliveries()
    await Promise.all([1, 2, 3].map(() => replayLetter(server.app.platform, redeliveries, id, ME)))
    await replayLetter(server.app.platform, redeliveries, id, ME)
    expect(stored).toHaveLength(1)
    expect(await list('state=replayed')).toEqual([expect.objectContaining({ id, closedBy: 'me' })])
  })

  it('keeps what still fails, with the new reason', async () => {
    await keep(letter({ payload: Buffer.from('bad') }), letter({ payload: Buffer.from('good') }))
    const { stored, redeliveries } = countingRedeliveries()
    const report = await replayLetters(server.app.platform, redeliveries, {
      writable: { ownerIds: [actor.organisationId], datasetId: undefined },
      selection: { dataset: datasetId },
      by: ME,
    })
    expect(report).toEqual({ replayed: 1, failed: 1, remaining: 0 })
    expect(stored).toEqual(['good'])
    expect(await list()).toEqual([
      expect.objectContaining({
        reason: 'no-time',
        attempts: 1,
        detail: { nl: 'Nog steeds.', en: 'Still.' },
      }),
    ])
  })

  it('changes nothing when storing fails for another reason', async () => {
    await keep(letter())
    const [{ id }] = await list()
    const fail = async () => {
      throw new Error('broken')
    }
    const redeliveries = { webhook: fail, mqtt: fail, connector: fail }
    await expect(replayLetter(server.app.platform, redeliveries, id, ME)).rejects.toThrow('broken')
    expect(await list()).toEqual([expect.objectContaining({ id, attempts: 0 })])
  })
})

describe('replaying through a decoder that hangs', () => {
  const source = async () => {
    const mapping = [{ field: 'temp', property: 'temperature', unit: 'Cel' }]
    const script = 'function decodeUplink() { for (;;); }'
    const made = await post('/api/v1/inbound-sources', {
      name: 'Tuin',
      kind: 'chirpstack',
      dataset: datasetId,
      script: null,
      mapping,
    })
    await sql`update measurements.inbound_source set script = ${script}`.execute(server.database.db)
    return made.json().id as string
  }
  const uplink = {
    time: '2026-03-02T10:00:00Z',
    deviceInfo: { devEui: 'H1', deviceName: 'Tuin' },
    devAddr: '01',
    fCnt: 1,
    fPort: 2,
    data: 'AA==',
  }

  it('keeps no transaction open, so that others read, write and even discard the letter', async () => {
    const payload = Buffer.from(JSON.stringify(uplink))
    await keep(letter({ origin: 'webhook', sourceId: await source(), payload, reason: 'decoder-failed' }))
    const [{ id }] = await list()
    const decoding = Promise.withResolvers<void>()
    const mended = Promise.withResolvers<Decoded>()
    const sandbox: Sandbox = {
      check: async () => {},
      decode() {
        decoding.resolve()
        return mended.promise
      },
      stop: async () => {},
    }
    const redeliveries = createRedeliveries({ ...server.app.platform, sandbox })
    const replayed = replayLetter(server.app.platform, redeliveries, id, ME)
    await decoding.promise
    // On the embedded database an open transaction would keep all of this waiting, elsewhere its lock the last.
    await keep(letter({ address: 'other' }))
    expect(await list()).toHaveLength(2)
    expect((await post(`/api/v1/dead-letters/${id}/discards`, { note: 'x' })).json()).toMatchObject({
      state: 'discarded',
    })
    mended.resolve({ data: { temp: 20 }, warnings: [] })
    expect(await replayed).toBeUndefined()
    const { rows } = await sql`select from measurements.thing where source_key = 'H1'`.execute(
      server.database.db,
    )
    expect(rows).toEqual([])
    expect(await list('state=replayed')).toEqual([])
  })
})

describe('room', () => {
  it('is made by the oldest, and counted as lost', async () => {
    const many = Array.from({ length: KEPT.waiting }, (_, n) => letter({ address: `topic ${n}` }))
    const conflict = { origin: 'connector', reason: 'unit-differs' } as const
    await keep(letter({ ...conflict, address: 'first' }))
    server.now = new Date(server.now.getTime() + 1000)
    await keep(...many)
    server.now = new Date(server.now.getTime() + 1000)
    await keep(letter({ address: 'last' }), letter({ address: 'very last' }))
    const { items, lost } = (await get('/api/v1/dead-letter-counts')).json()
    // Values of a connector in another unit push out no others, and are not pushed out.
    expect(items).toEqual([
      expect.objectContaining({ reason: 'not-json', count: KEPT.waiting }),
      expect.objectContaining({ reason: 'unit-differs', count: 1 }),
    ])
    expect(lost).toBe(2)
    expect(await list('pageSize=2')).toEqual([
      expect.objectContaining({ address: expect.stringMatching('last') }),
      expect.objectContaining({ address: expect.stringMatching('last') }),
    ])
  })

  it('has a share for values of connectors in another unit, of each series and of all', async () => {
    const { db } = server.database
    const conflicts = Array.from({ length: 6 * 501 }, (_, n) =>
      letter({
        origin: 'connector',
        reason: 'unit-differs',
        address: `series ${n % 6}`,
        payload: Buffer.from(`${n}`),
      }),
    )
    const some = conflicts.slice(0, 601).map((each) => ({
      ...each,
      address: 'series 0',
      payload: Buffer.from(`other ${each.payload}`),
    }))
    const first = await takeShare(db, datasetId, some)
    expect(first).toHaveLength(KEPT.conflicts.series)
    await keep(...first)
    const all = await takeShare(db, datasetId, [...some, ...conflicts])
    expect(all).toHaveLength(KEPT.conflicts.dataset)
    expect(all.slice(0, first.length)).toEqual(first)
    await keep(...all)
    expect(await takeShare(db, datasetId, [...some, ...conflicts])).toHaveLength(all.length)
  })

  it('is made by age too', async () => {
    await keep(letter(), letter({ address: 'closed' }))
    const closed = (await list()).find(({ address }: { address: string }) => address === 'closed')
    await post(`/api/v1/dead-letters/${closed.id}/discards`, { note: 'x' })
    const later = (days: number) => new Date(server.now.getTime() + days * 86_400_000)
    await forgetDeadLetters(server.database.db, later(KEPT.days.closed + 1))
    expect(await list('state=discarded')).toEqual([])
    expect(await list()).toHaveLength(1)
    await forgetDeadLetters(server.database.db, later(KEPT.days.waiting + 1))
    expect(await list()).toEqual([])
    expect((await get('/api/v1/dead-letter-counts')).json().lost).toBe(1)
  })
})
