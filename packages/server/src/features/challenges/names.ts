import { sql } from 'kysely'
import type { Db } from '../../platform/database/connect.ts'

/** The titles of those of these challenges that are public, or are of one of these organisations, by id. */
export async function nameChallenges(
  db: Db,
  ids: readonly string[],
  organisationIds: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; title: string }>`select id::text, title from challenges.challenge
    where id::text = any(${[...ids]}::text[]) and (published or owner_id = any(${[...organisationIds]}::uuid[]))`.execute(
    db,
  )
  return new Map(rows.map(({ id, title }) => [id, title]))
}
