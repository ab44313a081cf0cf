import { STATLINE_SERVICES, type StatLineService } from '@samenspel/standards/cbs'
import { type Static, Type } from 'typebox'
import { ReadRevision, Revision } from '../../../platform/http/revision.ts'
import { Form, Id, Line, Moment, OneOf, Page, PageQuery } from '../../../platform/http/schemas.ts'

const strict = { additionalProperties: false }

const SERVICES = Object.keys(STATLINE_SERVICES) as StatLineService[]

/** Names of dimensions and codes of measures stand in an address, so they have no signs that mean something there. */
const Name = Type.String({ minLength: 1, maxLength: 100, pattern: '^[\\p{L}\\p{N}_.-]+$' })

const Measure = Type.Object(
  {
    code: Type.String({
      minLength: 1,
      maxLength: 100,
      pattern: '^[A-Za-z0-9_]+$',
      description: 'Identifier of the measure (version 4), or name of the column (version 3)',
    }),
    key: Form(
      '^[a-z0-9]+(-[a-z0-9]+)*$',
      {
        nl: 'Geef een naam van kleine letters, cijfers en streepjes, zoals park-en-plantsoen.',
        en: 'Give a name of lower-case letters, digits and dashes, such as park-en-plantsoen.',
      },
      { maxLength: 60, description: 'What the measure is called here' },
    ),
    title: Type.Optional(Line),
  },
  strict,
)

/** Which table of StatLine, and what of it. */
export const Settings = Type.Object(
  {
    service: OneOf(
      SERVICES,
      'cbs-v4 and cbs-v3: tables of CBS, in OData version 4 or 3; others-v3: tables of others at CBS, such as the police',
    ),
    table: Form(
      '^[0-9]{4,6}[A-Za-z]{3}$',
      {
        nl: 'Geef de code van de tabel, zoals 85984NED: die staat bij de tabel op StatLine.',
        en: 'Give the code of the table, such as 85984NED: it stands with the table at StatLine.',
      },
      { description: 'Code of the table, such as 85984NED' },
    ),
    municipalities: Type.Array(
      Form('^GM[0-9]{4}$', {
        nl: 'Geef de code van een gemeente, zoals GM0193.',
        en: 'Give the code of a municipality, such as GM0193.',
      }),
      { minItems: 1, maxItems: 50, uniqueItems: true },
    ),
    year: Type.Union([Type.Integer({ minimum: 1900, maximum: 2100 }), Type.Null()], {
      description:
        'The year of the figures. Null: all years that the table has, which only a table with periods in version 4 gives',
    }),
    measures: Type.Array(Measure, {
      maxItems: 50,
      description: 'Empty: the key figures of districts and neighbourhoods that are known here',
    }),
    categories: Type.Record(Name, Type.String({ minLength: 1, maxLength: 50 }), {
      ...strict,
      maxProperties: 5,
      description: 'Of each other dimension of the table, the code of the one category that is taken',
    }),
  },
  strict,
)
export type Settings = Static<typeof Settings>

const content = {
  name: Line,
  everyDays: Type.Integer({ minimum: 1, maximum: 366, description: 'Days from run to run' }),
  paused: Type.Boolean(),
}

const Texts = Type.Object({ nl: Type.String(), en: Type.String() })

export const StatLineTable = Type.Object(
  {
    id: Id,
    ownerId: Id,
    ...content,
    settings: Settings,
    health: OneOf(['waiting', 'healthy', 'failing', 'paused'], 'waiting: has not run yet'),
    nextRunAt: Type.Union([Moment, Type.Null()], { description: 'Null when paused' }),
    lastRunAt: Type.Union([Moment, Type.Null()]),
    lastSuccessAt: Type.Union([Moment, Type.Null()]),
    lastImportId: Type.Union([Id, Type.Null()], {
      description: 'The report of what was stored then: `GET /api/v1/area-imports/{id}`',
    }),
    lastError: Type.Union([Texts, Type.Null()], { description: 'What went wrong the last time that it did' }),
    lastErrorAt: Type.Union([Moment, Type.Null()]),
    failures: Type.Integer({ description: 'Failed runs since the last that went well' }),
    createdAt: Moment,
    updatedAt: Moment,
    revision: Revision,
  },
  { title: 'StatLineTable', description: 'A table of StatLine of which figures of areas are fetched' },
)
export type StatLineTable = Static<typeof StatLineTable>

export const StatLineTableQuery = Type.Object({ ...PageQuery }, strict)
export const StatLineTablePage = Page(StatLineTable)

export const NewStatLineTable = Type.Object(
  {
    ownerId: Type.Optional(Id),
    name: content.name,
    service: Type.Optional(Settings.properties.service),
    table: Settings.properties.table,
    municipalities: Settings.properties.municipalities,
    year: Type.Optional(Settings.properties.year),
    measures: Type.Optional(Settings.properties.measures),
    categories: Type.Optional(Settings.properties.categories),
    everyDays: Type.Optional(content.everyDays),
    paused: Type.Optional(content.paused),
  },
  strict,
)

/** What is fetched stays as it is: another table is another one of these. */
export const StatLineTableChange = Type.Partial(Type.Object({ ...content, revision: ReadRevision }), strict)
export type StatLineTableChange = Static<typeof StatLineTableChange>
