/** Reads the published evaluations that estimates are compared with, where they are. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export const BENCHMARKS = join(process.env.SAMENSPEL_SHARED ?? '../shared', 'data', 'benchmarks')

/** The columns of a file of numbers by name; what is no number is NaN. */
export function readColumns(file: string): Record<string, number[]> {
  const [head = '', ...lines] = readFileSync(join(BENCHMARKS, file), 'utf8').trim().split('\n')
  const cells = lines.map((line) => line.split(','))
  return Object.fromEntries(
    head
      .split(',')
      .map((name, column) => [
        name.replaceAll('"', ''),
        cells.map((row) => (row[column] ? Number(row[column]) : Number.NaN)),
      ]),
  )
}
