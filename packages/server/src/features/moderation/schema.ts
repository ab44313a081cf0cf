import { Type } from 'typebox'
import { Explanation, Id, Moment, OneOf, Page, PageQuery, type Static } from '../../platform/http/schemas.ts'
import { RULE_KEYS } from './house-rules.ts'
import { TARGET_KINDS, VERDICTS } from './lists.ts'

const closed = { additionalProperties: false }
const Bilingual = Type.Object({ nl: Type.String(), en: Type.String() })
const Kind = OneOf(TARGET_KINDS, 'What it is about')
const Rule = OneOf(RULE_KEYS, 'Key of a house rule')

export const HouseRule = Type.Object({ key: Rule, title: Bilingual, text: Bilingual }, { title: 'HouseRule' })

export const NewReport = Type.Object(
  {
    kind: Kind,
    id: Id,
    rule: Rule,
    note: Type.Optional(
      Type.String({ maxLength: 500, description: 'What is wrong, in your words; only moderators read it' }),
    ),
  },
  closed,
)
export type NewReport = Static<typeof NewReport>

const Review = Type.Union([
  Type.Object({
    askedAt: Moment,
    answeredBy: Type.Union([Id, Type.Null()], { description: 'The judgement that answers it' }),
  }),
  Type.Null(),
])

const judgement = {
  id: Id,
  kind: Kind,
  targetId: Id,
  verdict: OneOf(VERDICTS, 'hidden: only who wrote it and moderators see it; shown: everybody does'),
  rule: Rule,
  reason: Type.String(),
  judgedAt: Moment,
  stands: Type.Boolean({ description: 'False when a later judgement took its place' }),
  reports: Type.Integer({ description: 'Reports that it answers; 0 when a moderator found it without one' }),
  answers: Type.Union([Id, Type.Null()], {
    description: 'The judgement that was looked at again, because who wrote it asked',
  }),
  review: Review,
}

export const Judgement = Type.Object(judgement, {
  title: 'Judgement',
  description: 'What a moderator decided about a text; the text itself is not in it',
})
export type Judgement = Static<typeof Judgement>
export const JudgementPage = Page(Judgement)

export const JudgementDetail = Type.Object(
  {
    ...judgement,
    path: Type.Union([Type.String(), Type.Null()], {
      description: 'Page of what it is about, when it is there',
    }),
    mayAskReview: Type.Boolean({ description: 'Whether you wrote it, and may ask once for another look' }),
  },
  { title: 'JudgementDetail' },
)
export type JudgementDetail = Static<typeof JudgementDetail>

export const JudgementQuery = Type.Object({
  kind: Type.Optional(Kind),
  target: Type.Optional(Type.String({ ...Id, description: 'Id of what was judged' })),
  verdict: Type.Optional(OneOf(VERDICTS)),
  rule: Type.Optional(Rule),
  ...PageQuery,
})
export type JudgementQuery = Static<typeof JudgementQuery>

const Reason = Explanation(1000, 'Why, for everybody to read; do not repeat what is hidden')

export const NewJudgement = Type.Object(
  {
    kind: Kind,
    id: Id,
    verdict: judgement.verdict,
    rule: Rule,
    reason: Reason,
    standing: Type.Optional(
      Type.Union([Id, Type.Null()], {
        description:
          'The judgement that you saw standing; when another took its place since, nothing is judged',
      }),
    ),
    changedAt: Type.Optional(
      Type.String({
        ...Moment,
        description:
          'The `changedAt` of the text that you read: when it was changed after that, nothing is judged',
      }),
    ),
  },
  closed,
)
export type NewJudgement = Static<typeof NewJudgement>

export const NewReview = Type.Object(
  {
    text: Explanation(1000, 'Why you do not agree; only moderators read it'),
  },
  closed,
)
export type NewReview = Static<typeof NewReview>

export const QueueItem = Type.Object(
  {
    kind: Kind,
    id: Id,
    text: Type.String(),
    writerName: Type.Union([Type.String(), Type.Null()]),
    path: Type.String({ description: 'Page on which it is read' }),
    changedAt: Type.String({
      ...Moment,
      description: 'When this text came to be as it is; give it with your judgement',
    }),
    since: Moment,
    reports: Type.Array(
      Type.Object({
        rule: Rule,
        note: Type.String(),
        reportedAt: Moment,
        hasAccount: Type.Boolean(),
        times: Type.Integer({ description: 'Without an account, how often: it may be the same person' }),
      }),
      { description: 'The first 20; of each rule the first before others of the same' },
    ),
    accounts: Type.Integer({ description: 'By how many accounts it was reported' }),
    standing: Type.Union([Judgement, Type.Null()], { description: 'The judgement that stands' }),
    review: Type.Union([Type.Object({ text: Type.String(), askedAt: Moment }), Type.Null()], {
      description: 'What the writer says against that judgement',
    }),
    objection: Type.Union([Bilingual, Type.Null()], { description: 'Why you may not judge it' }),
  },
  { title: 'ModerationItem' },
)
export type QueueItem = Static<typeof QueueItem>
export const QueuePage = Page(QueueItem)

export const QueueQuery = Type.Object({
  kind: Type.Optional(Kind),
  target: Type.Optional(Type.String({ ...Id, description: 'Id of one text' })),
  ...PageQuery,
})

export const Summary = Type.Object(
  {
    waiting: Type.Integer({ description: 'Texts that wait for a moderator' }),
    rules: Type.Array(
      Type.Object({ rule: Rule, hidden: Type.Integer(), shown: Type.Integer() }, { title: 'RuleCount' }),
      { description: 'Judgements by house rule, all of them' },
    ),
    reviews: Type.Object({
      asked: Type.Integer(),
      answered: Type.Integer(),
      changed: Type.Integer({ description: 'Answers that decided otherwise' }),
    }),
  },
  { title: 'ModerationSummary' },
)
export type Summary = Static<typeof Summary>
