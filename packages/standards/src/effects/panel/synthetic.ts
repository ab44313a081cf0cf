import { findMedian } from '../../quality/index.ts'
import {
  checkAlternatives,
  checkAreas,
  checkFit,
  checkPlacebo,
  checkResiduals,
  checkSpace,
  type Finding,
  findMean,
  findSpread,
} from './checks.ts'
import { type CommonStart, findNeighbours, type Panel, type Row } from './panel.ts'
import { type Alternative, type PanelEffect, RUNS, type Unassessable } from './result.ts'
import type { Fit } from './synthetic-fit.ts'
import {
  type Evaluation,
  evaluateSynthetic,
  LEAST_BEFORE,
  LEAST_DONORS,
  pretend,
  readForSynthetic,
  type SyntheticOptions,
} from './synthetic-run.ts'
import { type PlaceboTest, testAgainstPlacebos } from './synthetic-test.ts'
import { listWindows } from './windows.ts'

export interface SyntheticEffect extends PanelEffect {
  method: 'synthetic-control'
  /** The donors that count, the heaviest first. */
  weights: { key: string; weight: number }[]
  predictorWeights: { name: string; weight: number }[] | null
  /** Root mean squared gap before the start, and the median of that of the placebo areas. */
  fit: { before: number; usual: number }
  ratio: PlaceboTest['ratio']
  /** Gaps per period of each placebo area, and of the treated area without each of its donors. */
  placeboGaps: { key: string; before: number; ratio: number | null; gaps: number[] }[]
  withoutDonor: { key: string; estimate: number; counterfactual: number[] }[]
}

/** Placebo areas when another choice is tried beside the main one. */
const RUNS_BESIDE = 100

/**
 * Synthetic control: the treated areas against a weighted mean of other areas that followed them before (Abadie, Diamond and Hainmueller 2010, 2015). What the areas where nothing
 * was done show, treated in the same way, tells how unusual the effect is.
 */
export function estimateSynthetic(
  panel: Panel,
  options: SyntheticOptions = {},
): SyntheticEffect | Unassessable {
  const data = readForSynthetic(panel, options)
  if (typeof data === 'string')
    return {
      assessable: false,
      method: 'synthetic-control',
      reason: data,
      leftOut: { areas: [], periods: [] },
    }
  const { treated, compared, periods, start } = data
  const { runs = RUNS, onProgress = () => {} } = options
  const few = Math.min(runs, RUNS_BESIDE)
  const main = evaluateSynthetic(data, options, { runs, onProgress: (share) => onProgress(0.8 * share) })
  const { fit, placebos, test, sets } = main
  const withoutDonor = leaveOut(data, main)
  onProgress(0.85)
  // Other choices are tried with the predictors as heavy as they were found to be.
  const held: SyntheticOptions = fit.predictorWeights
    ? { ...options, predictorWeights: fit.predictorWeights }
    : options
  const around = findAlternatives(data, held, main, few)
  onProgress(0.95)
  const earlier = pretendEarlier(data, held, few)
  const finding = { estimate: fit.estimate, ...test }
  const donors = withoutDonor.map(
    ({ key, estimate }): Alternative => ({ choice: 'without-area', area: key, estimate, pValue: null }),
  )
  const usual = findMedian(placebos.map(({ before }) => before))
  const alone = findAlone(data, main)
  const picture = draw(data, main)
  onProgress(1)
  return {
    assessable: true,
    method: 'synthetic-control',
    estimate: fit.estimate,
    interval: test.interval,
    intervalLevel: test.level,
    intervalBy: 'placebo-areas',
    test: {
      kind: sets.kind,
      tried: placebos.length + 1,
      possible: sets.possible + 1,
      pValue: test.pValue,
      smallestP: test.smallestP,
    },
    size: {
      treated: treated.length,
      compared: compared.length,
      before: start,
      after: periods.length - start,
    },
    leftOut: data.leftOut,
    checks: [
      checkAreas(test.smallestP, compared.length),
      checkFit({
        before: fit.before,
        usual,
        spread: spreadBefore(data),
        optimality: fit.optimality,
      }),
      checkPlacebo('placebo-in-time', earlier),
      checkSpace(Math.round(test.pValue * (placebos.length + 1)) - 1, placebos.length),
      checkAlternatives('donor-areas', finding, donors),
      checkAlternatives('window', finding, around.window),
      checkAlternatives('spill-over', finding, around.neighbours),
      checkResiduals(fit.gaps.slice(0, start)),
    ],
    alternatives: [...donors, ...around.window, ...around.neighbours],
    placebos: alone.map(({ key, estimate }) => ({ key, estimate })),
    picture,
    weights: listWeights(compared, fit),
    predictorWeights:
      fit.predictorWeights?.map((weight, index) => ({
        name: options.predictors?.[index]?.name ?? '',
        weight,
      })) ?? null,
    fit: { before: fit.before, usual },
    ratio: test.ratio,
    placeboGaps: alone.map(({ key, before, after, gaps }) => ({
      key,
      before,
      ratio: before > 0 ? after / before : null,
      gaps,
    })),
    withoutDonor,
  }
}

/** Each compared area as if it were the treated one. */
function findAlone({ treated, compared }: CommonStart, { follow, placebos, sets }: Evaluation) {
  const known = treated.length === 1 && sets.kind === 'exact'
  return compared.map(({ key }, index) => {
    const found = known ? placebos[index] : undefined
    const of = { treated: treated.length, count: treated.length + compared.length }
    return { key, ...(found ?? pretend(follow, [treated.length + index], of)) }
  })
}

function leaveOut(
  { treated, compared, periods }: CommonStart,
  { follow, fit }: Evaluation,
): SyntheticEffect['withoutDonor'] {
  const targets = treated.map((_, index) => index)
  return compared.flatMap(({ key }, place) => {
    if ((fit.weights[place] ?? 0) <= NO_WEIGHT || compared.length <= LEAST_DONORS) return []
    const donors = compared.flatMap((_, other) => (other === place ? [] : [treated.length + other]))
    const { estimate, gaps } = follow(targets, donors)
    const counterfactual = periods.map((_, at) => meanAt(treated, at) - (gaps[at] ?? 0))
    return [{ key, estimate, counterfactual }]
  })
}

const NO_WEIGHT = 1e-6

function listWeights(compared: readonly Row[], { weights }: Fit) {
  return compared
    .map(({ key }, index) => ({ key, weight: weights[index] ?? 0 }))
    .filter(({ weight }) => weight > NO_WEIGHT)
    .sort((one, other) => other.weight - one.weight)
}

const meanAt = (rows: readonly Row[], at: number) => findMean(rows.map(({ values }) => values[at] ?? 0))

function draw({ treated, periods, start }: CommonStart, { fit, placebos }: Evaluation) {
  const actual = periods.map((_, at) => meanAt(treated, at))
  return {
    periods,
    start,
    actual,
    counterfactual: actual.map((value, at) => value - (fit.gaps[at] ?? 0)),
    effects: fit.gaps.map((estimate, at) => ({
      estimate,
      ...testAgainstPlacebos(fit, placebos, ({ gaps }) => gaps[at] ?? 0).interval,
    })),
  }
}

/** The same over the periods before, cut off at an earlier start. */
function pretendEarlier(
  { treated, compared, periods, start }: CommonStart,
  options: SyntheticOptions,
  runs: number,
) {
  const after = Math.min(periods.length - start, Math.floor(start / 2))
  if (after < 1 || start - after < LEAST_BEFORE) return undefined
  const shorter = { treated, compared, start: start - after, periods: periods.slice(0, start) }
  const { fit, test } = evaluateSynthetic(shorter, options, { runs })
  return { estimate: fit.estimate, ...test }
}

function findAlternatives(
  data: CommonStart,
  options: SyntheticOptions,
  { fit, placebos }: Evaluation,
  runs: number,
) {
  const { treated, compared, periods, start } = data
  const tell = (
    choice: Alternative['choice'],
    { estimate, pValue }: Pick<Finding, 'estimate' | 'pValue'>,
  ) => ({
    choice,
    estimate,
    pValue,
  })
  const window = listWindows(periods.length, start, LEAST_BEFORE).map(({ choice, kept }) => {
    const after = kept.filter((at) => at >= start)
    if (choice !== 'short-before') {
      const select = ({ gaps }: Fit) => findMean(after.map((at) => gaps[at] ?? 0))
      return tell(choice, {
        estimate: select(fit),
        pValue: testAgainstPlacebos(fit, placebos, select).pValue,
      })
    }
    const first = kept[0] ?? 0
    const cut = ({ values, ...row }: Row): Row => ({ ...row, values: values.subarray(first) })
    const shorter = {
      treated: treated.map(cut),
      compared: compared.map(cut),
      start: start - first,
      periods: periods.slice(first),
    }
    const found = evaluateSynthetic(shorter, options, { runs })
    return tell(choice, { estimate: found.fit.estimate, pValue: found.test.pValue })
  })
  const beside = findNeighbours(data)
  const apart = compared.filter(({ key }) => !beside.includes(key))
  if (beside.length === 0 || apart.length < treated.length + LEAST_DONORS - 1)
    return { window, neighbours: [] }
  const found = evaluateSynthetic({ ...data, compared: apart }, options, { runs })
  return {
    window,
    neighbours: [tell('without-neighbours', { estimate: found.fit.estimate, pValue: found.test.pValue })],
  }
}

/** How much areas differ from each other, at the usual period of before. */
function spreadBefore({ treated, compared, start }: CommonStart): number {
  const rows = [...treated, ...compared]
  return findMedian(
    Array.from({ length: start }, (_, at) => findSpread(rows.map(({ values }) => values[at] ?? 0))),
  )
}
