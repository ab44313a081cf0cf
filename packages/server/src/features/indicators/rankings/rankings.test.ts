import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { useIndicators } from '../testing/world.ts'
import { choosePeriod, yearBefore } from './rules.ts'

const world = useIndicators()

/** Neighbourhoods BU1 to BU5, of which BU5 has too few measurements and BU6 none. */
beforeAll(async () => {
  await sql`insert into areas.area (code, level, name, search_name, municipality_code, label_point, geometry)
    select 'BU' || n, 'neighbourhood', 'Buurt ' || n, 'buurt', 'GM9001', ST_Centroid(g), ST_Multi(g)
    from generate_series(1, 6) n cross join lateral (select ST_MakeEnvelope(5 + n, 52, 5.5 + n, 52.5, 4326) as g) s`.execute(
    world.server.database.db,
  )
})

type Row = [area: string, value: number | null, half: number | null]

async function store(indicatorId: string, start: string, end: string, rows: Row[]) {
  for (const [area, value, half] of rows) {
    await sql`insert into indicators.value (indicator_id, area_code, period_start, period_end, value, low, high, reason, hours, expected, stations)
      values (${indicatorId}::uuid, ${area}, ${start}, ${end}, ${value}::float8, ${value}::float8 - ${half}::float8, ${value}::float8 + ${half}::float8,
        ${value === null ? 'too-little-coverage' : null}, ${value === null ? 3 : 20}, 24, 2)`.execute(
      world.server.database.db,
    )
  }
}

const ask = async (slug: string, query = '') => {
  const answer = await world.server.request({ url: `/api/v1/indicators/${slug}/ranking${query}` })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json()
}

describe('the order of the areas', () => {
  it('shares positions within the uncertainty, and names areas without a figure', async () => {
    const { id, slug } = await world.create({ level: 'neighbourhood' })
    await store(id, '2026-01-31T23:00Z', '2026-02-01T23:00Z', [
      ['BU1', 20, 0.5],
      ['BU2', 25, 0.5],
      ['BU3', 25.4, 0.5],
      ['BU4', 30, null],
      ['BU5', null, null],
    ])
    const ranking = await ask(slug)
    expect(ranking).toMatchObject({
      period: 'day',
      periodStart: '2026-01-31T23:00:00.000Z',
      provisional: false,
      previous: '2026-01-30T23:00:00.000Z',
      next: null,
      ranked: 4,
    })
    expect(ranking.items).toMatchObject([
      { areaCode: 'BU4', position: { from: 1, to: 1 }, low: null, yearBefore: null },
      { areaCode: 'BU3', position: { from: 2, to: 3 }, coverage: 0.833 },
      { areaCode: 'BU2', position: { from: 2, to: 3 } },
      { areaCode: 'BU1', position: { from: 4, to: 4 } },
      { areaCode: 'BU5', position: null, value: null, reason: 'too-little-coverage', coverage: 0.125 },
      { areaCode: 'BU6', areaName: 'Buurt 6', position: null, value: null, reason: null, coverage: 0 },
    ])
    const other = await ask(slug, '?at=2026-01-30T12:00:00Z')
    expect(other).toMatchObject({ ranked: 0, next: '2026-01-30T23:00:00.000Z' })
    expect(other.items).toHaveLength(6)
  })

  it('shows the newest period that is over and well measured, and of a month that of a year before', async () => {
    const { id, slug } = await world.create({ level: 'neighbourhood', period: 'month' })
    const months = [
      ['2024-12-31T23:00Z', '2025-01-31T23:00Z'],
      ['2025-12-31T23:00Z', '2026-01-31T23:00Z'],
      ['2026-01-31T23:00Z', '2026-02-28T23:00Z'],
    ] as const
    await store(id, ...months[0], [
      ['BU1', 10, 1],
      ['BU2', 10, 1],
      ['BU3', 10, null],
    ])
    await store(id, ...months[1], [
      ['BU1', 12, 1],
      ['BU2', 10.5, 1],
      ['BU4', 3, 1],
    ])
    await store(id, ...months[2], [['BU1', 12, 1]])
    const ranking = await ask(slug)
    expect(ranking).toMatchObject({
      periodStart: '2025-12-31T23:00:00.000Z',
      next: '2026-01-31T23:00:00.000Z',
    })
    expect(ranking.items.slice(0, 3)).toMatchObject([
      { areaCode: 'BU1', yearBefore: { value: 10, change: 'higher' } },
      { areaCode: 'BU2', yearBefore: { value: 10, change: 'unclear' } },
      { areaCode: 'BU4', yearBefore: null },
    ])
  })

  it('has no period without figures, and is not there of what is not published', async () => {
    const { slug } = await world.create({ level: 'neighbourhood' })
    expect(await ask(slug)).toMatchObject({ periodStart: null, previous: null, next: null, ranked: 0 })
    const late = await world.server.request({
      url: `/api/v1/indicators/${slug}/ranking?at=9999-12-31T23:59:59Z`,
    })
    expect(late.json()).toMatchObject({ status: 400, errors: [{ in: 'query', pointer: '/at' }] })
    const hidden = await world.create({ published: false })
    const url = `/api/v1/indicators/${hidden.slug}/ranking`
    expect((await world.server.request({ url })).statusCode).toBe(404)
  })
})

it('chooses a running period only when nothing is over', () => {
  const figure = (periodStart: string, provisional: boolean) => ({ periodStart, provisional, value: 1 })
  const running = figure('2026-03-02T00:00Z', true)
  expect(choosePeriod([figure('2026-03-01T00:00Z', false), running])).toBe(Date.parse('2026-03-01T00:00Z'))
  expect(choosePeriod([running])).toBe(Date.parse('2026-03-02T00:00Z'))
  expect(choosePeriod([{ ...running, value: null }])).toBeUndefined()
})

it('looks a year back by the calendar, and not of a day', () => {
  const march = Date.parse('2024-02-29T23:00:00Z')
  expect(yearBefore(march, 'month')).toBe(Date.parse('2023-02-28T23:00:00Z'))
  expect(yearBefore(march, 'year')).toBe(Date.parse('2022-12-31T23:00:00Z'))
  expect(yearBefore(march, 'day')).toBeUndefined()
})
