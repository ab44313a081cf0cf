import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { signInAs, type TestActor } from '../../../../testing/actors.ts'
import { useServer } from '../../../../testing/server.ts'
import { createIntake } from '../../ingest/intake.ts'
import { createSandbox } from '../sandbox/sandbox.ts'
import { DECODERS } from '../testing/decoders.ts'
import { type BrokerFollower, createBrokerFollower } from './follow.ts'
import { noteConnected, releaseBroker, renewLease, takeBrokers } from './store.ts'
import { startLocalBroker } from './testing/local-broker.ts'

const OPENSSL = '/usr/bin/openssl'
const broker = await startLocalBroker()
const certificate = existsSync(OPENSSL) ? makeCertificate() : undefined
const secure = certificate && (await startLocalBroker(certificate))
const server = useServer({
  CONNECTOR_HOSTS: `broker.test:${broker.port},secure.test:${secure?.port ?? 1},elsewhere.test:1883`,
})
const sandbox = createSandbox()
const followers: BrokerFollower[] = []
let actor: TestActor

beforeAll(async () => {
  actor = await signInAs(server, 'data-expert')
})
beforeEach(async () => {
  await sql`truncate measurements.inbound_source, measurements.inbound_broker, measurements.inbound_device,
    measurements.dead_letter`.execute(server.database.db)
})
afterEach(async () => {
  for (const follower of followers.splice(0)) await follower.stop()
  Object.assign(broker, { password: 'key' })
  broker.connects.splice(0)
  broker.topics.splice(0)
})
afterAll(async () => {
  broker.stop()
  secure?.stop()
  await sandbox.stop()
})

/** A key and a certificate for secure.test, signed by itself. */
function makeCertificate(): { key: string; cert: string } {
  const options =
    'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout - -out - -days 2 -subj /CN=secure.test -addext subjectAltName=DNS:secure.test'
  const pem = execFileSync(OPENSSL, options.split(' '), { stdio: ['ignore', 'pipe', 'ignore'] }).toString()
  const [key = '', cert = ''] = pem.split(/(?=-----BEGIN CERTIFICATE-----)/)
  return { key, cert }
}

const LOCAL = { isAllowed: () => true, resolveName: async () => ['127.0.0.1'] }
function createFollower(rules: Parameters<typeof createBrokerFollower>[1] = LOCAL, renewSeconds = 0.1) {
  const { platform } = server.app
  const follower = createBrokerFollower(
    { ...platform, sandbox, intake: createIntake(platform) },
    rules,
    renewSeconds,
  )
  followers.push(follower)
  return follower
}

const send = async (method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH', url: string, payload?: object) => {
  const answer = await server.request({
    method,
    url,
    headers: { ...actor.headers, ...(payload ? { 'content-type': 'application/json' } : {}) },
    ...(payload ? { payload } : {}),
  })
  return { status: answer.statusCode, body: answer.body === '' ? null : answer.json() }
}

const SETTINGS = { url: `mqtt://broker.test:${broker.port}`, application: 'app@tenant', password: 'key' }
async function createSource(over: object = {}, settings: object = SETTINGS) {
  const source = await send('POST', '/api/v1/inbound-sources', {
    name: 'Tuinmeters',
    kind: 'the-things-stack',
    mapping: [{ field: 'temp', property: 'temperature', unit: 'Cel' }],
    ...over,
  })
  expect(source.status).toBe(201)
  const set = await send('PUT', `/api/v1/inbound-sources/${source.body.id}/broker`, settings)
  expect(set).toMatchObject({ status: 200, body: { state: 'waiting', failures: 0 } })
  return source.body.id as string
}
const stateOf = async (id: string) => (await send('GET', `/api/v1/inbound-sources/${id}/broker`)).body
const SOON = { timeout: 15_000, interval: 20 }
const until = (check: () => unknown) => vi.waitFor(check, SOON)
const untilState = (id: string, state: string) =>
  until(async () => expect(await stateOf(id)).toMatchObject({ state }))

const uplink = (counter: number, temp: unknown) =>
  JSON.stringify({
    end_device_ids: { device_id: 'garden', dev_eui: 'A1' },
    uplink_message: {
      session_key_id: 's',
      f_cnt: counter,
      f_port: 1,
      frm_payload: '',
      received_at: `2026-03-02T09:00:${String(counter).padStart(2, '0')}Z`,
      decoded_payload: { temp },
    },
  })
const UP = 'v3/app@tenant/devices/garden/up'
async function stored(): Promise<number[]> {
  const { rows } = await sql<{
    value: number
  }>`select o.result_number as value from measurements.observation o
    join measurements.datastream d on d.id = o.datastream_id join measurements.thing t on t.id = d.thing_id
    where t.source_key = 'A1' order by o.phenomenon_start`.execute(server.database.db)
  return rows.map(({ value }) => value)
}
const forget = () =>
  sql`truncate measurements.observation, measurements.datastream_state, measurements.hour_rollup, measurements.day_rollup`.execute(
    server.database.db,
  )

it('stores what comes over the broker once, and goes on where it was after a break', async () => {
  const id = await createSource()
  const follower = createFollower()
  await follower.connectDue()
  await untilState(id, 'connected')
  expect(broker.connects).toMatchObject([
    { clientId: `samenspel-${id}`, clean: false, username: 'app@tenant' },
  ])
  expect(broker.topics).toEqual(['v3/app@tenant/devices/+/up'])
  broker.publish(UP, uplink(1, 20))
  broker.publish(UP, uplink(2, 21))
  broker.publish(UP, uplink(2, 21))
  await until(() => expect(broker.waiting()).toEqual([]))
  expect(await stored()).toEqual([20, 21])

  broker.cut()
  await untilState(id, 'failing')
  expect(await stateOf(id)).toMatchObject({ failures: 1, connectedAt: null })
  broker.publish(UP, uplink(3, 22))
  await follower.connectDue()
  expect(broker.connects).toHaveLength(1)
  server.now = new Date(server.now.getTime() + 5 * 60_000)
  await follower.connectDue()
  await untilState(id, 'connected')
  await until(() => expect(broker.waiting()).toEqual([]))
  expect(await stored()).toEqual([20, 21, 22])
  expect(await stateOf(id)).toMatchObject({ failures: 0 })
  await forget()
})

it('acknowledges nothing that it could not store, and stores it once when it can', async () => {
  const id = await createSource()
  const follower = createFollower()
  await follower.connectDue()
  await untilState(id, 'connected')
  const { db } = server.database
  await sql`alter table measurements.datastream_state rename to datastream_state_away`.execute(db)
  broker.publish(UP, uplink(10, 30))
  await untilState(id, 'failing')
  expect(broker.waiting()).toHaveLength(1)
  await sql`alter table measurements.datastream_state_away rename to datastream_state`.execute(db)
  server.now = new Date(server.now.getTime() + 5 * 60_000)
  await follower.connectDue()
  await until(() => expect(broker.waiting()).toEqual([]))
  expect(await stored()).toEqual([30])
  await forget()
})

it('keeps what cannot be stored with the dead letters, and stores it after the source was mended', async () => {
  const id = await createSource({ mapping: [{ field: 'other', property: 'temperature', unit: 'Cel' }] })
  await createFollower().connectDue()
  await untilState(id, 'connected')
  broker.publish(UP, uplink(11, 31))
  broker.publish(UP, '{')
  await until(() => expect(broker.waiting()).toEqual([]))
  const { items } = (await send('GET', '/api/v1/dead-letters')).body
  expect(items.map(({ reason }: { reason: string }) => reason).sort()).toEqual(['not-json', 'nothing-mapped'])
  const letter = items.find(({ reason }: { reason: string }) => reason === 'nothing-mapped')
  expect(letter).toMatchObject({ origin: 'mqtt', sourceId: id, address: UP, sender: 'Tuinmeters' })
  await send('PATCH', `/api/v1/inbound-sources/${id}`, {
    mapping: [{ field: 'temp', property: 'temperature', unit: 'Cel' }],
  })
  expect((await send('POST', `/api/v1/dead-letters/${letter.id}/replays`, {})).body.state).toBe('replayed')
  expect(await stored()).toEqual([31])
  await forget()
})

it('says that the key is refused, and waits longer each time', async () => {
  Object.assign(broker, { password: 'another' })
  const id = await createSource()
  const follower = createFollower()
  const waits: number[] = []
  for (let failures = 1; failures <= 3; failures++) {
    await follower.connectDue()
    await until(async () => expect(await stateOf(id)).toMatchObject({ state: 'failing', failures }))
    const { nextTryAt, lastError } = await stateOf(id)
    expect(lastError.en).toContain('refuses the user name or the key')
    waits.push(Date.parse(nextTryAt) - server.now.getTime())
    server.now = new Date(nextTryAt)
    server.now = new Date(server.now.getTime() + 1000)
  }
  expect(waits[1]).toBeGreaterThan((waits[0] ?? 0) * 1.1)
  expect(waits[2]).toBeGreaterThan((waits[1] ?? 0) * 1.1)
})

it('connects only to hosts of the list, at public addresses', async () => {
  const source = await createSource({}, { ...SETTINGS, url: 'mqtt://elsewhere.test:1883' })
  await createFollower({ resolveName: async () => ['127.0.0.1'] }).connectDue()
  await untilState(source, 'failing')
  expect((await stateOf(source)).lastError.en).toContain('is not on the public internet')
  const refused = await send('PUT', `/api/v1/inbound-sources/${source}/broker`, {
    ...SETTINGS,
    url: 'mqtts://unknown.test:8883',
  })
  expect(refused).toMatchObject({ status: 400, body: { type: 'urn:samenspel:problem:invalid-request' } })
  expect(broker.connects).toEqual([])
})

it('never shows the password, and keeps it encrypted', async () => {
  const id = await createSource({}, { ...SETTINGS, password: 'NNSXS.SECRETKEY' })
  expect(JSON.stringify(await stateOf(id))).not.toContain('SECRETKEY')
  const { rows } = await sql<{ secret: Buffer }>`select secret from measurements.inbound_broker`.execute(
    server.database.db,
  )
  expect(rows[0]?.secret.toString('latin1')).not.toContain('SECRETKEY')
  const stranger = await signInAs(server, 'data-expert')
  const answer = await server.request({
    url: `/api/v1/inbound-sources/${id}/broker`,
    headers: stranger.headers,
  })
  expect(answer.statusCode).toBe(404)
})

it('leaves the broker when its settings change or go, and only one process is connected', async () => {
  const id = await createSource()
  await createFollower().connectDue()
  await untilState(id, 'connected')
  await createFollower().connectDue()
  await send('PUT', `/api/v1/inbound-sources/${id}/broker`, { ...SETTINGS, application: 'next' })
  await createFollower().connectDue()
  await until(() => expect(broker.topics).toEqual(['v3/app@tenant/devices/+/up', 'v3/next/devices/+/up']))
  expect(broker.connects).toHaveLength(2)
  expect((await send('DELETE', `/api/v1/inbound-sources/${id}/broker`)).status).toBe(204)
  expect((await send('GET', `/api/v1/inbound-sources/${id}/broker`)).status).toBe(404)
})

it('leaves the broker while the source is paused, and goes on after it', async () => {
  const id = await createSource()
  await createFollower().connectDue()
  await untilState(id, 'connected')
  await send('PATCH', `/api/v1/inbound-sources/${id}`, { paused: true })
  await untilState(id, 'waiting')
  await createFollower().connectDue()
  expect(broker.connects).toHaveLength(1)
  await send('PATCH', `/api/v1/inbound-sources/${id}`, { paused: false })
  await createFollower().connectDue()
  await untilState(id, 'connected')
  expect(broker.connects).toHaveLength(2)
})

it('stores nothing of a paused source, also before it left the broker, which sends it again after the pause', async () => {
  const id = await createSource()
  const follower = createFollower(LOCAL, 600)
  await follower.connectDue()
  await untilState(id, 'connected')
  await send('PATCH', `/api/v1/inbound-sources/${id}`, { paused: true })
  broker.publish(UP, uplink(12, 32))
  await until(() => expect(broker.isFollowed()).toBe(false))
  expect(broker.waiting()).toHaveLength(1)
  expect(await stored()).toEqual([])
  expect(await stateOf(id)).toMatchObject({ state: 'waiting', failures: 0, lastError: null })
  await send('PATCH', `/api/v1/inbound-sources/${id}`, { paused: false })
  await follower.connectDue()
  await until(() => expect(broker.waiting()).toEqual([]))
  expect(await stored()).toEqual([32])
  await forget()
})

it('is kept no longer when its source was paused while it was taken', async () => {
  const id = await createSource()
  const { db } = server.database
  const [taken] = await takeBrokers(db, server.now, 90)
  if (!taken) throw new Error('The broker should be taken.')
  expect(await renewLease(db, taken, server.now, 90)).toBe(true)
  await sql`update measurements.inbound_source set paused = true where id = ${id}`.execute(db)
  expect(await renewLease(db, taken, server.now, 90)).toBe(false)
})

it('is not kept or let go by who was held up and lost it to another process', async () => {
  const id = await createSource()
  const { db } = server.database
  const later = (seconds: number) => new Date(server.now.getTime() + seconds * 1000)
  const [held] = await takeBrokers(db, server.now, 90)
  const [taken] = await takeBrokers(db, later(91), 90)
  if (!held || !taken) throw new Error('A broker should be taken again after its lease.')
  expect(await renewLease(db, held, later(100), 90)).toBe(false)
  await noteConnected(db, held, later(100))
  const error = { nl: 'verbroken', en: 'broken' }
  await releaseBroker(db, held, { at: later(100), nextTryAt: later(100), error })
  expect(await takeBrokers(db, later(101), 90)).toEqual([])
  expect(await stateOf(id)).toMatchObject({ state: 'waiting', failures: 0, lastError: null })
  expect(await renewLease(db, taken, later(101), 90)).toBe(true)
  await releaseBroker(db, taken, { at: later(102), nextTryAt: later(102), error: undefined })
  expect(await takeBrokers(db, later(102), 90)).toHaveLength(1)
})

const recorded = join(process.env.SAMENSPEL_SHARED ?? '../shared', 'data/sensorthings/ttn')
it.skipIf(!secure || !existsSync(recorded))(
  'takes recorded uplinks of The Things Stack and ChirpStack over TLS, whose certificate it checks',
  async () => {
    const url = `mqtts://secure.test:${secure?.port}`
    const mapping = [{ field: 'temperature', property: 'temperature', unit: 'Cel' }]
    const script = DECODERS.Milesight_WS302
    const read = (name: string) => readFileSync(join(recorded, name), 'utf8')
    const things = await createSource(
      { script: DECODERS.Elsys_ERS2_Sound, mapping },
      { url, application: 'app', password: 'key' },
    )
    await createFollower(LOCAL).connectDue()
    await untilState(things, 'failing')
    expect(secure?.connects).toEqual([])
    await send('PUT', `/api/v1/inbound-sources/${things}/broker`, {
      url,
      application: 'app',
      password: 'key',
    })
    const ca = certificate?.cert ?? ''
    await createFollower({ ...LOCAL, ca }).connectDue()
    await untilState(things, 'connected')
    secure?.publish('v3/app/devices/a/up', read('v3/Elsys_ERS2_Sound_payload.json'))
    await until(() => expect(secure?.waiting()).toEqual([]))
    expect((await send('GET', `/api/v1/inbound-sources/${things}`)).body).toMatchObject({
      uplinks: 1,
      waitingLetters: 0,
    })
    await send('DELETE', `/api/v1/inbound-sources/${things}/broker`)
    const chirps = await createSource(
      { kind: 'chirpstack', script, mapping: [{ field: 'LAeq', property: 'sound', unit: '1' }] },
      { url, application: 'b6e6a1f0', username: 'reader', password: 'key' },
    )
    await createFollower({ ...LOCAL, ca }).connectDue()
    await until(() => expect(secure?.topics.at(-1)).toBe('application/b6e6a1f0/device/+/event/up'))
    secure?.publish('application/b6e6a1f0/device/1/event/up', read('chirpstack/WS302_payload.json'))
    await until(() => expect(secure?.waiting()).toEqual([]))
    expect((await send('GET', `/api/v1/inbound-sources/${chirps}`)).body).toMatchObject({
      uplinks: 1,
      waitingLetters: 0,
    })
  },
)
