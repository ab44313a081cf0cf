import { type Actor, organisationsOf } from '../../platform/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import { notFound } from '../../platform/errors.ts'
import { purposeKey } from './granted.ts'
import { missingAgreement } from './refuse.ts'
import { listReadings, type Reading } from './rules/readings.ts'
import { findAgreement } from './store/agreements.ts'

/**
 * The permissions that the newest text of an agreement has for one organisation to read one dataset, also when it is still a draft: as if it
 * were in force, and every condition done.
 * @param asked `purpose` as {@link purposeKey} gives it; null when they do not say for what
 * @throws Problem not-found when the actor may not see the agreement, or it does not speak of the dataset or the organisation
 */
export async function planReading(
  db: Db,
  actor: Actor,
  asked: { key: string; organisationId: string; datasetId: string; purpose: string | null; now: Date },
): Promise<Reading[]> {
  const { key, organisationId, datasetId, now } = asked
  const found = await findAgreement(db, key, { organisations: organisationsOf(actor), now })
  if (!found) throw missingAgreement()
  const about = listReadings(found.content).filter(
    (each) => each.organisationId === organisationId && each.datasetId === datasetId,
  )
  if (about.length === 0) throw notFound(NO_RULE)
  const purpose = purposeKey(asked.purpose)
  const concerns = ({ purposes }: Reading) =>
    purposes.length === 0 || (purpose !== null && purposes.includes(purpose))
  const isForbidden = about.some(
    (each) => !each.permits && (purpose === null || each.purposes.length === 0 || concerns(each)),
  )
  return isForbidden ? [] : about.filter((each) => each.permits && concerns(each))
}

const NO_RULE = {
  nl: 'Een regel over het lezen van deze dataset door deze organisatie',
  en: 'A rule about reading this dataset by this organisation',
}
