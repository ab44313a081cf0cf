import { Type } from 'typebox'
import { ReadRevision, Revision } from '../../../platform/http/revision.ts'
import {
  Explanation,
  Id,
  Key,
  Moment,
  OneOf,
  Page,
  PageQuery,
  type Static,
} from '../../../platform/http/schemas.ts'
import { AGREEMENT_STATES, STEP_KINDS, VERSION_STATES } from '../lists.ts'
import { Content, closed, orNull } from './content.ts'

/** The mandate as it stood in the register when the step was taken. */
const signatureFields = {
  mandateId: Id,
  function: Type.String(),
  holderName: Type.String(),
  signerName: Type.String(),
  basis: Type.String(),
}
const Signature = Type.Object(signatureFields, { title: 'AgreementSignature' })
export type Signature = Static<typeof Signature>

const Step = Type.Object(
  {
    kind: OneOf(STEP_KINDS),
    version: Type.Integer(),
    organisationId: Id,
    organisationName: Type.String(),
    signature: Signature,
    reason: Type.String(),
    at: Moment,
  },
  { title: 'AgreementStep' },
)

const Party = Type.Object(
  {
    organisationId: Id,
    name: Type.String(),
    gives: Type.Boolean({ description: 'Data of this organisation is given' }),
    receives: Type.Boolean({ description: 'A rule or duty is about this organisation' }),
    answer: Type.Union([OneOf(['accepted', 'declined']), Type.Null()], {
      description: 'Its answer to this version; who offers accepts',
    }),
  },
  { title: 'AgreementParty' },
)

const VersionLine = Type.Object({
  version: Type.Integer(),
  state: OneOf(VERSION_STATES),
  reason: Type.String({ description: 'Why this version was made; empty for the first' }),
  offeredAt: orNull(Moment),
  acceptedAt: orNull(Moment),
})

const Sentences = Type.Array(Type.String())

const identity = {
  id: Id,
  slug: Type.String(),
  state: OneOf(AGREEMENT_STATES, 'Where the agreement stands at this moment'),
  ownerId: Id,
  challengeId: Id,
  allianceId: orNull(Id),
  version: Type.Integer({ description: 'The version that this is the text of' }),
  versionState: OneOf(VERSION_STATES),
  versionInForce: orNull(Type.Integer(), 'The version in force at this moment, when there is one'),
}

const BothSentences = Type.Object(
  { nl: Sentences, en: Sentences },
  { description: 'What it says, in plain sentences made from its rules' },
)

export const Agreement = Type.Object(
  {
    ...identity,
    ...Content.properties,
    reason: Type.String(),
    parties: Type.Array(Party),
    steps: Type.Array(Step),
    history: Type.Array(VersionLine),
    suspendedBy: Type.Array(Id, { description: 'The organisations that have stopped it for now' }),
    offeredAt: orNull(Moment),
    acceptedAt: orNull(Moment),
    endedAt: orNull(Moment),
    updatedAt: Moment,
    sentences: BothSentences,
    revision: Revision,
  },
  { title: 'Agreement' },
)
export type Agreement = Static<typeof Agreement>

export const AgreementSummary = Type.Object(
  {
    ...identity,
    title: Type.String(),
    why: Type.String(),
    parties: Type.Array(Type.Object({ organisationId: Id, name: Type.String() })),
    datasetIds: Type.Array(Id),
    validFrom: orNull(Moment),
    validThrough: orNull(Moment),
    updatedAt: Moment,
  },
  { title: 'AgreementSummary' },
)
export type AgreementSummary = Static<typeof AgreementSummary>

export const AgreementPage = Page(AgreementSummary)

export const AgreementQuery = Type.Object(
  {
    ...PageQuery,
    challengeId: Type.Optional(Id),
    organisationId: Type.Optional(Type.String({ ...Id, description: 'Only agreements with this party' })),
    dataset: Type.Optional(Key),
    state: Type.Optional(OneOf(AGREEMENT_STATES)),
  },
  closed,
)

export const NewAgreement = Type.Object(
  {
    challengeId: Id,
    allianceId: Type.Optional(orNull(Id)),
    ownerId: Type.Optional(Id),
    ...Type.Partial(Content).properties,
    title: Content.properties.title,
  },
  closed,
)
export type NewAgreement = Static<typeof NewAgreement>

export const AgreementChange = Type.Partial(
  Type.Object({ ...Content.properties, revision: ReadRevision }, closed),
  { ...closed, minProperties: 1 },
)
export type AgreementChange = Static<typeof AgreementChange>

/** What a draft would say, and what is missing in it. */
export const AgreementTrial = Type.Object(
  {
    sentences: BothSentences,
    missing: Type.Array(
      Type.Object({
        pointer: Type.String({ description: 'Where in the text, as a JSON pointer' }),
        nl: Type.String(),
        en: Type.String(),
      }),
      { description: 'All that is missing before it can be offered; empty when nothing is' },
    ),
  },
  { title: 'AgreementTrial' },
)
export type AgreementTrial = Static<typeof AgreementTrial>

const grounds = Explanation(2000, 'Why, for all to read')
const remark = Type.Optional(
  Type.String({ maxLength: 2000, description: 'What goes with it, for all to read' }),
)

export const NewVersion = Type.Object({ reason: grounds }, closed)

/** The owner signs the draft that it read. */
export const Offer = Type.Object(
  { mandateId: Id, reason: remark, revision: Type.Optional(ReadRevision) },
  closed,
)
export type Offer = Static<typeof Offer>

const Version = Type.Integer({ minimum: 1, maximum: 100_000, description: 'The version that was read' })
export const Acceptance = Type.Object({ version: Version, mandateId: Id, reason: remark }, closed)
export const Refusal = Type.Object({ version: Version, mandateId: Id, reason: grounds }, closed)
export type Answer = Static<typeof Acceptance>

export const Halt = Type.Object({ mandateId: Id, reason: grounds }, closed)
export const Resumption = Type.Object({ mandateId: Id, reason: remark }, closed)
export type Halt = Static<typeof Resumption>

export const KeyParams = Type.Object({ key: Key })
export const VersionParams = Type.Object({ key: Key, number: Version })
export const OdrlQuery = Type.Object(
  {
    version: Type.Optional({
      ...Version,
      description: 'Which version; the newest that one may read when left out',
    }),
  },
  closed,
)
