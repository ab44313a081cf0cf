import { expect, it } from 'vitest'
import { rememberLines } from './seen-lines.ts'

it('knows the line of a datastream and time', () => {
  const seen = rememberLines()
  seen.remember(1, 10, 2)
  seen.remember(2, 10, 3)
  expect([seen.lineOf(1, 10), seen.lineOf(2, 10), seen.lineOf(1, 11)]).toEqual([2, 3, undefined])
})

it('forgets the oldest lines, and knows at least so many', () => {
  const seen = rememberLines(10)
  for (let line = 1; line <= 100; line++) {
    seen.remember(1, line, line)
    expect(seen.lineOf(1, Math.max(1, line - 9))).toBe(Math.max(1, line - 9))
  }
  expect(seen.lineOf(1, 1)).toBeUndefined()
})
