import { PERIODS } from '@samenspel/standards/times'
import { type Static, Type } from 'typebox'
import { Moment, OneOf } from '../../../platform/http/schemas.ts'
import { REASONS } from '../definition.ts'

export const RankingQuery = Type.Object({
  at: Type.Optional({
    ...Moment,
    description:
      'In the period that is asked. When not given: the newest that is over and of which about as many areas have a figure as of those before it',
  }),
})

const NumberOrNull = Type.Union([Type.Number(), Type.Null()])

const Position = Type.Object(
  { from: Type.Integer({ minimum: 1 }), to: Type.Integer({ minimum: 1 }) },
  {
    title: 'RankPosition',
    description:
      'From the highest, 1 for the highest: one more than the areas that are surely higher, and the areas with a figure less those that are surely lower. The two differ when other areas may well have the same figure',
  },
)

const RankedArea = Type.Object(
  {
    areaCode: Type.String(),
    areaName: Type.String(),
    value: NumberOrNull,
    low: Type.Union([Type.Number(), Type.Null()], {
      description:
        'Ends of the 95 % interval as a figure has it; null when it is not known: then the value alone decides',
    }),
    high: NumberOrNull,
    coverage: Type.Number(),
    stations: Type.Integer(),
    reason: Type.Union([OneOf(REASONS), Type.Null()], {
      description: 'Why there is no value; null as well when nothing was measured there',
    }),
    position: Type.Union([Position, Type.Null()], { description: 'Null without a value' }),
    yearBefore: Type.Union(
      [
        Type.Object({
          value: Type.Number(),
          change: OneOf(
            ['higher', 'lower', 'unclear'],
            'What the figure is now beside it; unclear: their difference is within the uncertainty',
          ),
        }),
        Type.Null(),
      ],
      {
        description:
          'The figure of the same month or year one year earlier. Null without one, and of hours and days: the weather of one day says nothing of a year',
      },
    ),
  },
  { title: 'RankedArea' },
)
export type RankedArea = Static<typeof RankedArea>

export const IndicatorRanking = Type.Object(
  {
    period: OneOf(PERIODS),
    periodStart: Type.Union([Moment, Type.Null()], { description: 'Null when there are no figures at all' }),
    periodEnd: Type.Union([Moment, Type.Null()]),
    provisional: Type.Boolean({ description: 'The period is not over: the order can still change' }),
    previous: Type.Union([Moment, Type.Null()], { description: 'Start of the period before it' }),
    next: Type.Union([Moment, Type.Null()], {
      description: 'Start of the next period; null when there is nothing of it yet',
    }),
    ranked: Type.Integer({ description: 'Areas with a figure' }),
    items: Type.Array(RankedArea, {
      description: 'Every area of the level: from the highest figure, then those without a figure by name',
    }),
  },
  { title: 'IndicatorRanking' },
)
export type IndicatorRanking = Static<typeof IndicatorRanking>
