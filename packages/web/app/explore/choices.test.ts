import { CHARTS, readQuestion, textOfQuery } from '@samenspel/standards/explorations'
import { describe, expect, it } from 'vitest'
import { type Choices, fillIn, inChart } from './choices.server.ts'

const group = (...values: string[]) => [
  { label: 'x', options: values.map((value) => ({ value, label: value })) },
]
const choices: Choices = {
  what: group('property:temperature'),
  against: group('property:temperature', 'property:wind'),
  winds: group('property:wind'),
  where: group('all'),
}
const none: Choices = { what: group(), against: group(), winds: group(), where: group('all') }
const NOW = Date.parse('2026-08-20T12:00:00Z')

describe('what is left out of a question', () => {
  it('is what is measured most, everywhere, in the last thirty days', () => {
    const filled = fillIn(new URLSearchParams(), choices, NOW)
    expect(filled.toString()).toBe('what=property%3Atemperature&where=all&from=2026-07-22&to=2026-08-20')
  })

  it('is a year for an indicator, and no place: that has to be an area', () => {
    const filled = fillIn(new URLSearchParams('what=indicator:hitte'), choices, NOW)
    expect([filled.get('from'), filled.get('where')]).toEqual(['2025-08-20', null])
  })

  it('is never put in place of what was asked', () => {
    const asked = 'what=property:geluid&where=area:BU1&from=2026-01-01'
    expect(fillIn(new URLSearchParams(asked), choices, NOW).toString()).toBe(
      new URLSearchParams(asked).toString(),
    )
  })

  it('is nothing where nothing is measured', () => {
    expect(fillIn(new URLSearchParams(), none, NOW).has('what')).toBe(false)
  })
})

it.each(CHARTS)('leads from every chart to a question that can be answered: %s', (from) => {
  const asked = fillIn(new URLSearchParams({ chart: 'lines', step: 'month' }), choices, NOW)
  asked.append('where', 'area:BU1')
  const here = inChart(asked, from, choices)
  for (const to of CHARTS) {
    const { mistakes } = readQuestion(textOfQuery(inChart(here, to, choices)))
    // Against what a scatter is set out, nobody can guess.
    if (to === 'scatter' && from !== 'rose')
      expect(mistakes.map(({ pointer }) => pointer)).toEqual(['/against'])
    else expect([to, mistakes]).toEqual([to, []])
  }
})
