import type { TileAt } from '@samenspel/standards/transparency'
import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'

/** How large the log is, and its name; null before its first entry. */
export type Tree = { size: number; origin: string | null }

/** Makes the one row that there is of a tree. */
export async function startTree(transaction: Db): Promise<void> {
  await sql`insert into ledger.tree (size) values (0) on conflict do nothing`.execute(transaction)
}

/** Takes the log, to add to it. @returns undefined while another has it */
export async function lockTree(transaction: Db): Promise<Tree | undefined> {
  const { rows } = await sql<Tree>`select size, origin from ledger.tree for update skip locked`.execute(
    transaction,
  )
  return rows[0]
}

export async function findTree(db: Db): Promise<Tree> {
  const { rows } = await sql<Tree>`select size, origin from ledger.tree`.execute(db)
  return rows[0] ?? { size: 0, origin: null }
}

/** The hashes of these tiles, as far as they go, by `level/number`. */
export async function readTiles(db: Db, tiles: readonly TileAt[]): Promise<Map<string, Buffer>> {
  const { rows } = await sql<TileAt & { hashes: Buffer }>`select level, number, hashes from ledger.tile
    where (level, number) in (select * from unnest(${tiles.map(({ level }) => level)}::int[],
      ${tiles.map(({ number }) => number)}::int8[]))`.execute(db)
  return new Map(rows.map(({ level, number, hashes }) => [`${level}/${number}`, hashes]))
}

/** A checkpoint that was signed, without what witnesses add. */
export type StoredCheckpoint = { size: number; root: Buffer; note: string; signedAt: Date }

const COLUMNS = sql`size, root, note, signed_at as "signedAt"`

/** What the log became: its name, the entries that got a place, one after the other, the tiles that grew, and the checkpoint over it. */
export type Grown = {
  origin: string
  placed: { ids: readonly number[]; from: number }
  tiles: readonly (TileAt & { hashes: Uint8Array })[]
  checkpoint: Omit<StoredCheckpoint, 'root'> & { root: Uint8Array }
}

/** Stores what the log became, in one statement: each one more is a way to the database and back. */
export async function storeGrown(
  transaction: Db,
  { origin, placed, tiles, checkpoint }: Grown,
): Promise<void> {
  const { size, root, note, signedAt } = checkpoint
  await sql`with placed as (
      update ledger.entry e set position = ${placed.from}::int8 + p.at - 1
      from unnest(${placed.ids}::int8[]) with ordinality as p (id, at) where e.id = p.id
    ), tiles as (
      insert into ledger.tile (level, number, hashes)
      select * from unnest(${tiles.map(({ level }) => level)}::int[], ${tiles.map(({ number }) => number)}::int8[],
        ${tiles.map(({ hashes }) => Buffer.from(hashes))}::bytea[])
      on conflict (level, number) do update set hashes = excluded.hashes
    ), signed as (
      insert into ledger.checkpoint (size, root, note, signed_at)
      values (${size}, ${Buffer.from(root)}, ${note}, ${signedAt})
    )
    update ledger.tree set size = ${size}, origin = ${origin}`.execute(transaction)
}

/** The newest checkpoint; undefined before the first entry. */
export async function findNewestCheckpoint(db: Db): Promise<StoredCheckpoint | undefined> {
  const { rows } = await sql<StoredCheckpoint>`select ${COLUMNS} from ledger.checkpoint
    order by size desc limit 1`.execute(db)
  return rows[0]
}

/**
 * The checkpoint to prove an entry by: the newest that a witness cosigned and has the entry, else the newest. With the cosignatures below
 * it.
 */
export async function findSharedCheckpoint(db: Db, index: number): Promise<StoredCheckpoint | undefined> {
  const { rows } = await sql<StoredCheckpoint>`select size, root, signed_at as "signedAt",
      note || coalesce((select string_agg(c.line, '' order by c.name) from ledger.cosignature c where c.size = p.size), '') as note
    from ledger.checkpoint p
    where size = coalesce((select max(size) from ledger.cosignature where size > ${index}),
      (select max(size) from ledger.checkpoint))`.execute(db)
  return rows[0]
}

/** A checkpoint with what witnesses wrote below it. */
export async function withCosignatures(db: Db, checkpoint: StoredCheckpoint): Promise<StoredCheckpoint> {
  const { rows } = await sql<{ line: string }>`select line from ledger.cosignature
    where size = ${checkpoint.size} order by name`.execute(db)
  return { ...checkpoint, note: `${checkpoint.note}${rows.map(({ line }) => line).join('')}` }
}

/** The checkpoints, with what witnesses wrote below them, with a size past the first and up to the last of these, by their size. */
export async function readCheckpoints(db: Db, from: number, until: number): Promise<Map<number, string>> {
  const { rows } = await sql<{ size: number; note: string }>`select size, note || coalesce(
      (select string_agg(c.line, '' order by c.name) from ledger.cosignature c where c.size = p.size), '') as note
    from ledger.checkpoint p where size > ${from} and size <= ${until}`.execute(db)
  return new Map(rows.map(({ size, note }) => [size, note]))
}
