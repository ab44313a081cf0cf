import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import type { SigningKey } from '../../../platform/signing-key.ts'

/** A key that signs receipts. */
export type ReceiptKey = SigningKey & { createdAt: Date }

const COLUMNS = sql`id, public_key as "publicKey", sealed, created_at as "createdAt"`

/** All keys, newest first. */
export async function listKeys(db: Db): Promise<ReceiptKey[]> {
  const { rows } = await sql<ReceiptKey>`select ${COLUMNS} from consent.signing_key
    order by created_at desc, id`.execute(db)
  return rows
}

/** Lets only one process at a time make a key. */
export async function lockKeys(transaction: Db): Promise<void> {
  await sql`lock table consent.signing_key in exclusive mode`.execute(transaction)
}

export async function insertKey(transaction: Db, key: ReceiptKey): Promise<void> {
  await sql`insert into consent.signing_key (id, public_key, sealed, created_at)
    values (${key.id}, ${key.publicKey}, ${key.sealed}, ${key.createdAt})`.execute(transaction)
}
