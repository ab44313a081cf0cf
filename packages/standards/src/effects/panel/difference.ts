import { openChance } from '../chance.ts'
import { chooseSets } from './assignments.ts'
import {
  checkAlternatives,
  checkAreas,
  checkBalance,
  checkNoise,
  checkPlacebo,
  checkResiduals,
  checkSeason,
  checkSpace,
  countAsLarge,
  type Finding,
  findMean,
  findSpread,
} from './checks.ts'
import { compareTreated, contrastAreas, drawContrasts, testTogether } from './contrast.ts'
import { countLeastWith, type Design, designModel, type Shape, tellsSeason, weighSlope } from './design.ts'
import { type CommonStart, findNeighbours, type Panel, type Row } from './panel.ts'
import {
  type Alternative,
  type Check,
  canTell,
  isUnlikely,
  type PanelEffect,
  type PanelMethod,
  type PanelOptions,
  type Reason,
  RUNS,
  type Unassessable,
} from './result.ts'
import { arrangeTrial, find, readForShape, type Trial } from './trial.ts'
import { estimateTwoWay } from './two-way.ts'
import { listWindows } from './windows.ts'

export interface DifferenceEffect extends PanelEffect {
  method: 'difference-in-differences'
  /** The coefficient of a regression with effects of areas and periods, for reference only. */
  twoWayFixedEffects: number
}

export interface ControlledSeriesEffect extends PanelEffect {
  method: 'controlled-interrupted-series'
  /** The jump at the start, and the change of the trend per period (null with fewer than three periods after). */
  jump: number
  trendChange: number | null
}

/**
 * Difference-in-differences: how much more the mean of the treated areas changed than that of the others, with randomisation inference over which areas
 * were treated (Fisher 1935; Bertrand, Duflo and Mullainathan 2004 show why the usual standard errors will not do).
 */
export function estimateDifference(
  panel: Panel,
  options: PanelOptions = {},
): DifferenceEffect | Unassessable {
  const method = 'difference-in-differences'
  const shape = { trend: false }
  const data = readForShape(panel, shape, options.without)
  if (typeof data === 'string') return refuse(method, data)
  const { effect } = evaluate(data, shape, options)
  return { ...effect, method, twoWayFixedEffects: estimateTwoWay([...data.treated, ...data.compared]) }
}

/**
 * A controlled interrupted time series: as {@link estimateDifference}, but each area may have a trend of its own, which the treated ones leave at the start (Lopez Bernal,
 * Cummins and Gasparrini 2018). The estimate is the mean effect over the periods after.
 */
export function estimateControlledSeries(
  panel: Panel,
  options: PanelOptions = {},
): ControlledSeriesEffect | Unassessable {
  const method = 'controlled-interrupted-series'
  const { season } = options
  const shape = { trend: true, ...(season !== undefined && { season }) }
  const data = readForShape(panel, shape, options.without)
  if (typeof data === 'string') return refuse(method, data)
  const { effect, design } = evaluate(data, shape, options)
  const rows = [...data.treated, ...data.compared]
  const find = (weights: Float64Array) => compareTreated(contrastAreas(rows, weights), data.treated.length)
  return {
    ...effect,
    method,
    jump: find(design.level),
    trendChange: design.slope ? find(design.slope) : null,
  }
}

const refuse = (method: PanelMethod, reason: Reason): Unassessable => ({
  assessable: false,
  method,
  reason,
  leftOut: { areas: [], periods: [] },
})

function evaluate(data: CommonStart, shape: Shape, options: PanelOptions) {
  const { treated, compared, periods, places, start, leftOut } = data
  const { seed = 1, runs = RUNS, season, onProgress = () => {} } = options
  const arrange = (others: readonly Row[]) => arrangeTrial(treated, others, { runs, seed })
  const trial = arrange(compared)
  const design = designModel(places, start, shape)
  const found = find(trial, design.average)
  onProgress(0.1)
  const picture = draw(data, design, trial)
  onProgress(0.4)
  const around = findAlternatives(data, shape, trial, arrange)
  onProgress(0.8)
  const { tried, placebos } = findPlacebos(compared, treated.length, design, { runs, seed })
  const effect: Omit<PanelEffect, 'method'> = {
    assessable: true,
    estimate: found.estimate,
    interval: found.interval,
    intervalLevel: found.level,
    intervalBy: 'permutation',
    test: {
      kind: trial.assignments.kind,
      tried: trial.assignments.sets.length,
      possible: trial.assignments.possible,
      pValue: found.pValue,
      smallestP: found.smallestP,
    },
    size: {
      treated: treated.length,
      compared: compared.length,
      before: start,
      after: periods.length - start,
    },
    leftOut,
    checks: [
      checkAreas(found.smallestP, compared.length),
      ...checkSeason(season, shape.trend ? { isTold: tellsSeason(places, start, shape) } : { places }),
      checkTrend(data, design, trial, found.smallestP),
      checkPlacebo('placebo-in-time', pretendEarlier(data, shape, trial)),
      checkSpace(countAsLarge(found.estimate, tried), tried.length),
      checkAlternatives('donor-areas', found, around.donors),
      checkAlternatives('window', found, around.window),
      checkAlternatives('spill-over', found, around.neighbours),
      checkResiduals(picture.effects.slice(0, start).map(({ estimate }) => estimate)),
      compareNoise(data, design),
      compareLevels(data),
    ],
    alternatives: [...around.donors, ...around.window, ...around.neighbours],
    placebos,
    picture,
  }
  onProgress(1)
  return { effect, design }
}

function draw({ periods, start, treated }: CommonStart, design: Design, trial: Trial) {
  const actual = periods.map((_, at) => findMean(treated.map(({ values }) => values[at] ?? 0)))
  const effects = design.events.map((weights) => {
    const { estimate, interval } = find(trial, weights)
    return { estimate, ...interval }
  })
  const counterfactual = effects.map(({ estimate }, at) => (actual[at] ?? 0) - estimate)
  return { periods, start, actual, counterfactual, effects }
}

/** The same over the periods before, cut off at an earlier start; with the season in it when the real one has. */
function pretendEarlier({ periods, places, start }: CommonStart, shape: Shape, trial: Trial) {
  const least = countLeastWith(places, start, shape)
  const after = Math.min(periods.length - start, Math.floor(start / 2), Math.max(start - least, 1))
  if (after < 1 || start - after < least) return undefined
  return find(trial, designModel(places.slice(0, start), start - after, shape).average)
}

/** Whether treated and compared areas went apart before the start: their trends, and all periods together. */
function checkTrend({ places, start }: CommonStart, design: Design, trial: Trial, smallestP: number): Check {
  const kind = 'pre-trend'
  if (start < 3 || !canTell(smallestP)) return { kind, verdict: 'impossible', figures: {} }
  const { rows, assignments } = trial
  const together = design.events.slice(0, start).map((weights) => contrastAreas(rows, weights))
  const pTogether = testTogether(together, assignments)
  const { estimate: slope, pValue: pSlope } = find(trial, weighSlope(places, start))
  // What a trend that goes on makes of the mean of after less that of before.
  const wouldMake = (slope * ((places.at(-1) ?? 0) - (places[0] ?? 0) + 1)) / 2
  return {
    kind,
    verdict: isUnlikely(Math.min(pTogether, pSlope), smallestP) ? 'doubtful' : 'passed',
    figures: { pTogether, slope, pSlope, wouldMake },
  }
}

function findAlternatives(
  data: CommonStart,
  shape: Shape,
  trial: Trial,
  arrange: (others: readonly Row[]) => Trial,
) {
  const { compared, periods, places, start } = data
  const { average } = designModel(places, start, shape)
  const without = (keys: readonly string[]) => compared.filter(({ key }) => !keys.includes(key))
  const tell = (
    choice: Alternative['choice'],
    { estimate, pValue }: Finding,
    area?: string,
  ): Alternative => ({
    choice,
    ...(area !== undefined && { area }),
    estimate,
    pValue,
  })
  const donors = compared.flatMap(({ key }) => {
    const others = without([key])
    return others.length === 0 ? [] : [tell('without-area', find(arrange(others), average), key)]
  })
  const beside = findNeighbours(data)
  const apart = without(beside)
  const neighbours =
    beside.length === 0 || apart.length === 0
      ? []
      : [tell('without-neighbours', find(arrange(apart), average))]
  const least = countLeastWith(places, start, shape)
  const window = listWindows(periods.length, start, least).map(({ choice, kept }) => {
    const { average: inside } = designModel(
      kept.map((at) => places[at] ?? at),
      kept.filter((at) => at < start).length,
      shape,
    )
    const weights = new Float64Array(periods.length)
    kept.forEach((at, index) => {
      weights[at] = inside[index] ?? 0
    })
    return tell(choice, find(trial, weights))
  })
  return { donors, window, neighbours }
}

/** What is found in each compared area against the others, and in sets of them as large as the treated one. */
function findPlacebos(
  compared: readonly Row[],
  size: number,
  { average }: Design,
  { runs, seed }: { runs: number; seed: number },
) {
  const contrasts = contrastAreas(compared, average)
  if (compared.length < 2) return { placebos: [], tried: [] }
  const findSets = (count: number) => {
    if (count >= compared.length) return []
    const sets = chooseSets(compared.length, count, { runs, chance: openChance(seed) })
    return drawContrasts(contrasts, sets).map(({ value }) => value)
  }
  const single = findSets(1)
  return {
    placebos: compared.map(({ key }, index) => ({ key, estimate: single[index] ?? 0 })),
    tried: size === 1 ? single : findSets(size),
  }
}

/** How much each area strays before the start from what its model and the other areas let expect. */
function compareNoise({ treated, compared, start }: CommonStart, design: Design): Check {
  const means = design.events.slice(0, start).map((weights) => {
    const all = contrastAreas(compared, weights)
    return { weights, mean: findMean([...all]) }
  })
  const stray = (row: Row) =>
    findSpread(means.map(({ weights, mean }) => (contrastAreas([row], weights)[0] ?? 0) - mean))
  return checkNoise(findMean(treated.map(stray)), compared.map(stray))
}

function compareLevels({ treated, compared, start }: CommonStart): Check {
  const level = ({ values }: Row) => findMean([...values.slice(0, start)])
  return checkBalance(findMean(treated.map(level)), compared.map(level))
}
