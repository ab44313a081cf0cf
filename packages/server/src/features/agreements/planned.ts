import { sql } from 'kysely'
import { type Actor, organisationsOf } from '../../platform/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import { notFound } from '../../platform/errors.ts'
import { purposeKey } from './granted.ts'
import { missingAgreement } from './refuse.ts'
import { listReadings, type Reading } from './rules/readings.ts'
import { findAgreement } from './store/agreements.ts'

type Asked = { key: string; organisationId: string; datasetId: string; purpose: string | null; now: Date }

/**
 * The permissions that the newest text of an agreement has for one organisation to read one dataset, also when it is still a draft: as if it
 * were in force, the time of each rule had come, and every condition was done. What other agreements forbid is forbidden, as it would be.
 * @param asked `purpose` as {@link purposeKey} gives it; null when they do not say for what
 * @throws Problem not-found when the actor may not see the agreement, or it does not speak of the dataset or the organisation
 */
export async function planReading(db: Db, actor: Actor, asked: Asked): Promise<Reading[]> {
  const { key, organisationId, datasetId, now } = asked
  const found = await findAgreement(db, key, { organisations: organisationsOf(actor), now })
  if (!found) throw missingAgreement()
  const about = listReadings(found.content).filter(
    (each) => each.organisationId === organisationId && each.datasetId === datasetId,
  )
  if (about.length === 0) throw notFound(NO_RULE)
  const purpose = purposeKey(asked.purpose)
  const inTime = about.filter(({ until }) => until === null || until > now)
  const forbidding = [
    ...inTime.filter(({ permits }) => !permits),
    ...(await listForbidding(db, found.id, asked)),
  ]
  // What is forbidden for some purposes cannot be decided without one.
  if (forbidding.some((each) => purpose === null || isFor(each, purpose))) return []
  return inTime.filter((each) => each.permits && isFor(each, purpose))
}

function isFor({ purposes }: Pick<Reading, 'purposes'>, purpose: string | null): boolean {
  return purposes.length === 0 || (purpose !== null && purposes.includes(purpose))
}

/** What other agreements that are in force forbid them. */
async function listForbidding(
  db: Db,
  agreementId: string,
  { organisationId, datasetId, now }: Asked,
): Promise<Pick<Reading, 'purposes'>[]> {
  const { rows } = await sql<Pick<Reading, 'purposes'>>`
    select r.purposes from agreements.reading r
    join agreements.v_agreement_in_force f on f.agreement_id = r.agreement_id and f.version = r.version
    where r.dataset_id = ${datasetId} and r.organisation_id = ${organisationId} and not r.permits
      and r.agreement_id <> ${agreementId} and f.starts_at <= ${now} and (f.ends_at is null or f.ends_at > ${now})
      and (r.from_at is null or r.from_at <= ${now}) and (r.until_at is null or r.until_at > ${now})`.execute(
    db,
  )
  return rows
}

const NO_RULE = {
  nl: 'Een regel over het lezen van deze dataset door deze organisatie',
  en: 'A rule about reading this dataset by this organisation',
}
