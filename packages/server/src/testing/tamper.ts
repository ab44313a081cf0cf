import type { Fault } from '@samenspel/standards/transparency'
import { sql } from 'kysely'
import type { Database } from '../platform/database/connect.ts'
import { useLedger } from './read-ledger.ts'
import type { TestServer } from './server.ts'

const OF_LEDGER = ['ledger.entry', 'ledger.tile', 'ledger.checkpoint', 'ledger.tree']

/** Changes tables as who has the whole database can: without its triggers. */
export async function withoutTriggers({ db }: Database, statements: readonly string[]): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await sql`set local session_replication_role = replica`.execute(transaction)
    for (const statement of statements) await sql.raw(statement).execute(transaction)
  })
}

/**
 * Changes the tables as their owner can, looks, and puts everything back.
 * @param tables what is put back beside the tables of the ledger, those that others refer to first
 */
export async function whileTampered<T>(
  database: Database,
  { tables = [], statements }: { tables?: readonly string[]; statements: readonly string[] },
  look: () => Promise<T>,
): Promise<T> {
  const { db } = database
  const all = [...OF_LEDGER, ...tables]
  const nameOf = (table: string) => `kept.${table.replace('.', '_')}`
  await sql`create schema kept`.execute(db)
  for (const table of all)
    await sql`create table ${sql.table(nameOf(table))} as select * from ${sql.table(table)}`.execute(db)
  try {
    await withoutTriggers(database, statements)
    return await look()
  } finally {
    await withoutTriggers(database, [
      ...[...all].reverse().map((table) => `delete from ${table}`),
      ...all.map((table) => `insert into ${table} overriding system value select * from ${nameOf(table)}`),
    ])
    await sql`drop schema kept cascade`.execute(db)
  }
}

/**
 * Somebody has the whole database, its superuser, and time.
 * @param tables what they change, those that others refer to first; the tables of the ledger are always among them
 */
export function useTampering(server: Pick<TestServer, 'request' | 'database'>, tables: readonly string[]) {
  const ledger = useLedger(server)
  return {
    withoutTriggers: (statements: readonly string[]) => withoutTriggers(server.database, statements),
    /** Changes the tables, looks what verification says, and puts everything back. */
    async tamper(
      statements: readonly string[],
      against: Parameters<typeof ledger.verifyExport>[0] = {},
    ): Promise<Fault[]> {
      const report = await whileTampered(server.database, { tables, statements }, () =>
        ledger.verifyExport(against),
      )
      return report.faults
    },
  }
}

/** Faults by what and of what they are, in the order in which they were found. */
export const whatOf = (faults: readonly Fault[]) =>
  faults.map(({ what, of }) => `${what} ${of?.kind} ${of?.id} ${of?.version}`)
