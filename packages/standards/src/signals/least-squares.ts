/** Ordinary least squares, for what is only looked at. */

export type Series = readonly (number | null)[]
export type Rows = readonly (readonly number[])[]

type Pair = { value: number; row: readonly number[] }

export function pairsOf(values: Series, rows: Rows): Pair[] {
  return values.flatMap((value, index) => (value === null ? [] : [{ value, row: rows[index] ?? [] }]))
}

/** Least squares by elimination; a variable that tells nothing of its own gets no weight. */
export function regress(pairs: readonly Pair[]): number[] {
  const width = pairs[0]?.row.length ?? 0
  const table = Array.from({ length: width }, (_, a) =>
    Array.from({ length: width + 1 }, (_, b) =>
      pairs.reduce(
        (total, { value, row }) => total + (row[a] ?? 0) * (b === width ? value : (row[b] ?? 0)),
        0,
      ),
    ),
  )
  const told = table.map((line, a) => (line[a] ?? 0) * 1e-9)
  for (let a = 0; a < width; a += 1) {
    const pivot = table[a] ?? []
    if (Math.abs(pivot[a] ?? 0) <= (told[a] ?? 0)) continue
    for (let other = 0; other < width; other += 1) {
      const line = table[other]
      if (other === a || !line) continue
      const share = (line[a] ?? 0) / (pivot[a] ?? 1)
      if (share !== 0) for (let b = a; b <= width; b += 1) line[b] = (line[b] ?? 0) - share * (pivot[b] ?? 0)
    }
  }
  return table.map((line, a) =>
    Math.abs(line[a] ?? 0) <= (told[a] ?? 0) ? 0 : (line[width] ?? 0) / (line[a] ?? 1),
  )
}

/** What is left of values without what these variables tell. */
export function withoutUsual(values: Series, rows: Rows, weights: readonly number[]): (number | null)[] {
  return values.map((value, index) =>
    value === null
      ? null
      : value - (rows[index] ?? []).reduce((total, each, place) => total + each * (weights[place] ?? 0), 0),
  )
}
