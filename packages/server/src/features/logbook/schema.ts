import {
  DATA_SUBJECTS,
  LEGAL_BASES,
  LEGAL_ROLES,
  MEASURE_TYPES,
  OPERATIONS,
} from '@samenspel/standards/logbook'
import { type Static, Type } from 'typebox'
import { ReadRevision, Revision } from '../../platform/http/revision.ts'
import {
  Form,
  Id,
  Key,
  Line,
  Moment,
  OneOf,
  Page,
  PageQuery,
  WebAddress,
} from '../../platform/http/schemas.ts'

const strict = { additionalProperties: false } as const

const Duration = Form(
  '^P(?=.)([0-9]{1,4}Y)?([0-9]{1,4}M)?([0-9]{1,4}W)?([0-9]{1,5}D)?$',
  {
    nl: 'Geef een duur, zoals P5Y (vijf jaar), P6M (zes maanden) of P90D (negentig dagen).',
    en: 'Give a duration, such as P5Y (five years), P6M (six months) or P90D (ninety days).',
  },
  { maxLength: 30, description: 'Duration of ISO 8601 in years, months, weeks and days' },
)

const Recipient = Type.Object(
  { name: Line, legalRole: OneOf(LEGAL_ROLES, 'Role of the recipient, a term of DPV') },
  strict,
)

const Measure = Type.Object(
  {
    measureType: OneOf(MEASURE_TYPES),
    measure: Type.String({ minLength: 1, maxLength: 2000 }),
    assessment: Type.Optional(
      Type.Union([WebAddress, Type.Null()], { description: 'Assessment of the risk that it is against' }),
    ),
  },
  strict,
)

const few = { minItems: 1, maxItems: 50, uniqueItems: true } as const
const some = { maxItems: 50 } as const

const content = {
  name: Line,
  purpose: Type.String({ minLength: 1, maxLength: 2000 }),
  legalBasis: Type.Array(OneOf(LEGAL_BASES, 'Legal basis, a term of DPV'), few),
  dataSubjects: Type.Array(OneOf(DATA_SUBJECTS, 'Category of data subjects, a term of DPV'), few),
  personalData: Type.Array(Line, few),
  operations: Type.Array(OneOf(OPERATIONS, 'What is done with the data, a term of DPV'), few),
  recipients: Type.Array(Recipient, some),
  retentionPeriod: Duration,
  measures: Type.Array(Measure, some),
  contact: Line,
  active: Type.Boolean({ description: 'Whether this is done; one that ended stays in the register' }),
  logDays: Type.Integer({
    minimum: 1,
    maximum: 36_500,
    description: 'Days that the records of this activity in the processing log are kept',
  }),
}

/** Everything that an activity says, and of which a change makes a new version. */
const ActivityFields = Type.Object(content)
export type ActivityFields = Static<typeof ActivityFields>

export const ProcessingActivity = Type.Object(
  {
    id: Id,
    slug: Type.String(),
    uri: Type.String({ description: 'Identifier of this version, as records of the processing log have it' }),
    version: Type.Integer(),
    validFrom: Moment,
    validUntil: Type.Union([Moment, Type.Null()], { description: 'When the next version began' }),
    controllerId: Id,
    controllerName: Type.String(),
    names: Type.Object(
      { nl: Type.String(), en: Type.String() },
      { description: 'The name in both languages; the same twice when there is only one' },
    ),
    ...content,
    revision: Revision,
  },
  { title: 'ProcessingActivity' },
)
export type ProcessingActivity = Static<typeof ProcessingActivity>

export const ActivityPage = Page(ProcessingActivity)

export const NewActivity = Type.Object(
  {
    ...content,
    recipients: Type.Optional(content.recipients),
    measures: Type.Optional(content.measures),
    active: Type.Optional(content.active),
    logDays: Type.Optional(content.logDays),
    controllerId: Type.Optional(Id),
  },
  strict,
)
export type NewActivity = Static<typeof NewActivity>

export const ActivityChange = Type.Object(
  { ...Type.Partial(ActivityFields).properties, revision: Type.Optional(ReadRevision) },
  strict,
)
export type ActivityChange = Static<typeof ActivityChange>

export const ActivityQuery = Type.Object(
  {
    ...PageQuery,
    q: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
    controllerId: Type.Optional(Id),
  },
  strict,
)

export const VersionQuery = Type.Object(PageQuery, strict)

export const KeyParams = Type.Object({ key: Key })

export const VersionParams = Type.Object({
  key: Key,
  version: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }),
})
