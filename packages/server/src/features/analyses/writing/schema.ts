import { CLAIM_KINDS, MEASURES, VALUE_CHOICES } from '@samenspel/standards/steering'
import { Type } from 'typebox'
import { ReadRevision, Revision } from '../../../platform/http/revision.ts'
import { Explanation, Id, Line, Moment, OneOf, type Static, Text } from '../../../platform/http/schemas.ts'
import { RULE_KEYS } from '../../moderation/index.ts'
import { Answer } from '../schema.ts'

export const STATES = ['draft', 'published', 'withdrawn'] as const

/** Charts in one analysis, at most. */
export const MOST_CHARTS = 8

const closed = { additionalProperties: false }
const nullable = <T extends Type.TSchema>(schema: T, description?: string) =>
  Type.Union([schema, Type.Null()], description ? { description } : {})

const Chart = Type.Object(
  {
    question: Type.String({
      minLength: 1,
      maxLength: 4000,
      description:
        'A question as the query of an address, as `/explorations` takes it. It is kept in the one way in which it is written',
    }),
    caption: Type.String({ maxLength: 2000, description: 'What the author sees in it' }),
  },
  { ...closed, title: 'AnalysisChart' },
)

/** What can still be computed with: more than anything that is measured. */
const BOUNDED = { minimum: -1e15, maximum: 1e15 }

const PlaceKey = Type.String({ minLength: 1, maxLength: 600 })

export const Claim = Type.Object(
  {
    chart: Type.Integer({ minimum: 0, description: 'Which chart it is about, counted from 0' }),
    kind: OneOf(CLAIM_KINDS),
    place: Type.Optional(PlaceKey),
    places: Type.Optional(Type.Array(PlaceKey, { maxItems: 20 })),
    everywhere: Type.Optional(Type.Boolean({ description: 'It is said of all places' })),
    line: Type.Optional(Type.Number({ ...BOUNDED, description: 'The line of `above` and `below`' })),
    measure: OneOf(MEASURES, '`high` is the 90th percentile'),
    values: OneOf(VALUE_CHOICES),
    tried: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 10_000, description: 'How many claims were tried, this one too' }),
    ),
    controlled: Type.Optional(
      Type.Boolean({ description: 'The data are of an experiment, or compared with places without it' }),
    ),
    axis: Type.Optional(
      Type.Object(
        {
          mark: OneOf(['bar', 'line']),
          from: Type.Number(BOUNDED),
          to: Type.Number(BOUNDED),
          naturalZero: Type.Boolean(),
        },
        closed,
      ),
    ),
  },
  { ...closed, title: 'AnalysisClaim', description: 'The conclusion, in a form that can be tried' },
)
export type Claim = Static<typeof Claim>

/** The text of an analysis: what is written, and frozen when it is published. */
export const Content = Type.Object(
  {
    title: Line,
    question: Text,
    why: Type.String({ maxLength: 20_000, description: 'Why it is asked' }),
    method: Text,
    charts: Type.Array(Chart, { maxItems: MOST_CHARTS }),
    conclusion: Text,
    doubts: Type.String({ maxLength: 20_000, description: 'What could be otherwise, and what is not known' }),
    claim: nullable(Claim),
  },
  closed,
)
export type Content = Static<typeof Content>

const Byline = Type.String({
  maxLength: 100,
  description: 'The name that everybody sees with it; empty: none',
})
const Changes = Type.String({ maxLength: 2000, description: 'What is new in this version' })

export const NewAnalysis = Type.Object(
  { ...Type.Partial(Content).properties, title: Line, byline: Type.Optional(Byline) },
  { ...closed, description: 'A new draft; only its author can read it' },
)
export type NewAnalysis = Static<typeof NewAnalysis>

export const AnalysisChange = Type.Partial(
  Type.Object({ ...Content.properties, byline: Byline, changes: Changes, revision: ReadRevision }),
  { ...closed, minProperties: 1 },
)
export type AnalysisChange = Static<typeof AnalysisChange>

const Other = Type.Object(
  { id: Id, slug: Type.String(), title: Type.String(), version: Type.Integer() },
  { title: 'AnalysisReference' },
)
export type Other = Static<typeof Other>

const Withdrawn = Type.Object({ at: Moment, reason: Type.String() }, { title: 'AnalysisWithdrawal' })

const Hidden = Type.Object(
  { rule: OneOf(RULE_KEYS), reason: Type.String(), since: Moment, judgementId: Id },
  { title: 'HiddenAnalysis' },
)

const Sha256 = Type.String({ pattern: '^[0-9a-f]{64}$' })

const FrozenAnswer = Type.Object(
  {
    sha256: Sha256,
    bytes: Type.Integer(),
    removedAt: nullable(
      Moment,
      'When its values were removed, because someone took back data that was in it; then only the hash is left',
    ),
  },
  { title: 'FrozenAnswer' },
)

const Software = Type.Object(
  {
    name: Type.String(),
    version: Type.String(),
    commit: nullable(Type.String({ description: 'The commit of its source code' })),
  },
  { title: 'Software' },
)

const EvidenceSummary = Type.Object(
  {
    sha256: Type.String({ pattern: '^[0-9a-f]{64}$', description: 'Of the bytes of the evidence' }),
    bytes: Type.Integer(),
    software: Software,
    indicators: Type.Array(
      Type.Object({ slug: Type.String(), title: Type.String(), version: Type.Integer() }),
    ),
    answers: Type.Array(FrozenAnswer, { description: 'For each chart' }),
  },
  { title: 'AnalysisEvidence' },
)

export const FIELDS = Object.keys(Content.properties) as (keyof Content)[]

const HistoryLine = Type.Object(
  {
    version: Type.Integer(),
    publishedAt: Moment,
    changes: Type.String({ description: 'What its author says is new' }),
    changed: Type.Array(OneOf(FIELDS), { description: 'What differs from the version before' }),
  },
  { title: 'AnalysisVersion' },
)

export const Analysis = Type.Object(
  {
    id: Id,
    slug: Type.String(),
    state: OneOf(STATES),
    version: Type.Integer(),
    latest: Type.Integer({ description: 'The newest published version; 0 when there is none' }),
    ...Content.properties,
    byline: Byline,
    changes: Changes,
    basedOn: nullable(Other),
    forks: Type.Array(Other, { description: 'Published analyses that began as a copy of this one' }),
    withdrawal: nullable(Withdrawn),
    evidence: nullable(EvidenceSummary, 'What was frozen; null for a draft'),
    hidden: nullable(
      Hidden,
      'Why moderators hid it. Then its text is left empty, but for its author and for moderators',
    ),
    isAuthor: Type.Boolean({ description: 'Whether you are its author' }),
    hasDraft: Type.Boolean({ description: 'For its author: there is a draft' }),
    publishedAt: nullable(Moment),
    updatedAt: Moment,
    revision: Revision,
    history: Type.Array(HistoryLine, { description: 'Published versions, newest first' }),
  },
  { title: 'Analysis' },
)
export type Analysis = Static<typeof Analysis>

export const AnalysisSummary = Type.Object(
  {
    id: Id,
    slug: Type.String(),
    title: Type.String(),
    question: Type.String(),
    state: OneOf(STATES),
    version: Type.Integer(),
    byline: Byline,
    basedOn: nullable(Other),
    charts: Type.Integer(),
    hasDraft: Type.Boolean(),
    isHidden: Type.Boolean({ description: 'Moderators hid it: only in lists of your own' }),
    publishedAt: nullable(Moment),
    updatedAt: Moment,
  },
  { title: 'AnalysisSummary' },
)
export type AnalysisSummary = Static<typeof AnalysisSummary>

export const Publication = Type.Object(
  {
    revision: Type.Optional(ReadRevision),
    check: Type.Optional(Type.Boolean({ description: 'Only say what is missing: nothing is published' })),
  },
  closed,
)

export const Withdrawal = Type.Object(
  {
    reason: Explanation(2000, 'Why it no longer holds; everybody reads it'),
  },
  closed,
)

/** What publishing a draft would freeze, beside what its author sees. */
export const Preview = Type.Object(
  {
    charts: Type.Array(
      Type.Object({
        question: Type.String(),
        refusal: nullable(
          Type.Object({ nl: Type.String(), en: Type.String() }),
          'Why it has no answer that everybody may see',
        ),
        differs: Type.Boolean({ description: 'Everybody sees something else than you do' }),
        answer: nullable(Answer, 'What everybody would see'),
      }),
    ),
  },
  { title: 'AnalysisPreview' },
)
export type Preview = Static<typeof Preview>

/** Of which chart something is asked. */
export const OneChart = Type.Object({
  chart: Type.Optional(
    Type.Integer({ minimum: 0, maximum: 100, description: 'Only this chart, counted from 0; else all' }),
  ),
})

/** The chart that is asked for, or all of them. */
export function pickCharts(charts: Content['charts'], chart: number | undefined): Content['charts'] {
  return chart === undefined ? charts : charts.slice(chart, chart + 1)
}
