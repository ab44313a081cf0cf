import { datasetsOf } from './agreement-view.ts'
import {
  type Agreement,
  type Dataset,
  type FetchApi,
  getAgreement,
  getAgreementVersion,
  getChallenge,
  getDataset,
} from './api.ts'

import { type FoundEntry, findEntry } from './ledger/api.ts'

/** An agreement with what its page leads to, as far as who asks may see that. */
export type AgreementView = {
  agreement: Agreement
  challenge: { slug: string; title: string } | null
  datasets: Pick<Dataset, 'slug' | 'title' | 'contact' | 'ownerName'>[]
  /** How many of its datasets are not in the list. */
  hidden: number
  /** Its entry in the ledger, once all have accepted it. */
  entry: FoundEntry | null
}

/**
 * The version of an agreement that was asked for; when none was, the one in force, else the newest.
 * @param version as it stands in the address
 */
export async function loadAgreement(
  api: FetchApi,
  slug: string,
  version: string | null,
): Promise<AgreementView> {
  const agreement =
    version === null ? await findHolding(api, slug) : await getAgreementVersion(api, slug, version)
  const ids = datasetsOf(agreement)
  const [challenge, entry, ...found] = await Promise.all([
    getChallenge(api, agreement.challengeId).catch(() => null),
    agreement.acceptedAt === null
      ? null
      : findEntry(api, { kind: 'agreement', id: agreement.id, version: agreement.version }),
    ...ids.map((id) => getDataset(api, id).catch(() => null)),
  ])
  const datasets = found.filter((dataset) => dataset !== null)
  return {
    agreement,
    challenge: challenge && { slug: challenge.slug, title: challenge.title },
    datasets: datasets.map(({ slug, title, contact, ownerName }) => ({ slug, title, contact, ownerName })),
    hidden: ids.length - datasets.length,
    entry,
  }
}

async function findHolding(api: FetchApi, slug: string): Promise<Agreement> {
  const newest = await getAgreement(api, slug)
  const { version, versionInForce } = newest
  if (versionInForce === null || versionInForce === version) return newest
  return getAgreementVersion(api, slug, String(versionInForce))
}
