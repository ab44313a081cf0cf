import { KNOWN_MAPPINGS } from '@samenspel/standards/tabular'
import { type Static, Type } from 'typebox'
import { Id, Line, Moment, OneOf } from '../../../platform/http/schemas.ts'
import { RefusedRowsUrl } from '../../../platform/refused-rows.ts'

const BothLanguages = Type.Object({ nl: Type.String(), en: Type.String() })

export const Reason = Type.Object({
  reason: Type.String({ description: 'Key of the reason' }),
  of: OneOf(['row', 'value'], 'What was refused or accepted for it: a whole row, or one value of a row'),
  title: BothLanguages,
  count: Type.Integer(),
  examples: Type.Array(
    Type.Object({
      line: Type.Integer({ description: 'Line in the file, counted from 1' }),
      column: Type.Union([Type.String(), Type.Null()]),
      value: Type.Union([Type.String(), Type.Null()]),
      message: BothLanguages,
    }),
  ),
})
export type ReasonCount = Static<typeof Reason>

/** The dataset in which something was stored, and who may read it there. */
export const StoredIn = Type.Object(
  {
    slug: Type.String(),
    title: Type.String(),
    access: OneOf(['open', 'restricted', 'personal'], 'open: everyone can read it'),
  },
  { description: 'The dataset in which it is stored' },
)

export const ImportReport = Type.Object(
  {
    id: Id,
    datasetId: Id,
    dataset: StoredIn,
    mapping: Type.String({ description: 'Name of the column mapping' }),
    rows: Type.Integer({ description: 'Rows in the file, without the header' }),
    refusedRows: Type.Integer({ description: 'Rows of which nothing was stored because the row is wrong' }),
    values: Type.Integer({
      description:
        'Cells for a value in the rows that were not refused: stored + corrected + unchanged + refusedValues + missingValues',
    }),
    stored: Type.Integer({ description: 'New observations' }),
    unchanged: Type.Integer({ description: 'Observations that were there already' }),
    corrected: Type.Integer({ description: 'Observations whose value was replaced' }),
    refusedValues: Type.Integer({ description: 'Values that were refused in rows that were not' }),
    missingValues: Type.Integer({ description: 'Cells that the mapping says hold no value' }),
    refused: Type.Array(Reason, { description: 'Why rows and values were refused, most frequent first' }),
    remarks: Type.Array(Reason, { description: 'What was accepted because the mapping says so' }),
    refusedRowsUrl: RefusedRowsUrl,
    createdAt: Moment,
    finishedAt: Type.Union([Moment, Type.Null()], {
      description: 'Null while it runs, or when it was interrupted: importing the file again completes it',
    }),
  },
  { description: 'What became of an imported file' },
)
export type ImportReport = Static<typeof ImportReport>

/** What names a mapping. */
export const MappingKey = Type.String({
  minLength: 1,
  maxLength: 300,
  description: `Name of a ready mapping (${Object.keys(KNOWN_MAPPINGS).join(', ')}), or id or name of a stored one`,
})

export const ImportQuery = Type.Object({
  mapping: MappingKey,
  dataset: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 300,
      description: 'Id or slug; default: the dataset of the token or organisation',
    }),
  ),
})

const ABOUT_MAPPINGS =
  'Column mapping: how a delimited file is read. Required: name, file, time, station, missing, values; if wanted: note, position, errorColumn. Every field, with complete examples: docs/column-mapping.md'

/** The mapping itself is checked field by field by the standard's own reader, which names every fault. */
const Mapping = Type.Unsafe<Record<string, unknown>>({
  type: 'object',
  description: ABOUT_MAPPINGS,
  examples: [KNOWN_MAPPINGS['knmi-example']],
})

export const NewMapping = Type.Object(
  { name: Type.Optional(Line), mapping: Mapping, ownerId: Type.Optional(Id) },
  { additionalProperties: false },
)

export const ChangedMapping = Type.Object(
  { name: Type.Optional(Line), mapping: Mapping },
  { additionalProperties: false },
)

export const StoredMapping = Type.Object({
  id: Type.String({ description: 'Identifier (UUID), or the name of a ready mapping' }),
  ownerId: Type.Union([Id, Type.Null()], { description: 'Null for a ready mapping' }),
  name: Type.String(),
  mapping: Type.Unsafe<unknown>({ type: 'object', additionalProperties: true, description: ABOUT_MAPPINGS }),
})
export type StoredMapping = Static<typeof StoredMapping>
