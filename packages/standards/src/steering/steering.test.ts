import { describe, expect, test } from 'vitest'
import {
  type Claim,
  checkClaim,
  describeCheck,
  describeFinding,
  type Finding,
  type FindingKind,
  type Place,
} from './index.ts'
import { DAY, daily, openChance, START, season } from './testing/simulate.ts'

const YEAR = 365 * DAY
const from = (year: number, years: number) => ({
  from: START + year * YEAR,
  to: START + (year + years) * YEAR,
})
const base = { measure: 'mean', values: 'all' } as const
const DAYS = 6 * 365

/** Fine dust per day in a place: a yearly pattern, weather, and what the test adds. */
function place(key: string, seed: number, add: (day: number) => number = () => 0, district?: string): Place {
  const weather = openChance(seed).autoregressive(DAYS, 0.6)
  return {
    key,
    district,
    points: daily(weather.map((value, day) => 20 - 5 * season(day) + 2 * value + add(day))),
  }
}

const kindsOf = (claim: Claim, places: Place[]): FindingKind[] =>
  checkClaim(claim, places).findings.map(({ kind }) => kind)

/** A town of six neighbourhoods in three districts, of which the first has an extra. */
const town = (extra: (key: string, day: number) => number) =>
  ['a', 'b', 'c', 'd', 'e', 'f'].map((key, index) =>
    place(key, 40 + index, (day) => extra(key, day), `wijk-${Math.floor(index / 2)}`),
  )

describe('five planted tricks are caught', () => {
  test('a difference of 1 in 20 made large by bars that begin at 20', () => {
    const places = town((key) => (key === 'a' ? 1 : 0))
    const claim: Claim = { kind: 'higher', place: 'a', window: from(1, 3), ...base }
    expect(
      kindsOf({ ...claim, axis: { mark: 'bar', from: 19.5, to: 21.5, naturalZero: true } }, places),
    ).toEqual(['cut-axis'])
    expect(kindsOf({ ...claim, axis: { mark: 'bar', from: 0, to: 25, naturalZero: true } }, places)).toEqual(
      [],
    )
  })

  test('a rise that is the time of the year: from summer to winter', () => {
    const window = { from: START + 2.5 * YEAR, to: START + 3 * YEAR }
    const { findings, curve, supporting } = checkClaim({ kind: 'rises', window, ...base }, [place('a', 1)])
    expect(findings.map(({ kind }) => kind)).toEqual(['window'])
    expect(supporting).toBeLessThan(curve.length / 2)
  })

  test('a rise of the mean that a few peaks make, while the usual days do not change', () => {
    const peaks = (day: number) => (day % 31 === 3 ? 60 * Math.max(0, day / 365 - 1) : 0)
    const claim: Claim = { kind: 'rises', window: from(1, 4), ...base }
    expect(kindsOf(claim, [place('a', 3, peaks)])).toContain('measure')
    expect(kindsOf({ ...claim, measure: 'median', kind: 'steady' }, [place('a', 3, peaks)])).not.toContain(
      'measure',
    )
  })

  test('what is said of the town holds in the one neighbourhood that was chosen', () => {
    const places = town((key, day) => (key === 'a' ? (-4 * day) / DAYS : 0))
    const claim: Claim = { kind: 'falls', places: ['a'], everywhere: true, window: from(1, 4), ...base }
    expect(kindsOf(claim, places)).toEqual(['areas'])
    expect(kindsOf({ ...claim, everywhere: false }, places)).toEqual([])
  })

  test('a rise that only the doubtful values make', () => {
    const points = place('a', 5).points.map((point, day) =>
      day > 3.5 * 365 && day % 4 === 0 ? { ...point, value: (point.value ?? 0) + 12, flagged: true } : point,
    )
    const claim: Claim = { kind: 'rises', window: from(1, 4), ...base }
    expect(kindsOf(claim, [{ key: 'a', points }])).toContain('values')
  })
})

describe('five honest analyses pass in silence', () => {
  test('a rise over four whole years', () => {
    const places = [place('a', 11, (day) => (4 * day) / DAYS)]
    const axis = { mark: 'line', from: 5, to: 45, naturalZero: true } as const
    const wording = 'Fijnstof is in vier jaar gestegen.'
    const check = checkClaim({ kind: 'rises', window: from(1, 4), ...base, axis, wording }, places)
    expect(check.findings).toEqual([])
    expect(check.supporting).toBe(check.curve.length)
  })

  test('no change where nothing changed', () => {
    expect(kindsOf({ kind: 'steady', window: from(1, 4), ...base }, [place('a', 12)])).toEqual([])
  })

  test('a neighbourhood that is worse than the others, and was compared with them all', () => {
    const places = town((key) => (key === 'a' ? 1.5 : 0))
    expect(kindsOf({ kind: 'higher', place: 'a', window: from(1, 3), tried: 6, ...base }, places)).toEqual([])
  })

  test('a neighbourhood that was warmer on every day of ten months, and more so in summer', () => {
    const chance = openChance(31)
    const weather = chance.autoregressive(305, 0.8)
    const more = chance.autoregressive(305, 0.9).map((value, day) => 2 + 0.5 * season(day) + 0.2 * value)
    const warmer = (by: readonly number[]) => [
      { key: 'a', points: daily(weather.map((value, day) => 10 + 8 * season(day) + value + (by[day] ?? 0))) },
      { key: 'b', points: daily(weather.map((value, day) => 10 + 8 * season(day) + value)) },
    ]
    const window = { from: START, to: START + 305 * DAY }
    const claim: Claim = { kind: 'higher', place: 'a', window, ...base }
    expect(kindsOf(claim, warmer(more))).toEqual([])
    // Of a difference that goes up and down for months at a time, as much of it on one side as on the other, so few values tell too little.
    const wandering = chance.autoregressive(305, 0.99)
    expect(kindsOf(claim, warmer(wandering))).toEqual(['few-data'])
  })

  test('a mean below the norm, which is written for means', () => {
    const claim: Claim = { kind: 'below', line: 22, lineMeasure: 'mean', window: from(2, 2), ...base }
    expect(kindsOf(claim, [place('a', 14)])).toEqual([])
  })

  test('a fall in the whole town after a measure, compared with towns without it', () => {
    const places = town((_, day) => (-4 * day) / DAYS)
    const claim: Claim = { kind: 'falls', everywhere: true, window: from(1, 4), ...base }
    const wording = 'Dankzij de milieuzone daalde fijnstof in de hele stad.'
    expect(kindsOf({ ...claim, wording, controlled: true }, places)).toEqual([])
    expect(kindsOf({ ...claim, wording }, places)).toEqual(['cause'])
  })
})

describe('what else misleads', () => {
  test('the worst of many, when chance alone makes one stand out', () => {
    const claim: Claim = { kind: 'higher', place: 'a', window: from(1, 3), ...base }
    const places = town((key) => (key === 'a' ? 0.4 : 0))
    expect(kindsOf(claim, places)).toEqual([])
    expect(kindsOf({ ...claim, tried: 200_000 }, places)).toEqual(['many-comparisons'])
  })

  test('too few data: a trend within a year, a claim that its own interval does not show, and hardly any values', () => {
    const short = place('a', 21, (day) => day / 30).points.slice(0, 300)
    const window = { from: START, to: START + 300 * DAY }
    const reasons = (claim: Claim, points: Place['points']) =>
      checkClaim(claim, [{ key: 'a', points }]).findings.map(({ kind, reason }) => [kind, reason])
    expect(reasons({ kind: 'rises', window, ...base }, short)).toEqual([['few-data', 'less-than-a-year']])
    expect(reasons({ kind: 'rises', window: from(1, 4), ...base }, place('a', 22).points)).toEqual([
      ['few-data', 'not-shown'],
    ])
    expect(reasons({ kind: 'steady', window, ...base }, short.slice(0, 2))).toEqual([
      ['few-data', 'little-information'],
    ])
    expect(reasons({ kind: 'steady', window, ...base }, [])).toEqual([['few-data', 'little-information']])
  })

  test('that the data point to the opposite is said as such', () => {
    const places = [place('a', 11, () => 2), place('b', 12)]
    const claim: Claim = { kind: 'lower', place: 'a', window: from(1, 3), ...base }
    expect(kindsOf(claim, places)).toEqual(['opposite'])
    expect(describeFinding({ kind: 'opposite' }).nl).toContain('tegendeel')
  })

  test('a difference that one deviating station makes', () => {
    const others = [6, 6.2, 5.9, 6.1, 6.4]
    const held = (stations: readonly number[], key: string, seed: number): Place => {
      const mean = stations.reduce((sum, value) => sum + value, 0) / stations.length
      return { ...place(key, seed, () => 2 * mean), stations }
    }
    const reasons = (stations: number[]) =>
      checkClaim({ kind: 'higher', place: 'a', window: from(1, 3), ...base }, [
        held(stations, 'a', 11),
        held(others, 'b', 12),
      ]).findings.map(({ kind, reason }) => [kind, reason])
    expect(reasons([6, 6.2, 5.9, 6.1, 9.1])).toEqual([['few-data', 'stations-differ']])
    expect(reasons([7, 7.2, 6.9, 7.1, 7.4])).toEqual([])
    // Of one station nobody knows.
    expect(reasons([9.1])).toEqual([])
  })

  describe('of the hours of three weeks', () => {
    const HOUR = DAY / 24
    const window = { from: START, to: START + 20 * DAY }
    /** Mostly about 8, and every so many hours a peak of 30. */
    const peaks = (every: number): Place[] => {
      const noise = openChance(5).autoregressive(480, 0.5)
      return [
        {
          key: 'a',
          points: daily(
            noise.map((v, n) => (n % every === 3 ? 30 : 8 + 0.5 * v)),
            HOUR,
          ),
        },
      ]
    }
    const below = (measure: Claim['measure'], every: number) =>
      checkClaim(
        { kind: 'below', line: 15, lineMeasure: measure, window, measure, values: 'all' },
        peaks(every),
      )

    test('nine of ten values are below a line when less than a tenth is above it, and not when more is', () => {
      expect(below('high', 40).findings).toEqual([])
      expect(below('high', 40).curve.find(({ chosen }) => chosen)?.estimate).toBeCloseTo(8.6 - 15, 0)
      expect(below('high', 6).findings.map(({ kind }) => kind)).toEqual(['opposite'])
      expect(below('high', 6).curve.find(({ chosen }) => chosen)?.estimate).toBeCloseTo(30 - 15, 0)
      expect(below('mean', 6).findings).toEqual([])
      expect(below('median', 6).findings).toEqual([])
    })

    test('a comparison is tried with each measure, of days', () => {
      const [a] = peaks(6)
      const b = {
        key: 'b',
        points: a?.points.map(({ time, value }) => ({ time, value: Math.min(value ?? 0, 15) })) ?? [],
      }
      const claim: Claim = { kind: 'higher', place: 'a', window, measure: 'high', values: 'all' }
      const { curve } = checkClaim(claim, [{ key: 'a', points: a?.points ?? [] }, b])
      const estimates = new Map(
        curve
          .filter(({ windowChoice }) => windowChoice === 'chosen')
          .map((each) => [each.measure, each.estimate]),
      )
      expect([...estimates.keys()].toSorted()).toEqual(['high', 'mean', 'median'])
      expect(estimates.get('high')).toBeGreaterThan(10)
      expect(estimates.get('median')).toBeCloseTo(0, 1)
    })

    test('with too few values for a measure the mean is used, and that is said', () => {
      const points = daily(
        openChance(6)
          .autoregressive(20, 0.3)
          .map((v) => 8 + v),
      )
      const claim: Claim = { kind: 'rises', window, measure: 'high', values: 'all' }
      const { findings, curve } = checkClaim(claim, [{ key: 'a', points }])
      expect(findings[0]).toEqual({ kind: 'few-data', reason: 'too-few-for-measure' })
      expect(curve.find(({ chosen }) => chosen)?.measure).toBe('mean')
    })
  })

  test('an axis that leaves values out, and one that makes little look like much', () => {
    const places = [
      {
        key: 'a',
        points: daily(
          openChance(9)
            .autoregressive(DAYS, 0)
            .map((v, day) => 400 + 0.1 * v + day / 365),
        ),
      },
    ]
    const claim: Claim = { kind: 'rises', window: from(1, 4), ...base }
    const reasonOf = (axisFrom: number, to: number, naturalZero = true) =>
      checkClaim({ ...claim, axis: { mark: 'line', from: axisFrom, to, naturalZero } }, places).findings[0]
        ?.reason
    expect(reasonOf(402, 410)).toBe('values-outside')
    expect(reasonOf(400, 406)).toBe('enlarged')
    expect(reasonOf(400, 406, false)).toBeUndefined()
    expect(reasonOf(0, 450)).toBeUndefined()
  })

  test('words of cause, unless the data are of a comparison that can show one', () => {
    const claim: Claim = { kind: 'steady', window: from(1, 4), ...base, wording: 'Dankzij de bomen' }
    const { findings } = checkClaim(claim, [place('a', 12)])
    expect(findings).toEqual([{ kind: 'cause', word: 'dankzij' }])
    expect(kindsOf({ ...claim, controlled: true }, [place('a', 12)])).toEqual([])
  })

  test('doubtful values that are part of points: without them these are other points', () => {
    const sound = place('a', 5).points
    const points = sound.map((point, day) =>
      day > 3.5 * 365 && day % 4 === 0 ? { ...point, value: (point.value ?? 0) + 12 } : point,
    )
    const claim: Claim = { kind: 'rises', window: from(1, 4), ...base }
    expect(kindsOf(claim, [{ key: 'a', points, sound }])).toContain('values')
    const { curve } = checkClaim(claim, [{ key: 'a', points, sound: points }])
    expect(curve.some(({ values }) => values === 'without-flagged')).toBe(false)
  })
})

test('what was not measured where and when it is claimed is not judged by other places or times', () => {
  const places = town((key) => (key === 'a' ? 3 : 0)).map((each) =>
    each.key === 'a' ? { ...each, points: [] } : each,
  )
  const claim: Claim = { kind: 'lower', place: 'a', places: ['c'], window: from(1, 3), ...base }
  expect(checkClaim(claim, places)).toMatchObject({ curve: [], supporting: 0, contradicting: 0 })
  expect(kindsOf(claim, places)).toEqual(['few-data'])
  const later = { ...claim, place: 'b', window: from(7, 1) }
  expect(checkClaim(later, places).curve).toEqual([])
})

test('the sentence counts the choices in both languages', () => {
  const curve = Array.from({ length: 24 }) as never
  expect(describeCheck({ curve, supporting: 20, contradicting: 1 })).toEqual({
    nl: 'Van de 24 redelijke keuzes steunen er 20 de conclusie. 1 keuze wijst op het tegendeel.',
    en: 'Of the 24 reasonable choices, 20 support the conclusion. 1 choice points to the opposite.',
  })
  expect(describeCheck({ curve, supporting: 24, contradicting: 0 }).nl).toBe(
    'Alle 24 redelijke keuzes steunen de conclusie.',
  )
  expect(describeCheck({ curve: [], supporting: 0, contradicting: 0 }).en).toContain('too few data')
  const single = { curve: Array.from({ length: 1 }) as never, supporting: 1, contradicting: 0 }
  expect(describeCheck(single).nl).toContain('De gegevens steunen de conclusie;')
  const thin: Finding[] = [{ kind: 'few-data', reason: 'little-information' }]
  expect(describeCheck({ ...single, findings: thin }).nl).toBe(
    'De enige redelijke keuze steunt de conclusie, maar er zijn te weinig gegevens om daar zeker van te zijn.',
  )
  // Where nothing was concluded, none is named.
  const found: Finding = { kind: 'window', alternatives: 8, failing: 2, opposite: false }
  const few: Finding = { kind: 'few-data', reason: 'not-shown' }
  expect([
    describeCheck({ curve, supporting: 20, contradicting: 0 }, 'figures').nl,
    describeFinding(found, 'figures').nl,
    describeFinding(few, 'figures').nl,
    describeFinding(found).nl,
  ]).toEqual([
    'Van de 24 redelijke keuzes steunen er 20 dit beeld.',
    'Dit beeld hangt af van de gekozen periode. Met 2 van de 8 andere keuzes klopt dit beeld niet.',
    'De gegevens tonen dit beeld niet aan: het kan ook toeval zijn.',
    'De conclusie hangt af van de gekozen periode. Met 2 van de 8 andere keuzes klopt de conclusie niet.',
  ])
})

test('the claim itself is one of the specifications, and they are sorted', () => {
  const { curve } = checkClaim({ kind: 'rises', window: from(1, 4), ...base }, [
    place('a', 11, (day) => day / 500),
  ])
  expect(curve.filter(({ chosen }) => chosen)).toHaveLength(1)
  expect(curve.map(({ estimate }) => estimate)).toEqual(
    curve.map(({ estimate }) => estimate).toSorted((a, b) => a - b),
  )
  for (const { low, estimate, high } of curve) expect(low < estimate && estimate < high).toBe(true)
})
