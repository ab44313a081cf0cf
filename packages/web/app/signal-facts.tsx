import type { ReactNode } from 'react'
import type { Signal } from './api.ts'
import { TextLink } from './components/text.tsx'
import { formatDay, formatPeriod, formatValue } from './format.ts'
import type { Language } from './language.ts'
import type { Messages } from './messages/nl.ts'
import { pathsOf } from './paths.ts'

type Fact = [name: string, value: ReactNode]

/** What a signal rests on, and who answers for it, as facts. */
export function factsOf(signal: Signal, t: Messages, language: Language): Fact[] {
  return [
    [t.signalKinds.kind, t.signalKinds.names[signal.kind]],
    ...evidenceOf(signal, t, language),
    [t.signalKinds.owner, nameOwner(signal, t)],
    ...termOf(signal, t, language),
  ]
}

/** By which version of the definition it was found, and the figures on which it rests. */
export function sourcesOf(signal: Signal, t: Messages, language: Language): Fact[] {
  const { definitionVersion, figures } = signal.evidence
  const indicator = pathsOf(language).indicator(signal.indicatorSlug, signal.areaCode)
  return [
    [
      t.signalKinds.definition,
      <TextLink key="definition" to={indicator}>
        {t.signalKinds.version(signal.indicatorTitle, definitionVersion)}
      </TextLink>,
    ],
    [
      t.signalKinds.figures,
      <a key="figures" href={figures} className="nl-link">
        {t.signalKinds.figuresLink}
      </a>,
    ],
  ]
}

function evidenceOf(signal: Signal, t: Messages, language: Language): Fact[] {
  const { signals: words, signalKinds: kinds } = t
  const inPeriod = (moment: string) => formatPeriod(moment, signal.period, language)
  const value = (amount: number) => formatValue(amount, signal.unit, language)
  const cleared: Fact = [words.cleared, signal.clearedAt ? inPeriod(signal.clearedAt) : words.stillOpen]
  const { peakValue, peakAt, line, evidence } = signal
  if (line !== null) {
    // Of what was withdrawn there is no figure.
    const peak: Fact[] =
      peakValue === null
        ? []
        : [
            [
              peakValue >= line ? words.highest : words.lowest,
              `${value(peakValue)}${peakAt === null ? '' : ` (${inPeriod(peakAt)})`}`,
            ],
          ]
    return [
      [words.opened, inPeriod(signal.since)],
      [words.last, inPeriod(signal.lastAt)],
      cleared,
      ...peak,
      [words.line, value(line)],
    ]
  }
  if (evidence.change) {
    const { change } = evidence
    const range = `${value(change.low)} ${kinds.to} ${value(change.high)}`
    return [
      [kinds.changedSince, formatDay(signal.since, language)],
      [kinds.seenAfter[change.step], formatDay(signal.openedAt, language)],
      [kinds.size[change.of], `${value(change.size)} (95%: ${range})`],
      [kinds.against, kinds.againstWhat[change.against]],
      [kinds.falseAlarms, kinds.falseAlarm(change.yearsPerFalseAlarm)],
    ]
  }
  if (evidence.goal) {
    const { goal } = evidence
    const error = kinds.backTest(value(goal.error), value(goal.naiveError))
    return [
      [kinds.goal, `${goal.title}: ${value(goal.target)}, ${formatDay(goal.targetDate, language)}`],
      [kinds.probability, kinds.atLeast(share(goal.probability, language))],
      [
        kinds.expected,
        kinds.expectedIn(
          value(goal.expected),
          `${value(goal.low)} ${kinds.to} ${value(goal.high)}`,
          inPeriod(goal.periodStart),
        ),
      ],
      [kinds.howGood, error],
      cleared,
    ]
  }
  if (evidence.periods === null) return [[words.opened, inPeriod(signal.since)]]
  return [
    [kinds.missingSince, inPeriod(signal.since)],
    [kinds.missingPeriods, String(evidence.periods)],
    [kinds.backAgain, signal.clearedAt ? inPeriod(signal.clearedAt) : words.stillOpen],
  ]
}

function share(probability: number, language: Language): string {
  return new Intl.NumberFormat(language, { style: 'percent' }).format(Math.min(probability, 0.99))
}

function nameOwner({ owner }: Signal, t: Messages): string {
  const { organisationName, role, personName } = owner
  const who = personName ?? (role === null ? null : t.workspace.roles[role])
  const named = who === null ? organisationName : `${who}, ${organisationName}`
  return owner.isMine ? `${named} (${t.signalKinds.mine})` : named
}

/** Until when it may wait for a decision, and who changed that with which reason. */
function termOf({ state, term }: Signal, t: Messages, language: Language): Fact[] {
  if (state !== 'open') return []
  const words = t.signalKinds
  const day = (date: string) => formatDay(date, language)
  return [
    [words.term, day(term.dueOn)],
    ...term.changes.map(
      ({ dueOn, reason, role, setAt }): Fact => [
        `${words.termChanged} (${day(setAt)})`,
        words.termReason(day(dueOn), reason, t.workspace.roles[role]),
      ],
    ),
  ]
}
