/** Colours from low to high: light to dark, so that they also differ for who sees no colours. */
export const COLOURS = ['#fff1bb', '#8ecef6', '#2f93c9', '#00568b', '#1d0857'] as const

/** Colour of a station without a recent measurement. */
export const STALE_COLOUR = '#c0c7d2'

/** A class of a scale: values from `low` up to `high`; null is open. */
export type ScaleClass = { low: number | null; high: number | null; colour: string }

/**
 * Divides values into at most five classes with round limits.
 * @returns one class when all values are the same, none without values
 */
export function divideIntoClasses(values: number[]): ScaleClass[] {
  if (values.length === 0) return []
  const lowest = Math.min(...values)
  const highest = Math.max(...values)
  if (lowest === highest) return [{ low: null, high: null, colour: COLOURS[2] }]
  const step = roundStep((highest - lowest) / COLOURS.length)
  const first = Math.floor(lowest / step + 1e-9) * step + step
  const limits = COLOURS.slice(1)
    .map((_, index) => tidy(first + index * step))
    .filter((limit) => limit < highest)
  if (limits.length === 0) return [{ low: null, high: null, colour: COLOURS[2] }]
  return classesBetween(limits)
}

/** The classes that rising limits, at most one less than there are colours, are the bounds of. */
export function classesBetween(limits: readonly number[]): ScaleClass[] {
  const bounds = [null, ...limits, null]
  return bounds.slice(0, -1).map((low, index) => ({
    low,
    high: bounds[index + 1] ?? null,
    colour: COLOURS[Math.round((index * (COLOURS.length - 1)) / limits.length)] ?? COLOURS[0],
  }))
}

/** The colour of a value in a scale. */
export function colourOf(value: number, classes: ScaleClass[]): string {
  const found = classes.findLast(({ low }) => low === null || value >= low)
  return found?.colour ?? STALE_COLOUR
}

/** The nearest step above that is 1, 2, 2.5 or 5 times a power of ten. */
function roundStep(step: number): number {
  const power = 10 ** Math.floor(Math.log10(step))
  const nice = [1, 2, 2.5, 5, 10].find((factor) => factor * power >= step * 0.999) ?? 10
  return nice * power
}

const tidy = (value: number) => Number(value.toPrecision(12))
