import { type Agreement, type AgreementSummary, type FetchApi, getAgreement } from '../api.ts'
import { waitingParties } from './agreement-desk.ts'
import { type AgreementTask, listOwnAgreements, listTasks } from './agreements-api.ts'
import type { Person } from './me.ts'

/** An offer that an organisation of the reader has not answered yet. */
export type WaitingAgreement = Pick<Agreement, 'slug' | 'title'> & {
  proposer: string
  offeredAt: string | null
}

/** The agreements of the organisations of who is signed in, and what of them waits for these organisations. */
export async function loadWaiting(
  api: FetchApi,
  person: Pick<Person, 'memberships'>,
): Promise<{ agreements: AgreementSummary[]; waiting: WaitingAgreement[]; tasks: AgreementTask[] }> {
  const own = [...new Set(person.memberships.map(({ organisation }) => organisation.id))]
  if (own.length === 0) return { agreements: [], waiting: [], tasks: [] }
  const [agreements, late, open] = await Promise.all([
    listOwnAgreements(api, own),
    listTasks(api, { state: 'overdue' }),
    listTasks(api, { state: 'open' }),
  ])
  const offered = await Promise.all(
    agreements
      .filter(({ versionState }) => versionState === 'offered')
      .map(({ slug }) => getAgreement(api, slug)),
  )
  const waiting = offered.filter((agreement) =>
    waitingParties(agreement).some(({ organisationId }) => own.includes(organisationId)),
  )
  return {
    agreements,
    waiting: waiting.map(({ slug, title, offeredAt, parties, ownerId }) => ({
      ...{ slug, title, offeredAt },
      proposer: parties.find(({ organisationId }) => organisationId === ownerId)?.name ?? '',
    })),
    // What must be done always, such as naming the source, waits for nobody.
    tasks: [...late, ...open].filter(
      ({ organisationId, kind }) => own.includes(organisationId) && kind !== 'attribute',
    ),
  }
}
