import { expect, it } from 'vitest'
import { showPurpose, showValue } from './show-value.ts'

it.each([
  [null, '–', '–'],
  ['', '–', '–'],
  [true, 'ja', 'yes'],
  [0.5, '0,5', '0.5'],
  ['2026-03-02', '2 maart 2026', '2 March 2026'],
  ['2026-03-02T10:00:00.000Z', '2 mrt 2026, 11:00', '2 Mar 2026, 11:00'],
  ['ConsentWithdrawn', 'toestemming ingetrokken', 'consent withdrawn'],
  ['clerk', 'Griffier', 'Clerk'],
  ['credential', 'e-mailadres en wachtwoord', 'e-mail address and password'],
  ['Anna de Groot', 'Anna de Groot', 'Anna de Groot'],
  ['constructor', 'constructor', 'constructor'],
  [{ a: 1 }, '{"a":1}', '{"a":1}'],
])('shows %j to a person', (value, nl, en) => {
  expect(
    [showValue(value, 'nl'), showValue(value, 'en')].map((text) => text.replace('2 mrt.', '2 mrt')),
  ).toEqual([nl, en])
})

it('says what the codes of a table stand for, also of several, and leaves what people wrote', () => {
  const codes = {
    follows: { nl: 'u volgt het', en: 'you follow it' },
    other: { nl: 'iets anders', en: 'something else' },
  }
  expect(showValue('follows, other', 'nl', codes)).toBe('u volgt het, iets anders')
  expect(showValue('other', 'en', codes)).toBe('something else')
  expect(showValue('other, zei zij', 'nl', codes)).toBe('other, zei zij')
})

it.each([
  ['https://w3id.org/dpv#DataAltruism', 'gegevens delen voor het algemeen belang'],
  ['https://w3id.org/dpv#Anders', 'https://w3id.org/dpv#Anders'],
  ['https://x.example/api/v1/challenges/00000000-0000-4000-8000-000000000011', 'een opgave van de gemeente'],
  ['00000000-0000-4000-8000-000000000011', 'een opgave van de gemeente'],
])('shows the purpose %s in words', (purpose, words) => {
  expect(showPurpose(purpose, 'nl')).toBe(words)
})
