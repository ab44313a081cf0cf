import { sql } from 'kysely'
import { beforeAll, expect, it, vi } from 'vitest'
import { signInAs } from '../../testing/actors.ts'
import { listCounting } from './index.ts'
import { HOUR, MARCH, steady, useIndicators } from './testing/world.ts'

// Each test stores, computes and changes several times.
vi.setConfig({ testTimeout: 90_000 })

const { server, post, send, addStation, measure, create } = useIndicators()
const DAY = 24 * HOUR
const near = (value: number) => expect.closeTo(value, 9)

type Figure = { areaCode: string; areaName: string; periodStart: string } & Record<string, unknown>

async function figuresOf(slug: string): Promise<Figure[]> {
  const answer = await server.request({ url: `/api/v1/indicators/${slug}/values` })
  return answer.json<{ items: Figure[] }>().items
}

/** Figures of a municipality, for a year. */
async function count(year: number, rows: string) {
  const answer = await server.request({
    method: 'POST',
    url: `/api/v1/area-statistic-imports?year=${year}&edition=eigen&layout=long`,
    payload: `area,measure,title,unit,value\n${rows}`,
    headers: { ...(await manager()).headers, 'content-type': 'text/csv' },
  })
  expect(answer.statusCode, answer.body).toBe(201)
  await server.deliver()
}

let someone: Awaited<ReturnType<typeof signInAs>> | undefined
async function manager() {
  someone ??= await signInAs(server, 'administrator')
  return someone
}

/** A station with a property of its own. */
async function addMeasuring(property: string) {
  const station = await addStation()
  await sql`update measurements.observed_property p set name = ${property}
    from measurements.datastream d where d.observed_property_id = p.id and d.id = ${station.datastreamId}`.execute(
    server.database.db,
  )
  return station
}

async function change(slug: string, body: object) {
  const answer = await send('PATCH', `/api/v1/indicators/${slug}`, body)
  expect(answer.statusCode, answer.body).toBe(200)
  await server.deliver()
}

const FREE = { signalRule: null, property: '', statistic: 'mean' }
const operand = (given: object) => ({ indicatorId: null, measure: null, place: null, ...given })

beforeAll(() => {
  server.now = new Date('2026-11-01T10:00:00Z')
})

it('is of a statistic of areas, and follows what is imported', async () => {
  await count(2024, 'GM9001,trees,Bomen,1,5000\n')
  const { slug } = await create({
    ...FREE,
    title: 'Bomen',
    what: 'area-statistic',
    measure: 'trees',
    unit: 'bomen',
    period: 'year',
  })
  await server.deliver()
  expect(await figuresOf(slug)).toMatchObject([
    {
      areaCode: 'GM9001',
      periodStart: '2023-12-31T23:00:00Z',
      value: 5000,
      hours: 0,
      coverage: 1,
      low: null,
    },
  ])
  await count(2025, 'GM9001,trees,Bomen,1,\n')
  await count(2024, 'GM9001,trees,Bomen,1,5200\n')
  expect(await figuresOf(slug)).toMatchObject([
    { value: 5200, reason: null },
    { value: null, reason: 'no-statistic', coverage: 0 },
  ])
})

it('refuses a statistic in another unit, that is not there, or per month', async () => {
  const of = { ...FREE, title: 'x', what: 'area-statistic', measure: 'trees', unit: '°C', period: 'month' }
  const pointersOf = async (body: object) => {
    const answer = await post('/api/v1/indicators', { level: 'municipality', ...of, ...body })
    expect(answer.statusCode).toBe(400)
    return answer.json<{ errors: { pointer: string }[] }>().errors.map(({ pointer }) => pointer)
  }
  expect(await pointersOf({})).toEqual(['/period', '/unit'])
  expect(await pointersOf({ period: 'year', measure: 'unicorns' })).toEqual(['/measure'])
  expect(await pointersOf({ period: 'year', unit: 'bomen', property: 'PM2.5' })).toEqual(['/property'])
})

it('is the difference of two figures, right when either comes late or is corrected', async () => {
  const [one, other] = [await addMeasuring('Hier'), await addMeasuring('Daar')]
  const here = await create({ title: 'Hier', property: 'Hier', signalRule: null })
  const there = await create({ title: 'Daar', property: 'Daar', unit: 'mg/m³', signalRule: null })
  const { slug, id } = await create({
    ...FREE,
    title: 'Verschil',
    what: 'difference',
    first: operand({ indicatorId: here.id }),
    second: operand({ indicatorId: there.id }),
    signalRule: { line: 2, direction: 'above', clearLine: 1, minimumPeriods: 1 },
  })
  await server.deliver()
  expect(await figuresOf(slug)).toEqual([])
  await measure(MARCH, steady(10), one.datastreamId)
  expect(await figuresOf(slug)).toMatchObject([{ value: null, reason: 'operand-missing', hours: 24 }])
  await measure(MARCH, steady(7), other.datastreamId)
  expect(await figuresOf(slug)).toMatchObject([{ value: near(3), reason: null }])
  const open = await server.request({ url: `/api/v1/signals?indicatorId=${id}` })
  expect(open.json().items).toMatchObject([{ state: 'open', peakValue: near(3) }])
  // Too few hours for a figure of the second day, until the rest of them comes.
  await measure(MARCH + DAY, steady(5, 12), other.datastreamId)
  await measure(MARCH + DAY, steady(6), one.datastreamId)
  expect(await figuresOf(slug)).toMatchObject([
    { value: near(3) },
    { value: null, reason: 'operand-missing' },
  ])
  await measure(MARCH + DAY + 12 * HOUR, steady(5, 12), other.datastreamId)
  expect(await figuresOf(slug)).toMatchObject([{ value: near(3) }, { value: near(1) }])
  // Both can be read in another unit than that of the difference, and a difference of temperatures has no shift.
  await change(there.slug, { unit: 'µg/m³' })
  expect(await figuresOf(slug)).toMatchObject([{ value: near(3) }, { value: near(1) }])
  await send('DELETE', `/sta/v1.1/Datastreams(${other.datastreamId})`)
  await server.deliver()
  expect(await figuresOf(slug)).toMatchObject([
    { value: null, reason: 'operand-missing' },
    { value: null, reason: 'operand-missing' },
  ])
  const ended = await server.request({ url: `/api/v1/signals?indicatorId=${id}&state=withdrawn` })
  expect(ended.json().items).toHaveLength(1)
})

it('is the ratio to a statistic of the newest year there is, and none when that is zero', async () => {
  const station = await addMeasuring('Geteld')
  const counted = await create({ title: 'Geteld', property: 'Geteld', signalRule: null })
  await measure(MARCH, steady(6), station.datastreamId)
  await count(2020, 'GM9001,people,Inwoners,1,2000\n')
  const { slug } = await create({
    ...FREE,
    title: 'Per inwoner',
    what: 'ratio',
    first: operand({ indicatorId: counted.id }),
    second: operand({ measure: 'people' }),
    per: 1000,
    unit: 'per 1.000 inwoners',
  })
  await server.deliver()
  // Of six years ago: too long.
  expect(await figuresOf(slug)).toMatchObject([{ value: null, reason: 'operand-missing' }])
  await count(2021, 'GM9001,people,Inwoners,1,2400\n')
  expect(await figuresOf(slug)).toMatchObject([{ value: near(2.5) }])
  await count(2025, 'GM9001,people,Inwoners,1,3000\n')
  expect(await figuresOf(slug)).toMatchObject([{ value: 2 }])
  await count(2025, 'GM9001,people,Inwoners,1,0\n')
  expect(await figuresOf(slug)).toMatchObject([{ value: null, reason: 'division-by-zero' }])
  await count(2025, 'GM9001,people,Inwoners,1,6000\n')
  expect(await figuresOf(slug)).toMatchObject([{ value: 1 }])
})

it('compares a group of sensors with a reference station, each counting only where it was chosen', async () => {
  const [garden, street, reference] = [
    await addMeasuring('Vergeleken'),
    await addMeasuring('Vergeleken'),
    await addMeasuring('Vergeleken'),
  ]
  const group = (key: string, title: string, thingIds: number[]) => ({ key, title, datasetIds: [], thingIds })
  const groups = await create({
    title: 'Per groep',
    property: 'Vergeleken',
    level: 'group',
    groups: [
      group('bewoners', 'Van bewoners', [garden.thingId, street.thingId]),
      group('rivm', 'Referentie', [reference.thingId]),
    ],
    signalRule: null,
  })
  await measure(MARCH, steady(10), garden.datastreamId)
  await measure(MARCH, steady(14), street.datastreamId)
  await measure(MARCH, steady(9), reference.datastreamId)
  expect(await figuresOf(groups.slug)).toMatchObject([
    { areaCode: 'bewoners', areaName: 'Van bewoners', value: 12, stations: 2 },
    { areaCode: 'rivm', areaName: 'Referentie', value: 9, stations: 1, low: null },
  ])
  const counting = await listCounting(server.database.db, [garden.thingId], server.now)
  expect(counting.map(({ slug }) => slug)).toContain(groups.slug)
  const latest = await server.request({ url: `/api/v1/indicators/${groups.slug}/values?latest=true` })
  expect(latest.json().items).toMatchObject([{ areaName: 'Van bewoners' }, { areaName: 'Referentie' }])
  const { slug } = await create({
    ...FREE,
    title: 'Verschil met de referentie',
    level: 'group',
    what: 'difference',
    first: operand({ indicatorId: groups.id }),
    second: operand({ indicatorId: groups.id, place: 'rivm' }),
  })
  await server.deliver()
  expect(await figuresOf(slug)).toMatchObject([
    { areaCode: 'bewoners', value: 3 },
    { areaCode: 'rivm', value: 0 },
  ])
  const { groups: _, ...rest } = { groups: [], title: 'x', property: 'Vergeleken', level: 'group' }
  for (const [wrong, pointer] of [
    [{ groups: [] }, '/groups'],
    [{ groups: [group('leeg', 'Leeg', [])] }, '/groups/0/thingIds'],
    [{ groups: [group('a', 'A', [1]), group('a', 'B', [1])] }, '/groups/1/key'],
  ] as const) {
    const answer = await post('/api/v1/indicators', {
      unit: 'µg/m³',
      statistic: 'mean',
      period: 'day',
      ...rest,
      ...wrong,
    })
    expect(answer.json<{ errors: { pointer: string }[] }>().errors.map((each) => each.pointer)).toEqual([
      pointer,
    ])
  }
})

it('names what does not fit in a difference', async () => {
  const day = await create({ title: 'Per dag', signalRule: null })
  const month = await create({ title: 'Per maand', period: 'month', signalRule: null })
  const year = await create({ title: 'Per jaar', period: 'year', signalRule: null })
  const draft = await create({ title: 'Concept', statistic: 'maximum', published: false, signalRule: null })
  const of = (first: string, second: string, more: object = {}) => ({
    ...FREE,
    title: 'x',
    unit: 'µg/m³',
    period: 'day',
    level: 'municipality',
    what: 'difference',
    published: true,
    first: operand({ indicatorId: first }),
    second: operand({ indicatorId: second }),
    ...more,
  })
  const pointersOf = async (body: object) => {
    const answer = await post('/api/v1/indicators', body)
    return answer.statusCode === 201
      ? []
      : answer.json<{ errors: { pointer: string }[] }>().errors.map(({ pointer }) => pointer)
  }
  expect(await pointersOf(of(day.id, month.id))).toEqual([])
  expect(await pointersOf(of(month.id, day.id))).toEqual(['/period'])
  expect(await pointersOf(of(month.id, day.id, { period: 'month' }))).toEqual(['/second'])
  expect(await pointersOf(of(day.id, draft.id))).toEqual(['/second'])
  expect(await pointersOf(of(day.id, draft.id, { published: false }))).toEqual([])
  expect(await pointersOf(of(day.id, month.id, { unit: '°C' }))).toEqual(['/unit'])
  expect(await pointersOf(of(day.id, month.id, { level: 'neighbourhood' }))).toEqual(['/level'])
  expect(
    await pointersOf(of(day.id, month.id, { first: operand({ indicatorId: day.id, place: 'GM1' }) })),
  ).toEqual(['/first/place'])
  expect(await pointersOf(of(day.id, month.id, { second: operand({}) }))).toEqual(['/second'])
  const unfetched = of(day.id, month.id, { first: operand({ measure: 'unicorns' }) })
  expect((await post('/api/v1/indicators', unfetched)).json()).toMatchObject({
    errors: [
      { pointer: '/first', detail: expect.stringContaining('Import the figures of the areas first.') },
    ],
  })
  expect(await pointersOf(of(day.id, month.id, { second: null, step: 'mean' }))).toEqual(['/step', '/second'])
  const made = await create(of(day.id, month.id))
  await server.deliver()
  expect(await pointersOf(of(made.id, day.id))).toEqual(['/first'])
  const answer = await send(
    'PATCH',
    `/api/v1/indicators/${day.slug}`,
    of(month.id, year.id, { period: 'month' }),
  )
  expect(answer.json<{ errors: { pointer: string }[] }>().errors.map(({ pointer }) => pointer)).toEqual([
    '/what',
  ])
  // An operand that comes to be of another period leaves nothing to take from.
  await change(day.slug, { period: 'month' })
  expect(await figuresOf(made.slug)).toEqual([])
  await change(day.slug, { period: 'day' })
  expect((await figuresOf(made.slug)).length).toBeGreaterThanOrEqual(0)
})

it('refuses a figure beside itself, and a fixed place that is not there', async () => {
  const day = await create({ title: 'Zelf', signalRule: null })
  const copy = await create({ title: 'Hetzelfde', unit: 'mg/m³', signalRule: null })
  await count(2024, 'GM9001,selves,Inwoners,1,5000\n')
  const people = { ...FREE, what: 'area-statistic', measure: 'selves', unit: 'inwoners', period: 'year' }
  const counted = await create({ ...people, title: 'Inwoners' })
  const refusedOf = async (first: object, second: object, more: object = {}) => {
    const answer = await post('/api/v1/indicators', {
      ...FREE,
      title: 'x',
      unit: 'µg/m³',
      period: 'day',
      level: 'municipality',
      what: 'difference',
      first: operand(first),
      second: operand(second),
      ...more,
    })
    return answer.json<{ errors?: { pointer: string; detail: string }[] }>().errors ?? []
  }
  const here = { indicatorId: day.id }
  const itself = [{ pointer: '/second', detail: expect.stringContaining('the same figure as the first') }]
  expect(await refusedOf(here, here)).toMatchObject(itself)
  expect(await refusedOf(here, { indicatorId: copy.id }, { what: 'ratio' })).toMatchObject(itself)
  const ofYear = { period: 'year', unit: 'inwoners' }
  expect(await refusedOf({ indicatorId: counted.id }, { measure: 'selves' }, ofYear)).toMatchObject(itself)
  // Of the municipality that a neighbourhood lies in it is another figure.
  const nearby = await create({ ...people, title: 'Per buurt', level: 'neighbourhood' })
  const inArea = { ...ofYear, level: 'neighbourhood' }
  expect(await refusedOf({ indicatorId: nearby.id }, { indicatorId: counted.id }, inArea)).toEqual([])
  expect(await refusedOf(here, { ...here, place: 'GM9001' })).toEqual([])
  expect(await refusedOf(here, { ...here, place: 'GM4711' })).toMatchObject([
    { pointer: '/second/place', detail: expect.stringContaining('no area with code GM4711') },
  ])
  const thingId = (await addMeasuring('Plaatsen')).thingId
  const group = { key: 'rivm', title: 'Referentie', datasetIds: [], thingIds: [thingId] }
  const grouped = await create({
    title: 'Groep',
    property: 'Plaatsen',
    level: 'group',
    groups: [group],
    signalRule: null,
  })
  const inGroup = { indicatorId: grouped.id }
  expect(await refusedOf(inGroup, { ...inGroup, place: 'rivm' }, { level: 'group' })).toEqual([])
  expect(await refusedOf(inGroup, { ...inGroup, place: 'GM9001' }, { level: 'group' })).toMatchObject([
    { pointer: '/second/place', detail: expect.stringContaining('Choose one of these: rivm') },
  ])
})
