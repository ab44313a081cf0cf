import { sql } from 'kysely'
import { beforeAll, expect, it, vi } from 'vitest'
import { HOUR, MARCH, steady, useIndicators } from '../testing/world.ts'

// Each test stores, computes and changes several times.
vi.setConfig({ testTimeout: 90_000 })

const { server, expert, post, send, addStation, measure, create } = useIndicators()

beforeAll(() => {
  server.now = new Date('2026-11-01T10:00:00Z')
})

type Opened = {
  figure: { value: number | null; hours: number }
  parts: { title: string; value: number | null; areaCode: string }[]
  items: {
    datastreamId: number
    value: number | null
    hours: number
    days: number | null
    resolution: string
    leftOut: { values: number; days: number }
    pieces?: { start: string; value: number }[]
  }[]
  next: string | null
}

async function open(slug: string, more = '', headers: Record<string, string> = {}, at = MARCH) {
  const url = `/api/v1/indicators/${slug}/opened-figure?area=GM9001&periodStart=${new Date(at).toISOString()}${more}`
  const answer = await server.request({ url, headers })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json<Opened>()
}

async function addMeasuring(property: string) {
  const station = await addStation()
  await sql`update measurements.observed_property p set name = ${property}
    from measurements.datastream d where d.observed_property_id = p.id and d.id = ${station.datastreamId}`.execute(
    server.database.db,
  )
  return station
}

it('opens a figure to the series that it is made of, and each of these to its hours', async () => {
  const [one, other] = [await addMeasuring('Open'), await addMeasuring('Open')]
  const { slug } = await create({ title: 'Open', property: 'Open', signalRule: null })
  await measure(MARCH, steady(10), one.datastreamId)
  await measure(MARCH, steady(40, 12), other.datastreamId)
  const { figure, items, next } = await open(slug)
  expect(figure).toMatchObject({ value: 20, hours: 36 })
  expect(items).toMatchObject([
    { datastreamId: one.datastreamId, value: 10, hours: 24, days: null },
    { datastreamId: other.datastreamId, value: 40, hours: 12 },
  ])
  expect(items[0]).not.toHaveProperty('pieces')
  expect(next).toBeNull()
  const whole = items.reduce((sum, { value, hours }) => sum + (value ?? 0) * hours, 0)
  expect(whole / figure.hours).toBe(figure.value)
  const { items: alone } = await open(slug, `&datastream=${other.datastreamId}`)
  expect(alone).toHaveLength(1)
  expect(alone[0]?.pieces).toEqual(
    Array.from({ length: 12 }, (_, hour) => ({
      start: new Date(MARCH + hour * HOUR).toISOString(),
      value: 40,
    })),
  )
  const page = await open(slug, '&pageSize=1')
  expect(page.items.map(({ datastreamId }) => datastreamId)).toEqual([one.datastreamId])
  const rest = await open(slug, `&pageSize=1&cursor=${page.next}`)
  expect(rest.items.map(({ datastreamId }) => datastreamId)).toEqual([other.datastreamId])
})

it('tells of days what was left out of them, by flag and by hours that are missing', async () => {
  const station = await addMeasuring('Dagen')
  const { rows } = await sql<{ id: string }>`select dataset_id as id from measurements.datastream
    where id = ${station.datastreamId}`.execute(server.database.db)
  const limits = { Dagen: { range: { minimum: -50, maximum: 100 } } }
  await send('PATCH', `/api/v1/datasets/${rows[0]?.id}/quality-limits`, { limits })
  const { slug } = await create({
    title: 'Tropische dagen',
    property: 'Dagen',
    step: 'maximum',
    statistic: 'count-from',
    norm: 30,
    normUnit: 'µg/m³',
    unit: 'dagen',
    period: 'month',
    minimumCoverage: 0.01,
    signalRule: null,
  })
  await measure(MARCH, [...steady(20, 12), ...steady(31, 12)], station.datastreamId)
  await measure(MARCH + 24 * HOUR, [...steady(20, 12), 500, ...steady(29, 11)], station.datastreamId)
  await measure(MARCH + 48 * HOUR, steady(35, 5), station.datastreamId)
  const { figure, items } = await open(slug)
  expect(figure).toMatchObject({ value: 1, days: 2, leftOut: { values: 1, series: 0, days: 1 }, hours: 47 })
  expect(items).toMatchObject([{ value: 1, days: 2, hours: 47, leftOut: { values: 1, days: 1 } }])
  const alone = await open(slug, `&datastream=${station.datastreamId}`)
  expect(alone.items[0]?.pieces?.map(({ value }) => value)).toEqual([31, 29])
})

it('leaves out more flags when the definition says so, and counts what it left out', async () => {
  const station = await addMeasuring('Sprong')
  const of = { title: 'Sprong', property: 'Sprong', signalRule: null, minimumCoverage: 0.5 }
  await measure(MARCH, [...steady(10, 20), 90, 90, ...steady(10, 2)], station.datastreamId)
  const at = (hour: number) => new Date(MARCH + hour * HOUR)
  await sql`update measurements.observation set quality = 8 where datastream_id = ${station.datastreamId}
    and phenomenon_start in (${at(20)}, ${at(21)})`.execute(server.database.db)
  await sql`update measurements.hour_rollup set flagged = 1 where datastream_id = ${station.datastreamId}
    and start in (${at(20)}, ${at(21)})`.execute(server.database.db)
  const usual = await create(of)
  const strict = await create({ ...of, title: 'Streng', leftOutFlags: ['range', 'manual', 'outlier'] })
  await server.deliver()
  expect((await open(usual.slug)).figure).toMatchObject({ value: expect.closeTo(400 / 24, 9), hours: 24 })
  const { figure, items } = await open(strict.slug)
  expect(figure).toMatchObject({ value: 10, hours: 22, leftOut: { values: 2, series: 0, days: 0 } })
  expect(items).toMatchObject([{ value: 10, hours: 22, leftOut: { values: 2, days: 0 } }])
  const refused = await post('/api/v1/indicators', {
    ...of,
    unit: 'µg/m³',
    period: 'day',
    level: 'municipality',
    leftOutFlags: ['outlier'],
  })
  expect(refused.json()).toMatchObject({ errors: [{ pointer: '/leftOutFlags' }] })
})

it('shows no more than the reader sees: nothing of what is closed, and no single values of what is shared by the hour', async () => {
  const station = await addMeasuring('Grof')
  const { slug } = await create({ title: 'Grof', property: 'Grof', statistic: 'maximum', signalRule: null })
  const at = new Date(MARCH + HOUR / 2).toISOString()
  await measure(MARCH, steady(10), station.datastreamId)
  await post('/sta/v1.1/Observations', {
    phenomenonTime: at,
    result: 50,
    Datastream: { '@iot.id': station.datastreamId },
  })
  await server.deliver()
  expect((await open(slug)).items).toMatchObject([{ value: 50, resolution: 'hour' }])
  const { rows } = await sql<{ id: string }>`select dataset_id as id from measurements.datastream
    where id = ${station.datastreamId}`.execute(server.database.db)
  const dataset = async (body: object) => {
    const answer = await send('PATCH', `/api/v1/datasets/${rows[0]?.id}`, body)
    expect(answer.statusCode, answer.body).toBe(200)
    await server.deliver()
  }
  await dataset({ precision: { time: 'hour' } })
  // The mean of the hour: the single value of 50 is nowhere, also not for the owner, as it did not count.
  for (const headers of [{}, expert().headers]) {
    const { figure, items } = await open(slug, '', headers)
    expect(figure.value).toBe(30)
    expect(items).toMatchObject([{ value: 30 }])
  }
  await dataset({ precision: { time: 'day' } })
  expect((await open(slug)).items).toMatchObject([{ resolution: 'day', hours: 24 }])
  await dataset({ precision: { time: 'raw' }, access: 'restricted' })
  const url = `/api/v1/indicators/${slug}/opened-figure?area=GM9001&periodStart=${new Date(MARCH).toISOString()}`
  expect((await server.request({ url })).statusCode).toBe(404)
  await dataset({ access: 'open' })
  expect((await open(slug)).items).toHaveLength(1)
})

it('opens a difference to the two figures that it is made of', async () => {
  const [one, other] = [await addMeasuring('Links'), await addMeasuring('Rechts')]
  const left = await create({ title: 'Links', property: 'Links', signalRule: null })
  const right = await create({ title: 'Rechts', property: 'Rechts', signalRule: null })
  await measure(MARCH, steady(10), one.datastreamId)
  await measure(MARCH, steady(4), other.datastreamId)
  const operand = (indicatorId: string) => ({ indicatorId, measure: null, place: null })
  const { slug } = await create({
    title: 'Verschil',
    property: '',
    what: 'difference',
    first: operand(left.id),
    second: operand(right.id),
    signalRule: null,
  })
  await server.deliver()
  const { figure, parts, items } = await open(slug)
  expect(figure.value).toBe(6)
  expect(items).toEqual([])
  expect(parts).toMatchObject([
    { slug: left.slug, title: 'Links', value: 10, areaCode: 'GM9001' },
    { slug: right.slug, title: 'Rechts', value: 4 },
  ])
})

it('says that there is no such figure', async () => {
  const { slug } = await create({ title: 'Niets', property: 'Niets', signalRule: null })
  const url = `/api/v1/indicators/${slug}/opened-figure?area=GM9001&periodStart=${new Date(MARCH).toISOString()}`
  expect((await server.request({ url })).statusCode).toBe(404)
})
