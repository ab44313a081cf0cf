/** What tells quickly that a comparison cannot give anything, or must not. */

type Series = readonly (number | null)[]
type Rows = readonly (readonly number[])[]

/**
 * Least t statistic without regard to likeness in time. With it the statistic of values that resemble each other is smaller, so that less than this is
 * never enough.
 */
const LEAST = 2.8

/** Whether the first variable, in an ordinary regression, could matter at all. */
export function passesScreen(values: Series, rows: Rows): boolean {
  // With the first variable last, its coefficient over its error is one cell of the factor of Cholesky.
  const known = pairsOf(values, rows).map(({ value, row: [change = 0, ...row] }) => [...row, change, value])
  const size = (rows[0]?.length ?? 0) + 1
  const factor = Array.from({ length: size }, () => new Float64Array(size))
  const at = (a: number, b: number) => factor[a]?.[b] ?? 0
  for (let a = 0; a < size; a += 1) {
    for (let b = 0; b <= a; b += 1) {
      let rest = known.reduce((total, line) => total + (line[a] ?? 0) * (line[b] ?? 0), 0)
      for (let c = 0; c < b; c += 1) rest -= at(a, c) * at(b, c)
      const line = factor[a]
      if (line) line[b] = a === b ? Math.sqrt(Math.max(rest, 1e-300)) : rest / at(b, b)
    }
  }
  const error = at(size - 1, size - 1) / Math.sqrt(Math.max(known.length - size + 1, 1))
  return Math.abs(at(size - 1, size - 2)) > LEAST * error
}

/** Whether the newest stretch lies further from what is usual before it than any stretch of that length before it. */
export function liesBeyond(values: Series, rows: Rows, length: number): boolean {
  const since = values.length - length
  const usual = rows.map(([, ...row]) => row)
  const weights = regress(pairsOf(values.slice(0, since), usual.slice(0, since)))
  const rest = values.map((value, index) =>
    value === null
      ? null
      : value - (usual[index] ?? []).reduce((total, each, place) => total + each * (weights[place] ?? 0), 0),
  )
  const distanceOf = (from: number) => {
    const known = rest.slice(from, from + length).flatMap((each) => each ?? [])
    return known.length < length / 2 ? 0 : Math.abs(known.reduce((a, b) => a + b, 0) / known.length)
  }
  const newest = distanceOf(since)
  return Array.from({ length: since - length + 1 }, (_, from) => from).every(
    (from) => distanceOf(from) < newest,
  )
}

type Pair = { value: number; row: readonly number[] }

function pairsOf(values: Series, rows: Rows): Pair[] {
  return values.flatMap((value, index) => (value === null ? [] : [{ value, row: rows[index] ?? [] }]))
}

/** Least squares by elimination; a variable that tells nothing of its own gets no weight. */
function regress(pairs: readonly Pair[]): number[] {
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
