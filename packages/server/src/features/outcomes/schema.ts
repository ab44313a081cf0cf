import { EFFECT_ANSWERS } from '@samenspel/standards/effects'
import { Type } from 'typebox'
import { Id, Moment, NullableDay, OneOf } from '../../platform/http/schemas.ts'
import { VERDICTS } from '../lessons/index.ts'

const Words = Type.Object({ nl: Type.String(), en: Type.String() })

const Next = Type.Union([Type.Object({ slug: Type.String(), title: Type.String() }), Type.Null()], {
  description: 'What follows from it; null when nothing public does',
})

const Measured = Type.Object(
  {
    id: Id,
    slug: Type.String(),
    title: Type.String(),
    answer: OneOf(EFFECT_ANSWERS, 'Whether it worked'),
    sentence: Words,
    publishedAt: Moment,
    lesson: Type.Union([
      Type.Object({
        verdict: OneOf(VERDICTS, 'What is done with it'),
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
    stalled: Type.Boolean({ description: 'A pilot past its end without a decision on how it goes on' }),
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
