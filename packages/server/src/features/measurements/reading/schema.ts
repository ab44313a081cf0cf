import { PLACE_PRECISIONS, TIME_PRECISIONS } from '@samenspel/standards/odrl'
import { type Static, Type } from 'typebox'
import { Format } from '../../../platform/http/csv.ts'
import { Form, Id, Moment, OneOf, Page, PageQuery } from '../../../platform/http/schemas.ts'
import { AreaCode } from '../../areas/index.ts'
import { DatastreamId } from '../datastream-id.ts'
import { STATES } from '../quality/health/rules.ts'

const Latest = Type.Object({
  datastreamId: Type.Integer(),
  property: Type.String({ description: 'Name of the observed property' }),
  title: Type.String({ description: 'The property in words' }),
  unit: Type.String({ description: 'Symbol of the unit' }),
  value: Type.Union([Type.Number(), Type.Null()], { description: 'Null when the result is not a number' }),
  quality: Type.Union([Type.Integer(), Type.Null()], {
    description: 'Null: not judged; 0: good; else a sum of the bits of `/api/v1/quality-flags`',
  }),
  time: Type.Union([Moment, Type.Null()], {
    description: 'End of what the value covers; null when there is none yet',
  }),
  calibrated: Type.Boolean({
    description: 'True when it was made of another datastream of the station by a calibration',
  }),
  stale: Type.Boolean({ description: 'True when a newer value should have come by now' }),
})

export const Station = Type.Object(
  {
    thingId: Type.Integer(),
    name: Type.String(),
    location: Type.Union([Type.Array(Type.Number(), { minItems: 2, maxItems: 2 }), Type.Null()], {
      description: 'Longitude, latitude',
    }),
    areaCode: Type.Union([Type.String(), Type.Null()], { description: 'Neighbourhood' }),
    datasetId: Id,
    precision: Type.Object(
      { place: OneOf([...PLACE_PRECISIONS, 'none']), time: OneOf(TIME_PRECISIONS) },
      { description: 'How precisely you see it: by the dataset, an agreement, or the consent of a resident' },
    ),
    states: Type.Array(OneOf(STATES), {
      description: 'What is wrong with its sensors; empty when all is well or it was not checked yet',
    }),
    reference: Type.Boolean({
      description:
        'True for a station by which others can be judged: its Thing has the property `reference`: true',
    }),
    latest: Type.Array(Latest),
  },
  { title: 'Station' },
)
export type Station = Static<typeof Station>

export const StationPage = Page(Station)

const COORDINATE = '-?\\d{1,3}(\\.\\d{1,15})?'

const SELECTION = {
  dataset: Type.Optional(
    Type.String({ minLength: 1, maxLength: 300, description: 'Id or slug of a dataset' }),
  ),
  property: Type.Optional(
    Type.Array(Type.String({ minLength: 1, maxLength: 500 }), {
      maxItems: 50,
      description: 'Name or definition of an observed property; of one of them when there are more',
    }),
  ),
  area: Type.Optional(
    Type.Array(AreaCode, {
      maxItems: 1000,
      description: 'Code of a municipality, district or neighbourhood; in one of them when there are more',
    }),
  ),
  reference: Type.Optional(
    Type.Boolean({ description: 'Only stations that are a reference, or only those that are not' }),
  ),
}

export const StationCountQuery = Type.Object(SELECTION)

export const StationCount = Type.Object({ stations: Type.Integer() }, { title: 'StationCount' })

/** How far `near` looks, in kilometres. */
export const MOST_KILOMETRES = 100

export const StationQuery = Type.Object({
  ...SELECTION,
  datastream: Type.Optional(
    Type.Integer({
      ...DatastreamId,
      description: 'Only the station of this datastream, with only its latest value',
    }),
  ),
  bbox: Type.Optional(
    Form(
      `^${COORDINATE}(,${COORDINATE}){3}$`,
      {
        nl: 'Geef west,zuid,oost,noord in graden, zoals 6.0,52.4,6.2,52.6.',
        en: 'Give west,south,east,north in degrees, such as 6.0,52.4,6.2,52.6.',
      },
      { description: 'west,south,east,north in degrees' },
    ),
  ),
  near: Type.Optional(
    Form(
      `^${COORDINATE},${COORDINATE}$`,
      {
        nl: 'Geef lengtegraad,breedtegraad in graden, zoals 6.09,52.51.',
        en: 'Give longitude,latitude in degrees, such as 6.09,52.51.',
      },
      { description: 'longitude,latitude in degrees: the nearest stations first, on one page' },
    ),
  ),
  within: Type.Optional(
    Type.Number({
      exclusiveMinimum: 0,
      maximum: MOST_KILOMETRES,
      default: MOST_KILOMETRES,
      description: 'How far from `near`, in kilometres',
    }),
  ),
  cursor: PageQuery.cursor,
  pageSize: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 200 })),
  format: Format,
})

export const StationParams = Type.Object({
  thingId: Type.Integer({
    minimum: 1,
    maximum: Number.MAX_SAFE_INTEGER,
    description: 'Id of its SensorThings Thing',
  }),
})

export const RESOLUTIONS = ['raw', 'hour', 'day'] as const
export type Resolution = (typeof RESOLUTIONS)[number]

export const SeriesQuery = Type.Object({
  datastream: DatastreamId,
  from: Type.Optional(Moment),
  to: Type.Optional(Moment),
  resolution: Type.Optional({ ...OneOf(RESOLUTIONS), default: 'hour' }),
  format: Format,
})

/** The values of one point, by resolution. */
export const POINT_COLUMNS = {
  raw: ['time', 'value', 'quality'],
  hour: ['start', 'mean', 'minimum', 'maximum', 'count', 'flagged'],
  day: ['start', 'mean', 'minimum', 'maximum', 'count', 'flagged'],
} as const satisfies Record<Resolution, readonly string[]>

export const Series = Type.Object(
  {
    datastreamId: Type.Integer(),
    unit: Type.String(),
    resolution: OneOf(RESOLUTIONS),
    points: Type.Array(Type.Array(Type.Union([Type.String(), Type.Number(), Type.Null()])), {
      description:
        'raw: [time, value, quality]: null is not judged, 0 good, else a sum of the bits of `/api/v1/quality-flags`. hour and day: [start, mean, minimum, maximum, count, flagged]; a day begins at midnight in the Netherlands. Values that cannot be (flag range) or were rejected (flag manual) are in count and flagged only; mean, minimum and maximum are null when there are no others',
    }),
  },
  { title: 'Series' },
)
export type Series = Static<typeof Series>
