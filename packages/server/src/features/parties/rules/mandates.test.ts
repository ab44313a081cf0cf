import fc from 'fast-check'
import { expect, it } from 'vitest'
import { MANDATE_FIELDS, type Mandate } from '../schema.ts'
import { answerMandate, judgeMandate, type MandateQuestion } from './mandates.ts'

const mandate: Mandate = {
  id: 'm',
  organisationId: 'o',
  organisationName: 'Waterrijk',
  function: 'Wethouder',
  holderPersonId: 'p',
  holderName: 'A. de Vries',
  subject: 'Water',
  field: 'water',
  maximumAmount: 1000,
  since: '2026-01-01',
  until: '2026-12-31',
  basis: 'Mandaatbesluit',
  basisUrl: null,
  deputy: null,
  deputyName: null,
  revision: 'r',
}
const question: MandateQuestion = {
  field: 'water',
  amount: 1000,
  at: new Date('2026-06-01T12:00:00Z'),
  personId: 'p',
}
const reasons = (changedMandate: Partial<Mandate>, changedQuestion: Partial<MandateQuestion> = {}) =>
  judgeMandate({ ...mandate, ...changedMandate }, { ...question, ...changedQuestion }).map(
    ({ reason }) => reason,
  )

it('covers what is within field, amount, time and holder', () => {
  expect(reasons({})).toEqual([])
  expect(reasons({ field: 'any' }, { field: 'social' })).toEqual([])
  expect(reasons({ maximumAmount: null }, { amount: 1e9 })).toEqual([])
  expect(reasons({ maximumAmount: 0 }, { amount: null })).toEqual([])
  expect(reasons({ holderPersonId: null }, { personId: 'q' })).toEqual([])
  expect(reasons({ until: null })).toEqual([])
})

it('says which of them fails, all at once', () => {
  const wrong = {
    field: 'data',
    amount: 1000.01,
    personId: 'q',
    at: new Date('2027-01-01T12:00:00Z'),
  } as const
  expect(reasons({}, wrong)).toEqual(['holder', 'field', 'amount', 'ended'])
  expect(reasons({}, { at: new Date('2025-12-31T12:00:00Z') })).toEqual(['not-yet'])
  expect(reasons({}, { field: 'any' })).toEqual(['field'])
  const [amount] = judgeMandate(mandate, { ...question, amount: 1500.5 })
  expect(amount?.nl.replaceAll('\u00a0', ' ')).toBe(
    'Het mandaat van Wethouder gaat tot € 1.000; dit besluit kost € 1.500,50.',
  )
  expect(amount?.en).toBe('The mandate of Wethouder goes up to €1,000; this decision costs €1,500.50.')
})

it('counts days as they are in the Netherlands, both ends included', () => {
  expect(reasons({}, { at: new Date('2025-12-31T23:00:00Z') })).toEqual([])
  expect(reasons({}, { at: new Date('2026-12-31T22:59:59Z') })).toEqual([])
  expect(reasons({}, { at: new Date('2026-12-31T23:00:00Z') })).toEqual(['ended'])
})

it('answers with the mandate when it covers, else with what is missing, also when there is none', () => {
  expect(answerMandate(mandate, question)).toEqual({ ok: true, mandate, asDeputy: false })
  const narrow = { ...mandate, maximumAmount: 1 }
  expect(answerMandate(narrow, question)).toMatchObject({ ok: false, shortfalls: [{ reason: 'amount' }] })
  expect(answerMandate(undefined, question)).toMatchObject({ ok: false, shortfalls: [{ reason: 'unknown' }] })
})

it('never covers more than one of its parts allows', () => {
  const amount = fc.option(fc.double({ min: 0, max: 1e6, noNaN: true }))
  const field = fc.constantFrom(...MANDATE_FIELDS)
  fc.assert(
    fc.property(field, field, amount, amount, (ofMandate, ofDecision, maximumAmount, asked) => {
      const covers =
        reasons({ field: ofMandate, maximumAmount }, { field: ofDecision, amount: asked }).length === 0
      const fits = ofMandate === 'any' || ofMandate === ofDecision
      const affordable = maximumAmount === null || asked === null || asked <= maximumAmount
      expect(covers).toBe(fits && affordable)
    }),
  )
})

it('lets who stands in decide, on those days only', () => {
  const deputy = { personId: 'q', since: '2026-06-01', until: '2026-06-30' }
  expect(reasons({ deputy }, { personId: 'q' })).toEqual([])
  expect(reasons({ deputy }, { personId: 'r' })).toEqual(['holder'])
  expect(reasons({ deputy }, { personId: 'q', at: new Date('2026-05-31T12:00:00Z') })).toEqual(['holder'])
  expect(reasons({ deputy }, { personId: 'q', at: new Date('2026-07-01T12:00:00Z') })).toEqual(['holder'])
  expect(reasons({ deputy: { ...deputy, until: null } }, { personId: 'q' })).toEqual([])
  expect(reasons({ deputy }, {})).toEqual([])
})

it('tells that who signs stands in for the holder', () => {
  const deputy = { personId: 'q', since: '2026-06-01', until: null }
  const answer = (change: Partial<Mandate>, personId: string) =>
    answerMandate({ ...mandate, deputy, ...change }, { ...question, personId })
  expect(answer({}, 'q')).toMatchObject({ ok: true, asDeputy: true })
  expect(answer({}, 'p')).toMatchObject({ ok: true, asDeputy: false })
  expect(answer({ holderPersonId: null }, 'q')).toMatchObject({ asDeputy: true })
  expect(answer({ holderPersonId: null }, 'r')).toMatchObject({ asDeputy: false })
  expect(answer({ holderPersonId: 'q' }, 'q')).toMatchObject({ asDeputy: false })
})
