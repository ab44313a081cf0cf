import type { Chance } from '../chance.ts'

/** So many sets are tried one by one; of more a sample is drawn. */
const MOST_EXACT = 5000

export interface Draws {
  runs: number
  chance: Chance
  /** Instead of the usual 5,000. */
  mostExact?: number
}

/** Sets of places of areas. */
export interface Sets {
  kind: 'exact' | 'sampled'
  /** How many there are. */
  possible: number
  sets: number[][]
}

/** All ways to choose `size` of `count`, in lexicographic order, or a sample of `runs` of them when there are too many. */
export function chooseSets(
  count: number,
  size: number,
  { runs, chance, mostExact = MOST_EXACT }: Draws,
): Sets {
  const possible = countSubsets(count, size)
  return possible <= mostExact
    ? { kind: 'exact', possible, sets: [...enumerate(count, size)] }
    : { kind: 'sampled', possible, sets: Array.from({ length: runs }, () => chance.subset(count, size)) }
}

/**
 * Which areas could have been the treated ones. The real ones are the first places and come first; to a sample they are added, by which p values keep their size (Phipson and Smyth 2010).
 */
export function assign(count: number, treated: number, draws: Draws): Sets {
  const chosen = chooseSets(count, treated, draws)
  if (chosen.kind === 'exact') return chosen
  return { ...chosen, sets: [Array.from({ length: treated }, (_, place) => place), ...chosen.sets] }
}

/** How many sets of `size` there are among `count`. */
export function countSubsets(count: number, size: number): number {
  let ways = 1
  for (let at = 1; at <= Math.min(size, count - size); at += 1) ways = (ways * (count - at + 1)) / at
  return Math.round(ways)
}

function* enumerate(count: number, size: number): Generator<number[]> {
  const places = Array.from({ length: size }, (_, index) => index)
  for (;;) {
    yield [...places]
    let last = size - 1
    while (last >= 0 && places[last] === count - size + last) last -= 1
    if (last < 0) return
    let next = (places[last] ?? 0) + 1
    for (let at = last; at < size; at += 1) {
      places[at] = next
      next += 1
    }
  }
}

/**
 * All orders of labels that can occur more than once, or `runs` of them when there are too many; the order as given comes first.
 * @param labels of areas, such as when each began
 */
export function orderLabels(labels: readonly number[], { runs, chance, mostExact = MOST_EXACT }: Draws) {
  const counts = Map.groupBy(labels, (label) => label)
  let [possible, left] = [1, labels.length]
  for (const { length } of counts.values()) {
    possible *= countSubsets(left, length)
    left -= length
  }
  if (possible > mostExact) {
    const drawn = Array.from({ length: runs }, () => chance.shuffle(labels))
    return { kind: 'sampled' as const, possible, orders: [[...labels], ...drawn] }
  }
  const rest = new Map([...counts].map(([label, { length }]) => [label, length]))
  const others = [...arrange(rest, labels.length)].filter((order) =>
    order.some((label, at) => label !== labels[at]),
  )
  return { kind: 'exact' as const, possible, orders: [[...labels], ...others] }
}

function* arrange(counts: Map<number, number>, length: number): Generator<number[]> {
  if (length === 0) {
    yield []
    return
  }
  for (const [label, count] of counts) {
    if (count === 0) continue
    counts.set(label, count - 1)
    for (const rest of arrange(counts, length - 1)) yield [label, ...rest]
    counts.set(label, count)
  }
}
