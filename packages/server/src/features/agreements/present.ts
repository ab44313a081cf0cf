import { revisionOf } from '../../platform/http/revision.ts'
import { describeVersion } from './describe.ts'
import type { Needs } from './needs.ts'
import { missingAgreement } from './refuse.ts'
import { type Agreement, AgreementChange } from './schema/agreements.ts'
import type { StoredAgreement } from './store/agreements.ts'

/** The agreement as the API gives it. @throws Problem not-found when there is none for who asks */
export async function present(
  { db, config, listAreas }: Needs,
  found: StoredAgreement | undefined,
): Promise<Agreement> {
  if (!found) throw missingAgreement()
  const { content, ...rest } = found
  const { id: agreementId, version, versionState, challengeId } = found
  const text = { agreementId, version, accepted: versionState === 'accepted', content, challengeId }
  const sentences = await describeVersion(db, text, { publicUrl: config.publicUrl, listAreas })
  return {
    ...rest,
    ...content,
    steps: found.steps.map((step) => ({ ...step, at: asText(step.at) })),
    history: found.history.map((line) => ({
      ...line,
      offeredAt: asTextOrNull(line.offeredAt),
      acceptedAt: asTextOrNull(line.acceptedAt),
    })),
    offeredAt: asTextOrNull(found.offeredAt),
    acceptedAt: asTextOrNull(found.acceptedAt),
    endedAt: asTextOrNull(found.endedAt),
    updatedAt: asText(found.updatedAt),
    sentences: { nl: [...sentences.nl], en: [...sentences.en] },
    revision: revisionOf(AgreementChange, content),
  }
}

/** Instants come from the database as Date, or in JSON as a text of its own making. */
function asText(moment: string | Date): string {
  return new Date(moment).toISOString()
}

function asTextOrNull(moment: string | Date | null): string | null {
  return moment === null ? null : asText(moment)
}
