import { sql } from 'kysely'
import { beforeAll, expect, it } from 'vitest'
import { useServer } from '../../../testing/server.ts'
import { interference } from './testing/interference.ts'

const server = useServer()

beforeAll(async () => {
  await sql`insert into areas.area (code, level, name, search_name, label_point, geometry)
    select 'BU1', 'neighbourhood', 'Oeverwijk', 'oeverwijk', ST_PointOnSurface(shape), ST_Multi(shape)
    from (select ST_MakeEnvelope(5.2, 52, 5.6, 52.3, 4326) as shape) a`.execute(server.database.db)
}, 60_000)

it.each([1, 2, 3, 4])(
  'answers everybody with the same bytes, whatever differs in what is withheld from them (world %i)',
  async (seed) => {
    const { pairs, leaks } = await interference(server).run(seed, 8)
    expect(leaks).toEqual([])
    expect(pairs).toBeGreaterThan(500)
  },
  600_000,
)
