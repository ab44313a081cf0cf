import { type Decision, type FetchApi, getSignal, listSignals } from '../api.ts'
import type { DecisionChoices } from '../components/workspace/decision-fields.tsx'
import { formatEuro } from '../format.ts'
import { type Language, messagesOf } from '../language.ts'
import { listMandates, type Mandate } from './api.ts'
import { listAreaChoices } from './areas.server.ts'
import type { FormValues } from './values.ts'

/** The lists from which someone chooses who writes a decision. */
export async function listDecisionChoices(
  api: FetchApi,
  decision: Pick<Decision, 'challengeId' | 'ownerId' | 'signalIds'>,
  values: FormValues,
  language: Language,
): Promise<DecisionChoices> {
  const t = messagesOf(language)
  const [areas, open, named, mandates] = await Promise.all([
    listAreaChoices(api, values, language),
    listSignals(api, { state: 'open', challengeId: decision.challengeId }),
    Promise.all(decision.signalIds.map((id) => getSignal(api, id).catch(() => null))),
    listMandates(api, decision.ownerId),
  ])
  const signals = [...named.filter((signal) => signal !== null), ...open.items]
  const unique = [...new Map(signals.map((signal) => [signal.id, signal])).values()]
  return {
    areas,
    signals: unique.map(({ id, sentence }) => ({ value: id, label: sentence[language] })),
    mandates: mandates.map((mandate) => ({ value: mandate.id, label: describe(mandate, language) })),
    fields: Object.entries(t.editing.mandate.areas).map(([value, label]) => ({ value, label })),
  }
}

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
