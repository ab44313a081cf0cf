import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import { hasKey } from '../../../platform/database/key.ts'

/** An analysis of a pupil, by its newest version. */
export type PupilAnalysis = {
  id: string
  slug: string
  pupilId: string
  title: string
  state: 'draft' | 'published' | 'withdrawn'
  /** Whether an earlier version is published. */
  isPublished: boolean
  updatedAt: Date
}

/** What pupils wrote, last changed first. */
export async function listPupilAnalyses(db: Db, pupilIds: readonly string[]): Promise<PupilAnalysis[]> {
  const { rows } = await sql<PupilAnalysis>`select * from (
      select distinct on (a.id) a.id, a.slug, a.author_id as "pupilId", v.content->>'title' as title,
        case when a.withdrawn_at is not null then 'withdrawn' else v.state end as state,
        exists (select from analyses.version p where p.analysis_id = a.id and p.state = 'published') as "isPublished",
        v.updated_at as "updatedAt"
      from analyses.analysis a join analyses.version v on v.analysis_id = a.id
      where a.author_kind = 'pupil' and a.author_id = any(${pupilIds}::uuid[]) order by a.id, v.number desc
    ) newest order by "updatedAt" desc, id`.execute(db)
  return rows
}

/** Of which of these pupils an analysis is; undefined when it is of none of them. */
export async function findWriter(
  db: Db,
  key: string,
  pupilIds: readonly string[],
): Promise<{ id: string; pupilId: string } | undefined> {
  const { rows } = await sql<{ id: string; pupilId: string }>`select a.id, a.author_id as "pupilId"
    from analyses.analysis a
    where ${hasKey('a', key)} and a.author_kind = 'pupil' and a.author_id = any(${pupilIds}::uuid[])`.execute(
    db,
  )
  return rows[0]
}
