import type { Sets } from './assignments.ts'
import type { Row } from './panel.ts'
import { type Draw, isAsLarge } from './permutation.ts'

/** The weighted sum of the figures of each area. */
export function contrastAreas(rows: readonly Row[], weights: Float64Array): Float64Array {
  return Float64Array.from(rows, ({ values }) => {
    let sum = 0
    for (let at = 0; at < weights.length; at += 1) sum += (weights[at] ?? 0) * (values[at] ?? 0)
    return sum
  })
}

/** The mean contrast of the areas in `set` less that of the others. */
function compareSet(contrasts: Float64Array, set: readonly number[], total: number): number {
  let sum = 0
  for (const place of set) sum += contrasts[place] ?? 0
  return sum / set.length - (total - sum) / (contrasts.length - set.length)
}

const totalOf = (contrasts: Float64Array) => contrasts.reduce((sum, value) => sum + value, 0)

/** The estimate: treated areas come first. */
export const compareTreated = (contrasts: Float64Array, treated: number) =>
  compareSet(
    contrasts,
    Array.from({ length: treated }, (_, place) => place),
    totalOf(contrasts),
  )

/** What is found under each assignment. */
export function drawContrasts(contrasts: Float64Array, { sets }: Sets): Draw[] {
  const total = totalOf(contrasts)
  const count = contrasts.length
  return sets.map((set) => {
    const size = set.length
    let same = 0
    for (const place of set) if (place < size) same += 1
    return {
      value: compareSet(contrasts, set, total),
      share: same / size - (size - same) / (count - size),
    }
  })
}

/** The p value of several contrasts together: the sum of their squares, under each assignment. */
export function testTogether(contrasts: readonly Float64Array[], { sets }: Sets): number {
  const sums = new Float64Array(sets.length)
  for (const each of contrasts) {
    const total = totalOf(each)
    sets.forEach((set, index) => {
      sums[index] = (sums[index] ?? 0) + compareSet(each, set, total) ** 2
    })
  }
  const actual = sums[0] ?? 0
  return sums.reduce((count, sum) => count + (isAsLarge(sum, actual) ? 1 : 0), 0) / sums.length
}
