/** What comes of the effect with other areas: without one of those that it was compared with, and in those themselves, where nothing was done. */
import type { EffectCheck, EffectEstimate } from '../estimate.ts'
import { isBeside, type PanelArea } from '../panel/panel.ts'
import { estimateInterruption, layDesign } from '../series/interrupted.ts'
import { grindLens } from '../series/lens.ts'
import { look } from '../series/likelihood.ts'
import { layTrend, type Series, type Shape } from '../series/terms.ts'
import { estimateTrend } from '../series/trend.ts'
import { type Laid, meanOf, subtract, type Weights } from './lay.ts'

/** The estimate with another choice of areas, or as if a compared area had been the treated one. */
export type WithOtherAreas = {
  choice: 'without-area' | 'without-neighbours' | 'pretended'
  /** The area that was left out or pretended to be treated. */
  area?: string
  estimate: EffectEstimate
}

/** Series per likeness that are simulated where only the outline counts. */
const DRAWS = 800

/** Of pretended areas this part may show an effect: it is 5 % by chance, but they share what they are compared with. */
const MOST_SEEN = 0.2

/** The same design serves all: only the steps count at which the effect itself was estimated. */
export function estimateOthers(
  laid: Laid,
  { season, shape, weights }: { season: number; shape: Shape; weights: Weights },
): WithOtherAreas[] {
  const { difference, start, treated, compared } = laid
  const design = layDesign({ values: difference, season }, start, shape, { draws: DRAWS, isDifference: true })
  if (!design) return []
  const mean = (areas: readonly PanelArea[]) => meanOf(areas, difference.length, weights)
  const estimate = (ones: readonly PanelArea[], others: readonly PanelArea[]) => {
    const values = subtract(mean(ones), mean(others))
    const found = estimateInterruption(
      design,
      design.places.map((place) => values[place] ?? Number.NaN),
    ).changes.average
    return found && { ...found, method: 'difference-series' as const }
  }
  const tell = (
    choice: WithOtherAreas['choice'],
    ones: readonly PanelArea[],
    others: readonly PanelArea[],
    area?: string,
  ): WithOtherAreas[] => {
    const found = others.length > 0 ? estimate(ones, others) : undefined
    return found ? [{ choice, ...(area !== undefined && { area }), estimate: found }] : []
  }
  const without = (one: PanelArea) => compared.filter((area) => area !== one)
  const apart = compared.filter((area) => !isBeside(area, treated))
  // Of two compared areas one is pretended: the other is the same turned over.
  const pretended = compared.length === 2 ? compared.slice(0, 1) : compared
  return [
    ...compared.flatMap((area) => tell('without-area', treated, without(area), area.key)),
    ...(apart.length < compared.length ? tell('without-neighbours', treated, apart) : []),
    ...pretended.flatMap((area) => tell('pretended', [area], without(area), area.key)),
  ]
}

/** Whether the effect is the same with other areas to compare with. */
export function checkDonors({ estimate }: EffectEstimate, others: readonly WithOtherAreas[]): EffectCheck {
  const tried = others.filter(({ choice }) => choice !== 'pretended').map((other) => other.estimate)
  const failing = tried.filter((other) => other.estimate / estimate < 0.5).length
  const opposite = tried.filter(({ low, high }) => (estimate > 0 ? (high ?? 0) < 0 : (low ?? 0) > 0)).length
  const estimates = tried.map((other) => other.estimate)
  return {
    kind: 'donors',
    outcome:
      tried.length === 0
        ? 'untried'
        : opposite > 0 || 2 * failing > tried.length
          ? 'contradicts'
          : failing > 0
            ? 'doubtful'
            : 'sound',
    figures: {
      tried: tried.length,
      failing,
      opposite,
      ...(tried.length > 0 && { lowest: Math.min(...estimates), highest: Math.max(...estimates) }),
    },
  }
}

/** Whether an effect is found in areas where nothing was done. */
export function checkSpace({ estimate }: EffectEstimate, others: readonly WithOtherAreas[]): EffectCheck {
  const pretended = others.filter(({ choice }) => choice === 'pretended').map((other) => other.estimate)
  const seen = pretended.filter(({ low, high }) => (low ?? 0) > 0 || (high ?? 0) < 0)
  const larger = seen.filter((other) => Math.abs(other.estimate) >= Math.abs(estimate)).length
  const isMuch = seen.length > MOST_SEEN * pretended.length
  return {
    kind: 'placebo-space',
    outcome:
      pretended.length === 0 ? 'untried' : isMuch ? (larger > 0 ? 'contradicts' : 'doubtful') : 'sound',
    figures: { tried: pretended.length, seen: seen.length, larger },
  }
}

/** Whether the difference rose or fell before the start already. The model carries such a trend on; that it would have gone on so is then what the effect rests on. */
export function checkParallel({ difference, start }: Laid, season: number): EffectCheck {
  const found = estimateTrend({ values: difference.slice(0, start), season })
  const kind = 'parallel-trends'
  if (!found || found.p === null) return { kind, outcome: 'untried', figures: {} }
  const { estimate: slope, low, high, p } = found
  return {
    kind,
    outcome: p < 0.05 ? 'doubtful' : 'sound',
    figures: { slope, p, ...(low !== null && high !== null && { low, high }) },
  }
}

/**
 * Whether comparing takes away more than it adds. When the difference spreads more before the start than the treated areas alone, around trend and season, the
 * areas share too little for the others to tell what would have happened.
 */
export function checkComparison({ difference, means, start }: Laid, season: number): EffectCheck {
  const spreadOf = (values: Series['values']) => {
    const trend = layTrend({ values: values.slice(0, start), season })
    if (!trend) return undefined
    const lens = grindLens(trend.rows, trend.places, [])
    const { best } = look(lens, trend.values)
    return Math.sqrt((lens.left[best] ?? 0) / (lens.count - lens.width))
  }
  const ofDifference = spreadOf(difference)
  // Only where both are known, so that they are of the same periods.
  const alone = spreadOf(means.treated.map((value, at) => (difference[at] === null ? null : value)))
  const kind = 'comparison'
  if (ofDifference === undefined || !alone) return { kind, outcome: 'untried', figures: {} }
  const ratio = ofDifference / alone
  return {
    kind,
    outcome: ratio > 1 ? 'doubtful' : 'sound',
    figures: { ratio, difference: ofDifference, treated: alone },
  }
}
