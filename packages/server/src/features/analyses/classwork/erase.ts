import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import type { EndedPupils } from '../../classes/index.ts'
import { eraseFromLedger } from '../../ledger/index.ts'

/** Said of what is taken back when a class ends; nobody reads it any more. */
const REASON = 'De klas is gesloten.'

/**
 * Erases what pupils wrote: drafts, and what was published and taken back. What was published becomes the class's when it stays, else it is
 * taken back too, and goes from the ledger too. Of what others went on from there is a row without any words left, so that theirs is not of something else.
 */
export async function erasePupilWork(
  transaction: Db,
  { pupilIds, published }: EndedPupils,
  now: Date,
): Promise<void> {
  const own = sql`a.author_kind = 'pupil' and a.author_id = any(${pupilIds}::uuid[])`
  if (!published.stays) {
    await sql`update analyses.analysis a set withdrawn_at = coalesce(withdrawn_at, ${now}), withdrawal_reason = ${REASON}
      where ${own}`.execute(transaction)
  }
  const gone = await sql<{ id: string }>`select a.id from analyses.analysis a
    where ${own} and a.withdrawn_at is not null`.execute(transaction)
  await eraseFromLedger(
    transaction,
    'analysis',
    gone.rows.map(({ id }) => id),
    now,
  )
  await sql`delete from analyses.version v using analyses.analysis a
    where a.id = v.analysis_id and (v.state = 'draft' or a.withdrawn_at is not null) and ${own}`.execute(
    transaction,
  )
  const isEmpty = sql`not exists (select from analyses.version v where v.analysis_id = a.id)`
  await sql`delete from analyses.analysis a where ${own} and ${isEmpty}
    and not exists (select from analyses.analysis f where f.based_on_id = a.id)`.execute(transaction)
  await sql`update analyses.analysis a set author_id = null,
      byline = case when withdrawn_at is null then ${published.stays ? published.author : ''} else '' end,
      slug = case when ${isEmpty} then 'gewist-' || a.id else a.slug end,
      withdrawal_reason = case when withdrawn_at is not null then ${REASON} end
    where ${own}`.execute(transaction)
}
