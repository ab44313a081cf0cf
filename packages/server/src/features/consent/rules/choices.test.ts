import { CONSENT_STATUS_NAMES, CONSENT_STATUSES } from '@samenspel/standards/consent'
import { PLACE_PRECISIONS, TIME_PRECISIONS } from '@samenspel/standards/odrl'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ConsentRecord, NewChoice } from '../schema/choices.ts'
import type { Offer } from '../schema/notices.ts'
import { changesNothing, isInForce, nextStatus, readTerms } from './choices.ts'

const NOW = new Date('2026-03-02T10:00:00Z')
const DAY = 86_400_000

const moment = fc
  .integer({ min: -400, max: 800 })
  .map((days) => new Date(NOW.getTime() + days * DAY).toISOString())
const place = fc.constantFrom(...PLACE_PRECISIONS)
const time = fc.constantFrom(...TIME_PRECISIONS)

const offer: fc.Arbitrary<Offer> = fc.record({
  place,
  time,
  inGroups: fc.boolean(),
  longestDays: fc.option(fc.integer({ min: 1, max: 700 })),
  keptDays: fc.constant(null),
  recipientIds: fc.constant([]),
})

const yes: fc.Arbitrary<NewChoice> = fc
  .record({ place, time, inGroups: fc.boolean(), until: fc.option(moment) }, { requiredKeys: [] })
  .map((chosen) => ({ answer: 'yes', noticeVersion: 1, language: 'nl', ...chosen }))

const record: fc.Arbitrary<ConsentRecord> = fc
  .record({ status: fc.constantFrom(...CONSENT_STATUS_NAMES), place, time, until: fc.option(moment) })
  .map(({ status, ...terms }) => ({
    number: 1,
    status,
    noticeVersion: 1,
    language: 'nl',
    method: 'signed-in',
    recordedAt: '2025-01-01T00:00:00.000Z',
    terms: CONSENT_STATUSES[status].valid ? { ...terms, inGroups: true } : null,
  }))

describe('what a yes says yes to', () => {
  it('is never finer, longer or more than what is asked, and is what was chosen', () => {
    fc.assert(
      fc.property(offer, yes, (asked, choice) => {
        const terms = readTerms(choice, asked, NOW)
        if (Array.isArray(terms)) return
        expect(PLACE_PRECISIONS.indexOf(terms.place)).toBeGreaterThanOrEqual(
          PLACE_PRECISIONS.indexOf(asked.place),
        )
        expect(TIME_PRECISIONS.indexOf(terms.time)).toBeGreaterThanOrEqual(
          TIME_PRECISIONS.indexOf(asked.time),
        )
        expect(terms.inGroups && !asked.inGroups).toBe(false)
        const end = terms.until === null ? Number.POSITIVE_INFINITY : Date.parse(terms.until)
        expect(end).toBeGreaterThan(NOW.getTime())
        if (asked.longestDays !== null)
          expect(end).toBeLessThan(NOW.getTime() + (asked.longestDays + 1) * DAY)
        const { place: chosenPlace = 'area', time: chosenTime = 'day', inGroups = false } = choice
        expect(terms).toMatchObject({ place: chosenPlace, time: chosenTime, inGroups })
      }),
    )
  })

  it('is always possible with nothing but yes', () => {
    fc.assert(
      fc.property(offer, (asked) => {
        const choice: NewChoice = { answer: 'yes', noticeVersion: 1, language: 'nl' }
        expect(readTerms(choice, asked, NOW)).toMatchObject({ place: 'area', time: 'day', inGroups: false })
      }),
    )
  })
})

describe('how long a yes lasts', () => {
  const lasting = (longestDays: number): Offer => ({
    place: 'area',
    time: 'day',
    inGroups: false,
    longestDays,
    keptDays: null,
    recipientIds: [],
  })
  const yesOn = (moment: string, until?: string) =>
    readTerms(
      { answer: 'yes', noticeVersion: 1, language: 'nl', ...(until && { until }) },
      lasting(365),
      new Date(moment),
    )

  it('is to the end of the last day here, also when summer time begins or ends', () => {
    expect(yesOn('2026-03-02T10:00:00Z')).toMatchObject({ until: '2027-03-02T22:59:59.000Z' })
    expect(yesOn('2026-07-01T22:30:00Z')).toMatchObject({ until: '2027-07-02T21:59:59.000Z' })
    expect(yesOn('2026-03-28T23:30:00Z')).toMatchObject({ until: '2027-03-29T21:59:59.000Z' })
  })

  it('can be chosen to the last day in words of days, and no longer', () => {
    expect(yesOn('2026-03-02T10:00:00Z', '2027-03-02T23:59:59+01:00')).toMatchObject({
      until: '2027-03-02T22:59:59.000Z',
    })
    expect(yesOn('2026-03-02T10:00:00Z', '2027-03-03T00:00:00+01:00')).toEqual([
      expect.objectContaining({ pointer: '/until', nl: expect.stringContaining('2027-03-02') }),
    ])
  })

  it('is possible to fill in, whatever an offer can say', () => {
    expect(
      readTerms({ answer: 'yes', noticeVersion: 1, language: 'nl' }, lasting(36_500), NOW),
    ).toMatchObject({ until: expect.stringMatching(/^2126-/) })
  })
})

describe('the state after an answer', () => {
  it('is a consent after yes, and never one after no', () => {
    fc.assert(
      fc.property(fc.option(record, { nil: undefined }), (before) => {
        expect(CONSENT_STATUSES[nextStatus(before, 'yes', NOW)].valid).toBe(true)
        const stood = before !== undefined && isInForce(before, NOW)
        expect(nextStatus(before, 'no', NOW)).toBe(stood ? 'ConsentWithdrawn' : 'ConsentRefused')
      }),
    )
  })

  it('changes unless the same is said again about the same notice', () => {
    fc.assert(
      fc.property(record, (before) => {
        const same = { terms: before.terms, noticeVersion: 1 }
        const stands = isInForce(before, NOW)
        const no = before.status === 'ConsentRefused' || before.status === 'ConsentWithdrawn'
        expect(changesNothing(before, same, NOW)).toBe(before.terms ? stands : no)
        expect(changesNothing(before, { ...same, noticeVersion: 2 }, NOW)).toBe(false)
      }),
    )
  })
})
