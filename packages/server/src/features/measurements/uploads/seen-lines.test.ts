import { expect, it } from 'vitest'
import { rememberLines } from './seen-lines.ts'

it('knows the first line of a datastream and time', () => {
  const seen = rememberLines()
  expect([seen.meet(1, 10, 2), seen.meet(2, 10, 3), seen.meet(1, 11, 4), seen.meet(1, 10, 5)]).toEqual([
    undefined,
    undefined,
    undefined,
    2,
  ])
})

it('forgets the oldest lines, and knows at least so many', () => {
  const seen = rememberLines(10)
  for (let line = 1; line <= 100; line++) {
    expect(seen.meet(1, line, line)).toBeUndefined()
    expect(seen.meet(1, Math.max(1, line - 9), 1_000)).toBe(Math.max(1, line - 9))
  }
  expect(seen.meet(1, 1, 1_000)).toBeUndefined()
})
