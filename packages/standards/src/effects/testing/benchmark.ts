/** Published analyses that are done again: what one is, and how its figures are compared. */

/** A published analysis that is done again. */
export interface Benchmark {
  dataSet: string
  method: string
  /** Who published it. */
  source: string
  /** @param read the text of a file in the folder of benchmarks */
  compute(read: Read): Figure[]
}

export type Read = (path: string) => string

export interface Figure {
  name: string
  published: number
  ours: number
  /** A published figure is a multiple of this: 100 when it is printed in hundreds. As many decimals as are printed when left out. */
  unit?: number
  /** How far ours may be from it, where the publication leaves choices open or was computed less exactly; left out, ours must have all of its printed digits. */
  near?: number
}

/** What the collection of test data says of a data set: `published`, and `reproduced` in R. */
export const expectedOf = (read: Read, name: string) => JSON.parse(read('expected.json'))[name]

/** As far as it is printed: ours where it has as many digits as the published figure. */
export function roundAsPrinted({ published, ours, unit }: Figure): { digits: number; ours: number } {
  if (unit) return { digits: 0, ours: unit * Math.round(ours / unit) }
  const digits = String(published).split('.')[1]?.length ?? 0
  return { digits, ours: Number(ours.toFixed(digits)) }
}

/** Rows of a comma-separated file without commas in its values, by the names in its first line. */
export function readRows(text: string): Record<string, string>[] {
  const [names = [], ...rows] = text
    .trim()
    .split('\n')
    .map((line) => line.split(',').map((cell) => cell.trim().replaceAll('"', '')))
  return rows.map((cells) => Object.fromEntries(names.map((name, index) => [name, cells[index] ?? ''])))
}
