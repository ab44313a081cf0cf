/** The terms of an interrupted series: a trend, the season, and what changed at the start (segmented regression; Wagner et al. 2002). */
import { Matrix, QrDecomposition } from 'ml-matrix'

/** A series at equal steps. */
export type Series = {
  /** Null where there is no value. */
  values: readonly (number | null)[]
  /** Steps in a year: 12 of months, 4 of quarters, 52 of weeks, 1 of years. */
  season: number
}

export const SHAPES = ['level', 'level-and-slope'] as const
/** What the start can change: the level, or the level and how fast it rises. */
export type Shape = (typeof SHAPES)[number]

/** How the season is told: not, by one or two waves, or by each step of the year. */
export type Season = 'none' | 'one-wave' | 'two-waves' | 'each-step'

/** What is asked of an interrupted series: the change at the start, its growth per step, and the mean over all steps after the start. */
export const CHANGES = ['average', 'level', 'slope'] as const
export type ChangeKind = (typeof CHANGES)[number]

/** A term of length 1 must have a part of its own that is longer than this. */
const LEAST_OWN = 1e-8

/** The values that there are, with their terms. `rows` has a row per value. */
export type Terms = {
  places: number[]
  values: number[]
  rows: number[][]
  season: Season
  /** Per change the weights of the terms that make it up. */
  changes: Partial<Record<ChangeKind, number[]>>
}

/** Years that a season must be seen in before it is part of the model. */
const LEAST_YEARS = 2

/** Values per term from which each step of the year can have a term of its own. */
const VALUES_PER_STEP = 5

/** A year of more steps is told by waves. */
const MOST_STEPS = 12

/** The values of a series with a constant, its trend, what is asked besides, and the season. */
export type Rows = Omit<Terms, 'changes'>

/**
 * The terms of a series that was interrupted at a step.
 * @param start index of the first value after the start
 * @returns undefined when the terms cannot be told apart, or fewer than three values are left over
 * @throws RangeError when a value is not a finite number
 */
export function layTerms(series: Series, start: number, shape: Shape): Terms | undefined {
  const added = shape === 'level' ? 1 : 2
  const laid = layRows(series, start, (place) => changesAt(place, start, shape))
  if (!laid) return undefined
  const steps = Math.max(0, series.values.length - start)
  const weigh = (level: number, slope: number) =>
    (laid.rows[0] ?? []).map((_, term) => (term === 2 ? level : added === 2 && term === 3 ? slope : 0))
  return {
    ...laid,
    changes:
      shape === 'level'
        ? { average: weigh(1, 0) }
        : { average: weigh(1, (steps - 1) / 2), level: weigh(1, 0), slope: weigh(0, 1) },
  }
}

/**
 * The terms of one step, with a value or without.
 * @param design.without whether as if nothing had been done
 */
export function rowAt(
  place: number,
  design: { start: number; shape: Shape; season: number; told: Season; without: boolean },
): number[] {
  const { start, shape, season, told, without } = design
  const changes = changesAt(without ? Number.NEGATIVE_INFINITY : place, start, shape)
  return rowOf(place, { origin: start, added: changes, told, season })
}

function changesAt(place: number, start: number, shape: Shape): number[] {
  return (place < start ? [0, 0] : [1, place - start]).slice(0, shape === 'level' ? 1 : 2)
}

function rowOf(
  place: number,
  { origin, added, told, season }: { origin: number; added: number[]; told: Season; season: number },
): number[] {
  return [1, place - origin, ...added, ...seasonTerms(told, place, season)]
}

/** The terms of a series in which nothing is asked: trend and season. */
export function layTrend(series: Series): Rows | undefined {
  return layRows(series, 0, () => [])
}

function layRows(
  { values, season }: Series,
  origin: number,
  added: (place: number) => number[],
): Rows | undefined {
  const known = values.flatMap((value, place) => (value === null ? [] : [{ place, value }]))
  if (!known.every(({ value }) => Number.isFinite(value)))
    throw new RangeError('What is not a number cannot be a value of a series: null is a value that misses.')
  const places = known.map(({ place }) => place)
  for (const told of possibleSeasons(places, season)) {
    const rows = places.map((place) => rowOf(place, { origin, added: added(place), told, season }))
    const width = rows[0]?.length ?? 0
    if (rows.length - width < 3 || !areApart(rows)) continue
    return { places, values: known.map(({ value }) => value), rows, season: told }
  }
  return undefined
}

/** The finest first. The choice looks at how many values there are, never at what they are: that would change how often chance is taken for an effect. */
function possibleSeasons(places: readonly number[], season: number): Season[] {
  const span = (places.at(-1) ?? 0) - (places[0] ?? 0) + 1
  if (season < 2 || span < LEAST_YEARS * season) return ['none']
  const all: Season[] = []
  const whole = Number.isInteger(season) && season <= MOST_STEPS
  if (whole && places.length >= VALUES_PER_STEP * (season + 3)) all.push('each-step')
  if (season > 4 && span >= 3 * season && places.length >= 36) all.push('two-waves')
  if (season > 2) all.push('one-wave')
  return [...all, 'none']
}

function seasonTerms(told: Season, place: number, season: number): number[] {
  if (told === 'none') return []
  if (told === 'each-step') {
    const step = place % season
    // Deviations from the last step of the year, so that the first term stays the level of the whole year.
    return Array.from({ length: season - 1 }, (_, each) => (step === season - 1 ? -1 : step === each ? 1 : 0))
  }
  const waves = told === 'one-wave' ? [1] : [1, 2]
  return waves.flatMap((wave) => {
    const angle = (2 * Math.PI * wave * place) / season
    return [Math.cos(angle), Math.sin(angle)]
  })
}

/** Whether no term is told by the others: each, made of length 1, has a part of its own. */
function areApart(rows: readonly (readonly number[])[]): boolean {
  const lengths = (rows[0] ?? []).map((_, term) => Math.hypot(...rows.map((row) => row[term] ?? 0)) || 1)
  const terms = new Matrix(rows.map((row) => row.map((value, term) => value / (lengths[term] ?? 1))))
  const own = new QrDecomposition(terms).upperTriangularMatrix.diagonal()
  return own.every((part) => Math.abs(part) > LEAST_OWN)
}
