import fc from 'fast-check'
import { expect, it, test } from 'vitest'
import { completeAction, DEFAULT_NAME, STATUSES, type Status, textOr } from './record.ts'

const NOW = 1_772_445_600_000

it('gives what is missing its default', () => {
  expect(completeAction({}, NOW)).toEqual({
    name: DEFAULT_NAME,
    status: 'Unset',
    startTime: NOW,
    endTime: NOW,
  })
  expect(completeAction({ startTime: NOW - 5 }, NOW)).toMatchObject({ startTime: NOW - 5, endTime: NOW })
  expect(completeAction({ endTime: NOW - 5 }, NOW)).toMatchObject({ startTime: NOW - 5, endTime: NOW - 5 })
  expect(completeAction({ startTime: NOW + 5 }, NOW)).toMatchObject({ endTime: NOW + 5 })
})

it('gives a whole action, whatever is known', () => {
  const anything = fc.record(
    {
      name: fc.string({ unit: 'binary', maxLength: 400 }),
      status: fc.oneof(fc.constantFrom(...STATUSES), fc.string() as fc.Arbitrary<Status>),
      startTime: fc.double(),
      endTime: fc.double(),
    },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(anything, (given) => {
      const { name, status, startTime, endTime } = completeAction(given, NOW)
      expect(name).toMatch(/\S/)
      expect(name.length).toBeLessThanOrEqual(300)
      expect(name).not.toMatch(/\p{Cc}/u)
      expect(STATUSES).toContain(status)
      expect(Number.isSafeInteger(startTime) && Number.isSafeInteger(endTime)).toBe(true)
      expect(endTime).toBeGreaterThanOrEqual(startTime)
    }),
  )
})

test.each([
  ['a name', 'a name'],
  ['two\nlines\u0000', 'two lines'],
  ['   ', 'x'],
  [undefined, 'x'],
  [`${'a'.repeat(299)}😀`, `${'a'.repeat(299)}\ufffd`],
])('makes of %j a text that can be stored', (given, text) => {
  expect(textOr(given, 'x')).toBe(text)
})
