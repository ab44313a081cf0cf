/** What the map asks: tiles with all there is, and the profile of an area. */
import type { Caller } from './caller.ts'
import { type Figure, medianTime } from './measure.ts'
import type { Stage } from './stage.ts'

/** A tile in which all stations of the bench are, and one with all its areas. */
const STATIONS = { tile: '10/527/337', property: 'temperatuur' }
const AREAS = { tile: '8/131/84', count: 1000, level: 'neighbourhood', municipality: 'GM9999', measures: 30 }

/** A calendar year, and one that begins and ends within months. */
const YEARS = [
  {
    name: 'profile of an area among 1,000, with 30 statistics and a year of days',
    from: '2024-12-31T23:00:00Z',
    to: '2025-12-31T23:00:00Z',
  },
  {
    name: 'the same, from and to the middle of a month',
    from: '2025-01-15T12:00:00Z',
    to: '2025-12-15T12:00:00Z',
  },
]

type Question = { name: string; path: string; sql: string; target: string }

/** Makes what the map shows beside measurements, and gives what measures it. Only on a server: it is put there without the API. */
export async function prepareMap(stage: Stage, caller: Caller): Promise<() => Promise<Figure[]>> {
  const indicator = stage.shared ? await makeFigures(stage, caller) : undefined
  const questions: Question[] = [
    {
      name: 'map tile with 1,000 stations and their latest values',
      path: `/api/v1/tiles/stations/${STATIONS.tile}?property=${STATIONS.property}`,
      sql: `select t.id, t.name, ST_X(t.place), ST_Y(t.place), s.latest_number, s.latest_start
        from measurements.thing t join measurements.datastream d on d.thing_id = t.id
        join measurements.datastream_state s on s.datastream_id = d.id`,
      target: '≤ 50 ms',
    },
    {
      name: 'map tile with the hexagons of 1,000 stations',
      path: `/api/v1/tiles/hexagons/${STATIONS.tile}?property=${STATIONS.property}&width=500`,
      sql: `select h.i, h.j, avg(s.latest_number), count(*)
        from measurements.thing t join measurements.datastream d on d.thing_id = t.id
        join measurements.datastream_state s on s.datastream_id = d.id
        cross join lateral ST_HexagonGrid(290, ST_Transform(t.place, 28992)) h group by 1, 2`,
      target: '≤ 50 ms',
    },
    ...(indicator === undefined ? [] : questionsOf(indicator)),
  ]
  return async () => {
    const figures: Figure[] = []
    for (const { name, path, sql, target } of questions) {
      const value = await medianTime(() => read(caller, path))
      const bare = stage.shared ? await medianTime(() => stage.reference.pool.query(sql)) : undefined
      const reference = bare === undefined ? undefined : { name: 'bare SQL', value: bare }
      figures.push({ name, value, unit: 'ms', reference, target })
    }
    return figures
  }
}

function questionsOf({ id, slug }: { id: string; slug: string }): Question[] {
  const code = 'BU99990500'
  return [
    {
      name: 'map tile with 1,000 areas and a figure of each',
      path: `/api/v1/indicators/${slug}/tiles/${AREAS.tile}?at=2025-06-01T12:00:00Z`,
      sql: `select a.code, a.name, ST_AsGeoJSON(ST_Transform(a.shape, 3857), 0), v.value
        from areas.area a left join indicators.value v on v.indicator_id = '${id}' and v.area_code = a.code
          and v.period_start = '2025-05-31T22:00Z'
        where a.level = '${AREAS.level}'`,
      target: '≤ 50 ms',
    },
    ...YEARS.map(({ name, from, to }) => ({
      name,
      path: `/api/v1/indicators/${slug}/profiles/${code}?from=${from}&to=${to}`,
      sql: `select s.measure, corr(v.mean, s.value)
        from (select area_code, avg(value) as mean from indicators.value where indicator_id = '${id}'
          and period_start >= '${from}' and period_start < '${to}' group by area_code) v
        join areas.statistic s on s.area_code = v.area_code group by s.measure`,
      target: '≤ 100 ms',
    })),
  ]
}

/** A thousand areas of 64 corners in a grid, statistics of each, and an indicator of what nothing measures, with a year of days. */
async function makeFigures({ reference }: Stage, { call }: Caller): Promise<{ id: string; slug: string }> {
  const answer = await call(
    'POST',
    '/api/v1/indicators',
    JSON.stringify({
      title: 'Bench',
      unit: '1',
      property: 'bench-of-the-map',
      statistic: 'mean',
      period: 'day',
      level: AREAS.level,
      published: true,
    }),
  )
  if (answer.status !== 201) {
    throw new Error(`Creating an indicator was answered with ${answer.status}: ${answer.body}`)
  }
  const made: { id: string; slug: string } = JSON.parse(answer.body.toString())
  const { pool } = reference
  const area = `'BU9999' || lpad(n::text, 4, '0')`
  await pool.query(`
    insert into areas.area (code, level, name, search_name, municipality_code, label_point, geometry)
    select ${area}, '${AREAS.level}', 'Buurt ' || n, 'buurt', '${AREAS.municipality}', p, ST_Multi(ST_Buffer(p, 0.005, 'quad_segs=16'))
    from generate_series(0, ${AREAS.count - 1}) n
    cross join lateral (select ST_SetSRID(ST_MakePoint(5.0 + (n % 40) * 0.01, 51.7 + (n / 40) * 0.01), 4326) as p) at;
    insert into areas.measure select 'bench-' || m, 'Kenmerk ' || m, '1' from generate_series(1, ${AREAS.measures}) m;
    insert into areas.statistic (area_code, measure, year, value, edition)
    select ${area}, 'bench-' || m, 2024, (n * m) % 997, 'bench'
    from generate_series(0, ${AREAS.count - 1}) n, generate_series(1, ${AREAS.measures}) m;
    insert into indicators.value (indicator_id, area_code, period_start, period_end, value, hours, expected, stations)
    select '${made.id}', ${area}, day, day + interval '1 day', (n * 7 + extract(doy from day)) % 89, 24, 24, 1
    from generate_series(0, ${AREAS.count - 1}) n,
      generate_series('2024-12-31T23:00Z'::timestamptz, '2025-12-30T23:00Z', '1 day') day;
    analyze areas.area; analyze areas.statistic; analyze indicators.value; analyze indicators.month_sum`)
  return made
}

async function read({ call }: Caller, path: string): Promise<void> {
  const { status, body } = await call('GET', path)
  if (status !== 200) throw new Error(`${path} was answered with ${status}: ${body.toString().slice(0, 500)}`)
  if (body.length === 0) throw new Error(`${path} was answered with an empty tile.`)
}
