/** Before a start: the smallest effect that the evaluation could be expected to show. */
import type { Bilingual } from '../../language/index.ts'
import { drawSeries, openChance } from '../chance.ts'
import { plain } from '../describe-answer.ts'
import { type Design, designOf, ERRORS } from './interrupted.ts'
import { grindLens, LIKENESSES } from './lens.ts'
import { look, lookThrough, tellLeastCertain } from './likelihood.ts'
import { layTerms, layTrend, type Series, type Shape } from './terms.ts'

export type PlannedStudy = {
  /** Steps until the start that are still to be measured, beyond the history. */
  until: number
  /** Steps after the start. */
  after: number
  shape: Shape
  /** Whether the history is the difference of two series. */
  isDifference?: boolean
}

export type Detectable = {
  /** In the unit of the values: the mean change after the start, up or down, that has a chance of 80 % to be shown. */
  effect: number
  /** As part of the mean of the history; null when that is not above zero. */
  relative: number | null
  /** In standard deviations of the history around its trend and season. */
  deviations: number
  /** What it was reckoned with. */
  likeness: number
  spread: number
  steps: { before: number; after: number }
}

/** The usual chance that an effect that is there is shown (Cohen 1988). */
const POWER = 0.8

const DRAWS = 2000
/** For the lines: a plan needs them less exact than a result. */
const LINE_DRAWS = 1500
const SEED = 20_260_202

/** Values that a history needs. */
const LEAST = 8

/**
 * The smallest mean change after a start that would be shown with a power of 80 %, if the future spreads and resembles itself as the history does.
 * The same evaluation is done on simulated series. The estimate of a series with an effect is that of the series without, plus the effect;
 * so the same draws serve all sizes.
 * @returns undefined with too short a history, or a plan in which nothing can be estimated
 */
export function detectableEffect(history: Series, plan: PlannedStudy): Detectable | undefined {
  const before = history.values.length + plan.until
  const known = history.values.flatMap((value) => value ?? [])
  if (known.length < LEAST || plan.after < 1) return undefined
  const past = lookBack(history)
  if (!past) return undefined
  const { likeness, spread } = past
  const values = [...history.values, ...Array.from({ length: plan.until + plan.after }, () => 0)]
  const terms = layTerms({ values, season: history.season }, before, plan.shape)
  if (!terms) return undefined
  const errors = ERRORS[plan.isDifference ? 'difference' : 'one']
  const unit = smallestOf(designOf(terms, before, LINE_DRAWS, errors), likeness)
  const mean = known.reduce((total, value) => total + value, 0) / known.length
  return {
    effect: unit * spread,
    relative: mean > 0 ? (unit * spread) / mean : null,
    deviations: unit,
    likeness,
    spread,
    steps: { before, after: plan.after },
  }
}

/** How the history spreads around its trend and season, and how it resembles itself. */
function lookBack(history: Series): { likeness: number; spread: number } | undefined {
  const trend = layTrend(history)
  if (!trend) return undefined
  const lens = grindLens(trend.rows, trend.places, [])
  const { best } = look(lens, trend.values)
  return {
    likeness: LIKENESSES[best] ?? 0,
    spread: Math.sqrt((lens.left[best] ?? 0) / (lens.count - lens.width)),
  }
}

/** In standard deviations. */
function smallestOf(design: Design, likeness: number): number {
  const chance = openChance(SEED)
  const [lines] = design.lines
  const drawn = Array.from({ length: DRAWS }, () => {
    const { uppers } = lookThrough(design.lenses, drawSeries(chance, design.places, likeness))
    const { estimate, error, line } = tellLeastCertain(design.lenses, uppers, 0)
    return { estimate, reach: error * (lines?.limits[line] ?? Number.POSITIVE_INFINITY) }
  })
  const powerOf = (effect: number) =>
    drawn.filter(({ estimate, reach }) => Math.abs(estimate + effect) > reach).length / DRAWS
  let [low, high] = [0, 1]
  while (powerOf(high) < POWER && high < 1e6) high *= 2
  for (let turn = 0; turn < 40; turn += 1) {
    const middle = (low + high) / 2
    if (powerOf(middle) < POWER) low = middle
    else high = middle
  }
  return high
}

/** Up to how many deviations an effect is called small or of middle size: where half, and a whole one, lie (after Cohen 1988). */
const SIZES = { small: 0.5, middle: 1 }

/** What can be shown, for who plans. @param steps what a step is called, such as ‘maanden’ and ‘months’ */
export function describeDetectable(
  { effect, relative, deviations, steps }: Detectable,
  { unit, stepNames }: { unit: Bilingual | null; stepNames: Bilingual },
): Bilingual {
  const size =
    deviations <= SIZES.small
      ? { nl: 'is ook een klein effect aan te tonen', en: 'a small effect can be shown as well' }
      : deviations <= SIZES.middle
        ? { nl: 'is een middelgroot effect aan te tonen', en: 'an effect of middle size can be shown' }
        : { nl: 'is alleen een groot effect aan te tonen', en: 'only a large effect can be shown' }
  const amount = (language: 'nl' | 'en') =>
    `${plain(effect, language)}${unit ? ` ${unit[language]}` : ''}${relative === null ? '' : ` (${plain(100 * relative, language)} %)`}`
  return {
    nl: `Met ${steps.before} ${stepNames.nl} vóór en ${steps.after} na de start ${size.nl}: vanaf ${amount('nl')} is de kans 80 % dat de meting het laat zien.`,
    en: `With ${steps.before} ${stepNames.en} before and ${steps.after} after the start ${size.en}: from ${amount('en')} on the chance is 80 % that the measurements show it.`,
  }
}
