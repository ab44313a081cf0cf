import { type RawBuilder, sql } from 'kysely'
import { type Database, type Db, openDatabase } from '../platform/database/connect.ts'
import { hasSqlstate } from '../platform/database/sqlstate.ts'
import { cloneTemplate, type Template } from './template.ts'

type Kept = { database: Database; drop(): Promise<void>; shape: string }

/** The database that waits for the next test file of this process: opening another costs seconds. */
const waiting: Kept[] = []

/** A migrated database without rows, for one test file alone. */
export type LentDatabase = {
  readonly database: Database
  /** Empties the database for the next test file; one that cannot be as it was before is thrown away. */
  giveBack(): Promise<void>
}

/** Gives the database that an earlier test file gave back, or a new copy of the template. */
export async function lendDatabase(template: Template): Promise<LentDatabase> {
  const kept = waiting.pop() ?? (await openCopy(template))
  return {
    database: kept.database,
    async giveBack() {
      if (await isAsBefore(kept).catch(isBusy)) {
        waiting.push(kept)
        return
      }
      await kept.database.close()
      await kept.drop()
    },
  }
}

/** Of a failure to empty it: not as before when something that the test file began was still ending. */
function isBusy(error: unknown): false {
  if (hasSqlstate(error, 'deadlockDetected')) return false
  throw error
}

async function openCopy(template: Template): Promise<Kept> {
  const { address, drop } = await cloneTemplate(template)
  const database = await openDatabase(address)
  return { database, drop, shape: await describeShape(database.db) }
}

/** Empties the tables; false when a test left something that this does not undo. */
async function isAsBefore({ database: { db, pool, isBlocked }, shape }: Kept): Promise<boolean> {
  if (pool.ended || isBlocked() || pool.idleCount < pool.totalCount) return false
  const made = await list(db, sql`c.relispartition and c.relkind = 'r'`)
  if (made) await sql`drop table ${sql.raw(made)}`.execute(db)
  if ((await describeShape(db)) !== shape) return false
  const tables = await list(db, sql`c.relkind in ('r', 'p') and c.oid <> 'platform.migration'::regclass`)
  await db.transaction().execute(async (transaction) => {
    // Without triggers: some tables refuse to be emptied.
    await sql`set local session_replication_role = replica`.execute(transaction)
    await sql`truncate ${sql.raw(tables)}`.execute(transaction)
  })
  await sql`select setval(seqrelid, seqstart, false) from pg_sequence`.execute(db)
  return true
}

/** The names of the relations of our own schemas that a condition on `pg_class c` holds for, with commas between. */
async function list(db: Db, condition: RawBuilder<unknown>): Promise<string> {
  const { rows } = await sql<{ names: string }>`
    select coalesce(string_agg(c.oid::regclass::text, ', '), '') as names
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname !~ '^(pg_|information_schema$|public$)' and ${condition}`.execute(db)
  return rows[0]?.names ?? ''
}

/** Everything that makes the schema what it is, as one hash: a test may not leave a table, a trigger or a rule behind. */
async function describeShape(db: Db): Promise<string> {
  const { rows } = await sql<{ shape: string }>`
    select md5(concat_ws('|',
      (select string_agg(concat_ws(',', oid, relkind, relnatts, relchecks, relrowsecurity, reloptions), ';' order by oid)
        from pg_class where relkind not in ('t', 'i', 'I')),
      (select string_agg(concat_ws(',', oid, tgenabled), ';' order by oid) from pg_trigger),
      (select string_agg(concat_ws(',', oid, convalidated), ';' order by oid) from pg_constraint),
      (select string_agg(concat_ws(',', oid, md5(prosrc)), ';' order by oid) from pg_proc where oid >= 16384),
      (select string_agg(concat_ws(',', setdatabase, setconfig), ';') from pg_db_role_setting),
      (select string_agg(concat_ws(',', slice, number), ';') from platform.migration)
    )) as shape`.execute(db)
  return rows[0]?.shape ?? ''
}
