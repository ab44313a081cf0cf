import type { DecisionSummary, Signal } from './api.ts'
import { dateOf, endOfPeriod } from './clock-time.ts'
import { capitalise, formatPeriod, formatValue } from './format.ts'
import type { Language } from './language.ts'
import type { Messages } from './messages/nl.ts'

/** Signals that are told as one: at least one. */
export type SignalGroup = [Signal, ...Signal[]]

/** The day here on which a signal began. */
export const dayOf = ({ openedAt }: Signal): string => dateOf(Date.parse(openedAt))

/** Puts signals of one indicator, in one state, that began on one day together, each group where its first is. */
export function groupSignals(signals: readonly Signal[]): SignalGroup[] {
  const groups = new Map<string, SignalGroup>()
  for (const signal of signals) {
    const key = [signal.indicatorId, signal.kind, signal.state, dayOf(signal)].join()
    const group = groups.get(key)
    if (group) group.push(signal)
    else groups.set(key, [signal])
  }
  return [...groups.values()]
}

/** Whether a signal is of one of these challenges. */
export function isOf(challengeIds: readonly string[]): (signal: Signal) => boolean {
  return ({ challengeId }) => challengeId !== null && challengeIds.includes(challengeId)
}

/** Ids of the signals that drafts of decisions name; the API gives drafts to those who work on them. */
export function signalsInDrafts(decisions: readonly DecisionSummary[]): string[] {
  return decisions.flatMap(({ state, signalIds }) => (state === 'draft' ? signalIds : []))
}

/** The name of a signal: what is measured and where, or in how many areas. */
export function nameSignals([first, ...more]: SignalGroup, { signals: words }: Messages): string {
  const level = first.areaCode.slice(0, 2)
  const where =
    more.length === 0
      ? first.areaName
      : words.areas[level === 'GM' || level === 'WK' ? level : 'BU'](1 + more.length)
  return words.name(first.indicatorTitle, where)
}

/** What the name does not say: on which side of the line, since when and until when, and the value furthest past it. */
export function describeSignals(
  group: SignalGroup,
  { signals: words }: Messages,
  language: Language,
): string {
  const [first] = group
  const { line, unit, period } = first
  if (line === null) return describeOthers(group, language)
  const isAbove = peakOf(first) >= line
  const byPeak = group.toSorted((a, b) => peakOf(a) - peakOf(b))
  const [lowest = first, highest = first] = [byPeak.at(0), byPeak.at(-1)]
  const furthest = isAbove ? highest : lowest
  const [since = first.since] = group.map((signal) => signal.since).toSorted()
  const [last = first.lastAt] = group
    .map(({ lastAt }) => lastAt)
    .toSorted()
    .toReversed()
  const isOnce = last === since
  const when = (moment: string) => words.when[period](formatPeriod(moment, period, language))
  return words.about({
    side: isAbove ? words.above : words.below,
    line: formatValue(line, unit, language),
    began: isOnce ? capitalise(when(since)) : when(since),
    last: isOnce ? null : when(last),
    most: isAbove ? words.highest : words.lowest,
    peak: formatValue(peakOf(furthest), unit, language),
    peakWhen: isOnce ? null : when(furthest.peakAt ?? furthest.since),
    where: group.length > 1 ? furthest.areaName : null,
  })
}

/** The value furthest past the line; only signals of a line have one. */
const peakOf = ({ peakValue }: Signal): number => peakValue ?? 0

/** What signals that are not of a line say: of more than one that of the first. */
function describeOthers([first]: SignalGroup, language: Language): string {
  return first.sentence[language]
}

const DAY = 86_400_000

/** How long a signal is news after the figures were last past its line, in days. */
export const NEWS_DAYS = 30

/** Whether the figures were past the line not long ago: a signal can stay open for months after. */
export function isRecent({ lastAt, period }: Signal, now: number): boolean {
  return now - endOfPeriod(lastAt, period) <= NEWS_DAYS * DAY
}

/**
 * For how many days of the calendar a signal has waited for a decision: since the day on which it was found, from which its term runs too.
 * The public board counts them likewise (`listWaiting` of indicators).
 */
export function countDaysWaiting({ noticedAt }: Signal, now: number): number {
  return (Date.parse(dateOf(now)) - Date.parse(dateOf(Date.parse(noticedAt)))) / DAY
}
