import { listAgreedPurposes, namePurpose, purposeKey } from './features/agreements/index.ts'
import { nameChallenges } from './features/challenges/index.ts'
import { listNoticePurposes } from './features/consent/index.ts'
import type { PurposeChoice } from './features/parties/index.ts'
import type { Db } from './platform/database/connect.ts'

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** A challenge of which they may not know the title. */
const HIDDEN = {
  nl: 'een opgave die niet openbaar is',
  en: 'a challenge that is not public',
}

/**
 * For which purposes people of these organisations may look at data: those of their agreements in force, and those for which their datasets
 * ask residents consent. It is about several slices, of which none may know all others, so it is here.
 */
export async function listPurposes(
  db: Db,
  { organisationIds, now }: { organisationIds: readonly string[]; now: Date },
): Promise<PurposeChoice[]> {
  if (organisationIds.length === 0) return []
  const [agreed, asked] = await Promise.all([
    listAgreedPurposes(db, { organisationIds, now }),
    listNoticePurposes(db, organisationIds),
  ])
  const keyed = asked.map((each) => ({ ...each, purpose: purposeKey(each.purpose) }))
  const keys = [...new Set([...agreed, ...keyed].map(({ purpose }) => purpose))]
  const challenges = await nameChallenges(db, keys.filter(isChallenge), organisationIds)
  const choices = keys.map((purpose): PurposeChoice => {
    const agreements = agreed.filter((each) => each.purpose === purpose)
    const title = agreements.find(({ challengeTitle }) => challengeTitle)?.challengeTitle
    const challenge = title ?? challenges.get(purpose)
    return {
      purpose,
      name: isChallenge(purpose)
        ? challenge === undefined
          ? HIDDEN
          : { nl: challenge, en: challenge }
        : namePurpose(purpose),
      agreements: agreements.map(({ slug, title }) => ({ slug, title })),
      datasets: keyed.filter((each) => each.purpose === purpose).map(({ slug, title }) => ({ slug, title })),
    }
  })
  return choices.toSorted((one, other) => one.name.nl.localeCompare(other.name.nl, 'nl'))
}

function isChallenge(purpose: string): boolean {
  return ID.test(purpose)
}
