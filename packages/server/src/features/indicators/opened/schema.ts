import { Type } from 'typebox'
import { Id, Moment, OneOf, PageQuery, type Static } from '../../../platform/http/schemas.ts'
import { AreaCode } from '../../areas/index.ts'
import { Value } from '../schema.ts'

export const OpenedQuery = Type.Object(
  {
    area: AreaCode,
    periodStart: Type.String({ ...Moment, description: 'Start of the period of the figure, as it is given' }),
    datastream: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: Number.MAX_SAFE_INTEGER,
        description: 'Only this series, with its hours or days',
      }),
    ),
    ...PageQuery,
    pageSize: Type.Optional(Type.Integer({ minimum: 1, maximum: 50, default: 20 })),
  },
  { additionalProperties: false },
)
export type OpenedQuery = Static<typeof OpenedQuery>

const orNull = (of: ReturnType<typeof Type.Number> | ReturnType<typeof Type.Integer>, description: string) =>
  Type.Union([of, Type.Null()], { description })

export const Contribution = Type.Object(
  {
    datastreamId: Type.Integer(),
    name: Type.String(),
    thingId: Type.Integer(),
    thingName: Type.String(),
    value: orNull(Type.Number(), 'The same figure of this series alone, in the unit of the indicator'),
    resolution: OneOf(['hour', 'day'], 'How precisely you see what it measured'),
    hours: Type.Integer({ description: 'Hours of it that counted' }),
    days: orNull(Type.Integer(), 'Days of it that counted; null without a step'),
    leftOut: Type.Object({
      values: Type.Integer({ description: 'Single values with a flag that is left out' }),
      days: Type.Integer({ description: 'Days with too few hours' }),
    }),
    pieces: Type.Optional(
      Type.Array(Type.Object({ start: Moment, value: Type.Number() }), {
        description:
          'With `datastream`: the start and the value of each hour or day that the statistic is of',
      }),
    ),
  },
  { title: 'FigureContribution' },
)
export type Contribution = Static<typeof Contribution>

export const Part = Type.Object(
  {
    indicatorId: Type.Union([Id, Type.Null()]),
    slug: Type.Union([Type.String(), Type.Null()]),
    measure: Type.Union([Type.String(), Type.Null()], { description: 'Key of the statistic of areas' }),
    title: Type.String(),
    unit: Type.String(),
    areaCode: Type.String(),
    periodStart: Type.Union([Moment, Type.Null()]),
    value: Type.Union([Type.Number(), Type.Null()]),
  },
  { title: 'FigurePart', description: 'A figure of which a difference or ratio is made' },
)
export type Part = Static<typeof Part>

export const OpenedFigure = Type.Object(
  {
    figure: Value,
    unit: Type.String(),
    parts: Type.Array(Part, { description: 'Of a difference or ratio: the figures that it is made of' }),
    items: Type.Array(Contribution, {
      description:
        'The series that counted and that you may see. Of residents who only share in groups nothing is told of one alone',
    }),
    next: Type.Union([Type.String(), Type.Null()]),
  },
  { title: 'OpenedFigure' },
)
