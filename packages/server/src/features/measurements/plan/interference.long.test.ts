/**
 * Non-interference over far more worlds than interference.test.ts has time for; how many pairs of answers is `PAIRS`, from world `SEED` on:
 *
 *     PAIRS=200000 npx vitest run --project long packages/server/src/features/measurements/plan/interference.long.test.ts
 */
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { useServer } from '../../../testing/server.ts'
import { interference } from './testing/interference.ts'

const server = useServer()
const PAIRS = Number(process.env.PAIRS ?? 100_000)
const SEED = Number(process.env.SEED ?? 100_000)

it('answers everybody with the same bytes, whatever differs in what is withheld from them', async () => {
  await sql`insert into areas.area (code, level, name, search_name, label_point, geometry)
    select 'BU1', 'neighbourhood', 'Oeverwijk', 'oeverwijk', ST_PointOnSurface(shape), ST_Multi(shape)
    from (select ST_MakeEnvelope(5.2, 52, 5.6, 52.3, 4326) as shape) a`.execute(server.database.db)
  const { run } = interference(server)
  let compared = 0
  let world = SEED
  for (; compared < PAIRS; world += 1) {
    const { pairs, leaks } = await run(world, 12)
    expect(leaks, `world ${world}`).toEqual([])
    compared += pairs
  }
  process.stdout.write(`${compared} pairs of answers in ${world - SEED} worlds\n`)
}, 7_200_000)
