import { sql } from 'kysely'
import { afterEach, beforeAll, expect, it, vi } from 'vitest'
import { createMeasurementsSlice } from '../measurements/index.ts'
import { HOUR, MARCH, steady, useIndicators } from './testing/world.ts'

// Each test stores, computes and changes several times.
vi.setConfig({ testTimeout: 90_000 })

const { server, send, addStation, measure, create, valuesOf, signalsOf } = useIndicators()

const DAY = 24 * HOUR
/** 20 May 2026 in Amsterdam. */
const MAY = Date.parse('2026-05-19T22:00:00Z')

/** Has the nightly job delete what is not kept as long as this, a hundred days after the first of March. */
async function keep(days: { raw: number; hours: number }) {
  const { db } = server.database
  const clock = () => new Date(MARCH + 100 * DAY)
  const measurements = createMeasurementsSlice({ ...server.app.platform, clock }, () => [])
  const job = measurements.jobs?.find(({ name }) => name === 'measurements.apply-retention')
  await sql`update catalogue.dataset set raw_days = ${days.raw}, hour_days = ${days.hours}`.execute(db)
  await job?.handle({})
  await measurements.stop?.()
  await sql`update catalogue.dataset set raw_days = null, hour_days = null`.execute(db)
  const left =
    await sql`select from measurements.observation where phenomenon_start < ${new Date(MARCH + DAY)}`.execute(
      db,
    )
  expect(left.rows).toEqual([])
}

/** A station of its own with an indicator of it: 20 on the first day of March, then 10, and 10 again in May. */
async function makeSeries(title: string, change: object = {}) {
  const station = await addStation()
  await sql`update measurements.observed_property p set name = ${title}
    from measurements.datastream d where d.observed_property_id = p.id and d.id = ${station.datastreamId}`.execute(
    server.database.db,
  )
  const indicator = await create({ title, property: title, ...change })
  await measure(MARCH, [...steady(20), ...steady(10)], station.datastreamId)
  await measure(MAY, steady(10), station.datastreamId)
  return { ...station, ...indicator, figures: await figuresOf(indicator.slug) }
}

/** The figures that have a value. */
async function figuresOf(slug: string) {
  return (await valuesOf(slug)).filter(({ value }) => value !== null)
}

async function change(slug: string, changes: object) {
  expect((await send('PATCH', `/api/v1/indicators/${slug}`, changes)).statusCode).toBe(200)
  await server.deliver()
}

/** Closes every dataset, and opens it again. */
async function closeAndOpen() {
  const { items } = (await server.request({ url: '/api/v1/datasets' })).json<{ items: { id: string }[] }>()
  for (const time of ['day', 'raw']) {
    for (const { id } of items) await send('PATCH', `/api/v1/datasets/${id}`, { precision: { time } })
    await server.deliver()
  }
}

beforeAll(() => {
  server.now = new Date(MARCH + 100 * DAY)
})
afterEach(() => server.deliver())

it('has all figures again from hours of which the single values are gone', async () => {
  const { id, slug, figures } = await makeSeries('Alleen uren')
  expect(figures).toHaveLength(3)
  await keep({ raw: 1, hours: 3650 })
  await change(slug, { minimumCoverage: 0.5 })
  expect(await figuresOf(slug)).toEqual(figures)
  await closeAndOpen()
  expect(await figuresOf(slug)).toEqual(figures)
  expect(await signalsOf(id)).toMatchObject([{ state: 'cleared' }])
  await change(slug, { statistic: 'maximum' })
  expect(await figuresOf(slug)).toEqual(figures)
})

it('keeps figures and signals of which the hours are gone', async () => {
  const { id, slug, datastreamId, figures } = await makeSeries('Uren ook weg')
  const signals = await signalsOf(id)
  expect(signals).toMatchObject([{ state: 'cleared' }])
  await keep({ raw: 30, hours: 30 })
  await change(slug, { minimumCoverage: 0.5 })
  await closeAndOpen()
  expect(await figuresOf(slug)).toEqual(figures)
  expect(await signalsOf(id)).toEqual(signals)
  await measure(MAY + DAY, steady(12), datastreamId)
  expect((await figuresOf(slug)).at(-1)).toMatchObject({ value: 12 })
  expect((await figuresOf(slug)).slice(0, 3)).toEqual(figures)
})

it('begins anew when its figures are of something else than those that cannot be made again', async () => {
  const { id, slug } = await makeSeries('Iets anders')
  await keep({ raw: 30, hours: 30 })
  await change(slug, { statistic: 'maximum' })
  expect(await figuresOf(slug)).toMatchObject([{ value: 10 }])
  expect(await signalsOf(id, '&state=withdrawn')).toHaveLength(1)
})

it('computes nothing for another text', async () => {
  const { slug, figures } = await makeSeries('Tikvout')
  await sql`update indicators.value set value = 99 where value is not null and indicator_id =
    (select id from indicators.indicator where slug = ${slug})`.execute(server.database.db)
  const lines = [{ title: 'Norm', value: 10, kind: 'norm', source: '', sourceUrl: null }]
  await change(slug, { title: 'Tikfout', description: 'x', goodDirection: 'higher', lines })
  expect((await figuresOf(slug)).map(({ value }) => value)).toEqual([99, 99, 99])
  await change(slug, { signalRule: null })
  expect(await figuresOf(slug)).toEqual(figures)
})
