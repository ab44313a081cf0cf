/** What comes of an effect when something is chosen otherwise that could as well have been: the window, the shape, the errors, the start. */
import type { EffectCheck, EffectEstimate } from '../estimate.ts'
import { estimateStudy, estimateWandering, type Study } from './method.ts'
import { outliersOf } from './residuals.ts'

export const SERIES_ALTERNATIVES = [
  'shorter-before',
  'shorter-after',
  'other-shape',
  'without-outliers',
] as const
export type SeriesAlternative = { kind: (typeof SERIES_ALTERNATIVES)[number]; estimate: EffectEstimate }

/** A pretended start, and what was found there. */
export type PretendedStart = { start: number; estimate: EffectEstimate }

/** Series per likeness that are simulated where only the outline counts. */
const DRAWS = { alternative: 800, placebo: 250 }

/** Starts that are pretended at most, spread over the time before. */
const MOST_PLACEBOS = 20

/** Values before and after a pretended start. */
const LEAST = { before: 6, after: 3 }

/** So probable may an effect be by chance alone, if the usual level wanders. It finds what is slow with noise on top, for which the lines are too low. */
const WANDERING = { doubtful: 0.05, contradicts: 0.2 }

/** Fewer pretended starts say nothing; of more, this part may show an effect: it is 5 % by chance, but neighbours resemble each other. */
const PLACEBOS = { least: 4, most: 0.2 }

/** What the effect is by other choices, of those that leave enough values. @param surprises what the model does not tell, per value */
export function estimateAlternatives(study: Study, surprises: readonly number[]): SeriesAlternative[] {
  const { series, start, shape } = study
  const { values } = series
  const blank = (isLeftOut: (place: number) => boolean): Study => ({
    ...study,
    series: { ...series, values: values.map((value, place) => (isLeftOut(place) ? null : value)) },
  })
  const first = values.findIndex((value) => value !== null)
  const last = values.findLastIndex((value) => value !== null)
  const places = values.flatMap((value, place) => (value === null ? [] : [place]))
  const outlying = new Set(outliersOf(surprises).map((index) => places[index]))
  const studies: Record<SeriesAlternative['kind'], Study | undefined> = {
    'shorter-before': blank((place) => place < first + (start - first) / 3),
    'shorter-after':
      last - start >= 2 * LEAST.after
        ? shorten(study, Math.ceil(start + (2 * (last + 1 - start)) / 3))
        : undefined,
    'other-shape': { ...study, shape: shape === 'level' ? 'level-and-slope' : 'level' },
    'without-outliers': outlying.size > 0 ? blank((place) => outlying.has(place)) : undefined,
  }
  return SERIES_ALTERNATIVES.flatMap((kind) => {
    const found = studies[kind]
    const told = found && hasEnough(found) ? estimateStudy(found, DRAWS.alternative) : undefined
    return told ? [{ kind, estimate: told.average }] : []
  })
}

function shorten(study: Study, end: number): Study {
  return { ...study, series: { ...study.series, values: study.series.values.slice(0, end) } }
}

function hasEnough({ series, start }: Study): boolean {
  const places = series.values.flatMap((value, place) => (value === null ? [] : [place]))
  const after = places.filter((place) => place >= start).length
  return places.length >= 10 && after >= LEAST.after && places.length - after >= LEAST.before
}

/** Whether other choices say the same of an effect. */
export function checkWindows(
  { estimate }: EffectEstimate,
  alternatives: readonly SeriesAlternative[],
): EffectCheck {
  const tried = alternatives.length
  const failing = alternatives.filter(({ estimate: other }) => other.estimate / estimate < 0.5).length
  const opposite = alternatives.filter(({ estimate: other }) => isOpposite(other, estimate)).length
  const outcome =
    tried === 0
      ? 'untried'
      : opposite > 0 || 2 * failing > tried
        ? 'contradicts'
        : failing > 0
          ? 'doubtful'
          : 'sound'
  return { kind: 'windows', outcome, figures: { tried, failing, opposite } }
}

/** Whether an estimate shows, beyond chance, the opposite of another. */
function isOpposite({ low, high }: EffectEstimate, estimate: number): boolean {
  return estimate > 0 ? high !== null && high < 0 : low !== null && low > 0
}

/** Whether an effect stands when the level is one that wanders. */
export function checkErrorModel(
  study: Study,
  { estimate }: EffectEstimate,
): { estimate?: EffectEstimate; check: EffectCheck } {
  const other = estimateWandering(study)
  if (!other) return { check: { kind: 'error-model', outcome: 'untried', figures: {} } }
  const { low, high, p } = other
  const chance = p ?? 1
  const outcome =
    isOpposite(other, estimate) || chance >= WANDERING.contradicts
      ? 'contradicts'
      : chance >= WANDERING.doubtful
        ? 'doubtful'
        : 'sound'
  return {
    estimate: other,
    check: {
      kind: 'error-model',
      outcome,
      figures: { estimate: other.estimate, low: low ?? 0, high: high ?? 0, p: chance },
    },
  }
}

/**
 * Pretends that the start was earlier, with only what was measured before the real one.
 * @param onProgress is told how many of how many are done
 */
export function tryEarlierStarts(
  study: Study,
  onProgress: (done: number, all: number) => void = () => {},
): PretendedStart[] {
  const before = shorten(study, study.start)
  const possible = Array.from({ length: study.start }, (_, start) => start).filter((start) =>
    hasEnough({ ...before, start }),
  )
  const count = Math.min(MOST_PLACEBOS, possible.length)
  return Array.from(
    { length: count },
    (_, index) => possible[Math.floor(((index + 0.5) * possible.length) / count)] ?? 0,
  ).flatMap((start, index) => {
    const told = estimateStudy({ ...before, start }, DRAWS.placebo)
    onProgress(index + 1, count)
    return told ? [{ start, estimate: told.average }] : []
  })
}

/** Whether an effect is found where there was none. */
export function checkPlacebos(
  { estimate }: EffectEstimate,
  placebos: readonly PretendedStart[],
): EffectCheck {
  const tried = placebos.length
  const seen = placebos.filter(({ estimate: { low, high } }) => (low ?? 0) > 0 || (high ?? 0) < 0)
  const larger = seen.filter(({ estimate: other }) => Math.abs(other.estimate) >= Math.abs(estimate)).length
  const figures = { tried, seen: seen.length, larger }
  if (tried < PLACEBOS.least) return { kind: 'placebo-time', outcome: 'untried', figures }
  const isMuch = seen.length > PLACEBOS.most * tried
  return {
    kind: 'placebo-time',
    outcome: isMuch ? (larger > 0 ? 'contradicts' : 'doubtful') : 'sound',
    figures,
  }
}
