import { HEXAGON_WIDTHS } from '@samenspel/standards/geo'
import { PLACE_PRECISIONS } from '@samenspel/standards/odrl'
import { type Static, Type } from 'typebox'
import { Day, Moment, OneOf, Page, PageQuery } from '../../../platform/http/schemas.ts'

const SELECTION = {
  property: Type.String({
    minLength: 1,
    maxLength: 500,
    description: 'Name or definition of an observed property',
  }),
  unit: Type.Optional(
    Type.String({
      maxLength: 100,
      description: 'Only values in the unit with this symbol: those in other units cannot be compared',
    }),
  ),
  day: Type.Optional({
    ...Day,
    description: 'The hours of this day in the Netherlands, in place of the latest values',
  }),
  year: Type.Optional(
    Type.Integer({
      minimum: 1900,
      maximum: 2200,
      description: 'The months of this year in the Netherlands, in place of the latest values',
    }),
  ),
}

export const PointsQuery = Type.Object(SELECTION)
export type PointsQuery = Static<typeof PointsQuery>

const width = Type.Integer({
  enum: [...HEXAGON_WIDTHS],
  description: 'Metres from one side of a hexagon to the opposite side',
})

export const HexagonsQuery = Type.Object({ ...SELECTION, width })
export type HexagonsQuery = Static<typeof HexagonsQuery>

export const ValuesQuery = Type.Object({
  ...SELECTION,
  ...PageQuery,
  pageSize: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 200 })),
})

const Frames = Type.Array(Moment, {
  description: 'When each hour or month begins; empty when the latest values are asked',
})

const Values = Type.Array(Type.Union([Type.Number(), Type.Null()]), {
  description: 'The mean of each of `frames`, null without measurements that count; or only the latest value',
})

export const StationValues = Type.Object(
  {
    thingId: Type.Integer(),
    datastreamId: Type.Integer(),
    name: Type.String(),
    location: Type.Union([Type.Array(Type.Number(), { minItems: 2, maxItems: 2 }), Type.Null()], {
      description: 'Longitude, latitude',
    }),
    areaCode: Type.Union([Type.String(), Type.Null()], { description: 'Neighbourhood' }),
    unit: Type.String(),
    place: OneOf([...PLACE_PRECISIONS, 'none'], 'How precisely you see where it is'),
    time: Type.Union([Moment, Type.Null()], { description: 'End of what the latest value covers' }),
    averaged: Type.Integer({
      description: 'Seconds over which the latest value is a mean; 0 for a single one',
    }),
    stale: Type.Boolean({ description: 'True when a newer value should have come by now' }),
    usable: Type.Boolean({ description: 'False when the latest value cannot be, or was rejected' }),
    calibrated: Type.Boolean({ description: 'True when it was made of another datastream by a calibration' }),
    values: Values,
  },
  { title: 'StationValues' },
)
export type StationValues = Static<typeof StationValues>

export const StationValuesPage = Type.Object({ ...Page(StationValues).properties, frames: Frames })

export const HexagonValues = Type.Object(
  {
    id: Type.String({ description: 'Column and row in the grid' }),
    centre: Type.Array(Type.Number(), { minItems: 2, maxItems: 2, description: 'Longitude, latitude' }),
    stations: Type.Integer({ description: 'Stations in it of which you see the place precisely enough' }),
    counted: Type.Array(Type.Integer(), { description: 'How many of these measured, of each of `values`' }),
    values: Type.Array(Type.Union([Type.Number(), Type.Null()]), {
      description: 'The mean of their values; null where fewer than three measured',
    }),
  },
  { title: 'HexagonValues' },
)
export type HexagonValues = Static<typeof HexagonValues>

export const HexagonList = Type.Object({
  frames: Frames,
  width,
  items: Type.Array(HexagonValues),
  leftOut: Type.Integer({
    description:
      'Stations that are in no hexagon, because you see their place less precisely than this width asks',
  }),
})
export type HexagonList = Static<typeof HexagonList>

export const MeasuredProperty = Type.Object(
  {
    name: Type.String({ description: 'Name of the observed property' }),
    title: Type.String({ description: 'The property in words' }),
    unit: Type.String({ description: 'Symbol of the unit' }),
    stations: Type.Integer({ description: 'How many stations measure it in this unit' }),
    extent: Type.Union([Type.Array(Type.Number(), { minItems: 4, maxItems: 4 }), Type.Null()], {
      description:
        'The box around those stations, as precisely as you see them: west, south, east and north in degrees (WGS 84); null when you see of none where it is',
    }),
  },
  { title: 'MeasuredProperty' },
)
export type MeasuredProperty = Static<typeof MeasuredProperty>

export const MeasuredProperties = Type.Object({ items: Type.Array(MeasuredProperty) })
