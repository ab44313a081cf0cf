import type { Question } from '@samenspel/standards/explorations'
import { checkClaim } from '@samenspel/standards/steering'
import { expect, it } from 'vitest'
import type { Answer } from '../schema.ts'
import { type Checkable, findNamed, listClaims } from './claims.ts'

const PLACES = ['Zuid', 'Zuidoost', 'Noord', 'Centrum', 'Centrum-West', 'Plein (oost)'].map((name) => ({
  key: name,
  name,
}))

it.each([
  ['Zuidoost is warmer dan Noord.', ['Zuidoost', 'Noord']],
  ['In noord is het koeler dan in Zuid.', ['Noord', 'Zuid']],
  ['Centrum-West is vuiler.', ['Centrum-West']],
  ['Centrum-Oost en Nieuw-Zuid zijn hier niet.', []],
  ['Plein (oost) tegenover Centrum', ['Plein (oost)', 'Centrum']],
  ['Noordelijk van de stad', []],
])('finds the places that a text names: %s', (text, named) => {
  expect(findNamed(text, PLACES)).toEqual(named)
})

const ask = (chart: Question['chart'], key: string, places: readonly string[]): Question => ({
  version: 1,
  chart,
  what: { kind: 'property', key },
  where: places.map((place) => ({ kind: 'area', key: place.slice('area:'.length) })),
  from: '2026-01-01',
  to: '2026-03-01',
  step: 'day',
  against: null,
  by: null,
})

it('tries no difference that chance alone can make, when it is said that places do not differ', () => {
  const keys = ['area:a', 'area:b', 'area:c', 'area:d', 'area:e', 'area:f']
  const from = Date.UTC(2026, 0, 1)
  // Of sixty days, and of six places to choose from: more than nothing by itself, but not for the first of six.
  const places = keys.map((key, index) => ({
    key,
    points: Array.from({ length: 60 }, (_, day) => ({
      time: from + day * 86_400_000,
      value: 10 + Math.sin(day * 2.3 + 7 * index + (day * day * (index + 3)) / 11) + (index === 0 ? 0.45 : 0),
    })),
  }))
  const question = ask('compare', 'temperature', keys)
  const answer: Answer = {
    question,
    query: 'chart=compare',
    what: { kind: 'property', key: 'temperature', title: 'temperatuur', unit: '°C' },
    against: null,
    step: 'day',
    series: [],
    lines: [],
    columns: ['series', 'value'],
    rows: [],
  }
  const window = { from, to: from + 60 * 86_400_000 }
  const claimsOf = (conclusion: string) =>
    listClaims(
      { title: 'Zes buurten', conclusion, charts: [], claim: null },
      { question, answer, window },
      places,
      [question],
    ).map(({ kind }) => kind)
  expect(claimsOf('Dit zijn de metingen.')).toEqual(['higher'])
  expect(claimsOf('Er is geen duidelijk verschil.')).toEqual([])
  const [first, ...others] = places
  const warmer = first && {
    ...first,
    points: first.points.map((point) => ({ ...point, value: point.value + 3 })),
  }
  expect(
    listClaims(
      { title: 'Zes buurten', conclusion: 'Er is geen verschil.', charts: [], claim: null },
      { question, answer, window },
      [...(warmer ? [warmer] : []), ...others],
      [question],
    ).map(({ kind }) => kind),
  ).toEqual(['higher'])
})

it('finds no fault with the axis of the site when a line that is only named lies beyond it', () => {
  const from = Date.UTC(2026, 0, 1)
  const points = Array.from({ length: 60 }, (_, day) => ({
    time: from + day * 86_400_000,
    value: 8 + Math.sin(day),
  }))
  const question = ask('lines', 'pm25', ['area:a'])
  const answer: Answer = {
    question,
    query: 'chart=lines',
    what: { kind: 'property', key: 'pm25', title: 'fijnstof', unit: 'µg/m³' },
    against: null,
    step: 'day',
    series: [],
    lines: [],
    columns: ['time', 'value'],
    rows: points.map(({ time, value }) => [new Date(time).toISOString(), value]),
  }
  const places = [{ key: 'area:a', points }]
  const window = { from, to: from + 60 * 86_400_000 }
  const findingsOf = (claim: Checkable['claim']) =>
    listClaims(
      { title: 'Fijnstof', conclusion: 'Gemiddeld ligt het onder 25.', charts: [], claim },
      { question, answer, window },
      places,
      [question],
    ).flatMap((each) => checkClaim(each, places).findings.map(({ kind }) => kind))
  expect(findingsOf(null)).toEqual([])
  const axis = { mark: 'line', from: 0, to: 20, naturalZero: true } as const
  const written = { chart: 0, kind: 'below', line: 25, measure: 'mean', values: 'all', axis } as const
  expect(findingsOf(written)).toEqual(['cut-axis'])
})

it('counts a comparison of two places as one outcome, and of more as so many', () => {
  const from = Date.UTC(2026, 0, 1)
  const window = { from, to: from + 60 * 86_400_000 }
  const triedOf = (keys: readonly string[]) => {
    const question = ask('compare', 'temperature', keys)
    const answer: Answer = {
      question,
      query: 'chart=compare',
      what: { kind: 'property', key: 'temperature', title: 'temperatuur', unit: '°C' },
      against: null,
      step: 'day',
      series: [],
      lines: [],
      columns: ['series', 'value'],
      rows: [],
    }
    const content = { title: 'Buurten', conclusion: 'Hier is het warmer dan daar.', charts: [], claim: null }
    return listClaims(content, { question, answer, window }, [], [question]).map(({ tried }) => tried)
  }
  expect(triedOf(['area:a', 'area:b'])).toEqual([1])
  expect(triedOf(['area:a', 'area:b', 'area:c'])).toEqual([3])
})
