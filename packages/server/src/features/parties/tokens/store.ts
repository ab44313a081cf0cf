import { sql } from 'kysely'
import type { Role } from '../../../platform/actor.ts'
import type { Db } from '../../../platform/database/connect.ts'
import type { PartiesTables } from '../tables.ts'
import { createSecret, hashSecret, sameHash } from './secret.ts'

/** What is asked for when a token is made. */
export type NewToken = {
  organisationId: string
  name: string
  role: Role
  purpose?: string | null
  datasetId?: string | null
  expiresAt?: Date | null
  /** A value chosen by the operator; without it a random one is made. */
  secret?: string
}

/** Who a secret belongs to. */
export type TokenHolder = {
  id: string
  organisationId: string
  name: string
  role: Role
  purpose: string | null
  datasetId: string | null
}

/**
 * Makes a token. The secret is only in this answer: the database keeps its hash.
 * @throws a foreign key violation when the organisation does not exist
 */
export async function createToken(db: Db, token: NewToken): Promise<{ id: string; secret: string }> {
  const secret = token.secret ?? createSecret()
  const { id } = await db
    .withTables<PartiesTables>()
    .insertInto('parties.token')
    .values({
      organisation_id: token.organisationId,
      name: token.name,
      role: token.role,
      purpose: token.purpose ?? null,
      dataset_id: token.datasetId ?? null,
      expires_at: token.expiresAt ?? null,
      revoked_at: null,
      secret_hash: hashSecret(secret),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { id, secret }
}

/** The holder of a secret, unless it is unknown, expired or revoked at `now`. */
export async function findTokenHolder(db: Db, secret: string, now: Date): Promise<TokenHolder | undefined> {
  const hash = hashSecret(secret)
  const { rows } = await sql<TokenHolder & { hash: Buffer }>`
    select id, organisation_id as "organisationId", name, role, purpose, dataset_id as "datasetId",
      secret_hash as hash
    from parties.token
    where secret_hash = ${hash} and revoked_at is null and (expires_at is null or expires_at > ${now})`.execute(
    db,
  )
  const [found] = rows
  if (!found || !sameHash(found.hash, hash)) return undefined
  const { hash: _, ...holder } = found
  return holder
}
