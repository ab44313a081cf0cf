import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { useServer } from '../../testing/server.ts'
import { listCiting } from './index.ts'

const server = useServer()

/** A decision with this evidence, as it is stored. */
async function decide(slug: string, evidence: object[], state = 'published'): Promise<void> {
  const content = JSON.stringify({ title: `Besluit ${slug}`, evidence })
  const isDraft = state === 'draft'
  await sql`with made as (
      insert into decisions.decision (slug, owner_id, challenge_id, created_at)
      values (${slug}, ${randomUUID()}, ${randomUUID()}, now()) returning id)
    insert into decisions.version (decision_id, number, state, content, signature, published_at, updated_at)
    select id, 1, ${state}, ${content}::jsonb, ${isDraft ? null : '{}'}::jsonb, ${isDraft ? null : new Date()}, now()
    from made`.execute(server.database.db)
}

async function makeSignal(indicatorId: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    with made as (insert into indicators.indicator (id, slug, owner_id, published, definition, created_at, updated_at)
      values (${indicatorId}, ${indicatorId.slice(0, 8)}, ${randomUUID()}, true, '{}', now(), now()))
    insert into indicators.signal (indicator_id, area_code, since, opened_at, opened_value, peak_at, peak_value, line,
      noticed_at, last_at) values (${indicatorId}, 'BU1', now(), now(), 1, now(), 1, 1, now(), now()) returning id`.execute(
    server.database.db,
  )
  return rows[0]?.id ?? ''
}

it('finds published decisions that cite an indicator or a signal of one, each once', async () => {
  const [mine, other] = [
    { id: randomUUID(), slug: 'hitte' },
    { id: randomUUID(), slug: 'hitte-in-huis' },
  ]
  const signal = await makeSignal(mine.id)
  const indicator = (reference: string) => ({ kind: 'indicator', title: 'x', reference, note: '' })
  await decide('met-cijfer', [indicator('/indicatoren/hitte?gebied=BU1'), indicator('/indicatoren/hitte')])
  await decide('in-het-engels', [indicator('https://waterrijk.example/en/indicatoren/hitte')])
  await decide('met-signaal', [{ kind: 'signal', title: 'x', reference: `/signalen/${signal}`, note: '' }])
  await decide('concept', [indicator('/indicatoren/hitte')], 'draft')
  await decide('van-een-ander', [indicator('/indicatoren/hitte-in-huis')])
  await decide('zonder', [])
  const slugs = async (asked: (typeof mine)[]) =>
    (await listCiting(server.database.db, asked)).map(({ slug }) => slug)
  expect(await slugs([mine])).toEqual(['in-het-engels', 'met-cijfer', 'met-signaal'])
  expect(await slugs([other])).toEqual(['van-een-ander'])
  expect(await slugs([])).toEqual([])
})
