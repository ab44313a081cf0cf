import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { formatTraceparent, parseTraceparent } from './traceparent.ts'
import { formatTracestate, parseTracestate } from './tracestate.ts'

const TRACE = '0af7651916cd43dd8448eb211c80319c'
const SPAN = 'b7ad6b7169203331'

const hex = (digits: number) =>
  fc
    .string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: digits, maxLength: digits })
    .filter((text) => !/^0+$/.test(text))

describe('traceparent', () => {
  it('reads back what it wrote', () => {
    fc.assert(
      fc.property(hex(32), hex(16), fc.boolean(), (traceId, parentId, sampled) => {
        const parent = { traceId, parentId, sampled }
        expect(parseTraceparent(formatTraceparent(parent))).toEqual(parent)
      }),
    )
  })

  it('takes no text with one character other than it should be', () => {
    const right = `00-${TRACE}-${SPAN}-01`
    fc.assert(
      fc.property(fc.nat(right.length - 1), fc.string({ minLength: 1, maxLength: 1 }), (at, character) => {
        fc.pre(!/[0-9a-f-]/.test(character))
        expect(parseTraceparent(right.slice(0, at) + character + right.slice(at + 1))).toBeUndefined()
      }),
    )
  })

  it('never fails, whatever is sent', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseTraceparent(text)))
  })

  test.each([
    ['another flag than sampled', `00-${TRACE}-${SPAN}-fe`, false],
    ['all flags', `00-${TRACE}-${SPAN}-ff`, true],
    ['a later version', `cc-${TRACE}-${SPAN}-01`, true],
    ['a later version with more fields', `cc-${TRACE}-${SPAN}-01-what-the-future-will-be-like`, true],
    ['a later version that ends in a hyphen', `01-${TRACE}-${SPAN}-01-`, true],
  ])('takes %s', (_, text, sampled) => {
    expect(parseTraceparent(text)).toEqual({ traceId: TRACE, parentId: SPAN, sampled })
  })

  test.each([
    ['nothing', ''],
    ['the version that is none', `ff-${TRACE}-${SPAN}-01`],
    ['a trace of zeros', `00-${'0'.repeat(32)}-${SPAN}-01`],
    ['an action of zeros', `00-${TRACE}-${'0'.repeat(16)}-01`],
    ['capitals', `00-${TRACE.toUpperCase()}-${SPAN}-01`],
    ['capitals in the action', `00-${TRACE}-${SPAN.toUpperCase()}-01`],
    ['capitals in the flags', `00-${TRACE}-${SPAN}-0A`],
    ['more in version 00', `00-${TRACE}-${SPAN}-01-more`],
    ['more in version 00 without a hyphen', `00-${TRACE}-${SPAN}-012`],
    ['a later version without a hyphen before more', `cc-${TRACE}-${SPAN}-01.more`],
    ['a short trace', `00-${TRACE.slice(1)}-${SPAN}-01`],
    ['a short action', `00-${TRACE}-${SPAN.slice(1)}-01`],
    ['no flags', `00-${TRACE}-${SPAN}`],
    ['a version of one digit', `0-${TRACE}-${SPAN}-01`],
    ['two headers in one', `00-${TRACE}-${SPAN}-01, 00-${TRACE}-${SPAN}-01`],
    ['a blank before it', ` 00-${TRACE}-${SPAN}-01`],
    ['a line end after it', `00-${TRACE}-${SPAN}-01\n`],
  ])('does not take %s', (_, text) => {
    expect(parseTraceparent(text)).toBeUndefined()
  })
})

describe('tracestate', () => {
  const letters = 'abcdefghijklmnopqrstuvwxyz'
  const text = (characters: string, maxLength: number) =>
    fc.string({ unit: fc.constantFrom(...characters), minLength: 1, maxLength })
  const key = fc.oneof(
    text(letters, 1).chain((first) => text(`${letters}0123456789_-*/`, 9).map((rest) => first + rest)),
    fc
      .tuple(text(`${letters}0123456789`, 1), text(letters, 8))
      .map(([tenant, system]) => `${tenant}@${system}`),
  )
  const value = text('!#$%&()*+-./:;<>?@[]^_ `{|}~09azAZ', 10).map((letters) => `${letters}x`)

  it('passes on what came, in its order', () => {
    const members = fc.uniqueArray(fc.tuple(key, value), { maxLength: 15, selector: ([name]) => name })
    fc.assert(
      fc.property(members, (state) => {
        expect(parseTracestate(formatTracestate(state))).toEqual(state)
      }),
    )
  })

  it('never passes on more than is safe, nor what cannot be read', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 2000 }), (sent) => {
        const passed = formatTracestate(parseTracestate(sent))
        expect(passed.length).toBeLessThanOrEqual(512)
        expect(formatTracestate(parseTracestate(passed))).toBe(passed)
      }),
    )
  })

  test.each([
    ['blanks and tabs around members', 'foo=1 \t,\t bar=2', 'foo=1,bar=2'],
    ['empty members', ',foo=1,,bar=2, ,', 'foo=1,bar=2'],
    ['a blank at the beginning of a value', 'foo= 1', 'foo= 1'],
    ['a tenant', '0tenant/x@sys_tem=1', '0tenant/x@sys_tem=1'],
    ['a key of 256', `${'a'.repeat(256)}=1`, `${'a'.repeat(256)}=1`],
    [
      'a long member that does not fit, but not the others',
      `a=1,b=${'x'.repeat(250)},c=${'y'.repeat(256)},d=2`,
      'a=1,d=2',
    ],
    [
      'many members: the newest',
      Array.from({ length: 32 }, (_, at) => `k${at}=${'x'.repeat(40)}`).join(','),
      Array.from({ length: 11 }, (_, at) => `k${at}=${'x'.repeat(40)}`).join(','),
    ],
  ])('passes on %s', (_, sent, passed) => {
    expect(formatTracestate(parseTracestate(sent))).toBe(passed)
  })

  test.each([
    ['a key twice', 'foo=1,foo=2'],
    ['a capital in a key', 'Foo=1'],
    ['a key that begins with a digit', '0foo=1'],
    ['a tenant without a system', 'foo@=1'],
    ['a tenant of 242', `${'t'.repeat(242)}@v=1`],
    ['a system of 15', `t@${'v'.repeat(15)}=1`],
    ['a key of 257', `${'a'.repeat(257)}=1`],
    ['no value', 'foo='],
    ['no equals sign', 'foo'],
    ['no key', '=1'],
    ['two equals signs', 'foo=1=2'],
    ['a blank before the equals sign', 'foo =1'],
    ['a value of 257', `foo=${'x'.repeat(257)}`],
    ['a letter outside ASCII', 'foo=é'],
    ['33 members', Array.from({ length: 33 }, (_, at) => `k${at}=1`).join(',')],
  ])('passes nothing on of %s', (_, sent) => {
    expect(parseTracestate(sent)).toEqual([])
  })
})

it('does not look at a state that is longer than any that is right', () => {
  expect(parseTracestate(`a=1,${' '.repeat(20_000)}`)).toEqual([])
})
