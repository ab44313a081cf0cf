import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import type { Target } from '../../moderation/index.ts'

/** Published analyses, hidden by moderators or not, as moderation needs to know them: by their newest version. */
export async function findTargets(db: Db, ids: readonly string[]): Promise<Target[]> {
  const { rows } = await sql<Target>`
    select a.id, case when a.author_kind = 'person' then a.author_id end as "writerId", nullif(a.byline, '') as "writerName",
      concat_ws(E'\\n\\n', n.content->>'title', n.content->>'question', n.content->>'why', n.content->>'method',
        (select string_agg(c->>'caption', E'\\n\\n') from jsonb_array_elements(n.content->'charts') c),
        n.content->>'conclusion', n.content->>'doubts', nullif(a.byline, ''), nullif(n.changes, ''), a.withdrawal_reason) as text,
      greatest(n.published_at, a.withdrawn_at, a.byline_changed_at) as "changedAt", '/analyses/' || a.id as path
    from analyses.analysis a
    join lateral (select v.content, v.changes, v.published_at from analyses.version v
      where v.analysis_id = a.id and v.state = 'published' order by v.number desc limit 1) n on true
    where a.id = any(${ids}::uuid[]) and not (a.author_kind = 'pupil' and a.withdrawn_at is not null)`.execute(
    db,
  )
  return rows
}
