import { type Static, Type } from 'typebox'
import { Id, Line, Moment, OneOf, Page, PageQuery } from '../../../../platform/http/schemas.ts'
import { ORIGINS, REASONS } from './reasons.ts'

export const STATES = ['waiting', 'replayed', 'discarded'] as const

const Texts = Type.Object({ nl: Type.String(), en: Type.String() })
const nullable = (description: string) => Type.Union([Type.String(), Type.Null()], { description })

export const DeadLetter = Type.Object(
  {
    id: Id,
    datasetId: Id,
    origin: OneOf(ORIGINS, 'The door through which it came'),
    sourceId: Type.Union([Id, Type.Null()], { description: 'The source or connector it came through' }),
    address: Type.String({ description: 'Where it was sent to or fetched from' }),
    sender: nullable('Name of the token or client that sent it'),
    reason: OneOf(REASONS),
    title: Type.Object(Texts.properties, { description: 'The reason in words' }),
    detail: Type.Object(Texts.properties, { description: 'What was wrong with this one' }),
    payloadSize: Type.Integer({ description: 'Bytes that were sent' }),
    times: Type.Integer({ description: 'How often exactly this was sent' }),
    attempts: Type.Integer({ description: 'How often replaying it failed' }),
    replayable: Type.Boolean({ description: 'False when it was too large to keep whole, or is closed' }),
    receivedAt: Moment,
    lastReceivedAt: Moment,
    state: OneOf(STATES),
    closedAt: Type.Union([Moment, Type.Null()]),
    closedBy: nullable('Who replayed or discarded it'),
    note: nullable('Why it was discarded'),
  },
  { title: 'DeadLetter', description: 'Something that was sent and could not be stored' },
)
export type DeadLetter = Static<typeof DeadLetter>

export const DeadLetterWithPayload = Type.Object(
  {
    ...DeadLetter.properties,
    payload: nullable('What was sent, at most its first 32 KiB; null once it is closed'),
    payloadEncoding: OneOf(['utf-8', 'base64'], 'How `payload` writes the bytes'),
  },
  { title: 'DeadLetterWithPayload' },
)
export type DeadLetterWithPayload = Static<typeof DeadLetterWithPayload>

const selection = {
  dataset: Type.Optional(Id),
  sourceId: Type.Optional(Id),
  reason: Type.Optional(OneOf(REASONS)),
}

export const DeadLetterQuery = Type.Object({
  ...selection,
  state: Type.Optional(OneOf(STATES, 'Default: waiting')),
  ...PageQuery,
})
export const DeadLetterPage = Page(DeadLetter)

export const DeadLetterCounts = Type.Object(
  {
    items: Type.Array(
      Type.Object({
        datasetId: Id,
        reason: OneOf(REASONS),
        title: Texts,
        count: Type.Integer({ description: 'Waiting letters' }),
        lastReceivedAt: Moment,
      }),
    ),
    lost: Type.Integer({ description: 'Letters that had to make room or became too old, ever' }),
  },
  { title: 'DeadLetterCounts', description: 'Waiting letters per dataset and reason, most frequent first' },
)
export type DeadLetterCounts = Static<typeof DeadLetterCounts>

/** Which waiting letters a bulk order is about. */
export const DeadLetterSelection = Type.Object(
  { ...selection, dataset: Id },
  { additionalProperties: false, description: 'Waiting letters of a dataset, narrowed by source and reason' },
)

export const Discard = Type.Object({ note: Line }, { additionalProperties: false })
export const DiscardSelection = Type.Object(
  { ...DeadLetterSelection.properties, note: Line },
  { additionalProperties: false },
)

export const ReplayReport = Type.Object(
  {
    replayed: Type.Integer({ description: 'Letters that are stored now' }),
    failed: Type.Integer({ description: 'Letters that still cannot be stored; they keep waiting' }),
    remaining: Type.Integer({
      description: 'Letters that were not tried for want of time: ask again as long as some are replayed',
    }),
  },
  { title: 'DeadLetterReplayReport' },
)
export type ReplayReport = Static<typeof ReplayReport>

export const DiscardReport = Type.Object({ discarded: Type.Integer() }, { title: 'DeadLetterDiscardReport' })
