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
  Text,
} from '../../platform/http/schemas.ts'
import { AreaCode } from '../areas/index.ts'
import { VERDICTS } from './lists.ts'

const closed = { additionalProperties: false }
const Words = Type.Object({ nl: Type.String(), en: Type.String() })
const nullable = <T extends Type.TSchema>(schema: T, description?: string) =>
  Type.Union([schema, Type.Null()], description ? { description } : {})
const Named = Type.Object({ id: Id, slug: Type.String(), title: Type.String() })

const written = {
  verdict: OneOf(
    VERDICTS,
    'continue: as it is; scale: in more places; change: differently; stop; repeat-elsewhere: others should try it',
  ),
  surprised: Type.String({ maxLength: 5000, description: 'What was not expected; empty when nothing' }),
  forWhom: Type.String({ maxLength: 5000, description: 'For whom it worked, and for whom not' }),
  text: Type.String({
    minLength: 20,
    maxLength: 10_000,
    description: 'What you would tell another municipality',
  }),
}

export const LessonBody = Type.Object(
  {
    verdict: written.verdict,
    text: written.text,
    surprised: Type.Optional(written.surprised),
    forWhom: Type.Optional(written.forWhom),
    nextChallengeId: Type.Optional(nullable(Id, 'A public challenge that follows from it')),
    nextInterventionId: Type.Optional(nullable(Id, 'A public intervention that follows from it')),
    reason: Type.Optional(
      Explanation(2000, 'Why it takes the place of the lesson that holds; needed when there is one'),
    ),
  },
  closed,
)
export type LessonBody = Static<typeof LessonBody>

const Evaluation = Type.Object(
  {
    ...Named.properties,
    state: OneOf(
      ['published', 'withdrawn'],
      'A lesson of a withdrawn evaluation stays readable, and is in no list',
    ),
    answer: Type.String({ description: 'As in evaluations' }),
    sentence: Words,
    publishedAt: Moment,
    areaCodes: Type.Array(Type.String()),
  },
  { title: 'LessonEvaluation' },
)

export const LessonSummary = Type.Object(
  {
    id: Id,
    number: Type.Integer({ description: 'Counts the lessons of one evaluation; the last one holds' }),
    ...written,
    drawnAt: Moment,
    evaluation: Evaluation,
    challengeId: Id,
    interventionId: Id,
    ownerId: Id,
    nextChallenge: nullable(Named),
    nextIntervention: nullable(Named),
  },
  { title: 'LessonSummary' },
)
export type LessonSummary = Static<typeof LessonSummary>
export const LessonPage = Page(LessonSummary)

export const Lesson = Type.Object(
  {
    ...LessonSummary.properties,
    mayWrite: Type.Boolean({ description: 'Whether you may draw a lesson that takes its place' }),
    history: Type.Array(
      Type.Object({ number: Type.Integer(), ...written, reason: Type.String(), drawnAt: Moment }),
      {
        description:
          'All lessons of the evaluation, the newest first, each with why it took the place of the one before',
      },
    ),
  },
  { title: 'Lesson' },
)
export type Lesson = Static<typeof Lesson>

export const LessonQuery = Type.Object({
  search: Type.Optional(
    Type.String({
      minLength: 2,
      maxLength: 200,
      description: 'Words that are all in it, by their Dutch stem',
    }),
  ),
  verdict: Type.Optional(written.verdict),
  challengeId: Type.Optional(Id),
  interventionId: Type.Optional(Id),
  area: Type.Optional({ ...AreaCode, description: 'About this area, one in it, or one that it lies in' }),
  ...PageQuery,
})

export const SimilarQuery = Type.Object({
  text: {
    ...Text,
    minLength: 3,
    maxLength: 5000,
    description: 'What is written so far, such as a title with a question',
  },
  area: Type.Optional(
    Type.Array(AreaCode, { maxItems: 100, description: 'Where it is about; a lesson of there counts more' }),
  ),
  indicatorId: Type.Optional({ ...Id, description: 'What is to change; a lesson about it counts more' }),
})

export const SimilarLessons = Type.Object(
  {
    items: Type.Array(
      Type.Object({
        ...LessonSummary.properties,
        score: Type.Number({
          description: 'How alike: ts_rank of the words, with what is shared added. Only to order by',
        }),
      }),
    ),
  },
  { title: 'SimilarLessons' },
)

export const MissingLessons = Type.Object(
  {
    items: Type.Array(
      Type.Object(
        {
          evaluation: Evaluation,
          ...{ challengeId: Id, interventionId: Id, ownerId: Id },
          dueAt: { ...Moment, description: 'By when there had to be one' },
        },
        { title: 'MissingLesson' },
      ),
    ),
  },
  { title: 'MissingLessons' },
)

export const MissingQuery = Type.Object(
  { evaluationId: Type.Optional({ ...Id, description: 'Only of this evaluation' }) },
  closed,
)

export const EvaluationParams = Type.Object({ evaluationKey: Key })
