import {
  ACTIONS,
  type ActionName,
  FIELDS,
  LEFT_OPERANDS,
  PLACE_PRECISIONS,
  TIME_PRECISIONS,
} from '@samenspel/standards/odrl'
import { type TInteger, type TString, Type } from 'typebox'
import { ROLES } from '../../../platform/actor.ts'
import { Form, Line, Moment, OneOf, type Static, Text } from '../../../platform/http/schemas.ts'
import { DUTY_KINDS } from '../lists.ts'

export const closed = { additionalProperties: false } as const

/** A text or number that may be null, as one type: so a refusal names one mistake. */
export const orNull = <T extends TString | TInteger>(schema: T, description?: string) =>
  Type.Unsafe<Static<T> | null>({
    ...schema,
    ...(description === undefined ? {} : { description }),
    type: [schema.type, 'null'],
  })

const ACTION_NAMES = Object.keys(ACTIONS) as ActionName[]

const RuleId = Form(
  '^[a-z0-9-]{1,40}$',
  {
    nl: 'Geef een naam van hoogstens 40 kleine letters, cijfers en streepjes, zoals lezen-door-ggd.',
    en: 'Give a name of at most 40 lower-case letters, digits and hyphens, such as read-by-health-service.',
  },
  { description: 'Name of the rule or duty within the agreement; it stays the same in later versions' },
)

const Days = Type.Integer({ minimum: 1, maximum: 36_500 })

/** An id in one way of writing, so that the same one is the same text. */
const LowerId = Form(
  '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$',
  {
    nl: 'Geef een id zoals de API die geeft: kleine letters en cijfers, zoals 0f8fad5b-d9cb-469f-a165-70867728950e.',
    en: 'Give an id as the API gives it: lower-case letters and digits, such as 0f8fad5b-d9cb-469f-a165-70867728950e.',
  },
  { description: 'Identifier (UUID), in lower case' },
)

const Purpose = Form(
  '^https://w3id\\.org/dpv#[A-Za-z]{1,100}$',
  {
    nl: 'Geef een doel uit het Data Privacy Vocabulary, zoals https://w3id.org/dpv#PublicBenefit.',
    en: 'Give a purpose of the Data Privacy Vocabulary, such as https://w3id.org/dpv#PublicBenefit.',
  },
  { description: 'Term of the Data Privacy Vocabulary' },
)

const AreaCode = Form(
  '^[A-Za-z0-9][A-Za-z0-9._-]{0,49}$',
  {
    nl: 'Geef de code van een gemeente, wijk of buurt, zoals BU01931000.',
    en: 'Give the code of a municipality, district or neighbourhood, such as BU01931000.',
  },
  { description: 'Code of an area' },
)

const list = <T extends Parameters<typeof Type.Array>[0]>(item: T, maxItems: number, description?: string) =>
  Type.Array(item, { maxItems, uniqueItems: true, ...(description === undefined ? {} : { description }) })

/** What must be done; a permission that has it holds only while it is not left undone. */
const dutyFields = {
  id: RuleId,
  kind: OneOf(DUTY_KINDS),
  before: orNull(Moment, 'The moment before which it is done; for reporting back and deleting'),
  afterDays: orNull(Days, 'Deleted within so many days, counted from the end of the agreement'),
}
export const Duty = Type.Object(dutyFields, { title: 'AgreementDuty', ...closed })
export type Duty = Static<typeof Duty>

/** Who, what and when of a rule. */
const ruleFields = {
  id: RuleId,
  organisationIds: list(LowerId, 50, 'The organisations it is about'),
  roles: list(OneOf(ROLES), ROLES.length, 'Only who has one of these roles there; empty: everyone there'),
  datasetIds: list(LowerId, 100),
  properties: list(Line, 100, 'Names of observed properties; empty: all that is in the datasets'),
  actions: list(OneOf(ACTION_NAMES), ACTION_NAMES.length),
  challengeIds: list(LowerId, 20, 'Challenges for which the data is used'),
  purposes: list(Purpose, 20, 'Other purposes for which it is used'),
  from: orNull(Moment, 'The first moment; null: as long as the agreement'),
  until: orNull(Moment, 'The moment at which it stops; null: as long as the agreement'),
}

const { minimum, maximum } = LEFT_OPERANDS.minimumGroupSize.range
const longestDelay = LEFT_OPERANDS.delay.range.maximum

export const Permission = Type.Object(
  {
    ...ruleFields,
    retentionDays: orNull(Days, 'For how long the recipient may keep the data at most'),
    areaCodes: list(AreaCode, 500, 'Only data of these areas; empty: of everywhere'),
    fields: list(
      OneOf(FIELDS),
      FIELDS.length,
      'Only these fields of the data: values with their time, unit and quality; places; descriptions, which come only with the place. Empty: all',
    ),
    minimumGroup: orNull(
      Type.Integer({ minimum, maximum }),
      'Only figures about groups of at least so many; null: single values too',
    ),
    place: OneOf(PLACE_PRECISIONS, 'How precisely places are given'),
    time: OneOf(TIME_PRECISIONS, 'Single measurements, or only figures per hour or day'),
    delayMinutes: Type.Integer({
      minimum: 0,
      maximum: longestDelay,
      description: 'How old data is at least',
    }),
    duties: list(Duty, 10, 'Conditions of the permission'),
  },
  { title: 'AgreementPermission', ...closed },
)
export type Permission = Static<typeof Permission>

export const Prohibition = Type.Object(ruleFields, { title: 'AgreementProhibition', ...closed })
export type Prohibition = Static<typeof Prohibition>

export const Obligation = Type.Object(
  { ...dutyFields, organisationIds: list(LowerId, 50, 'Who must do it'), datasetIds: list(LowerId, 100) },
  { title: 'AgreementObligation', ...closed },
)
export type Obligation = Static<typeof Obligation>

const contentFields = {
  why: Type.String({ ...Text, description: 'Why the parties agree on this' }),
  validFrom: orNull(Moment, 'From when; null: as soon as all have accepted'),
  validThrough: orNull(Moment, 'Until when, this moment not included; null: until a party ends it'),
  permissions: Type.Array(Permission, { maxItems: 20 }),
  prohibitions: Type.Array(Prohibition, { maxItems: 20 }),
  obligations: Type.Array(Obligation, { maxItems: 20 }),
}

/** The text of an agreement, as a form has it; odrl.ts makes the agreement of it that decides. */
export const Content = Type.Object({ title: Line, ...contentFields }, closed)
export type Content = Static<typeof Content>
