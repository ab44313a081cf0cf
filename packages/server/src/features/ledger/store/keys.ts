import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import type { SigningKey } from '../../../platform/signing-key.ts'

/** A key of the log, or with which this installation witnesses other logs. */
export type LedgerKey = SigningKey & {
  name: string
  createdAt: Date
  /** The size of the log from which it signs; null while it waits. */
  fromSize: number | null
}

type Purpose = 'log' | 'witness'

/** All keys for this purpose, oldest first. */
export async function listKeys(db: Db, purpose: Purpose): Promise<LedgerKey[]> {
  const { rows } = await sql<LedgerKey>`select id, name, public_key as "publicKey", sealed,
    created_at as "createdAt", from_size as "fromSize" from ledger.key where purpose = ${purpose} order by number`.execute(
    db,
  )
  return rows
}

/** Lets only one process at a time make a key. */
export async function lockKeys(transaction: Db): Promise<void> {
  await sql`lock table ledger.key in exclusive mode`.execute(transaction)
}

export async function insertKey(
  transaction: Db,
  purpose: Purpose,
  { id, name, publicKey, sealed, createdAt }: Omit<LedgerKey, 'fromSize'>,
): Promise<void> {
  await sql`insert into ledger.key (id, purpose, name, public_key, sealed, created_at)
    values (${id}, ${purpose}, ${name}, ${publicKey}, ${sealed}, ${createdAt})`.execute(transaction)
}

/** From which size a key signs, under the name that the log has then. */
export async function startKey(transaction: Db, id: string, name: string, fromSize: number): Promise<void> {
  await sql`update ledger.key set name = ${name}, from_size = ${fromSize} where id = ${id}`.execute(
    transaction,
  )
}
