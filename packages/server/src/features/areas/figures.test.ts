import { beforeAll, describe, expect, it } from 'vitest'
import { signInAs, type TestActor } from '../../testing/actors.ts'
import { useServer } from '../../testing/server.ts'
import { collection, feature, openSender, square } from './testing/files.ts'

const server = useServer()
let expert: TestActor
const { importShapes, importStatistics } = openSender(server, () => expert)

beforeAll(async () => {
  expert = await signInAs(server, 'data-expert')
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

describe('importing figures', () => {
  const header = 'WijkenEnBuurten,Gemeentenaam_1,AantalInwoners_5,GemiddeldInkomenPerInwoner_72'

  it('reads padded codes, suppressed and empty cells, and changes nothing the second time', async () => {
    const file = [
      header,
      'NL00      ,Nederland   ,17000000,',
      'GM9001    ,Waterrijk   ,1200,34.4',
      'BU90010101,Waterrijk   ,600,         .',
      'BU90010102,Waterrijk   ,  ,',
      'BU90010102,Waterrijk   ,2,',
      'XX,Waterrijk,1,1',
      'WK900101  ,Waterrijk   ,veel,1',
      'WK900101',
      '',
    ].join('\r\n')
    const first = await importStatistics(file)
    expect(first.statusCode).toBe(201)
    expect(first.json()).toMatchObject({ rows: 8, created: 6, changed: 0, unchanged: 0, withoutValue: 3 })
    expect(first.json().absentMeasures).toContain('households')
    expect(
      first
        .json()
        .refused.map(({ reason }: { reason: string }) => reason)
        .sort(),
    ).toEqual(['bad-code', 'duplicate-figure', 'missing-column', 'not-a-number', 'unknown-area'])
    expect((await importStatistics(file)).json()).toMatchObject({ created: 0, changed: 0, unchanged: 6 })
    const statistics = (await server.request({ url: '/api/v1/areas/BU90010101' })).json().statistics
    expect(statistics).toEqual([
      {
        measure: 'income-per-resident',
        title: 'gemiddeld inkomen per inwoner',
        unit: 'EUR',
        year: 2024,
        value: null,
        source: 'test',
        reason: 'suppressed',
      },
      { measure: 'population', title: 'inwoners', unit: '1', year: 2024, value: 600, source: 'test' },
    ])
    const municipality = (await server.request({ url: '/api/v1/areas/GM9001' })).json().statistics
    expect(municipality).toMatchObject([{ value: 34_400 }, { value: 1200 }])
  })

  it('lists what there are figures of, for everybody', async () => {
    const { items } = (await server.request({ url: '/api/v1/area-measures' })).json()
    expect(items).toContainEqual({ measure: 'population', title: 'inwoners', unit: '1' })
    expect(items.map(({ title }: { title: string }) => title)).toEqual(
      items.map(({ title }: { title: string }) => title).toSorted(),
    )
  })

  it('takes own measures, and shows the newest year that has a value', async () => {
    const own = (year: string, value: string) =>
      importStatistics(`area;measure;title;unit;value\nBU90010101;green-share;groen;%;${value}\n`, {
        year,
        layout: 'long',
        delimiter: ';',
      })
    expect((await own('2022', '31.5')).json()).toMatchObject({ created: 1 })
    await own('2023', '.')
    const { statistics } = (await server.request({ url: '/api/v1/areas/BU90010101' })).json()
    expect(statistics).toContainEqual({
      measure: 'green-share',
      title: 'groen',
      unit: '%',
      year: 2022,
      value: 31.5,
      source: 'test',
    })
    const { rows } = await server.database.pool.query(
      `select v.area_code, v.year, v.value, m.title from areas.v_statistic v join areas.v_measure m using (measure)
       where measure = 'green-share' order by year`,
    )
    expect(rows).toEqual([
      { area_code: 'BU90010101', year: 2022, value: 31.5, title: 'groen' },
      { area_code: 'BU90010101', year: 2023, value: null, title: 'groen' },
    ])
  })

  it.each([
    [
      'in another encoding',
      Buffer.from([...Buffer.from(`${header}\nGM9001,Caf`), 0xe9, ...Buffer.from(',1,1\n')]),
    ],
    ['cut off in a row', `${header}\nGM9001,Waterrijk,9999,1\nBU90010101,Wa`],
    ['cut off in quotes', `${header}\nGM9001,"Waterrijk,9999,1\n`],
    ['separated otherwise', `${header.replaceAll(',', ';')}\nGM9001;Waterrijk;9999;1\n`],
    ['empty', ''],
    ['only a header', `${header}\n`],
    ['without areas that are here', `${header}\nGM0001,Elders,9999,1\n`],
    ['not a table', 'hello'],
    ['one endless line', `${header}\n${'x'.repeat(2_000_000)}`],
  ])('refuses a file that is %s, and leaves what was there', async (_name, file) => {
    const answer = await importStatistics(file)
    expect(answer.statusCode).toBe(422)
    expect(answer.json().type).toBe('urn:samenspel:problem:import-refused')
    const { rows } = await server.database.pool.query('select 1 from areas.statistic where value = 9999')
    expect(rows).toEqual([])
  })
})

describe('over a real connection', () => {
  it.each([
    ['a wrong file', 5, 422],
    ['too much', 65, 413],
  ])('answers a client that is still sending %s', async (_name, megabytes, status) => {
    const { http } = server.app
    const url = http.server.listening
      ? http.listeningOrigin
      : await http.listen({ port: 0, host: '127.0.0.1' })
    const answer = await fetch(`${url}/api/v1/area-statistic-imports?year=2024&edition=x`, {
      method: 'POST',
      headers: { ...expert.headers, 'content-type': 'text/csv' },
      body: `no,columns,of,ours\n${`${'x'.repeat(1023)}\n`.repeat(1024 * megabytes)}`,
    })
    expect(answer.status).toBe(status)
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
  })
})
