import { sql } from 'kysely'
import { beforeEach, describe, expect, it } from 'vitest'
import { signInAs } from '../../../../testing/actors.ts'
import { createMailbox } from '../../../../testing/mailbox.ts'
import { useServer } from '../../../../testing/server.ts'
import { storeObservations } from '../../ingest/store-observations.ts'
import { createTestStation, type TestStation } from '../../testing/datastreams.ts'
import { checkThings } from './check-things.ts'
import { tellHosts } from './hosts.ts'
import { MOST_REQUESTS_OF_THING } from './rules.ts'

const mailbox = createMailbox()
const server = useServer({ MAIL_FOLDER: mailbox.folder, PUBLIC_URL: 'https://waterrijk.example' })
const HOUR = 3_600_000_000
/** Midnight in the Netherlands, a month before the first check. */
const START = Date.parse('2026-01-31T23:00:00Z') * 1000
const HOURS = 30 * 24
let station: TestStation

const hoursAfter = (hours: number) => new Date((START + hours * HOUR) / 1000)
const course = (hour: number) => 12 + 6 * Math.sin(hour / 3.8)

async function store(id: number, values: readonly (number | null)[], from = 0) {
  const rows = values.flatMap((value, hour) => (value === null ? [] : [{ value, hour }]))
  await storeObservations(
    server.database.db,
    {
      datastreamId: rows.map(() => id),
      phenomenonStart: rows.map(({ hour }) => START + (from + hour) * HOUR),
      resultNumber: rows.map(({ value }) => value),
    },
    { now: server.now },
  )
}

async function readHealth(thingId = station.thingId) {
  const answer = await server.request({ url: `/api/v1/stations/${thingId}/health` })
  return answer.json()
}

async function checkAt(hours: number) {
  server.now = hoursAfter(hours)
  await checkThings(server.database.db, server.now)
}

beforeEach(async () => {
  station = await createTestStation(server.database.db, { count: 1 })
})

describe('a thing', () => {
  it('is well, then stops, and starts again; its history is kept', async () => {
    const [id = 0] = station.datastreamIds
    await store(
      id,
      Array.from({ length: HOURS }, (_, hour) => (hour % 4 === 3 ? null : course(hour))),
    )
    await sql`update measurements.datastream_state set usual_seconds = 3600 where datastream_id = ${id}`.execute(
      server.database.db,
    )
    await checkAt(HOURS)
    expect(await readHealth()).toMatchObject({
      states: [],
      firstSeen: '2026-01-31T23:00:00.000Z',
      capture7: 0.75,
      capture30: 0.75,
      datastreams: [{ datastreamId: id, title: 'pm25', states: [] }],
      history: [],
    })
    await checkAt(HOURS + 4)
    await checkAt(HOURS + 5)
    expect(await readHealth()).toMatchObject({
      states: ['stopped'],
      since: hoursAfter(HOURS + 4).toISOString(),
      lastSeen: hoursAfter(HOURS - 2).toISOString(),
    })
    await store(id, [5, 6], HOURS + 6)
    await checkAt(HOURS + 8)
    expect(await readHealth()).toMatchObject({
      states: [],
      history: [
        { changedAt: hoursAfter(HOURS + 8).toISOString(), states: [] },
        { changedAt: hoursAfter(HOURS + 4).toISOString(), states: ['stopped'] },
      ],
    })
  })

  it('has stopped although forecasts are stored for the days to come', async () => {
    const [id = 0] = station.datastreamIds
    await store(id, [5, 6, 7])
    await store(id, [8, 9], 48)
    await sql`update measurements.datastream_state set usual_seconds = 3600 where datastream_id = ${id}`.execute(
      server.database.db,
    )
    await checkAt(12)
    expect(await readHealth()).toMatchObject({
      states: ['stopped'],
      lastSeen: hoursAfter(2).toISOString(),
    })
  })

  it('stays at one value, gives values that cannot be, or has a low battery', async () => {
    const { db } = server.database
    const other = await createTestStation(db, { count: 2 })
    const [strange = 0, battery = 0] = other.datastreamIds
    await store(station.datastreamIds[0] ?? 0, Array(48).fill(7))
    await store(
      strange,
      Array.from({ length: 48 }, (_, hour) => (hour % 3 === 0 ? 5000 + hour : course(hour))),
    )
    await sql`with property as (insert into measurements.observed_property (dataset_id, name, definition, description)
        values (${other.datasetId}, 'battery', 'x', '') returning id)
      update measurements.datastream set observed_property_id = property.id, unit_of_measurement = '{"symbol":"%"}'
      from property where datastream.id = ${battery}`.execute(db)
    await store(
      battery,
      Array.from({ length: 48 }, (_, hour) => 40 - hour / 2),
    )
    await checkAt(48)
    expect((await readHealth()).states).toEqual(['constant'])
    expect(await readHealth(other.thingId)).toMatchObject({
      states: ['battery', 'implausible'],
      datastreams: [{ states: ['implausible'] }, { states: ['battery'] }],
    })
    const list = await server.request({
      url: `/api/v1/station-health?dataset=${other.datasetId}&state=battery`,
    })
    expect(list.json()).toMatchObject({ items: [{ thingId: other.thingId }], next: null })
  })

  it('is not shown when its dataset must be shown less precisely', async () => {
    await store(station.datastreamIds[0] ?? 0, [1, 2])
    await checkAt(2)
    const url = `/api/v1/station-health?dataset=${station.datasetId}`
    expect((await server.request({ url })).statusCode).toBe(200)
    await sql`update catalogue.dataset set delay_minutes = 60 where id = ${station.datasetId}`.execute(
      server.database.db,
    )
    expect((await server.request({ url })).statusCode).toBe(403)
    expect((await server.request({ url: `/api/v1/stations/${station.thingId}/health` })).statusCode).toBe(404)
    const limits = `/api/v1/datasets/${station.datasetId}/quality-limits`
    expect((await server.request({ url: limits })).statusCode).toBe(403)
  })

  it('is only shown to who may read its dataset', async () => {
    const owner = await signInAs(server, 'data-expert')
    const closed = await createTestStation(server.database.db, {
      count: 1,
      access: 'restricted',
      ownerId: owner.organisationId,
    })
    await store(closed.datastreamIds[0] ?? 0, [1, 2])
    await checkAt(2)
    for (const url of [
      `/api/v1/stations/${closed.thingId}/health`,
      `/api/v1/station-health?dataset=${closed.datasetId}`,
    ]) {
      expect((await server.request({ url })).statusCode).toBe(404)
    }
    const url = `/api/v1/stations/${closed.thingId}/health`
    expect((await server.request({ url, headers: owner.headers })).statusCode).toBe(200)
  })
})

describe('a host', () => {
  const ask = (thingId: number, email: string) =>
    server.request({ method: 'POST', url: `/api/v1/stations/${thingId}/hosts`, payload: { email } })
  /** What the button on the page of a link does. */
  const press = (link: string) => {
    const { pathname, search } = new URL(link)
    const what = pathname === '/berichten/aanzetten' ? 'confirmation' : 'stop'
    return server.request({ method: 'POST', url: `/api/v1/sensor-messages/${what}${search}` })
  }

  async function becomeHost(thingId: number, email: string) {
    expect((await ask(thingId, email)).statusCode).toBe(202)
    return press(await mailbox.waitForLink(email.toLowerCase()))
  }

  it('is not asked when someone asks for very many addresses at one station', async () => {
    const strangers = Array.from(
      { length: MOST_REQUESTS_OF_THING + 3 },
      (_, n) => `stranger-${n}@example.org`,
    )
    for (const email of strangers) expect((await ask(station.thingId, email)).statusCode).toBe(202)
    const { rows } =
      await sql`select 1 from measurements.thing_host where thing_id = ${station.thingId}`.execute(
        server.database.db,
      )
    expect(rows).toHaveLength(MOST_REQUESTS_OF_THING)
  })

  it('gets one message a day when things get worse, and none after stopping them', async () => {
    const email = 'Jan@example.org'
    const to = 'jan@example.org'
    await store(
      station.datastreamIds[0] ?? 0,
      Array.from({ length: 48 }, (_, hour) => course(hour)),
    )
    await checkAt(48)
    expect((await becomeHost(station.thingId, email)).statusCode).toBe(204)
    await tellHosts(server.app.platform, async () => {})
    expect(await mailbox.read(to)).toHaveLength(1)

    await checkAt(60)
    await tellHosts(server.app.platform, async () => {})
    await checkAt(61)
    await tellHosts(server.app.platform, async () => {})
    const [, alarm = ''] = await mailbox.read(to)
    expect(await mailbox.read(to)).toHaveLength(2)
    expect(alarm).toContain('pm25: stuurt geen metingen meer.')
    expect(alarm).toContain('pm25: sends no measurements any more.')
    expect(alarm).toContain(`https://waterrijk.example/meetpunten/${station.thingId}`)

    // Well again and then worse in another way, within a day: the message waits until a day has gone by.
    await store(station.datastreamIds[0] ?? 0, [5, 6], 62)
    await checkAt(64)
    await tellHosts(server.app.platform, async () => {})
    await checkAt(70)
    await tellHosts(server.app.platform, async () => {})
    expect(await mailbox.read(to)).toHaveLength(2)
    await checkAt(85)
    await tellHosts(server.app.platform, async () => {})
    expect(await mailbox.read(to)).toHaveLength(3)
    // The same fault is told once.
    await checkAt(120)
    await tellHosts(server.app.platform, async () => {})
    expect(await mailbox.read(to)).toHaveLength(3)

    const stop = /https:\S+berichten\/stoppen\?key=[\w-]+/.exec(alarm)?.[0] ?? ''
    expect((await press(stop)).statusCode).toBe(204)
    expect((await press(stop)).statusCode).toBe(204)
    const { rows } = await sql`select 1 from measurements.thing_host where email = ${to}`.execute(
      server.database.db,
    )
    expect(rows).toEqual([])
  })

  it('changes nothing by opening a link, and stops at one click in a mail program', async () => {
    const { db } = server.database
    const email = 'noor@example.org'
    const second = await createTestStation(db, { count: 1 })
    for (const { thingId, datastreamIds } of [station, second]) {
      await store(datastreamIds[0] ?? 0, Array(48).fill(7))
      await becomeHost(thingId, email)
    }
    const [confirmation = ''] = await mailbox.read(email)
    const link = new URL(/https:\S+/.exec(confirmation)?.[0] ?? '')
    expect(link.pathname).toBe('/berichten/aanzetten')
    for (const what of ['confirmation', 'stop']) {
      const url = `/api/v1/sensor-messages/${what}${link.search}`
      expect((await server.request({ url })).statusCode).toBe(405)
    }
    await checkAt(48)
    await tellHosts(server.app.platform, async () => {})
    const alarm = (await mailbox.read(email)).at(-1) ?? ''
    expect(alarm).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click')
    expect(alarm).toMatch(/List-Unsubscribe:\s+<https:\S+sensor-messages\/stop\?\S+all=true>/)
    const { search } = new URL(/https:\S+berichten\/stoppen\S+/.exec(alarm)?.[0] ?? '')
    const answer = await server.request({
      method: 'POST',
      url: `/api/v1/sensor-messages/stop${search}&all=true`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'List-Unsubscribe=One-Click',
    })
    expect(answer.statusCode).toBe(204)
    const { rows } = await sql`select 1 from measurements.thing_host where email = ${email}`.execute(db)
    expect(rows).toEqual([])
  })

  it('hears nothing more when the dataset is closed, unless it is one of their own organisation', async () => {
    const { db } = server.database
    const owner = await signInAs(server, 'data-expert')
    const own = await createTestStation(db, { count: 1, ownerId: owner.organisationId })
    await store(own.datastreamIds[0] ?? 0, Array(48).fill(7))
    const close = (access: string) =>
      sql`update catalogue.dataset set access = ${access} where id = ${own.datasetId}`.execute(db)
    await becomeHost(own.thingId, 'buur@example.org')
    await close('restricted')
    const asked = await server.request({
      method: 'POST',
      url: `/api/v1/stations/${own.thingId}/hosts`,
      payload: { email: 'beheer@example.org' },
      headers: owner.headers,
    })
    expect(asked.statusCode).toBe(202)
    await press(await mailbox.waitForLink('beheer@example.org'))
    await checkAt(48)
    await tellHosts(server.app.platform, async () => {})
    expect(await mailbox.read('buur@example.org')).toHaveLength(1)
    expect(await mailbox.read('beheer@example.org')).toHaveLength(2)
  })

  it('gets nothing before confirming, is not asked again and again, and is forgotten after a week', async () => {
    const email = 'els@example.org'
    const things = [station.thingId]
    for (let index = 0; index < 4; index++) {
      things.push((await createTestStation(server.database.db, { count: 1 })).thingId)
    }
    for (const thingId of [...things, station.thingId])
      expect((await ask(thingId, email)).statusCode).toBe(202)
    expect(await mailbox.read(email)).toHaveLength(3)
    await store(station.datastreamIds[0] ?? 0, [1, 2])
    await checkAt(300)
    await tellHosts(server.app.platform, async () => {})
    expect(await mailbox.read(email)).toHaveLength(3)
    await checkAt(300 + 24 * 8)
    await tellHosts(server.app.platform, async () => {})
    const link = await mailbox.waitForLink(email)
    expect((await press(link)).statusCode).toBe(404)
  })
})
