import { sql } from 'kysely'
import { beforeAll, expect, it } from 'vitest'
import { useAgreements } from './testing/world.ts'

const { server, world, send, draft, sign, agree } = useAgreements()
let offered = ''
let accepted = ''
const run = (statement: ReturnType<typeof sql>) => statement.execute(server.database.db)

beforeAll(async () => {
  const [first, second] = [await draft(), await draft()]
  await sign(first.slug, 'offer', world().municipality)
  await agree(second.slug)
  offered = first.id
  accepted = second.id
})

it('refuses another text once it is offered', async () => {
  const answer = await send('PATCH', `agreements/${offered}`, { why: 'Anders' }, world().municipality.officer)
  expect(answer.statusCode).toBe(409)
})

it.each([
  ['another text', sql`content = jsonb_set(content, '{why}', '"niets"')`],
  ['a draft again', sql`state = 'draft', offered_at = null, accepted_at = null`],
  ['valid for longer', sql`valid_through = '2100-01-01'`],
  ['made for another reason', sql`reason = 'anders'`],
])('cannot become %s once it is offered, also for who writes SQL', async (_what, change) => {
  for (const id of [offered, accepted]) {
    const changing = run(sql`update agreements.version set ${change} where agreement_id = ${id}`)
    await expect(changing).rejects.toThrow('cannot be changed')
  }
})

it.each([
  ['declined', sql`state = 'declined', accepted_at = null`],
  ['accepted earlier', sql`accepted_at = '2026-01-01'`],
])('cannot become %s once all have accepted it', async (_what, change) => {
  const changing = run(sql`update agreements.version set ${change} where agreement_id = ${accepted}`)
  await expect(changing).rejects.toThrow('cannot be changed')
})

it.each([
  ['removed', () => sql`delete from agreements.version where agreement_id = ${offered}`],
  ['rid of a party', () => sql`delete from agreements.version_party where agreement_id = ${offered}`],
  ['about other data', () => sql`update agreements.version_dataset set dataset_id = gen_random_uuid()`],
  [
    'about more data',
    () => sql`insert into agreements.version_dataset values (${offered}, 1, gen_random_uuid())`,
  ],
  ['rid of a signature', () => sql`delete from agreements.step where agreement_id = ${offered}`],
  ['signed by another', () => sql`update agreements.step set signature = '{}'`],
])('cannot be %s once it is offered, also for who writes SQL', async (_what, statement) => {
  await expect(run(statement())).rejects.toThrow('cannot be changed')
})
