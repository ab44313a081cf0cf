import { expect, it } from 'vitest'
import { messagesOf } from '../language.ts'
import { nameFields } from './name-fields.ts'

const [nl, en] = [messagesOf('nl').ledger.verify, messagesOf('en').ledger.verify]

it('names what differs as the page does, each once', () => {
  expect(nameFields(['parties', 'summary'], nl)).toBe('de partijen, wat er wordt gedaan')
  expect(nameFields(['slug', 'interventionId', 'intervention'], en)).toBe(
    'the address of the page, the intervention',
  )
})

it('never shows the technical name of a field', () => {
  expect(nameFields(['weightOfDonors', 'another'], nl)).toBe(nl.otherField)
})

it('knows the same fields in both languages', () => {
  expect(Object.keys(en.fields).sort()).toEqual(Object.keys(nl.fields).sort())
})
