import { type Decision, type FetchApi, listOpenSignals, listSignalsOf } from '../api.ts'
import type { DecisionChoices } from '../components/workspace/decision-fields.tsx'
import { formatEuro } from '../format.ts'
import { type Language, messagesOf } from '../language.ts'
import { listMandates, type Mandate } from './api.ts'
import { listAreaChoices } from './areas.server.ts'
import { type FormValues, ticksAt } from './values.ts'

/**
 * The lists from which someone chooses who writes a decision.
 * @param values what is in the form: what is chosen there is in the lists
 */
export async function listDecisionChoices(
  api: FetchApi,
  decision: Pick<Decision, 'challengeId' | 'ownerId'>,
  values: FormValues,
  language: Language,
): Promise<DecisionChoices> {
  const t = messagesOf(language)
  const [areas, open, named, mandates] = await Promise.all([
    listAreaChoices(api, values, language),
    listOpenSignals(api, { challengeId: decision.challengeId }),
    listSignalsOf(api, listChosen(values)),
    listMandates(api, decision.ownerId),
  ])
  const signals = [...named, ...open]
  const unique = [...new Map(signals.map((signal) => [signal.id, signal])).values()]
  return {
    areas,
    signals: unique.map(({ id, sentence }) => ({ value: id, label: sentence[language] })),
    mandates: mandates.map((mandate) => ({ value: mandate.id, label: describe(mandate, language) })),
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
