import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkContent, obstaclesToPublication, startContent } from './rules.ts'
import type { Content } from './schema.ts'

const TODAY = '2026-03-02'
const VALID_MANDATE = { valid: true } as const

const ready: Content = {
  title: 'Drie straten vergroenen',
  question: 'Wat doen we tegen de hitte in de Steenwijk?',
  field: 'public-space',
  amount: 120_000,
  areaCodes: ['BU90010101'],
  signalIds: [],
  options: [
    {
      id: 'nuloptie',
      kind: 'do-nothing',
      title: 'Niets doen',
      description: '',
      cost: 0,
      consequences: [{ party: 'Bewoners', effect: 'Het blijft te warm in de zomer.', kind: 'negative' }],
    },
    {
      id: 'bomen',
      kind: 'action',
      title: 'Bomen planten',
      description: '',
      cost: 120_000,
      consequences: [{ party: 'Bewoners', effect: 'Meer schaduw, minder parkeerplekken.', kind: 'positive' }],
    },
  ],
  chosenOptionId: 'bomen',
  outcome: 'act',
  reasons: 'Bomen geven op termijn de meeste schaduw.',
  evidence: [],
  dissent: [
    { who: 'Ondernemers', ground: 'Er verdwijnen parkeerplekken.', answer: 'Vier plekken komen terug.' },
  ],
  mandateId: '00000000-0000-4000-8000-000000000001',
  decidedOn: null,
  reviewDate: '2027-09-01',
}

it('writes days as people do, in the words of the form', () => {
  const [late] = obstaclesToPublication({ ...ready, reviewDate: '2020-01-01' }, VALID_MANDATE, '2026-11-26')
  expect(late?.nl).toBe(
    'De dag waarop we terugkijken, 1 januari 2020, is al voorbij. Kies een dag na 26 november 2026.',
  )
  expect(late?.en).toContain('1 January 2020')
})

describe('a decision may be published', () => {
  it('when nothing is missing', () => {
    expect(obstaclesToPublication(ready, VALID_MANDATE, TODAY)).toEqual([])
  })

  it.each<[string, Partial<Content>, string]>([
    ['without reasons', { reasons: '  ' }, '/reasons'],
    ['without a question', { question: '' }, '/question'],
    ['without a choice', { chosenOptionId: null }, '/chosenOptionId'],
    ['without an outcome', { outcome: null }, '/outcome'],
    ['on a day to come', { decidedOn: '9999-01-01' }, '/decidedOn'],
    ['without a review date', { reviewDate: null }, '/reviewDate'],
    ['with a review date of today', { reviewDate: TODAY }, '/reviewDate'],
    ['with a choice that is not an option', { chosenOptionId: 'waterspeelplaats' }, '/chosenOptionId'],
    ['without an amount for what costs money', { amount: null }, '/amount'],
    ['when doing nothing is chosen and called acting', { chosenOptionId: 'nuloptie' }, '/outcome'],
    ['when acting is chosen and called doing nothing', { outcome: 'do-nothing' }, '/outcome'],
    [
      'with dissent without an answer',
      { dissent: [{ who: 'A', ground: 'B', answer: '' }] },
      '/dissent/0/answer',
    ],
    ['without the do-nothing option', { options: ready.options.slice(1) }, '/options'],
    ['with nothing but the do-nothing option', { options: ready.options.slice(0, 1) }, '/options'],
    [
      'with an option without consequences',
      { options: ready.options.map((option) => ({ ...option, consequences: [] })) },
      '/options/0/consequences',
    ],
  ])('not %s', (_, change, pointer) => {
    const obstacles = obstaclesToPublication({ ...ready, ...change }, VALID_MANDATE, TODAY)
    expect(obstacles.map((obstacle) => obstacle.pointer)).toContain(pointer)
  })

  it('not for less than the chosen option costs, and says both amounts', () => {
    const [obstacle, ...others] = obstaclesToPublication({ ...ready, amount: 90_000.5 }, VALID_MANDATE, TODAY)
    expect(others).toEqual([])
    expect(obstacle?.pointer).toBe('/amount')
    for (const amount of ['90.000,50', '120.000']) expect(obstacle?.nl).toContain(amount)
    for (const amount of ['90,000.50', '120,000']) expect(obstacle?.en).toContain(amount)
    expect(obstaclesToPublication({ ...ready, amount: 130_000 }, VALID_MANDATE, TODAY)).toEqual([])
  })

  it('not without a mandate, and says why in both languages', () => {
    const refusal = { nl: 'Het mandaat is verlopen.', en: 'The mandate has expired.' }
    expect(obstaclesToPublication(ready, { valid: false, refusals: [refusal] }, TODAY)).toEqual([
      { pointer: '/mandateId', ...refusal },
    ])
  })

  it('only after everything that is missing has been named at once', () => {
    const empty = startContent({ challengeId: '', title: 'Leeg' })
    const pointers = obstaclesToPublication(
      empty,
      { valid: false, refusals: [{ nl: '', en: '' }] },
      TODAY,
    ).map(({ pointer }) => pointer)
    for (const pointer of [
      '/question',
      '/reasons',
      '/chosenOptionId',
      '/outcome',
      '/reviewDate',
      '/mandateId',
    ]) {
      expect(pointers).toContain(pointer)
    }
  })
})

describe('a draft', () => {
  it('starts with the do-nothing option, before what was given', () => {
    const { options } = startContent({ challengeId: '', title: 'Hitte', options: ready.options.slice(1) })
    expect(options.map(({ kind }) => kind)).toEqual(['do-nothing', 'action'])
  })

  it('always has exactly one do-nothing option, whatever options are given', () => {
    const option = fc.record({
      id: fc.constantFrom('a', 'b', 'c'),
      kind: fc.constantFrom('do-nothing' as const, 'action' as const),
      title: fc.string(),
      description: fc.string(),
      cost: fc.constant(null),
      consequences: fc.array(
        fc.record({ party: fc.string(), effect: fc.string(), kind: fc.constant('neutral' as const) }),
        { maxLength: 1 },
      ),
    })
    fc.assert(
      fc.property(fc.array(option, { minLength: 1 }), (options) => {
        const accepted = checkContent({ ...ready, options, chosenOptionId: null }).length === 0
        const nothing = options.filter(({ kind }) => kind === 'do-nothing').length
        const distinct = new Set(options.map(({ id }) => id)).size === options.length
        expect(accepted).toBe(nothing === 1 && distinct)
      }),
    )
  })
})
