import fc from 'fast-check'
import { Parser } from 'n3'
import { expect, it } from 'vitest'
import {
  CONSENT_STATUS_NAMES,
  CONSENT_TERMS,
  consentTermsAt,
  FORMER_TERMS,
  isListedPurpose,
  PURPOSES,
  readReceipt,
  receiptContext,
  writeReceipt,
  writeTermsJson,
  writeTermsTurtle,
} from './index.ts'
import { receipt } from './testing/receipt.ts'

const TERMS = consentTermsAt('https://waterrijk.example')

type Json = { [name: string]: Json } & Json[]

const [example] = fc.sample(
  receipt.filter(({ terms, recipients }) => terms !== null && recipients.length > 0),
  { numRuns: 1, seed: 1 },
)

function changed(change: (json: Json) => unknown): unknown {
  if (!example) throw new Error('A sample has one.')
  const json = JSON.parse(JSON.stringify(writeReceipt(example, TERMS))) as Json
  change(json)
  return json
}

it('is the same receipt when it is read again, in whatever order its fields are', () => {
  fc.assert(
    fc.property(receipt, (written) => {
      const json: unknown = JSON.parse(JSON.stringify(writeReceipt(written, TERMS)))
      const backwards = Object.fromEntries(Object.entries(json as object).reverse())
      expect(readReceipt(json, [TERMS])).toEqual({ ok: true, receipt: written })
      expect(readReceipt(backwards, [TERMS])).toEqual({ ok: true, receipt: written })
    }),
  )
})

it.each<[string, (json: Json) => unknown, string]>([
  [
    'another context',
    (json) => Object.assign(json['@context'] ?? {}, { purpose: 'dpv:hasContact' }),
    '/@context',
  ],
  [
    'a context from elsewhere',
    (json) => Object.assign(json, { '@context': 'https://w3id.org/dpv' }),
    '/@context',
  ],
  [
    'another legal basis',
    (json) => Object.assign(json.process ?? {}, { legalBasis: 'x:y' }),
    '/process/legalBasis',
  ],
  ['no purpose', (json) => delete json.process?.purpose, '/process/purpose'],
  [
    'a recipient without a name',
    (json) => delete json.process?.recipients?.[0]?.name,
    '/process/recipients/0/name',
  ],
  [
    'a precision that is not one',
    (json) => Object.assign(json.consent ?? {}, { place: '10m' }),
    '/consent/place',
  ],
  ['no consent after a consent was given', (json) => delete json.consent, '/events'],
  [
    'an unknown state',
    (json) => Object.assign(json.events?.[0] ?? {}, { status: 'dpv:Maybe' }),
    '/events/0/status',
  ],
  ['a moment without a zone', (json) => Object.assign(json, { issued: '2026-01-01T00:00:00' }), '/issued'],
  ['no events', (json) => Object.assign(json, { events: [] }), '/events'],
  ['a field that nobody knows', (json) => Object.assign(json, { 'a/b': 1 }), '/a~1b'],
])('refuses %s, and says where', (_what, change, pointer) => {
  const reading = readReceipt(changed(change), [TERMS])
  expect(reading).toMatchObject({ ok: false, mistakes: [expect.objectContaining({ pointer })] })
})

it('names every mistake at once', () => {
  const reading = readReceipt({ '@context': 1, extra: 1 }, [TERMS])
  expect(reading.ok ? [] : reading.mistakes.map(({ pointer }) => pointer)).toEqual(
    expect.arrayContaining(['/@context', '/extra', '/@id', '/controller', '/events']),
  )
  expect(readReceipt('text', [TERMS])).toMatchObject({ ok: false, mistakes: [{ pointer: '' }] })
})

it('uses terms of DPV by their address', () => {
  expect(CONSENT_STATUS_NAMES).toContain('ConsentWithdrawn')
  expect(isListedPurpose('https://w3id.org/dpv#PublicPolicyMaking')).toBe(true)
  expect(isListedPurpose('https://w3id.org/dpv#toString')).toBe(false)
  expect(isListedPurpose('https://example.org/#PublicPolicyMaking')).toBe(false)
  expect(Object.keys(PURPOSES)).not.toContain('Marketing')
})

it('is read with the terms of who published it, or with those of before, and with no others', () => {
  fc.assert(
    fc.property(receipt, (written) => {
      const former = writeReceipt(written, FORMER_TERMS)
      expect(readReceipt(former, [TERMS, FORMER_TERMS])).toEqual({ ok: true, receipt: written })
      expect(readReceipt(former, [TERMS])).toMatchObject({ mistakes: [{ pointer: '/@context' }] })
    }),
    { numRuns: 20 },
  )
})

it('has no term of its own that is not explained where it points to, in both languages and both forms', () => {
  const own = Object.values(receiptContext(TERMS)).filter(
    (name) => typeof name === 'string' && name.startsWith('own:'),
  )
  expect(own.map((name) => String(name).slice(4)).toSorted()).toEqual(
    CONSENT_TERMS.map(({ name }) => name).toSorted(),
  )
  const graph = writeTermsJson(TERMS)['@graph'] as { '@id': string }[]
  const turtle = new Parser().parse(writeTermsTurtle(TERMS))
  for (const { name } of CONSENT_TERMS) {
    const id = `${TERMS}#${name}`
    expect(graph.map((each) => each['@id'])).toContain(id)
    expect(
      turtle.filter(({ subject, object }) => subject.value === id && 'language' in object && object.language),
    ).toHaveLength(4)
  }
})
