import { sql } from 'kysely'
import { beforeAll, expect, it } from 'vitest'
import { useServer } from '../../../testing/server.ts'
import { type Directed, interference, type Leak } from './testing/interference.ts'
import { leakingServer, type Mistake } from './testing/leaking.ts'
import type { DatasetSpec, Scenario } from './testing/scenario.ts'

const server = useServer()

/**
 * Pairs of answers that are compared: more than 20,000 on PostgreSQL and the embedded database together; many more in
 * interference.long.test.ts. A world gives thousands.
 */
const PAIRS = process.env.TEST_DATABASE_URL ? 15_000 : 6_000
const BATCHES = process.env.TEST_DATABASE_URL ? 5 : 2

beforeAll(async () => {
  await sql`insert into areas.area (code, level, name, search_name, label_point, geometry)
    select 'BU1', 'neighbourhood', 'Oeverwijk', 'oeverwijk', ST_PointOnSurface(shape), ST_Multi(shape)
    from (select ST_MakeEnvelope(5.2, 52, 5.6, 52.3, 4326) as shape) a`.execute(server.database.db)
}, 60_000)

/** What went wrong, in a form that can be read. */
const told = (leaks: readonly Leak[]) =>
  leaks
    .slice(0, 5)
    .map(({ actor, change, question, before, after }) => ({ actor, change, question, before, after }))

it.each(Array.from({ length: BATCHES }, (_, batch) => batch + 1))(
  'answers everybody with the same bytes, whatever differs in what is withheld from them (batch %i)',
  async (batch) => {
    const { run } = interference(server)
    let compared = 0
    for (let world = 0; compared < PAIRS / BATCHES; world += 1) {
      const { pairs, leaks } = await run(batch * 1000 + world, 8)
      expect(told(leaks)).toEqual([])
      compared += pairs
    }
  },
  600_000,
)

/** Stations in a dataset like this, so many, and others in a restricted one. */
function worldOf(dataset: Partial<DatasetSpec>, count = 5): Scenario {
  const exact = { kind: 'open', place: 0, time: 0, delayMinutes: 0, minimumGroup: 1 } as const
  const stations = Array.from({ length: 5 }, (_, index) => ({
    dataset: index < count ? 0 : 1,
    everybody: null,
    research: null,
  }))
  return {
    datasets: [
      { ...exact, ...dataset },
      { ...exact, kind: 'restricted' },
    ],
    stations,
    agreements: [],
  }
}

it('tells on no path in which order the values of an hour came, also not in the last digit', async () => {
  const { leaks } = await interference(server).runDirected({
    scenario: worldOf({ time: 1 }),
    steps: [{ index: 1, name: 'values of an hour in another order' }],
  })
  expect(told(leaks)).toEqual([])
}, 300_000)

it('tells on no path at which hours of a day there were values to who sees days', async () => {
  const { leaks } = await interference(server).runDirected({
    scenario: worldOf({ time: 2 }),
    steps: [{ index: 1, name: 'a value of a day at another hour' }],
  })
  expect(told(leaks)).toEqual([])
}, 300_000)

it.runIf(process.env.TEST_DATABASE_URL).each([
  [{ time: 2 }, 'values of a day in another order'],
  [{ place: 2 }, 'moved within the square of 500 m'],
] as const)(
  'tells in no signal what is withheld: of %j, %s',
  async (dataset, name) => {
    const watching = {
      signalRule: { line: 12, direction: 'above', clearLine: 11, minimumPeriods: 1 },
      watchRules: [{ kind: 'absence', periods: 1 }],
    }
    const { leaks } = await interference(server, watching).runDirected({
      scenario: worldOf(dataset),
      steps: [{ index: 1, name }],
    })
    expect(told(leaks)).toEqual([])
    const { body } = await server.request({ url: '/api/v1/signals' })
    // There are some, or this would prove nothing.
    expect(body).toContain('"kind"')
  },
  600_000,
)

/** The same with hosts who consent to research, and to nothing else. */
const withResearch = ({ stations, ...world }: Scenario): Scenario => ({
  ...world,
  stations: stations.map((station) => ({ ...station, research: { place: 0, time: 0, inGroups: true } })),
})

/** Mistakes that could be made, each with a world in which it shows; if one were not found, the test above would prove nothing. */
const MISTAKES: Record<string, Mistake & Directed> = {
  'a filter on the raw place': {
    written: 'else ST_AsGeoJSON(g.geometry)::json end, g.geometry,',
    instead: 'else ST_AsGeoJSON(g.geometry)::json end, l.geometry,',
    scenario: worldOf({ place: 2 }),
    steps: [{ index: 1, name: 'moved within the square of 500 m' }],
  },
  'a figure of a group that is too small': {
    written: 'size >= k and (smaller = 0 or smaller >= k)',
    instead: 'true',
    scenario: worldOf({ minimumGroup: 3 }, 2),
    steps: [{ index: 1, name: 'values of yesterday' }],
  },
  'a mean of hours of who shows days only': {
    written: 'where f.time <=',
    instead: 'where -1 <=',
    scenario: worldOf({ time: 2 }),
    steps: [{ index: 1, name: 'values of a day in another order' }],
  },
  'the hours of a day of who shows days only': {
    written: 'f.time < ',
    instead: '9 > ',
    scenario: worldOf({ time: 2 }),
    steps: [{ index: 1, name: 'a value of a day at another hour' }],
  },
  'messages over MQTT without the plan': {
    written: "case when s.time > 0 then '-infinity' when s.delay = 0",
    instead: "case when s.time > 99 then '-infinity' when s.delay < 99999",
    scenario: worldOf({ time: 1 }),
    steps: [{ index: 1, name: 'a value in the running hour' }],
  },
  'a consent that counts for rules without a purpose': {
    written: 'is distinct from r.purpose then false',
    instead: '<> r.purpose then false',
    scenario: withResearch(worldOf({ kind: 'personal' })),
    steps: [{ index: 1, name: 'values of an hour in another order' }],
  },
  'tiles with an hour that is not over': {
    written: "::int and (d.moment = 'infinity' or ",
    instead: '::int and (true or ',
    scenario: worldOf({ time: 1 }),
    steps: [{ index: 1, name: 'a value in the running hour' }],
  },
}

// It says the same of both databases, and takes minutes on the embedded one.
it.runIf(process.env.TEST_DATABASE_URL).each(Object.entries(MISTAKES))(
  'finds %s when it is planted',
  async (name, { written, instead, ...directed }) => {
    const leaking = await leakingServer(server, { written, instead })
    const { leaks, again } = await interference(leaking.server).runDirected(directed)
    await leaking.stop()
    expect(leaking.times()).toBeGreaterThan(0)
    const kinds = leaks.map(({ question }) =>
      question.includes('/tiles/stations/')
        ? 'tile'
        : question.includes('/indicators/')
          ? 'figure'
          : question.startsWith('v1.1/')
            ? 'message'
            : 'answer',
    )
    const kind = {
      'a fil': 'answer',
      'a fig': 'figure',
      'a mea': 'answer',
      'a con': 'answer',
      'the h': 'answer',
      messa: 'message',
      tiles: 'tile',
    }[name.slice(0, 5)]
    expect(kinds).toContain(kind)
    expect(await interference(server).runAgain(again)).toEqual([])
  },
  300_000,
)
