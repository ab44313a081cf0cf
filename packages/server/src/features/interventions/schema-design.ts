import { Type } from 'typebox'
import { Id } from '../../platform/http/schemas.ts'
import { AreaCode } from '../areas/index.ts'

const closed = { additionalProperties: false } as const
const Periods = (description: string) => Type.Integer({ minimum: 1, maximum: 4000, description })

export const DesignQuery = Type.Object(
  {
    compare: Type.Optional(
      Type.Array(AreaCode, {
        maxItems: 50,
        description: 'With which areas to compare; those of the plan when left out',
      }),
    ),
    before: Type.Optional(
      Periods('Periods before the start; those of the plan, or all there are, when left out'),
    ),
    after: Type.Optional(Periods('Periods after the start; those of the plan, or 12, when left out')),
  },
  closed,
)

export const DesignHelp = Type.Object(
  {
    indicator: Type.Object({
      id: Id,
      slug: Type.String(),
      title: Type.String(),
      unit: Type.String(),
      period: Type.String(),
      level: Type.String(),
    }),
    until: Type.String({ description: 'Only figures of before this day count' }),
    periods: Type.Integer({
      description: 'Periods before then of which all areas of the plan have a figure',
    }),
    periodsBefore: Type.Integer(),
    periodsAfter: Type.Integer(),
    withoutFigures: Type.Array(Type.String(), {
      description: 'Areas of the plan that are not of the level of the indicator',
    }),
    candidates: Type.Array(
      Type.Object(
        {
          code: Type.String(),
          name: Type.String(),
          isNeighbour: Type.Boolean({
            description: 'Lies against the intervention, which may work there too',
          }),
          isChosen: Type.Boolean(),
          periods: Type.Integer({ description: 'Periods of which both have a figure' }),
          levelDifference: Type.Number({
            description: 'Mean there less mean here, in the unit of the indicator',
          }),
          correlation: Type.Unsafe<number | null>({
            type: ['number', 'null'],
            description: 'Of Pearson; null when it never differs there',
          }),
          distance: Type.Number({
            description:
              'Root of the mean squared difference, in standard deviations here; the smaller, the more alike',
          }),
        },
        { title: 'ComparisonCandidate' },
      ),
      { description: 'Areas that can be compared with, the most alike first' },
    ),
    detectable: Type.Union(
      [
        Type.Object({
          change: Type.Number({ description: 'Smallest lasting change that would be seen with 80 % power' }),
          percent: Type.Unsafe<number | null>({
            type: ['number', 'null'],
            description: 'Of the mean before',
          }),
          spread: Type.Number(),
          autocorrelation: Type.Number(),
          season: Type.Boolean({ description: 'Whether the usual month was taken out' }),
          expected: Type.Number({ description: 'The change that the plan expects' }),
          isEnough: Type.Boolean({ description: 'Whether the expected change would be seen' }),
        }),
        Type.Null(),
      ],
      { description: 'Null when the history is too short' },
    ),
    sentence: Type.Object({ nl: Type.String(), en: Type.String() }),
  },
  { title: 'DesignHelp' },
)
