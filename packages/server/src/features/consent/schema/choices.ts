import { CONSENT_STATUS_NAMES } from '@samenspel/standards/consent'
import { PLACE_PRECISIONS, TIME_PRECISIONS } from '@samenspel/standards/odrl'
import { Type } from 'typebox'
import { Id, Moment, OneOf, Page, type Static } from '../../../platform/http/schemas.ts'
import { ANSWERS, LANGUAGES, METHODS } from '../lists.ts'

const closed = { additionalProperties: false }
const Place = OneOf(PLACE_PRECISIONS)
const Time = OneOf(TIME_PRECISIONS)
const Until = Type.Union([Moment, Type.Null()], {
  description: 'When the consent ends by itself; null: it does not',
})

/** A choice: the same for yes and for no. What is not said with a yes is as little as possible. */
export const NewChoice = Type.Object(
  {
    answer: OneOf(ANSWERS),
    noticeVersion: Type.Integer({
      minimum: 1,
      maximum: 1_000_000,
      description:
        'Version of the notice that was read; refused (409 conflict) when there is a newer one, unless it withdraws a consent',
    }),
    language: OneOf(LANGUAGES, 'The language in which the notice was read'),
    place: Type.Optional(OneOf(PLACE_PRECISIONS, 'Default: area. With “no” it is not kept')),
    time: Type.Optional(OneOf(TIME_PRECISIONS, 'Default: day. With “no” it is not kept')),
    inGroups: Type.Optional(
      Type.Boolean({ description: 'Count in figures about groups. Default: no. With “no” it is not kept' }),
    ),
    until: Type.Optional(
      Type.Union([Moment, Type.Null()], {
        description: 'Default: as long as the notice asks. With “no” it is not kept',
      }),
    ),
  },
  closed,
)
export type NewChoice = Static<typeof NewChoice>

export const ConsentRecord = Type.Object(
  {
    number: Type.Integer(),
    status: OneOf(CONSENT_STATUS_NAMES, 'Consent status of DPV (https://w3id.org/dpv#)'),
    noticeVersion: Type.Integer(),
    language: OneOf(LANGUAGES),
    method: OneOf(METHODS, 'By whom or what: the person, time, a new notice, the end of the account'),
    recordedAt: Moment,
    terms: Type.Union(
      [Type.Object({ place: Place, time: Time, inGroups: Type.Boolean(), until: Until }), Type.Null()],
      { description: 'To what the person said yes; null when there is no consent' },
    ),
  },
  { title: 'ConsentRecord' },
)
export type ConsentRecord = Static<typeof ConsentRecord>

const choice = {
  id: Id,
  noticeId: Id,
  datasetId: Id,
  purpose: Type.String(),
  inForce: Type.Boolean({ description: 'Whether there is a consent at this moment' }),
  current: ConsentRecord,
}

export const Consent = Type.Object(
  { ...choice, history: Type.Array(ConsentRecord, { description: 'Newest first' }) },
  { title: 'Consent' },
)
export type Consent = Static<typeof Consent>

export const ConsentSummary = Type.Object(choice, { title: 'ConsentSummary' })
export type ConsentSummary = Static<typeof ConsentSummary>

export const ConsentPage = Page(ConsentSummary)
