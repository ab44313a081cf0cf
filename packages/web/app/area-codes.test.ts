import { expect, it } from 'vitest'
import { concerns, isWithin } from './area-codes.ts'

it.each([
  ['BU99010103', ['BU99010103'], true, true],
  ['BU99010103', ['WK990101'], true, true],
  ['BU99010103', ['WK990102', 'GM9901'], true, true],
  ['BU99010103', [], true, true],
  ['BU99010103', ['BU99010102', 'WK990102'], false, false],
  ['GM9901', ['BU99010103'], false, true],
  ['GM9902', ['BU99010103'], false, false],
])('tells whether %s lies in %j, and whether it is of concern there', (code, areas, within, concern) => {
  expect(isWithin(code, areas)).toBe(within)
  expect(concerns(code, areas)).toBe(concern)
})
