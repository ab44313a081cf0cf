import { readdir, readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import type { Db } from './connect.ts'

/** A folder of numbered SQL files that belong to one slice, in the order in which slices build on each other. */
export type MigrationFolder = { slice: string; folder: URL }

export type Migration = { slice: string; number: number; name: string; breaking: boolean; statements: string }

const FILE_NAME = /^(\d{4})-([a-z0-9-]+?)(-breaking)?\.sql$/
const LOCK_KEY = 7_236_418

/** The database was changed by a newer version of the software, in a way that this version cannot work with. */
export class NewerSchemaError extends Error {
  constructor(unknown: { slice: string; name: string }[]) {
    const names = unknown.map(({ slice, name }) => `${slice}/${name}`).join(', ')
    super(
      `The database has breaking changes that this version does not know: ${names}. Start the newer version, or restore a backup from before the upgrade.`,
    )
    this.name = 'NewerSchemaError'
  }
}

/**
 * Brings the database to the newest schema: every file that has not been applied, in order, each in one transaction.
 * @returns the migrations that were applied now
 * @throws NewerSchemaError when the database is ahead with a breaking change
 */
export async function migrate(db: Db, folders: MigrationFolder[]): Promise<Migration[]> {
  await sql`create schema if not exists platform`.execute(db)
  await sql`create table if not exists platform.migration (
    slice text not null, number int not null, name text not null, breaking boolean not null,
    applied_at timestamptz not null default now(), primary key (slice, number))`.execute(db)
  const known = (await Promise.all(folders.map(readMigrations))).flat()
  const applied: Migration[] = []
  for (const migration of known) if (await applyOnce(db, migration)) applied.push(migration)
  await refuseNewer(db, known)
  return applied
}

/** Whether a database is one of Samenspel: migrations have been applied to it. */
export async function isMigrated(db: Db): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select to_regclass('platform.migration') is not null as found`.execute(db)
  return rows[0]?.found ?? false
}

async function applyOnce(db: Db, migration: Migration): Promise<boolean> {
  return db.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(${sql.lit(LOCK_KEY)})`.execute(transaction)
    const { rows } = await sql`select 1 from platform.migration
      where slice = ${migration.slice} and number = ${migration.number}`.execute(transaction)
    if (rows.length > 0) return false
    // A change of a large table takes the time it needs.
    await sql`set local statement_timeout = 0`.execute(transaction)
    await sql
      .raw(migration.statements)
      .execute(transaction)
      .catch((cause: Error) => {
        throw new Error(`Migration ${migration.slice}/${migration.name} failed: ${cause.message}`, { cause })
      })
    await sql`insert into platform.migration (slice, number, name, breaking)
      values (${migration.slice}, ${migration.number}, ${migration.name}, ${migration.breaking})`.execute(
      transaction,
    )
    return true
  })
}

async function refuseNewer(db: Db, known: Migration[]) {
  const { rows } = await sql<{ slice: string; number: number; name: string }>`
    select slice, number, name from platform.migration where breaking order by slice, number`.execute(db)
  const unknown = rows.filter((row) => !known.some((m) => m.slice === row.slice && m.number === row.number))
  if (unknown.length > 0) throw new NewerSchemaError(unknown)
}

async function readMigrations({ slice, folder }: MigrationFolder): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  return Promise.all(
    names.map(async (name, index) => {
      const parts = FILE_NAME.exec(name)
      if (!parts || Number(parts[1]) !== index + 1) {
        throw new Error(`Migration ${slice}/${name} must be named NNNN-words.sql and numbered ${index + 1}.`)
      }
      return {
        slice,
        number: index + 1,
        name: name.replace('.sql', ''),
        breaking: parts[3] !== undefined,
        statements: await readFile(new URL(name, folder), 'utf8'),
      }
    }),
  )
}
