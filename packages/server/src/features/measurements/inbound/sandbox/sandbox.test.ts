import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LIMITS } from './limits.ts'
import { createSandbox, type Decoded, type DecoderInput } from './sandbox.ts'

/** Long enough for a healthy worker on a busy machine; the product waits longer. */
const SILENCE = 4000

const sandbox = createSandbox(SILENCE)
beforeAll(() => decode('return { data: {} }'), 60_000)
afterAll(() => sandbox.stop())

const ME = 'own'
const INPUT: DecoderInput = {
  bytes: [1, 2, 255],
  fPort: 5,
  recvTime: '2026-03-02T10:00:00.250Z',
  variables: { offset: '2' },
}
const decode = (body: string, input = INPUT): Promise<Decoded> =>
  sandbox.decode(`function decodeUplink(input) { ${body} }`, input, ME)
const value = async (expression: string) => (await decode(`return { data: { x: ${expression} } }`)).data.x

describe('a decoder', () => {
  it('gets the message and gives its fields', async () => {
    const body = `return { data: { sum: input.bytes.reduce(function (a, b) { return a + b }, 0), port: input.fPort,
      at: input.recvTime.toISOString(), offset: input.variables.offset }, warnings: ['dry'] }`
    expect(await decode(body)).toEqual({
      data: { sum: 258, port: 5, at: INPUT.recvTime, offset: '2' },
      warnings: ['dry'],
    })
  })

  it.each([
    ['its own error', `return { errors: ['wrong port'] }`, 'wrong port'],
    ['something thrown', `throw new Error('bad payload')`, 'Error: bad payload (line 1)'],
    ['nothing', '', 'decodeUplink returned nothing.'],
    ['a number', 'return 1', 'must return an object'],
    ['no data', 'return {}', '`data`'],
    ['a promise', 'return Promise.resolve({ data: {} })', '`data`'],
    ['an error that is no text', 'return { errors: [{ toString: 1 }] }', '{"toString":1}'],
    ['a ring', 'var a = {}; a.a = a; return { data: a }', 'circular'],
  ])('fails with %s', async (_what, body, message) => {
    await expect(decode(body)).rejects.toMatchObject({
      kind: 'failed',
      message: expect.stringContaining(message),
    })
  })

  it.each([
    ['"x"', 'something else than JSON'],
    [`'{"data":{"a":' + '['.repeat(30000) + ']'.repeat(30000) + '}}'`, 'levels'],
    [`'{"data":{},"errors":[' + '['.repeat(30000) + ']'.repeat(30000) + ']}'`, 'levels'],
  ])('fails with %s from a JSON of its own', async (output, message) => {
    const script = `JSON.stringify = function () { return ${output} }; function decodeUplink() {}`
    await expect(sandbox.decode(script, INPUT, ME)).rejects.toMatchObject({
      kind: 'failed',
      message: expect.stringContaining(message),
    })
  })

  it.each([
    ['function decodeUplink( {', 'SyntaxError'],
    ['var decodeUplink = 1', 'does not define'],
    ['import fs from "fs"; function decodeUplink() {}', 'SyntaxError'],
  ])('is refused when it is %s', async (script, message) => {
    await expect(sandbox.decode(script, INPUT, ME)).rejects.toMatchObject({
      message: expect.stringContaining(message),
    })
  })

  it('has no way to the host', async () => {
    const names = [
      'require',
      'process',
      'globalThis.fetch',
      'console',
      'setTimeout',
      'WebAssembly',
      'std',
      'os',
      'Worker',
    ]
    for (const name of names) expect([name, await value(`typeof ${name}`)]).toEqual([name, 'undefined'])
    const constructed = `(function () {}).constructor('return typeof process + typeof require')()`
    expect(await value(constructed)).toBe('undefinedundefined')
  })

  it('has the moment of the message as its clock, no zone, and the same chance every time', async () => {
    expect(await value('new Date().toISOString()')).toBe(INPUT.recvTime)
    expect(await value('Date.now()')).toBe(Date.parse(INPUT.recvTime))
    expect(await value('new Date(2020, 6, 1).toISOString()')).toBe('2020-07-01T00:00:00.000Z')
    expect(await value('new Date(2020, 6, 1).getTimezoneOffset()')).toBe(0)
    expect(await value('Math.random()')).toBe(await value('Math.random()'))
  })
})

describe('nothing is left for the next message', () => {
  it.each([
    ['a variable', 'var n = 0; function decodeUplink() { n++; return { data: { x: n } } }', 1],
    [
      'an undeclared variable',
      'function decodeUplink() { var seen = typeof k; k = 1; return { data: { x: seen } } }',
      'undefined',
    ],
    [
      'a changed prototype',
      'function decodeUplink() { var x = [].y; Array.prototype.y = 1; return { data: { x: x === undefined } } }',
      true,
    ],
    [
      'a property that cannot be removed',
      `function decodeUplink() { var x = typeof globalThis.z
      Object.defineProperty(globalThis, 'z', { value: 1, configurable: false }); return { data: { x: x } } }`,
      'undefined',
    ],
    [
      'a replaced JSON',
      'function decodeUplink() { JSON.stringify = function () { return "1" }; return { data: { x: 1 } } }',
      1,
    ],
  ])('not %s', async (_what, script, expected) => {
    for (let n = 0; n < 3; n++) {
      const found = await sandbox.decode(script, INPUT, ME).then(
        ({ data }) => data.x,
        () => undefined,
      )
      expect(found).toBe(expected)
    }
    expect(await value('typeof k + typeof z + typeof [].y')).toBe('undefinedundefinedundefined')
    expect((await decode('return { data: JSON.parse(JSON.stringify({ a: 1 })) }')).data).toEqual({ a: 1 })
  })

  it('also when two decoders take turns', async () => {
    const counter = (name: string) =>
      `var n = 0; function decodeUplink() { return { data: { ${name}: ++n } } }`
    for (let n = 0; n < 5; n++) {
      expect((await sandbox.decode(counter('a'), INPUT, ME)).data).toEqual({ a: 1 })
      expect((await sandbox.decode(counter('b'), INPUT, ME)).data).toEqual({ b: 1 })
    }
  })
})

describe('what uses too much', () => {
  it.each([
    ['too-slow', 'while (true) {}'],
    ['too-slow', 'try { while (true) {} } finally { while (true) {} }'],
    ['too-slow', '/^(a+)+$/.test("a".repeat(40) + "b")'],
    ['too-slow', 'return { get data() { while (true) {} } }'],
    ['too-slow', 'throw { get message() { while (true) {} } }'],
    ['too-much-memory', 'return { data: { x: "x".repeat(LIMIT) } }'.replace('LIMIT', '2 ** 26')],
    ['too-much-memory', 'var s = "a"; while (true) s += s'],
    ['too-much-memory', 'return { data: { x: new Uint8Array(2 ** 30) } }'],
    ['too-much-output', `return { data: { x: 'x'.repeat(${LIMITS.output}) } }`],
    ['failed', '(function f() { f() })()'],
    ['failed', 'return JSON.parse("[".repeat(1e6))'],
  ])('is stopped as %s: %s', async (kind, body) => {
    await expect(decode(body)).rejects.toMatchObject({ name: 'DecoderFault', kind })
    expect(await value('1 + 1')).toBe(2)
  })

  it('is stopped when it is read, too', async () => {
    await expect(sandbox.decode('while (true) {}', INPUT, ME)).rejects.toMatchObject({ kind: 'too-slow' })
    await expect(sandbox.decode('x'.repeat(LIMITS.script + 1), INPUT, ME)).rejects.toMatchObject({
      kind: 'failed',
    })
  })

  it('in a native loop ends the worker, and what waited goes on in the next', {
    timeout: 60_000,
  }, async () => {
    const stuck = decode('return { data: { x: new Array(2 ** 32 - 1).join() } }')
    const others = Promise.all([value('1'), value('2')])
    await expect(stuck).rejects.toMatchObject({ kind: 'too-slow' })
    expect(await others).toEqual([1, 2])
  })
})

it('in native loops of one organisation holds up no other for longer than one of them', {
  timeout: 120_000,
}, async () => {
  const NATIVE = 'function decodeUplink() { return { data: { x: new Array(2 ** 32 - 1).join() } } }'
  const own = createSandbox(SILENCE)
  const settled: string[] = []
  const stuck = Array.from({ length: 3 }, (_, n) =>
    own.decode(`${NATIVE} // ${n}`, INPUT, 'theirs').catch(({ kind }) => void settled.push(kind)),
  )
  await own.decode('function decodeUplink() { return { data: {} } }', INPUT, 'ours')
  expect(settled).toEqual(['too-slow'])
  const again = own.decode(NATIVE, INPUT, 'theirs').catch(() => {})
  await own.decode('function decodeUplink() { return { data: {} } }', INPUT, 'ours')
  expect(settled).toEqual(['too-slow'])
  await own.stop()
  await Promise.all([...stuck, again])
})

it('keeps __proto__ in what is returned an ordinary field', async () => {
  const { data } = await decode('return { data: JSON.parse(\'{"__proto__": {"polluted": 1}}\') }')
  expect(Object.hasOwn(data, '__proto__')).toBe(true)
  expect(({} as { polluted?: number }).polluted).toBeUndefined()
})

it('decodes many messages in the order they came', async () => {
  const found = await Promise.all(Array.from({ length: 500 }, (_, n) => value(`input.fPort + ${n % 3}`)))
  expect(found).toEqual(Array.from({ length: 500 }, (_, n) => 5 + (n % 3)))
})
