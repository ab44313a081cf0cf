import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { useServer } from './testing/server.ts'

const server = useServer()

/** Tables of which rows are kept from being deleted by a trigger, and those of them that are kept from being emptied at once. */
async function listKept(): Promise<{ table: string; isNeverEmptied: boolean }[]> {
  // `tgtype` of pg_trigger: 1 for each row, 8 delete, 32 truncate.
  const { rows } = await sql<{ table: string; isNeverEmptied: boolean }>`
    select c.oid::regclass::text as "table", bool_or((t.tgtype & 32) > 0) as "isNeverEmptied"
    from pg_trigger t join pg_class c on c.oid = t.tgrelid where not t.tgisinternal
    group by c.oid having bool_or((t.tgtype & 9) = 9) order by 1`.execute(server.database.db)
  return rows
}

it('keeps what cannot be deleted row by row from being emptied at once', async () => {
  const kept = await listKept()
  expect(kept.length).toBeGreaterThan(20)
  expect(kept.filter(({ isNeverEmptied }) => !isNeverEmptied)).toEqual([])
})

it.each(['ledger.entry cascade', 'ledger.checkpoint cascade', 'decisions.decision cascade'])(
  'refuses to empty %s, also for who writes SQL',
  async (tables) => {
    const emptied = sql.raw(`truncate ${tables}`).execute(server.database.db)
    await expect(emptied).rejects.toThrow('cannot be emptied')
  },
)
