import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, it, vi } from 'vitest'
import { openDatabase } from './connect.ts'

it('lets the log of an embedded database not grow as long as it is open', { timeout: 240_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'samenspel-'))
  const recovery = { bytes: 1024 * 1024, milliseconds: 20 }
  const database = await openDatabase({ kind: 'embedded', folder: join(folder, 'db'), recovery })
  try {
    const { db } = database
    const behind = async () => {
      const { rows } = await sql<{
        bytes: number
      }>`select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), redo_lsn)::int8 as bytes
        from pg_control_checkpoint()`.execute(db)
      return rows[0]?.bytes ?? Number.NaN
    }
    await sql`create table public.kept as select n, repeat('x', 200) as what from generate_series(1, 20000) n`.execute(
      db,
    )
    await vi.waitFor(async () => expect(await behind()).toBeLessThan(recovery.bytes), { timeout: 60_000 })
  } finally {
    await database.close()
    await rm(folder, { recursive: true })
  }
})
