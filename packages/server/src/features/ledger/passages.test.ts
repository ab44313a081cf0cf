import { describe, expect, it } from 'vitest'
import { judgePassage } from './passages.ts'

describe('what can be personal data', () => {
  it.each([
    'W. Draaijer',
    'de Groot',
    'Lindelaan 12',
    '1234 AB Waterrijk',
    'w.draaijer@example.nl',
    'Wilhelmina Draaijer-Post, Lindelaan 12, 1234 AB Waterrijk',
    'onze buurvrouw van nummer 12',
  ])('%s', (passage) => {
    expect(judgePassage(passage)).toBe(true)
  })

  it.each([
    '12',
    '90.000',
    '€ 90.000',
    '90.000 euro',
    '2,5 miljoen',
    '40%',
    '12 stemmen voor',
    'twaalf stemmen voor',
    'negentig duizend euro',
    '3 voor en 2 tegen',
    'Voor: 12, tegen: 3, onthouden: 1',
    'niet',
    'Niet',
    'wij zijn tegen',
    'Bomen geven op termijn de meeste schaduw en dat is waarom wij ze willen planten.',
  ])('not %s', (passage) => {
    expect(judgePassage(passage)).toBe(false)
  })
})
