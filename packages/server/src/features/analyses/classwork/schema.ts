import { Type } from 'typebox'
import { Moment, OneOf, type Static } from '../../../platform/http/schemas.ts'
import { WORK_STATES } from '../../classes/index.ts'
import { STATES } from '../writing/schema.ts'

const closed = { additionalProperties: false }

const HandedIn = Type.Object(
  {
    state: OneOf(WORK_STATES, 'Whether it waits for the teacher, or the teacher gave it back'),
    remark: Type.String({ description: 'What the teacher said when giving it back' }),
    at: Moment,
  },
  { title: 'HandedIn' },
)
const OrNone = Type.Union([HandedIn, Type.Null()], { description: 'Null when it is not handed in' })

export const Handing = Type.Object({ handedIn: OrNone }, { title: 'Handing' })
export type Handing = Static<typeof Handing>

export const HandingQuery = Type.Object(
  { check: Type.Optional(Type.Boolean({ description: 'Only say what is missing: nothing is handed in' })) },
  closed,
)

export const ClassAnalysis = Type.Object(
  {
    slug: Type.String(),
    title: Type.String(),
    nickname: Type.String(),
    state: OneOf(STATES),
    isPublished: Type.Boolean({ description: 'Whether everybody can read a version of it' }),
    handedIn: OrNone,
    updatedAt: Moment,
  },
  { title: 'ClassAnalysis' },
)
export const ClassAnalyses = Type.Object({ items: Type.Array(ClassAnalysis) })

export const GivingBack = Type.Object(
  { remark: Type.String({ minLength: 1, maxLength: 2000, description: 'What the pupil can do better' }) },
  closed,
)

/** What stands with an analysis of a pupil once it is public. */
export const NAMINGS = ['class', 'nickname'] as const

export const Approval = Type.Object(
  {
    revision: Type.String({ maxLength: 100, description: 'Of the text that the teacher read' }),
    naming: OneOf(NAMINGS, 'Whose it is for everybody: of the class, or of the nickname with the class'),
  },
  closed,
)
export type Approval = Static<typeof Approval>
