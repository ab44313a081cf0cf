/** Answers for one intervention which design can show its effect. */
import type { Static } from 'typebox'
import type { Actor } from '../../platform/actor.ts'
import { organisationsOf } from '../../platform/actor.ts'
import { calendarDay } from '../../platform/clock.ts'
import type { Bilingual } from '../../platform/errors.ts'
import type { Platform } from '../../platform/slice.ts'
import { type Calculations, findIndicator } from '../indicators/index.ts'
import {
  chooseDesign,
  chooseStep,
  difference,
  type Joined,
  joinPeriods,
  meanOf,
  meanSeries,
  type PlannedDesign,
  panelOf,
  proposeAfter,
  rankAreas,
} from './design.ts'
import { describeDesign } from './design-sentence.ts'
import { missingPart, refuse } from './refuse.ts'
import type { DesignHelp, DesignQuery } from './schema-design.ts'
import { requireReadable } from './steps.ts'
import { type AreaHistory, readHistory } from './store/figures.ts'

/** What help is given with. */
export type Helping = Platform & { calculations: Calculations }

/** Fewer periods than this say nothing of likeness or spread. */
const FEWEST_PERIODS = 8

/**
 * Which areas can be compared with, by how parallel they ran, and the smallest effect that could be seen with 80 % power.
 * Computed from figures of before the start alone, so that the design cannot be chosen after the outcome.
 */
export async function helpDesign(
  platform: Helping,
  actor: Actor,
  key: string,
  query: Static<typeof DesignQuery>,
): Promise<Static<typeof DesignHelp>> {
  const { db, clock } = platform
  const { content, startedOn, kind } = await requireReadable(platform, actor, key)
  const { hypothesis, design } = content
  if (hypothesis === null) refuse('not-ready', [NO_HYPOTHESIS])
  const indicator = await findIndicator(db, hypothesis?.indicatorId ?? '', organisationsOf(actor))
  if (!indicator || !hypothesis) throw missingPart({ nl: 'Deze indicator', en: 'This indicator' })
  const today = calendarDay(clock())
  const start = startedOn ?? content.start
  const until = start !== null && start < today ? start : today
  const { starts, areas } = await readHistory(db, {
    indicatorId: indicator.id,
    level: indicator.level,
    treated: content.areaCodes,
    before: until,
  })
  const treated = areas.filter(({ isTreated }) => isTreated)
  const own = meanSeries(treated.map(({ values }) => values))
  const periods = own.filter((value) => value !== null).length
  const before = Math.max(1, Math.min(query.before ?? design?.periodsBefore ?? periods, periods || 1))
  const proposed = proposeAfter(
    { kind, start: start ?? today, end: content.end, by: hypothesis.by },
    indicator.period,
  )
  const after = query.after ?? design?.periodsAfter ?? proposed
  const joined = chooseStep(indicator.period, { before, after }, query.step ?? design?.step)
  const wanted = new Set(query.compare ?? design?.comparisonCodes ?? [])
  const candidates = rankAreas(areas).map((each) => tellCandidate(each, areas, wanted))
  const chosen = areas.filter(({ code, isTreated }) => !isTreated && wanted.has(code))
  const plan = { treated, chosen, joined, before, after }
  const found = periods < FEWEST_PERIODS ? undefined : await findSmallest(platform, plan)
  const level = periods === 0 ? 0 : meanOf(own.filter((value) => value !== null))
  const detectable = found
    ? {
        design: found.design,
        change: found.change,
        spread: found.spread,
        autocorrelation: found.likeness,
        percent: level === 0 ? null : Math.abs((100 * found.change) / level),
        expected: hypothesis.change,
        isEnough: hypothesis.change >= found.change,
      }
    : null
  const { id, slug, title, unit, period } = indicator
  return {
    indicator: { id, slug, title, unit, period, level: indicator.level },
    until,
    periods,
    periodsBefore: before,
    periodsAfter: after,
    step: joined.step,
    withoutFigures: content.areaCodes.filter((code) => !treated.some((each) => each.code === code)),
    candidates,
    detectable,
    sentence: describeDesign({
      ...{ detectable, unit, period, before, after, periods },
      compared: chosen.length,
      spansYear: spansYear(starts),
    }),
  }
}

type Candidate = ReturnType<typeof rankAreas>[number]

function tellCandidate(
  { key, rank, excluded, difference: less, straying, drift, correlation }: Candidate,
  areas: readonly AreaHistory[],
  wanted: ReadonlySet<string>,
) {
  const area = areas.find(({ code }) => code === key)
  return {
    code: key,
    name: area?.name ?? key,
    isNeighbour: area?.isNeighbour ?? false,
    isChosen: wanted.has(key),
    rank,
    hasGaps: excluded === 'gaps',
    // What is missing counts as zero in the comparison, so that of an area with gaps it tells nothing.
    levelDifference: excluded === 'gaps' ? null : -less,
    correlation: excluded === 'gaps' ? null : correlation,
    straying,
    drift,
  }
}

type Plan = {
  treated: readonly AreaHistory[]
  chosen: readonly AreaHistory[]
  joined: Joined
  before: number
  after: number
}

type Found = { design: PlannedDesign; change: number; spread: number | null; likeness: number | null }

/**
 * The smallest effect that would be seen, by the design that an evaluation with these areas would have. Many short periods are put together
 * first: the mean over all of them is the same.
 */
async function findSmallest(platform: Helping, plan: Plan): Promise<Found | undefined> {
  const { treated, chosen } = plan
  const { size, inYear } = plan.joined
  const { calculator } = platform.calculations
  const join = (area: AreaHistory) => ({ ...area, values: joinPeriods(area.values, size) })
  const [ones, others] = [treated.map(join), chosen.map(join)]
  const after = Math.max(1, Math.floor(plan.after / size))
  const before = Math.max(1, Math.floor(plan.before / size))
  const design = chooseDesign(ones.length, others.length, before)
  if (design === 'difference-in-differences' || design === 'controlled-series') {
    const all = [...ones, ...others]
    const places = all[0]?.values.map((_, at) => at) ?? []
    const found = await calculator.compute({
      kind: 'smallest',
      by: 'areas',
      panel: panelOf(all, places),
      options: {
        method: design === 'controlled-series' ? 'controlled-interrupted-series' : design,
        planned: ones.map(({ code }) => code),
        after,
        ...(inYear > 1 && { season: inYear }),
      },
    })
    if (found) return { design, ...found }
  }
  // Also where the history is too short to pretend a start in it with as much after it as is planned.
  const own = meanSeries(ones.map(({ values }) => values))
  const values = others.length === 0 ? own : difference(own, meanSeries(others.map((area) => area.values)))
  const history = { values: values.slice(-before), season: inYear }
  const found = await calculator.compute({
    kind: 'smallest',
    by: 'series',
    history,
    plan: {
      until: Math.max(0, before - history.values.length),
      after,
      shape: 'level',
      isDifference: others.length > 0,
    },
  })
  return found
    ? { design: others.length === 0 ? 'interrupted-series' : 'difference-series', ...found }
    : undefined
}

/** A year but for a period: the last one began that long after the first. */
function spansYear(starts: readonly Date[]): boolean {
  const [first, last] = [starts[0], starts.at(-1)]
  return first !== undefined && last !== undefined && last.getTime() - first.getTime() >= 334 * 86_400_000
}

const NO_HYPOTHESIS: { pointer: string } & Bilingual = {
  pointer: '/hypothesis',
  nl: 'Vul eerst de verwachting in: van welk cijfer, en hoeveel het verandert.',
  en: 'Fill in the expectation first: of which figure, and by how much it changes.',
}
