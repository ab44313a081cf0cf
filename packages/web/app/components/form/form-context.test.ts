import { expect, it } from 'vitest'
import { nl } from '../../messages/nl.ts'
import { nameOfField, placeOf } from './form-context.ts'

const { fields } = nl.editing.decision

it('names a field with the rows in which it stands', () => {
  expect(nameOfField('reasons', fields)).toBe('Redenen')
  expect(nameOfField('options.1.consequences.0.party', fields)).toBe(
    'Alternatief 2, gevolg 1, naam van iemand anders',
  )
  expect(nameOfField('options.1.consequences', fields)).toBe('Alternatief 2, gevolgen')
  expect(nameOfField('nergens', fields)).toBeUndefined()
})

it('finds the place of a field on the page', () => {
  expect(placeOf('options.1.consequences.0.party')).toBe('veld-options-1-consequences-0-party')
})
