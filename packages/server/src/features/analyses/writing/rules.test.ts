import { describe, expect, it } from 'vitest'
import { findNameMistakes } from '../../../platform/written-name.ts'
import { QUESTION, WHOLE } from '../testing/world.ts'
import { checkContent, inOneWay, obstaclesToPublication, startContent, subjectsOf } from './rules.ts'
import type { Content } from './schema.ts'

const whole = WHOLE as Content
const first = { version: 1, changes: '' }
const pointersOf = (found: { pointer: string }[]) => found.map(({ pointer }) => pointer)

describe('what may be published', () => {
  it('is a text with everything in it', () => {
    expect(obstaclesToPublication(whole, first)).toEqual([])
  })

  it.each(['question', 'method', 'conclusion', 'doubts'] as const)('is none without %s', (field) => {
    expect(pointersOf(obstaclesToPublication({ ...whole, [field]: ' \n' }, first))).toEqual([`/${field}`])
  })

  it('is none without a chart, or without what is new', () => {
    const text = { ...whole, charts: [], claim: null }
    expect(pointersOf(obstaclesToPublication(text, { version: 2, changes: ' ' }))).toEqual([
      '/charts',
      '/changes',
    ])
  })
})

it('refuses a text that is read otherwise than it is written', () => {
  const [chart] = whole.charts
  const turned = {
    ...whole,
    conclusion: 'koeler \u202Edlac',
    charts: chart ? [{ ...chart, caption: '\u2067a' }] : [],
  }
  expect(pointersOf(checkContent(turned))).toEqual(['/conclusion', '/charts/0/caption'])
  expect(checkContent({ ...whole, why: 'مرحبا\u200c, buren.\nEn verder.' })).toEqual([])
})

describe('the questions of charts', () => {
  it('are kept in the one way in which they are written', () => {
    const asked = 'to=2026-03-01&from=2026-03-01&where=area:BU1&what=property%3Atemperature&step=hour'
    expect(inOneWay({ ...whole, charts: [{ question: asked, caption: '' }] }).charts[0]?.question).toBe(
      QUESTION,
    )
  })

  it('are refused with what is wrong with them', () => {
    const wrong = [{ question: 'what=property:x&where=all&from=2026-13-01&to=2026-01-01', caption: '' }]
    expect(checkContent({ ...whole, charts: wrong, claim: null })).toEqual([
      {
        pointer: '/charts/0/question',
        nl: 'Deze vraag klopt niet (from). Geef een dag, zoals 2026-03-01.',
        en: 'This question is not right (from). Give a day, such as 2026-03-01.',
      },
    ])
  })

  it('say what an analysis is about', () => {
    const question =
      'chart=scatter&what=property:pm25&against=property:temperature&where=area:BU1&where=all&from=2026-03-01&to=2026-03-02&step=day'
    const indicator = 'what=indicator:lucht&where=area:BU2&from=2026-03-01&to=2026-03-02'
    const charts = [question, indicator].map((each) => ({ question: each, caption: '' }))
    expect(subjectsOf({ charts })).toEqual([
      'area:BU1',
      'area:BU2',
      'indicator:lucht',
      'property:pm25',
      'property:temperature',
    ])
  })
})

it.each(['Gemeente\u202eWaterrijk', 'An\u200bs', 'Ans\nde Vries', 'Gem\u0435ente Waterrijk'])(
  'refuses the name %j',
  (byline) => {
    expect(findNameMistakes('/byline', byline)).toMatchObject([{ pointer: '/byline' }])
    expect(findNameMistakes('/byline', 'Ans de Vries-Jansen, bewoner')).toEqual([])
  },
)

it('starts empty but for what was given', () => {
  expect(startContent({ title: 'x', byline: 'y' })).toEqual({
    title: 'x',
    question: '',
    why: '',
    method: '',
    charts: [],
    conclusion: '',
    doubts: '',
    claim: null,
  })
})
