import {
  type Alliance,
  type Challenge,
  type Decision,
  type FetchApi,
  getChallenge,
  getDecision,
  listAlliances,
  listOpenSignals,
  listSignalsOf,
  type Signal,
} from '../api.ts'
import { concerns } from '../area-codes.ts'
import type { Choice } from '../components/form/fields.tsx'
import type { DecisionChoices } from '../components/workspace/decision-fields.tsx'
import { formatEuro } from '../format.ts'
import { type Language, messagesOf } from '../language.ts'
import { listInForce, listMandates, listOwnIndicators, type Mandate } from './api.ts'
import { listAreaChoices } from './areas.server.ts'
import { type FormValues, textAt, ticksAt } from './values.ts'

/**
 * The lists from which someone chooses who writes a decision.
 * @param values what is in the form: what is chosen there is in the lists
 */
export async function listDecisionChoices(
  api: FetchApi,
  decision: Decision,
  values: FormValues,
  { language, today }: { language: Language; today: string },
): Promise<DecisionChoices> {
  const t = messagesOf(language)
  const replaced = textAt(values, 'replacesId')
  const [areas, open, named, mandates, challenge, alliances, indicators, decisions, kept] = await Promise.all(
    [
      listAreaChoices(api, values, language),
      listOpenSignals(api, { challengeId: decision.challengeId }),
      listSignalsOf(api, listChosen(values)),
      listMandateChoices(api, decision.ownerId, language, textAt(values, 'field')),
      getChallenge(api, decision.challengeId).catch(() => null),
      listAlliances(api, { challengeId: decision.challengeId, pageSize: 200 }),
      listOwnIndicators(api),
      listInForce(api),
      // What a correction replaced already is in force no more, and stays chosen.
      replaced ? getDecision(api, replaced).catch(() => null) : null,
    ],
  )
  const chosen = new Set(named.map(({ id }) => id))
  const others = open.filter(({ id }) => !chosen.has(id))
  const isHere = ({ areaCode }: Signal) => concerns(areaCode, challenge?.areaCodes ?? [])
  const asChoice = ({ id, sentence }: Signal) => ({ value: id, label: sentence[language] })
  return {
    areas,
    signals: [...named, ...others.filter(isHere)].map(asChoice),
    signalsElsewhere: others.filter((signal) => !isHere(signal)).map(asChoice),
    mandates,
    goals: (challenge?.goals ?? []).map(({ id, title }) => ({ value: id, label: title })),
    parties: listPartyChoices(challenge, alliances.items, decision, today),
    indicators: indicators.map(({ id, title, unit }) => ({ value: id, label: `${title} (${unit})` })),
    decisions: [...decisions, ...(kept && !decisions.some(({ id }) => id === kept.id) ? [kept] : [])]
      .filter(({ ownerId, id }) => ownerId === decision.ownerId && id !== decision.id)
      .map(({ id, title }) => ({ value: id, label: title })),
    fields: Object.entries(t.editing.mandate.areas).map(([value, label]) => ({ value, label })),
  }
}

/** Who can be referred to: parties of the challenge, who is in an alliance of it today, and who is named already. */
function listPartyChoices(
  challenge: Challenge | null,
  alliances: readonly Alliance[],
  { options, involved }: Decision,
  today: string,
): Choice[] {
  const members = alliances
    .flatMap((alliance) => alliance.members)
    .filter(({ enteredOn, leftOn }) => enteredOn <= today && (leftOn === null || leftOn > today))
  const named = [...options.flatMap(({ consequences }) => consequences), ...involved]
  const choices = new Map([
    ...named.flatMap(({ partyId, party }) => (partyId === undefined ? [] : [[partyId, party] as const])),
    ...[...(challenge?.parties ?? []), ...members].map(
      ({ organisationId, name }) => [organisationId, name] as const,
    ),
  ])
  return [...choices]
    .map(([value, label]) => ({ value, label }))
    .sort((one, other) => one.label.localeCompare(other.label, 'nl'))
}

/** The mandates of an organisation to choose from, those that are about `field` first. */
export async function listMandateChoices(
  api: FetchApi,
  ownerId: string,
  language: Language,
  field: string,
): Promise<Choice[]> {
  const mandates = await listMandates(api, ownerId)
  const isOther = (mandate: Mandate) => Number(mandate.field !== field && mandate.field !== 'any')
  return mandates
    .toSorted((one, other) => isOther(one) - isOther(other))
    .map((mandate) => ({ value: mandate.id, label: describe(mandate, language) }))
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
