import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { useServer } from '../../../testing/server.ts'
import { withDefaults } from '../rules.ts'
import type { Definition } from '../schema.ts'
import { keptTables, memberTables } from './counted.ts'

const server = useServer()
const run = (statement: ReturnType<typeof sql<unknown>>) => statement.execute(server.database.db)

const LEVELS = ['municipality', 'district', 'neighbourhood'] as const
type Level = (typeof LEVELS)[number]

/** A rectangle on a grid of six by six; what it is said to be a part of is there, or was never imported, or is not said. */
type Area = { level: Level; code: string; of: string | null; municipality: string | null; box: number[] }
type Sensor = { host: number; x: number; y: number }
type World = { areas: Area[]; sensors: Sensor[] }

const SIZE = 6
const K = 3
const FROM = new Date('2026-03-01T10:00:00Z')
const TO = new Date('2026-03-01T11:00:00Z')

const side = fc
  .tuple(fc.nat(SIZE - 1), fc.integer({ min: 2, max: SIZE }))
  .map(([from, length]) => [from, Math.min(from + length, SIZE)])
const box = fc.tuple(side, side).map(([x = [], y = []]) => [x[0] ?? 0, y[0] ?? 0, x[1] ?? 0, y[1] ?? 0])
const whole = [0, 0, SIZE, SIZE]
const municipality = fc.constantFrom('GM1', 'GM1', 'GM1', 'GM2', 'GM9', null)

/** Areas that overlap, stick out, leave gaps and contradict each other, as those of different years and makers do. */
const worlds: fc.Arbitrary<World> = fc
  .record({
    municipalities: fc.tuple(fc.oneof(fc.constant(whole), box), fc.option(box)),
    districts: fc.array(fc.record({ municipality, box }), { maxLength: 3 }),
    neighbourhoods: fc.array(
      fc.record({ of: fc.constantFrom('WK1', 'WK2', 'WK3', 'WK9', null), municipality, box }),
      { minLength: 1, maxLength: 5 },
    ),
    places: fc.array(fc.tuple(fc.nat(SIZE - 1), fc.nat(SIZE - 1), fc.integer({ min: 1, max: 4 })), {
      minLength: 2,
      maxLength: 5,
    }),
    second: fc.array(fc.tuple(fc.nat(30), fc.nat(SIZE - 1), fc.nat(SIZE - 1)), { maxLength: 2 }),
  })
  .map(({ municipalities, districts, neighbourhoods, places, second }) => {
    const counts = places.flatMap(([x, y, count]) => Array.from({ length: count }, () => ({ x, y })))
    const sensors = counts.map((at, n): Sensor => ({ host: n + 1, ...at }))
    for (const [of, x, y] of second) sensors.push({ host: 1 + (of % counts.length), x, y })
    return {
      areas: [
        ...municipalities.flatMap((each, n): Area[] =>
          each
            ? [{ level: 'municipality', code: `GM${n + 1}`, of: null, municipality: null, box: each }]
            : [],
        ),
        ...districts.map((each, n): Area => ({ level: 'district', code: `WK${n + 1}`, of: null, ...each })),
        ...neighbourhoods.map((each, n): Area => ({ level: 'neighbourhood', code: `BU${n + 1}`, ...each })),
      ],
      sensors,
    }
  })

/** Stores worlds, each in a square of its own; gives the ids of their sensors. */
async function store(all: readonly World[]): Promise<number[][]> {
  const name = (world: number, code: string | null) => code && `${code}w${world}`
  const areas = all.flatMap(({ areas: of }, world) =>
    of.map(({ level, code, of: parent, municipality: within, box: [x1 = 0, y1 = 0, x2 = 0, y2 = 0] }) => ({
      level,
      code: name(world, code),
      parent: name(world, parent),
      within: name(world, within),
      box: [x1, y1, x2, y2].map((side, n) => side + (n % 2 === 0 ? left(world) : bottom(world))),
    })),
  )
  await run(sql`insert into areas.area (code, level, name, search_name, parent_code, municipality_code, label_point, geometry)
    select code, level, code, code, parent, within, ST_PointOnSurface(shape), ST_Multi(shape)
    from jsonb_to_recordset(${JSON.stringify(areas)}::jsonb) as a (code text, level text, parent text, within text, box float8[])
    cross join lateral (select ST_MakeEnvelope(box[1], box[2], box[3], box[4], 4326) as shape) s`)
  const sensors = all.flatMap(({ sensors: of }, world) =>
    of.map(({ host, x, y }) => ({
      host: `${world}-${host}`,
      x: x + 0.5 + left(world),
      y: y + 0.5 + bottom(world),
    })),
  )
  const { rows } = await sql<{ id: number }>`
    with dataset as (
      insert into catalogue.dataset (slug, title, description, owner_id, licence, access, place, time, delay_minutes, minimum_group,
        theme, contact, corrections, created_at, updated_at)
      values ('meters', 'Meters', '', gen_random_uuid(), 'x', 'open', 'exact', 'raw', 0, ${K}, 'environment', 'x', 'replace', now(), now())
      returning id),
    property as (insert into measurements.observed_property (dataset_id, name, definition, description)
      select id, 'energy', '', '' from dataset returning id),
    sensor as (insert into measurements.sensor (dataset_id, name, description, encoding_type, metadata)
      select id, 'meter', '', 'text/plain', '""' from dataset returning id),
    asked as (select row_number() over () as n, a.* from jsonb_to_recordset(${JSON.stringify(sensors)}::jsonb) as a (host text, x float8, y float8)),
    thing as (insert into measurements.thing (dataset_id, name, description, source_key, host_id, place)
      select dataset.id, host, '', n::text, md5(host)::uuid, ST_SetSRID(ST_MakePoint(x, y), 4326) from asked, dataset
      returning id, source_key),
    stream as (insert into measurements.datastream (dataset_id, thing_id, sensor_id, observed_property_id, name, description, observation_type,
        unit_of_measurement, source_key)
      select dataset.id, thing.id, sensor.id, property.id, '', '', '', '{"name": "kWh", "symbol": "kWh", "definition": ""}', thing.source_key
      from dataset, thing, sensor, property returning id, source_key),
    state as (insert into measurements.datastream_state (datastream_id, count, first_start, last_end)
      select id, 1, ${FROM}, ${FROM} from stream)
    select id from stream order by source_key::int`.execute(server.database.db)
  let at = 0
  return all.map(({ sensors: of }) => of.map(() => rows[at++]?.id ?? 0))
}

/** Where the square of a world is, with room around it. */
const left = (world: number) => (world % 30) * 8 - 120
const bottom = (world: number) => Math.floor(world / 30) * 8 - 60

/** The sensors that count in each figure that is told of a level, with how much each weighs. */
async function listTold(level: Level): Promise<Map<string, { ids: number[]; weights: number[] }>> {
  const definition: Definition = withDefaults({
    title: '',
    unit: 'kWh',
    property: 'energy',
    statistic: 'mean',
    period: 'hour',
    level,
  })
  const counted = [{ symbol: 'kWh', definition: '', factor: 1, shift: 0, isPerHour: false }]
  const { rows } = await sql<{ code: string; ids: number[]; weights: number[] }>`
    with ${memberTables(definition, counted, { now: new Date('2026-03-02T00:00:00Z'), from: FROM, to: TO })},
    measured as materialized (select *, 0 as start from station),
    ${keptTables(sql`measured`, definition)}
    select area_code as code, array_agg(id) as ids, array_agg(weight) as weights from grouped
    where (pool, area_code, start) in (select pool, area_code, start from kept) group by 1`.execute(
    server.database.db,
  )
  return new Map(rows.map(({ code, ...of }) => [code, of]))
}

/** What is left of each group after others within it were subtracted, in any way. */
function listLeft(groups: readonly number[]): Set<number> {
  const found = new Set<number>(groups)
  for (const rest of found) for (const group of groups) if ((rest & group) === group) found.add(rest & ~group)
  found.delete(0)
  return found
}

it('leaves nobody or at least a group, however areas overlap, stick out and contradict each other', async () => {
  const all = fc.sample(worlds, { numRuns: 450, seed: 4 })
  const ids = await store(all)
  const told = new Map<string, number[]>()
  const weightOf = new Map<number, number>()
  for (const level of LEVELS) {
    for (const [code, { ids: members, weights }] of await listTold(level)) {
      told.set(code, members)
      // Else subtracting an area from a larger one would leave the rest of one who lies in both.
      for (const [n, id] of members.entries()) {
        expect({ code, id, weight: weightOf.get(id) ?? weights[n] }).toEqual({ code, id, weight: weights[n] })
        weightOf.set(id, weights[n] ?? 0)
      }
    }
  }
  let more = 0
  for (const [index, { areas, sensors }] of all.entries()) {
    const groups = areas.flatMap(({ code }) => {
      const members = told.get(`${code}w${index}`)
      return members
        ? [(ids[index] ?? []).reduce((bits, id, n) => (members.includes(id) ? bits | (1 << n) : bits), 0)]
        : []
    })
    if (groups.length > 1) more += 1
    for (const rest of listLeft(groups)) {
      const hosts = new Set(sensors.filter((_, n) => rest & (1 << n)).map(({ host }) => host))
      expect({ world: index, areas, sensors, enough: hosts.size >= K }).toMatchObject({ enough: true })
    }
    // Of two groups the one is in the other, or they have nobody in common: then nothing else can be computed from them.
    for (const one of groups) {
      for (const other of groups) {
        const both = one & other
        expect({ world: index, areas, nested: both === 0 || both === one || both === other }).toMatchObject({
          nested: true,
        })
      }
    }
  }
  expect(more).toBeGreaterThan(all.length / 5)
}, 60_000)
