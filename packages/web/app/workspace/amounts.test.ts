import { expect, it } from 'vitest'
import { explainAmount, readAmount } from './amounts.ts'

it('reads an amount in every way that people write it', () => {
  for (const text of [
    '300000',
    '300.000',
    '€ 300.000',
    '€ 300.000,-',
    '300.000,-',
    '300.000,00',
    '300 000,–',
  ]) {
    expect(readAmount(text, 'nl'), text).toBe(300_000)
  }
  for (const text of ['300000', '300,000', '€300,000', '300,000.00']) {
    expect(readAmount(text, 'en'), text).toBe(300_000)
  }
  expect(readAmount('1.250,50', 'nl')).toBe(1250.5)
  expect(readAmount('12,5', 'nl')).toBe(12.5)
  expect(readAmount(' ', 'nl')).toBeNull()
})

it('never makes another amount of what may be read in two ways, or is none', () => {
  for (const text of ['300,000', '1.250,505', '1,5,0', '-5', 'veel', '€', '3 ton']) {
    expect(readAmount(text, 'nl'), text).toBe(text)
  }
  expect(readAmount('300.000', 'en')).toBe('300.000')
})

it('shows how to write an amount that was refused', () => {
  const values = { amount: '300,000', options: [{ cost: 'veel' }], maximumAmount: '99999999999999999999' }
  const explain = explainAmount(values, 'nl')
  const detailOf = (pointer: string) => explain({ in: 'body', pointer, detail: 'Geef een getal.' }).detail
  expect(detailOf('/amount')).toBe(
    '300,000 kan op twee manieren gelezen worden. Schrijf duizenden met een punt, zoals 300.000, en centen met twee cijfers, zoals 1.250,50.',
  )
  expect(detailOf('/options/0/cost')).toBe('Geef een bedrag in euro, zoals 300.000 of 1.250,50.')
  expect(detailOf('/maximumAmount')).toBe('Geef een bedrag van hoogstens 1.000.000.000.000 euro.')
  expect(detailOf('/title')).toBe('Geef een getal.')
})
