import { Type } from 'typebox'
import { Moment, OneOf, type Static } from '../../../platform/http/schemas.ts'
import { Answer } from '../schema.ts'

const nullable = <T extends Type.TSchema>(schema: T, description?: string) =>
  Type.Union([schema, Type.Null()], description ? { description } : {})

const Cell = Type.Union([Type.String(), Type.Number(), Type.Null()])

const Difference = Type.Object(
  {
    kind: OneOf(['changed', 'added', 'gone']),
    of: OneOf(
      ['value', 'against'],
      'What differs of it: the value, or what it is set out against in a scatter chart',
    ),
    row: Type.Record(Type.String(), Cell, {
      description: 'Which value: the cells that tell it apart, by column',
    }),
    before: nullable(Type.Number()),
    after: nullable(Type.Number()),
  },
  { title: 'RerunDifference' },
)
export type Difference = Static<typeof Difference>

export const Comparison = Type.Object(
  {
    same: Type.Integer({ description: 'Values that are the same' }),
    otherwise: Type.Integer({
      description: 'Of those: values that rest on other stations, or are more or less sure',
    }),
    changed: Type.Integer({ description: 'Values that are another' }),
    added: Type.Integer({ description: 'Values that were not there' }),
    gone: Type.Integer({ description: 'Values that are no longer there' }),
    largest: nullable(Difference, 'The value that changed most; not what it is set out against'),
    differences: Type.Array(Difference, { description: 'The first hundred' }),
    means: Type.Array(
      Type.Object({
        series: Type.String(),
        name: nullable(Type.String()),
        before: nullable(Type.Number()),
        after: nullable(Type.Number()),
      }),
      { description: 'For each place the mean of its values' },
    ),
  },
  { title: 'RerunComparison' },
)
export type Comparison = Static<typeof Comparison>

export const RERUN_STATES = ['same', 'changed', 'refused', 'removed'] as const

export const Rerun = Type.Object(
  {
    version: Type.Integer(),
    frozenAt: Moment,
    at: Moment,
    charts: Type.Array(
      Type.Object(
        {
          question: Type.String(),
          state: OneOf(
            RERUN_STATES,
            '`refused`: it cannot be answered now; `removed`: the values of then are gone, so nothing can be compared',
          ),
          refusal: nullable(Type.Object({ nl: Type.String(), en: Type.String() })),
          unit: Type.String(),
          answer: nullable(Answer, 'The answer of now'),
          comparison: nullable(Comparison),
        },
        { title: 'RerunChart' },
      ),
    ),
    indicators: Type.Array(
      Type.Object({
        slug: Type.String(),
        title: Type.String(),
        before: Type.Integer({ description: 'The version of its definition when this was published' }),
        after: nullable(
          Type.Integer({ description: 'The version of now' }),
          'Null when it is no longer public',
        ),
      }),
    ),
  },
  {
    title: 'AnalysisRerun',
    description: 'The same questions on the data of now. The conclusion is still that of then',
  },
)
export type Rerun = Static<typeof Rerun>
