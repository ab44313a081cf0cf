import { openChance } from '../chance.ts'
import { stepsSince } from './aggregate.ts'
import { chooseSets } from './assignments.ts'
import { addUp, type Cell, type ComparedWith, computeCells, listGroups, NEVER, readStarts } from './cells.ts'
import {
  checkAlternatives,
  checkAreas,
  checkBalance,
  checkNoise,
  checkPlacebo,
  checkResiduals,
  checkSeason,
  checkSpace,
  countAsLarge,
  type Finding,
  findMean,
  findSpread,
} from './checks.ts'
import { type Balanced, findNeighbours, type Row } from './panel.ts'
import { invertTest, isAsLarge } from './permutation.ts'
import { type Alternative, type Check, canTell, isUnlikely } from './result.ts'
import { answer, drawOrders, wholeOf } from './staggered-draws.ts'

/** What the checks of a staggered adoption start from. */
export interface Checked {
  data: Balanced
  cells: readonly Cell[]
  comparedWith: ComparedWith
  found: Finding
  /** What is left before the first start. */
  gapsBefore: readonly number[]
  runs: number
  seed: number
  season: number | undefined
}

/** Areas that are left out one by one, at most. */
const MOST_LEFT_OUT = 100

export function checkStaggered(checked: Checked): {
  checks: Check[]
  alternatives: Alternative[]
  placebos: { key: string; estimate: number }[]
} {
  const { data, found, gapsBefore } = checked
  const { treated, compared } = data
  const donors = leaveOut(checked)
  const window = findWindows(checked)
  const neighbours = leaveNeighbours(checked)
  const { tried, placebos } = findPlacebos(checked)
  const first = Math.min(...readStarts(treated))
  const level = ({ values }: Row) => findMean([...values.subarray(0, first)])
  return {
    checks: [
      checkAreas(found.smallestP, compared.length),
      ...checkSeason(checked.season, data),
      checkTrend(checked),
      checkPlacebo('placebo-in-time', pretendEarlier(checked)),
      checkSpace(countAsLarge(found.estimate, tried), tried.length),
      checkAlternatives('donor-areas', found, donors),
      checkAlternatives('window', found, window),
      checkAlternatives('spill-over', found, neighbours),
      checkResiduals(gapsBefore),
      compareNoise(data, first),
      checkBalance(findMean(treated.map(level)), compared.map(level)),
    ],
    alternatives: [...donors, ...window, ...neighbours],
    placebos,
  }
}

const after = (cells: readonly Cell[]) => cells.filter(({ group, period }) => period >= group)

function estimate(
  rows: readonly Row[],
  cells: readonly Cell[],
  comparedWith: ComparedWith,
): number | undefined {
  const sums = addUp(
    rows.map(({ values }) => values),
    readStarts(rows),
  )
  const found = answer({ cells, aggregate: wholeOf(cells), comparedWith }, sums)
  return Number.isFinite(found) ? found : undefined
}

function leaveOut({ data: { treated, compared }, cells, comparedWith }: Checked): Alternative[] {
  if (compared.length > MOST_LEFT_OUT) return []
  return compared.flatMap(({ key }) => {
    const rows = [...treated, ...compared.filter((row) => row.key !== key)]
    const found = estimate(rows, after(cells), comparedWith)
    return found === undefined
      ? []
      : [{ choice: 'without-area' as const, area: key, estimate: found, pValue: null }]
  })
}

function leaveNeighbours({ data, cells, comparedWith }: Checked): Alternative[] {
  const beside = findNeighbours(data)
  if (beside.length === 0) return []
  const rows = [...data.treated, ...data.compared.filter(({ key }) => !beside.includes(key))]
  const found = estimate(rows, after(cells), comparedWith)
  return found === undefined ? [] : [{ choice: 'without-neighbours' as const, estimate: found, pValue: null }]
}

/** The first half of the periods since the start only, and all but the first. */
function findWindows({ data: { treated, compared, places }, cells, comparedWith }: Checked): Alternative[] {
  const longest = Math.max(...after(cells).map((cell) => stepsSince(cell, places))) + 1
  if (longest < 2) return []
  const rows = [...treated, ...compared]
  const tell = (choice: Alternative['choice'], kept: readonly Cell[]): Alternative[] => {
    const found = estimate(rows, kept, comparedWith)
    return found === undefined ? [] : [{ choice, estimate: found, pValue: null }]
  }
  const since = (from: number, to: number) =>
    after(cells).filter((cell) => stepsSince(cell, places) >= from && stepsSince(cell, places) < to)
  return [
    ...tell('short-after', since(0, Math.ceil(longest / 2))),
    ...tell('without-first', since(1, longest)),
  ]
}

/** Whether groups and those they are compared with went apart in the steps before the start: the squares of all of them together. */
function checkTrend({ data: { treated, compared }, cells, comparedWith, found, runs, seed }: Checked): Check {
  const kind = 'pre-trend'
  const before = cells.filter(({ group, period }) => period < group)
  if (before.length === 0 || !canTell(found.smallestP)) return { kind, verdict: 'impossible', figures: {} }
  const rows = [...treated, ...compared]
  const series = rows.map(({ values }) => values)
  const starts = readStarts(rows)
  const chance = openChance(seed)
  const measure = (order: readonly number[]) => {
    const sums = addUp(series, order)
    return computeCells(sums, before, comparedWith).reduce(
      (sum, effect, index) => sum + (sums.get(before[index]?.group ?? 0)?.areas ?? 0) * effect ** 2,
      0,
    )
  }
  const actual = measure(starts)
  let asLarge = 1
  for (let run = 0; run < runs; run += 1) {
    if (isAsLarge(measure(chance.shuffle(starts)), actual)) asLarge += 1
  }
  const pTogether = asLarge / (runs + 1)
  return {
    kind,
    verdict: isUnlikely(pTogether, found.smallestP) ? 'doubtful' : 'passed',
    figures: { pTogether },
  }
}

/** As if each group had begun earlier, over the periods before it really did. */
function pretendEarlier({ data: { treated, compared, periods }, comparedWith, runs, seed }: Checked) {
  const rows = [...treated, ...compared]
  const starts = readStarts(rows)
  const groups = listGroups(starts)
  // As long as the last group was followed, but no longer than leaves the first half as much before it.
  const shift = Math.max(
    1,
    Math.min(Math.floor(Math.min(...groups) / 2), periods.length - Math.max(...groups)),
  )
  const cells = groups
    .filter((group) => group - 1 - shift >= 0)
    .flatMap((group) =>
      Array.from({ length: shift }, (_, index) => ({
        group,
        period: group - shift + index,
        base: group - 1 - shift,
      })),
    )
    .filter((cell) => comparedWith === 'never-treated' || starts.some((start) => start > cell.group))
  if (cells.length === 0) return undefined
  const { draws } = drawOrders(
    rows.map(({ values }) => values),
    starts,
    { cells, aggregate: wholeOf(cells), comparedWith },
    { runs, chance: openChance(seed) },
  )
  // Nothing was treated then, so that no effect can be taken away: only its p value means something.
  return {
    estimate: draws[0]?.value ?? 0,
    ...invertTest(draws.map(({ value }, index) => ({ value, share: index === 0 ? 1 : 0 }))),
  }
}

/** The same starts in sets of areas that never began, against the others of these; and each of them alone. */
function findPlacebos({ data: { treated, compared }, cells, runs, seed }: Checked) {
  const kept = after(cells)
  const comparedWith = 'never-treated'
  if (compared.length < 2) return { tried: [], placebos: [] }
  const series = compared.map(({ values }) => values)
  const starts = readStarts(treated)
  const find = (order: readonly number[], of: readonly Cell[]) =>
    answer({ cells: of, aggregate: wholeOf(of), comparedWith }, addUp(series, order))
  const groups = listGroups(starts)
  const placebos = compared.map(({ key }, place) => {
    const each = groups.map((group) => {
      const of = kept.filter((cell) => cell.group === group)
      const weight = of.length * starts.filter((start) => start === group).length
      return {
        weight,
        value:
          of.length === 0
            ? 0
            : find(
                compared.map((_, other) => (other === place ? group : NEVER)),
                of,
              ),
      }
    })
    const weights = each.reduce((sum, { weight }) => sum + weight, 0)
    return { key, estimate: each.reduce((sum, { weight, value }) => sum + (weight * value) / weights, 0) }
  })
  if (starts.length >= compared.length) return { tried: [], placebos }
  const chance = openChance(seed)
  const { sets } = chooseSets(compared.length, starts.length, { runs, chance, mostExact: runs })
  const tried = sets.map((set) => {
    const mixed = chance.shuffle(starts)
    const order = compared.map(() => NEVER)
    set.forEach((place, index) => {
      order[place] = mixed[index] ?? NEVER
    })
    return find(order, kept)
  })
  return { tried, placebos }
}

/** How much each area strays from the mean of those that never began, before anything began. */
function compareNoise({ treated, compared }: Balanced, first: number): Check {
  if (first < 3) return { kind: 'noise', verdict: 'impossible', figures: {} }
  const usual = Array.from({ length: first }, (_, at) =>
    findMean(compared.map(({ values }) => values[at] ?? 0)),
  )
  const stray = ({ values }: Row) => findSpread(usual.map((mean, at) => (values[at] ?? 0) - mean))
  return checkNoise(findMean(treated.map(stray)), compared.map(stray))
}
