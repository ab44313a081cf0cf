import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import { publish } from '../../../platform/outbox.ts'

/**
 * Tells that something else may be read under an agreement, as `agreements.agreement-changed`
 * {agreementId, datasetIds, partyIds}: of all versions that were ever accepted, as one may have taken the place of another.
 */
export async function tellChange(transaction: Db, agreementId: string): Promise<void> {
  const { rows } = await sql<{ datasetIds: string[]; partyIds: string[] }>`
    select array(select distinct d.dataset_id::text from agreements.version_dataset d
        join agreements.version v on v.agreement_id = d.agreement_id and v.number = d.version and v.state = 'accepted'
        where d.agreement_id = ${agreementId} order by 1) as "datasetIds",
      array(select distinct p.organisation_id::text from agreements.version_party p
        join agreements.version v on v.agreement_id = p.agreement_id and v.number = p.version and v.state = 'accepted'
        where p.agreement_id = ${agreementId} order by 1) as "partyIds"`.execute(transaction)
  await publish(transaction, 'agreements.agreement-changed', { agreementId, ...rows[0] })
}

/** Remembers moments to come at which something else may be read. */
export async function insertMoments(
  transaction: Db,
  agreementId: string,
  moments: readonly Date[],
): Promise<void> {
  await sql`insert into agreements.moment (agreement_id, at)
    select ${agreementId}::uuid, m from unnest(${[...moments]}::timestamptz[]) as m on conflict do nothing`.execute(
    transaction,
  )
}

/** Tells of the moments that have come. What is in force never waits for this: it is compared with the moment itself. */
export async function tellMoments(db: Db, now: Date): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const { rows } = await sql<{ id: string }>`
      delete from agreements.moment where at <= ${now} returning agreement_id as id`.execute(transaction)
    for (const id of new Set(rows.map((row) => row.id))) await tellChange(transaction, id)
  })
}
