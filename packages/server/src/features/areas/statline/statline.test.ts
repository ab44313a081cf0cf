import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest'
import type { Fetcher } from '../../../platform/http-client/fetcher.ts'
import { FetchError } from '../../../platform/http-client/fetcher.ts'
import { signInAs, type TestActor } from '../../../testing/actors.ts'
import { useServer } from '../../../testing/server.ts'
import { collection, feature, openSender, square } from '../testing/files.ts'
import { runTables } from './run.ts'
import { openStatLine } from './testing.ts'

const figure = (Measure: string, WijkenEnBuurten: string, Value: number | null, ValueAttribute = 'None') => ({
  Measure,
  WijkenEnBuurten,
  Value,
  ValueAttribute,
})

/** Key figures of 2024 in version 4; registered crime in version 3, with its keys padded. */
const TABLES = {
  '85984NED': {
    MeasureCodes: [
      { Identifier: 'T001036', Title: 'Aantal inwoners', Unit: 'aantal' },
      { Identifier: 'M001642', Title: 'Gemiddelde WOZ-waarde van woningen', Unit: 'x 1 000 euro' },
      { Identifier: 'P1', Title: 'Park en plantsoen', Unit: 'ha' },
    ],
    Dimensions: [{ Identifier: 'WijkenEnBuurten', Kind: 'GeoDetail' }],
    Observations: [
      figure('T001036', 'GM9001', 1200),
      figure('M001642', 'GM9001', 355),
      figure('T001036', 'BU90010101', 600),
      figure('M001642', 'BU90010101', null, 'Confidential'),
      figure('T001036', 'BU90010102', null),
      figure('M001642', 'BU90010102', 401.5),
      figure('P1', 'BU90010102', 12.25),
      figure('T001036', 'BU90010199', 7),
      figure('T001036', 'GM0193', 130_000),
    ],
  },
  '47022NED': {
    DataProperties: [
      { Key: 'SoortMisdrijf', Title: 'Soort misdrijf', Type: 'Dimension' },
      { Key: 'WijkenEnBuurten', Title: 'Wijken en buurten', Type: 'GeoDetail' },
      { Key: 'Perioden', Title: 'Perioden', Type: 'TimeDimension' },
      {
        Key: 'GeregistreerdeMisdrijven_1',
        Title: 'Geregistreerde misdrijven',
        Type: 'Topic',
        Unit: 'aantal',
      },
    ],
    TypedDataSet: ['2023JJ00', '2024JJ00', '2024MM12'].flatMap((Perioden, year) =>
      ['0.0.0 ', '0.0.1 ', '1.1.1 '].flatMap((SoortMisdrijf, kind) =>
        ['GM9001    ', 'BU90010101'].map((WijkenEnBuurten, area) => ({
          Perioden,
          SoortMisdrijf,
          WijkenEnBuurten,
          GeregistreerdeMisdrijven_1: 100 * (year + 1) + 10 * kind + area,
        })),
      ),
    ),
  },
  '70072NED': {
    MeasureCodes: [{ Identifier: 'T001036', Title: 'Aantal inwoners', Unit: 'aantal' }],
    Dimensions: [
      { Identifier: 'RegioS', Kind: 'GeoDimension' },
      { Identifier: 'Perioden', Kind: 'TimeDimension' },
    ],
    Observations: ['2022JJ00', '2023JJ00', '2023KW01'].map((Perioden, index) => ({
      Measure: 'T001036',
      RegioS: 'GM9001',
      Perioden,
      Value: 1000 + index,
    })),
  },
  '80000NED': {
    MeasureCodes: [{ Identifier: 'X', Title: 'Iets', Unit: '%' }],
    Dimensions: [{ Identifier: 'Branche', Kind: 'Dimension' }],
  },
}

const server = useServer()
let expert: TestActor
let other: TestActor
let statline: Awaited<ReturnType<typeof openStatLine>>
const { importShapes } = openSender(server, () => expert)

beforeAll(async () => {
  expert = await signInAs(server, 'data-expert')
  other = await signInAs(server, 'data-expert')
  statline = await openStatLine(TABLES)
  await importShapes(collection(feature('GM9001', 'Waterrijk', square(5, 52, 0.1))), {
    level: 'municipality',
  })
  await importShapes(
    collection(
      feature('BU90010101', 'Dijkdorp', square(5.01, 52.01)),
      feature('BU90010102', 'Oude Haven', square(5.03, 52.01)),
    ),
  )
})
afterAll(() => statline.close())
beforeEach(async () => {
  await sql`truncate areas.statline_table, areas.statistic`.execute(server.database.db)
  server.now = new Date('2026-03-02T10:00:00Z')
})

const send = (method: 'POST' | 'PATCH' | 'DELETE' | 'GET', path = '', payload?: object, actor = expert) =>
  server.request({
    method,
    url: `/api/v1/statline-tables${path}`,
    headers: actor.headers,
    ...(payload ? { payload } : {}),
  })

async function create(over: object = {}): Promise<string> {
  const given = { name: 'Kerncijfers', table: '85984NED', municipalities: ['GM9001'], year: 2024, ...over }
  const answer = await send('POST', '', given)
  expect([answer.statusCode, answer.body]).toEqual([201, expect.anything()])
  return answer.json().id
}

const run = (fetcher: Fetcher = statline.fetcher) =>
  runTables(server.app.platform, { fetcher, roots: statline.roots })
const get = async (id: string) => (await send('GET', `/${id}`)).json()

async function readFigures() {
  const { rows } = await sql<{ text: string }>`
    select concat_ws(' ', area_code, measure, year, value, reason, edition) as text from areas.statistic
    order by area_code, measure, year`.execute(server.database.db)
  return rows.map(({ text }) => text)
}

describe('a table in version 4', () => {
  it('is fetched page after page, and stored with its areas, units and reasons', async () => {
    const id = await create()
    await run()
    expect(await readFigures()).toEqual([
      'BU90010101 dwelling-value 2024 suppressed 85984NED',
      'BU90010101 population 2024 600 85984NED',
      'BU90010102 dwelling-value 2024 401500 85984NED',
      'BU90010102 population 2024 empty 85984NED',
      'GM9001 dwelling-value 2024 355000 85984NED',
      'GM9001 population 2024 1200 85984NED',
    ])
    expect(statline.asked.filter((address) => address.includes('$skip')).length).toBeGreaterThan(0)
    const state = await get(id)
    expect(state).toMatchObject({ health: 'healthy', failures: 0, lastError: null })
    const report = await server.request({
      url: `/api/v1/area-imports/${state.lastImportId}`,
      headers: expert.headers,
    })
    expect(report.json()).toMatchObject({
      rows: 4,
      created: 6,
      refused: [{ reason: 'unknown-area', count: 1, examples: [{ code: 'BU90010199' }] }],
    })
  })

  it('changes nothing the second time, and is fetched again after as many days as were asked', async () => {
    const id = await create({ everyDays: 7 })
    await run()
    const { lastImportId } = await get(id)
    await run()
    expect((await get(id)).lastImportId).toBe(lastImportId)
    server.now = new Date('2026-03-09T10:00:00Z')
    await run()
    const state = await get(id)
    expect(state).toMatchObject({ nextRunAt: '2026-03-16T10:00:00Z' })
    const report = await server.request({
      url: `/api/v1/area-imports/${state.lastImportId}`,
      headers: expert.headers,
    })
    expect(report.json()).toMatchObject({ created: 0, changed: 0, unchanged: 6 })
  })

  it('gives the measures that were chosen, under the names that they get here', async () => {
    await create({ measures: [{ code: 'P1', key: 'park-en-plantsoen' }] })
    await run()
    expect(await readFigures()).toEqual(['BU90010102 park-en-plantsoen 2024 12.25 85984NED'])
  })

  it('with periods gives all whole years, or the one that was asked', async () => {
    const id = await create({ table: '70072NED', year: null })
    await run()
    expect(await readFigures()).toEqual([
      'GM9001 population 2022 1000 70072NED',
      'GM9001 population 2023 1001 70072NED',
    ])
    await send('DELETE', `/${id}`)
    await sql`truncate areas.statistic`.execute(server.database.db)
    await create({ table: '70072NED', year: 2023 })
    await run()
    expect(await readFigures()).toEqual(['GM9001 population 2023 1001 70072NED'])
  })
})

it('a table in version 3 is read through its padding, of one category and one year', async () => {
  const id = await create({
    service: 'others-v3',
    table: '47022NED',
    measures: [{ code: 'GeregistreerdeMisdrijven_1', key: 'crimes', title: 'geregistreerde misdrijven' }],
    categories: { SoortMisdrijf: '0.0.1' },
  })
  await run()
  expect((await get(id)).lastError).toBeNull()
  expect(await readFigures()).toEqual([
    'BU90010101 crimes 2024 211 47022NED',
    'GM9001 crimes 2024 210 47022NED',
  ])
})

describe('what is wrong is said, and nothing is stored', () => {
  const crimes = {
    service: 'others-v3',
    table: '47022NED',
    measures: [{ code: 'GeregistreerdeMisdrijven_1', key: 'crimes' }],
  }
  test.each([
    ['a table that is not there', { table: '99999NED' }, 'kent tabel 99999NED hier niet'],
    ['an empty answer', { table: '70072NED', year: 1999 }, 'geeft niets voor GM9001'],
    [
      'a table without regions',
      { table: '80000NED', measures: [{ code: 'X', key: 'x' }] },
      'gaat niet over gebieden',
    ],
    ['a table of nothing that is known', { table: '80000NED' }, 'geen kerncijfer dat we kennen'],
    [
      'a measure that is not in it',
      { measures: [{ code: 'Z9', key: 'z' }] },
      'Z9 staat niet in tabel 85984NED',
    ],
    ['no year', { year: null }, 'Geef een jaar'],
    ['no category', crimes, 'ook verdeeld naar SoortMisdrijf'],
    ['a category too many', { categories: { Geslacht: '1' } }, 'Laat Geslacht weg'],
    [
      'a category that fits nothing',
      { ...crimes, categories: { SoortMisdrijf: '9.9.9' } },
      'geeft niets voor GM9001',
    ],
  ])('%s', async (_, over, message) => {
    const id = await create(over)
    await run()
    const state = await get(id)
    expect(state).toMatchObject({ health: 'failing', failures: 1, lastSuccessAt: null })
    expect(state.lastError.nl).toContain(message)
    expect(state.lastError.en).not.toBe(state.lastError.nl)
    expect(await readFigures()).toEqual([])
  })

  it('of none of whose areas there is a border', async () => {
    const id = await create({ table: '85984NED', municipalities: ['GM0193'] })
    await run()
    expect((await get(id)).lastError.nl).toContain('Gebied GM0193 is hier niet')
  })

  it('and tried again later, ever later, not before the other side wants', async () => {
    const id = await create()
    const failing = (retryAfter?: number): Fetcher => ({
      get: async () => {
        throw new FetchError(
          { nl: 'x antwoordde met 503.', en: 'x answered 503.' },
          { status: 503, retryAfter },
        )
      },
    })
    await run(failing())
    expect(await get(id)).toMatchObject({ failures: 1, nextRunAt: '2026-03-02T11:00:00Z' })
    server.now = new Date('2026-03-02T11:00:00Z')
    await run(failing(86_400))
    expect(await get(id)).toMatchObject({ failures: 2, nextRunAt: '2026-03-03T11:00:00Z' })
    server.now = new Date('2026-03-03T11:00:00Z')
    await run()
    expect(await get(id)).toMatchObject({
      failures: 0,
      health: 'healthy',
      lastError: { en: 'x answered 503.' },
    })
  })

  it('when it is no JSON or no list', async () => {
    const id = await create()
    await run({ get: async (url) => ({ url, text: '<html>' }) })
    expect((await get(id)).lastError.nl).toContain('gaf geen JSON')
    server.now = new Date('2026-03-02T12:00:00Z')
    await run({ get: async (url) => ({ url, text: '{"value":3}' }) })
    expect((await get(id)).lastError.nl).toContain('geen lijst van OData')
  })
})

describe('who works with tables', () => {
  it('sees, changes and removes those of the own organisation', async () => {
    const id = await create()
    expect((await send('GET')).json().items).toMatchObject([{ id, name: 'Kerncijfers', health: 'waiting' }])
    expect((await send('GET', '', undefined, other)).json().items).toEqual([])
    for (const [method, path] of [
      ['GET', `/${id}`],
      ['DELETE', `/${id}`],
      ['POST', `/${id}/runs`],
    ] as const) {
      expect((await send(method, path, undefined, other)).statusCode).toBe(404)
    }
    const { revision } = await get(id)
    expect((await send('PATCH', `/${id}`, { name: 'Cijfers', paused: true, revision })).json()).toMatchObject(
      {
        name: 'Cijfers',
        health: 'paused',
        nextRunAt: null,
      },
    )
    expect((await send('PATCH', `/${id}`, { name: 'Anders', revision })).statusCode).toBe(409)
    expect((await send('POST', `/${id}/runs`)).statusCode).toBe(409)
    await run()
    expect(await readFigures()).toEqual([])
    await send('PATCH', `/${id}`, { paused: false })
    expect((await send('DELETE', `/${id}`)).statusCode).toBe(204)
  })

  it('gives each measure one name, of a table with a code as StatLine has it', async () => {
    const measures = [
      { code: 'T001036', key: 'inwoners' },
      { code: 'P1', key: 'inwoners' },
    ]
    const given = { name: 'x', table: '85984NED', municipalities: ['GM9001'] }
    const pointerOf = async (body: object) => (await send('POST', '', body)).json().errors?.[0]?.pointer
    expect(await pointerOf({ ...given, measures })).toBe('/measures/1/key')
    expect(await pointerOf({ ...given, table: '../geheim' })).toBe('/table')
    expect(await pointerOf({ ...given, municipalities: ['Zwolle'] })).toBe('/municipalities/0')
    expect(await pointerOf({ ...given, categories: { "x' or 1": '1' } })).toBeDefined()
  })

  it('fetches only of the own municipality', async () => {
    const tooi = 'https://identifier.overheid.nl/tooi/id/gemeente/gm0193'
    await sql`update parties.organisation set tooi = ${tooi}, registered_by = ${expert.organisationId} where id = ${other.organisationId}`.execute(
      server.database.db,
    )
    const given = { name: 'x', table: '85984NED', municipalities: ['GM0193', 'GM9001'], year: 2024 }
    const refused = await send('POST', '', given, other)
    expect(refused.json()).toMatchObject({ errors: [{ pointer: '/municipalities/1' }] })
  })
})
