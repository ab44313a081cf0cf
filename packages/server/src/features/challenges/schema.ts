import { type Static, type TNumber, type TString, Type } from 'typebox'
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
  Text,
  WebAddress,
} from '../../platform/http/schemas.ts'
import { AreaCode } from '../areas/index.ts'
import { DIRECTIONS, PARTY_ROLES, PHASES, SOURCE_KINDS } from './lists.ts'

const strict = { additionalProperties: false } as const

/** A text or number that may be null, as one type: so a refusal names one mistake, and the format stays visible. */
const orNull = <T extends TString | TNumber>(schema: T, options: { description?: string } = {}) =>
  Type.Unsafe<Static<T> | null>({ ...schema, ...options, type: [schema.type, 'null'] })

const NearDay = Form(
  '^(19|20|21)',
  {
    nl: 'Geef een bestaande datum van 1900 tot en met 2199: jaar-maand-dag, zoals 2026-05-31.',
    en: 'Give an existing date from 1900 to 2199: year-month-day, such as 2026-05-31.',
  },
  { format: 'date', description: 'Calendar date, YYYY-MM-DD, from 1900 to 2199' },
)

const source = {
  kind: OneOf(SOURCE_KINDS),
  title: Line,
  citation: Form(
    '\\S',
    { nl: 'Dit is verplicht. Vul het in.', en: 'This is required. Fill it in.' },
    { minLength: 1, maxLength: 5000, description: 'What the source says, or where in it' },
  ),
}

const sourceOptions = { url: orNull(WebAddress), date: orNull(NearDay) }

export const Source = Type.Object(
  {
    id: Id,
    ...source,
    url: orNull(WebAddress),
    date: orNull(NearDay),
    revision: Revision,
  },
  { title: 'Source' },
)
export type Source = Static<typeof Source>
export type SourceContent = Omit<Source, 'id' | 'revision'>

export const NewSource = Type.Object(
  { ...source, ...Type.Partial(Type.Object(sourceOptions)).properties },
  strict,
)
export type NewSource = Static<typeof NewSource>

export const SourceChange = Type.Partial(
  Type.Object({ ...source, ...sourceOptions, revision: ReadRevision }, strict),
  strict,
)

const goal = {
  title: Line,
  unit: Type.String({ minLength: 1, maxLength: 50 }),
  target: Type.Number(),
  targetDate: NearDay,
  direction: OneOf(DIRECTIONS, 'Which way the figure must go'),
}

const goalOptions = {
  indicatorId: orNull(Id),
  indicatorText: Type.String({
    maxLength: 2000,
    description: 'How it is measured, in words',
  }),
  areaCode: orNull(AreaCode, {
    description: 'Where it must be reached; null: everywhere that the challenge is about',
  }),
  baseline: orNull(Type.Number()),
  baselineDate: orNull(NearDay, {
    description: 'Last day that the baseline is about; figures of later days are compared with it',
  }),
}

export const Goal = Type.Object({ id: Id, ...goal, ...goalOptions, revision: Revision }, { title: 'Goal' })
export type Goal = Static<typeof Goal>
export type GoalContent = Omit<Goal, 'id' | 'revision'>

export const NewGoal = Type.Object({ ...goal, ...Type.Partial(Type.Object(goalOptions)).properties }, strict)
export type NewGoal = Static<typeof NewGoal>

export const GoalChange = Type.Partial(
  Type.Object({ ...goal, ...goalOptions, revision: ReadRevision }, strict),
  strict,
)

const party = {
  role: OneOf(PARTY_ROLES),
  contribution: Type.String({
    maxLength: 5000,
    description: 'What this party brings in',
  }),
}

export const Party = Type.Object(
  { organisationId: Id, name: Type.String(), ...party, revision: Revision },
  { title: 'ChallengeParty' },
)
export type Party = Static<typeof Party>

export const PartyBody = Type.Object(
  {
    role: party.role,
    contribution: Type.Optional(party.contribution),
    revision: Type.Optional(ReadRevision),
  },
  strict,
)

const texts = {
  summary: Text,
  question: Text,
  affected: Text,
  dataRole: Text,
  phase: OneOf(PHASES, 'Step of the loop'),
  areaCodes: Type.Array(AreaCode, {
    maxItems: 1000,
    uniqueItems: true,
    description: 'Codes of the areas it is about',
  }),
}

export const Challenge = Type.Object(
  {
    id: Id,
    slug: Type.String(),
    title: Line,
    ...texts,
    published: Type.Boolean(),
    ownerId: Id,
    sources: Type.Array(Source),
    goals: Type.Array(Goal),
    parties: Type.Array(Party),
    createdAt: Moment,
    updatedAt: Moment,
    revision: Revision,
  },
  { title: 'Challenge' },
)
export type Challenge = Static<typeof Challenge>

export type ChallengeContent = Pick<
  Challenge,
  'title' | 'summary' | 'question' | 'affected' | 'dataRole' | 'phase' | 'areaCodes' | 'published'
>

export const ChallengePage = Page(Challenge)

export const NewChallenge = Type.Object(
  { title: Line, ...Type.Partial(Type.Object(texts)).properties, ownerId: Type.Optional(Id) },
  strict,
)
export type NewChallenge = Static<typeof NewChallenge>

export const ChallengeChange = Type.Partial(
  Type.Object(
    {
      title: Line,
      ...texts,
      published: Type.Boolean({ description: 'true publishes; what is public stays public' }),
      revision: ReadRevision,
    },
    strict,
  ),
  strict,
)
export type ChallengeChange = Static<typeof ChallengeChange>

export const ChallengeQuery = Type.Object(
  {
    ...PageQuery,
    phase: Type.Optional(OneOf(PHASES)),
    area: Type.Optional({
      ...AreaCode,
      description: 'About this area, what it is part of, or what is part of it',
    }),
    q: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
  },
  strict,
)

const key = Key
export const KeyParams = Type.Object({ key })
export const PartParams = Type.Object({ key, id: Id })
export const PartyParams = Type.Object({ key, organisationId: Id })
