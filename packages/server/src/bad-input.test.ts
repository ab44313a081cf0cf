import { describe, expect, it } from 'vitest'
import { createMailbox } from './testing/mailbox.ts'
import { useServer } from './testing/server.ts'
import { placesIn, replaceIn, writeJson } from './testing/walk/mutations.ts'
import { judge, WALK_SETTINGS, walk } from './testing/walk/walk.ts'

const server = useServer({ ...WALK_SETTINGS, MAIL_FOLDER: createMailbox().folder })

it('answers a part of everything that is wrong with a problem that says where, whoever sends it', async () => {
  const { unknown, refused, faults } = await walk(server, { operations: 6, requests: 40 })
  // An operation without an example: give it one in testing/walk/examples.ts.
  expect({ unknown, refused }).toEqual({ unknown: [], refused: [] })
  expect(faults).toEqual([])
}, 240_000)

describe('the judge of answers', () => {
  const type = 'application/problem+json; charset=utf-8'
  const at = { in: 'body', pointer: '/a/b' } as const
  const answer = (errors: object[] = [], status = 400) => ({
    status,
    type,
    text: JSON.stringify({ type: 'x', title: 'x', detail: 'x', status, errors }),
  })

  it('takes success, and a problem that names the field, or something in it', () => {
    expect(judge({ at }, { status: 200, type: 'text/html', text: '' })).toBeUndefined()
    expect(judge({ at }, answer([{ in: 'body', pointer: '/a/b' }]))).toBeUndefined()
    expect(judge({ at }, answer([{ in: 'body', pointer: '/a/b/0' }]))).toBeUndefined()
    expect(judge({ at }, answer([], 403))).toBeUndefined()
  })

  it.each([
    ['a fault of ours', answer([], 500)],
    ['a page', { ...answer(), type: 'text/html' }],
    ['no field', answer()],
    ['another field', answer([{ in: 'body', pointer: '/a/bc' }])],
    ['a field elsewhere', answer([{ in: 'query', pointer: '/a/b' }])],
    [
      'a mistake without advice',
      answer([{ in: 'body', pointer: '/a/b', detail: 'This does not fit here.' }]),
    ],
    ['a problem without words', { ...answer(), text: '{"status":400}' }],
  ])('finds %s', (_name, wrong) => {
    expect(judge({ at }, wrong)).toBeDefined()
  })

  it('finds that an unknown field was taken', () => {
    expect(judge({ at, refused: true }, { status: 201, type, text: '' })).toBeDefined()
  })
})

describe('an oddity', () => {
  it('takes the place of any value', () => {
    const body = { a: [1, { b: 2 }] }
    expect(placesIn(body)).toEqual([[], ['a'], ['a', 0], ['a', 1], ['a', 1, 'b']])
    expect(replaceIn(body, ['a', 1, 'b'], { name: 'x', value: null })).toEqual({ a: [1, { b: null }] })
    expect(replaceIn(body, ['a', 0], { name: 'left out' })).toEqual({ a: [{ b: 2 }] })
    expect(replaceIn(body, ['a'], { name: 'left out' })).toEqual({})
  })

  it('is written as JSON that JavaScript could not write', () => {
    expect(writeJson({ a: '\u00011e400\u0001', b: '\u0001"\\ud800"\u0001' })).toBe(
      '{"a":1e400,"b":"\\ud800"}',
    )
  })
})
