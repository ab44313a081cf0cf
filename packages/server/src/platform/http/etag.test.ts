import { expect, it } from 'vitest'
import { isKnown } from './etag.ts'

it.each([
  [undefined, false],
  ['"a"', true],
  ['"b", W/"a"', true],
  ['"ab"', false],
  ['a', false],
])('knows from %s whether somebody has it', (header, known) => {
  expect(isKnown(header, '"a"')).toBe(known)
})
