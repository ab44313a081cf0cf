import {
  type Decision,
  type FetchApi,
  getChallenge,
  listOpenSignals,
  listSignalsOf,
  type Signal,
} from '../api.ts'
import { concerns } from '../area-codes.ts'
import type { DecisionChoices } from '../components/workspace/decision-fields.tsx'
import { formatEuro } from '../format.ts'
import { type Language, messagesOf } from '../language.ts'
import { listInForce, listMandates, listOwnIndicators, type Mandate } from './api.ts'
import { listAreaChoices } from './areas.server.ts'
import { type FormValues, ticksAt } from './values.ts'

/**
 * The lists from which someone chooses who writes a decision.
 * @param values what is in the form: what is chosen there is in the lists
 */
export async function listDecisionChoices(
  api: FetchApi,
  decision: Pick<Decision, 'id' | 'challengeId' | 'ownerId'>,
  values: FormValues,
  language: Language,
): Promise<DecisionChoices> {
  const t = messagesOf(language)
  const [areas, open, named, mandates, challenge, indicators, decisions] = await Promise.all([
    listAreaChoices(api, values, language),
    listOpenSignals(api, { challengeId: decision.challengeId }),
    listSignalsOf(api, listChosen(values)),
    listMandates(api, decision.ownerId),
    getChallenge(api, decision.challengeId).catch(() => null),
    listOwnIndicators(api),
    listInForce(api),
  ])
  const chosen = new Set(named.map(({ id }) => id))
  const others = open.filter(({ id }) => !chosen.has(id))
  const isHere = ({ areaCode }: Signal) => concerns(areaCode, challenge?.areaCodes ?? [])
  const asChoice = ({ id, sentence }: Signal) => ({ value: id, label: sentence[language] })
  return {
    areas,
    signals: [...named, ...others.filter(isHere)].map(asChoice),
    signalsElsewhere: others.filter((signal) => !isHere(signal)).map(asChoice),
    mandates: mandates.map((mandate) => ({ value: mandate.id, label: describe(mandate, language) })),
    goals: (challenge?.goals ?? []).map(({ id, title }) => ({ value: id, label: title })),
    indicators: indicators.map(({ id, title, unit }) => ({ value: id, label: `${title} (${unit})` })),
    decisions: decisions
      .filter(({ ownerId, id }) => ownerId === decision.ownerId && id !== decision.id)
      .map(({ id, title }) => ({ value: id, label: title })),
    fields: Object.entries(t.editing.mandate.areas).map(([value, label]) => ({ value, label })),
  }
}

/** The signals that are ticked: no more than a decision may have, and only what can be the id of one. */
const listChosen = (values: FormValues) =>
  [...new Set(ticksAt(values, 'signalIds'))].filter((id) => UUID.test(id)).slice(0, 100)

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** One holder may have several mandates: what it is about tells them apart. */
function describe(
  { function: title, holderName, field, maximumAmount }: Mandate,
  language: Language,
): string {
  const { decision, mandate } = messagesOf(language).editing
  const fields: Record<string, string> = mandate.areas
  const maximum =
    maximumAmount === null ? decision.noMaximum : decision.upTo(formatEuro(maximumAmount, language))
  return decision.mandate(title, holderName, fields[field] ?? field, maximum)
}
