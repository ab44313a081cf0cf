import { Type } from 'typebox'
import { Id, OneOf, type Static } from '../../../platform/http/schemas.ts'
import { AreaCode } from '../../areas/index.ts'
import { ABOUT, LANGUAGES, RHYTHMS } from '../lists.ts'

const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(type: T, description: string) =>
  Type.Union([type, Type.Null()], { description })

const Subject = Type.Object(
  {
    id: Id,
    about: OneOf(
      ABOUT,
      'mine: signals for which you answer; outcomes: what came of what you take part in or contributed to',
    ),
    challengeId: orNull(Id, 'Of about: challenge'),
    indicatorId: orNull(Id, 'Of about: indicator'),
    areaCode: orNull(Type.String(), 'Of about: area; those in it too'),
    name: orNull(Type.String(), 'What it is called; null when it is not there any more'),
  },
  { title: 'MessageSubject' },
)

const choices = {
  language: OneOf(LANGUAGES),
  rhythm: OneOf(
    RHYTHMS,
    'day: every morning at seven; week: on Monday. Only when there is something to tell',
  ),
}

export const Messages = Type.Object(
  {
    ...choices,
    active: Type.Boolean({ description: 'Whether digests are sent' }),
    subjects: Type.Array(Subject),
  },
  { title: 'Messages' },
)
export type Messages = Static<typeof Messages>

export const MessagesBody = Type.Object(choices, { additionalProperties: false })

export const NewSubject = Type.Object(
  {
    about: OneOf(ABOUT),
    challengeId: Type.Optional(Id),
    indicatorId: Type.Optional(Id),
    areaCode: Type.Optional(AreaCode),
  },
  { additionalProperties: false },
)
export type NewSubject = Static<typeof NewSubject>

export const StopQuery = Type.Object({
  key: Type.String({ minLength: 1, maxLength: 100, description: 'From the message' }),
  challengeId: Type.Optional({
    ...Id,
    description: 'Stop what it tells of this challenge only; without it the whole digest stops',
  }),
})
