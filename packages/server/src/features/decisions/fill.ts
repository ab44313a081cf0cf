/** Fills in a new decision from its signals, else from the goals of its challenge, as far as its maker left that out. */
import type { Actor } from '../../platform/actor.ts'
import { calendarDay } from '../../platform/clock.ts'
import { isUuid } from '../../platform/slug.ts'
import { listAreasByCodes } from '../areas/index.ts'
import { findChallenge } from '../challenges/index.ts'
import {
  findIndicator,
  forecastIndicator,
  listFigures,
  listLatestFigures,
  listToldSignals,
  type Signal,
} from '../indicators/index.ts'
import { type Freezing, SHOWN } from './freeze.ts'
import { DO_NOTHING } from './rules/content.ts'
import { expectOfNothing } from './rules/expected.ts'
import { addressOf, expectOfGoal, type Known } from './rules/expected-goal.ts'
import { type Evidence, MOST_GOALS } from './schema/content.ts'
import type { NewDecision } from './schema/decision.ts'

/**
 * The same decision with areas, problem, evidence and the option to do nothing filled in from its signals. Without signals the option to do nothing
 * tells what is known of the goals of its challenge, and that is the evidence.
 * @param readers the organisations that read the draft; none when everyone does, and then only what everyone may see of the signals is taken over
 */
export async function fillNew(
  freezing: Freezing,
  actor: Actor,
  readers: string[],
  given: NewDecision,
): Promise<NewDecision> {
  const filled = await fillFromSignals(freezing, readers, given)
  return fillFromGoals(freezing, actor, readers, filled)
}

async function fillFromSignals(
  freezing: Freezing,
  readers: string[],
  given: NewDecision,
): Promise<NewDecision> {
  const ids = (given.signalIds ?? []).filter(isUuid)
  if (ids.length === 0) return given
  const asker = { organisations: readers, personId: undefined, roles: [] }
  const signals = await listToldSignals(freezing.db, ids, asker)
  if (signals.length === 0) return given
  // A signal can be of a group of sensors: that is no area.
  const areas = await listAreasByCodes(
    freezing.db,
    signals.map(({ areaCode }) => areaCode),
  )
  return {
    problem: signals.map(({ sentence }) => sentence.nl).join('\n\n'),
    areaCodes: areas.map(({ code }) => code),
    evidence: citeSignals(signals),
    ...given,
    options: await fillNothing(freezing, readers, given.options ?? [], signals),
  }
}

function citeSignals(signals: readonly Signal[]): Evidence[] {
  const cited = signals.flatMap(
    ({ id, indicatorSlug, indicatorTitle, areaCode, areaName, sentence }): Evidence[] => [
      {
        kind: 'signal',
        title: `${indicatorTitle}, ${areaName}`,
        reference: `/signalen/${id}`,
        note: sentence.nl,
      },
      {
        kind: 'indicator',
        title: `${indicatorTitle}, ${areaName}`,
        reference: `/indicatoren/${indicatorSlug}?gebied=${encodeURIComponent(areaCode)}`,
        note: '',
      },
    ],
  )
  return [...new Map(cited.map((each) => [each.reference, each])).values()].slice(0, 100)
}

type Options = NonNullable<NewDecision['options']>

/** What is expected when nothing is done, when nobody wrote that yet. */
async function fillNothing(
  freezing: Freezing,
  readers: string[],
  options: Options,
  signals: readonly Signal[],
): Promise<Options> {
  const nothing = options.find(({ kind }) => kind === 'do-nothing') ?? DO_NOTHING
  const others = options.filter((option) => option !== nothing)
  if (nothing.consequences.length > 0) return options
  const consequences = []
  for (const signal of signals.slice(0, MOST_FORECASTS)) {
    const forecast = await expectSignal(freezing, readers, signal)
    consequences.push(expectOfNothing(signal, forecast))
  }
  return [{ ...nothing, consequences }, ...others]
}

/** Signals of which is told what is expected: each takes a computation. */
const MOST_FORECASTS = 5

async function expectSignal({ db, clock, calculations }: Freezing, readers: string[], signal: Signal) {
  const indicator = await findIndicator(db, signal.indicatorId, readers)
  if (!indicator) return undefined
  const area = { code: signal.areaCode, name: signal.areaName }
  return forecastIndicator(db, calculations, { indicator, area, now: clock() })
}

/**
 * The goals of its challenge, as many as a decision takes, unless its maker says which; and what is expected of those with an indicator when nothing is done, where neither
 * its maker nor a signal says so.
 */
async function fillFromGoals(
  freezing: Freezing,
  actor: Actor,
  readers: string[],
  asked: NewDecision,
): Promise<NewDecision> {
  const challenge = await findChallenge(freezing.db, actor, asked.challengeId)
  if (!challenge) return asked
  const { goalIds = challenge.goals.slice(0, MOST_GOALS).map(({ id }) => id), options = [] } = asked
  const given = { ...asked, goalIds }
  const nothing = options.find(({ kind }) => kind === 'do-nothing') ?? DO_NOTHING
  if (nothing.consequences.length > 0 || (nothing.goalEffects ?? []).length > 0) return given
  const goals = challenge.goals
    .filter(({ id, indicatorId }) => indicatorId !== null && goalIds.includes(id))
    .slice(0, MOST_FORECASTS)
  if (goals.length === 0) return given
  const [expected, evidence] = [[] as ReturnType<typeof expectOfGoal>[], [] as Evidence[]]
  for (const goal of goals) {
    const areaCodes =
      goal.areaCode === null ? [...(given.areaCodes ?? []), ...challenge.areaCodes] : [goal.areaCode]
    const known = await lookUp(freezing, readers, goal.indicatorId, areaCodes)
    expected.push(expectOfGoal(goal, known))
    if (known && !evidence.some(({ title }) => title === titleOf(known))) evidence.push(citeKnown(known))
  }
  const filled = {
    ...nothing,
    consequences: expected.map(({ consequence }) => consequence),
    goalEffects: expected.map(({ goalEffect }) => goalEffect),
  }
  return { evidence, ...given, options: [filled, ...options.filter((option) => option !== nothing)] }
}

/** What readers can see of an indicator: in the first of these areas that has figures, else in the only one that has. */
async function lookUp(
  { db, clock, calculations }: Freezing,
  readers: string[],
  indicatorId: string | null,
  areaCodes: readonly string[],
): Promise<Known | undefined> {
  const indicator = indicatorId === null ? undefined : await findIndicator(db, indicatorId, readers)
  if (!indicator) return undefined
  const now = clock()
  const from = new Date(now.getTime() - SHOWN)
  const { id, title, slug, unit, period, level } = indicator
  const asked = { indicatorId: id, from, to: now }
  const measured = await listLatestFigures(db, { ...asked, area: undefined }, level, now)
  const named = areaCodes.flatMap((code) => measured.find((figure) => figure.areaCode === code) ?? [])
  const [place] = named.length === 0 && measured.length === 1 ? measured : named
  if (!place) return undefined
  const area = { code: place.areaCode, name: place.areaName }
  const figures = await listFigures(db, { ...asked, area: area.code }, now)
  const forecast = await forecastIndicator(db, calculations, { indicator, area, now })
  const whole = figures.filter(({ provisional }) => !provisional)
  return { title, slug, unit, period, area, figures: whole, forecast, today: calendarDay(now) }
}

const titleOf = ({ title, area }: Known) => `${title}, ${area.name}`

function citeKnown(known: Known): Evidence {
  return {
    kind: 'indicator',
    title: titleOf(known),
    reference: addressOf(known),
    note: '',
  }
}
