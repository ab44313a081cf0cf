import { type Static, Type } from 'typebox'
import { Form, Id, Moment, OneOf, Page, PageQuery } from '../../../../platform/http/schemas.ts'
import { STATES } from './rules.ts'

const States = Type.Array(OneOf(STATES), { description: 'What is wrong; empty when all is well' })
const Capture = Type.Union([Type.Number(), Type.Null()], {
  description:
    'Part of the expected values of the last whole days that is there, 0 to 1; null when not known',
})
const NullableMoment = Type.Union([Moment, Type.Null()])

export const Health = Type.Object(
  {
    thingId: Type.Integer(),
    name: Type.String(),
    datasetId: Id,
    states: States,
    since: Moment,
    firstSeen: NullableMoment,
    lastSeen: NullableMoment,
    capture7: Capture,
    capture30: Capture,
    datastreams: Type.Array(
      Type.Object({
        datastreamId: Type.Integer(),
        title: Type.String(),
        states: States,
        capture7: Capture,
        capture30: Capture,
      }),
    ),
    checkedAt: Moment,
  },
  { title: 'StationHealth' },
)
export type Health = Static<typeof Health>

export const HealthPage = Page(Health)

export const HealthQuery = Type.Object({
  dataset: Type.String({ minLength: 1, maxLength: 300, description: 'Id or slug of a dataset' }),
  state: Type.Optional(OneOf(STATES, 'Only stations with this state')),
  ...PageQuery,
})

export const HealthHistory = Type.Object(
  {
    ...Health.properties,
    history: Type.Array(Type.Object({ changedAt: Moment, states: States }), {
      description: 'Which states it had from a moment on, newest first, at most 100',
    }),
  },
  { title: 'StationHealthHistory' },
)
export type HealthHistory = Static<typeof HealthHistory>

export const NewHost = Type.Object(
  {
    email: Type.String({ format: 'email', maxLength: 254, description: 'Who wants the messages' }),
  },
  { additionalProperties: false },
)

export const KeyQuery = Type.Object({
  key: Form(
    '^[A-Za-z0-9_-]{32}$',
    {
      nl: 'Deze sleutel is niet heel. Neem de hele link uit het bericht over.',
      en: 'This key is not whole. Copy the whole link from the message.',
    },
    { description: 'From the link in a message' },
  ),
})

export const StopQuery = Type.Object({
  ...KeyQuery.properties,
  all: Type.Optional(Type.Boolean({ description: 'Also about the other stations of the same address' })),
})
