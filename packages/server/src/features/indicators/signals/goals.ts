/** Which goals of the challenge of an indicator will probably be missed, by a forecast that beats repeating what was. */
import { FORECAST_SETTINGS, type Setting } from '@samenspel/standards/forecast'
import { missProbability } from '@samenspel/standards/signals'
import { AMSTERDAM, endOfPeriod, listPeriods, type Period, startOfPeriod } from '@samenspel/standards/times'
import { ANONYMOUS } from '../../../platform/actor.ts'
import { type Challenge, findChallenge } from '../../challenges/index.ts'
import { findStanding, listSeries } from '../calculations/series.ts'
import { listSteps, timeOfHistory, toGrid } from '../forecasts/rules.ts'
import type { Indicator } from '../schema.ts'
import type { Found } from './found.ts'
import type { GoalEvidence, RuleOf } from './schema.ts'
import { listMembers, type StoredSignal } from './store.ts'
import type { Watching } from './watching.ts'

type Goal = Challenge['goals'][number]

/** Periods ahead for which a forecast is tried at most. */
const MOST_AHEAD = { hour: 0, day: 92, month: 24, year: 5 } as const satisfies Record<Period, number>

/** A signal that is open ends only when the probability is this much below that of the rule. */
const HYSTERESIS = 0.1

/** What was judged of an area: the goal that will most probably be missed, by the figures until `end` (ms since 1970). */
export type Judged = { areaCode: string; end: number; most: GoalEvidence | undefined }

/**
 * Judges the goals of the published challenge of the indicator, per area in which there are figures.
 * @param known areas that have signals, which are judged too
 */
export async function judgeGoals(
  watching: Watching,
  indicator: Indicator,
  known: readonly string[],
  now: Date,
): Promise<Judged[]> {
  const { db } = watching
  const challenge = indicator.challengeId && (await findChallenge(db, ANONYMOUS, indicator.challengeId))
  const goals = challenge ? challenge.goals.filter((goal) => isOf(goal, indicator, now)) : []
  const asked = new Map<string, Goal[]>(known.map((areaCode) => [areaCode, []]))
  for (const goal of goals) {
    const within = goal.areaCode === null ? (challenge ? challenge.areaCodes : []) : [goal.areaCode]
    for (const code of await listMembers(db, indicator.level, within)) {
      asked.set(code, [...(asked.get(code) ?? []), goal])
    }
  }
  const judged: Judged[] = []
  for (const [areaCode, goalsOfArea] of asked) {
    const { end } = await findStanding(db, indicator, areaCode, now)
    if (end === undefined) continue
    const evidence: GoalEvidence[] = []
    for (const goal of goalsOfArea) {
      const each = await judge(watching, { indicator, goal, areaCode, end, now })
      if (each) evidence.push(each)
    }
    const [most] = evidence.toSorted((a, b) => b.probability - a.probability)
    judged.push({ areaCode, end, most })
  }
  return judged
}

/** The signals that what was judged gives, beside those of the past; an area without figures keeps what it had. */
export function missedGoals(
  stored: readonly StoredSignal[],
  judged: readonly Judged[],
  { rule, period }: { rule: RuleOf<'goal-missed'>; period: Period },
): Found[] {
  const areas = new Set(judged.map(({ areaCode }) => areaCode))
  const kept = stored.filter(({ areaCode, withdrawn }) => !areas.has(areaCode) && !withdrawn)
  return [
    ...kept,
    ...judged.flatMap(({ areaCode, end, most }) => decide(stored, most, { areaCode, rule, end, period })),
  ]
}

function isOf({ indicatorId, unit, targetDate }: Goal, indicator: Indicator, now: Date): boolean {
  return indicatorId === indicator.id && unit === indicator.unit && Date.parse(targetDate) > now.getTime()
}

/** The probability that a goal is missed; undefined when there is no forecast that says so, or it does not reach so far. */
async function judge(
  { db, calculator }: Watching,
  of: { indicator: Indicator; goal: Goal; areaCode: string; end: number; now: Date },
): Promise<GoalEvidence | undefined> {
  const { indicator, goal, areaCode, end, now } = of
  const { period } = indicator
  const target = endOfPeriod(Date.parse(goal.targetDate), 'day', AMSTERDAM)
  const ahead = [...listPeriods(end, target, period, AMSTERDAM)].filter((each) => each.end <= target)
  if (ahead.length === 0 || ahead.length > MOST_AHEAD[period]) return undefined
  const setting: Setting = { ...FORECAST_SETTINGS[period], horizon: ahead.length }
  const from = timeOfHistory(setting, period, end)
  const [series] = await listSeries(db, indicator, { area: areaCode, others: false, from, to: new Date(end) })
  if (!series) return undefined
  const forecast = await calculator.compute({
    kind: 'forecast',
    values: toGrid(series, period, end),
    setting,
  })
  if (forecast.state !== 'forecast') return undefined
  // A goal is judged by the least favourable figure of its last year, so it is missed at least as often as in any one period of that.
  const lastYear = target - 365 * 86_400_000
  const [worst] = listSteps(forecast, period, { end, now: now.getTime() })
    .filter(({ periodEnd }) => Date.parse(periodEnd) > lastYear)
    .map((step) => ({
      step,
      probability: missProbability({ ...step, point: step.value }, goal.target, goal.direction),
    }))
    .toSorted((a, b) => b.probability - a.probability)
  if (!worst) return undefined
  const { error, naiveError, coverage } = forecast.backTest
  const { periodStart, value, low, high } = worst.step
  return {
    goalId: goal.id,
    title: goal.title,
    target: goal.target,
    targetDate: goal.targetDate,
    direction: goal.direction,
    probability: worst.probability,
    periodStart,
    expected: value,
    low,
    high,
    error,
    naiveError,
    coverage,
  }
}

/**
 * What becomes of the signals of one area. Those of the past stay as they were: a forecast of then cannot be made again. The open one ends when a new
 * figure took its ground, and is withdrawn when the same figures, corrected, do.
 */
function decide(
  stored: readonly StoredSignal[],
  goal: GoalEvidence | undefined,
  {
    areaCode,
    rule,
    end,
    period,
  }: { areaCode: string; rule: RuleOf<'goal-missed'>; end: number; period: Period },
): Found[] {
  const known = stored.filter((signal) => signal.areaCode === areaCode && !signal.withdrawn)
  const past = known.filter(({ clearedAt }) => clearedAt !== null)
  const open = known.find(({ clearedAt }) => clearedAt === null)
  const at = startOfPeriod(end - 1, period, AMSTERDAM)
  const probability = goal?.probability ?? 0
  const evidence = { rule, ...(goal && { goal }) }
  if (open) {
    if (probability > rule.probability - HYSTERESIS) return [...past, { ...open, lastAt: at, evidence }]
    return open.lastAt < at ? [...past, { ...open, clearedAt: at }] : past
  }
  if (probability < rule.probability || past.some(({ since }) => since === at)) return past
  return [...past, { areaCode, since: at, openedAt: at, lastAt: at, clearedAt: null, evidence }]
}
