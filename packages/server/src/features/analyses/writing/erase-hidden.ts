import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import { eraseFromLedger } from '../../ledger/index.ts'
import { startContent } from './rules.ts'

/**
 * Erases the words of analyses that were hidden for the sake of other people, of every version, once the term to ask for another look is over:
 * text, name, evidence (which has the text in it), answers to the steering check, the address made of the title,
 * and the copy in the ledger. Hashes stay.
 */
export async function eraseHidden(db: Db, now: Date): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const { rows } = await sql<{ id: string }>`
      update analyses.analysis a set erased_at = ${now}, byline = '', slug = a.id::text,
        withdrawal_reason = case when a.withdrawn_at is not null then '' end
      from moderation.v_erasable e
      where e.kind = 'analysis' and e.id = a.id and e.erase_after <= ${now} and a.erased_at is null
      returning a.id`.execute(transaction)
    const ids = rows.map(({ id }) => id)
    await eraseFromLedger(transaction, 'analysis', await listErased(transaction), now)
    if (ids.length === 0) return
    await sql`delete from analyses.version where analysis_id = any(${ids}::uuid[]) and state = 'draft'`.execute(
      transaction,
    )
    await sql`delete from analyses.steering_answer where analysis_id = any(${ids}::uuid[])`.execute(
      transaction,
    )
    await sql`update analyses.version set content = ${JSON.stringify(startContent({ title: '' }))}::jsonb, changes = '', evidence = ''
      where analysis_id = any(${ids}::uuid[])`.execute(transaction)
  })
}

/** All of which the text was erased: what is erased already stays so. */
async function listErased(transaction: Db): Promise<string[]> {
  const { rows } = await sql<{
    id: string
  }>`select id from analyses.analysis where erased_at is not null`.execute(transaction)
  return rows.map(({ id }) => id)
}
