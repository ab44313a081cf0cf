import { type Static, Type } from 'typebox'
import { Id, Moment, OneOf } from '../../../platform/http/schemas.ts'
import { RefusedRowsUrl } from '../../../platform/refused-rows.ts'
import { Reason, StoredIn } from '../imports/schema.ts'

/** What a file with one observation per line can be. */
export const UPLOAD_FORMATS = ['csv', 'ndjson'] as const
export type UploadFormat = (typeof UPLOAD_FORMATS)[number]

export const NewUpload = Type.Object(
  {
    format: OneOf([...UPLOAD_FORMATS], 'CSV with a header line, or a JSON object per line'),
    dataset: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 300,
        description: 'Id or slug; default: the dataset of the token or organisation',
      }),
    ),
  },
  { additionalProperties: false },
)

export const ObservationUpload = Type.Object(
  {
    id: Id,
    datasetId: Id,
    dataset: StoredIn,
    format: OneOf([...UPLOAD_FORMATS]),
    offset: Type.Integer({ description: 'Bytes that were taken and are durable: go on from here' }),
    lines: Type.Integer({ description: 'Lines that were taken, the header included' }),
    rows: Type.Integer({ description: 'Lines with an observation, good or refused' }),
    refusedRows: Type.Integer({ description: 'Refused lines; the first 10,000 are kept' }),
    stored: Type.Integer({ description: 'New observations' }),
    unchanged: Type.Integer({ description: 'Observations that were there already' }),
    corrected: Type.Integer({ description: 'Observations whose value was replaced' }),
    refused: Type.Array(Reason, { description: 'Why lines were refused, most frequent first' }),
    refusedRowsUrl: RefusedRowsUrl,
    createdAt: Moment,
    finishedAt: Type.Union([Moment, Type.Null()], { description: 'Null until the last part has come' }),
  },
  { description: 'A file of observations that is delivered in parts, and how far it is' },
)
export type ObservationUpload = Static<typeof ObservationUpload>
