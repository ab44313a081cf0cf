import type { Fault } from '@samenspel/standards/transparency'
import { sql } from 'kysely'
import { useLedger } from './read-ledger.ts'
import type { TestServer } from './server.ts'

/**
 * Somebody has the whole database, its superuser, and time.
 * @param tables what they change, those that others refer to first; the tables of the ledger are always among them
 */
export function useTampering(server: Pick<TestServer, 'request' | 'database'>, tables: readonly string[]) {
  const ledger = useLedger(server)
  const all = ['ledger.entry', 'ledger.tile', 'ledger.checkpoint', 'ledger.tree', ...tables]
  const nameOf = (table: string) => `kept.${table.replace('.', '_')}`

  async function withoutTriggers(statements: readonly string[]): Promise<void> {
    await server.database.db.transaction().execute(async (transaction) => {
      await sql`set local session_replication_role = replica`.execute(transaction)
      for (const statement of statements) await sql.raw(statement).execute(transaction)
    })
  }

  /** Changes the tables as their owner can, looks what verification says, and puts everything back. */
  async function tamper(
    statements: readonly string[],
    against: Parameters<typeof ledger.verifyExport>[0] = {},
  ): Promise<Fault[]> {
    const { db } = server.database
    await sql`create schema kept`.execute(db)
    for (const table of all)
      await sql`create table ${sql.table(nameOf(table))} as select * from ${sql.table(table)}`.execute(db)
    try {
      await withoutTriggers(statements)
      return (await ledger.verifyExport(against)).faults
    } finally {
      await withoutTriggers([
        ...[...all].reverse().map((table) => `delete from ${table}`),
        ...all.map((table) => `insert into ${table} overriding system value select * from ${nameOf(table)}`),
      ])
      await sql`drop schema kept cascade`.execute(db)
    }
  }
  return { tamper, withoutTriggers }
}

/** Faults by what and of what they are, in the order in which they were found. */
export const whatOf = (faults: readonly Fault[]) =>
  faults.map(({ what, of }) => `${what} ${of?.kind} ${of?.id} ${of?.version}`)
