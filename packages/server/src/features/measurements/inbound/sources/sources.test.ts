import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { signInAs, type TestActor } from '../../../../testing/actors.ts'
import { useServer } from '../../../../testing/server.ts'
import { createToken } from '../../../parties/index.ts'
import { findWrongRollups } from '../../testing/datastreams.ts'

const server = useServer()
let actor: TestActor
beforeAll(async () => {
  actor = await signInAs(server, 'data-expert')
})
beforeEach(async () => {
  await sql`truncate measurements.dead_letter`.execute(server.database.db)
})

const SCRIPT = `function decodeUplink(input) {
  var b = input.bytes
  if (b.length < 2) throw new Error('too short')
  return { data: { temp: (b[0] * 256 + b[1]) / 10, pm: { pm25: b[2] === 255 ? 'broken' : b[2] }, state: b[3] ? 'open' : 'shut' } }
}`
const MAPPING = [
  { field: 'temp', property: 'temperature', unit: 'Cel', missing: [-100] },
  { field: 'pm.pm25', property: 'pm25', unit: 'ug/m3', factor: 0.1, datastream: 'pm25' },
  { field: 'state', property: 'lid', unit: '1', result: 'text' },
]

type Options = {
  device?: string
  counter?: number
  time?: string
  bytes?: number[]
  decoded?: object
  session?: string
}
function tts({
  device = 'A1',
  counter = 1,
  time = '2026-03-02T10:00:00.5Z',
  bytes = [0, 215, 84, 1],
  ...rest
}: Options = {}) {
  return {
    end_device_ids: {
      device_id: `station-${device}`,
      dev_eui: device,
      application_ids: { application_id: 'app' },
    },
    received_at: '2026-03-02T10:00:02Z',
    uplink_message: {
      session_key_id: rest.session ?? 's1',
      f_port: 2,
      f_cnt: counter,
      frm_payload: Buffer.from(bytes).toString('base64'),
      received_at: time,
      locations: { user: { latitude: 52.5, longitude: 6.1, source: 'SOURCE_REGISTRY' } },
      ...(rest.decoded ? { decoded_payload: rest.decoded } : {}),
    },
  }
}
const chirpstack = ({ device = 'B1', counter = 1, bytes = [0, 215, 84, 1] }: Options = {}) => ({
  deduplicationId: crypto.randomUUID(),
  time: '2026-03-02T10:00:00.404859+00:00',
  deviceInfo: { devEui: device, deviceName: 'Tuin', tags: { latitude: '52.5', longitude: '6.1' } },
  devAddr: '01',
  fCnt: counter,
  fPort: 2,
  data: Buffer.from(bytes).toString('base64'),
})

const send = (url: string, payload: object | string, headers = actor.headers) =>
  server.request({
    method: 'POST',
    url,
    headers: { ...headers, 'content-type': 'application/json' },
    payload,
  })
async function createSource(over: object = {}) {
  const body = { name: 'Tuinmeters', kind: 'the-things-stack', script: SCRIPT, mapping: MAPPING, ...over }
  const answer = await send('/api/v1/inbound-sources', body)
  expect(answer.json()).toMatchObject({ name: 'Tuinmeters' })
  expect(answer.statusCode).toBe(201)
  return answer.json() as { id: string; datasetId: string; uplinksUrl: string }
}
const uplink = async (id: string, payload: object | string, query = '') =>
  (await send(`/api/v1/inbound-sources/${id}/uplinks${query}`, payload)).json()

async function readAll(station: string) {
  const { rows } = await sql<{ stream: string; value: unknown; unit: string | null; at: Date }>`
    select d.source_key as stream, coalesce(to_json(o.result_number), o.detail -> 'result') as value,
      d.unit_of_measurement ->> 'symbol' as unit, o.phenomenon_start as at
    from measurements.observation o join measurements.datastream d on d.id = o.datastream_id
    join measurements.thing t on t.id = d.thing_id where t.source_key = ${station}
    order by o.phenomenon_start, d.source_key`.execute(server.database.db)
  return rows
}
const letters = async () =>
  (await server.request({ url: '/api/v1/dead-letters', headers: actor.headers })).json().items

describe('an uplink', () => {
  it('with a text that cannot be stored is kept, so that it spoils no answer', async () => {
    const { id } = await createSource({ script: null })
    const answers = ['nul \0', 'half \ud83c'].map((state, counter) =>
      tts({ device: 'N1', counter, decoded: { state } }),
    )
    for (const each of answers) {
      expect(await uplink(id, each)).toMatchObject({ outcome: 'kept', reason: 'not-finite' })
    }
    expect(await readAll('N1')).toEqual([])
  })

  it('that goes too deep is kept, and is no fault of ours', async () => {
    const { id } = await createSource({ script: null })
    const deep = JSON.stringify(tts({ device: 'N2', decoded: { temp: 'deep' } }))
    const levels = (count: number) => deep.replace('"deep"', '['.repeat(count) + ']'.repeat(count))
    expect(await uplink(id, levels(30_000))).toMatchObject({ outcome: 'kept', reason: 'not-understood' })
    expect(await uplink(id, levels(30))).toMatchObject({ outcome: 'kept', reason: 'not-finite' })
  })

  it('of a device that is new makes its thing, place and datastreams, and is stored once however often it comes', async () => {
    const { id } = await createSource()
    expect(await uplink(id, tts())).toEqual({ outcome: 'stored', stored: 3, corrected: 0 })
    const expected = [
      { stream: 'pm25', value: 8.4, unit: 'µg/m³', at: new Date('2026-03-02T10:00:00.500Z') },
      { stream: 'state', value: 'open', unit: null, at: new Date('2026-03-02T10:00:00.500Z') },
      { stream: 'temp', value: 21.5, unit: '°C', at: new Date('2026-03-02T10:00:00.500Z') },
    ]
    expect(await readAll('A1')).toEqual(expected)
    expect(await uplink(id, tts())).toEqual({ outcome: 'repeated', stored: 0, corrected: 0 })
    expect(await uplink(id, tts({ time: '2026-03-02T10:00:09Z' }))).toEqual({
      outcome: 'repeated',
      stored: 0,
      corrected: 0,
    })
    expect(await readAll('A1')).toEqual(expected)
    expect(await uplink(id, tts({ counter: 2, time: '2026-03-02T10:05:00Z' }))).toMatchObject({ stored: 3 })
    const { rows } = await sql`select ST_X(place) as x, ST_Y(place) as y from measurements.thing
      where source_key = 'A1'`.execute(server.database.db)
    expect(rows).toEqual([{ x: 6.1, y: 52.5 }])
    expect(await findWrongRollups(server.database.db)).toEqual([])
  })

  it('of ChirpStack is stored too, and its other events are not', async () => {
    const { id } = await createSource({ kind: 'chirpstack', stationKey: 'name' })
    expect(await uplink(id, chirpstack(), '?event=up')).toEqual({
      outcome: 'stored',
      stored: 3,
      corrected: 0,
    })
    expect(await readAll('Tuin')).toHaveLength(3)
    expect(await uplink(id, { deviceInfo: {} }, '?event=join')).toEqual({
      outcome: 'ignored',
      stored: 0,
      corrected: 0,
    })
    expect(await uplink(id, { deviceInfo: {} })).toEqual({ outcome: 'ignored', stored: 0, corrected: 0 })
  })

  it('of the same moment as another is told as a correction, or kept where a dataset takes none', async () => {
    const { id, datasetId } = await createSource({ script: null })
    const told = (counter: number, temp: number) => tts({ device: 'M1', counter, decoded: { temp } })
    const send = (counter: number, temp: number) => uplink(id, told(counter, temp))
    expect(await send(1, 20)).toEqual({ outcome: 'stored', stored: 1, corrected: 0 })
    expect(await send(2, 21)).toEqual({ outcome: 'corrected', stored: 0, corrected: 1 })
    expect(await send(3, 21)).toEqual({ outcome: 'repeated', stored: 0, corrected: 0 })
    expect(await readAll('M1')).toMatchObject([{ value: 21 }])
    const corrections = (rule: string) =>
      sql`update catalogue.dataset set corrections = ${rule} where id = ${datasetId}`.execute(
        server.database.db,
      )
    await corrections('refuse')
    const refused = await send(4, 22)
    await corrections('replace')
    expect(refused).toEqual({ outcome: 'kept', stored: 0, corrected: 0, reason: 'differs-from-stored' })
    expect(await readAll('M1')).toMatchObject([{ value: 21 }])
  })

  it.each([
    ['the-things-stack', 'ChirpStack', ''],
    ['the-things-stack', 'ChirpStack', '?event=up'],
    ['chirpstack', 'The Things Stack', ''],
  ])('to a source for %s that is one of %s is kept, and says so (%s)', async (kind, other, query) => {
    const { id } = await createSource({ kind })
    const message = kind === 'chirpstack' ? tts({ device: 'X1' }) : chirpstack({ device: 'X1' })
    expect(await uplink(id, message, query)).toMatchObject({ outcome: 'kept', reason: 'not-understood' })
    const [letter] = await letters()
    expect(letter).toMatchObject({ sourceId: id, reason: 'not-understood' })
    expect(JSON.stringify(letter)).toContain(`looks like a measurement of ${other}`)
    expect(await uplink(id, { end_device_ids: {}, join_accept: {} })).toMatchObject({ outcome: 'ignored' })
    expect(await uplink(id, { deviceInfo: {} }, '?event=join')).toMatchObject({ outcome: 'ignored' })
  })

  it('can bring the fields that the network server decoded', async () => {
    const { id } = await createSource({ script: null })
    const decoded = { temp: -100, pm: { pm25: 3 }, state: null, constructor: 1 }
    expect(await uplink(id, tts({ device: 'A2', decoded }))).toEqual({
      outcome: 'stored',
      stored: 1,
      corrected: 0,
    })
    expect(await uplink(id, tts({ device: 'A3' }))).toMatchObject({
      outcome: 'kept',
      reason: 'not-understood',
    })
  })

  it('needs a token that may write in the dataset', async () => {
    const source = await createSource()
    const other = await signInAs(server, 'data-expert')
    const bound = async (datasetId: string) => {
      const { organisationId } = actor
      const { secret } = await createToken(server.database.db, {
        organisationId,
        name: 'tts',
        role: 'data-expert',
        datasetId,
      })
      return { authorization: `Bearer ${secret}` }
    }
    const url = `/api/v1/inbound-sources/${source.id}/uplinks`
    expect((await send(url, tts({ device: 'A4' }), { authorization: '' })).statusCode).toBe(401)
    expect((await send(url, tts({ device: 'A4' }), other.headers)).statusCode).toBe(404)
    expect((await send(url, tts({ device: 'A4' }), await bound(source.datasetId))).statusCode).toBe(200)
    const elsewhere = (
      await send('/api/v1/datasets', {
        title: 'Anders',
        description: 'x',
        licence: 'http://creativecommons.org/publicdomain/zero/1.0/deed.nl',
        theme: 'environment',
      })
    ).json()
    if (elsewhere.id) {
      expect((await send(url, tts({ device: 'A4' }), await bound(elsewhere.id))).statusCode).toBe(404)
    }
  })
})

describe('an uplink that cannot be stored', () => {
  it.each([
    ['not-json', '{"a": 1'],
    ['not-understood', '[]'],
    ['not-understood', { uplink_message: {} }],
    ['not-understood', { ...tts(), end_device_ids: {} }],
    ['no-time', tts({ time: 'yesterday' })],
    ['decoder-failed', tts({ bytes: [1] })],
    ['not-finite', tts({ device: 'A9', bytes: [1, 2, 255] })],
  ])('is kept as %s and answered as taken', async (reason, payload) => {
    const { id } = await createSource()
    const answer = await send(`/api/v1/inbound-sources/${id}/uplinks`, payload)
    expect([answer.statusCode, answer.json()]).toEqual([
      202,
      { outcome: 'kept', stored: 0, corrected: 0, reason },
    ])
    expect(await letters()).toEqual([expect.objectContaining({ reason, origin: 'webhook', sourceId: id })])
  })

  it('is stored when its decoder was mended and it is replayed, once', async () => {
    const { id } = await createSource({ script: 'function decodeUplink() { return { data: { t: 1 } } }' })
    const message = tts({ device: 'A5' })
    expect(await uplink(id, message)).toMatchObject({ outcome: 'kept', reason: 'nothing-mapped' })
    const [letter] = await letters()
    const replay = () => send(`/api/v1/dead-letters/${letter.id}/replays`, {})
    expect((await replay()).json()).toMatchObject({ state: 'waiting', attempts: 1 })
    const mended = await server.request({
      method: 'PATCH',
      url: `/api/v1/inbound-sources/${id}`,
      headers: actor.headers,
      payload: { script: SCRIPT },
    })
    expect(mended.json()).toMatchObject({ script: SCRIPT, waitingLetters: 1 })
    expect((await replay()).json()).toMatchObject({ state: 'replayed' })
    expect((await replay()).json()).toMatchObject({ state: 'replayed' })
    expect(await readAll('A5')).toHaveLength(3)
    expect(await uplink(id, message)).toEqual({ outcome: 'repeated', stored: 0, corrected: 0 })
  })

  it('does not set its device back in time when it is replayed after a later one', async () => {
    const broken = { script: 'function decodeUplink() { return { data: { t: 1 } } }' }
    const { id } = await createSource(broken)
    const message = (counter: number, name: string) => {
      const time = `2026-03-02T10:0${counter}:00Z`
      const sent = tts({ device: 'R1', counter, time, session: `s${counter}` })
      return { ...sent, received_at: time, end_device_ids: { ...sent.end_device_ids, device_id: name } }
    }
    await uplink(id, message(1, 'old'))
    const url = `/api/v1/inbound-sources/${id}`
    await server.request({ method: 'PATCH', url, headers: actor.headers, payload: { script: SCRIPT } })
    expect(await uplink(id, message(2, 'new'))).toMatchObject({ stored: 3 })
    const [letter] = await letters()
    expect((await send(`/api/v1/dead-letters/${letter.id}/replays`, {})).json()).toMatchObject({
      state: 'replayed',
    })
    const devices = await server.request({ url: `${url}/devices`, headers: actor.headers })
    expect(devices.json().items).toMatchObject([
      { device: 'R1', name: 'new', counter: 2, uplinks: 2, lastReceivedAt: '2026-03-02T10:02:00Z' },
    ])
    expect(await readAll('R1')).toHaveLength(6)
  })

  it('says so when the unit of the mapping was changed', async () => {
    const { id } = await createSource()
    await uplink(id, tts({ device: 'A6' }))
    await server.request({
      method: 'PATCH',
      url: `/api/v1/inbound-sources/${id}`,
      headers: actor.headers,
      payload: { mapping: [{ field: 'temp', property: 'temperature', unit: 'V' }] },
    })
    expect(await uplink(id, tts({ device: 'A6', counter: 2 }))).toMatchObject({ reason: 'unit-differs' })
  })

  it('cannot be delivered through a source that was removed', async () => {
    const { id } = await createSource()
    await uplink(id, tts({ bytes: [1] }))
    await server.request({ method: 'DELETE', url: `/api/v1/inbound-sources/${id}`, headers: actor.headers })
    const [letter] = await letters()
    expect((await send(`/api/v1/dead-letters/${letter.id}/replays`, {})).json()).toMatchObject({
      state: 'waiting',
      detail: { en: expect.stringContaining('not there any more') },
    })
  })
})

describe('a source', () => {
  it('is refused with a decoder that cannot be read', async () => {
    const answer = await send('/api/v1/inbound-sources', {
      name: 'x',
      kind: 'chirpstack',
      script: 'function decodeUplink( {',
      mapping: MAPPING,
    })
    expect(answer.json()).toMatchObject({ status: 400, errors: [{ pointer: '/script' }] })
  })

  it('loses neither of two changes at once', async () => {
    const { id } = await createSource()
    const url = `/api/v1/inbound-sources/${id}`
    let second: ReturnType<typeof server.request> | undefined
    await server.database.db.transaction().execute(async (transaction) => {
      await sql`update measurements.inbound_source set script = null where id = ${id}`.execute(transaction)
      const payload = { name: 'Anders', mapping: MAPPING.slice(0, 1) }
      second = server.request({ method: 'PATCH', url, headers: actor.headers, payload })
      // Time to come to the row; where it does not, there is nothing to lose.
      await new Promise((resolve) => setTimeout(resolve, 200))
    })
    expect((await second)?.json()).toMatchObject({
      name: 'Anders',
      mapping: MAPPING.slice(0, 1),
      stationKey: 'eui',
      script: null,
    })
  })

  it('can be tried without storing anything', async () => {
    const { id } = await createSource()
    const tried = await send(`/api/v1/inbound-sources/${id}/trials`, { uplink: tts({ device: 'A7' }) })
    expect(tried.json()).toMatchObject({
      data: { temp: 21.5 },
      values: [{ datastream: 'temp', value: 21.5 }, { datastream: 'pm25', value: 8.4 }, { value: 'open' }],
    })
    expect(await readAll('A7')).toEqual([])
    const failing = { uplink: tts(), script: 'function decodeUplink() { throw 1 }' }
    const refused = await send(`/api/v1/inbound-sources/${id}/trials`, failing)
    expect(refused.json()).toMatchObject({ status: 422, errors: [{ in: 'body', pointer: '/script' }] })
  })

  it('can be tried before it is there, first without a mapping', async () => {
    const attempt = async (over: object) =>
      (await send('/api/v1/inbound-trials', { kind: 'the-things-stack', uplink: tts(), ...over })).json()
    expect(await attempt({ script: SCRIPT })).toMatchObject({ data: { temp: 21.5 }, values: [] })
    expect(await attempt({ script: SCRIPT, mapping: MAPPING })).toMatchObject({
      values: [{ value: 21.5 }, { value: 8.4 }, { value: 'open' }],
    })
    const refusals: [object, string][] = [
      [{ script: 'function decodeUplink() { throw 1 }' }, '/script'],
      [{ script: 'function decodeUplink( {' }, '/script'],
      [{ kind: 'chirpstack' }, '/uplink'],
      [{ uplink: { join_accept: {} } }, '/uplink'],
      [{ script: SCRIPT, mapping: [{ field: 'wind', property: 'wind-speed', unit: 'm/s' }] }, '/mapping'],
      [{ script: SCRIPT, mapping: [{ field: 'state', property: 'lid', unit: '1' }] }, '/mapping'],
    ]
    for (const [over, pointer] of refusals) {
      expect(await attempt(over)).toMatchObject({ status: 422, errors: [{ pointer }] })
    }
    expect(await attempt({ dataset: 'nergens' })).toMatchObject({ errors: [{ pointer: '/dataset' }] })
  })

  it('takes nothing while it is paused', async () => {
    const { id } = await createSource()
    const pause = (paused: boolean) =>
      server.request({
        method: 'PATCH',
        url: `/api/v1/inbound-sources/${id}`,
        headers: actor.headers,
        payload: { paused },
      })
    expect((await pause(true)).json()).toMatchObject({ paused: true, name: 'Tuinmeters' })
    expect(await uplink(id, tts({ device: 'A9' }))).toEqual({ outcome: 'ignored', stored: 0, corrected: 0 })
    expect(await uplink(id, '{')).toEqual({ outcome: 'ignored', stored: 0, corrected: 0 })
    expect(await letters()).toEqual([])
    await pause(false)
    expect(await uplink(id, tts({ device: 'A9' }))).toMatchObject({ outcome: 'stored' })
  })

  it('refuses at its place what is neither a number nor a text to mean "not measured"', async () => {
    const mapping = [{ field: 'temp', property: 'temperature', unit: 'Cel', missing: ['fout', null] }]
    const body = { name: 'Tuinmeters', kind: 'the-things-stack', mapping }
    const { status, errors } = (await send('/api/v1/inbound-sources', body)).json()
    expect([status, errors[0].pointer]).toEqual([400, '/mapping/0/missing/1'])
  })

  it('is not changed on a text that another changed meanwhile', async () => {
    const { id } = await createSource()
    const url = `/api/v1/inbound-sources/${id}`
    const change = (payload: object) =>
      server.request({ method: 'PATCH', url, headers: actor.headers, payload })
    const { revision } = (await server.request({ url, headers: actor.headers })).json()
    const first = await change({ name: 'Dakmeters', revision })
    expect(first.json()).toMatchObject({ name: 'Dakmeters' })
    const second = await change({ script: null, revision })
    expect(second.statusCode).toBe(409)
    expect(second.json()).toMatchObject({ errors: [{ in: 'body', pointer: '/revision' }] })
    const { revision: now } = first.json()
    const [one, other] = await Promise.all([
      change({ name: 'Gevelmeters', revision: now }),
      change({ stationKey: 'name', revision: now }),
    ])
    expect([one.statusCode, other.statusCode].sort()).toEqual([200, 409])
    await uplink(id, tts({ device: 'R1' }))
    const { revision: before } = (await server.request({ url, headers: actor.headers })).json()
    expect((await change({ mapping: MAPPING.toReversed(), revision: before })).statusCode).toBe(200)
    expect((await change({ paused: true })).statusCode).toBe(200)
  })

  it('says of a device which thing has what it sent', async () => {
    const thingOf = async (key: string) => {
      const { rows } = await sql<{
        id: number
      }>`select id from measurements.thing where source_key = ${key}`.execute(server.database.db)
      return rows[0]?.id
    }
    const made = { script: null, mapping: MAPPING.slice(0, 1) }
    const decoded = { temp: 20 }
    for (const [stationKey, device, key] of [
      ['eui', 'C1', 'C1'],
      ['id', 'C2', 'station-C2'],
      ['name', 'C3', 'station-C3'],
    ] as const) {
      const { id } = await createSource({ ...made, stationKey })
      await uplink(id, tts({ device, decoded }))
      const url = `/api/v1/inbound-sources/${id}/devices`
      const { items } = (await server.request({ url, headers: actor.headers })).json()
      expect(items).toMatchObject([{ device, thingId: await thingOf(key) }])
    }
    const chirps = await createSource({ ...made, kind: 'chirpstack', stationKey: 'id' })
    await uplink(chirps.id, { ...chirpstack({ device: 'C4' }), object: decoded }, '?event=up')
    const url = `/api/v1/inbound-sources/${chirps.id}/devices`
    const { items } = (await server.request({ url, headers: actor.headers })).json()
    expect(items).toMatchObject([{ device: 'C4', name: 'Tuin', thingId: await thingOf('C4') }])
  })

  it('shows its devices and what it did, to who may write in the dataset', async () => {
    const { id } = await createSource()
    await uplink(id, tts({ device: 'A8' }))
    const get = (url: string, headers = actor.headers) => server.request({ url, headers })
    expect((await get(`/api/v1/inbound-sources/${id}`)).json()).toMatchObject({
      devices: 1,
      uplinks: 1,
      waitingLetters: 0,
      lastReceivedAt: '2026-03-02T10:00:00Z',
      uplinksUrl: expect.stringContaining(`/api/v1/inbound-sources/${id}/uplinks`),
    })
    expect((await get(`/api/v1/inbound-sources/${id}/devices`)).json().items).toEqual([
      expect.objectContaining({ device: 'A8', name: 'station-A8', counter: 1, uplinks: 1 }),
    ])
    const other = await signInAs(server, 'data-expert')
    expect((await get(`/api/v1/inbound-sources/${id}`, other.headers)).statusCode).toBe(404)
    expect((await get('/api/v1/inbound-sources', other.headers)).json().items).toEqual([])
  })
})
