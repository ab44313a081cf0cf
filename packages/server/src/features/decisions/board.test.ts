import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { useServer } from '../../testing/server.ts'

const server = useServer()

it('leaves no open draft out, however many reviews are late', async () => {
  server.now = new Date('2026-06-01T10:00:00Z')
  await sql`
    with made as (
      insert into decisions.decision (slug, owner_id, challenge_id, created_at)
      select 'besluit-' || number, gen_random_uuid(), gen_random_uuid(), ${server.now}::timestamptz
      from generate_series(0, 600) number returning id, slug)
    insert into decisions.version (decision_id, number, state, content, signature, published_at, opened_at, updated_at)
    select id, 1, state, jsonb_build_object('title', slug, 'reviewDate', '2026-05-01'),
      case state when 'published' then '{}'::jsonb end, case state when 'published' then ${server.now}::timestamptz end,
      ${server.now}::timestamptz, ${server.now}::timestamptz
    from made cross join lateral (select case slug when 'besluit-0' then 'draft' else 'published' end as state) s`.execute(
    server.database.db,
  )
  const board = (await server.request({ url: '/api/v1/decision-board' })).json<
    Record<'open' | 'overdue', { slug: string }[]>
  >()
  expect(board.open.map(({ slug }) => slug)).toEqual(['besluit-0'])
  expect(board.overdue).toHaveLength(200)
})
