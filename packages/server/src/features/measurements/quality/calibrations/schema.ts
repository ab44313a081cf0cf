import { CALIBRATION_TERMS } from '@samenspel/standards/quality'
import { type Static, Type } from 'typebox'
import { Id, Moment, OneOf } from '../../../../platform/http/schemas.ts'
import { DatastreamId } from '../../datastream-id.ts'

const closed = { additionalProperties: false }

export const NewCalibration = Type.Object(
  {
    sourceId: Type.Integer({ ...DatastreamId, description: 'Datastream with the raw values' }),
    referenceId: Type.Integer({
      ...DatastreamId,
      description: 'Datastream of the reference beside which it stood; of the same dataset or an open one',
    }),
    from: Moment,
    to: Moment,
    terms: Type.Optional(
      Type.Array(OneOf(CALIBRATION_TERMS), {
        uniqueItems: true,
        maxItems: CALIBRATION_TERMS.length,
        default: [],
        description: 'What else the same station measures and counts',
      }),
    ),
  },
  closed,
)
export type NewCalibration = Static<typeof NewCalibration>

export const Acceptance = Type.Object(
  {
    validFrom: Type.String({
      ...Moment,
      description: 'From when it makes the values; the one before it ends there',
    }),
  },
  closed,
)

export const CalibrationQuery = Type.Object({
  datastream: Type.Integer({ ...DatastreamId, description: 'A source, or a datastream made by calibration' }),
})

export const CalibrationParams = Type.Object({ id: Id })

const NullableMoment = Type.Union([Moment, Type.Null()])

export const Calibration = Type.Object(
  {
    id: Id,
    status: OneOf(['proposed', 'accepted']),
    method: OneOf(['linear-co-location']),
    sourceId: Type.Integer(),
    referenceId: Type.Integer(),
    derivedId: Type.Union([Type.Integer(), Type.Null()], {
      description: 'The datastream with the values it makes; null when it was not accepted',
    }),
    terms: Type.Array(OneOf(CALIBRATION_TERMS)),
    coefficients: Type.Array(Type.Number(), { description: 'Intercept, slope, and one per term' }),
    fit: Type.Object({
      from: Moment,
      to: Moment,
      n: Type.Integer({ description: 'Hours in which both measured, without a flag' }),
      r2: Type.Number(),
      residualError: Type.Number({ description: 'Root mean square, in the unit of the reference' }),
      leaveOneOutError: Type.Number({ description: 'The same of hours that were left out of the fit' }),
      uncertainty: Type.Number({ description: 'Expanded, with coverage factor 2' }),
    }),
    validFrom: NullableMoment,
    validTo: Type.Union([Moment, Type.Null()], { description: 'Null: still so' }),
    madeAt: Moment,
    acceptedAt: NullableMoment,
  },
  { title: 'Calibration' },
)
export type Calibration = Static<typeof Calibration>

export const CalibrationList = Type.Object({ items: Type.Array(Calibration), next: Type.Null() })
