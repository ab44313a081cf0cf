import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SensorThingsError } from '../errors.ts'
import { formatMultipart } from './answers.ts'
import { addressInService, type BatchPart } from './batch.ts'
import { parseJsonBatch } from './json.ts'
import { parseMultipart } from './multipart.ts'
import { fillAddress, fillBody } from './references.ts'

const ROOT = 'https://data.example.nl/sta/v1.1'
const TYPE = 'multipart/mixed;boundary=b'

/** The second example of clause 11.2.1, with a body in each place that needs one. */
const EXAMPLE = `
--b
Content-Type: application/http

GET /v1.1/Things(1)
Host: host


--b
Content-Type: multipart/mixed;boundary="c:1"

--c:1
Content-Type: application/http
Content-ID: 1

POST /v1.1/Things HTTP/1.1
Host: host
Content-Type: application/json
Content-Length: 3

{"name":"a"}
--c:1
Content-Type: application/http
Content-ID: 2

PATCH /v1.1/Things(1) HTTP/1.1
Content-Type: application/json

{"name":"b"}
--c:1--
--b
Content-Type: application/http

GET /v1.1/Things(3) HTTP/1.1
Host: host


--b--
`

describe('a batch in multipart', () => {
  it.each(['\n', '\r\n'])('is read with lines that end in %j', (lineEnd) => {
    const parts = parseMultipart(TYPE, EXAMPLE.replaceAll('\n', lineEnd))
    expect(parts).toMatchObject([
      { kind: 'request', request: { method: 'GET', url: '/v1.1/Things(1)' } },
      {
        kind: 'changeSet',
        requests: [
          { id: '1', method: 'POST', url: '/v1.1/Things', body: { name: 'a' } },
          { id: '2', method: 'PATCH', url: '/v1.1/Things(1)', body: { name: 'b' } },
        ],
      },
      { kind: 'request', request: { method: 'GET', url: '/v1.1/Things(3)' } },
    ])
    expect(parts[0]).not.toHaveProperty('request.body')
  })

  const part = (lines: string) => `--b\nContent-Type: application/http\n\n${lines}\n--b--`
  const nested = EXAMPLE.replace('Content-Type: application/http\nContent-ID: 1', TYPE.replace('=b', '=d'))
  it.each([
    ['no delimiter', TYPE, 'hello', 'no line'],
    ['no boundary', 'multipart/mixed', EXAMPLE, 'boundary'],
    ['no end', TYPE, EXAMPLE.replace('--b--', ''), 'stops before'],
    [
      'a change set in a change set',
      TYPE,
      nested.replace('multipart/mixed;boundary=d', 'Content-Type: multipart/mixed;boundary=d'),
      'another change set',
    ],
    ['reading in a change set', TYPE, EXAMPLE.replace('PATCH', 'GET'), 'only holds changes'],
    ['an id twice', TYPE, EXAMPLE.replace('Content-ID: 2', 'Content-ID: 1'), 'given twice'],
    ['another method', TYPE, part('TRACE /Things'), 'cannot have the method'],
    ['no request line', TYPE, part('Things'), 'request line'],
    [
      'a part of another type',
      TYPE,
      '--b\nContent-Type: text/plain\n\nGET /Things\n--b--',
      'application/http',
    ],
  ])('is refused with %s', (_, type, text, message) => {
    expect(() => parseMultipart(type, text)).toThrow(message)
  })

  it('keeps a body that is not JSON to the request that has it', () => {
    const [first] = parseMultipart(TYPE, part('POST /Things\nContent-Type: application/json\n\n{"name":'))
    expect(first).toMatchObject({
      kind: 'request',
      request: { fault: { nl: expect.stringMatching(/regel \d+, teken \d+/) } },
    })
  })

  it('is bounded', () => {
    const many = `${'--b\nContent-Type: application/http\n\nGET /Things\n'.repeat(5)}--b--`
    expect(() => parseMultipart(TYPE, many, { requests: 4, headers: 9 })).toThrow('4 requests')
    expect(parseMultipart(TYPE, many, { requests: 5, headers: 9 })).toHaveLength(5)
  })

  it('is read or refused with our own error, whatever is sent', () => {
    const lines = fc.constantFrom(...EXAMPLE.split('\n'), '--b', '--b--', '--c:1--', '', '\r', ':', 'a: b')
    const text = fc.array(fc.oneof(lines, fc.string())).map((all) => all.join('\n'))
    fc.assert(
      fc.property(
        fc.oneof(text, mutated(EXAMPLE)),
        fc.oneof(fc.constant(TYPE), fc.string()),
        (sent, type) => {
          try {
            for (const each of parseMultipart(type, sent)) expect(requestsOf(each)).toBeInstanceOf(Array)
          } catch (error) {
            expect(error).toBeInstanceOf(SensorThingsError)
          }
        },
      ),
      { numRuns: 2_000 },
    )
  })

  it('gives back what was put in', () => {
    const bodies = fc.array(fc.jsonValue(), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(bodies, fc.boolean(), (values, asChangeSet) => {
        const responses = values.map((value, index) => ({
          id: String(index),
          status: 200,
          reason: 'OK',
          headers: [['Content-Type', 'application/json']] as const,
          body: JSON.stringify(value),
        }))
        const text = formatMultipart(
          asChangeSet
            ? [{ kind: 'changeSet', responses }]
            : responses.map((response) => ({ kind: 'request', response })),
          'x-boundary',
        )
        // An answer differs from a request in its first line only.
        const asked = text.replaceAll(/HTTP\/1.1 200 OK/g, 'POST /Things HTTP/1.1')
        const read = parseMultipart('multipart/mixed; boundary=x-boundary', asked).flatMap(requestsOf)
        expect(read.map(({ id, body }) => [id, body])).toEqual(
          values.map((value, index) => [String(index), JSON.parse(JSON.stringify(value))]),
        )
      }),
    )
  })
})

function requestsOf(part: BatchPart) {
  return part.kind === 'request' ? [part.request] : part.requests
}

/** A text with a piece of it cut out, doubled or replaced. */
function mutated(text: string) {
  const place = fc.integer({ min: 0, max: text.length })
  return fc
    .tuple(place, fc.integer({ min: 0, max: 30 }), fc.string({ maxLength: 5 }))
    .map(([at, length, odd]) => text.slice(0, at) + odd + text.slice(at + length))
}

describe('a batch in JSON', () => {
  const request = { id: 'a', method: 'post', url: 'Things', body: { name: 'a' } }

  it('keeps the requests of a group together', () => {
    const parts = parseJsonBatch({
      requests: [
        request,
        { ...request, id: 'b', atomicityGroup: 'g' },
        { ...request, id: 'c', atomicityGroup: 'g', dependsOn: ['a'] },
        { ...request, id: 'd', if: '$g/$succeeded and not $a/$succeeded', headers: { Dataset: 'x' } },
      ],
    })
    expect(parts).toMatchObject([
      { kind: 'request', request: { id: 'a', method: 'POST', body: { name: 'a' }, dependsOn: [] } },
      { kind: 'changeSet', id: 'g', requests: [{ id: 'b' }, { id: 'c', dependsOn: ['a'] }] },
      {
        kind: 'request',
        request: {
          condition: [
            { id: 'g', succeeded: true },
            { id: 'a', succeeded: false },
          ],
          headers: new Map([['dataset', 'x']]),
        },
      },
    ])
  })

  it.each([
    ['no list', {}, 'requests'],
    ['a member that it does not have', { requests: [request], atomic: true }, 'A batch has requests'],
    ['no id', { requests: [{ method: 'GET', url: 'Things' }] }, 'needs an id'],
    ['an id twice', { requests: [request, request] }, 'given twice'],
    ['a later request to depend on', { requests: [{ ...request, dependsOn: ['z'] }] }, 'earlier'],
    ['another condition', { requests: [{ ...request, if: 'true' }] }, '$succeeded'],
    [
      'a group that is taken up again',
      {
        requests: [
          { ...request, atomicityGroup: 'g' },
          { ...request, id: 'b' },
          { ...request, id: 'c', atomicityGroup: 'g' },
        ],
      },
      'given twice',
    ],
  ])('is refused with %s', (_, value, message) => {
    expect(() => parseJsonBatch(value)).toThrow(message)
  })

  it('is read or refused with our own error, whatever is sent', () => {
    const field = fc.oneof(
      fc.constantFrom<unknown>('a', 'GET', 'POST', 'g', '$a/$succeeded', ['a']),
      fc.jsonValue(),
    )
    const item = fc.record(
      {
        id: field,
        method: field,
        url: field,
        headers: field,
        body: field,
        atomicityGroup: field,
        dependsOn: field,
        if: field,
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(
        fc.oneof(fc.jsonValue(), fc.record({ requests: fc.array(fc.oneof(item, fc.jsonValue())) })),
        (value) => {
          try {
            parseJsonBatch(value)
          } catch (error) {
            expect(error).toBeInstanceOf(SensorThingsError)
          }
        },
      ),
      { numRuns: 2_000 },
    )
  })
})

describe('references', () => {
  const find = (id: string) => (id === 'a' || id === 'a b' ? { path: 'Things(5)', id: 5 } : undefined)

  it.each([
    ['$a', 'Things(5)'],
    ['/$a/Datastreams?$filter=id eq $a', '/Things(5)/Datastreams?$filter=id eq $a'],
    ['Things($a)/Datastreams', 'Things(5)/Datastreams'],
    ['/$a%20b/Locations', '/Things(5)/Locations'],
    ['/$b/Datastreams', '/$b/Datastreams'],
    ['/$batch', '/$batch'],
    ['/Things/$count', '/Things/$count'],
  ])('in %s become %s', (address, filled) => {
    expect(fillAddress(address, find)).toBe(filled)
  })

  it('in a body stand where an id does, and nowhere else', () => {
    const body = { name: '$a', Sensor: { '@iot.id': '$a' }, list: [{ '@iot.id': '$b' }, { '@iot.id': 7 }] }
    expect(fillBody(body, find)).toEqual({ ...body, Sensor: { '@iot.id': 5 } })
  })

  it('leave a body that is nested too deep as it is', () => {
    let deep: unknown = { '@iot.id': '$a' }
    for (let level = 0; level < 100_000; level += 1) deep = [deep]
    expect(() => fillBody(deep, find)).not.toThrow()
  })
})

it.each([
  [`${ROOT}/Things(1)`, '/Things(1)'],
  ['/sta/v1.1/Things(1)?$top=1', '/Things(1)?$top=1'],
  ['/v1.1/Things(1)', '/Things(1)'],
  ['Things(1)', '/Things(1)'],
  ['/$a/Datastreams', '/$a/Datastreams'],
  ['https://elsewhere.example/sta/v1.1/Things', undefined],
  ['https://data.example.nl/api/v1/tokens', undefined],
  ['//elsewhere.example/Things', undefined],
  ['file:///etc/passwd', undefined],
])('the address %s is %s in the service', (url, address) => {
  expect(addressInService(url, ROOT)).toBe(address)
})
