/** Remarks as others cite them: by their address on the site. */
import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import { publicTables } from '../../measurements/index.ts'

const ADDRESS = /\/opmerkingen\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?![0-9a-z-])/g

/** The ids of the remarks whose address is in a text, each once, in the order of the text. */
export function readRemarkAddresses(text: string): string[] {
  return [...new Set([...text.matchAll(ADDRESS)].flatMap(([, id]) => id ?? []))]
}

/** Which of these remarks anyone can read now: they are about something public, and moderators did not hide them. */
export async function listPublicRemarks(db: Db, ids: readonly string[], now: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`with ${publicTables(now)}
    select r.id from remarks.remark r where r.id = any(${[...ids]}::uuid[])
      and not exists (select from moderation.v_hidden h where h.kind = 'remark' and h.id = r.id) and (
      exists (select from areas.v_area a where a.code = r.area_code)
      or exists (select from public_station t where t.id = r.thing_id)
      or exists (select from public_series d join public_station t on t.id = d.thing_id where d.id = r.datastream_id))`.execute(
    db,
  )
  return rows.map(({ id }) => id)
}

/** The people with an account who wrote these remarks. Nobody but they themselves may hear that it was them. */
export async function listRemarkWriters(db: Db, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select distinct person_id as id from remarks.remark
    where id = any(${[...ids]}::uuid[]) and person_id is not null order by 1`.execute(db)
  return rows.map(({ id }) => id)
}
