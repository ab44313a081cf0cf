import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { applyJsonPatch, type JsonValue } from '../index.ts'

function apply(document: JsonValue, ...patch: unknown[]): JsonValue | undefined {
  const checked = applyJsonPatch(document, patch)
  return checked.ok ? checked.value : undefined
}

// Appendix A of RFC 6902, in the same order.
describe('operations', () => {
  test.each<[JsonValue, unknown, JsonValue]>([
    [{ foo: 'bar' }, { op: 'add', path: '/baz', value: 'qux' }, { foo: 'bar', baz: 'qux' }],
    [{ foo: ['bar', 'baz'] }, { op: 'add', path: '/foo/1', value: 'qux' }, { foo: ['bar', 'qux', 'baz'] }],
    [{ baz: 'qux', foo: 'bar' }, { op: 'remove', path: '/baz' }, { foo: 'bar' }],
    [{ foo: ['bar', 'qux', 'baz'] }, { op: 'remove', path: '/foo/1' }, { foo: ['bar', 'baz'] }],
    [{ baz: 'qux' }, { op: 'replace', path: '/baz', value: 'boo' }, { baz: 'boo' }],
    [
      { a: { b: 1 }, c: {} },
      { op: 'move', from: '/a/b', path: '/c/d' },
      { a: {}, c: { d: 1 } },
    ],
    [{ foo: [1, 2, 3] }, { op: 'move', from: '/foo/0', path: '/foo/2' }, { foo: [2, 3, 1] }],
    [{ a: [1] }, { op: 'copy', from: '/a', path: '/a/-' }, { a: [1, [1]] }],
    [
      { a: { b: [1, { c: 2 }] } },
      { op: 'test', path: '/a', value: { b: [1, { c: 2 }] } },
      { a: { b: [1, { c: 2 }] } },
    ],
    [
      { '/': 9, '~1': 10 },
      { op: 'test', path: '/~01', value: 10 },
      { '/': 9, '~1': 10 },
    ],
    [{ a: 1 }, { op: 'replace', path: '', value: { b: 2 } }, { b: 2 }],
    [{ a: null }, { op: 'replace', path: '/a', value: 1 }, { a: 1 }],
    [{}, { op: 'add', path: '/a', value: null, extra: 1 }, { a: null }],
  ])('%j with %j', (document, operation, expected) => {
    const before = JSON.stringify(document)
    expect(apply(document, operation)).toEqual(expected)
    expect(JSON.stringify(document)).toBe(before)
  })

  test.each<[JsonValue, unknown]>([
    [{ baz: 'qux' }, { op: 'test', path: '/baz', value: 'bar' }],
    [{ foo: 'bar' }, { op: 'add', path: '/baz/bat', value: 'qux' }],
    [{ foo: [] }, { op: 'add', path: '/foo/1', value: 1 }],
    [{ foo: [1] }, { op: 'add', path: '/foo/01', value: 1 }],
    [{ foo: [1] }, { op: 'remove', path: '/foo/-' }],
    [{}, { op: 'remove', path: '/a' }],
    [{}, { op: 'replace', path: '/a', value: 1 }],
    [{}, { op: 'remove', path: '' }],
    [{}, { op: 'remove', path: '/toString' }],
    [{ a: {} }, { op: 'move', from: '/a', path: '/a/b' }],
    [{}, { op: 'copy', from: '/a', path: '/b' }],
    [{}, { op: 'add', path: '/a' }],
    [{}, { op: 'add', path: 'a', value: 1 }],
    [{}, { op: 'add', path: '/~2', value: 1 }],
    [{}, { op: 'merge', path: '/a', value: 1 }],
    [{}, { path: '/a', value: 1 }],
    [{}, 'add'],
  ])('refused: %j with %j', (document, operation) => {
    expect(apply(document, operation)).toBeUndefined()
  })

  test('the first failure refuses the whole patch and is named', () => {
    const patch = [
      { op: 'replace', path: '/a', value: 2 },
      { op: 'test', path: '/a', value: 1 },
    ]
    expect(applyJsonPatch({ a: 1 }, patch)).toEqual({
      ok: false,
      errors: [
        {
          path: '/1',
          message: expect.objectContaining({ en: 'The test failed: the value at “/a” is another.' }),
        },
      ],
    })
  })
})

describe('hostile patches', () => {
  test('a prototype stays a field', () => {
    const result = apply({}, { op: 'add', path: '/__proto__', value: { x: 1 } })
    expect(Object.keys(result ?? {})).toEqual(['__proto__'])
    expect(({} as Record<string, unknown>).x).toBeUndefined()
  })

  test('copies cannot grow without end', () => {
    const doubling = Array.from({ length: 40 }, (_, i) => ({ op: 'copy', from: '', path: `/x${i}` }))
    expect(apply({ a: [1, 2, 3] }, ...doubling)).toBeUndefined()
  })

  test('too many operations, and no list', () => {
    const many = new Array(1001).fill({ op: 'test', path: '', value: {} })
    expect(apply({}, ...many)).toBeUndefined()
    expect(applyJsonPatch({}, { op: 'add' }).ok).toBe(false)
  })
})

test('adding and then removing a field gives the document back; nothing throws', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.string(), fc.jsonValue()),
      fc.string(),
      fc.jsonValue(),
      (object, key, value) => {
        const document = object as JsonValue
        const path = `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`
        const patch = [
          { op: 'add', path, value },
          { op: 'test', path, value },
          { op: 'remove', path },
        ]
        const checked = applyJsonPatch(document, patch)
        if (checked.ok && !Object.hasOwn(object, key)) expect(checked.value).toEqual({ ...object })
        applyJsonPatch(document, value)
      },
    ),
  )
})
