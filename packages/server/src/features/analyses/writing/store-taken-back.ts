import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import type { SeenLevel } from '../../measurements/index.ts'

/** The sensors of residents with which an answer goes that is still there, and how precisely everybody saw each then. */
export async function listKeptResidents(db: Db, of?: { id: string; version: number }): Promise<SeenLevel[]> {
  const { rows } = await sql<SeenLevel>`
    select distinct r.thing_id as id, r.place_level as place, r.time_level as time
    from analyses.answer_resident r join analyses.answer n using (analysis_id, number, chart)
    where n.body is not null
      ${of ? sql`and (r.analysis_id, r.number) = (${of.id}::uuid, ${of.version}::int)` : sql``} order by 1`.execute(
    db,
  )
  return rows
}

/**
 * Removes the text of answers in which these sensors of residents are, as precisely as they were seen, and the steering check of those
 * versions, which has figures of the same; their hashes stay.
 */
export async function removeAnswers(transaction: Db, seen: readonly SeenLevel[], at: Date): Promise<void> {
  const gone = sql`(r.thing_id, r.place_level, r.time_level) in (select * from unnest(${seen.map(({ id }) => id)}::int8[],
    ${seen.map(({ place }) => place)}::int[], ${seen.map(({ time }) => time)}::int[]))`
  await sql`update analyses.answer n set body = null, removed_at = ${at}
    from analyses.answer_resident r
    where ${gone} and n.body is not null
      and (n.analysis_id, n.number, n.chart) = (r.analysis_id, r.number, r.chart)`.execute(transaction)
  await sql`update analyses.steering_check c set body = null, removed_at = ${at}
    from analyses.answer_resident r
    where ${gone} and c.body is not null
      and (c.analysis_id, c.number) = (r.analysis_id, r.number)`.execute(transaction)
}

/** How long a publication can take at the very most, from its first answer until it is written. */
const PUBLISHING = '1 hour'

const LOCK = sql`hashtextextended('analyses.forgotten_sensor', 0)`

/** Notes that what these sensors measured was deleted, after every publication that is being written and before every later one. */
export async function noteForgotten(transaction: Db, thingIds: readonly number[], at: Date): Promise<void> {
  await sql`select pg_advisory_xact_lock(${LOCK})`.execute(transaction)
  await sql`delete from analyses.forgotten_sensor
    where forgotten_at < ${at}::timestamptz - ${sql.lit(PUBLISHING)}::interval`.execute(transaction)
  await sql`insert into analyses.forgotten_sensor (thing_id, forgotten_at)
    select distinct id, ${at}::timestamptz from unnest(${thingIds}::int8[]) as f (id)
    on conflict (thing_id) do update set forgotten_at = excluded.forgotten_at`.execute(transaction)
}

/**
 * Whether what one of these sensors measured was deleted after answers were computed. Until the transaction ends nothing more is noted, so
 * that what is deleted later finds what is written now.
 */
export async function wasForgotten(
  transaction: Db,
  thingIds: readonly number[],
  since: Date,
): Promise<boolean> {
  await sql`select pg_advisory_xact_lock_shared(${LOCK})`.execute(transaction)
  const { rows } = await sql`select from analyses.forgotten_sensor
    where thing_id = any(${thingIds}::int8[]) and forgotten_at >= ${since} limit 1`.execute(transaction)
  return rows.length > 0
}
