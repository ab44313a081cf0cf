import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import type { Target } from '../../moderation/index.ts'

/** Published analyses, hidden by moderators or not, as moderation needs to know them: all that their author wrote and everybody reads, of every version. */
export async function findTargets(db: Db, ids: readonly string[]): Promise<Target[]> {
  const { rows } = await sql<Target>`
    select a.id, case when a.author_kind = 'person' then a.author_id end as "writerId", nullif(a.byline, '') as "writerName",
      concat_ws(E'\\n\\n', nullif(a.byline, ''), n.text, s.text, a.withdrawal_reason) as text,
      greatest(n.published_at, a.withdrawn_at, a.byline_changed_at, s.answered_at) as "changedAt", '/analyses/' || a.id as path
    from analyses.analysis a
    join lateral (select max(v.published_at) as published_at,
        string_agg(concat_ws(E'\\n\\n', v.content->>'title', v.content->>'question', v.content->>'why', v.content->>'method',
          (select string_agg(c->>'caption', E'\\n\\n') from jsonb_array_elements(v.content->'charts') c),
          v.content->>'conclusion', v.content->>'doubts', nullif(v.changes, '')), E'\\n\\n— — —\\n\\n' order by v.number desc) as text
      from analyses.version v where v.analysis_id = a.id and v.state = 'published') n on n.published_at is not null
    left join lateral (select max(s.answered_at) as answered_at, string_agg(s.text, E'\\n\\n' order by s.number desc, s.respect, s.finding) as text
      from analyses.steering_answer s join analyses.version v using (analysis_id, number)
      where s.analysis_id = a.id and v.state = 'published') s on true
    where a.id = any(${ids}::uuid[]) and a.erased_at is null and not (a.author_kind = 'pupil' and a.withdrawn_at is not null)`.execute(
    db,
  )
  return rows
}
