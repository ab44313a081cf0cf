import { Type } from 'typebox'
import {
  Explanation,
  Id,
  Key,
  Moment,
  OneOf,
  Page,
  PageQuery,
  type Static,
} from '../../../platform/http/schemas.ts'
import { DUTY_KINDS, TASK_STATES } from '../lists.ts'
import { closed, orNull } from './content.ts'

export const Task = Type.Object(
  {
    id: Id,
    agreementId: Id,
    agreementSlug: Type.String(),
    agreementTitle: Type.String(),
    version: Type.Integer(),
    dutyId: Type.String(),
    kind: OneOf(DUTY_KINDS),
    organisationId: Type.String({ ...Id, description: 'Who must do it' }),
    organisationName: Type.String(),
    state: OneOf(TASK_STATES),
    dueAt: orNull(Moment, 'Before when; null: always, or as long as the agreement has no end'),
    doneAt: orNull(Moment),
    doneBy: orNull(Type.String()),
    note: Type.String({ description: 'What was done, in the words of who did it' }),
  },
  { title: 'AgreementTask' },
)
export type Task = Static<typeof Task>

export const TaskPage = Page(Task)

export const TaskQuery = Type.Object(
  {
    ...PageQuery,
    agreement: Type.Optional(Key),
    organisationId: Type.Optional(Id),
    state: Type.Optional(OneOf(TASK_STATES)),
  },
  closed,
)

export const Completion = Type.Object(
  {
    note: Explanation(5000, 'What was done: where the source is named, what was reported, what was deleted'),
  },
  closed,
)

export const TaskParams = Type.Object({ id: Id })
