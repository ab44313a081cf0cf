import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { fitCounts } from './counts.ts'
import { errorsOf, regress } from './least-squares.ts'
import { estimateLocalLevel } from './local-level.ts'
import { estimateAirline } from './testing/airline.ts'
import { BENCHMARKS, readColumns } from './testing/benchmarks.ts'

const present = existsSync(BENCHMARKS)

/** UK road casualties: months from January 1969 on, with a law on seat belts from February 1983. */
function readSeatbelts() {
  const columns = readColumns('seatbelts-etc/Seatbelts.csv')
  const months = columns.law ?? []
  const logs = (name: string) => (columns[name] ?? []).map(Math.log)
  const wander = (name: string, others: readonly number[][]) =>
    estimateLocalLevel(
      months.map((law, month) => [law, ...others.map((other) => other[month] ?? 0), ...monthsOf(month)]),
      months.map((_, month) => month),
      logs(name),
      'full',
    )
  return { months, logs, wander }
}

const monthsOf = (month: number) => Array.from({ length: 11 }, (_, each) => (month % 12 === each + 1 ? 1 : 0))

describe.skipIf(!present)('the law on seat belts (Harvey and Durbin 1986)', () => {
  test('a level that wanders with the season and the law, as R’s arima(0,1,1)', () => {
    const { amounts, errors } = readSeatbelts().wander('drivers', [])
    // R stops its search at a relative change of 1e-8, which leaves a difference in the sixth decimal.
    expect(Math.abs((amounts[0] ?? 0) + 0.2397723)).toBeLessThan(5e-6)
    expect(errors[0]).toBeCloseTo(0.05195, 5)
    expect(Math.round(1000 * (Math.exp(amounts[0] ?? 0) - 1)) / 10).toBe(-21.3)
  })

  test('with the price of petrol', () => {
    const { wander, logs } = readSeatbelts()
    const { amounts, errors } = wander('drivers', [logs('PetrolPrice')])
    expect(amounts[0]).toBeCloseTo(-0.2374, 4)
    expect(amounts[1]).toBeCloseTo(-0.277, 3)
    expect(errors[0]).toBeCloseTo(0.0449, 4)
    expect(errors[1]).toBeCloseTo(0.096, 3)
  })

  test('fewer in front, no fewer in the rear', () => {
    const { wander, logs } = readSeatbelts()
    const others = [logs('PetrolPrice'), logs('kms')]
    const front = wander('front', others).amounts[0] ?? 0
    expect(front).toBeCloseTo(-0.3375, 4)
    expect(Math.round(1000 * (Math.exp(front) - 1)) / 10).toBe(-28.6)
    expect(wander('rear', others).amounts[0]).toBeCloseTo(0.0023, 4)
  })

  test('the airline model with the law', () => {
    const { months, logs } = readSeatbelts()
    const [law = 0] = estimateAirline(
      months.map((each) => [each]),
      logs('drivers'),
    )
    expect(Math.abs(law + 0.2450249)).toBeLessThan(5e-6)
  })

  test('ordinary least squares: a shift of the mean, and with trend and months', () => {
    const { months, logs } = readSeatbelts()
    const values = logs('drivers')
    const shift = months.map((law) => [1, law])
    const plain = regress(shift, values)
    expect(plain.amounts[1]).toBeCloseTo(-0.261108, 6)
    expect(errorsOf(plain, shift, 'plain')[1]).toBeCloseTo(0.03314641, 7)
    const rows = months.map((law, month) => [1, law, month, ...monthsOf(month)])
    const trend = regress(rows, values)
    expect(trend.amounts[1]).toBeCloseTo(-0.1640336, 7)
    expect(errorsOf(trend, rows, 'plain')[1]).toBeCloseTo(0.02375703, 7)
  })
})

describe.skipIf(!present)('the age from which drinking is legal (Carpenter and Dobkin 2009)', () => {
  const fit = (cause: string, termsOf: (age: number, legal: number) => number[]) => {
    const columns = readColumns('causalpy/drinking.csv')
    const kept = (columns.agecell ?? []).flatMap((age, index) => {
      const value = columns[cause]?.[index] ?? Number.NaN
      return Number.isNaN(value)
        ? []
        : [{ value, row: [1, age >= 21 ? 1 : 0, ...termsOf(age - 21, age >= 21 ? 1 : 0)] }]
    })
    const rows = kept.map(({ row }) => row)
    const found = regress(
      rows,
      kept.map(({ value }) => value),
    )
    return {
      jump: found.amounts[1],
      plain: errorsOf(found, rows, 'plain')[1],
      robust: errorsOf(found, rows, 'robust')[1],
    }
  }
  const linear = (age: number) => [age]
  const curved = (age: number, legal: number) => [age, age * age, age * legal, age * age * legal]

  test('all deaths, linear: 7.66 with a robust error of 1.51', () => {
    const { jump, plain, robust } = fit('all', linear)
    expect(jump).toBeCloseTo(7.662712, 5)
    expect(plain).toBeCloseTo(1.440286, 5)
    expect(robust).toBeCloseTo(1.51, 2)
  })

  test('all deaths, quadratic on each side: 9.55', () => {
    expect(fit('all', curved).jump).toBeCloseTo(9.547789, 5)
  })

  test('in traffic and of illness', () => {
    expect(fit('mva', linear).jump).toBeCloseTo(4.534034, 5)
    expect(fit('mva', curved).jump).toBeCloseTo(4.662859, 5)
    expect(fit('internal', linear).jump).toBeCloseTo(0.391918, 5)
    expect(fit('internal', curved).jump).toBeCloseTo(1.0732, 4)
  })
})

test('quasi-Poisson gives the figures of the example of Dobson (1990) in the manual of R’s glm', () => {
  const counts = [18, 17, 15, 20, 10, 20, 25, 13, 12]
  const is = (value: boolean) => (value ? 1 : 0)
  const rows = counts.map((_, index) => [
    1,
    is(index % 3 === 1),
    is(index % 3 === 2),
    is(Math.floor(index / 3) === 1),
    is(Math.floor(index / 3) === 2),
  ])
  const { amounts, errors, dispersion, deviance } = fitCounts(rows, counts)
  expect(amounts[0]).toBeCloseTo(3.0445, 4)
  expect(amounts[1]).toBeCloseTo(-0.4543, 4)
  expect(amounts[2]).toBeCloseTo(-0.293, 4)
  expect(deviance).toBeCloseTo(5.1291, 4)
  expect(dispersion).toBeCloseTo(1.2933, 4)
  // The errors of a Poisson regression there, times the root of the dispersion.
  expect((errors[0] ?? 0) / Math.sqrt(dispersion)).toBeCloseTo(0.1709, 4)
  expect((errors[1] ?? 0) / Math.sqrt(dispersion)).toBeCloseTo(0.2022, 4)
})
