import { type Static, Type } from 'typebox'
import { ReadRevision, Revision } from '../../platform/http/revision.ts'
import { Id, Key, Line, Moment, OneOf, Page, PageQuery, Text } from '../../platform/http/schemas.ts'
import { ACCESS_LEVELS, CORRECTIONS, LICENCES, PLACES, THEME_NAMES, TIMES } from './lists.ts'

const strict = { additionalProperties: false } as const

const Days = Type.Unsafe<number | null>({
  type: ['integer', 'null'],
  minimum: 1,
  maximum: 36_500,
  description: 'Days; null keeps it without end',
})

const precision = {
  place: OneOf(PLACES, 'How precisely places are published'),
  time: OneOf(TIMES, 'How precisely times are published'),
  delayMinutes: Type.Integer({ minimum: 0, maximum: 525_600, description: 'Published so much later' }),
  minimumGroup: Type.Integer({ minimum: 1, maximum: 1000, description: 'Smallest group in a figure' }),
}

const retention = { rawDays: Days, hourDays: Days }

const content = {
  title: Line,
  description: Text,
  licence: OneOf(LICENCES, 'Licence, from the list of DCAT-AP-NL'),
  access: OneOf(
    ACCESS_LEVELS,
    'Who may read the measurements. open: everyone; restricted: parties to an agreement; personal: as far as residents consent to',
  ),
  theme: OneOf(THEME_NAMES, 'Data theme of the EU'),
  contact: Line,
  corrections: OneOf(CORRECTIONS, 'What happens with a value for a moment that already has one'),
}

export const Dataset = Type.Object(
  {
    id: Id,
    slug: Type.String(),
    ...content,
    contact: Type.String(),
    ownerId: Id,
    ownerName: Type.String(),
    precision: Type.Object(precision),
    retention: Type.Object(retention),
    createdAt: Moment,
    updatedAt: Moment,
    revision: Revision,
  },
  { title: 'Dataset' },
)
export type Dataset = Static<typeof Dataset>

/** What an owner decides about a dataset. */
export type DatasetContent = Omit<
  Dataset,
  'id' | 'slug' | 'ownerId' | 'ownerName' | 'createdAt' | 'updatedAt' | 'revision'
>

export const DatasetPage = Page(Dataset)

const parts = {
  precision: Type.Optional(Type.Partial(Type.Object(precision, strict), strict)),
  retention: Type.Optional(Type.Partial(Type.Object(retention, strict), strict)),
}

export const NewDataset = Type.Object(
  {
    ...content,
    description: Type.Optional(content.description),
    corrections: Type.Optional(content.corrections),
    ...parts,
    ownerId: Type.Optional(Id),
  },
  strict,
)
export type NewDataset = Static<typeof NewDataset>

export const DatasetChange = Type.Object(
  {
    ...Type.Partial(Type.Object(content)).properties,
    ...parts,
    revision: Type.Optional(ReadRevision),
  },
  strict,
)
export type DatasetChange = Static<typeof DatasetChange>

export const DatasetQuery = Type.Object(
  {
    ...PageQuery,
    q: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
    theme: Type.Optional(content.theme),
    access: Type.Optional(content.access),
    ownerId: Type.Optional(Id),
  },
  strict,
)

export const KeyParams = Type.Object({ key: Key })
