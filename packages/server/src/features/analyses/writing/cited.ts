import type { Db } from '../../../platform/database/connect.ts'
import { findPublished, findVersion } from './store.ts'

/** A published analysis as others cite it: by its version and the hash of its frozen evidence. */
export type CitedAnalysis = { slug: string; title: string; version: number; sha256: string }

/** The analysis with this id or slug; not one that was withdrawn or hidden. Without a version the newest. */
export async function findCitedAnalysis(
  db: Db,
  key: string,
  version?: number,
): Promise<CitedAnalysis | undefined> {
  const found = version === undefined ? await findPublished(db, key) : await findVersion(db, key, version)
  if (!found?.sha256 || found.withdrawal || found.hidden) return undefined
  const { slug, content, version: number, sha256 } = found
  return { slug, title: content.title, version: number, sha256 }
}
