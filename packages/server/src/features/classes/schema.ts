import { Type } from 'typebox'
import { Day, Id, Line, Moment, Page, type Static } from '../../platform/http/schemas.ts'
import { MOST_PUPILS } from './lists.ts'

const closed = { additionalProperties: false }
const ShortLine = Type.String({ minLength: 1, maxLength: 80 })
const Keeps = Type.Boolean({
  description:
    'Whether what the class published stays when it ends, with the class as author and no nickname; else it is removed too',
})
const Nickname = Type.String({ description: 'A name that we made' })

export const ClassBody = Type.Object(
  {
    school: Type.String({ ...ShortLine, description: 'Such as De Meerkoet' }),
    name: Type.String({ ...ShortLine, description: 'Such as groep 8' }),
    endsOn: Type.Optional(
      Type.String({
        ...Day,
        description: 'Last day of the class; default: that of the school year, 31 July',
      }),
    ),
    keepsPublished: Keeps,
  },
  closed,
)
export type ClassBody = Static<typeof ClassBody>

export const ClassPatch = Type.Partial(ClassBody, closed)
export type ClassPatch = Static<typeof ClassPatch>

export const ClassSummary = Type.Object(
  {
    id: Id,
    school: Line,
    name: Line,
    openedAt: Moment,
    endsOn: Day,
    pupils: Type.Integer({ description: 'How many there are' }),
  },
  { title: 'ClassSummary' },
)
export type ClassSummary = Static<typeof ClassSummary>
export const ClassPage = Page(ClassSummary)

export const SchoolClass = Type.Object(
  {
    ...ClassSummary.properties,
    code: Type.Union([Type.String(), Type.Null()], {
      description: 'With what pupils come in; null when nobody can',
    }),
    keepsPublished: Keeps,
    members: Type.Array(Type.Object({ id: Id, nickname: Nickname, joinedAt: Moment })),
  },
  { title: 'SchoolClass', description: 'As its teacher sees it' },
)
export type SchoolClass = Static<typeof SchoolClass>

export const NewPupils = Type.Object(
  { count: Type.Integer({ minimum: 1, maximum: MOST_PUPILS, description: 'How many cards to make' }) },
  closed,
)

export const PupilCard = Type.Object(
  {
    id: Id,
    nickname: Nickname,
    card: Type.String({ description: 'Four words, only in this answer' }),
  },
  { title: 'PupilCard' },
)
export const PupilCards = Type.Object({ items: Type.Array(PupilCard) })

const Code = Type.String({ minLength: 1, maxLength: 40, description: 'As the teacher reads it aloud' })

export const Visit = Type.Object({ code: Code }, closed)
export const VisitedClass = Type.Object(
  {
    school: Line,
    name: Line,
    nicknames: Type.Array(Type.String(), { description: 'Names that are free now' }),
  },
  { title: 'VisitedClass' },
)

export const NewPupil = Type.Object(
  {
    code: Code,
    nickname: Type.String({ minLength: 1, maxLength: 60, description: 'One of the names of the visit' }),
  },
  closed,
)

export const CardEntry = Type.Object(
  { code: Code, card: Type.String({ minLength: 1, maxLength: 100, description: 'The words on the card' }) },
  closed,
)

export const OwnClass = Type.Object(
  { nickname: Nickname, school: Line, name: Line, endsOn: Day },
  { title: 'OwnClass', description: 'For the pupil who works here' },
)
