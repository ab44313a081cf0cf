import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import type { TestActor } from '../../../testing/actors.ts'
import { useServer } from '../../../testing/server.ts'
import { SECRET, seedOpenAndSecret, speakAs } from './testing/seed.ts'

const server = useServer()
let owner: TestActor

beforeAll(async () => {
  owner = (await seedOpenAndSecret(server)).secret
}, 60_000)

type Groups = { value: unknown[]; '@iot.count'?: number; '@iot.nextLink'?: string }
const anyone = (path: string) => speakAs(server, undefined)('GET', path)

async function read(path: string, actor?: TestActor): Promise<Groups> {
  const answer = await speakAs(server, actor)('GET', path)
  expect(answer.status, answer.text).toBe(200)
  return answer.json<Groups>()
}
const apply = (expression: string, list = 'Observations', more = '') =>
  `${list}?$apply=${encodeURIComponent(expression)}${more}`

const NUMBERS = "filter(contains(Datastream/name,'PM2.5'))"

describe('$apply', () => {
  it('aggregates all observations together', async () => {
    const expression =
      'aggregate(result with average as Mean,result with sum as Sum,result with min as Least,result with max as Most,' +
      'result with countdistinct as Different,$count as Rows,phenomenonTime with min as First,phenomenonTime with max as Last)'
    expect(await read(apply(`${NUMBERS}/${expression}`))).toEqual({
      value: [
        {
          Mean: 5,
          Sum: 50,
          Least: 0,
          Most: 10,
          Different: 5,
          Rows: 10,
          First: '2026-03-01T00:00:00.000Z',
          Last: '2026-03-01T04:00:00.000Z',
        },
      ],
    })
    const early = "aggregate(phenomenonTime sub (duration'P600Y' mul 5) with min as First)"
    expect(JSON.stringify(await read(apply(`${NUMBERS}/${early}`)))).toMatch(
      /^[{]"value":\[[{]"First":"\d{4}-\d\d-\d\dT00:00:00.000Z"[}]\][}]$/,
    )
    expect(
      await read(apply(`filter(result gt 1000)/aggregate(result with sum as Sum,$count as Rows)`)),
    ).toEqual({
      value: [{ Sum: null, Rows: 0 }],
    })
  })

  it('groups by properties of what observations belong to, and computes', async () => {
    const by = 'groupby((Datastream/Thing/name,Datastream/ObservedProperty/definition)'
    expect(
      await read(
        apply(`filter(result ge 5)/${NUMBERS}/${by},aggregate(result mul 2 with sum as Twice,$count as n))`),
      ),
    ).toEqual({
      value: ['1', '2'].map((word) => ({
        Datastream: {
          Thing: { name: `Station ${word}` },
          ObservedProperty: { definition: `https://example.org/${word}` },
        },
        Twice: 45,
        n: 3,
      })),
    })
    const { value } = await read(apply('groupby((MultiDatastream/name),aggregate($count as n))'))
    expect(value).toEqual([
      { MultiDatastream: { name: 'Wind 1' }, n: 2 },
      { MultiDatastream: { name: 'Wind 2' }, n: 2 },
      { MultiDatastream: { name: null }, n: 22 },
    ])
    const features = await read(apply('groupby((FeatureOfInterest/name),aggregate($count as n))'))
    expect(features.value).toContainEqual({ FeatureOfInterest: { name: 'Field 1' }, n: 1 })
  })

  it('takes JSON, flags and results of any kind as they are', async () => {
    const { value } = await read(apply("filter(Datastream/name eq 'Notes 1')/groupby((result,parameters/a))"))
    expect(value).toEqual(
      expect.arrayContaining([
        { result: 'fog 1', parameters: { a: 1 } },
        { result: { a: { b: 2 } }, parameters: { a: null } },
        { result: true, parameters: { a: null } },
        { result: null, parameters: { a: null } },
        { result: '3', parameters: { a: null } },
        { result: [1, 2], parameters: { a: null } },
      ]),
    )
    expect(value).toHaveLength(6)
    const mixed = await read(
      apply("filter(startswith(Datastream/name,'Notes'))/aggregate(result with sum as Sum)"),
    )
    expect(mixed.value).toEqual([{ Sum: null }])
    const flags = await read(apply('groupby((resultQuality/good),aggregate($count as n))'))
    expect(flags.value).toEqual(
      expect.arrayContaining([{ resultQuality: { good: null }, n: expect.any(Number) }]),
    )
  })

  it('stays within the list of an address', async () => {
    const [first] = (await read("Datastreams?$filter=name eq 'PM2.5 2'&$select=id")).value as {
      '@iot.id': number
    }[]
    const list = `Datastreams(${first?.['@iot.id']})/Observations`
    const expression = 'groupby((Datastream/name),aggregate(result with max as Most))'
    const expected = { value: [{ Datastream: { name: 'PM2.5 2' }, Most: 10 }] }
    expect(await read(apply(expression, list))).toEqual(expected)
    expect((await anyone(apply(expression, 'Datastreams(999999)/Observations'))).status).toBe(404)
    const feature = await read("FeaturesOfInterest?$filter=name eq 'Place 2'&$select=id")
    const [place] = feature.value as { '@iot.id': number }[]
    const here = await read(
      apply('aggregate($count as n)', `FeaturesOfInterest(${place?.['@iot.id']})/Observations`),
    )
    expect(here.value).toEqual([{ n: 12 }])
  })

  it('gives its groups in pages', async () => {
    const path = apply('groupby((Datastream/name,phenomenonTime))', 'Observations', '&$top=7&$count=true')
    const found: unknown[] = []
    let next: string | undefined = path
    let pages = 0
    while (next !== undefined) {
      const page: Groups = await read(next)
      expect(page['@iot.count']).toBe(24)
      found.push(...page.value)
      next = page['@iot.nextLink']?.replace(/^.*\/v1\.1\//, '')
      pages++
    }
    expect(pages).toBe(4)
    expect(found).toEqual((await read(apply('groupby((Datastream/name,phenomenonTime))'))).value)
    expect(new Set(found.map((each) => JSON.stringify(each))).size).toBe(24)
  })

  it('counts nothing of what is withheld, neither as observations nor over links', async () => {
    const expressions = [
      'aggregate(result with sum as Sum,$count as n)',
      'groupby((Datastream/Thing/name),aggregate($count as n))',
      'groupby((Datastream/Sensor/name,FeatureOfInterest/name))',
      `filter(contains(Datastream/name,'${SECRET}'))/aggregate($count as n)`,
    ]
    const ask = async (actor?: TestActor) => {
      const answers: string[] = []
      for (const each of expressions) answers.push((await speakAs(server, actor)('GET', apply(each))).text)
      return answers
    }
    const before = await ask()
    expect(before.join()).not.toContain(SECRET)
    expect(before[3]).toBe('{"value":[{"n":0}]}')
    const own = await ask(owner)
    expect(own[1]).toContain(SECRET)
    expect(own[3]).toBe('{"value":[{"n":11}]}')
    // An open datastream that measures with a withheld sensor has no sensor in the answer.
    const { db } = server.database
    await sql`update measurements.datastream d set sensor_id = s.id from measurements.sensor s
      where d.name = 'PM2.5 1' and s.name = ${`SDS011 ${SECRET}`}`.execute(db)
    const sensors = await read(apply(`${NUMBERS}/groupby((Datastream/Sensor/name),aggregate($count as n))`))
    expect(sensors.value).toEqual([
      { Datastream: { Sensor: { name: 'SDS011 2' } }, n: 5 },
      { Datastream: { Sensor: { name: null } }, n: 5 },
    ])
    await sql`delete from measurements.observation o using measurements.datastream d
      join catalogue.dataset v on v.id = d.dataset_id
      where d.id = o.datastream_id and v.owner_id = ${owner.organisationId}`.execute(db)
    expect((await ask()).toSpliced(2, 1)).toEqual(before.toSpliced(2, 1))
  })

  it.each([
    ['Things?$apply=groupby((name))', 501],
    [apply('groupby((Datastream/Thing/Locations/name))'), 400],
    [apply('groupby((id))', 'Observations', '&$orderby=id'), 400],
    [apply('groupby((id))', 'Observations(1)'), 400],
    [apply('aggregate(result with median as x)'), 400],
    ['Things?$select=distinct:Locations', 400],
  ])('refuses %s', async (path, status) => {
    const answer = await anyone(path)
    expect([answer.status, answer.text]).toEqual([
      status,
      expect.stringContaining('apply|distinct'.split('|').find((word) => path.includes(word)) ?? ''),
    ])
  })

  it('is JSON, also when something else would rather be read', async () => {
    const answer = await server.request({
      url: `/sta/v1.1/${apply('aggregate($count as n)')}`,
      headers: { accept: 'text/csv' },
    })
    expect(answer.headers['content-type']).toContain('application/json')
  })
})

describe('$select=distinct:', () => {
  it('gives each combination of values once', async () => {
    expect(await read('Datastreams?$select=distinct:observationType&$count=true')).toMatchObject({
      '@iot.count': 2,
      value: [{ observationType: expect.any(String) }, { observationType: expect.any(String) }],
    })
    expect(
      await read(
        "Datastreams?$select=distinct:unitOfMeasurement/symbol,properties&$filter=startswith(name,'PM2.5')",
      ),
    ).toEqual({ value: [{ unitOfMeasurement: { symbol: 'ug/m3' }, properties: null }] })
    const [first] = (await read("Things?$filter=name eq 'Station 2'&$select=id")).value as {
      '@iot.id': number
    }[]
    expect(
      await read(`Things(${first?.['@iot.id']})/Datastreams?$select=distinct:name&$top=1`),
    ).toMatchObject({
      value: [{ name: 'Notes 2' }],
      '@iot.nextLink': expect.stringContaining('$select=distinct:name&$top=1&$skip=1'),
    })
    const results = await read(
      "Observations?$select=distinct:result&$filter=contains(Datastream/name,'PM2.5')",
    )
    expect(results.value).toEqual([0, 10, 2.5, 5, 7.5].map((result) => ({ result })))
  })

  it('gives nothing of what is withheld', async () => {
    const path = 'Things?$select=distinct:name,properties/x y'.replace('x y', "'x y'")
    expect((await anyone(path)).text).not.toContain(SECRET)
    expect((await speakAs(server, owner)('GET', path)).text).toContain(SECRET)
  })
})
