import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { beginsTransaction, endsIdle, endsRequest, simpleQuery, splitMessages } from './wire.ts'

describe('a stream of frontend messages', () => {
  it('gives the same messages however it is cut into chunks', () => {
    const queries = fc.array(
      fc.string({ maxLength: 30 }).filter((text) => !text.includes('\0')),
      { minLength: 1 },
    )
    fc.assert(
      fc.property(queries, fc.infiniteStream(fc.integer({ min: 1, max: 20 })), (texts, sizes) => {
        const whole = Buffer.concat(texts.map(simpleQuery))
        const seen: Uint8Array[] = []
        let rest: Uint8Array = new Uint8Array()
        for (let at = 0; at < whole.length; ) {
          const size = sizes.next().value
          const cut = splitMessages(rest, whole.subarray(at, at + size), true)
          seen.push(...cut.messages)
          rest = cut.rest
          at += size
        }
        expect(rest).toHaveLength(0)
        expect(seen.map((message) => Buffer.from(message).toString('hex'))).toEqual(
          texts.map((text) => Buffer.from(simpleQuery(text)).toString('hex')),
        )
      }),
    )
  })

  it('begins with a startup message, which has no type', () => {
    const startup = Buffer.from([0, 0, 0, 9, 0, 3, 0, 0, 0])
    const { messages, rest } = splitMessages(
      new Uint8Array(),
      Buffer.concat([startup, simpleQuery('x')]),
      false,
    )
    expect(messages).toHaveLength(2)
    expect(rest).toHaveLength(0)
  })
})

it('knows when the backend should act, and when it is free', () => {
  expect(endsRequest(simpleQuery('select 1'))).toBe(true)
  expect(endsRequest(Buffer.from('P'))).toBe(false)
  expect(endsIdle(Buffer.from([0x5a, 0, 0, 0, 5, 0x49]))).toBe(true)
  expect(endsIdle(Buffer.from([0x5a, 0, 0, 0, 5, 0x54]))).toBe(false)
  expect(endsIdle(new Uint8Array())).toBe(false)
})

it('knows a transaction by its first message', () => {
  for (const text of ['begin', 'BEGIN', 'start transaction isolation level serializable'])
    expect(beginsTransaction(simpleQuery(text))).toBe(true)
  for (const text of ['select 1', 'beginning', 'commit'])
    expect(beginsTransaction(simpleQuery(text))).toBe(false)
  expect(beginsTransaction(Buffer.from('Pbegin'))).toBe(false)
  expect(beginsTransaction(undefined)).toBe(false)
})
