import { expect, it } from 'vitest'
import { explainAmount, readAmount, writeAmount } from './amounts.ts'

it('reads an amount in every way that people write it', () => {
  for (const text of [
    '300000',
    '300.000',
    '€ 300.000',
    '€ 300.000,-',
    '300.000,-',
    '300.000,00',
    '300 000,–',
    '300\u00a0000 €',
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
  for (const text of [
    '300,000',
    '1.250,505',
    '1,5,0',
    '-5',
    'veel',
    '€',
    '3 ton',
    '5 10',
    '1 2 3',
    '300 0000',
    '5 000 1',
  ]) {
    expect(readAmount(text, 'nl'), text).toBe(text)
  }
  expect(readAmount('300.000', 'en')).toBe('300.000')
})

it('writes an amount so that it can be read again', () => {
  for (const [value, text] of [
    [300_000, '300000'],
    [12.5, '12,50'],
    [1234.567, '1234,57'],
    [1234.999, '1235,00'],
  ] as const) {
    expect(writeAmount(value, 'nl')).toBe(text)
    expect(readAmount(text, 'nl')).toBe(Math.round(value * 100) / 100)
  }
  expect(writeAmount(null, 'nl')).toBe('')
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
