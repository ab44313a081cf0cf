import { formatDay, formatValue } from '../format.ts'
import type { Language } from '../language.ts'
import type { Messages } from '../messages/nl.ts'
import type { Intervention, InterventionSummary } from './api.ts'

/** The state as it is shown: a pilot that stalls does not just run. */
export type ShownState = InterventionSummary['state'] | 'stalled'

export const SHOWN_STATES = ['registered', 'running', 'stalled', 'ended', 'withdrawn'] as const

export const stateOf = ({ state, stalled }: Pick<InterventionSummary, 'state' | 'stalled'>): ShownState =>
  stalled ? 'stalled' : state

/** How it stands, as one line. */
export function statusLine(
  intervention: InterventionSummary & { withdrawal?: Intervention['withdrawal'] },
  { interventions: { line, outcomes } }: Messages,
  language: Language,
): string {
  const { start, end, startedOn, endedOn, outcome, withdrawal } = intervention
  const day = (given: string | null) => (given === null ? '?' : formatDay(given, language))
  switch (stateOf(intervention)) {
    case 'draft':
      return line.draft
    case 'registered':
      return line.registered(day(start))
    case 'stalled':
      return line.stalled(day(end))
    case 'running':
      return [line.running(day(startedOn)), ...(end === null ? [] : [line.until(day(end))])].join(' ')
    case 'ended':
      return line.ended(outcome === null ? '' : outcomes[outcome], day(endedOn))
    case 'withdrawn':
      return line.withdrawn(day(withdrawal?.at ?? intervention.updatedAt))
  }
}

type WithIndicators = Pick<Intervention, 'indicators'>

/** What is expected, as one sentence. */
export function hypothesisSentence(
  { hypothesis, ...intervention }: WithIndicators & Pick<Intervention, 'hypothesis'>,
  { interventions: words }: Messages,
  language: Language,
): string {
  if (hypothesis === null) return words.noHypothesis
  const { title, unit } = indicatorOf(intervention, hypothesis.indicatorId, words.unknownIndicator)
  return words.hypothesis(
    title,
    formatValue(hypothesis.change, unit, language),
    words.directions[hypothesis.direction],
    formatDay(hypothesis.by, language),
  )
}

/** When a pilot is scaled or stopped, as one sentence. */
export function criterionSentence(
  intervention: WithIndicators,
  { indicatorId, direction, value, by }: Intervention['scaleWhen'][number],
  { interventions: words }: Messages,
  language: Language,
): string {
  const { title, unit } = indicatorOf(intervention, indicatorId, words.unknownIndicator)
  return words.criterion(
    title,
    words.directions[direction],
    formatValue(value, unit, language),
    formatDay(by, language),
  )
}

function indicatorOf({ indicators }: WithIndicators, id: string, unknown: string) {
  return indicators.find((each) => each.id === id) ?? { title: unknown, unit: '' }
}
