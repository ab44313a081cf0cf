import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import type { Bilingual } from '../../../platform/errors.ts'

/** The last checkpoint of another log that was cosigned here. */
export type Witnessed = { size: number; root: Buffer | null }

/** Takes what is known of a log, so that two requests at once do not both go on from the same. */
export async function lockWitnessed(transaction: Db, origin: string): Promise<Witnessed> {
  await sql`insert into ledger.witnessed (origin, size) values (${origin}, 0) on conflict do nothing`.execute(
    transaction,
  )
  await sql`select 1 from ledger.witnessed where origin = ${origin} for update`.execute(transaction)
  const { rows } =
    await sql<Witnessed>`select size, root from ledger.witnessed where origin = ${origin}`.execute(
      transaction,
    )
  return rows[0] ?? { size: 0, root: null }
}

export async function storeWitnessed(
  transaction: Db,
  {
    origin,
    size,
    root,
    note,
    at,
  }: { origin: string; size: number; root: Uint8Array; note: string; at: Date },
): Promise<void> {
  await sql`update ledger.witnessed set size = ${size}, root = ${Buffer.from(root)}, note = ${note}, cosigned_at = ${at}
    where origin = ${origin}`.execute(transaction)
}

/** The last checkpoint that was cosigned of the log with this hash of its origin. */
export async function findWitnessedNote(db: Db, originHash: string): Promise<string | undefined> {
  const { rows } = await sql<{ note: string | null }>`select note from ledger.witnessed
    where encode(sha256(convert_to(origin, 'UTF8')), 'hex') = ${originHash}`.execute(db)
  return rows[0]?.note ?? undefined
}

/** The logs that were cosigned here. */
export async function listWitnessed(
  db: Db,
): Promise<{ origin: string; size: number; cosignedAt: string | null }[]> {
  const { rows } = await sql<{ origin: string; size: number; cosignedAt: Date | null }>`
    select origin, size, cosigned_at as "cosignedAt" from ledger.witnessed where note is not null order by origin`.execute(
    db,
  )
  return rows.map((row) => ({ ...row, cosignedAt: row.cosignedAt?.toISOString() ?? null }))
}

/** How far a witness of ours came. */
export type WitnessLine = { name: string; size: number; cosignedAt: string | null; problem: Bilingual | null }

/** The witnesses with these names, also those that were never asked. */
export async function listWitnesses(db: Db, names: readonly string[]): Promise<WitnessLine[]> {
  const { rows } = await sql<Omit<WitnessLine, 'cosignedAt'> & { cosignedAt: Date | null }>`
    select n.name, coalesce(w.size, 0) as size, w.cosigned_at as "cosignedAt", w.problem
    from unnest(${names}::text[]) with ordinality as n (name, at) left join ledger.witness w using (name) order by n.at`.execute(
    db,
  )
  return rows.map((row) => ({ ...row, cosignedAt: row.cosignedAt?.toISOString() ?? null }))
}

/**
 * Takes a witness that has not seen the newest checkpoint and may be asked now, for a minute: who asks at the same time gets none.
 * @returns its name, and the size that it last cosigned
 */
export async function takeWitness(
  db: Db,
  { names, size, now }: { names: readonly string[]; size: number; now: Date },
): Promise<{ name: string; size: number; failures: number } | undefined> {
  await sql`insert into ledger.witness (name) select unnest(${names}::text[]) on conflict do nothing`.execute(
    db,
  )
  const { rows } = await sql<{ name: string; size: number; failures: number }>`
    update ledger.witness set next_try_at = ${now}::timestamptz + interval '1 minute' where name = (
      select w.name from ledger.witness w where w.name = any(${names}::text[])
        and (w.next_try_at is null or w.next_try_at <= ${now})
        and not exists (select from ledger.cosignature c where c.size = ${size} and c.name = w.name)
      order by w.next_try_at nulls first, w.name limit 1 for update skip locked)
    returning name, size, failures`.execute(db)
  return rows[0]
}

export async function storeCosignature(
  transaction: Db,
  { name, size, line, at }: { name: string; size: number; line: string; at: Date },
): Promise<void> {
  await sql`insert into ledger.cosignature (size, name, line) values (${size}, ${name}, ${line})
    on conflict do nothing`.execute(transaction)
  await sql`update ledger.witness set size = greatest(size, ${size}::int8), cosigned_at = ${at}, failures = 0, next_try_at = null, problem = null
    where name = ${name}`.execute(transaction)
}

export async function storeProblem(db: Db, name: string, problem: Bilingual, nextTryAt: Date): Promise<void> {
  await sql`update ledger.witness set failures = failures + 1, problem = ${JSON.stringify(problem)}::jsonb, next_try_at = ${nextTryAt}
    where name = ${name}`.execute(db)
}
