import { CHARTS } from '@samenspel/standards/explorations'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Answer } from '../api.ts'
import { describeAnswer } from './sentence.ts'
import { tabulate } from './table.ts'
import { answerOf } from './testing/answers.ts'
import { viewAnswer } from './view.ts'

const names = { what: 'Temperatuur', against: 'Wind' }
const tell = (answer: Answer, language: 'nl' | 'en' = 'nl') =>
  describeAnswer(viewAnswer(answer, names, language), language)

const value = fc.option(fc.double({ min: -1e4, max: 1e4, noNaN: true, noDefaultInfinity: true }))
const answers = fc
  .tuple(fc.constantFrom(...CHARTS), fc.array(value, { maxLength: 40 }))
  .map(([chart, values]) => answerOf(chart, values))
const languages = fc.constantFrom('nl' as const, 'en' as const)

describe('the sentence of an answer', () => {
  it('says something that can be read, whatever was found', () => {
    fc.assert(
      fc.property(answers, languages, (answer, language) => {
        const told = tell(answer, language)
        expect(told).toMatch(/^\S.*[.)]$/s)
        expect(told).not.toMatch(/NaN|undefined|null|Infinity|\[object/)
      }),
    )
  })

  it('always says that values are missing when steps are', () => {
    fc.assert(
      fc.property(answers, (answer) => {
        const told = tell(answer)
        const isMissing = answer.series.some(({ missing }) => missing > 0)
        if (isMissing) expect(told).toMatch(/ontbreekt|geen waarde|te weinig/)
        else expect(told).not.toMatch(/ontbreekt/)
      }),
    )
  })

  it('names the highest and the lowest value there is', () => {
    const told = tell(answerOf('calendar', [3, 12.5, null, -4]))
    expect(told).toContain('tussen −4\u00a0°C en 12,5\u00a0°C')
    expect(told).toContain('op 2 maart 2026')
    expect(told).toContain('Bij Centrum <oud> ontbreekt een waarde in 1 van de 4 dagen.')
  })

  it('names the place when only one has values, and says nothing of everywhere', () => {
    const lines = answerOf('lines', [4, 6])
    const rows = lines.rows.map((row) =>
      row[1] === 'area:BU1' ? row : [...row.slice(0, 2), null, 0, 0, null, null],
    )
    expect(lines.columns.slice(0, 3)).toEqual(['time', 'series', 'value'])
    expect(tell({ ...lines, rows })).toContain('was bij Centrum <oud>')
    expect(tell({ ...lines, rows })).not.toContain('overal')
  })

  it('compares places, and says whether the difference can be chance', () => {
    expect(tell(answerOf('compare', [1]))).toContain(
      'het hoogst bij Meter 3 (7\u00a0°C) en het laagst bij Centrum <oud> (5\u00a0°C)',
    )
    expect(tell(answerOf('compare', [1]))).toContain('het kan toeval zijn')
    const sure = answerOf('compare', [1])
    const rows = sure.rows.map((row) =>
      row[0] === 'area:BU1' ? [...row.slice(0, 4), 4.9, 5.1] : [...row.slice(0, 4), 6.9, 7.1],
    )
    expect(tell({ ...sure, rows })).toContain('groter dan de onzekerheid')
  })

  it('compares places over a time in the steps that all of them have', () => {
    const answer = answerOf('lines', [1, 2, 30])
    const place = answer.columns.indexOf('series')
    const value = answer.columns.indexOf('value')
    // Without its last day the first place has a low mean, which is of other days than that of the second.
    const without = (...left: unknown[]) =>
      answer.rows.map((row) =>
        row[place] === 'area:BU1' && left.includes(row[value]) ? row.with(value, null) : row,
      )
    expect(tell({ ...answer, rows: without(30) })).toContain(
      'het hoogst bij Meter 3 (3,5\u00a0°C) en het laagst bij Centrum <oud> (1,5\u00a0°C). Dit gaat over 2 van de 3 dagen: toen is op al deze plekken gemeten.',
    )
    expect(tell(answer)).not.toContain('al deze plekken')
    const apart = without(1, 2).map((row) =>
      row[place] !== 'area:BU1' && row[value] === 32 ? row.with(value, null) : row,
    )
    expect(tell({ ...answer, rows: apart }, 'en')).toContain('was never measured at all these places at once')
  })

  it('never calls a relation a cause', () => {
    expect(tell(answerOf('scatter', [1, 2, 3, 4, 5]))).toMatch(
      /^Als wind hoger is, is temperatuur bij Centrum <oud> meestal ook hoger \(correlatie 1, over 5 dagen\)\. Samenhang is nog geen oorzaak\.$/,
    )
  })

  it('says that a place was not measured', () => {
    const answer = answerOf('lines')
    const series = answer.series.map((each) => ({ ...each, stations: 0 }))
    expect(tell({ ...answer, series })).toContain('Bij Meter 3 is dit in deze periode niet gemeten')
  })

  it('says nothing of stations of a figure that is not of measurements', () => {
    const answer = answerOf('lines')
    const series = answer.series.map((each) => ({ ...each, stations: 0 }))
    const figure = { ...answer, series, what: { ...answer.what, kind: 'indicator' as const } }
    expect(tell(figure)).not.toContain('niet gemeten')
  })

  it('says the same in English', () => {
    expect(tell(answerOf('calendar', [3, 12.5]), 'en')).toBe(
      'Temperatuur at Centrum <oud> lay between 3\u00a0°C and 12.5\u00a0°C from 1 March 2026 up to and including 6 March 2026, with a mean of 7.8\u00a0°C. The highest value was on 2 March 2026. In 1 of the 2 days it was above the line ‘Norm & co’.',
    )
  })
})

describe('the table of an answer', () => {
  it('has a cell for every column, and all rows over its parts', () => {
    fc.assert(
      fc.property(answers, languages, (answer, language) => {
        const view = viewAnswer(answer, names, language)
        let at = 1
        let seen = 0
        do {
          const table = tabulate(view, at, language)
          for (const { cells } of table.rows) expect(cells).toHaveLength(table.columns.length)
          seen += table.rows.length
          at = table.to + 1
          if (at > table.of) expect(seen).toBe(table.of)
        } while (at <= tabulate(view, 1, language).of)
      }),
    )
  })

  it('shows what is missing in words', () => {
    const table = tabulate(viewAnswer(answerOf('calendar', [3, null]), names, 'nl'), 1, 'nl')
    expect(table.rows.map(({ cells }) => cells[1])).toEqual(['3\u00a0°C', 'geen waarde'])
  })
})

it('keeps the capitals of an abbreviation within a sentence', () => {
  const answer = answerOf('scatter', [1, 2, 3, 4, 5])
  const named = { what: 'PM10', against: 'Fijnstof (PM2,5)' }
  const told = (asked: Answer) => describeAnswer(viewAnswer(asked, named, 'nl'), 'nl')
  expect(told(answer)).toMatch(/fijnstof \(PM2,5\).* PM10/)
  expect(told({ ...answer, rows: [] })).toContain('PM10')
})
