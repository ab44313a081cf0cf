import { Type } from 'typebox'
import { Id, Moment, NullableDay, OneOf } from '../../platform/http/schemas.ts'

const Words = Type.Object({ nl: Type.String(), en: Type.String() })

const Next = Type.Union([Type.Object({ slug: Type.String(), title: Type.String() }), Type.Null()], {
  description: 'What follows from it; null when nothing public does',
})

const Measured = Type.Object(
  {
    id: Id,
    slug: Type.String(),
    title: Type.String(),
    answer: Type.String({ description: 'Whether it worked: as in evaluations' }),
    sentence: Words,
    publishedAt: Moment,
    lesson: Type.Union([
      Type.Object({
        verdict: Type.String({ description: 'What is done with it: as in lessons' }),
        text: Type.String(),
        drawnAt: Moment,
        nextChallenge: Next,
        nextIntervention: Next,
      }),
      Type.Null(),
    ]),
  },
  { title: 'OutcomeEvaluation' },
)

const Done = Type.Object(
  {
    decisionId: Id,
    id: Id,
    slug: Type.String(),
    title: Type.String(),
    kind: OneOf(['measure', 'pilot']),
    state: OneOf(['registered', 'running', 'ended']),
    startedOn: NullableDay,
    endedOn: NullableDay,
    evaluations: Type.Array(Measured, { description: 'In the order in which they were published' }),
  },
  {
    title: 'DecisionOutcome',
    description: 'An intervention that follows from a decision, and whether it worked',
  },
)

export const Outcomes = Type.Object({ items: Type.Array(Done) }, { title: 'DecisionOutcomes' })

export const OutcomesQuery = Type.Object({
  decisionId: Type.Array(Id, { minItems: 1, maxItems: 200, description: 'Of these decisions' }),
})
