import fc from 'fast-check'
import { PLACE_PRECISIONS, TIME_PRECISIONS } from '../../odrl/index.ts'
import { CONSENT_STATUS_NAMES, CONSENT_STATUSES, type ConsentReceipt, type ConsentStatus } from '../index.ts'

const iri = fc.uuid().map((id) => `urn:uuid:${id}`)
const text = fc.string({ unit: 'grapheme' }).map((written) => written.toWellFormed())
const moment = fc
  .date({ min: new Date('2020-01-01T00:00:00Z'), max: new Date('2090-01-01T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString())
const party = fc.record({ id: iri, name: text })

const eventWith = (statuses: readonly ConsentStatus[]) =>
  fc.record({ status: fc.constantFrom(...statuses), at: moment, by: iri })
const whichAre = (valid: boolean) =>
  CONSENT_STATUS_NAMES.filter((status) => CONSENT_STATUSES[status].valid === valid)

const terms = fc.record({
  place: fc.constantFrom(...PLACE_PRECISIONS),
  time: fc.constantFrom(...TIME_PRECISIONS),
  inGroups: fc.boolean(),
  until: fc.option(moment),
})

/** Any receipt. */
export const receipt: fc.Arbitrary<ConsentReceipt> = fc
  .record({
    id: iri,
    record: iri,
    issued: moment,
    dataSubject: iri,
    controller: fc.record({ id: iri, name: text, contact: text }),
    purpose: iri,
    dataset: iri,
    recipients: fc.array(party, { maxLength: 3 }),
    storageDays: fc.option(fc.integer({ min: 1, max: 36_500 })),
    notice: fc.record({
      id: iri,
      version: fc.integer({ min: 1, max: 1000 }),
      language: fc.constantFrom('nl' as const, 'en' as const),
    }),
    terms: fc.option(terms),
  })
  .chain((rest) =>
    fc
      .tuple(
        fc.array(eventWith(CONSENT_STATUS_NAMES), { maxLength: 3 }),
        eventWith(whichAre(rest.terms !== null)),
      )
      .map(([before, last]) => ({
        ...rest,
        events: [...before, last],
      })),
  )
