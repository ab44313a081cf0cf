import { Type } from 'typebox'
import { ReadRevision, Revision } from '../../../platform/http/revision.ts'
import {
  Day,
  Id,
  Key,
  Line,
  Moment,
  NullableDay,
  OneOf,
  Page,
  PageQuery,
  type Static,
  Text,
} from '../../../platform/http/schemas.ts'
import { CONTRIBUTION_KINDS, MEMBER_ROLES } from '../lists.ts'
import { closed } from './content.ts'

const Contribution = Type.Object(
  { kind: OneOf(CONTRIBUTION_KINDS), text: Line },
  { title: 'Contribution', ...closed },
)

const Effect = Type.Object(
  { organisationId: Id, text: Line },
  { title: 'Effect', ...closed, description: 'What the actions of a member mean for another one' },
)

const MemberMandate = Type.Object(
  {
    subject: Line,
    reference: Type.String({ maxLength: 500, description: 'The decision or address it rests on' }),
  },
  { title: 'MemberMandate', ...closed, description: 'What a member decides' },
)

const memberParts = {
  contributions: Type.Array(Contribution, { maxItems: 20 }),
  effects: Type.Array(Effect, { maxItems: 50 }),
  mandates: Type.Array(MemberMandate, { maxItems: 20 }),
  leftOn: Type.Unsafe<string | null>({ ...NullableDay, description: 'The last day; null: still a member' }),
  leaveReason: Text,
}
const memberBasics = { role: OneOf(MEMBER_ROLES), enteredOn: Day }

export const Member = Type.Object(
  { id: Id, organisationId: Id, name: Type.String(), ...memberBasics, ...memberParts, revision: Revision },
  { title: 'AllianceMember' },
)
export type Member = Static<typeof Member>
export type MemberContent = Omit<Member, 'id' | 'name' | 'revision'>

export const NewMember = Type.Object(
  { organisationId: Id, ...memberBasics, ...Type.Partial(Type.Object(memberParts)).properties },
  closed,
)
export type NewMember = Static<typeof NewMember>

export const MemberChange = Type.Partial(
  Type.Object({ ...memberBasics, ...memberParts, revision: ReadRevision }, closed),
  closed,
)
export type MemberChange = Static<typeof MemberChange>

export const Alliance = Type.Object(
  {
    id: Id,
    slug: Type.String(),
    challengeId: Id,
    title: Line,
    purpose: Type.String({ ...Text, description: 'What the parties want together' }),
    members: Type.Array(Member),
    createdAt: Moment,
    updatedAt: Moment,
    revision: Revision,
  },
  { title: 'Alliance' },
)
export type Alliance = Static<typeof Alliance>

export const AlliancePage = Page(Alliance)

const texts = { title: Line, purpose: Alliance.properties.purpose }

export const NewAlliance = Type.Object(
  { challengeId: Id, title: texts.title, purpose: Type.Optional(texts.purpose) },
  closed,
)
export type NewAlliance = Static<typeof NewAlliance>

export const AllianceChange = Type.Partial(Type.Object({ ...texts, revision: ReadRevision }, closed), closed)
export type AllianceChange = Static<typeof AllianceChange>

export const AllianceQuery = Type.Object(
  { ...PageQuery, challengeId: Type.Optional(Id), organisationId: Type.Optional(Id) },
  closed,
)

export const KeyParams = Type.Object({ key: Key })
export const MemberParams = Type.Object({ key: Key, id: Id })
