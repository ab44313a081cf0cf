/** What goes into a computation and what comes out of it, as the API gives it. */
import {
  EFFECT_ANSWERS,
  EFFECT_CHECK_KINDS,
  EFFECT_CHECK_OUTCOMES,
  EFFECT_METHODS,
  INCIDENT_KINDS,
  SHAPES,
} from '@samenspel/standards/effects'
import { Type } from 'typebox'
import { OneOf } from '../../platform/http/schemas.ts'
import { DESIGNS } from '../interventions/index.ts'

const Both = Type.Object({ nl: Type.String(), en: Type.String() })
const Maybe = Type.Union([Type.Number(), Type.Null()])
const Values = Type.Array(Maybe)
const MaybeText = Type.Union([Type.String(), Type.Null()])

export const Study = Type.Object(
  {
    design: OneOf(DESIGNS),
    shape: OneOf(SHAPES),
    season: Type.Integer({ description: 'Steps in a year' }),
    unit: Type.String(),
    hoped: OneOf(['up', 'down']),
    from: Type.String({ description: 'First day of the figures' }),
    until: Type.String({ description: 'The day before which the figures end' }),
    expected: Type.Optional(
      Type.Union([Type.Object({ change: Type.Number(), by: Type.String() }), Type.Null()], {
        description: 'What was expected of this figure beforehand, in its unit, and by which day',
      }),
    ),
    enough: Type.Optional(
      Type.Object(
        { until: Type.String(), are: Type.String() },
        { description: 'Until which day there must be figures to judge by, and until which there are' },
      ),
    ),
    periods: Type.Array(Type.String(), { description: 'The day on which each step begins' }),
    start: Type.Integer({ description: 'Place of the first whole step after the start' }),
    areas: Type.Array(
      Type.Object({
        code: Type.String(),
        name: Type.String(),
        startedAt: Type.Union([Type.Integer(), Type.Null()], { description: 'Null: only compared with' }),
        neighbours: Type.Array(Type.String()),
        values: Values,
      }),
    ),
    incidents: Type.Array(
      Type.Object({ at: Type.Integer(), kind: OneOf(INCIDENT_KINDS), area: Type.String() }),
    ),
  },
  { title: 'EvaluationStudy', description: 'All that goes in: the same text gives the same outcome' },
)

const Effect = Type.Object(
  {
    scale: OneOf(['difference', 'ratio'], '`ratio`: 0.1 is 10 % more than without the intervention'),
    estimate: Maybe,
    low: Maybe,
    high: Maybe,
    p: Maybe,
  },
  { title: 'EffectEstimate', description: 'With the 95 % interval; an end of it is null when it has none' },
)

export const Outcome = Type.Object(
  {
    answer: OneOf(EFFECT_ANSWERS),
    reasons: Type.Array(OneOf(EFFECT_CHECK_KINDS), { description: 'The checks on which the answer rests' }),
    sentence: Both,
    effect: Type.Union([
      Type.Object({
        ...Effect.properties,
        method: OneOf(EFFECT_METHODS),
        standardError: Maybe,
        count: Type.Integer(),
        expected: Maybe,
      }),
      Type.Null(),
    ]),
    checks: Type.Array(
      Type.Object(
        {
          kind: OneOf(EFFECT_CHECK_KINDS),
          outcome: OneOf(EFFECT_CHECK_OUTCOMES),
          reason: Type.Optional(Type.String()),
          figures: Type.Record(Type.String(), Maybe),
          sentence: Both,
        },
        { title: 'EffectCheck' },
      ),
    ),
    measured: Type.Object({ before: Maybe, after: Maybe }),
    size: Type.Object({
      treated: Type.Integer(),
      compared: Type.Integer(),
      before: Type.Integer(),
      after: Type.Integer(),
    }),
    leftOut: Type.Array(Type.Object({ area: Type.String(), reason: Type.String() })),
    alternatives: Type.Array(Type.Object({ choice: Type.String(), area: MaybeText, estimate: Effect })),
    placebos: Type.Array(
      Type.Object({ kind: OneOf(['time', 'space']), period: MaybeText, area: MaybeText, estimate: Effect }),
    ),
    picture: Type.Object({
      measured: Values,
      compared: Type.Union([Values, Type.Null()]),
      expected: Type.Union([Values, Type.Null()]),
      low: Type.Union([Values, Type.Null()]),
      high: Type.Union([Values, Type.Null()]),
    }),
  },
  { title: 'EvaluationOutcome' },
)
