import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Content } from '../schema/content.ts'
import { checkContent, EMPTY_CONTENT, startContent } from './content.ts'
import { type MandateCheck, obstaclesToPublication } from './ready.ts'

const TODAY = '2026-03-02'
const VALID_MANDATE = { valid: true } as const
const GOAL = '00000000-0000-4000-8000-000000000002'
const ALLY = '00000000-0000-4000-8000-000000000003'
const GOALS = [{ id: GOAL, title: 'Koeler' }]

const around = { goals: GOALS, allies: [{ id: ALLY, name: 'Woonstichting' }], signalledOn: '2026-01-10' }
const judge = (content: Content, mandate: MandateCheck = VALID_MANDATE, today = TODAY) =>
  obstaclesToPublication(content, { ...around, mandate, today })

const ready: Content = {
  ...EMPTY_CONTENT,
  title: 'Drie straten vergroenen',
  question: 'Wat doen we tegen de hitte in de Steenwijk?',
  problem: 'Op warme dagen is het er 5 graden warmer dan buiten de stad.',
  goal: 'Minder dagen boven de 35 graden.',
  involved: [
    { party: 'bewoners ', how: 'consulted', note: 'Twee avonden in het buurthuis.' },
    { party: 'Woonstichting', how: 'informed', note: '' },
  ],
  field: 'public-space',
  amount: 120_000,
  areaCodes: ['BU90010101'],
  goalIds: [GOAL],
  signalIds: [],
  options: [
    {
      id: 'nuloptie',
      kind: 'do-nothing',
      title: 'Niets doen',
      description: '',
      cost: 0,
      goalEffects: [{ goalId: GOAL, kind: 'negative', effect: 'Het blijft even warm.' }],
      consequences: [{ party: 'Bewoners', effect: 'Het blijft te warm in de zomer.', kind: 'negative' }],
    },
    {
      id: 'bomen',
      kind: 'action',
      title: 'Bomen planten',
      description: '',
      cost: 120_000,
      goalEffects: [{ goalId: GOAL, kind: 'positive', effect: 'Op termijn 1 graad koeler.' }],
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
  const [late] = judge({ ...ready, reviewDate: '2020-01-01' }, VALID_MANDATE, '2026-11-26')
  expect(late?.nl).toBe(
    'De dag waarop we terugkijken, 1 januari 2020, is al voorbij. Kies een dag na 26 november 2026.',
  )
  expect(late?.en).toContain('1 January 2020')
})

describe('a decision may be published', () => {
  it('when nothing is missing', () => {
    expect(judge(ready)).toEqual([])
  })

  it.each<[string, Partial<Content>, string]>([
    ['without reasons', { reasons: '  ' }, '/reasons'],
    ['with reasons that nobody sees', { reasons: '\u200b\u00ad' }, '/reasons'],
    ['with a word for a reason', { reasons: 'Daarom maar.' }, '/reasons'],
    ['with letters for reasons', { reasons: 'x y z w' }, '/reasons'],
    ['with one word said four times', { reasons: 'omdat omdat Omdat omdat' }, '/reasons'],
    ['with figures for reasons', { reasons: '12 34 56 78' }, '/reasons'],
    ['with tags for reasons', { reasons: '<b></b><i></i>' }, '/reasons'],
    [
      'with a sign as what doing nothing means',
      {
        options: ready.options.map((each) => ({
          ...each,
          consequences: each.consequences.map((told) => ({ ...told, effect: '.' })),
        })),
      },
      '/options/0/consequences/0/effect',
    ],
    [
      'with a sign as why somebody was not involved',
      { involved: [ready.involved[0], { party: 'Woonstichting', how: 'not-involved', note: '.' }] as never },
      '/involved/1/note',
    ],
    [
      'with a sign as an answer',
      { dissent: ready.dissent.map((each) => ({ ...each, answer: '-' })) },
      '/dissent/0/answer',
    ],
    [
      'with an action of which the cost is missing',
      { options: ready.options.map((each) => ({ ...each, cost: null })), amount: null },
      '/options/1/cost',
    ],
    ['to be looked back at when nobody is there any more', { reviewDate: '9999-12-31' }, '/reviewDate'],
    ['decided before the signal that it is about', { decidedOn: '2026-01-09' }, '/decidedOn'],
    ['without a question', { question: '' }, '/question'],
    ['without a problem', { problem: '' }, '/problem'],
    ['without a goal', { goal: ' ' }, '/goal'],
    ['to watch without until when', { outcome: 'watch', chosenOptionId: 'nuloptie' }, '/watchUntil'],
    [
      'to watch longer than until it is looked at again',
      { outcome: 'watch', chosenOptionId: 'nuloptie', watchUntil: '2027-01-01' },
      '/reviewDate',
    ],
    ['to leave it to others without whom', { outcome: 'not-ours', chosenOptionId: 'nuloptie' }, '/receiver'],
    ['without who was affected', { involved: ready.involved.slice(1) }, '/involved'],
    ['without who is in the alliance', { involved: ready.involved.slice(0, 1) }, '/involved'],
    [
      'when somebody was left out without a reason',
      { involved: ready.involved.map((each) => ({ ...each, how: 'not-involved' as const, note: '' })) },
      '/involved/0/note',
    ],
    [
      'without what it means for a goal',
      { options: ready.options.map((each) => ({ ...each, goalEffects: [] })) },
      '/options/0/goalEffects',
    ],
    ['without a goal, while its challenge has one', { goalIds: [] }, '/goalIds'],
    [
      'with evidence that was not frozen',
      { evidence: [{ kind: 'indicator', title: 'Hitte', reference: 'https://example.org/', note: '' }] },
      '/evidence/0/reference',
    ],
    [
      'with advice without an answer',
      { advice: [{ who: 'GGD', advice: 'Doe meer.', followed: 'no', answer: '' }] },
      '/advice/0/answer',
    ],
    [
      'with votes of factions that are other votes',
      {
        votes: {
          body: 'Gemeenteraad',
          for: 12,
          against: 3,
          abstained: 0,
          factions: [{ name: 'Groen', for: 11, against: 3, abstained: 0 }],
        },
      },
      '/votes/for',
    ],
    [
      'with a vote in which nobody voted',
      { votes: { body: 'Gemeenteraad', for: 0, against: 0, abstained: 0, factions: [] } },
      '/votes/for',
    ],
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
    [
      'with dissent of which nobody can read what it is',
      { dissent: ready.dissent.map((each) => ({ ...each, ground: ' ' })) },
      '/dissent/0/ground',
    ],
    ['without the do-nothing option', { options: ready.options.slice(1) }, '/options'],
    ['with nothing but the do-nothing option', { options: ready.options.slice(0, 1) }, '/options'],
    [
      'with an option without consequences',
      { options: ready.options.map((option) => ({ ...option, consequences: [] })) },
      '/options/0/consequences',
    ],
  ])('not %s', (_, change, pointer) => {
    const obstacles = judge({ ...ready, ...change })
    expect(obstacles.map((obstacle) => obstacle.pointer)).toContain(pointer)
  })

  it('not for less than the chosen option costs, and says both amounts', () => {
    const [obstacle, ...others] = judge({ ...ready, amount: 90_000.5 })
    expect(others).toEqual([])
    expect(obstacle?.pointer).toBe('/amount')
    for (const amount of ['90.000,50', '120.000']) expect(obstacle?.nl).toContain(amount)
    for (const amount of ['90,000.50', '120,000']) expect(obstacle?.en).toContain(amount)
    expect(judge({ ...ready, amount: 130_000 })).toEqual([])
  })

  it('not without a mandate, and says why in both languages', () => {
    const refusal = { nl: 'Het mandaat is verlopen.', en: 'The mandate has expired.' }
    expect(judge(ready, { valid: false, refusals: [refusal] }, TODAY)).toEqual([
      { pointer: '/mandateId', ...refusal },
    ])
  })

  it('only after everything that is missing has been named at once', () => {
    const empty = startContent({ challengeId: '', title: 'Leeg' })
    const pointers = judge(empty, { valid: false, refusals: [{ nl: '', en: '' }] }).map(
      ({ pointer }) => pointer,
    )
    for (const pointer of [
      '/question',
      '/problem',
      '/goal',
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
