/** How often an effect is found where there is none, how well one that is there is found, and what an evaluation costs. */
import {
  type Design,
  drawSeries,
  errorsOf,
  estimateCounts,
  estimateInterruption,
  fitCounts,
  layDesign,
  openChance,
  regress,
  type Shape,
  simulatePanels,
  studentBeyond,
  usualLags,
} from '@samenspel/standards/effects'
import type { Output } from '../output.ts'
import { drawCount } from './draw-count.ts'
import { describeTimes, timeEvaluations } from './evaluation-times.ts'
import { describeFewAreas, measureFewAreas } from './few-areas.ts'
import { describePanels } from './panels.ts'
import { describeRule, measureRule, RULE_DESIGNS } from './rule.ts'

/** Series that are simulated in each cell: a rate of 5 % is known to 0.35 %. Of counts fewer: each has lines of its own. */
const RUNS = 4000
const COUNT_RUNS = 600

/** Panels that are simulated in each world: a rate of 5 % is known to 1.1 %. */
const PANEL_RUNS = 400

/** The effect that is put in, in standard deviations of single values. */
const EFFECT = 2

const LENGTHS = [12, 24, 36, 48, 72, 96]
const LIKENESSES = [0, 0.2, 0.4, 0.6, 0.8]

type Cell = {
  count: number
  season: number
  likeness: number
  /** Shares of series without an effect in which one is found. */
  ours: number
  level: number
  slope: number
  least: number
  neweyWest: number
  /** Of series with an effect: how often the interval holds it, how far the estimate is off on average, and how often it is shown. */
  coverage: number
  bias: number
  power: number
}

/** What is measured beside the answers of designs. */
const ALONE: readonly string[] = ['estimates', 'times']

type Options = { only?: readonly string[]; worlds?: string }

/**
 * `samenspel bench-effects`: measures by simulation with a fixed seed whether what is said of effects is so.
 * @throws RangeError when there is no such part, or no such number of worlds
 */
export function benchEffects(
  output: Output,
  { only = [...ALONE, ...RULE_DESIGNS], worlds = '200' }: Options,
): void {
  const designs = RULE_DESIGNS.filter((design) => only.includes(design))
  const strange = only.filter((part) => ![...ALONE, ...designs].includes(part))
  if (strange.length > 0)
    throw new RangeError(
      `Parts are ${ALONE.join(', ')}, ${RULE_DESIGNS.join(', ')}; not ${strange.join(', ')}.`,
    )
  const count = Number(worlds)
  if (!Number.isInteger(count) || count < 1) throw new RangeError(`A number of worlds is not ${worlds}.`)
  const estimates = only.includes('estimates') ? measureEstimates(output) : undefined
  if (only.includes('times')) output.progress('Evaluating')
  const times = only.includes('times') ? timeEvaluations([24, 48, 96, 192]) : []
  const rule = measureRule(designs, count, (said) => output.progress(said))
  output.result({ ...estimates?.figures, times, rule }, [
    ...(estimates ? [...estimates.lines, ''] : []),
    ...(times.length > 0 ? [...describeTimes(times), ''] : []),
    ...(designs.length > 0 ? describeRule(rule) : []),
  ])
}

function measureEstimates(output: Output) {
  const cells = LENGTHS.flatMap((count) => {
    const seasons = count >= 24 ? [1, 12] : [1]
    return seasons.flatMap((season) => {
      output.progress(`Simulating ${count} values${season > 1 ? ' with a season' : ''}`)
      const design = layOrFail(count, season, 'level-and-slope')
      return LIKENESSES.map((likeness) => measure(design, count, season, likeness))
    })
  })
  output.progress('Simulating counts')
  const counts = [24, 48, 96].flatMap((count) =>
    [0, 0.4, 0.8].map((likeness) => measureCounts(count, likeness)),
  )
  const fewAreas = measureFewAreas((count) => output.progress(`Simulating differences of ${count} values`))
  const panels = simulatePanels({
    runs: PANEL_RUNS,
    onProgress: (share) => output.progress(`Simulating panels, ${Math.round(100 * share)} %`),
  })
  return {
    figures: { runs: RUNS, cells, counts, fewAreas, panels },
    lines: [...describe(cells, counts), '', ...describeFewAreas(fewAreas), '', ...describePanels(panels)],
  }
}

function layOrFail(count: number, season: number, shape: Shape): Design {
  const series = { values: Array.from({ length: count }, () => 0), season }
  const design = layDesign(series, count / 2, shape)
  if (!design) throw new Error(`No design for ${count} values.`)
  return design
}

function measure(design: Design, count: number, season: number, likeness: number): Cell {
  const chance = openChance(1000 * likeness + 7 * count + season)
  const tally = { ours: 0, level: 0, slope: 0, least: 0, neweyWest: 0, held: 0, off: 0, shown: 0 }
  const middle = (count / 2 - 1) / 2
  // The change of slope around its middle: the amount of the level is then the mean after the start, as in ours.
  const rows = design.rows.map(([one = 1, trend = 0, level = 0, slope = 0, ...others]) => [
    one,
    trend,
    level,
    slope - middle * level,
    ...others,
  ])
  const lags = usualLags(count)
  for (let run = 0; run < RUNS; run += 1) {
    const values = [...drawSeries(chance, design.places, likeness)]
    const { average, level, slope } = estimateInterruption(design, values).changes
    if (!average || !level || !slope) continue
    if (leavesOut(average, 0)) tally.ours += 1
    if (leavesOut(level, 0)) tally.level += 1
    if (leavesOut(slope, 0)) tally.slope += 1
    const moved = values.map((value, place) => value + (place < design.start ? 0 : EFFECT))
    const found = estimateInterruption(design, moved).changes.average
    if (found && !leavesOut(found, EFFECT)) tally.held += 1
    if (found && leavesOut(found, 0)) tally.shown += 1
    tally.off += (found?.estimate ?? 0) - EFFECT
    const plain = regress(rows, values)
    const isFound = (errors: number[]) =>
      studentBeyond((plain.amounts[2] ?? 0) / (errors[2] ?? 1), plain.degrees) < 0.05
    if (isFound(errorsOf(plain, rows, 'plain'))) tally.least += 1
    if (isFound(errorsOf(plain, rows, lags))) tally.neweyWest += 1
  }
  return {
    count,
    season,
    likeness,
    ours: tally.ours / RUNS,
    level: tally.level / RUNS,
    slope: tally.slope / RUNS,
    least: tally.least / RUNS,
    neweyWest: tally.neweyWest / RUNS,
    coverage: tally.held / RUNS,
    bias: tally.off / RUNS,
    power: tally.shown / RUNS,
  }
}

function leavesOut({ low, high }: { low: number | null; high: number | null }, value: number): boolean {
  return (low ?? value) > value || (high ?? value) < value
}

type CountCell = { count: number; mean: number; likeness: number; ours: number; quasi: number }

/** Counts around 30 whose mean itself varies by a fifth, alike or not: by our way, and by quasi-Poisson alone. */
function measureCounts(count: number, likeness: number): CountCell {
  const mean = 30
  const chance = openChance(5000 + count + 100 * likeness)
  const tally = { ours: 0, quasi: 0 }
  for (let run = 0; run < COUNT_RUNS; run += 1) {
    const places = Array.from({ length: count }, (_, place) => place)
    const values = Array.from(drawSeries(chance, places, likeness), (value) =>
      drawCount(mean * Math.exp(0.2 * value), chance.uniform),
    )
    const start = count / 2
    const found = estimateCounts({ values, season: 1 }, start, 'level', { draws: 300 })
    if (found && leavesOut(found.average, 0)) tally.ours += 1
    const rows = places.map((place) => [1, place - start, place < start ? 0 : 1])
    const { amounts, errors } = fitCounts(rows, values)
    if (studentBeyond((amounts[2] ?? 0) / (errors[2] ?? 1), count - 3) < 0.05) tally.quasi += 1
  }
  return { count, mean, likeness, ours: tally.ours / COUNT_RUNS, quasi: tally.quasi / COUNT_RUNS }
}

function describe(cells: readonly Cell[], counts: readonly CountCell[]): string[] {
  const percent = (share: number) => (100 * share).toFixed(1)
  const line = (columns: readonly (string | number)[]) => `| ${columns.join(' | ')} |`
  return [
    `Rejections of a true null in % of ${RUNS} series (target 4–6), and with an effect of ${EFFECT} deviations the coverage of the 95 % interval (target 92–97), bias and power:`,
    '',
    line([
      'values',
      'season',
      'likeness',
      'ours, mean',
      'level',
      'slope',
      'OLS',
      'Newey–West',
      'coverage',
      'bias',
      'power',
    ]),
    '|--:|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|',
    ...cells.map((cell) =>
      line([
        cell.count,
        cell.season > 1 ? 'yes' : 'no',
        cell.likeness,
        percent(cell.ours),
        percent(cell.level),
        percent(cell.slope),
        percent(cell.least),
        percent(cell.neweyWest),
        percent(cell.coverage),
        cell.bias.toFixed(2),
        percent(cell.power),
      ]),
    ),
    '',
    `Counts around 30 whose mean varies by a fifth: rejections of a true null in % of ${COUNT_RUNS} series:`,
    '',
    line(['values', 'likeness', 'ours', 'quasi-Poisson alone']),
    '|--:|--:|--:|--:|',
    ...counts.map(({ count, likeness, ours, quasi }) =>
      line([count, likeness, percent(ours), percent(quasi)]),
    ),
  ]
}
