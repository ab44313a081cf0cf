import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { EMAIL_CODE, PERSON_CODE } from '../../platform/processing.ts'
import { signInAsPerson } from '../../testing/actors.ts'
import { createMailbox } from '../../testing/mailbox.ts'
import { openLogbook } from '../logbook/index.ts'
import { removeHostedThing } from '../measurements/index.ts'
import { PERSONAL_DATA } from './personal-data.ts'
import { offerTo } from './steps/handovers.ts'
import type { Host } from './steps/sensors.ts'
import { useHosting } from './testing/world.ts'

const mailbox = createMailbox()
const { server, world, send, hosted, describeSensor } = useHosting({ MAIL_FOLDER: mailbox.folder })

const airrohr = {
  esp8266id: '12345',
  software_version: 'NRZ-2024-135',
  sensordatavalues: [
    { value_type: 'SDS_P1', value: '12.5' },
    { value_type: 'SDS_P2', value: '7.25' },
    { value_type: 'BME280_pressure', value: '101325.00' },
    { value_type: 'signal', value: '-61' },
  ],
}
type Stream = { id: number; key: string; latest: { value: number; at: string } | null }

async function readSensor(id: string) {
  const answer = await send('GET', `me/sensors/${id}`, undefined, world().host)
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json()
}

describe('hosting a sensor', () => {
  it('goes from nothing to a first value', async () => {
    const kits = await send('GET', 'sensor-kits')
    expect(kits.json().items.map(({ key }: { key: string }) => key)).toEqual([
      'sds011-airrohr',
      'mqtt-climate',
      'lorawan-lht65',
    ])
    const invitations = await send('GET', 'host-invitations')
    expect(invitations.json().items).toEqual([
      expect.objectContaining({ datasetId: world().datasetId, ownerName: 'Gemeente Waterrijk' }),
    ])
    const { id, secret, datastreams } = await hosted()
    expect(datastreams.map(({ key }) => key).sort()).toEqual([
      'humidity',
      'pm10',
      'pm25',
      'pressure',
      'temperature',
    ])
    const basic = `Basic ${Buffer.from(`airrohr:${secret}`).toString('base64')}`
    const delivered = await send('POST', 'sensor-deliveries', airrohr, { headers: { authorization: basic } })
    expect(delivered.json()).toEqual({ stored: 3 })
    const { datastreams: streams } = await readSensor(id)
    const values = (streams as Stream[]).map(({ key, latest }) => [key, latest?.value ?? null])
    expect(Object.fromEntries(values)).toEqual({
      pm10: 12.5,
      pm25: 7.25,
      pressure: 1013.25,
      humidity: null,
      temperature: null,
    })
  })

  it('takes an uplink of The Things Stack at the time it was received, once', async () => {
    const { key, id } = await hosted(world().host, { kit: 'lorawan-lht65' })
    const uplink = {
      end_device_ids: { device_id: 'a', application_ids: { application_id: 'b' } },
      uplink_message: {
        decoded_payload: { TempC_SHT: 21.4, Hum_SHT: 55.1 },
        received_at: '2026-03-02T09:59:00Z',
      },
    }
    for (let times = 0; times < 2; times++) {
      expect((await send('POST', 'sensor-deliveries', uplink, key)).json()).toEqual({ stored: 2 })
    }
    const join = { end_device_ids: uplink.end_device_ids, join_accept: {} }
    expect((await send('POST', 'sensor-deliveries', join, key)).json()).toEqual({ stored: 0 })
    const { datastreams } = await readSensor(id)
    expect(datastreams[0].latest.at).toBe('2026-03-02T09:59:00.000Z')
  })

  it('refuses what it does not understand', async () => {
    const { key } = await hosted()
    const refused = [
      [{}, ''],
      [{ pm10: 'veel' }, ''],
      [{ sensordatavalues: [] }, '/sensordatavalues'],
      [
        { uplink_message: { received_at: 'gisteren', decoded_payload: { pm10: 1 } } },
        '/uplink_message/received_at',
      ],
      [
        { uplink_message: { received_at: 1772442000, decoded_payload: { pm10: 1 } } },
        '/uplink_message/received_at',
      ],
    ] as const
    for (const [body, pointer] of refused) {
      const answer = await send('POST', 'sensor-deliveries', body, key)
      expect(answer.statusCode, answer.body).toBe(400)
      expect(answer.json().errors?.[0]?.pointer ?? answer.json().mistakes?.[0]?.pointer).toBe(pointer)
    }
    for (const headers of [{}, { authorization: 'Basic eDp5' }, { authorization: 'Basic !' }]) {
      expect((await send('POST', 'sensor-deliveries', airrohr, { headers })).statusCode).toBe(401)
    }
  })

  it.each([
    [{ kit: 'onbekend' }, '/kit'],
    [{ name: '' }, '/name'],
    [{ longitude: undefined }, '/longitude'],
    [{ latitude: 91 }, '/latitude'],
    [{ areaCode: 'BU01' }, '/areaCode'],
    [{ longitude: undefined, latitude: undefined }, '/longitude'],
    [{ longitude: undefined, latitude: undefined, areaCode: 'BU99' }, '/areaCode'],
    [{ datasetId: '00000000-0000-4000-8000-000000000000' }, '/datasetId'],
  ])('refuses %j', async (change, pointer) => {
    const answer = await send('POST', 'me/sensors', describeSensor(change), world().host)
    expect(answer.statusCode, answer.body).toBe(400)
    expect(answer.body).toContain(`"${pointer}"`)
  })

  it('lists every page, also when the thing of a sensor is gone', async () => {
    const host = await signInAsPerson(server)
    const sensors: { stationId: number }[] = []
    for (const name of ['a', 'b', 'c']) {
      sensors.push(await hosted(host, { name }))
      server.now = new Date(server.now.getTime() + 1000)
    }
    await server.database.db
      .transaction()
      .execute((transaction) => removeHostedThing(transaction, sensors[1]?.stationId ?? 0))
    const names: string[] = []
    for (let next: string | null = ''; next !== null; ) {
      const cursor: string = next === '' ? '' : `&cursor=${next}`
      const page = await send('GET', `me/sensors?pageSize=1${cursor}`, undefined, host)
      names.push(...page.json().items.map(({ name }: { name: string }) => name))
      next = page.json().next
    }
    expect(names).toEqual(['a', 'c'])
  })

  it('is of the host alone', async () => {
    const { id } = await hosted()
    const paths = [
      ['GET', `me/sensors/${id}`, undefined],
      ['PATCH', `me/sensors/${id}`, { name: 'x' }],
      ['POST', `me/sensors/${id}/keys`, undefined],
      ['POST', `me/sensors/${id}/stop`, { values: 'delete' }],
      ['POST', `me/sensors/${id}/handovers`, { email: 'a@example.org', values: 'keep' }],
    ] as const
    for (const [method, path, body] of paths) {
      expect((await send(method, path, body, world().neighbour)).statusCode, path).toBe(404)
      expect((await send(method, path, body, world().officer)).statusCode, path).toBe(404)
      expect((await send(method, path, body)).statusCode, path).toBe(401)
    }
    expect((await send('GET', 'me/sensors', undefined, world().neighbour)).json().items).toEqual([])
  })
})

describe('the key of a sensor', () => {
  it('writes observations of that sensor and of no other', async () => {
    const mine = await hosted()
    const other = await hosted(world().neighbour)
    const post = (id: number | undefined) =>
      send('POST', `/sta/v1.1/Datastreams(${id})/Observations`, { result: 5 }, mine.key)
    expect((await post(mine.datastreams[0]?.id)).statusCode).toBe(201)
    expect((await post(other.datastreams[0]?.id)).statusCode).toBe(404)
    const many = await send(
      'POST',
      '/sta/v1.1/CreateObservations',
      [mine, other].map(({ datastreams }) => ({
        Datastream: { '@iot.id': datastreams[1]?.id },
        components: ['phenomenonTime', 'result'],
        dataArray: [['2026-03-02T09:00:00Z', 1]],
      })),
      mine.key,
    )
    expect(many.json()).toEqual([expect.stringContaining('Observations('), expect.stringMatching(/^error/)])
  })

  it('changes nothing, makes nothing and reads nothing that is not public', async () => {
    const { key, stationId, datastreams } = await hosted()
    const [stream] = datastreams
    const refused = [
      ['PATCH', `/sta/v1.1/Things(${stationId})`, { name: 'x' }],
      ['PATCH', `/sta/v1.1/Datastreams(${stream?.id})`, { name: 'x' }],
      ['POST', '/sta/v1.1/Things', { name: 'x', description: 'x' }],
      ['POST', `/sta/v1.1/Things(${stationId})/Datastreams`, { name: 'x' }],
      ['GET', `/sta/v1.1/Things(${stationId})`, undefined],
      ['GET', `/sta/v1.1/Datastreams(${stream?.id})/Observations`, undefined],
      ['GET', 'me/sensors', undefined],
      ['GET', 'tokens', undefined],
      ['POST', 'observation-uploads', { format: 'csv' }],
    ] as const
    for (const [method, path, body] of refused) {
      const answer = await send(method, path, body, key)
      expect(answer.statusCode, `${method} ${path} ${answer.body}`).toBeGreaterThanOrEqual(400)
    }
    expect((await send('GET', '/sta/v1.1/Things?$count=true', undefined, key)).json()['@iot.count']).toBe(0)
  })

  it('stops when another is made, and at once when the sensor stops', async () => {
    const { id, key } = await hosted()
    const next = await send('POST', `me/sensors/${id}/keys`, undefined, world().host)
    expect((await send('POST', 'sensor-deliveries', airrohr, key)).statusCode).toBe(401)
    const { secret } = next.json()
    const actor = { headers: { authorization: `Bearer ${secret}` } }
    expect((await send('POST', 'sensor-deliveries', airrohr, actor)).statusCode).toBe(200)
    expect((await send('POST', `me/sensors/${id}/stop`, { values: 'keep' }, world().host)).statusCode).toBe(
      204,
    )
    expect((await send('POST', 'sensor-deliveries', airrohr, actor)).statusCode).toBe(401)
    expect(await readSensor(id)).toMatchObject({ stoppedAt: '2026-03-02T10:00:00.000Z', keyMadeAt: null })
    const again = await send('POST', `me/sensors/${id}/keys`, undefined, world().host)
    expect(again.statusCode).toBe(409)
  })
})

describe('what a host does with a sensor', () => {
  it('is in the processing log, also of who gives a sensor away and of whom it is offered to', async () => {
    const [giver, taker] = [await signInAsPerson(server), await signInAsPerson(server)]
    const email = 'achterbuur@example.org'
    const { id } = await hosted(giver)
    await send('PATCH', `me/sensors/${id}`, { name: 'Schuur' }, giver)
    await send('POST', `me/sensors/${id}/handovers`, { email, values: 'keep' }, giver)
    const key = new URL(await mailbox.waitForLink(email, 1)).searchParams.get('sleutel')
    const take = { key, name: 'Tuin', longitude: 5, latitude: 52 }
    const { id: taken } = (await send('POST', 'me/sensor-offers', take, taker)).json()
    await send('POST', `me/sensors/${taken}/stop`, { values: 'delete' }, taker)
    const logbook = openLogbook(server.app.platform)
    const listNames = async (subject: { type: string; id: string }) =>
      (await logbook.listRecordsOf([subject], {})).items.map(({ name }) => name).sort()
    expect(await listNames({ type: PERSON_CODE, id: giver.personId })).toEqual([
      'meter aanbieden',
      'meter overnemen',
      'meter plaatsen',
      'meter verhuizen of hernoemen',
      'sleutel van meter maken',
    ])
    expect(await listNames({ type: PERSON_CODE, id: taker.personId })).toEqual([
      'meter overnemen',
      'meter stoppen en metingen verwijderen',
    ])
    expect(await listNames({ type: EMAIL_CODE, id: email })).toEqual(['meter aangeboden krijgen'])
  })

  it('moves it, and nothing remembers where it was', async () => {
    const { id, key, stationId } = await hosted(world().host, { longitude: 4.987654 })
    await send('POST', 'sensor-deliveries', airrohr, key)
    const moved = await send('PATCH', `me/sensors/${id}`, { longitude: 5.1, latitude: 52.1 }, world().host)
    expect(moved.json().place).toMatchObject({ longitude: 5.1, latitude: 52.1 })
    server.now = new Date('2026-03-02T10:05:00Z')
    await send('POST', 'sensor-deliveries', airrohr, key)
    const { rows } = await sql<{ text: string }>`
      select l::text as text from measurements.location l union all select f::text from measurements.feature_of_interest f
      union all select t::text from measurements.thing t where id = ${stationId}`.execute(server.database.db)
    expect(rows.length).toBeGreaterThan(2)
    expect(rows.map(({ text }) => text).join('\n')).not.toContain('4.987654')
    const { rows: counted } = await sql<{ places: number }>`select count(*)::int as places
      from measurements.historical_location where thing_id = ${stationId}`.execute(server.database.db)
    expect(counted).toEqual([{ places: 1 }])
  })

  it('moves it without what was measured before, when its host wants that', async () => {
    const { host } = world()
    const { id, key } = await hosted(host)
    await send('POST', 'sensor-deliveries', airrohr, key)
    const change = (body: object) => send('PATCH', `me/sensors/${id}`, body, host)
    const latest = (answer: Awaited<ReturnType<typeof change>>) =>
      answer
        .json<{ datastreams: { latest: object | null }[] }>()
        .datastreams.filter((each) => each.latest !== null)
    expect(latest(await change({ longitude: 5.1, latitude: 52.1, values: 'keep' }))).not.toEqual([])
    const moved = await change({ longitude: 5.2, latitude: 52.2, values: 'delete' })
    expect(moved.json().place).toMatchObject({ longitude: 5.2 })
    expect(latest(moved)).toEqual([])
    // It goes on with the same key.
    server.now = new Date('2026-03-02T10:05:00Z')
    await send('POST', 'sensor-deliveries', airrohr, key)
    expect(latest(await send('GET', `me/sensors/${id}`, undefined, host))).not.toEqual([])
    const nowhere = await change({ name: 'Balkon', values: 'delete' })
    expect(nowhere.json()).toMatchObject({ status: 400, errors: [{ pointer: '/values' }] })
  })

  it('moves it within the square that others see, and nobody can tell', async () => {
    const host = await signInAsPerson(server)
    const { id, key, stationId } = await hosted(host, { longitude: 4.9002 })
    const answer = { answer: 'yes', language: 'nl', noticeVersion: 1, place: '100m', time: 'hour' }
    const consent = await send('PUT', `me/consents/${world().noticeId}`, answer, host)
    expect(consent.statusCode, consent.body).toBe(200)
    await send('POST', 'sensor-deliveries', airrohr, key)
    const see = async () => {
      const addresses = [
        `/sta/v1.1/Things(${stationId})?$expand=Locations($expand=HistoricalLocations),HistoricalLocations,Datastreams`,
        '/sta/v1.1/Locations?$count=true',
        '/sta/v1.1/FeaturesOfInterest?$count=true',
        `/api/v1/stations/${stationId}`,
      ]
      return (await Promise.all(addresses.map((address) => send('GET', address)))).map(({ body }) => body)
    }
    const before = await see()
    expect(before[3]).toContain('[4.9004462,52.3703275]')
    await send('PATCH', `me/sensors/${id}`, { longitude: 4.9001, latitude: 52.37 }, host)
    expect(await see()).toEqual(before)
    await send('PATCH', `me/sensors/${id}`, { longitude: 5.1, latitude: 52.1 }, host)
    expect((await see())[3]).not.toBe(before[3])
  })

  it('deletes it with every value', async () => {
    const { id, key, stationId, datastreams } = await hosted()
    await send('POST', 'sensor-deliveries', airrohr, key)
    const stopped = await send('POST', `me/sensors/${id}/stop`, { values: 'delete' }, world().host)
    expect(stopped.statusCode, stopped.body).toBe(204)
    expect((await send('GET', `me/sensors/${id}`, undefined, world().host)).statusCode).toBe(404)
    const ids = datastreams.map((each) => each.id)
    const { rows } = await sql<{ left: number }>`select (select count(*) from measurements.observation
        where datastream_id = any(${ids}::int4[]))::int + (select count(*) from measurements.thing where id = ${stationId})::int
        + (select count(*) from measurements.thing_host where thing_id = ${stationId})::int as left`.execute(
      server.database.db,
    )
    expect(rows).toEqual([{ left: 0 }])
  })

  it('hands it over: the other starts anew, the values of before stay', async () => {
    const { id, key, stationId } = await hosted()
    await send('POST', 'sensor-deliveries', airrohr, key)
    const email = 'buurvrouw@example.org'
    const offered = await send('POST', `me/sensors/${id}/handovers`, { email, values: 'keep' }, world().host)
    expect(offered.statusCode, offered.body).toBe(202)
    const link = new URL(await mailbox.waitForLink(email, 1))
    const offer = link.searchParams.get('sleutel') ?? ''
    const seen = await send('GET', `me/sensor-offers?key=${offer}`, undefined, world().neighbour)
    expect(seen.json()).toEqual({ kit: 'sds011-airrohr', datasetId: world().datasetId })
    const take = { key: offer, name: 'Tuin', longitude: 5, latitude: 52 }
    expect((await send('POST', 'me/sensor-offers', take, world().host)).statusCode).toBe(409)
    const taken = await send('POST', 'me/sensor-offers', take, world().neighbour)
    expect(taken.statusCode, taken.body).toBe(201)
    expect(taken.json().stationId).not.toBe(stationId)
    expect(taken.json().datastreams.every(({ latest }: Stream) => latest === null)).toBe(true)
    expect((await send('POST', 'sensor-deliveries', airrohr, key)).statusCode).toBe(401)
    expect((await send('POST', 'me/sensor-offers', take, world().neighbour)).statusCode).toBe(404)
    expect((await readSensor(id)).stoppedAt).not.toBeNull()
  })

  it('does not stay offered when the time for it is over', async () => {
    const { id } = await hosted()
    const email = 'te-laat@example.org'
    await send('POST', `me/sensors/${id}/handovers`, { email, values: 'keep' }, world().host)
    const key = new URL(await mailbox.waitForLink(email, 1)).searchParams.get('sleutel')
    server.now = new Date('2026-03-16T09:59:59Z')
    expect((await send('GET', `me/sensor-offers?key=${key}`, undefined, world().neighbour)).statusCode).toBe(
      200,
    )
    expect((await readSensor(id)).offeredAt).toBe('2026-03-02T10:00:00.000Z')
    server.now = new Date('2026-03-16T10:00:00Z')
    expect((await send('GET', `me/sensor-offers?key=${key}`, undefined, world().neighbour)).statusCode).toBe(
      404,
    )
    expect((await readSensor(id)).offeredAt).toBeNull()
  })

  it('is not offered when the message cannot be sent, and can be offered again at once', async () => {
    const { id } = await hosted()
    const { platform } = server.app
    const host: Host = { kind: 'person', personId: world().hostId, name: '', email: 'x', memberships: [] }
    const mail = async () => {
      throw new Error('The mail server is away.')
    }
    const offer = { email: 'onbereikbaar@example.org', values: 'keep' } as const
    await expect(offerTo({ ...platform, mail }, host, id, offer)).rejects.toMatchObject({
      code: 'unavailable',
    })
    expect((await readSensor(id)).offeredAt).toBeNull()
    expect((await send('POST', `me/sensors/${id}/handovers`, offer, world().host)).statusCode).toBe(202)
  })

  it('does not send a stranger message after message by sensors that come and go', async () => {
    const host = await signInAsPerson(server)
    const answers: number[] = []
    for (let times = 0; times < 6; times++) {
      const { id } = await hosted(host)
      const offer = { email: 'vreemde@example.org', values: 'keep' }
      const answer = await send('POST', `me/sensors/${id}/handovers`, offer, host)
      answers.push(answer.statusCode)
      if (answer.statusCode === 429) expect(answer.headers['retry-after']).toBe('3600')
      await send('POST', `me/sensors/${id}/stop`, { values: 'delete' }, host)
    }
    expect(answers).toEqual([202, 202, 202, 202, 202, 429])
    expect(await mailbox.read('vreemde@example.org')).toHaveLength(5)
  })

  it('takes an offer back, and cannot offer again and again', async () => {
    const { id } = await hosted()
    const email = 'overburen@example.org'
    const offer = () => send('POST', `me/sensors/${id}/handovers`, { email, values: 'keep' }, world().host)
    expect((await offer()).statusCode).toBe(202)
    expect((await offer()).statusCode).toBe(409)
    const key = new URL(await mailbox.waitForLink(email, 1)).searchParams.get('sleutel')
    const back = await server.request({
      method: 'DELETE',
      url: `/api/v1/me/sensors/${id}/handovers`,
      headers: world().host.headers,
    })
    expect(back.statusCode, back.body).toBe(204)
    const gone = await send('GET', `me/sensor-offers?key=${key}`, undefined, world().neighbour)
    expect(gone.statusCode).toBe(404)
    expect((await readSensor(id)).offeredAt).toBeNull()
    expect((await offer()).statusCode).toBe(409)
  })

  it('is told when it stops, at their own address', async () => {
    const { id, stationId } = await hosted()
    const { rows } = await sql<{
      email: string
      confirmed: boolean
      name: string
    }>`select h.email, h.confirmed_at is not null as confirmed, t.name
      from measurements.thing_host h join measurements.thing t on t.id = h.thing_id where t.id = ${stationId}`.execute(
      server.database.db,
    )
    const [told] = rows
    expect(rows).toEqual([
      {
        email: expect.stringContaining('@example.org'),
        confirmed: true,
        name: expect.stringMatching(/^\S+ \w{4}$/),
      },
    ])
    // By which name: beside their own name for it.
    expect((await readSensor(id)).stationName).toBe(told?.name)
  })

  it('is not placed while the account ends', async () => {
    const { db } = server.database
    const host = await signInAsPerson(server)
    const { placing } = await db.transaction().execute(async (transaction) => {
      await sql`delete from parties.session where user_id = ${host.personId}`.execute(transaction)
      const asked = send('POST', 'me/sensors', describeSensor(), host)
      await new Promise((resolve) => setTimeout(resolve, 300))
      return { placing: asked }
    })
    expect((await placing).statusCode).toBe(401)
    const { rows } = await sql`select from measurements.thing where host_id = ${host.personId}`.execute(db)
    expect(rows).toEqual([])
  })

  it('leaves nothing of it when the account ends, and its key does not hold', async () => {
    const { key } = await hosted()
    const [table] = PERSONAL_DATA
    const subject = { personId: world().hostId, email: 'x' }
    const given = () => table?.export(server.database.db, subject)
    expect(await given()).toContainEqual(expect.objectContaining({ name: 'Balkon' }))
    await server.database.db.transaction().execute(async (transaction) => {
      if (typeof table?.erase === 'function')
        await table.erase(transaction, subject, { at: server.now, sensors: 'remove' })
    })
    expect(await given()).toEqual([])
    expect((await send('POST', 'sensor-deliveries', airrohr, key)).statusCode).toBe(401)
  })
})

it('shows what others see of a place', async () => {
  const answer = await send('GET', 'place-previews?longitude=4.9&latitude=52.37')
  expect(answer.json()).toEqual({
    exact: [4.9, 52.37],
    '100m': [expect.closeTo(4.9, 2), expect.closeTo(52.37, 2)],
    '500m': [expect.closeTo(4.9, 1), expect.closeTo(52.37, 1)],
    area: null,
  })
  expect((await send('GET', 'place-previews?longitude=4.9')).statusCode).toBe(400)
})

describe('who sees a hosted sensor', () => {
  it('is the host alone, until they consent, and then others as coarsely as they said', async () => {
    const { stationId } = await hosted(world().neighbour, { longitude: 4.91234, latitude: 52.37123 })
    const see = async (actor?: Parameters<typeof send>[3]) => {
      const answer = await send('GET', `stations/${stationId}`, undefined, actor)
      return answer.statusCode === 200 ? (answer.json().location as number[]) : answer.statusCode
    }
    expect(await see()).toBe(404)
    expect(await see(world().host)).toBe(404)
    expect(await see(world().neighbour)).toEqual([4.91234, 52.37123])
    const path = `me/consents/${world().noticeId}`
    const yes = { answer: 'yes', noticeVersion: 1, language: 'nl', place: '500m', time: 'hour' }
    expect((await send('PUT', path, yes, world().neighbour)).statusCode).toBe(200)
    const preview = (await send('GET', 'place-previews?longitude=4.91234&latitude=52.37123')).json()
    const seen = (await see()) as number[]
    expect(seen[0]).toBeCloseTo(preview['500m'][0], 5)
    expect(seen[1]).toBeCloseTo(preview['500m'][1], 5)
    const no = { answer: 'no', noticeVersion: 1, language: 'nl' }
    await send('PUT', path, no, world().neighbour)
    expect(await see()).toBe(404)
    expect(await see(world().neighbour)).toEqual([4.91234, 52.37123])
  })
})
