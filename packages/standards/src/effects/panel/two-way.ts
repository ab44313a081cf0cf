import { findMean } from './checks.ts'
import type { Row } from './panel.ts'

/**
 * The coefficient of treatment in a regression with effects of areas and of periods (of a balanced panel: of what is left after both means are taken off).
 * Only for reference: when areas began at different times it can weigh effects negatively (Goodman-Bacon 2021).
 */
export function estimateTwoWay(rows: readonly Row[]): number {
  const periods = rows[0]?.values.length ?? 0
  const treatment = takeMeansOff(
    rows.map(({ startedAt }) =>
      Array.from({ length: periods }, (_, at) => (startedAt !== undefined && at >= startedAt ? 1 : 0)),
    ),
  )
  let [together, squares] = [0, 0]
  rows.forEach(({ values }, index) => {
    treatment[index]?.forEach((left, at) => {
      together += left * (values[at] ?? 0)
      squares += left * left
    })
  })
  return together / squares
}

function takeMeansOff(table: readonly number[][]): number[][] {
  const ofRows = table.map(findMean)
  const ofColumns = (table[0] ?? []).map((_, at) => findMean(table.map((row) => row[at] ?? 0)))
  const ofAll = findMean(ofRows)
  return table.map((row, index) =>
    row.map((value, at) => value - (ofRows[index] ?? 0) - (ofColumns[at] ?? 0) + ofAll),
  )
}
