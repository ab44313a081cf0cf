import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import { listTeachers } from '../../classes/index.ts'
import { findPublished, findVersion } from './store.ts'

/** A published analysis as others cite it: by its version and the hash of its frozen evidence. */
export type CitedAnalysis = { id: string; slug: string; title: string; version: number; sha256: string }

/** The analysis with this id or slug; not one that was withdrawn or hidden. Without a version the newest. */
export async function findCitedAnalysis(
  db: Db,
  key: string,
  version?: number,
): Promise<CitedAnalysis | undefined> {
  const found = version === undefined ? await findPublished(db, key) : await findVersion(db, key, version)
  if (!found?.sha256 || found.withdrawal || found.hidden) return undefined
  const { id, slug, content, version: number, sha256 } = found
  return { id, slug, title: content.title, version: number, sha256 }
}

/** Who wrote published analyses, or taught the pupils who did, and what those analyses say. */
export type CitedAuthors = { authors: string[]; teachers: string[]; texts: string[] }

/** Of the analyses with these ids, slugs or hashes of their evidence; those that were withdrawn are left out. */
export async function findCitedAuthors(db: Db, keys: readonly string[]): Promise<CitedAuthors> {
  const { rows } = await sql<{ kind: string; id: string | null; text: string }>`
    select a.author_kind as kind, a.author_id as id, v.content::text as text
    from analyses.analysis a join analyses.version v on v.analysis_id = a.id and v.state = 'published'
    where a.withdrawn_at is null and (a.slug = any(${[...keys]}::text[]) or a.id::text = any(${[...keys]}::text[])
      or exists (select from analyses.version c where c.analysis_id = a.id and c.sha256 = any(${[...keys]}::text[])))`.execute(
    db,
  )
  const of = (kind: string) => [...new Set(rows.flatMap((row) => (row.kind === kind && row.id) || []))]
  return {
    authors: of('person'),
    teachers: await listTeachers(db, of('pupil')),
    texts: rows.map(({ text }) => text),
  }
}
