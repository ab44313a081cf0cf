import { type Chance, openChance } from '../chance.ts'
import { findEffect } from './find-effect.ts'
import type { Panel } from './panel.ts'
import { ALPHA, type PanelMethod } from './result.ts'

export interface SimulationOptions {
  seed?: number
  /** Simulated panels of each scenario; 1,000 when absent. */
  runs?: number
  onProgress?: (share: number) => void
}

/** A made world of which the effect is known. */
export interface Scenario {
  method: PanelMethod
  areas: number
  treated: number
  before: number
  after: number
  /** How much the noise of a period resembles that of the one before, from 0 to 1. */
  likeness: number
}

/** One line of the table: what a method made of a world, over all runs. Effects are in standard deviations of the noise. */
export interface SimulatedRow extends Scenario {
  runs: number
  effect: number
  /** Mean estimate less the effect, with its simulation error (one standard error). */
  bias: number
  biasError: number
  /** Share of the intervals that hold the effect, and the level that they should have: below 0.95 when there are too few areas for that. */
  coverage: number
  level: number
  /** Share of the runs in which an effect is seen (p ≤ 0.05) where there is none, and where there is one. */
  size: number
  power: number
  /** The lowest p value that can come out; above 0.05 nothing is ever seen. */
  smallestP: number
}

/** Worlds like those of a municipality: some tens of neighbourhoods, a few treated, years of months. */
const scenarios: readonly Scenario[] = [
  ...[0, 0.5, 0.8].flatMap((likeness): Scenario[] => [
    { method: 'difference-in-differences', areas: 40, treated: 10, before: 24, after: 12, likeness },
    { method: 'difference-in-differences', areas: 20, treated: 4, before: 24, after: 12, likeness },
    { method: 'difference-in-differences', areas: 20, treated: 1, before: 24, after: 12, likeness },
    { method: 'controlled-interrupted-series', areas: 20, treated: 4, before: 24, after: 12, likeness },
    { method: 'staggered-adoption', areas: 80, treated: 40, before: 8, after: 8, likeness },
    { method: 'staggered-adoption', areas: 24, treated: 8, before: 8, after: 8, likeness },
    { method: 'synthetic-control', areas: 40, treated: 1, before: 24, after: 12, likeness },
  ]),
  { method: 'difference-in-differences', areas: 12, treated: 1, before: 24, after: 12, likeness: 0.5 },
  { method: 'synthetic-control', areas: 12, treated: 1, before: 24, after: 12, likeness: 0.5 },
]

const EFFECT = 1
/** Assignments that are drawn when there are too many: with the real one 400, of which 5 % is a whole number. */
const DRAWN = 399

/** Bias, coverage, size and power of the methods of this folder in made worlds, the same for the same seed. */
export function simulatePanels(
  { seed = 1, runs = 1000, onProgress = () => {} }: SimulationOptions = {},
  worlds: readonly Scenario[] = scenarios,
): SimulatedRow[] {
  return worlds.map((scenario, index) =>
    simulate(scenario, runs, openChance(seed + 7919 * index), (share) =>
      onProgress((index + share) / worlds.length),
    ),
  )
}

function simulate(
  scenario: Scenario,
  runs: number,
  chance: Chance,
  onProgress: (share: number) => void,
): SimulatedRow {
  const errors: number[] = []
  let [covered, seen, alarms, level, smallestP] = [0, 0, 0, 0, 0]
  for (let run = 0; run < runs; run += 1) {
    if (run % 10 === 0) onProgress(run / runs)
    const make = drawWorld(scenario, chance)
    const options = { seed: chance.below(2 ** 31), runs: DRAWN }
    const found = findEffect(scenario.method, make(EFFECT), options)
    const none = findEffect(scenario.method, make(0), options)
    if (typeof found === 'string' || typeof none === 'string')
      throw new RangeError('A simulated world cannot be assessed: it needs more areas or periods.')
    const { low, high } = found.interval
    errors.push(found.estimate - EFFECT)
    if ((low === null || low <= EFFECT) && (high === null || high >= EFFECT)) covered += 1
    if (found.pValue <= ALPHA) seen += 1
    if (none.pValue <= ALPHA) alarms += 1
    level = found.level
    smallestP = Math.max(smallestP, found.smallestP)
  }
  const bias = errors.reduce((sum, error) => sum + error, 0) / runs
  const spread = errors.reduce((sum, error) => sum + (error - bias) ** 2, 0) / Math.max(runs - 1, 1)
  return {
    ...scenario,
    runs,
    effect: EFFECT,
    bias,
    biasError: Math.sqrt(spread / runs),
    coverage: covered / runs,
    level,
    size: alarms / runs,
    power: seen / runs,
    smallestP,
  }
}

/** Areas with levels of their own, a course that all share and one that they share more or less, and noise of their own. */
function drawWorld(
  { method, areas, treated, before, after, likeness }: Scenario,
  chance: Chance,
): (effect: number) => Panel {
  const length = before + after
  const walk = () => {
    let value = chance.normal()
    return Array.from({ length }, () => {
      const now = value
      value = likeness * value + Math.sqrt(1 - likeness * likeness) * chance.normal()
      return now
    })
  }
  const common = walk()
  // Only a synthetic control can take off a course that areas share in different measures.
  const factor = method === 'synthetic-control' ? walk() : []
  const rows = Array.from({ length: areas }, () => {
    const level = 2 * chance.normal()
    const share = chance.uniform()
    return walk().map((noise, at) => level + (common[at] ?? 0) + share * (factor[at] ?? 0) + noise)
  })
  const startOf = (area: number) =>
    method === 'staggered-adoption' ? before + Math.floor((area % 4) * (after / 4)) : before
  return (effect) => ({
    periods: Array.from({ length }, (_, at) => String(at)),
    areas: rows.map((values, area) => {
      if (area >= treated) return { key: String(area), values }
      const startedAt = startOf(area)
      return {
        key: String(area),
        values: values.map((value, at) => (at >= startedAt ? value + effect : value)),
        startedAt,
      }
    }),
  })
}
