import type { Agreement } from '../api.ts'
import type { Signing } from './agreements-api.ts'
import { mayDo, type Person } from './me.ts'

/** What a party can sign: what it is in the API, the word for what was done, and whether there must be a reason. */
export const STEPS = {
  aanbieden: { signing: 'offer', done: 'aangeboden', hasReason: false },
  aanvaarden: { signing: 'acceptance', done: 'aanvaard', hasReason: false },
  afwijzen: { signing: 'refusal', done: 'afgewezen', hasReason: true },
  stilzetten: { signing: 'suspension', done: 'stilgezet', hasReason: true },
  hervatten: { signing: 'resumption', done: 'hervat', hasReason: false },
  beeindigen: { signing: 'end', done: 'afspraak-beeindigd', hasReason: true },
} as const satisfies Record<string, { signing: Signing; done: string; hasReason: boolean }>

export type StepName = keyof typeof STEPS
export const STEP_NAMES = Object.keys(STEPS) as StepName[]

type Signer = Pick<Person, 'memberships'>

/** The organisations for which someone can take this step now. The API decides; this only says what is worth showing. */
export function whoSigns(agreement: Agreement, person: Signer, step: StepName): string[] {
  return whoCan(agreement, step).filter((id) => mayDo(person, 'signatures', id))
}

/** The steps that someone can take now. */
export const listSteps = (agreement: Agreement, person: Signer): StepName[] =>
  STEP_NAMES.filter((step) => whoSigns(agreement, person, step).length > 0)

/** The parties of which the answer to the offered version is not there yet. */
export function waitingParties({ versionState, endedAt, parties }: Agreement) {
  if (versionState !== 'offered' || endedAt !== null) return []
  return parties.filter(({ answer }) => answer === null)
}

/** The organisations that can take a step, whoever signs for them. */
function whoCan(agreement: Agreement, step: StepName): string[] {
  const { versionState, endedAt, ownerId, suspendedBy } = agreement
  if (endedAt !== null) return []
  if (step === 'aanbieden') return versionState === 'draft' ? [ownerId] : []
  if (step === 'aanvaarden' || step === 'afwijzen') {
    return waitingParties(agreement).map(({ organisationId }) => organisationId)
  }
  const parties = standingParties(agreement)
  if (step === 'stilzetten') return parties.filter((id) => !suspendedBy.includes(id))
  return step === 'hervatten' ? parties.filter((id) => suspendedBy.includes(id)) : parties
}

/** The version that a step is about: a step that stops something, or lets it go on, is about what all have accepted. */
export function versionOfStep(agreement: Agreement, step: StepName): number {
  const isAnswer = step === 'aanbieden' || step === 'aanvaarden' || step === 'afwijzen'
  return isAnswer ? agreement.version : (standingVersion(agreement) ?? agreement.version)
}

/** The version that holds, or will; undefined when none does. */
function standingVersion({ state, versionInForce, history }: Agreement): number | undefined {
  if (!['active', 'suspended', 'accepted'].includes(state)) return undefined
  const accepted = history.filter((line) => line.state === 'accepted').map(({ version }) => version)
  return versionInForce ?? (accepted.length > 0 ? Math.max(...accepted) : undefined)
}

/** The parties that accepted the version that holds, or will: they can stop it. */
function standingParties(agreement: Agreement): string[] {
  const standing = standingVersion(agreement)
  const answers = agreement.steps.filter(
    ({ version, kind }) => version === standing && (kind === 'offered' || kind === 'accepted'),
  )
  return [...new Set(answers.map(({ organisationId }) => organisationId))]
}

/** Whether who writes for the owner can start a new version. */
export const canStartVersion = ({ versionState, endedAt }: Agreement): boolean =>
  versionState !== 'draft' && endedAt === null
