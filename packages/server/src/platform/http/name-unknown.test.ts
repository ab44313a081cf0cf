import { expect, it } from 'vitest'
import { idIn, textsIn } from './name-unknown.ts'

const ID = '00000000-0000-4000-8000-000000000000'

it('finds an id and a list of texts in whatever was sent', () => {
  expect(idIn({ a: ID }, 'a')).toBe(ID)
  expect(textsIn({ a: ['x', 'y'] }, 'a')).toEqual(['x', 'y'])
})

it.each([undefined, null, 7, 'text', [], { b: ID }, { a: 'no id' }, { a: 7 }])(
  'finds no id in %j',
  (body) => {
    expect(idIn(body, 'a')).toBeUndefined()
  },
)

it.each([undefined, null, [], {}, { a: 'x' }, { a: ['x', 7] }, { a: ['\0'] }, { a: ['x'.repeat(201)] }])(
  'finds no texts in %j',
  (body) => {
    expect(textsIn(body, 'a')).toEqual([])
  },
)

it('looks through no list of any length', () => {
  expect(textsIn({ a: Array(1001).fill('x') }, 'a')).toEqual([])
  expect(textsIn(JSON.parse('{"__proto__":{"a":["x"]}}'), 'a')).toEqual([])
})
