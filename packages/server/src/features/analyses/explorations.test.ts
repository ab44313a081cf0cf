import { readQuestion } from '@samenspel/standards/explorations'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { signInAs, type TestActor } from '../../testing/actors.ts'
import { useServer } from '../../testing/server.ts'
import { composeAnswer, describeFigures } from './rules.ts'
import type { Answer } from './schema.ts'

const server = useServer()
let owner: TestActor
const run = (statement: ReturnType<typeof sql<unknown>>) => statement.execute(server.database.db)

/** Stations of one open dataset in neighbourhood BU1, and one restricted in BU2. */
const ids: Record<string, { thing: number; stream: number }> = {}

async function addDataset(slug: string, access: string, time = 'raw'): Promise<string> {
  const { rows } = await sql<{
    id: string
  }>`insert into catalogue.dataset (slug, title, description, owner_id, licence, access, place,
      time, delay_minutes, minimum_group, theme, contact, corrections, created_at, updated_at)
    values (${slug}, ${slug}, '', ${owner.organisationId}, 'x', ${access}, 'exact', ${time}, 0, 1, 'x', 'x', 'replace', now(), now())
    returning id`.execute(server.database.db)
  return rows[0]?.id ?? ''
}

async function addStation(
  name: string,
  dataset: string,
  options: {
    area?: string
    property?: string
    unit?: string
    values: [time: string, value: number][]
    reference?: boolean
  },
) {
  const { area = 'BU1', property = 'temperature', unit = '°C', values, reference = false } = options
  const text = { name, description: '' }
  const answer = await server.request({
    method: 'POST',
    url: '/sta/v1.1/Things',
    headers: { ...owner.headers, dataset },
    payload: {
      ...text,
      properties: { reference },
      Datastreams: [
        {
          ...text,
          unitOfMeasurement: { name: unit, symbol: unit, definition: '' },
          observationType: 'http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement',
          Sensor: { ...text, encodingType: 'text/plain', metadata: 'x' },
          ObservedProperty: { ...text, name: property, definition: `https://example.org/${property}` },
          Observations: values.map(([phenomenonTime, result]) => ({ phenomenonTime, result })),
        },
      ],
    },
  })
  if (answer.statusCode !== 201) throw new Error(answer.body)
  const thing = Number(answer.json()['@iot.id'])
  await run(sql`update measurements.thing set area_code = ${area} where id = ${thing}`)
  const { rows } = await sql<{
    id: number
  }>`select id from measurements.datastream where thing_id = ${thing}`.execute(server.database.db)
  ids[name] = { thing, stream: rows[0]?.id ?? 0 }
}

/** One value per hour of 1 March 2026 in the Netherlands, which begins at 23:00 UTC the day before. */
const hours = (value: (hour: number) => number, left: number[] = []): [string, number][] =>
  Array.from({ length: 24 }, (_, hour): [string, number] => [
    new Date(Date.UTC(2026, 1, 28, 23 + hour)).toISOString(),
    value(hour),
  ]).filter((_, hour) => !left.includes(hour))

const ask = async (query: string, headers: Record<string, string> = {}) =>
  server.request({ url: `/api/v1/explorations?${query}`, headers })
const answered = async (query: string, headers?: Record<string, string>) => {
  const answer = await ask(query, headers)
  if (answer.statusCode !== 200) throw new Error(answer.body)
  return answer.json<Answer>()
}
const rowsOf = ({ columns, rows }: Answer) =>
  rows.map((row) => Object.fromEntries(columns.map((column, index) => [column, row[index]])))

const DAY = 'from=2026-03-01&to=2026-03-01'

beforeAll(async () => {
  owner = await signInAs(server, 'data-expert')
  await run(sql`insert into areas.area (code, level, name, search_name, parent_code, label_point, geometry)
    select code, 'neighbourhood', name, name, 'WK1', ST_PointOnSurface(shape), ST_Multi(shape) from (values
      ('BU1', 'Centrum', ST_MakeEnvelope(6, 52, 6.1, 52.6, 4326)), ('BU2', 'Stadshagen', ST_MakeEnvelope(6.1, 52, 6.2, 52.6, 4326)))
      as a (code, name, shape)`)
  const open = await addDataset('tuinen', 'open')
  const closed = await addDataset('besloten', 'restricted')
  await addStation('a', open, { values: hours((hour) => hour, [3]) })
  await addStation('b', open, { values: hours((hour) => hour + 2), reference: true })
  await addStation('c', open, { area: 'BU2', values: hours(() => 10) })
  await addStation('f', open, { area: 'BU2', unit: '°F', values: hours(() => 50) })
  await addStation('d', closed, { area: 'BU2', values: hours(() => 40) })
  await addStation('wind', open, {
    property: 'wind_direction',
    unit: '°',
    values: hours((hour) => (hour < 12 ? 350 : 90)).flatMap(([time, value]): [string, number][] => [
      [time, value],
      [time.replace(':00:00', ':30:00'), value === 350 ? 10 : 90],
    ]),
  })
  // Of 10 February all, and of the day after that six hours of the night, one hour, or as on each day.
  const soil = (of: number[]): [string, number][] =>
    of.map((hour) => [new Date(Date.UTC(2026, 1, 9, 23 + hour)).toISOString(), hour < 24 ? 4 : 8])
  const whole = Array.from({ length: 24 }, (_, hour) => hour)
  await addStation('night', open, { property: 'soil', values: soil([...whole, 24, 25, 26, 27, 28, 29]) })
  await addStation('broken', open, { property: 'soil', values: soil([...whole, 30]) })
  await addStation('thrice', open, { property: 'soil', values: soil([7, 8, 18, 31, 32, 42]) })
  await addStation('doubtful', open, { property: 'soil', values: soil(whole) })
  await run(sql`update measurements.observation set quality = 1
    where datastream_id = ${ids.doubtful?.stream} and phenomenon_start < '2026-02-10T05:00Z'`)
  await run(sql`update measurements.hour_rollup set flagged = 1
    where datastream_id = ${ids.doubtful?.stream} and start < '2026-02-10T05:00Z'`)
  await run(sql`update measurements.day_rollup set flagged = 6 where datastream_id = ${ids.doubtful?.stream}`)
  // Of this dataset others see days only.
  const daily = await addDataset('per-dag', 'restricted')
  await addStation('e', daily, { values: hours(() => 30, [0, 1, 2, 3, 4, 5]) })
  await run(sql`update catalogue.dataset set access = 'open', time = 'day' where id = ${daily}`)
}, 60_000)

describe('a place over time', () => {
  it('gives the mean of its stations per hour, with how sure that is, and missing hours as missing', async () => {
    const answer = await answered(
      `what=property:temperature&where=area:BU1&where=station:${ids.a?.thing}&${DAY}&step=hour`,
    )
    const rows = rowsOf(answer)
    expect(answer.series.map(({ name, stations, missing }) => [name, stations, missing])).toEqual([
      ['Centrum', 2, 0],
      ['a', 1, 1],
    ])
    expect(rows).toHaveLength(48)
    expect(rows[0]).toMatchObject({
      time: '2026-02-28T23:00:00.000Z',
      series: 'area:BU1',
      value: 1,
      n: 2,
      coverage: 1,
    })
    // Of two stations, 2 apart: 1 ± 12.706 × √2 ∕ √2.
    expect(rows[0]?.low).toBeCloseTo(1 - 12.7062, 3)
    expect(rows[0]?.high).toBeCloseTo(1 + 12.7062, 3)
    expect(rows[3]).toMatchObject({ value: 5, n: 1, coverage: 0.5, low: null, high: null })
    expect(rows[27]).toEqual({
      time: '2026-03-01T02:00:00.000Z',
      series: `station:${ids.a?.thing}`,
      value: null,
      n: 0,
      coverage: 0,
      low: null,
      high: null,
    })
  })

  it('leaves out what is measured in another unit or seen only per day, and says so', async () => {
    const { series, what } = await answered(
      `what=property:temperature&where=area:BU2&where=all&${DAY}&step=hour`,
    )
    expect(what).toMatchObject({ title: 'temperature', unit: '°C' })
    expect(series.map(({ stations, otherUnit, tooCoarse }) => [stations, otherUnit, tooCoarse])).toEqual([
      [1, 1, 0],
      [3, 1, 1],
    ])
    const byDay = await answered(`what=property:temperature&where=all&${DAY}&step=day`)
    expect(byDay.series).toMatchObject([{ stations: 4, tooCoarse: 0 }])
  })

  it('counts what only the owner sees for the owner alone', async () => {
    const query = `what=property:temperature&where=area:BU2&${DAY}`
    expect(rowsOf(await answered(query))).toMatchObject([{ value: 10, n: 1 }])
    expect(rowsOf(await answered(query, owner.headers))).toMatchObject([{ value: 25, n: 2 }])
  })

  it('finds the reference station, a dataset and a series by number', async () => {
    const where = `where=reference&where=dataset:tuinen&where=datastream:${ids.f?.stream}`
    const { series } = await answered(`what=property:temperature&${where}&${DAY}`)
    expect(series.map(({ name, stations, otherUnit }) => [name, stations, otherUnit])).toEqual([
      [null, 1, 0],
      ['tuinen', 3, 1],
      ['f', 0, 1],
    ])
  })

  it('gives weeks and months as means of days, and says what part of them there is', async () => {
    const query = `what=property:temperature&where=station:${ids.c?.thing}`
    const rows = rowsOf(await answered(`${query}&from=2026-03-01&to=2026-03-01&step=week`))
    // A week is a whole one, wherever the question begins.
    expect(rows).toMatchObject([{ time: '2026-02-22T23:00:00.000Z', value: 10, coverage: 0.143 }])
    const month = rowsOf(await answered(`${query}&from=2026-02-20&to=2026-03-01&step=month`))
    expect(month).toMatchObject([
      { time: '2026-01-31T23:00:00.000Z', value: null },
      { time: '2026-02-28T23:00:00.000Z', value: 10, coverage: 0.032 },
    ])
  })

  describe('with a part of its hours', () => {
    const coverages = async (name: string, query: string) =>
      rowsOf(await answered(`what=property:soil&where=station:${ids[name]?.thing}&${query}`)).map(
        ({ coverage }) => coverage,
      )
    const DAYS = 'from=2026-02-10&to=2026-02-11&step=day'

    it.each([
      ['night', [1, 0.25]],
      ['broken', [1, 0.042]],
      // What is measured three times a day is all there.
      ['thrice', [1, 1]],
      // Six of its hours have no value that counts.
      ['doubtful', [0.75, 0]],
    ] as const)('is a day that is over counted for that part: %s', async (name, expected) => {
      expect(await coverages(name, DAYS)).toEqual(expected)
    })

    it('is a day that is asked alone compared with the days before', async () => {
      expect(await coverages('night', 'from=2026-02-11&to=2026-02-11&step=day')).toEqual([0.25])
    })

    it('is a day that is not over counted for what was measured of the whole, and no more than is over', async () => {
      const later = server.now
      try {
        server.now = new Date('2026-02-11T11:00:00Z')
        expect(await coverages('night', DAYS)).toEqual([1, 0.25])
        server.now = new Date('2026-02-11T02:00:00Z')
        expect(await coverages('night', DAYS)).toEqual([1, 0.125])
      } finally {
        server.now = later
      }
    })

    it('weighs in the mean of a week as much as was measured of it', async () => {
      const [week] = rowsOf(
        await answered(
          `what=property:soil&where=station:${ids.night?.thing}&from=2026-02-10&to=2026-02-12&step=week`,
        ),
      )
      expect(week?.value).toBeCloseTo((24 * 4 + 6 * 8) / 30, 10)
      expect(week?.coverage).toBeCloseTo(30 / (7 * 24), 3)
    })

    it('is not told of what is seen per day only', async () => {
      const hours = await answered(`what=property:temperature&where=station:${ids.e?.thing}&${DAY}&step=day`)
      expect(rowsOf(hours)).toMatchObject([{ value: 30, coverage: 1 }])
    })

    it('counts for each series of a station', async () => {
      const [station] = rowsOf(
        await answered(
          `what=property:soil&where=station:${ids.night?.thing}&where=station:${ids.broken?.thing}&${DAYS}`,
        ),
      ).slice(1)
      expect(station).toMatchObject({ coverage: 0.25 })
      await run(
        sql`update measurements.datastream set thing_id = ${ids.night?.thing} where id = ${ids.broken?.stream}`,
      )
      // Seven hours of two times 24.
      expect(await coverages('night', DAYS)).toEqual([1, 0.146])
    })
  })

  it('gives nothing of what has yet to come, and no gap for a day that is not over', async () => {
    const { rows } = await answered('what=property:temperature&where=all&from=2026-03-01&to=2026-03-09')
    expect(rows).toHaveLength(1)
  })

  it('says of a day or week that is not over that it is not, and what part of the whole there is', async () => {
    const later = server.now
    // Six hours of 1 March, which is a Sunday.
    server.now = new Date('2026-03-01T05:00:00Z')
    try {
      const query = `what=property:temperature&where=station:${ids.c?.thing}&to=2026-03-01`
      const day = await answered(`${query}&from=2026-02-27&step=day`)
      expect(day.provisionalFrom).toBe('2026-02-28T23:00:00.000Z')
      expect(rowsOf(day).at(-1)).toMatchObject({ time: day.provisionalFrom, value: 10, coverage: 0.25 })
      // The days that are over have no value.
      expect(day.series).toMatchObject([{ missing: 2, coverage: 0 }])
      const week = await answered(`${query}&from=2026-02-23&step=week`)
      expect(week.provisionalFrom).toBe('2026-02-22T23:00:00.000Z')
      expect(Number(rowsOf(week)[0]?.coverage)).toBeLessThan(1 / 6)
      const { body } = await ask(`${query}&from=2026-02-28&format=csv`)
      const flags = body.split('\r\n').map((line) => line.split(',')[7])
      expect(flags.slice(0, 3)).toEqual(['provisional', 'false', 'true'])
    } finally {
      server.now = later
    }
    expect((await answered(`what=property:temperature&where=all&${DAY}`)).provisionalFrom).toBeNull()
  })
})

describe('other charts', () => {
  it('compares places over the whole period', async () => {
    const rows = rowsOf(
      await answered(
        `chart=compare&what=property:temperature&where=area:BU1&where=area:BU2&step=hour&${DAY}`,
      ),
    )
    expect(rows).toMatchObject([
      { series: 'area:BU1', n: 2 },
      { series: 'area:BU2', value: 10, n: 1, low: null },
    ])
    expect(rows[0]?.value).toBeCloseTo(((276 - 3) / 23 + 13.5) / 2, 9)
  })

  it('sets two properties out against each other, per hour', async () => {
    const query = `chart=scatter&what=property:temperature&against=property:wind_direction&step=hour&${DAY}`
    const rows = rowsOf(
      await answered(`${query}&where=station:${ids.b?.thing}&by=station:${ids.wind?.thing}`),
    )
    expect(rows).toHaveLength(24)
    expect(rows[20]).toMatchObject({ value: 22, against: 90 })
  })

  it('finds north between 350 and 10 degrees', async () => {
    const wrong = await ask(`chart=rose&what=property:temperature&against=property:soil&where=all&${DAY}`)
    expect(wrong.json().errors).toMatchObject([{ in: 'query', pointer: '/against' }])
    const query = `chart=rose&what=property:temperature&against=property:wind_direction&${DAY}`
    const rows = rowsOf(await answered(`${query}&where=station:${ids.b?.thing}&by=all`))
    expect(rows.filter(({ n }) => Number(n) > 0)).toMatchObject([
      { direction: 0, value: 7.5, n: 12, share: 0.5 },
      { direction: 90, value: 19.5, n: 12, share: 0.5 },
    ])
  })

  it('shows a day by its hours here', async () => {
    const rows = rowsOf(
      await answered(`chart=day&what=property:temperature&where=station:${ids.b?.thing}&${DAY}`),
    )
    expect(rows).toHaveLength(24)
    expect(rows[5]).toMatchObject({ hour: 5, value: 7, n: 1 })
  })
})

it('says of each mistake where it is and what to do', async () => {
  const answer = await ask('chart=taart&what=temperature&where=alles&from=2026-02-30&to=2026-03-01')
  expect(answer.statusCode).toBe(400)
  expect(answer.json().errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
    '/chart',
    '/what',
    '/where/0',
    '/from',
  ])
})

it.each([
  ['what=property:temperature&where=area:BU9', 404, '/where/0'],
  ['what=property:temperature&where=area:BU1&where=area:BU9', 404, '/where/1'],
  ['what=property:temperature&where=dataset:geen', 404, '/where/0'],
  ['what=property:temperature&where=all&where=station:999999', 404, '/where/1'],
  ['what=property:temperature&where=datastream:999999', 404, '/where/0'],
  ['what=property:geluid&where=all', 404, '/what'],
  ['chart=scatter&what=property:temperature&against=property:geluid&where=all&step=hour', 404, '/against'],
  [
    'chart=scatter&what=property:temperature&against=property:wind_direction&where=all&by=area:BU9&step=hour',
    404,
    '/by',
  ],
  ['what=indicator:geen&where=area:BU1', 404, '/what'],
  ['what=property:temperature&where=all&step=eeuw', 400, '/step'],
])('refuses %s', async (query, status, pointer) => {
  const answer = await ask(`${query}&${DAY}`)
  expect([answer.statusCode, answer.json().errors?.[0]?.pointer]).toEqual([status, pointer])
})

it('gives an empty answer where nothing is measured, with every step as missing', async () => {
  const { series, rows, what } = await answered(`what=property:wind_direction&where=area:BU2&${DAY}`)
  expect([series[0]?.stations, rows.length, rows[0]?.[2], what.title]).toEqual([0, 1, null, 'wind_direction'])
})

it('says the same of a station that is not seen as of one that is not there', async () => {
  const of = async (id: number | undefined) => {
    const answer = await ask(`what=property:temperature&where=station:${id}&${DAY}`)
    return { status: answer.statusCode, text: answer.body.replaceAll(String(id), 'n') }
  }
  expect(await of(ids.d?.thing)).toEqual({ ...(await of(999_999)), status: 404 })
  expect(
    (await ask(`what=property:temperature&where=station:${ids.d?.thing}&${DAY}`, owner.headers)).statusCode,
  ).toBe(200)
})

it('names an area of which an indicator has no figures', async () => {
  const definition = {
    title: 'Warmte',
    description: 'x',
    unit: '°C',
    property: 'temperature',
    statistic: 'mean',
    period: 'day',
    level: 'neighbourhood',
    minimumCoverage: 0,
    goodDirection: 'lower',
    published: true,
    lines: [],
    signalRule: null,
  }
  const { headers } = owner
  const made = await server.request({
    method: 'POST',
    url: '/api/v1/indicators',
    headers,
    payload: definition,
  })
  expect(made.statusCode).toBe(201)
  const { series } = await answered('what=indicator:warmte&where=area:BU2&from=2020-03-01&to=2020-03-02')
  expect(series.map(({ name }) => name)).toEqual(['Stadshagen'])
})

it('says of a figure of a day that is not over that it is not, also when it has no value yet, and calls it no gap', () => {
  const text = { what: 'indicator:warmte', where: ['area:BU1'], from: '2026-02-28', to: '2026-03-01' }
  const { question } = readQuestion(text)
  if (!question) throw new Error('no question')
  const now = new Date('2026-03-01T06:00:00Z')
  const [periodStart, periodEnd] = ['2026-02-28T23:00:00Z', '2026-03-01T23:00:00Z']
  const running = { areaName: 'Centrum', periodStart, periodEnd, value: null, stations: 1, coverage: 0.29 }
  const within = { start: Date.parse('2026-02-27T23:00:00Z'), end: now.getTime() }
  const place = describeFigures('area:BU1', [running], 'day', within, now)
  const what = { ...question.what, title: 'Warmte', unit: '°C' }
  const of = { what, against: null, step: 'day' as const, places: [place], beside: [], lines: [] }
  const answer = composeAnswer(question, of)
  expect(answer.provisionalFrom).toBe('2026-02-28T23:00:00.000Z')
  expect(rowsOf(answer)[1]).toMatchObject({ time: answer.provisionalFrom, value: null, coverage: 0.29 })
  expect(answer.series).toMatchObject([{ steps: 2, missing: 1 }])
})

it('names the datasets that the figures are of, and no others', async () => {
  const sourcesOf = async (headers?: Record<string, string>, when = DAY) =>
    (await answered(`what=property:temperature&where=area:BU2&${when}`, headers)).sources?.map(
      ({ dataset, licence }) => [dataset, licence],
    )
  expect(await sourcesOf()).toEqual([['tuinen', 'x']])
  // A dataset without a value in that time is no source of what is shown.
  expect(await sourcesOf({}, 'from=2001-03-01&to=2001-03-02')).toEqual([])
  expect(await sourcesOf(owner.headers)).toContainEqual(['besloten', 'x'])
})

it('gives the same table as CSV, with what it is, whose, and under what licence', async () => {
  const { body, headers } = await ask(`what=property:temperature&where=area:BU2&${DAY}&format=csv`)
  expect(headers['content-type']).toBe('text/csv; charset=utf-8')
  expect(body.split('\r\n').slice(0, 2)).toEqual([
    'time,series,value,n,coverage,low,high,provisional,name,what,unit,source,licence',
    expect.stringMatching(
      /^2026-02-28T23:00:00.000Z,area:BU2,10,1,1,,,false,Stadshagen,temperature,°C,tuinen \(.+\),x$/,
    ),
  ])
})
