import { Type } from 'typebox'
import { Form, Id, Moment, OneOf, Page, PageQuery, type Static } from '../../platform/http/schemas.ts'
import { AreaCode } from '../areas/index.ts'
import { RULE_KEYS } from '../moderation/index.ts'
import { DISPUTE_REASONS, MOST_CHARACTERS, REMARK_KINDS, STANCES } from './lists.ts'

const closed = { additionalProperties: false }
const Kind = OneOf(REMARK_KINDS, 'What it says: placement is a sensor that hangs in the wrong place')
const Reason = OneOf(DISPUTE_REASONS, 'not-so: it is otherwise; over: it is over by now')
const ThingId = Type.Integer({
  minimum: 1,
  maximum: Number.MAX_SAFE_INTEGER,
  description: 'Id of a station, a SensorThings Thing',
})
const DatastreamId = Type.Integer({
  minimum: 1,
  maximum: 2_147_483_647,
  description: 'Id of a series of measurements, a Datastream',
})
const Property = Type.String({ minLength: 1, maxLength: 500, description: 'Name of an observed property' })
const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()])

const written = {
  kind: Kind,
  text: Form(
    '(?:\\p{L}[^\\p{L}]*){3}',
    {
      nl: 'Schrijf de opmerking in woorden, bijvoorbeeld: wegwerkzaamheden.',
      en: 'Write the remark in words, for example: road works.',
    },
    {
      minLength: 3,
      maxLength: MOST_CHARACTERS,
      description: 'What was or is the case; at most 10 lines, without invisible characters',
    },
  ),
  from: Type.Optional(
    Type.Union([Moment, Type.Null()], { description: 'The moment it is about, or when that began' }),
  ),
  to: Type.Optional(
    Type.Union([Moment, Type.Null()], {
      description: 'When it ended, or will; without it, it is about a moment',
    }),
  ),
}

export const NewRemark = Type.Object(
  {
    ...written,
    thing: Type.Optional(ThingId),
    datastream: Type.Optional(DatastreamId),
    area: Type.Optional(AreaCode),
    property: Type.Optional(Property),
    name: Type.Optional(
      Type.Union([Type.String({ minLength: 1, maxLength: 60 }), Type.Null()], {
        description: 'Under which name it is shown; null or nothing for no name',
      }),
    ),
  },
  { ...closed, description: 'On one of thing, datastream and area' },
)
export type NewRemark = Static<typeof NewRemark>

export const RemarkChange = Type.Partial(Type.Object(written), { ...closed, minProperties: 1 })
export type RemarkChange = Static<typeof RemarkChange>

export const NewVoice = Type.Object(
  { stance: OneOf(STANCES), reason: Type.Optional(Type.Union([Reason, Type.Null()])) },
  closed,
)
export type NewVoice = Static<typeof NewVoice>

export const Remark = Type.Object(
  {
    id: Id,
    kind: Kind,
    text: Type.Union([Type.String(), Type.Null()], { description: 'Null when it is hidden from you' }),
    writer: Type.Union([Type.String(), Type.Null()], { description: 'The name that the writer chose' }),
    isOwn: Type.Boolean({ description: 'Whether you wrote it' }),
    writtenAt: Moment,
    changedAt: Type.Union([Moment, Type.Null()], { description: 'When its text was changed' }),
    thing: nullable(Type.Integer()),
    datastream: nullable(Type.Integer()),
    area: nullable(Type.Object({ code: Type.String(), name: Type.String() })),
    name: Type.String({ description: 'Name of the station or area that it is about' }),
    location: Type.Union([Type.Array(Type.Number(), { minItems: 2, maxItems: 2 }), Type.Null()], {
      description: 'Longitude and latitude: of the station as everybody sees it, or inside the area',
    }),
    property: nullable(Type.String()),
    from: nullable(Moment),
    to: nullable(Moment),
    supports: Type.Integer(),
    disputes: Type.Integer(),
    reasons: Type.Array(Type.Object({ reason: Reason, count: Type.Integer() }), {
      description: 'Why it is disputed, as far as people said so',
    }),
    voice: Type.Union([Type.Object({ stance: OneOf(STANCES), reason: nullable(Reason) }), Type.Null()], {
      description: 'Yours',
    }),
    hidden: Type.Union(
      [
        Type.Object({ rule: OneOf(RULE_KEYS), reason: Type.String(), since: Moment, judgementId: Id }),
        Type.Null(),
      ],
      { description: 'Why moderators hid it' },
    ),
    mayChange: Type.Boolean({ description: 'Whether you wrote it, and may still change it' }),
  },
  { title: 'Remark' },
)
export type Remark = Static<typeof Remark>
export const RemarkPage = Page(Remark)

export const RemarkQuery = Type.Object({
  thing: Type.Optional({ ...ThingId, description: 'On this station, its series, or an area in which it is' }),
  datastream: Type.Optional({
    ...DatastreamId,
    description: 'On this series, its station, or an area in which that is',
  }),
  area: Type.Optional({ ...AreaCode, description: 'On this area, what is in it, or an area in which it is' }),
  property: Type.Optional({ ...Property, description: 'About this, or about no property in particular' }),
  kind: Type.Optional(Kind),
  from: Type.Optional({ ...Moment, description: 'About a time that touches this period, or about no time' }),
  to: Type.Optional(Moment),
  mine: Type.Optional(Type.Boolean({ description: 'Your own; nothing for who has no account' })),
  ...PageQuery,
})
export type RemarkQuery = Static<typeof RemarkQuery>
