import { type Agreement, type FetchApi, getAgreement, getAgreementVersion, getChallenge } from '../api.ts'
import type { Language } from '../language.ts'
import { type Changes, compareVersions } from './agreement-changes.ts'
import { type AgreementTask, listTasks } from './agreements-api.ts'

/** An agreement as who works on it sees it. */
export type Desk = {
  agreement: Agreement
  challenge: { slug: string; title: string } | null
  tasks: AgreementTask[]
  /** What changed in each version that may be read, from the one before it; the newest first. */
  changes: Changes[]
}

/** Of more versions than anybody reads, only the newest are compared. */
const MOST_COMPARED = 10

/** The newest text of an agreement that may be read, with what surrounds it. */
export async function loadDesk(api: FetchApi, slug: string, language: Language): Promise<Desk> {
  const agreement = await getAgreement(api, slug)
  const others = agreement.history
    .map(({ version }) => version)
    .filter((version) => version !== agreement.version)
    .slice(0, MOST_COMPARED)
  const [challenge, tasks, ...older] = await Promise.all([
    getChallenge(api, agreement.challengeId).catch(() => null),
    listTasks(api, { agreement: slug }).catch(() => []),
    ...others.map((version) => getAgreementVersion(api, slug, String(version))),
  ])
  const versions = [agreement, ...older]
  return {
    agreement,
    challenge: challenge && { slug: challenge.slug, title: challenge.title },
    tasks,
    changes: versions.flatMap((after, index) => {
      const before = versions[index + 1]
      return before ? [compareVersions(before, after, language)] : []
    }),
  }
}
