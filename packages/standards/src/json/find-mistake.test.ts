import fc from 'fast-check'
import { expect, it } from 'vitest'
import { findMistake } from './find-mistake.ts'

it.each([
  ['{"result":NaN}', 10],
  ['{"a":1', 6],
  ['{"a":1,}', 7],
  ['[1 2]', 3],
  ["{'a':1}", 1],
  ['{"a" 1}', 5],
  ['{"a":"x', 5],
  ['[1}', 2],
  ['{} x', 3],
  ['01', 1],
  ['-Infinity', 0],
  ['"\u0001"', 0],
  ['', 0],
])('says where %s goes wrong', (text, at) => {
  expect(findMistake(text)).toBe(at)
})

it('finds no mistake in what is JSON, and one in every text that is not', () => {
  fc.assert(
    fc.property(
      fc.json(),
      fc.nat(),
      fc.constantFrom('', ',', '}', ']', '"', 'x', '0', ':', '\\'),
      (json, place, put) => {
        expect(findMistake(json)).toBeUndefined()
        const at = place % json.length
        const changed = json.slice(0, at) + put + json.slice(at + 1)
        let isJson = true
        try {
          JSON.parse(changed)
        } catch {
          isJson = false
        }
        expect(findMistake(changed) === undefined).toBe(isJson)
      },
    ),
  )
})

it('reads what lies deep inside, and long texts', () => {
  expect(findMistake('['.repeat(200_000))).toBe(200_000)
  expect(findMistake(`"${'x'.repeat(5_000_000)}`)).toBe(0)
})
