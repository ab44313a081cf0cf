/** Estimates what a claim says under every set of reasonable choices (Simonsohn, Simmons and Nelson 2020). */
import {
  averageOf,
  blockFor,
  centre,
  chooseBlock,
  choosePoints,
  hasDoubtful,
  median,
  SHARES,
  spreadOf,
  stepOf,
  toBlocks,
  YEAR,
} from './blocks.ts'
import { estimateQuantile } from './level.ts'
import type {
  AreaChoice,
  Claim,
  Measure,
  Place,
  Specification,
  ValueChoice,
  Verdict,
  Window,
  WindowChoice,
} from './model.ts'
import { MEASURES } from './model.ts'
import { type Estimate, estimateCoefficient } from './regression.ts'

/** Of two windows that share more than this, the second tells nothing new. */
const SAME_WINDOW = 0.9

/** A window of less than this many years cannot tell a trend from the time of the year. */
export const SEASONS_OF_TREND = 1.5

/** Data of so many years, a few missing days apart, tell the yearly pattern. */
export const SEASONS_KNOWN = 1.95

const SEASONAL_PAIRS = 2

type Variant = Pick<
  Specification,
  'window' | 'windowChoice' | 'measure' | 'areas' | 'values' | 'seasonRemoved' | 'chosen'
>

/** The data of a claim, as far as all choices share them. */
export type Ground = { claim: Claim; places: readonly Place[]; step: number; block: number; extent: Window }

/**
 * The data of a claim. One about a measure for which there are too few values is tried with the mean.
 * @throws RangeError when there are no points at all
 */
export function layGround(claim: Claim, places: readonly Place[]): Ground {
  const times = places.flatMap(({ points }) =>
    [points[0], points.at(-1)].flatMap((point) => point?.time ?? []),
  )
  if (times.length === 0) throw new RangeError('A check needs points.')
  const step = median(places.map(({ points }) => stepOf(points)).filter((each) => each > 0)) ?? 0
  const extent = { from: Math.min(...times), to: Math.max(...times) + step }
  const ground = { claim, places, step, block: chooseBlock(claim.window, step), extent }
  return lengthFor(ground, claim.measure) === undefined
    ? { ...ground, claim: { ...claim, measure: 'mean' } }
    : ground
}

/** How long the blocks are in which a measure is taken; undefined when there are too few values for it. */
export function lengthFor(ground: Omit<Ground, 'extent'>, measure: Measure): number | undefined {
  const { claim, block } = ground
  return isLevel(claim) ? block : blockFor(measure, claim.window, ground)
}

export function isTrend({ kind }: Claim): boolean {
  return kind === 'rises' || kind === 'falls' || kind === 'steady'
}

export function isComparison({ kind }: Claim): boolean {
  return kind === 'higher' || kind === 'lower'
}

/** Whether something lies above or below a line: then a median or percentile is that of all values of the time, and not of each block. */
function isLevel({ kind }: Claim): boolean {
  return kind === 'above' || kind === 'below'
}

/** The estimates of all reasonable choices that the data allow, the claim's own among them unless it can not be estimated. */
export function estimateAll(ground: Ground): Specification[] {
  return listVariants(ground).flatMap((variant) => {
    const found = estimateVariant(ground, variant)
    return found ? [{ ...variant, ...found, verdict: judge(ground.claim, found) }] : []
  })
}

/** The estimate of the choices of the claim itself. */
export function estimateChosen(ground: Ground): Estimate | undefined {
  return estimateVariant(ground, ownChoices(ground))
}

function ownChoices({ claim: { window, measure, values } }: Ground): Variant {
  const own = { window, windowChoice: 'chosen', measure, areas: 'chosen', values } as const
  return { ...own, seasonRemoved: false, chosen: true }
}

/** Whether there is any value of what is claimed, with the choices of the claim itself. */
export function hasOwnValues(ground: Ground): boolean {
  const own = ownChoices(ground)
  return seriesOf(ground, own, gridOf(ground, own)).some((value) => value !== null)
}

/** Of a comparison, or of a claim about a line: the part of the blocks of the window in which it holds. */
export function shareThatHolds(ground: Ground): number {
  const { claim } = ground
  const own = ownChoices(ground)
  const values = seriesOf(ground, own, gridOf(ground, own)).flatMap((value) => value ?? [])
  const sign = claim.kind === 'higher' || claim.kind === 'above' ? 1 : -1
  return values.filter((value) => sign * (value - (claim.line ?? 0)) > 0).length / Math.max(values.length, 1)
}

/** The blocks of the window of a choice. */
function gridOf(ground: Ground, { window, measure }: Variant) {
  const length = lengthFor(ground, measure) ?? ground.block
  return {
    first: window.from,
    length,
    count: Math.round((window.to - window.from) / length),
    step: ground.step,
  }
}

function listVariants(ground: Ground): Variant[] {
  const { claim } = ground
  return listWindows(ground).flatMap((window) =>
    listMeasures(ground).flatMap((measure) =>
      listAreas(ground).flatMap((areas) =>
        listValues(ground).flatMap((values) =>
          listSeasons(ground, window.window).map((seasonRemoved) => ({
            ...window,
            measure,
            areas,
            values,
            seasonRemoved,
            chosen:
              window.windowChoice === 'chosen' &&
              measure === claim.measure &&
              areas === 'chosen' &&
              values === claim.values &&
              !seasonRemoved,
          })),
        ),
      ),
    ),
  )
}

/** The window itself, moved by a quarter and a half of its length, and half as long again or twice as long, as far as there are data. */
function listWindows({ claim: { window }, extent }: Ground) {
  const length = window.to - window.from
  const moved = (part: number) => ({ from: window.from + part * length, to: window.to + part * length })
  const grown = (before: number, after: number) => ({
    from: window.from - before * length,
    to: window.to + after * length,
  })
  const possible: { windowChoice: WindowChoice; window: Window }[] = [
    ...[-0.5, -0.25, 0.25, 0.5].map((part) => ({ windowChoice: 'moved' as const, window: moved(part) })),
    ...[grown(0.5, 0), grown(0, 0.5), grown(1, 0), grown(0, 1)].map((each) => ({
      windowChoice: 'longer' as const,
      window: each,
    })),
  ]
  const chosen: { windowChoice: WindowChoice; window: Window }[] = [{ windowChoice: 'chosen', window }]
  for (const { windowChoice, window: asked } of possible) {
    const within = { from: Math.max(asked.from, extent.from), to: Math.min(asked.to, extent.to) }
    // What is cut off at the end of the data is another window than was meant.
    if (within.to - within.from < 0.9 * (asked.to - asked.from)) continue
    if (chosen.some((other) => overlap(other.window, within) > SAME_WINDOW)) continue
    chosen.push({ windowChoice, window: within })
  }
  return chosen
}

function overlap(a: Window, b: Window): number {
  const shared = Math.min(a.to, b.to) - Math.max(a.from, b.from)
  return shared / (Math.max(a.to, b.to) - Math.min(a.from, b.from))
}

function listMeasures(ground: Ground): readonly Measure[] {
  const { measure, lineMeasure } = ground.claim
  if (lineMeasure !== undefined) return [...new Set([measure, lineMeasure])]
  return [measure, ...MEASURES.filter((each) => each !== measure && lengthFor(ground, each) !== undefined)]
}

function listAreas({ claim, places }: Ground): readonly AreaChoice[] {
  const chosen = placesOf(claim, places)
  const isPart = chosen.length < places.length - (isComparison(claim) ? 1 : 0)
  const districts = new Set(places.map(({ district }) => district))
  const hasDistricts = districts.size > 1 && !districts.has(undefined) && districts.size < places.length
  return [
    'chosen',
    ...(isPart && (claim.everywhere || isComparison(claim)) ? (['others'] as const) : []),
    ...(hasDistricts && (claim.everywhere || isComparison(claim)) ? (['districts'] as const) : []),
  ]
}

function listValues({ claim, places }: Ground): readonly ValueChoice[] {
  const hasFlags = places.some(hasDoubtful)
  const hasOutliers = places.some((place) =>
    choosePoints(place, 'without-outliers').some(
      ({ value }, index) => value === null && place.points[index]?.value !== null,
    ),
  )
  const possible: ValueChoice[] = [
    'all',
    ...(hasFlags ? (['without-flagged'] as const) : []),
    ...(hasOutliers ? (['without-outliers'] as const) : []),
  ]
  return [claim.values, ...possible.filter((each) => each !== claim.values)]
}

/** The yearly pattern can be taken out of a shorter window when it is known from two years or more. */
function listSeasons({ claim, extent, block }: Ground, { from, to }: Window): readonly boolean[] {
  const isShort = to - from < SEASONS_OF_TREND * YEAR
  return isTrend(claim) && isShort && extent.to - extent.from >= SEASONS_KNOWN * YEAR && block < YEAR / 4
    ? [false, true]
    : [false]
}

/** The places of which a claim is, or with which its own place is compared. */
export function placesOf({ places: keys, place }: Claim, places: readonly Place[]): readonly Place[] {
  return places.filter(({ key }) => key !== place && (keys === undefined || keys.includes(key)))
}

function leaveOut(places: readonly Place[], some: readonly Place[]): string[] {
  return places.filter((place) => !some.includes(place)).map(({ key }) => key)
}

/** The series of which a claim is about the mean or the trend. */
function seriesOf(ground: Ground, variant: Variant, grid: Parameters<typeof toBlocks>[2]): (number | null)[] {
  const { claim, places } = ground
  const blocksOf = (place: Place) =>
    toBlocks(choosePoints(place, variant.values), variant.measure, grid).values
  const within = placesOf(claim, places)
  const chosen =
    variant.areas === 'chosen' ? within : placesOf({ ...claim, places: leaveOut(places, within) }, places)
  const own = places.find(({ key }) => key === claim.place)
  const ready = isTrend(claim)
    ? (values: (number | null)[]) => centre(values)
    : (values: (number | null)[]) => values
  if (variant.areas !== 'districts') {
    const others = averageOf(chosen.map((place) => ready(blocksOf(place))))
    return isComparison(claim) && own ? subtract(blocksOf(own), others) : others
  }
  const districts = [...new Set(places.map(({ district }) => district))].map((district) => ({
    district,
    values: averageOf(
      places.filter((place) => place.district === district).map((place) => ready(blocksOf(place))),
    ),
  }))
  const rest = averageOf(
    districts
      .filter(({ district }) => !isComparison(claim) || district !== own?.district)
      .map(({ values }) => values),
  )
  const ofOwn = districts.find(({ district }) => district === own?.district)
  return isComparison(claim) && ofOwn ? subtract(ofOwn.values, rest) : rest
}

function subtract(from: readonly (number | null)[], values: readonly (number | null)[]): (number | null)[] {
  return from.map((each, index) => {
    const other = values[index] ?? null
    return each === null || other === null ? null : each - other
  })
}

function estimateVariant(ground: Ground, variant: Variant): (Estimate & { spread: number }) | undefined {
  const { claim, extent } = ground
  const { window } = variant
  const measure = isLevel(claim) ? variant.measure : 'mean'
  const grid = gridOf(ground, variant)
  const { count, length: block } = grid
  // Of a line, how alike values are is told by means, also for another measure.
  const averaged: Variant = isLevel(claim) ? { ...variant, measure: 'mean' } : variant
  let values = seriesOf(ground, averaged, grid)
  if (variant.seasonRemoved) {
    // From the same phase, so that blocks of the window are blocks of the whole.
    const before = Math.ceil((window.from - extent.from) / block)
    const first = window.from - before * block
    const whole = { ...grid, first, count: Math.ceil((extent.to - first) / block) }
    values = removeSeason(seriesOf(ground, variant, whole), whole).slice(before, before + count)
  }
  const years = (window.to - window.from) / YEAR
  const season =
    block < YEAR / 4 && !variant.seasonRemoved && years >= (isTrend(claim) ? SEASONS_OF_TREND : 0.95)
  const day = block < YEAR / 400 && window.to - window.from >= 3 * 24 * block
  const length = (claim.window.to - claim.window.from) / block
  const line = claim.line ?? 0
  const rows = values.map((_, index) => [
    1,
    ...(isTrend(claim) ? [(index - (count - 1) / 2) / length] : []),
    ...(season ? wavesAt(((index + 0.5) * block) / YEAR) : []),
    ...(day ? wavesAt((index + 0.5) / 24) : []),
  ])
  const shifted = line === 0 ? values : values.map((value) => (value === null ? null : value - line))
  const found = estimateCoefficient(shifted, rows, isTrend(claim) ? 1 : 0)
  if (!found) return undefined
  const spread = spreadOf(values)
  if (measure === 'mean') return { ...found, spread }
  const ofAll = { share: SHARES[measure], line, mean: found }
  return { ...found, ...estimateQuantile(listMeasured(ground, variant), ofAll), spread }
}

/** The values of a window as they were measured, not in blocks. */
function listMeasured(ground: Ground, variant: Variant): number[] {
  const { step } = ground
  const { from, to } = variant.window
  const grid =
    step > 0
      ? { first: from, length: step, count: Math.round((to - from) / step), step }
      : gridOf(ground, variant)
  return seriesOf(ground, { ...variant, measure: 'mean' }, grid).flatMap((value) => value ?? [])
}

/** Sines and cosines of a pattern that comes back every turn. */
function wavesAt(turn: number): number[] {
  return Array.from({ length: SEASONAL_PAIRS }, (_, index) => 2 * Math.PI * (index + 1) * turn).flatMap(
    (angle) => [Math.cos(angle), Math.sin(angle)],
  )
}

/** Takes the yearly pattern out of a series of some years: per twelfth part of the year the mean, apart from the mean of that year. */
function removeSeason(
  values: readonly (number | null)[],
  { first, length }: { first: number; length: number },
): (number | null)[] {
  const places = values.map((_, index) => (first + (index + 0.5) * length) / YEAR)
  const yearOf = (index: number) => Math.floor((places[index] ?? 0) - (places[0] ?? 0))
  const partOf = (index: number) => Math.floor((((places[index] ?? 0) % 1) + 1) * 12) % 12
  const meanBy = (keyOf: (index: number) => number, of: readonly (number | null)[]) => {
    const sums = new Map<number, { total: number; count: number }>()
    of.forEach((value, index) => {
      if (value === null) return
      const held = sums.get(keyOf(index)) ?? { total: 0, count: 0 }
      sums.set(keyOf(index), { total: held.total + value, count: held.count + 1 })
    })
    return (index: number) => {
      const held = sums.get(keyOf(index))
      return held ? held.total / held.count : 0
    }
  }
  const ofYear = meanBy(yearOf, values)
  const pattern = meanBy(
    partOf,
    values.map((value, index) => (value === null ? null : value - ofYear(index))),
  )
  return values.map((value, index) => (value === null ? null : value - pattern(index)))
}

/** What an estimate says of the claim: whether its interval lies on the side of the claim, on the other, or on both. */
function judge({ kind }: Claim, { low, high }: Pick<Estimate, 'low' | 'high'>): Verdict {
  if (kind === 'steady') return low <= 0 && high >= 0 ? 'supports' : 'contradicts'
  const upward = kind === 'rises' || kind === 'higher' || kind === 'above'
  if (low > 0) return upward ? 'supports' : 'contradicts'
  if (high < 0) return upward ? 'contradicts' : 'supports'
  return 'undecided'
}
