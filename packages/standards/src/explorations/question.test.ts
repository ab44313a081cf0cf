import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  CHART_RULES,
  CHARTS,
  LONGEST_DAYS,
  type Question,
  readQuestion,
  textOfQuery,
  writeQuestion,
} from './question.ts'
import { shiftDay } from './steps.ts'

const key = fc.string({ minLength: 1, maxLength: 40 })
const place = fc.oneof(
  fc.record({ kind: fc.constantFrom('all', 'reference'), key: fc.constant('') }),
  fc.record({ kind: fc.constantFrom('area', 'dataset'), key }),
  fc.record({
    kind: fc.constantFrom('station', 'datastream'),
    key: fc.integer({ min: 1, max: 1e9 }).map(String),
  }),
)
const day = fc.integer({ min: 0, max: 40_000 }).map((days) => shiftDay('1990-01-01', days))

/** Any question that holds together. */
const questions = fc
  .record({
    chart: fc.constantFrom(...CHARTS),
    of: fc.constantFrom('property' as const, 'indicator' as const),
    key,
    places: fc.uniqueArray(place, {
      minLength: 1,
      maxLength: 8,
      selector: ({ kind, key: own }) => `${kind}:${own}`,
    }),
    from: day,
    days: fc.nat(700),
    nth: fc.nat(3),
    second: key,
    by: fc.option(place),
  })
  .map(({ chart, of, key: asked, places, from, days, nth, second, by }): Question => {
    const rules = CHART_RULES[chart]
    const isIndicator = of === 'indicator' && rules.indicator
    const where = isIndicator ? places.filter(({ kind }) => kind === 'area') : places
    return {
      version: 1,
      chart,
      what: { kind: isIndicator ? 'indicator' : 'property', key: asked },
      where: (where.length > 0 ? where : [{ kind: 'area' as const, key: 'BU1' }]).slice(
        0,
        rules.places,
      ) as Question['where'],
      from,
      to: shiftDay(from, days),
      step: isIndicator ? null : (rules.steps[nth % rules.steps.length] ?? 'day'),
      against: rules.against ? { kind: 'property', key: second } : null,
      by: rules.against ? (by as Question['by']) : null,
    }
  })

const read = (query: string) => readQuestion(textOfQuery(new URLSearchParams(query)))
const GOOD = 'chart=lines&what=property:temperature&where=area:BU1&from=2026-03-01&to=2026-03-31&step=day'

describe('a question', () => {
  it('is read back from its text, whatever is in it', () => {
    fc.assert(
      fc.property(questions, (question) => {
        expect(read(writeQuestion(question))).toEqual({ question, mistakes: [] })
      }),
    )
  })

  it('has one text', () => {
    fc.assert(
      fc.property(questions, (question) => {
        const written = writeQuestion(question)
        const parts = [...new URLSearchParams(written)].reverse()
        const turned = read(new URLSearchParams(parts).toString()).question
        // The order of the places is part of the question; that of the rest is not.
        if (turned) expect(writeQuestion({ ...turned, where: question.where })).toBe(written)
      }),
    )
  })

  it('never fails on what it is given, and says something of all that is wrong', () => {
    const text = fc.option(fc.string({ maxLength: 30 }), { nil: undefined })
    const texts = { chart: text, what: text, from: text, to: text, step: text, against: text, by: text }
    fc.assert(
      fc.property(fc.record({ ...texts, where: fc.array(fc.string({ maxLength: 30 })) }), (given) => {
        const { question, mistakes } = readQuestion(given)
        expect(mistakes.length > 0).toBe(question === undefined)
        for (const { pointer, nl, en } of mistakes)
          expect([pointer[0], nl.length > 9, en.length > 9]).toEqual(['/', true, true])
      }),
    )
  })

  it('takes the usual chart and step when none is named', () => {
    const { question } = read('what=property:a&where=all&from=2026-01-01&to=2026-01-01')
    expect([question?.chart, question?.step]).toEqual(['lines', 'day'])
  })

  it.each([
    ['chart=lines', 'chart=taart', '/chart'],
    ['what=property:temperature', 'what=temperature', '/what'],
    ['what=property:temperature', 'what=property:', '/what'],
    ['where=area:BU1', '', '/where'],
    ['where=area:BU1', 'where=area:', '/where/0'],
    ['where=area:BU1', 'where=all:BU1', '/where/0'],
    ['where=area:BU1', 'where=station:een', '/where/0'],
    ['where=area:BU1', 'where=area:BU1&where=area:BU1', '/where'],
    ['from=2026-03-01', 'from=2026-02-30', '/from'],
    ['from=2026-03-01', 'from=2026-04-01', '/to'],
    ['from=2026-03-01', 'from=1901-03-01', '/from'],
    ['step=day', 'step=jaar', '/step'],
    ['what=property:temperature', 'what=indicator:hitte', '/step'],
    ['step=day', 'step=day&against=property:b', '/against'],
    ['chart=lines', 'chart=scatter', '/against'],
    ['chart=lines', 'chart=rose', '/step'],
    [
      'where=area:BU1',
      'where=all&where=reference&where=station:1&where=station:2&where=station:3&where=station:4&where=station:5&where=station:6&where=station:7',
      '/where',
    ],
  ])('with %s as %s is refused', (part, other, pointer) => {
    const { question, mistakes } = read(GOOD.replace(part, other))
    expect(question).toBeUndefined()
    expect(mistakes.map((mistake) => mistake.pointer)).toContain(pointer)
  })

  it('is refused when it asks hours of more days than an answer holds', () => {
    const of = (days: number) =>
      `${GOOD.replace('step=day', 'step=hour').replace('2026-03-31', shiftDay('2026-03-01', days - 1))}`
    expect(read(of(LONGEST_DAYS.hour)).question).toBeDefined()
    expect(read(of(LONGEST_DAYS.hour + 1)).mistakes.map(({ pointer }) => pointer)).toEqual(['/from'])
  })
})

it.each([
  ['calendar', 'In deze grafiek past één plek.', 'This chart holds one place.'],
  ['compare', `In deze grafiek passen ${CHART_RULES.compare.places} plekken.`, 'This chart holds'],
] as const)('says how many places fit in %s', (chart, nl, en) => {
  const where = Array.from({ length: CHART_RULES[chart].places + 1 }, (_, index) => `station:${index + 1}`)
  const read = readQuestion({ chart, what: 'property:rain', where, from: '2026-01-01', to: '2026-01-31' })
  expect(JSON.stringify(read)).toContain(nl)
  expect(JSON.stringify(read)).toContain(en)
})
