import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { signInAs, type TestActor } from '../../../testing/actors.ts'
import { useServer } from '../../../testing/server.ts'
import { ANYTHING, type Answer, describeStation, MEASUREMENT, speakAs } from './testing/seed.ts'

const server = useServer()
let actor: TestActor
let other: TestActor
let send: ReturnType<typeof speakAs>

beforeAll(async () => {
  actor = await signInAs(server, 'data-expert')
  other = await signInAs(server, 'data-expert')
  send = speakAs(server, actor)
})

const ROOT = 'http://localhost:8080/sta/v1.1/'
const pathOf = (answer: Answer) => {
  expect(answer.status, answer.text).toBe(201)
  return (answer.location ?? '').slice(ROOT.length)
}
const create = async (path: string, body: unknown) => pathOf(await send('POST', path, body))
const idOf = (path: string) => Number(/\((\d+)\)$/.exec(path)?.[1])
const values = async (path: string) =>
  (await send('GET', path)).json<{ value: Record<string, unknown>[] }>().value
const rows = async (path: string) => Number((await send('GET', path)).text)

let count = 0
async function station() {
  count += 1
  const thing = await create('Things', describeStation(`s${count}`, [5 + count / 100, 52]))
  const datastreams = await values(`${thing}/Datastreams?$orderby=id`)
  const [first, second] = datastreams.map((each) => `Datastreams(${each['@iot.id']})`)
  return { thing, first: first ?? '', second: second ?? '' }
}

const sensor = { name: 's', description: 'd', encodingType: 'text/plain', metadata: 'm' }
const property = { name: 'p', definition: 'https://example.org/p', description: 'd' }
const unit = { name: null, symbol: null, definition: null }
const place = (longitude: number) => ({
  name: 'elsewhere',
  description: 'd',
  encodingType: 'application/geo+json',
  location: { type: 'Point', coordinates: [longitude, 52] },
})

describe('create', () => {
  it('answers 201 with the address, by which the entity is read', async () => {
    const made = await send('POST', 'Things', { name: 'T', description: 'D', properties: { z: 1, a: 2 } })
    expect(made.location).toBe(made.json()['@iot.selfLink'])
    expect((await send('GET', pathOf(made))).text).toContain('"properties":{"z":1,"a":2}')
  })

  it.each([
    ['a missing mandatory property', 'Things', { name: 'T' }, '/description'],
    ['an unknown field', 'Things', { name: 'T', description: 'D', colour: 'red' }, '/colour'],
    ['an id of the client', 'Things', { '@iot.id': 7, name: 'T', description: 'D' }, '/@iot.id'],
    [
      'a link that is missing',
      'Datastreams',
      { name: 'n', description: 'd', observationType: 'x', unitOfMeasurement: unit },
      '/Thing',
    ],
    ['text that is no object', 'Things', 'hello', ''],
  ])('refuses %s and says where', async (_, path, body, pointer) => {
    const answer = await send('POST', path, body)
    expect(answer.status).toBe(400)
    const { errors } = answer.json<{ errors: { pointer: string }[] }>()
    expect(errors.map((error) => error.pointer)).toContain(pointer)
  })

  it('links to what exists, and refuses what does not', async () => {
    const thing = await create('Things', { name: 'T', description: 'D' })
    const [own, observed] = [await create('Sensors', sensor), await create('ObservedProperties', property)]
    const body = { name: 'n', description: 'd', observationType: ANYTHING, unitOfMeasurement: unit }
    const links = { Sensor: { '@iot.id': idOf(own) }, ObservedProperty: { '@iot.id': idOf(observed) } }
    const made = await create(`${thing}/Datastreams`, { ...body, ...links })
    expect((await send('GET', `${made}/Thing/name/$value`)).text).toBe('T')
    const missing = { ...links, Sensor: { '@iot.id': 999_999 } }
    expect((await send('POST', `${thing}/Datastreams`, { ...body, ...missing })).status).toBe(400)
    expect((await send('POST', 'Things(999999)/Datastreams', { ...body, ...links })).status).toBe(404)
  })

  it('makes all of a deep insert or nothing', async () => {
    const before = [await rows('Things/$count'), await rows('Sensors/$count'), await rows('Locations/$count')]
    const broken = describeStation('broken', [5, 52])
    const bad = {
      ...broken,
      Datastreams: [...broken.Datastreams, { ...broken.Datastreams[0], Observations: [{ result: 'text' }] }],
    }
    expect((await send('POST', 'Things', bad)).status).toBe(400)
    expect([
      await rows('Things/$count'),
      await rows('Sensors/$count'),
      await rows('Locations/$count'),
    ]).toEqual(before)
  })

  it('stores observations in every form, with the time of now when none is given', async () => {
    const { second } = await station()
    expect(
      await values(`${second}/Observations?$select=phenomenonTime,result,resultQuality,validTime,parameters`),
    ).toEqual([
      {
        phenomenonTime: '2026-03-01T00:00:00.000Z/2026-03-01T01:00:00.000Z',
        result: `fog s${count}`,
        parameters: { a: 1 },
      },
      { phenomenonTime: '2026-03-01T02:00:00.000Z', result: { a: { b: 2 } }, resultQuality: 'poor' },
      {
        phenomenonTime: '2026-03-01T03:00:00.000Z',
        result: true,
        validTime: '2026-03-01T03:00:00.000Z/2026-03-01T09:00:00.000Z',
      },
      { phenomenonTime: '2026-03-01T04:00:00.000Z', result: null },
      { phenomenonTime: '2026-03-01T05:00:00.000Z', result: '3' },
      { phenomenonTime: '2026-03-01T06:00:00.000Z', result: [1, 2] },
    ])
    const now = await create(`${second}/Observations`, { result: 1 })
    const { phenomenonTime } = (await send('GET', `${now}/phenomenonTime`)).json()
    expect(phenomenonTime).toMatch(/^2026-03-02T10:00:00\.000/)
  })

  it('gives the observations of one place one feature of interest, and those of the next place another', async () => {
    const { thing, first } = await station()
    const features = () => values(`${first}/Observations?$orderby=phenomenonTime&$expand=FeatureOfInterest`)
    const idsNow = async () =>
      (await features()).map((each) => (each.FeatureOfInterest as { '@iot.id': number })['@iot.id'])
    const [here, ...others] = await idsNow()
    expect(others.every((id) => id === here)).toBe(true)
    await create(`${thing}/Locations`, place(6.5))
    await create(`${first}/Observations`, { phenomenonTime: '2026-03-02T00:00:00Z', result: 1 })
    const after = await idsNow()
    expect(after.slice(0, 5)).toEqual([here, ...others])
    expect(after[5]).not.toBe(here)
    // Five of each of the two datastreams and two of the multi one; the sixth note names a feature of its own.
    expect(await rows(`FeaturesOfInterest(${here})/Observations/$count`)).toBe(12)
    expect(await rows(`FeaturesOfInterest(${after[5]})/Observations/$count`)).toBe(1)
  })

  it('takes data arrays and answers each row', async () => {
    const { first } = await station()
    const answer = await send('POST', 'CreateObservations', [
      {
        Datastream: { '@iot.id': idOf(first) },
        components: ['phenomenonTime', 'result'],
        dataArray: [
          ['2026-03-02T00:00:00Z', 1],
          ['2026-03-02T01:00:00Z', 'text'],
          ['no time', 2],
        ],
      },
      {
        Datastream: { '@iot.id': 999_999 },
        components: ['phenomenonTime', 'result'],
        dataArray: [['2026-03-02T00:00:00Z', 1]],
      },
    ])
    expect(answer.status).toBe(201)
    const [stored, ...refused] = answer.json<string[]>()
    expect(stored).toMatch(/\/Observations\(\d+\)$/)
    expect(refused.map((each) => each.split(':')[0])).toEqual(['error', 'error', 'error'])
  })
})

describe('change', () => {
  it('changes only what is sent, and everything with PUT', async () => {
    const { thing, first } = await station()
    expect((await send('PATCH', thing, { name: 'New' })).status).toBe(200)
    expect((await send('GET', thing)).json()).toMatchObject({
      name: 'New',
      description: `Station of s${count}`,
    })
    expect((await send('PATCH', first, { unitOfMeasurement: { symbol: 'x' } })).status).toBe(400)
    const unitOfMeasurement = { name: 'iets', symbol: 'x', definition: null }
    await send('PATCH', first, { unitOfMeasurement })
    expect((await send('GET', first)).json()).toMatchObject({ unitOfMeasurement })
    expect((await send('PUT', thing, { name: 'Only' })).status).toBe(400)
    await send('PUT', thing, { name: 'Put', description: 'all' })
    expect((await send('GET', thing)).json()).not.toHaveProperty('properties')
  })

  it('applies a JSON Patch', async () => {
    const { thing } = await station()
    const answer = await server.request({
      method: 'PATCH',
      url: `/sta/v1.1/${thing}`,
      headers: { ...actor.headers, 'content-type': 'application/json-patch+json' },
      payload: JSON.stringify([
        { op: 'replace', path: '/properties/a', value: 5 },
        { op: 'remove', path: '/properties/list' },
      ]),
    })
    expect(answer.statusCode, answer.body).toBe(200)
    const { properties } = (await send('GET', thing)).json<{ properties: object }>()
    expect(properties).toEqual({ a: 5, 'x y': `s${count}`, height: 3.5, since: '2020-01-01T00:00:00Z' })
  })

  it('refuses an inline related entity, another id, and an unknown field', async () => {
    const { thing } = await station()
    for (const body of [{ Locations: [place(6)] }, { '@iot.id': 1_000_000 }, { colour: 'red' }]) {
      expect((await send('PATCH', thing, body)).status).toBe(400)
    }
  })

  it('leaves a thing where it is when a historical location names nothing', async () => {
    const { thing } = await station()
    const [newest] = await values(`${thing}/HistoricalLocations?$orderby=time desc,id desc&$top=1`)
    const answer = await send('PATCH', `HistoricalLocations(${newest?.['@iot.id']})`, { Locations: [] })
    expect(answer.status).toBe(200)
    expect(await values(`${thing}/Locations`)).toHaveLength(1)
  })

  it('remembers where a thing was', async () => {
    const { thing } = await station()
    server.now = new Date('2026-03-03T10:00:00Z')
    const there = await create('Locations', place(6))
    await send('PATCH', thing, { Locations: [{ '@iot.id': idOf(there) }] })
    server.now = new Date('2026-03-02T10:00:00Z')
    const history = await values(`${thing}/HistoricalLocations?$orderby=time&$expand=Locations($select=name)`)
    expect(history).toMatchObject([
      { time: '2026-03-02T10:00:00.000Z', Locations: [{ name: `Place s${count}` }] },
      { time: '2026-03-03T10:00:00.000Z', Locations: [{ name: 'elsewhere' }] },
    ])
    expect(await values(`${thing}/Locations?$select=name`)).toEqual([{ name: 'elsewhere' }])
  })

  it('changes an observation under its own id, and the figures made from it', async () => {
    const { first } = await station()
    const [observation] = await values(`${first}/Observations?$top=1`)
    const path = `Observations(${observation?.['@iot.id']})`
    const changed = { result: 100, phenomenonTime: '2026-02-01T12:00:00Z', resultQuality: 'good' }
    expect((await send('PATCH', path, changed)).status).toBe(200)
    expect((await send('GET', path)).json()).toMatchObject({
      ...changed,
      phenomenonTime: '2026-02-01T12:00:00.000Z',
    })
    expect((await send('GET', first)).json()).toMatchObject({
      phenomenonTime: '2026-02-01T12:00:00.000Z/2026-03-01T04:00:00.000Z',
    })
    const { rows: hours } = await sql<{ sum: number; recount: number }>`select
      (select sum(sum) from measurements.hour_rollup where datastream_id = ${idOf(first)}) as sum,
      (select sum(result_number) from measurements.observation where datastream_id = ${idOf(first)}) as recount`.execute(
      server.database.db,
    )
    expect(hours[0]?.sum).toBe(hours[0]?.recount)
    expect((await send('PATCH', path, { phenomenonTime: '2026-03-01T01:00:00Z' })).status).toBe(409)
    expect((await send('PATCH', path, { result: 'text' })).status).toBe(400)
  })
})

describe('delete', () => {
  it('answers 200, and 404 the second time', async () => {
    const thing = await create('Things', { name: 'T', description: 'D' })
    expect((await send('DELETE', thing)).status).toBe(200)
    expect((await send('DELETE', thing)).status).toBe(404)
    expect((await send('GET', thing)).status).toBe(404)
  })

  it.each([
    [
      'Things',
      ['Datastreams', 'HistoricalLocations', 'Observations'],
      ['Locations', 'Sensors', 'ObservedProperties'],
    ],
    ['Locations', ['HistoricalLocations'], ['Things', 'Datastreams', 'Observations']],
    ['Datastreams', ['Observations'], ['Things', 'Sensors', 'ObservedProperties']],
    ['Sensors', ['Datastreams', 'Observations'], ['Things', 'ObservedProperties', 'Locations']],
    ['ObservedProperties', ['Datastreams', 'Observations'], ['Things', 'Sensors', 'Locations']],
    ['FeaturesOfInterest', ['Observations'], ['Things', 'Datastreams', 'Locations']],
  ])('of %s takes %j with it and leaves %j', async (collection, gone, left) => {
    const { thing } = await station()
    const word = `s${count}`
    const filters: Record<string, string> = {
      Things: `name eq 'Station ${word}'`,
      Locations: `name eq 'Place ${word}'`,
      HistoricalLocations: `Locations/name eq 'Place ${word}' or Thing/name eq 'Station ${word}'`,
      Datastreams: `name eq 'PM2.5 ${word}'`,
      Sensors: `name eq 'SDS011 ${word}'`,
      ObservedProperties: `name eq 'PM2.5 ${word}'`,
      Observations: `Datastream/name eq 'PM2.5 ${word}'`,
      FeaturesOfInterest: `name eq 'Place ${word}'`,
    }
    const count_ = (name: string) => rows(`${name}/$count?$filter=${encodeURIComponent(filters[name] ?? '')}`)
    for (const name of [...gone, ...left, collection]) expect(await count_(name), name).toBeGreaterThan(0)
    const [target] = await values(`${collection}?$filter=${encodeURIComponent(filters[collection] ?? '')}`)
    expect((await send('DELETE', `${collection}(${target?.['@iot.id']})`)).status).toBe(200)
    for (const name of [collection, ...gone]) expect(await count_(name), name).toBe(0)
    for (const name of left) expect(await count_(name), name).toBeGreaterThan(0)
    expect((await send('GET', thing)).status).toBe(collection === 'Things' ? 404 : 200)
  })

  it('of a feature lets the place have a new one', async () => {
    const { first } = await station()
    const [feature] = await values(`FeaturesOfInterest?$filter=name eq 'Place s${count}'`)
    await send('DELETE', `FeaturesOfInterest(${feature?.['@iot.id']})`)
    const made = await create(`${first}/Observations`, { result: 1 })
    expect((await send('GET', `${made}/FeatureOfInterest`)).json()).toMatchObject({ name: `Place s${count}` })
  })
})

describe('who may', () => {
  it('change nothing without signing in, in another role, or of another organisation', async () => {
    const { thing, first } = await station()
    const clerk = await signInAs(server, 'clerk', { organisationId: actor.organisationId })
    for (const [someone, status] of [
      [undefined, 401],
      [clerk, 403],
      [other, 403],
    ] as const) {
      const speak = speakAs(server, someone)
      expect((await speak('PATCH', thing, { name: 'X' })).status).toBe(status)
      expect((await speak('DELETE', thing)).status).toBe(status)
      expect((await speak('POST', `${first}/Observations`, { result: 1 })).status).toBe(status)
      expect((await speak('POST', `${thing}/Locations`, place(6))).status).toBe(status)
    }
    const foreign = await speakAs(server, other)('POST', 'CreateObservations', [
      {
        Datastream: { '@iot.id': idOf(first) },
        components: ['phenomenonTime', 'result'],
        dataArray: [['2026-03-02T00:00:00Z', 1]],
      },
    ])
    expect(foreign.json<string[]>()[0]).toMatch(/^error/)
  })

  it('see what is not open only within the organisation, as if it were not there for others', async () => {
    const { thing, first } = await station()
    await sql`update catalogue.dataset set access = 'restricted' where owner_id = ${actor.organisationId}`.execute(
      server.database.db,
    )
    for (const speak of [speakAs(server, undefined), speakAs(server, other)]) {
      for (const path of [thing, first, `${first}/Observations`, `${thing}/name`])
        expect((await speak('GET', path)).status).toBe(404)
      expect((await speak('GET', 'Things/$count')).text).toBe('0')
      expect((await speak('GET', 'Observations/$count')).text).toBe('0')
    }
    expect((await speakAs(server, other)('DELETE', thing)).status).toBe(404)
    expect(
      (
        await speakAs(server, other)('POST', 'Observations', {
          result: 1,
          Datastream: { '@iot.id': idOf(first) },
        })
      ).status,
    ).toBe(400)
    expect((await send('GET', thing)).status).toBe(200)
    await sql`update catalogue.dataset set access = 'open' where owner_id = ${actor.organisationId}`.execute(
      server.database.db,
    )
  })

  it('put what they make in a dataset of their choice', async () => {
    const { rows: made } = await sql<{ id: string }>`insert into catalogue.dataset
      select gen_random_uuid(), 'eigen-keuze', title, description, owner_id, licence, access, place, time, delay_minutes,
        minimum_group, raw_days, hour_days, theme, contact, corrections, false, created_at, updated_at
      from catalogue.dataset where owner_id = ${actor.organisationId} limit 1 returning id`.execute(
      server.database.db,
    )
    const answer = await server.request({
      method: 'POST',
      url: '/sta/v1.1/Things',
      headers: { ...actor.headers, dataset: 'eigen-keuze', 'content-type': 'application/json' },
      payload: JSON.stringify({ name: 'Mine', description: 'D' }),
    })
    const { rows: stored } = await sql<{
      datasetId: string
    }>`select dataset_id as "datasetId" from measurements.thing
      where id = ${answer.json()['@iot.id']}`.execute(server.database.db)
    expect(stored[0]?.datasetId).toBe(made[0]?.id)
  })
})

it('treats everything a client writes as text', async () => {
  const nasty = `'; drop table measurements.thing; -- " \\ $1 \u2028 {"a":1} 🚲`
  const made = await create('Things', { name: nasty, description: nasty, properties: { [nasty]: nasty } })
  const read = (await send('GET', `${made}?$select=name,properties`)).json()
  expect(read).toEqual({ name: nasty, properties: { [nasty]: nasty } })
  const filter = `name eq '${nasty.replaceAll("'", "''")}' and properties/'${nasty.replaceAll("'", "''")}' ne null`
  expect(await values(`Things?$select=name&$filter=${encodeURIComponent(filter)}`)).toEqual([{ name: nasty }])
})

it('says that a method is not for an address', async () => {
  const { thing } = await station()
  expect((await send('POST', thing, {})).status).toBe(405)
  const unfiltered = await send('DELETE', 'Things')
  expect(unfiltered.status).toBe(405)
  expect(unfiltered.json<{ detail: string }>().detail).toContain('with a $filter you delete')
  expect((await send('PATCH', 'Things', {})).status).toBe(405)
  expect((await send('GET', '$batch')).status).toBe(404)
  expect((await send('POST', `${thing}/Datastreams`, { observationType: MEASUREMENT })).status).toBe(400)
})

describe('several at once', () => {
  it('do not undo what the others change', async () => {
    const { thing } = await station()
    const names = Array.from({ length: 8 }, (_, number) => `at-once-${number}`)
    const answers = await Promise.all(
      names.map((name) =>
        server.request({
          method: 'PATCH',
          url: `/sta/v1.1/${thing}`,
          headers: { ...actor.headers, 'content-type': 'application/json-patch+json' },
          payload: JSON.stringify([{ op: 'add', path: `/properties/${name}`, value: 1 }]),
        }),
      ),
    )
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(names.map(() => 200))
    const { properties } = (await send('GET', thing)).json<{ properties: object }>()
    expect(Object.keys(properties)).toEqual(expect.arrayContaining(names))
  })

  it('do not undo what the others change of an observation', async () => {
    const { first } = await station()
    const observation = await create(`${first}/Observations`, {
      phenomenonTime: '2026-03-02T00:00:00Z',
      result: 1,
      parameters: { kept: 1 },
    })
    const names = Array.from({ length: 6 }, (_, number) => `at-once-${number}`)
    const answers = await Promise.all([
      ...names.map((name) =>
        server.request({
          method: 'PATCH',
          url: `/sta/v1.1/${observation}`,
          headers: { ...actor.headers, 'content-type': 'application/json-patch+json' },
          payload: JSON.stringify([{ op: 'add', path: `/parameters/${name}`, value: 1 }]),
        }),
      ),
      ...[
        { result: 2 },
        { resultTime: '2026-03-02T01:00:00Z' },
        { phenomenonTime: '2026-03-02T00:30:00Z' },
      ].map((payload) =>
        server.request({ method: 'PATCH', url: `/sta/v1.1/${observation}`, headers: actor.headers, payload }),
      ),
    ])
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(answers.map(() => 200))
    expect((await send('GET', observation)).json()).toMatchObject({
      phenomenonTime: '2026-03-02T00:30:00.000Z',
      result: 2,
      resultTime: '2026-03-02T01:00:00.000Z',
      parameters: Object.fromEntries(['kept', ...names].map((name) => [name, 1])),
    })
  })

  it('delete an entity once', async () => {
    const { thing } = await station()
    const answers = await Promise.all([1, 2, 3].map(() => send('DELETE', thing)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 404, 404])
  })
})

it('keeps observations without a time apart that come in the same moment', async () => {
  const { first } = await station()
  const sent = Array.from({ length: 20 }, (_, result) => create(`${first}/Observations`, { result }))
  expect(new Set(await Promise.all(sent)).size).toBe(20)
})
