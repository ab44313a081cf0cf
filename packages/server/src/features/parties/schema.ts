import { Type } from 'typebox'
import { ROLES } from '../../platform/actor.ts'
import { ReadRevision, Revision } from '../../platform/http/revision.ts'
import { Day, Id, Line, Moment, OneOf, type Static, WebAddress } from '../../platform/http/schemas.ts'

/** What an organisation can be. */
export const ORGANISATION_KINDS = [
  'municipality',
  'department',
  'water-board',
  'company',
  'residents-group',
  'knowledge-institution',
  'other',
] as const

export type OrganisationKind = (typeof ORGANISATION_KINDS)[number]

/** The fields of policy that a mandate or a decision is about; `any` covers all others. */
export const MANDATE_FIELDS = [
  'any',
  'environment',
  'mobility',
  'housing',
  'social',
  'water',
  'public-space',
  'data',
] as const

export type MandateField = (typeof MANDATE_FIELDS)[number]

const CLOSED = { additionalProperties: false }
const OrNull = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) =>
  Type.Union([type, Type.Null()])
const RoleName = OneOf(ROLES, 'What someone may do for the organisation')
const EmailAddress = Type.String({ format: 'email', maxLength: 254 })

const organisationFields = {
  name: Line,
  kind: OneOf(ORGANISATION_KINDS),
  tooi: OrNull(
    Type.String({ maxLength: 200, description: 'TOOI identifier, https://identifier.overheid.nl/tooi/id/…' }),
  ),
  parentId: OrNull(Id),
  website: OrNull(WebAddress),
}

export const Organisation = Type.Object({ id: Id, ...organisationFields }, { title: 'Organisation' })
export const OrganisationBody = Type.Object(
  {
    name: organisationFields.name,
    kind: organisationFields.kind,
    tooi: Type.Optional(organisationFields.tooi),
    parentId: Type.Optional(organisationFields.parentId),
    website: Type.Optional(organisationFields.website),
  },
  CLOSED,
)
export const OrganisationPatch = Type.Partial(OrganisationBody, CLOSED)

export type Organisation = Static<typeof Organisation>
export type OrganisationBody = Static<typeof OrganisationBody>
export type OrganisationPatch = Static<typeof OrganisationPatch>

export const Member = Type.Object(
  { personId: Id, name: Line, email: EmailAddress, role: RoleName },
  { title: 'Member' },
)
export const MemberBody = Type.Object({ email: EmailAddress, role: RoleName }, CLOSED)
export type Member = Static<typeof Member>

const Deputy = Type.Object(
  {
    personId: Id,
    since: Day,
    until: OrNull(Day),
  },
  { ...CLOSED, description: 'Who decides in place of the holder, on these days' },
)

const mandateFields = {
  function: Line,
  holderPersonId: OrNull(Id),
  holderName: Line,
  subject: Line,
  field: OneOf(MANDATE_FIELDS),
  maximumAmount: OrNull(
    Type.Number({ minimum: 0, maximum: 1e12, description: 'In euro; null is without a maximum' }),
  ),
  since: Day,
  until: OrNull(Day),
  basis: Line,
  basisUrl: OrNull(WebAddress),
  deputy: OrNull(Deputy),
}

export const Mandate = Type.Object(
  {
    id: Id,
    organisationId: Id,
    organisationName: Line,
    ...mandateFields,
    deputyName: OrNull(Type.String()),
    revision: Revision,
  },
  { title: 'Mandate' },
)
export const MandateBody = Type.Object(
  {
    organisationId: Id,
    function: mandateFields.function,
    holderPersonId: Type.Optional(mandateFields.holderPersonId),
    holderName: mandateFields.holderName,
    subject: mandateFields.subject,
    field: mandateFields.field,
    maximumAmount: Type.Optional(mandateFields.maximumAmount),
    since: mandateFields.since,
    until: Type.Optional(mandateFields.until),
    basis: mandateFields.basis,
    basisUrl: Type.Optional(mandateFields.basisUrl),
    deputy: Type.Optional(mandateFields.deputy),
  },
  CLOSED,
)
export const MandatePatch = Type.Partial(Type.Object({ ...mandateFields, revision: ReadRevision }), CLOSED)

export type Mandate = Static<typeof Mandate>
export type MandateBody = Static<typeof MandateBody>
export type MandatePatch = Static<typeof MandatePatch>

const tokenFields = {
  name: Line,
  organisationId: Id,
  role: RoleName,
  purpose: OrNull(
    Type.String({
      ...Line,
      description: 'A term of DPV, or the id of a challenge; null: for none in particular',
    }),
  ),
  datasetId: OrNull(Id),
  expiresAt: OrNull(Moment),
}

export const Token = Type.Object({ id: Id, ...tokenFields, createdAt: Moment }, { title: 'Token' })
export const TokenWithSecret = Type.Object({
  ...Token.properties,
  secret: Type.String({ description: 'Shown only now: keep it in a safe place' }),
})
export const TokenBody = Type.Object(
  {
    name: tokenFields.name,
    organisationId: tokenFields.organisationId,
    role: tokenFields.role,
    purpose: Type.Optional(tokenFields.purpose),
    datasetId: Type.Optional(tokenFields.datasetId),
    expiresAt: Type.Optional(tokenFields.expiresAt),
  },
  CLOSED,
)

export type Token = Static<typeof Token>
export type TokenBody = Static<typeof TokenBody>

const Words = Type.Object({ nl: Type.String(), en: Type.String() })
const Named = Type.Object({ slug: Type.String(), title: Type.String() })

/** A purpose for which somebody may look at data, and what says so. */
export const PurposeChoice = Type.Object(
  {
    purpose: Type.String({ description: 'A term of DPV, or the id of a challenge' }),
    name: Words,
    agreements: Type.Array(Named, { description: 'Agreements in force of their organisations' }),
    datasets: Type.Array(Named, {
      description: 'Datasets of their organisations with a published consent notice for it',
    }),
  },
  { title: 'PurposeChoice' },
)
export type PurposeChoice = Static<typeof PurposeChoice>

export const MyPurpose = Type.Object(
  {
    purpose: OrNull(Type.String({ description: 'The chosen purpose; null when none was chosen' })),
    name: Type.Union([Words, Type.Null()], {
      description: 'Null also when what gave the choice has ended since',
    }),
    choices: Type.Array(PurposeChoice),
  },
  { title: 'MyPurpose' },
)
export type MyPurpose = Static<typeof MyPurpose>

export const MyPurposeBody = Type.Object(
  {
    purpose: OrNull(
      Type.String({
        minLength: 1,
        maxLength: 500,
        description: 'A term of DPV, or the address or id of a challenge; null for none',
      }),
    ),
  },
  CLOSED,
)

export const Me = Type.Object(
  {
    kind: OneOf(['anonymous', 'person', 'pupil', 'token']),
    name: Type.Optional(Type.String()),
    email: Type.Optional(Type.String()),
    purpose: Type.Optional(
      Type.String({ description: 'Purpose to which the token is bound, or that was chosen in this session' }),
    ),
    purposeName: Type.Optional(Words),
    singleSignOn: Type.Boolean({
      description: 'Whether one can sign in at the identity provider of the municipality',
    }),
    memberships: Type.Array(
      Type.Object({ organisation: Type.Object({ id: Id, name: Line }), role: RoleName }),
    ),
  },
  { title: 'Me' },
)

export type Me = Static<typeof Me>
