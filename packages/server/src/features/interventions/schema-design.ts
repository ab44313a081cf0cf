import { PERIODS } from '@samenspel/standards/times'
import { Type } from 'typebox'
import { Id, OneOf } from '../../platform/http/schemas.ts'
import { AreaCode } from '../areas/index.ts'
import { PLANNED_DESIGNS } from './design.ts'
import { STEPS } from './lists.ts'

const closed = { additionalProperties: false } as const
const Periods = (description: string) => Type.Integer({ minimum: 1, maximum: 100_000, description })

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
    after: Type.Optional(
      Periods(
        'Periods after the start; when left out those of the plan, or until the pilot ends or the effect is expected',
      ),
    ),
    step: Type.Optional(
      OneOf(STEPS, 'In which steps to put figures together; that of the plan, or what suits, when left out'),
    ),
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
      period: OneOf(PERIODS),
      level: Type.String(),
    }),
    until: Type.String({ description: 'Only figures of before this day count' }),
    periods: Type.Integer({
      description: 'Periods before then of which all areas of the plan have a figure',
    }),
    periodsBefore: Type.Integer(),
    periodsAfter: Type.Integer(),
    step: OneOf(STEPS, 'In which steps figures were put together'),
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
          rank: Type.Unsafe<number | null>({
            type: ['integer', 'null'],
            description: '1 ran the most parallel; null when it cannot be compared with',
          }),
          hasGaps: Type.Boolean({
            description: 'Misses figures in too many of the periods to be compared with',
          }),
          levelDifference: Type.Unsafe<number | null>({
            type: ['number', 'null'],
            description: 'Mean there less mean here, in the unit of the indicator; null when it has gaps',
          }),
          correlation: Type.Unsafe<number | null>({
            type: ['number', 'null'],
            description: 'Of Pearson; null when it never differs there',
          }),
          straying: Type.Number({
            description:
              'Standard deviation of the gap between there and here, in the unit of the indicator; the smaller, the more parallel',
          }),
          drift: Type.Number({ description: 'By how much the gap between here and there grows per period' }),
        },
        { title: 'ComparisonCandidate' },
      ),
      { description: 'Areas of the same level, the most parallel first' },
    ),
    detectable: Type.Union(
      [
        Type.Object({
          change: Type.Number({ description: 'Smallest lasting change that would be seen with 80 % power' }),
          percent: Type.Unsafe<number | null>({
            type: ['number', 'null'],
            description: 'Of the mean before',
          }),
          design: OneOf(PLANNED_DESIGNS, 'How an evaluation with these areas would look for it'),
          spread: Type.Unsafe<number | null>({
            type: ['number', 'null'],
            description: 'Around trend and season; null when areas are compared by permutation',
          }),
          autocorrelation: Type.Unsafe<number | null>({
            type: ['number', 'null'],
            description: 'How much a step resembles the one before; null as the spread',
          }),
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
