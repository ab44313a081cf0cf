import { sql } from 'kysely'
import type { Role } from '../../../platform/actor.ts'
import type { Db } from '../../../platform/database/connect.ts'
import { Given, type Written, writeStatement } from '../../../platform/database/written.ts'
import type { Token } from '../schema.ts'
import type { PartiesTables } from '../tables.ts'
import { createSecret, hashSecret, sameHash } from '../token-secret.ts'

/** What is asked for when a token is made. */
export type NewToken = {
  organisationId: string
  name: string
  role: Role
  purpose?: string | null
  datasetId?: string | null
  /** The thing of which it may write observations, and nothing else: the key of a sensor. */
  thingId?: number | null
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
  thingId: number | null
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
      thing_id: token.thingId ?? null,
      expires_at: token.expiresAt ?? null,
      revoked_at: null,
      secret_hash: hashSecret(secret),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { id, secret }
}

type HashedHolder = TokenHolder & { hash: Buffer }

/** With `= any(…)` PostgreSQL planned it anew each time, for the number of secrets at hand. */
const HOLDERS = sql<HashedHolder>`
    select id, organisation_id as "organisationId", name, role, purpose, dataset_id as "datasetId",
      thing_id as "thingId", secret_hash as hash
    from parties.token
    where secret_hash in (select unnest(${new Given('hashes')}::bytea[])) and revoked_at is null
      and (expires_at is null or expires_at > ${new Given('now')})`

/** Finds the holders of secrets, by secret: of those that are known, and not expired or revoked at `now`. */
export function createHolderSearch(
  db: Db,
): (secrets: readonly string[], now: Date) => Promise<Map<string, TokenHolder>> {
  let statement: Written<HashedHolder> | undefined
  return async (secrets, now) => {
    statement ??= writeStatement(db, HOLDERS)
    const hashes = secrets.map(hashSecret)
    const { rows } = await statement
      .fill(new Map<string, unknown>(Object.entries({ hashes, now })))
      .execute(db)
    const holders = new Map<string, TokenHolder>()
    for (const { hash, ...holder } of rows) {
      const place = hashes.findIndex((each) => sameHash(hash, each))
      const secret = secrets[place]
      if (secret !== undefined) holders.set(secret, holder)
    }
    return holders
  }
}

/** Those of these tokens that are not valid any more at `now`. */
export async function listEndedTokens(db: Db, ids: readonly string[], now: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select g.id from unnest(${ids}::uuid[]) as g (id) left join parties.token t using (id)
    where t.id is null or t.revoked_at is not null or t.expires_at <= ${now}`.execute(db)
  return rows.map(({ id }) => id)
}

const selected =
  sql.raw(`id, name, organisation_id as "organisationId", role, purpose, dataset_id as "datasetId",
  expires_at as "expiresAt", created_at as "createdAt"`)

type TokenRow = Omit<Token, 'expiresAt' | 'createdAt'> & { expiresAt: Date | null; createdAt: Date }

/** The tokens of some organisations that are not revoked, newest first, from after `position`. Keys of sensors are of their hosts. */
export async function listTokens(
  db: Db,
  organisationIds: readonly string[],
  position: string[] | undefined,
  pageSize: number,
): Promise<Token[]> {
  const [createdAt, id] = position ?? []
  const { rows } = await sql<TokenRow>`
    select ${selected} from parties.token
    where organisation_id = any(${organisationIds}::uuid[]) and revoked_at is null and thing_id is null
      and (${createdAt ?? null}::text is null
        or (date_trunc('milliseconds', created_at), id) < (${createdAt ?? null}::timestamptz, ${id ?? null}::uuid))
    order by date_trunc('milliseconds', created_at) desc, id desc limit ${pageSize + 1}`.execute(db)
  return rows.map(toToken)
}

/** The token with this id, unless it was revoked or is the key of a sensor. */
export async function findToken(db: Db, id: string): Promise<Token | undefined> {
  const { rows } = await sql<TokenRow>`
    select ${selected} from parties.token where id = ${id} and revoked_at is null and thing_id is null`.execute(
    db,
  )
  return rows[0] && toToken(rows[0])
}

/** Makes a token useless from now on. */
export async function revokeToken(db: Db, id: string, now: Date): Promise<void> {
  await sql`update parties.token set revoked_at = ${now} where id = ${id} and revoked_at is null`.execute(db)
}

/** Makes every key of a sensor useless from now on. */
export async function revokeSensorKeys(db: Db, thingId: number, now: Date): Promise<void> {
  await sql`update parties.token set revoked_at = ${now} where thing_id = ${thingId} and revoked_at is null`.execute(
    db,
  )
}

function toToken({ expiresAt, createdAt, ...token }: TokenRow): Token {
  return { ...token, expiresAt: expiresAt?.toISOString() ?? null, createdAt: createdAt.toISOString() }
}
