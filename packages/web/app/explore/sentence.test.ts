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

  it.each([
    [
      'property',
      'Temperatuur was bij Centrum <oud> van 1 maart 2026 tot en met 6 maart 2026 gemiddeld 7,2\u00a0°C.',
    ],
    ['indicator', 'Temperatuur was bij Centrum <oud> van 1 maart 2026 tot en met 6 maart 2026 7,2\u00a0°C.'],
  ] as const)('calls the one value of a %s what it is', (kind, told) => {
    const answer = answerOf('calendar', [7.2])
    const one = { ...answer, lines: [], what: { ...answer.what, kind } }
    expect(tell(one)).toBe(told)
    expect(tell(one, 'en').includes('on average')).toBe(kind === 'property')
  })

  it('leaves out the step that was not over, and says so; without another it is all there is', () => {
    const provisionalFrom = '2026-03-02T23:00:00.000Z'
    const running = { ...answerOf('calendar', [3, 5, 99]), lines: [], provisionalFrom }
    expect(tell(running)).toContain('tussen 3\u00a0°C en 5\u00a0°C')
    expect(tell(running)).toContain(
      'De laatste dag liep nog toen dit werd berekend, en telt in deze zin niet mee.',
    )
    const places = { ...answerOf('lines', [3, 5, 99]), provisionalFrom }
    expect(tell(places, 'en')).toContain('highest at Meter 3 (6\u00a0°C)')
    const answer = answerOf('calendar', [3])
    const series = answer.series.map((each) => ({ ...each, coverage: 0.25 }))
    const only = tell({ ...answer, series, lines: [], provisionalFrom: '2026-02-28T23:00:00.000Z' }, 'en')
    expect(only).toMatch(/ was 3\u00a0°C on average .* The last day was still running .*: this can change\.$/)
  })

  it('leaves out days of which less than half was measured, and says so; when all are like that it tells of these', () => {
    const answer = answerOf('calendar', [3, 5, -9])
    const at = answer.columns.indexOf('coverage')
    const covered = (shares: number[]) => ({
      ...answer,
      lines: [],
      rows: answer.rows.map((row, index) => row.with(at, shares[index] ?? 1)),
    })
    const part = tell(covered([1, 0.5, 0.25]))
    expect(part).toContain('tussen 3\u00a0°C en 5\u00a0°C')
    expect(part).toContain('Dagen waarvan minder dan de helft is gemeten, tellen in deze zin niet mee.')
    expect(tell(covered([0.4, 0.3, 0.2]))).toContain('tussen −9\u00a0°C en 5\u00a0°C')
    expect(tell(answer)).not.toContain('minder dan de helft')
  })

  it('tells of weeks and months as whole ones', () => {
    const answer = answerOf('calendar', [3, 5])
    const months = {
      ...answer,
      question: { ...answer.question, from: '2026-03-15', to: '2026-04-02', step: 'month' as const },
    }
    expect(tell(months)).toContain('van 1 maart 2026 tot en met 30 april 2026')
  })

  it('says of a comparison that a day in it was not over, and nothing of an hour in a pattern', () => {
    const provisionalFrom = '2026-03-02T23:00:00.000Z'
    expect(tell({ ...answerOf('compare'), provisionalFrom })).toContain('dit kan nog veranderen')
    expect(tell({ ...answerOf('week'), provisionalFrom })).not.toContain('liep nog')
  })

  it('tells of each of two places when it is highest, and between which values it is most often', () => {
    const week = tell(answerOf('week'))
    expect(week).toMatch(
      / bij Centrum <oud> gemiddeld het hoogst rond zondag 4 uur \(7,3\u00a0°C\) en bij Meter 3 rond zondag 4 uur \(9,3\u00a0°C\)\./,
    )
    const often = tell(answerOf('distribution', [1, 1, 4]))
    expect(often).toMatch(
      /bij Centrum <oud> het vaakst tussen 1\u00a0°C .*, en bij Meter 3 het vaakst tussen 3\u00a0°C /,
    )
  })

  it('tells of more places only the two that are farthest apart', () => {
    const add = (answer: Answer) => {
      const series = [
        ...answer.series,
        ...answer.series.map((each) => ({ ...each, key: `${each.key}0`, name: 'Ver' })),
      ]
      const [at, value] = [answer.columns.indexOf('series'), answer.columns.indexOf('value')]
      const more = answer.rows
        .filter((row) => row[at] === 'station:3')
        .map((row) =>
          row.with(at, 'station:30').with(value, row[value] === null ? null : Number(row[value]) + 5),
        )
      return { ...answer, series: series.slice(0, 4), rows: [...answer.rows, ...(value < 0 ? [] : more)] }
    }
    const told = tell(add(answerOf('day')))
    expect(told).toMatch(
      /van deze 3 plekken bij Ver gemiddeld de hoogste top: .* De laagste top is bij Centrum <oud>: /,
    )
    expect(told).not.toContain('Meter 3:')
    const bins = answerOf('distribution', [1, 1, 4])
    const far = bins.rows
      .filter((row) => row[2] === 'station:3')
      .map((row) =>
        row
          .with(2, 'station:30')
          .with(0, Number(row[0]) + 9)
          .with(1, Number(row[1]) + 9),
      )
    expect(tell({ ...add(bins), rows: [...bins.rows, ...far] })).toMatch(
      /^Temperatuur lag van deze 3 plekken bij Centrum <oud> het laagst: het vaakst tussen 1.* Bij Ver lag het het hoogst: het vaakst tussen 12/,
    )
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

  it('says of the step that was not over that it runs, as indicators do', () => {
    const answer = { ...answerOf('calendar', [3, 4]), provisionalFrom: '2026-03-01T23:00:00.000Z' }
    const cells = (language: 'nl' | 'en') =>
      tabulate(viewAnswer(answer, names, language), 1, language).rows.map((row) => row.cells[0])
    expect(cells('nl')).toEqual(['1 maart 2026', '2 maart 2026 (loopt nog)'])
    expect(cells('en')).toEqual(['1 March 2026', '2 March 2026 (still running)'])
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
