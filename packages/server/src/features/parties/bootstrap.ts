import { sql } from 'kysely'
import type { Db } from '../../platform/database/connect.ts'
import { createOrganisation } from './store/organisations.ts'
import { createToken } from './store/tokens.ts'

// One number per purpose in the whole database: 7_236_418 is for migrations, 7_236_419 for partitions.
const LOCK_KEY = 7_236_420

/**
 * Gives an empty database its first organisation and an administrator token with the operator's secret. Does
 * nothing when there is an organisation, so it may run at every start and in several processes at once.
 * @returns true when the database was empty
 */
export async function bootstrap(db: Db, secret: string): Promise<boolean> {
  return db.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(${sql.lit(LOCK_KEY)})`.execute(transaction)
    const { rows } = await sql`select 1 from parties.organisation limit 1`.execute(transaction)
    if (rows.length > 0) return false
    const organisationId = await createOrganisation(transaction, { name: 'Gemeente', kind: 'municipality' })
    await createToken(transaction, { organisationId, name: 'BOOTSTRAP_TOKEN', role: 'administrator', secret })
    return true
  })
}
