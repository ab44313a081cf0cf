import { parsePath, parseQuery } from '@samenspel/standards/sensorthings'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { ANONYMOUS } from '../../../platform/actor.ts'
import { useServer } from '../../../testing/server.ts'
import { seedOpenAndSecret } from '../sta/testing/seed.ts'
import { compileRead, compileTemplate, type ReadRequest } from './statement.ts'

const server = useServer()

beforeAll(() => seedOpenAndSecret(server), 60_000)

const ROOT = 'https://example.org/sta/v1.1'

function ask(address: string): ReadRequest {
  const [pathText = '', ...query] = address.split('?')
  const path = parsePath(pathText)
  if (path.kind === 'root' || path.kind === 'action') throw new Error('not a read request')
  const target = path.kind === 'property' ? 'property' : path.kind === 'entity' ? 'entity' : 'collection'
  return {
    path,
    query: parseQuery(query.join('?').replaceAll('+', '%2B'), { entityType: path.entityType, target }),
    root: ROOT,
    actor: ANONYMOUS,
    now: BigInt(Date.UTC(2026, 2, 2)) * 1000n,
  }
}

/** The statement and the answer to it. */
async function answer(address: string) {
  const { db } = server.database
  const compiled = compileRead(ask(address)).compile(db)
  const { rows } = await db.executeQuery(compiled)
  return { sql: compiled.sql.replace(/\s+/g, ' ').trim(), body: rows[0]?.body }
}

async function values(address: string): Promise<Record<string, unknown>[]> {
  return JSON.parse((await answer(address)).body ?? 'null').value
}

describe('one statement', () => {
  it.each([
    'Things?$select=name&$top=2',
    'Datastreams(1)/Observations?$orderby=phenomenonTime desc&$top=2&$select=result&$count=true',
    'Datastreams?$select=id&$expand=Observations($orderby=phenomenonTime desc;$top=1;$select=result)',
    "Observations?$select=id&$filter=result gt 5 and Datastream/name eq 'PM2.5 1'",
    "Things?$select=id&$filter=Datastreams/name eq 'PM2.5 1' and Datastreams/Sensor/name ne null",
    "Things?$select=id&$filter=not Datastreams/any(d:startswith(d/name,'x')) and geo.distance(Locations/location,geography'POINT(5 52)') lt 1",
    'Things?$select=id&$orderby=properties/height desc,name',
    'Things(1)/properties/a',
  ])('for %s', async (address) => {
    expect(await answer(address)).toMatchSnapshot()
  })
})

it.each(['asItIs', 'byRule'] as const)('has a short statement for what was seen whole %s', (sight) => {
  const address = 'Datastreams(1)/Observations?$orderby=phenomenonTime desc&$top=2&$select=result'
  const { ofRow } = compileTemplate(ask(address))
  expect(ofRow?.[sight]?.().compile(server.database.db).sql.replace(/\s+/g, ' ')).toMatchSnapshot()
  for (const address of ['Datastreams(1)/Thing', 'Datastreams(1)/Observations(1)', 'Datastreams'])
    expect(compileTemplate(ask(address)).ofRow).toBeUndefined()
  expect(Object.keys(compileTemplate(ask('Things(1)')).ofRow ?? {})).toEqual(['asItIs'])
})

it.each(['Things?', 'Observations?', 'Observations?$orderby=phenomenonTime desc&', 'Things(1)/Datastreams?'])(
  'asks the same text for every page of a client that counts: %s',
  async (list) => {
    const [second, fifth] = await Promise.all([2, 8].map((skip) => answer(`${list}$top=2&$skip=${skip}`)))
    expect(second?.sql).toMatch(/ limit 3 offset \$\d/)
    expect(fifth?.sql).toBe(second?.sql)
    expect((await answer(`${list}$top=2`)).sql).not.toMatch(/limit 3 offset/)
  },
)

it.each(["name eq 'x'", "(name eq 'x') and true"])('refuses a condition as an order: %s', (order) => {
  expect(() => compileRead(ask(`Things?$orderby=${order}`))).toThrow(
    expect.objectContaining({ code: 'invalid-query' }),
  )
})

describe('rows', () => {
  const ids = async (address: string) => (await values(address)).map((each) => each['@iot.id'])
  const count = async (filter: string, collection = 'Observations') =>
    (await values(`${collection}?$top=1000&$filter=${encodeURIComponent(filter)}`)).length

  it.each([
    // Of each of the two readable stations.
    ['result gt 5', 4],
    ["result gt '5'", 4],
    ["result eq '3'", 2],
    ['result lt 1', 2],
    ["substringof('fog', result)", 2],
    ['result eq true', 2],
    ['result/a/b eq 2', 2],
    ['result[0] eq 1', 2],
    ['result eq null', 2],
    ['result div 0 eq null', 26],
    ['result mod 5 eq 2.5', 4],
    ['phenomenonTime lt 2026-03-01T01:00:00Z', 6],
    ['phenomenonTime ge 2026-03-01T05:00:00Z', 4],
    ['overlaps(phenomenonTime, 2026-03-01T00:30:00Z/2026-03-01T01:30:00Z)', 6],
    ['during(phenomenonTime, 2026-03-01T00:00:00Z/2026-03-01T01:00:00Z)', 10],
    ['resultTime eq null', 16],
    ['hour(phenomenonTime) eq 2', 4],
    ['validTime ne null', 2],
    ["resultQuality eq 'poor'", 2],
    ['parameters/a eq 1', 2],
    ['Datastream/Thing/properties/a/b eq 1', 22],
    ["Datastream/name eq 'PM2.5 1' or Datastream/name eq 'PM2.5 2'", 10],
    ["FeatureOfInterest/name eq 'Field 1'", 1],
    ["st_within(FeatureOfInterest/feature, geography'POLYGON((5 52,5.2 52,5.2 53,5 53,5 52))')", 12],
    ["phenomenonTime gt now() sub duration'P1D'", 22],
    // Of one kind of datastream only; the other kind is as if it were not there.
    ["MultiDatastream/name eq 'Wind 1'", 2],
    ["Datastream/name eq 'Wind 1'", 0],
    ['Datastream/id gt 0', 22],
    ['Datastream/id eq null', 4],
    ["not (Datastream/name eq 'Wind 1')", 26],
    ["MultiDatastream/ObservedProperties/name eq 'Direction 2'", 2],
    ["result[1] eq 'north 1'", 1],
    ['Datastream/id gt 0 or MultiDatastream/id gt 0', 26],
  ])('where %s', async (filter, expected) => {
    expect(await count(filter)).toBe(expected)
  })

  it('speak of one linked entity when conditions are joined by and', async () => {
    expect(
      await count("Datastreams/name eq 'PM2.5 1' and Datastreams/observationType eq 'x'", 'Things'),
    ).toBe(0)
    expect(
      await count("Datastreams/name eq 'PM2.5 1' and Datastreams/Sensor/name eq 'SDS011 1'", 'Things'),
    ).toBe(1)
    expect(
      await count("Datastreams/name eq 'PM2.5 1' and Datastreams/Sensor/name eq 'Eyes 1'", 'Things'),
    ).toBe(0)
    expect(await count("Datastreams/all(d:d/name ne 'PM2.5 1')", 'Things')).toBe(1)
  })

  it('are ordered with what is missing first, or last when descending', async () => {
    const results = async (direction: string) =>
      (await values(`Observations?$select=result&$top=1000&$orderby=result ${direction}`)).map(
        (each) => each.result,
      )
    const up = await results('asc')
    const down = await results('desc')
    expect(up.slice(0, 2)).toEqual([null, null])
    expect(up.slice(-4)).toEqual([7.5, 7.5, 10, 10])
    expect(down.slice(0, 4)).toEqual([10, 10, 7.5, 7.5])
    expect(down.slice(-2)).toEqual([null, null])
  })

  it.each([
    'Observations?$top=3',
    'Observations?$top=3&$orderby=phenomenonTime desc',
    'Observations?$top=4&$orderby=result',
    'Observations?$top=4&$orderby=result desc,Datastream/name',
    'Observations?$top=3&$orderby=resultTime desc',
    'Observations?$top=5&$orderby=id desc&$filter=result ne 5',
    'Datastreams?$top=1&$orderby=Thing/name desc',
    'Datastreams(1)/Observations?$top=2&$orderby=phenomenonTime desc',
    'FeaturesOfInterest(1)/Observations?$top=3&$skip=2',
    'Things?$top=1&$orderby=Datastreams/name',
    'Observations?$top=4&$orderby=MultiDatastream/name desc,Datastream/id desc',
    'MultiDatastreams(3)/ObservedProperties?$top=1',
    'MultiDatastreams(3)/ObservedProperties?$top=1&$orderby=name desc',
  ])('come page by page, each once, in one order: %s', async (address) => {
    const all = await ids(address.replace(/\$top=\d+/, '$top=1000'))
    const seen: unknown[] = []
    let next: string | undefined = address
    while (next !== undefined) {
      const page: Record<string, unknown> = JSON.parse((await answer(next)).body ?? '{}')
      seen.push(...(page.value as Record<string, unknown>[]).map((each) => each['@iot.id']))
      next =
        page['@iot.nextLink'] === undefined
          ? undefined
          : decodeURIComponent(String(page['@iot.nextLink'])).slice(ROOT.length + 1)
      expect(seen.length).toBeLessThanOrEqual(all.length)
    }
    expect(seen).toEqual(all)
    expect(all.length).toBeGreaterThan(1)
  })

  it('have a next link exactly when more remain', async () => {
    const next = async (address: string) => JSON.parse((await answer(address)).body ?? '{}')['@iot.nextLink']
    expect(await next('Things?$top=2')).toBeUndefined()
    expect(await next('Things?$top=1')).toContain('$skiptoken=')
    expect(await next('Things?$top=1&$skip=1')).toBeUndefined()
    expect(await next('Things?$top=0')).toBeUndefined()
  })
})

it('keeps the parts of a multi datastream in the order of its results', async () => {
  const names = (await values('MultiDatastreams(3)/ObservedProperties?$select=name')).map(({ name }) => name)
  expect(names).toEqual(['Wind speed 1', 'Direction 1'])
})

describe('the plan of', () => {
  async function plan(address: string): Promise<string> {
    const compiled = compileRead(ask(address)).compile(server.database.db)
    // The rows are few here: without this every table would be read from front to back and sorted.
    const { rows } = await server.database.db.transaction().execute(async (transaction) => {
      for (const way of ['seqscan', 'bitmapscan', 'sort']) {
        await sql`set local ${sql.ref(`enable_${way}`)} = off`.execute(transaction)
      }
      const text = `explain (costs off) ${compiled.sql}`
      return transaction.executeQuery<{ 'QUERY PLAN': string }>({ ...compiled, sql: text })
    })
    return rows.map((row) => row['QUERY PLAN']).join('\n')
  }

  it('the latest observations of one datastream is its key, backwards, without sorting', async () => {
    const text = await plan('Datastreams(1)/Observations?$orderby=phenomenonTime desc&$top=100')
    expect(text).toMatch(/Index Scan Backward using \S*pkey on observation_/)
    // What is sorted are the few rules of one datastream, never its observations.
    expect(text).not.toMatch(/Sort Key: .*phenomenon/)
  })

  it('a period of one datastream reads only its partitions', async () => {
    await sql`create table if not exists measurements.observation_2031_01 partition of measurements.observation
      for values from ('2031-01-01Z') to ('2031-02-01Z')`.execute(server.database.db)
    expect(await plan('Datastreams(1)/Observations')).toContain('observation_2031_01')
    const filter = '$filter=phenomenonTime ge 2026-03-01T00:00:00Z and phenomenonTime lt 2026-03-02T00:00:00Z'
    expect(await plan(`Datastreams(1)/Observations?${filter}`)).not.toContain('observation_2031_01')
    expect(await plan(`Observations?${filter}`)).not.toContain('observation_2031_01')
  })

  it('the last observation of every datastream looks each up by key', async () => {
    const text = await plan('Datastreams?$expand=Observations($orderby=phenomenonTime desc;$top=1)')
    expect(text).toMatch(/SubPlan/)
    expect(text).toMatch(/Index Scan Backward using \S*pkey on observation_/)
  })

  it('the number of observations of a datastream does not read them', async () => {
    const { db } = server.database
    const compiled = compileRead(ask('Datastreams(1)/Observations?$count=true&$top=0')).compile(db)
    expect(compiled.sql).toContain('datastream_state')
    const { rows } = await db.executeQuery<{ 'QUERY PLAN': string }>({
      ...compiled,
      sql: `explain (analyze, costs off, timing off) ${compiled.sql}`,
    } as never)
    const scans = rows.map((row) => row['QUERY PLAN']).filter((line) => / on observation_/.test(line))
    expect(scans.every((line) => line.includes('never executed') || line.includes('rows=0'))).toBe(true)
  })
})
