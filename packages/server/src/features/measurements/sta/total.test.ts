import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import type { TestActor } from '../../../testing/actors.ts'
import { useServer } from '../../../testing/server.ts'
import { SECRET, seedOpenAndSecret, speakAs } from './testing/seed.ts'

const server = useServer()
let owner: TestActor
let anyone: ReturnType<typeof speakAs>

beforeAll(async () => {
  owner = (await seedOpenAndSecret(server)).secret
  anyone = speakAs(server, undefined)
  // What is withheld has the values that are hardest to compute with.
  const { db } = server.database
  await sql`update measurements.thing set properties = '{"pin": 1.7e308, "tiny": 5e-324, "at": "2199-12-31T00:00:00Z",
    "long": "P999Y", "zero": 0}' where name like ${`%${SECRET}`}`.execute(db)
  await sql`update measurements.observation o set result_number = 1.7e308 from measurements.datastream d
    where d.id = o.datastream_id and d.name like ${`%${SECRET}`} and o.result_number is not null`.execute(db)
  await sql`update measurements.location set geometry = ST_GeomFromText(
      'GEOMETRYCOLLECTION(POLYGON((5 52, 6 53, 6 52, 5 53, 5 52)), POINT(5 52))', 4326)
    where name like ${`%${SECRET}`}`.execute(db)
}, 240_000)

const NUMBERS = [
  'id',
  'length(name)',
  'properties/pin',
  'properties/tiny',
  'properties/zero',
  '1.7e308',
  '1e-300',
  '0',
]
const BOW_TIE = "geography'POLYGON((5 52, 6 53, 6 52, 5 53, 5 52))'"
const RELATIONS = ['equals', 'disjoint', 'touches', 'within', 'overlaps', 'crosses', 'intersects', 'contains']

/** A condition for every operator and function that computes something. */
const number: fc.Arbitrary<string> = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(...NUMBERS),
    fc
      .tuple(tie('value'), fc.constantFrom('add', 'sub', 'mul', 'div', 'mod'), tie('value'))
      .map(([left, op, right]) => `(${left} ${op} ${right})`),
    fc
      .tuple(fc.constantFrom('round', 'floor', 'ceiling'), tie('value'))
      .map(([name, value]) => `${name}(${value})`),
    tie('value').map((value) => `-(${value})`),
  ),
})).value

const CONDITIONS = fc.oneof(
  fc.tuple(number, fc.constantFrom('gt', 'lt', 'eq')).map(([value, op]) => `${value} ${op} 0`),
  fc.tuple(number, number).map(([start, length]) => `substring(name,${start},${length}) ne 'x'`),
)

const FIXED: [list: string, condition: string][] = [
  ['Observations', 'result mul 1e308 gt 0'],
  ['Observations', 'result add 1.7e308 gt 0'],
  ['Observations', "phenomenonTime add duration'P90000D' gt now()"],
  ['Datastreams', 'Observations/result mul 1e308 gt 0'],
  ['ObservedProperties', `startswith(name,'PM') and id mul 1.2e308 gt 0`],
  ['Locations', `st_relate(location,geography'POINT(5 52)','bad')`],
  ['Locations', `geo.distance(location,${BOW_TIE}) gt 0`],
  ...RELATIONS.map((name): [string, string] => ['Locations', `st_${name}(location,${BOW_TIE})`]),
]

const ask = async (list: string, condition: string) => {
  const filter = encodeURIComponent(condition)
  const counted = await anyone('GET', `${list}/$count?$filter=${filter}`)
  const read = await anyone('GET', `${list}?$filter=${filter}&$orderby=id`)
  return `${counted.status} ${counted.text} ${read.status} ${read.text}`
}

describe('what a client computes', () => {
  it('tells nothing of what may not be read: not its values, and not that it is there', async () => {
    const cases: [string, string][] = [
      ...FIXED,
      ...fc.sample(CONDITIONS, { numRuns: 120, seed: 11 }).map((each): [string, string] => ['Things', each]),
    ]
    const before: string[] = []
    for (const [list, condition] of cases) before.push(await ask(list, condition))
    for (const [index, [, condition]] of cases.entries()) {
      expect(before[index], condition).toMatch(/^(200|400) /)
    }
    const ours = speakAs(server, owner)
    const { value } = (await ours('GET', `Things?$filter=contains(name,'${SECRET}')`)).json<{
      value: { '@iot.id': number }[]
    }>()
    for (const thing of value) await ours('DELETE', `Things(${thing['@iot.id']})`)
    for (const list of ['Sensors', 'ObservedProperties', 'Locations', 'FeaturesOfInterest']) {
      const left = (await ours('GET', `${list}?$filter=contains(name,'${SECRET}')`)).json<{
        value: { '@iot.id': number }[]
      }>()
      for (const each of left.value) await ours('DELETE', `${list}(${each['@iot.id']})`)
    }
    for (const [index, [list, condition]] of cases.entries()) {
      expect(await ask(list, condition), condition).toBe(before[index])
    }
  }, 240_000)
})
