import { sql } from 'kysely'
import { beforeAll, expect, it } from 'vitest'
import { useIndicators } from '../testing/world.ts'

const world = useIndicators()
let slug: string
let id: string

/** Neighbourhoods BU1 to BU8 of a municipality: the indicator rises with them, greenery falls, and houses do neither. */
beforeAll(async () => {
  const { db } = world.server.database
  await sql`insert into areas.area (code, level, name, search_name, municipality_code, label_point, geometry)
    select 'BU' || n, 'neighbourhood', 'Buurt ' || n, 'buurt', 'GM9001', ST_Centroid(g), ST_Multi(g)
    from generate_series(1, 9) n cross join lateral (select ST_MakeEnvelope(5 + n, 52, 5.5 + n, 52.5, 4326) as g) s`.execute(
    db,
  )
  await sql`update areas.area set municipality_code = 'GM9002' where code = 'BU9'`.execute(db)
  await sql`insert into areas.measure values ('greenery', 'groen', '%'), ('houses', 'woningen', '1'), ('rare', 'zeldzaam', '1')`.execute(
    db,
  )
  await sql`insert into areas.statistic (area_code, measure, year, value, edition)
    select 'BU' || n, 'greenery', 2025, 100 - n * n, 'x' from generate_series(1, 9) n
    union all select 'BU' || n, 'greenery', 2024, 1, 'x' from generate_series(1, 9) n
    union all select 'BU' || n, 'houses', 2025, n % 2, 'x' from generate_series(1, 8) n
    union all select 'BU' || n, 'rare', 2025, n, 'x' from generate_series(2, 4) n`.execute(db)
  const made = await world.create({ level: 'neighbourhood' })
  slug = made.slug
  id = made.id
  await sql`insert into indicators.value (indicator_id, area_code, period_start, period_end, value, hours, expected, stations)
    select ${id}::uuid, 'BU' || n, day, day + interval '1 day', n + 10 * (extract(day from day) - 1.5), 24, 24, 1
    from generate_series(1, 9) n cross join (values ('2026-02-01T23:00Z'::timestamptz), ('2026-01-31T23:00Z')) d(day)
    union all
    select ${id}::uuid, 'BU1', '2020-01-01T23:00Z', '2020-01-02T23:00Z', 99, 24, 24, 1`.execute(db)
})

const ask = (code: string, query = '', headers = {}) =>
  world.server.request({ url: `/api/v1/indicators/${slug}/profiles/${code}${query}`, headers })

it('compares an area with the others of its municipality', async () => {
  const answer = await ask('BU7')
  expect(answer.statusCode, answer.body).toBe(200)
  expect(answer.json()).toMatchObject({
    area: { code: 'BU7', name: 'Buurt 7' },
    within: { code: 'GM9001', name: 'Waterrijk' },
    periods: 2,
    rank: 2,
    areas: 8,
    leftOut: 0,
  })
  const { value, mean, lowest, highest } = answer.json()
  // Without Buurt 7 the others are 1, 2, 3, 4, 5, 6 and 8: their mean is 29 / 7.
  expect(value - mean).toBeCloseTo(7 - 29 / 7, 10)
  expect([value - lowest, highest - value]).toEqual([6, 1])
})

it('gives statistics of the newest year, and how they go together with the indicator', async () => {
  const { statistics } = (await ask('BU7')).json()
  expect(statistics.map(({ measure }: { measure: string }) => measure)).toEqual([
    'greenery',
    'houses',
    'rare',
  ])
  const [greenery, houses, rare] = statistics
  expect(greenery).toMatchObject({ unit: '%', year: 2025, value: 51, rank: 7, areas: 8, pairs: 8 })
  expect(greenery.spearman.coefficient).toBeCloseTo(-1, 10)
  expect(greenery.pearson.coefficient).toBeLessThan(-0.9)
  expect(greenery.pearson.high).toBeLessThan(0)
  expect(houses.pearson.low).toBeLessThan(0)
  expect(houses.pearson.high).toBeGreaterThan(0)
  expect(rare).toMatchObject({ value: null, rank: null, pairs: 3, pearson: null, spearman: null })
})

it('counts only figures of the time that is asked, and leaves out areas with too few of them', async () => {
  expect((await ask('BU1', '?from=2020-01-01T00:00:00Z&to=2020-02-01T00:00:00Z')).json()).toMatchObject({
    value: 99,
    mean: null,
    areas: 1,
  })
  const { db } = world.server.database
  await sql`insert into indicators.value (indicator_id, area_code, period_start, period_end, value, hours, expected, stations)
    select ${id}::uuid, 'BU1', day, day + interval '1 day', 5, 24, 24, 1
    from generate_series('2025-06-01T22:00Z'::timestamptz, '2025-06-05T22:00Z', '1 day') day`.execute(db)
  expect((await ask('BU1')).json()).toMatchObject({ periods: 7, areas: 1, leftOut: 7 })
  expect((await ask('BU2')).json()).toMatchObject({ value: null, periods: 2, rank: null })
})

it('takes whole months and the days before and after them as all of their figures, also after these became others', async () => {
  const made = await world.create({ title: 'Maanden', level: 'neighbourhood', signalRule: null })
  const { db } = world.server.database
  await sql`insert into indicators.value (indicator_id, area_code, period_start, period_end, value, hours, expected, stations)
    select ${made.id}::uuid, 'BU' || n, day, day + interval '1 day', case when extract(day from day) <> 7 * n then sin(n * extract(doy from day)) end, 24, 24, 1
    from generate_series(1, 3) n cross join lateral (select d at time zone 'Europe/Amsterdam' as day
      from generate_series('2025-01-01'::timestamp, '2025-12-31', '1 day') d) days
    on conflict do nothing`.execute(db)
  await sql`update indicators.value set value = case when hours = 24 and area_code = 'BU2' then null else value * 1.37 end
    where indicator_id = ${made.id} and extract(day from period_start) in (3, 30)`.execute(db)
  await sql`update indicators.value set value = 0.1 where indicator_id = ${made.id} and value is null and area_code = 'BU1'`.execute(
    db,
  )
  await sql`delete from indicators.value where indicator_id = ${made.id} and extract(day from period_start) = 12`.execute(
    db,
  )
  const times = [
    ['2024-12-31T23:00:00Z', '2025-12-31T23:00:00Z'],
    ['2025-01-30T23:30:00Z', '2025-06-15T10:00:00Z'],
    ['2025-03-31T22:00:00Z', '2025-04-30T22:00:00Z'],
    ['2025-03-31T23:00:00Z', '2025-04-30T21:00:00Z'],
    ['2025-05-10T00:00:00Z', '2025-05-20T00:00:00Z'],
    ['2025-05-31T21:59:00Z', '2025-07-31T22:00:00Z'],
    ['2020-01-01T00:00:00Z', '2030-01-01T00:00:00Z'],
  ]
  for (const [from, to] of times) {
    const { rows } = await sql<{ mean: number; periods: number }>`
      select avg(value) as mean, count(value)::int as periods from indicators.value
      where indicator_id = ${made.id} and area_code = 'BU2' and period_start >= ${from} and period_start < ${to}`.execute(
      db,
    )
    const url = `/api/v1/indicators/${made.slug}/profiles/BU2?from=${from}&to=${to}`
    const { value, periods } = (await world.server.request({ url })).json()
    expect({ from, periods }).toEqual({ from, periods: rows[0]?.periods })
    expect(value).toBeCloseTo(rows[0]?.mean ?? Number.NaN, 11)
  }
  const { rows: sums } = await sql`
    select m.area_code, m.month from indicators.month_sum m full join (
      select indicator_id, area_code, date_trunc('month', period_start, 'Europe/Amsterdam') as month, sum(value::numeric) as sum, count(value) as periods
      from indicators.value where value is not null group by 1, 2, 3) v using (indicator_id, area_code, month)
    where (coalesce(m.sum, 0), coalesce(m.periods, 0)) is distinct from (coalesce(v.sum, 0), coalesce(v.periods, 0))`.execute(
    db,
  )
  expect(sums).toEqual([])
  // With the indicator go its figures and their sums.
  await sql`delete from indicators.indicator where id = ${made.id}`.execute(db)
  const { rows: left } =
    await sql`select 1 from indicators.month_sum where indicator_id = ${made.id}`.execute(db)
  expect(left).toEqual([])
})

it('takes the newest of figures of years, which come later than the year before', async () => {
  const made = await world.create({
    title: 'Per jaar',
    period: 'year',
    level: 'neighbourhood',
    signalRule: null,
  })
  await sql`insert into indicators.value (indicator_id, area_code, period_start, period_end, value, hours, expected, stations)
    select ${made.id}::uuid, 'BU' || n, y, y + interval '1 year', n + extract(year from y), 24, 24, 1
    from generate_series(1, 8) n cross join (values ('2022-12-31T23:00Z'::timestamptz), ('2023-12-31T23:00Z')) v(y)`.execute(
    world.server.database.db,
  )
  const url = `/api/v1/indicators/${made.slug}/profiles/BU7`
  expect((await world.server.request({ url })).json()).toMatchObject({
    from: '2023-12-31T23:00:00.000Z',
    value: 7 + 2023,
    periods: 1,
    areas: 8,
  })
})

it('refuses what is not there, and a time that ends before it begins', async () => {
  expect((await ask('BU99')).statusCode).toBe(404)
  // Of an area of another level there are no figures.
  expect((await ask('GM9001')).json()).toMatchObject({ value: null, periods: 0, areas: 0 })
  const swapped = await ask('BU1', '?from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z')
  expect(swapped.json().errors).toMatchObject([{ in: 'query', pointer: '/to' }])
  const hidden = await world.create({ title: 'Verborgen', published: false, level: 'neighbourhood' })
  const url = `/api/v1/indicators/${hidden.slug}/profiles/BU1`
  expect((await world.server.request({ url })).statusCode).toBe(404)
})
