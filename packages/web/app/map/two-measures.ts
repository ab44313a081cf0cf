/** Colours of two measures against each other: by row the second from low to high, in it the first from low to high. */
export const TWO_COLOURS = [
  ['#e8e8e8', '#ace4e4', '#5ac8c8'],
  ['#dfb0d6', '#a5add3', '#5698b9'],
  ['#be64ac', '#8c62aa', '#3b4994'],
] as const

/** Where the lowest third ends and the highest third begins. */
export type Thirds = { middle: number; high: number }

/** The third in which a value is. */
export type Third = 0 | 1 | 2

/**
 * Where values divide into three groups of as many. Values that are the same are in the same group.
 * @returns undefined for fewer than three different values: then there are no thirds
 */
export function divideIntoThirds(values: readonly number[]): Thirds | undefined {
  const sorted = values.toSorted((a, b) => a - b)
  const different = [...new Set(sorted)]
  const [lowest, next] = different
  const beforeLast = different.at(-2)
  if (different.length < 3 || lowest === undefined || next === undefined || beforeLast === undefined)
    return undefined
  const at = (share: number) => sorted[Math.ceil(share * sorted.length)] ?? beforeLast
  const middle = Math.min(Math.max(at(1 / 3), next), beforeLast)
  const above = different.find((value) => value > middle) ?? middle
  return { middle, high: Math.max(at(2 / 3), above) }
}

export const thirdOf = (value: number, { middle, high }: Thirds): Third =>
  value >= high ? 2 : value >= middle ? 1 : 0

/** How many areas are in each colour, in the order of {@link TWO_COLOURS}. */
export function countCells(cells: readonly [first: Third, second: Third][]): number[][] {
  return TWO_COLOURS.map((row, second) =>
    row.map((_, first) => cells.filter(([one, other]) => one === first && other === second).length),
  )
}
