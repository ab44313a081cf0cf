import fc from 'fast-check'
import { expect, it } from 'vitest'
import { CONSENT_STATUS_NAMES, isListedPurpose, PURPOSES, readReceipt, writeReceipt } from './index.ts'
import { receipt } from './testing/receipt.ts'

type Json = { [name: string]: Json } & Json[]

const [example] = fc.sample(
  receipt.filter(({ terms, recipients }) => terms !== null && recipients.length > 0),
  { numRuns: 1, seed: 1 },
)

function changed(change: (json: Json) => unknown): unknown {
  if (!example) throw new Error('A sample has one.')
  const json = JSON.parse(JSON.stringify(writeReceipt(example))) as Json
  change(json)
  return json
}

it('is the same receipt when it is read again, in whatever order its fields are', () => {
  fc.assert(
    fc.property(receipt, (written) => {
      const json: unknown = JSON.parse(JSON.stringify(writeReceipt(written)))
      const backwards = Object.fromEntries(Object.entries(json as object).reverse())
      expect(readReceipt(json)).toEqual({ ok: true, receipt: written })
      expect(readReceipt(backwards)).toEqual({ ok: true, receipt: written })
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
  const reading = readReceipt(changed(change))
  expect(reading).toMatchObject({ ok: false, mistakes: [expect.objectContaining({ pointer })] })
})

it('names every mistake at once', () => {
  const reading = readReceipt({ '@context': 1, extra: 1 })
  expect(reading.ok ? [] : reading.mistakes.map(({ pointer }) => pointer)).toEqual(
    expect.arrayContaining(['/@context', '/extra', '/@id', '/controller', '/events']),
  )
  expect(readReceipt('text')).toMatchObject({ ok: false, mistakes: [{ pointer: '' }] })
})

it('uses terms of DPV by their address', () => {
  expect(CONSENT_STATUS_NAMES).toContain('ConsentWithdrawn')
  expect(isListedPurpose('https://w3id.org/dpv#PublicPolicyMaking')).toBe(true)
  expect(isListedPurpose('https://w3id.org/dpv#toString')).toBe(false)
  expect(isListedPurpose('https://example.org/#PublicPolicyMaking')).toBe(false)
  expect(Object.keys(PURPOSES)).not.toContain('Marketing')
})
