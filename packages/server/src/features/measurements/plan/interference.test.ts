import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { useServer } from '../../../testing/server.ts'
import { interference, type Leak } from './testing/interference.ts'
import { leakingServer, type Mistake } from './testing/leaking.ts'

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

/** Mistakes that could be made, and the first world in which each shows; if none were found, the test above would prove nothing. */
const MISTAKES: Record<string, Mistake & { seed: number }> = {
  'a filter on the raw place': {
    written: 'else ST_AsGeoJSON(g.geometry)::json end, g.geometry,',
    instead: 'else ST_AsGeoJSON(g.geometry)::json end, l.geometry,',
    seed: 5,
  },
  'a figure of a group that is too small': {
    written: 'where size >= k and',
    instead: 'where true or',
    seed: 6,
  },
  'messages over MQTT without the plan': {
    written: "case when s.time > 0 then '-infinity' when s.delay = 0",
    instead: "case when s.time > 99 then '-infinity' when s.delay < 99999",
    seed: 1,
  },
}

// They say the same of both databases, and take minutes on the embedded one.
describe.runIf(process.env.TEST_DATABASE_URL)('a planted leak is found', () => {
  it.each(Object.entries(MISTAKES))(
    '%s',
    async (_name, { seed, ...mistake }) => {
      const leaking = await leakingServer(server, mistake)
      const { run } = interference(leaking.server)
      let found: Leak[] = []
      for (let world = seed; found.length === 0 && world < seed + 20; world += 1)
        found = (await run(world, 8)).leaks
      await leaking.stop()
      expect(leaking.times()).toBeGreaterThan(0)
      expect(found.length).toBeGreaterThan(0)
    },
    600_000,
  )
})
