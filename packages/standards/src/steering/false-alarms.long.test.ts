import { expect, test } from 'vitest'
import { type Claim, checkClaim, type Place } from './index.ts'
import { DAY, daily, openChance, START, season } from './testing/simulate.ts'

const RUNS = 100
const DAYS = 8 * 365
const window = { from: START + 2 * 365 * DAY, to: START + 6 * 365 * DAY }
const base = { window, measure: 'mean', values: 'all' } as const

/** The share of honest analyses on which the check says something, and on what. */
function alarmsOf(make: (run: number) => { claim: Claim; places: Place[] }) {
  const counted: Record<string, number> = {}
  let any = 0
  for (let run = 0; run < RUNS; run += 1) {
    const { claim, places } = make(run)
    const { findings } = checkClaim(claim, places)
    if (findings.length > 0) any += 1
    for (const { kind, reason } of findings) {
      const name = reason ? `${kind}: ${reason}` : kind
      counted[name] = (counted[name] ?? 0) + 1 / RUNS
    }
  }
  return { any: any / RUNS, ...counted }
}

/** Eight years of days with a yearly pattern. */
function years(seed: number, likeness: number, add: (day: number) => number = () => 0) {
  const noise = openChance(seed).autoregressive(DAYS, likeness)
  return daily(noise.map((value, day) => 20 + 5 * season(day) + value + add(day)))
}

// Three standard errors above 5 % in 100 runs is 11.5 %.
test.each([0, 0.6, 0.9])('nothing changes, and that is what is said; likeness of days %d', (likeness) => {
  const alarms = alarmsOf((run) => ({
    claim: { kind: 'steady', ...base },
    places: [{ key: 'a', points: years(1000 * likeness + run, likeness) }],
  }))
  expect(alarms.any, JSON.stringify(alarms)).toBeLessThan(0.115)
})

test.each([1, 2])('a rise of %d standard deviations in four years, and that is what is said', (rise) => {
  const alarms = alarmsOf((run) => ({
    claim: { kind: 'rises', ...base },
    places: [{ key: 'a', points: years(5000 + run, 0.6, (day) => (rise * day) / (4 * 365)) }],
  }))
  expect(alarms.any, JSON.stringify(alarms)).toBeLessThan(0.115)
})

test('an area that differs, compared with all others', () => {
  const alarms = alarmsOf((run) => ({
    claim: { kind: 'higher', place: 'a', tried: 6, ...base },
    places: ['a', 'b', 'c', 'd', 'e', 'f'].map((key, index) => ({
      key,
      district: `wijk-${Math.floor(index / 2)}`,
      points: years(9000 + 10 * run + index, 0.6, () => (key === 'a' ? 0.6 : 0)),
    })),
  }))
  expect(alarms.any, JSON.stringify(alarms)).toBeLessThan(0.115)
})

test('who looks for the best of twenty areas where there is nothing, is told so', () => {
  const chance = openChance(77)
  let [claimed, told] = [0, 0]
  for (let run = 0; run < RUNS / 2; run += 1) {
    const points = daily(chance.autoregressive(365, 0.5))
    const others = daily(chance.autoregressive(365, 0.5))
    const claim: Claim = {
      kind: 'higher',
      place: 'a',
      tried: 20,
      ...base,
      window: { from: START, to: START + 365 * DAY },
    }
    const { findings, curve } = checkClaim(claim, [
      { key: 'a', points },
      { key: 'b', points: others },
    ])
    if (curve.find(({ chosen }) => chosen)?.verdict !== 'supports') continue
    claimed += 1
    if (findings.some(({ kind }) => kind === 'many-comparisons')) told += 1
  }
  expect(told).toBe(claimed)
})

test.each([
  ['median', 0],
  ['high', 1.2816],
] as const)('a line at which the %s really lies is called neither above nor below it', (measure, line) => {
  for (const likeness of [0, 0.6, 0.9]) {
    const wrong = Array.from({ length: RUNS }, (_, run) => {
      const points = daily(openChance(1000 + run).autoregressive(120, likeness))
      const claim: Claim = {
        ...base,
        kind: 'below',
        line,
        lineMeasure: measure,
        measure,
        window: { from: START, to: START + 120 * DAY },
      }
      const { curve } = checkClaim(claim, [{ key: 'a', points }])
      return Number(curve.find(({ chosen }) => chosen)?.verdict !== 'undecided')
    })
    const share = wrong.reduce((sum, each) => sum + each, 0) / RUNS
    expect(share, `likeness ${likeness}`).toBeLessThan(0.115)
  }
})
