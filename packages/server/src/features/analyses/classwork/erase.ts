import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import type { EndedPupils } from '../../classes/index.ts'

/** Said of what is taken back when a class ends; nobody reads it any more. */
const REASON = 'De klas is gesloten.'

/**
 * Erases what pupils wrote. Drafts go. What was published becomes the class's, or is taken back: then nobody reads it, and there is nothing
 * left that says whose it was.
 */
export async function erasePupilWork(
  transaction: Db,
  { pupilIds, published }: EndedPupils,
  now: Date,
): Promise<void> {
  const own = sql`a.author_kind = 'pupil' and a.author_id = any(${pupilIds}::uuid[])`
  await sql`delete from analyses.version v using analyses.analysis a
    where a.id = v.analysis_id and v.state = 'draft' and ${own}`.execute(transaction)
  await sql`delete from analyses.analysis a where ${own}
    and not exists (select from analyses.version v where v.analysis_id = a.id)`.execute(transaction)
  if (published.stays) {
    await sql`update analyses.analysis a set author_id = null, byline = ${published.author} where ${own}`.execute(
      transaction,
    )
    return
  }
  await sql`update analyses.analysis a set author_id = null, byline = '', withdrawn_at = coalesce(withdrawn_at, ${now}),
    withdrawal_reason = coalesce(withdrawal_reason, ${REASON}) where ${own}`.execute(transaction)
}
