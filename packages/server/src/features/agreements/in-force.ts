/** What other slices ask: which agreements count at a moment, and which duties are done. */
import type { Agreement, Iri, PerformanceState } from '@samenspel/standards/odrl'
import { sql } from 'kysely'
import type { Db } from '../../platform/database/connect.ts'
import { irisAt } from './iris.ts'
import { toAgreement } from './odrl.ts'
import { listDatasetIds } from './rules/content.ts'
import type { Content } from './schema/content.ts'
import { findOwners } from './store/versions.ts'

export type Wanted = {
  /** Agreements to which one of these organisations is a party. */
  partyIds: readonly string[]
  /** Agreements about one of these datasets. */
  datasetIds: readonly string[]
  now: Date
  /** The address of the platform, of which IRIs are made. */
  publicUrl: string
}

/** The agreements in force at this moment between these parties about these datasets, to be given to `decideAccess`. */
export async function listAgreementsInForce(db: Db, wanted: Wanted): Promise<Agreement[]> {
  const { partyIds, datasetIds, now, publicUrl } = wanted
  const { rows } = await sql<{ agreementId: string; version: number; content: Content }>`
    select f.agreement_id::text as "agreementId", f.version, v.content
    from agreements.v_agreement_in_force f
    join agreements.version v on v.agreement_id = f.agreement_id and v.number = f.version
    where f.starts_at <= ${now} and (f.ends_at is null or f.ends_at > ${now})
      and exists (select from agreements.version_party p where p.agreement_id = f.agreement_id
        and p.version = f.version and p.organisation_id = any(${[...partyIds]}::uuid[]))
      and exists (select from agreements.version_dataset d where d.agreement_id = f.agreement_id
        and d.version = f.version and d.dataset_id = any(${[...datasetIds]}::uuid[]))
    order by f.agreement_id`.execute(db)
  const owners = await findOwners(db, new Set(rows.flatMap(({ content }) => [...listDatasetIds(content)])))
  const iris = irisAt(publicUrl)
  return rows.map((row) => toAgreement({ ...row, accepted: true, owners }, iris))
}

/**
 * The duties of a party that are done, by the uid they have in these agreements: `duties` of the state of the world. One that is
 * done late counts from then on; one that is not done is left out, and `decideAccess` compares its deadline with the moment.
 */
export async function listDutyStates(
  db: Db,
  {
    partyId,
    agreements,
    publicUrl,
  }: { partyId: string; agreements: readonly Agreement[]; publicUrl: string },
): Promise<Map<Iri, PerformanceState>> {
  const { rows } = await sql<{ agreementId: string; version: number; dutyId: string }>`
    select agreement_id::text as "agreementId", version, duty_id as "dutyId"
    from agreements.task where organisation_id = ${partyId} and done_at is not null`.execute(db)
  const iris = irisAt(publicUrl)
  const uids = new Set(agreements.map(({ uid }) => uid))
  return new Map(
    rows
      .filter(({ agreementId, version }) => uids.has(iris.version(agreementId, version)))
      .map((row) => [iris.rule(row.agreementId, row.version, row.dutyId), 'Performed']),
  )
}
