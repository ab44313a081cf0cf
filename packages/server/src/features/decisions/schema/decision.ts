import { Type } from 'typebox'
import { ROLES } from '../../../platform/actor.ts'
import { ReadRevision, Revision } from '../../../platform/http/revision.ts'
import {
  Explanation,
  Id,
  Line,
  Moment,
  NullableDay,
  OneOf,
  type Static,
} from '../../../platform/http/schemas.ts'
import { Content } from './content.ts'
import { HAPPENINGS, OUTCOMES, REVIEW_RESULTS, STANDINGS, STATES } from './lists.ts'

const closed = { additionalProperties: false }

/** What starts a decision: the rest is empty, and the do-nothing option is there from the start. */
export const NewDecision = Type.Object(
  {
    challengeId: Id,
    ownerId: Type.Optional(Id),
    ...Type.Partial(Content).properties,
    title: Line,
    open: Type.Optional(
      Type.Boolean({
        description:
          'Whether everyone reads the draft from the start. Default: when the challenge and the signals it names are public. What is open does not close again',
      }),
    ),
  },
  {
    ...closed,
    description:
      'A new draft. What is left out is filled in from the signals it names: areas, evidence, and what is expected when nothing is done; without signals from the indicators of the goals of the challenge. In an open draft only from what is public',
  },
)
export type NewDecision = Static<typeof NewDecision>

export const DecisionChange = Type.Partial(
  Type.Object({ ...Content.properties, revision: ReadRevision }, closed),
  { ...closed, minProperties: 1 },
)
export type DecisionChange = Static<typeof DecisionChange>

/** The mandate as it stood in the register when the decision was signed. */
export const Signature = Type.Object(
  {
    mandateId: Id,
    function: Type.String(),
    holderName: Type.String(),
    signerName: Type.Optional(
      Type.String({ description: 'Who signed; absent in decisions from before this was kept' }),
    ),
    asDeputy: Type.Optional(
      Type.Literal(true, { description: 'Who signed stood in for the holder by the mandate register' }),
    ),
    basis: Type.String(),
    signedAt: Moment,
  },
  { title: 'Signature' },
)
export type Signature = Static<typeof Signature>

const orNull = <T extends Type.TSchema>(schema: T, description?: string) =>
  Type.Union([schema, Type.Null()], description ? { description } : {})

const CrossedFigure = Type.Object(
  { areaCode: Type.String(), areaName: Type.String(), periodStart: Moment, value: Type.Number() },
  { title: 'CrossedFigure' },
)
export type CrossedFigure = Static<typeof CrossedFigure>

/** What became of a decision beside its text. Persons are not named: functions are. */
export const Happening = Type.Object(
  {
    kind: OneOf(HAPPENINGS),
    at: Moment,
    role: orNull(OneOf(ROLES), 'Function of who did it; null: it happened by itself'),
    function: orNull(
      Type.String(),
      'Of withdrawn, and of kept after a review: the function of the mandate on which that was done',
    ),
    result: orNull(OneOf(REVIEW_RESULTS), 'Of a review'),
    reasons: Type.String(),
    nextReviewDate: NullableDay,
    replacedBy: orNull(Type.Object({ slug: Type.String(), title: Type.String() }), 'Of replaced'),
    figures: Type.Array(CrossedFigure, { description: 'Of reopened: the figures that were past the line' }),
  },
  { title: 'DecisionHappening' },
)
export type Happening = Static<typeof Happening>

const HistoryLine = Type.Object({
  version: Type.Integer(),
  state: OneOf(STATES),
  publishedAt: Type.Union([Moment, Type.Null()]),
  reason: Type.String({ description: 'Why this version was made; empty for the first' }),
  openedAt: orNull(Moment, 'Since when everyone could read it before it was published'),
  saves: Type.Integer({ description: 'How often it was saved while everyone could read it' }),
})

export const Decision = Type.Object(
  {
    id: Id,
    slug: Type.String(),
    state: OneOf(STATES),
    version: Type.Integer(),
    challengeId: Id,
    ownerId: Id,
    ...Content.properties,
    openedAt: orNull(Moment, 'Since when everyone can read this draft'),
    standing: OneOf(STANDINGS),
    reviewOn: Type.Unsafe<string | null>({
      ...NullableDay,
      description:
        'When it is looked at again: by the last review, else `reviewDate`; null when it is no longer in force',
    }),
    happenings: Type.Array(Happening, { description: 'What became of it, the latest first' }),
    signature: Type.Union([Signature, Type.Null()]),
    publishedAt: Type.Union([Moment, Type.Null()]),
    updatedAt: Moment,
    revision: Revision,
    history: Type.Array(HistoryLine),
  },
  { title: 'Decision' },
)
export type Decision = Static<typeof Decision>

export const DecisionSummary = Type.Object(
  {
    id: Id,
    slug: Type.String(),
    title: Type.String(),
    state: OneOf(STATES),
    version: Type.Integer(),
    challengeId: Id,
    signalIds: Type.Array(Id, {
      description: 'Signals that it answers, or would answer when it is published',
    }),
    chosenOption: Type.Union([Type.String(), Type.Null()], { description: 'Title of the chosen option' }),
    outcome: Type.Union([OneOf(OUTCOMES), Type.Null()]),
    decidedOn: NullableDay,
    reviewDate: NullableDay,
    standing: OneOf(STANDINGS),
    reviewOn: NullableDay,
    question: Type.String(),
    field: Type.String(),
    ownerId: Id,
    decidedBy: orNull(Type.String(), 'The function that took it'),
    publishedAt: Type.Union([Moment, Type.Null()]),
    happened: Type.Array(
      Type.Object({
        kind: OneOf(HAPPENINGS),
        at: Moment,
        result: orNull(OneOf(REVIEW_RESULTS), 'Of a review'),
      }),
      { description: 'What became of it after it was published, the earliest first' },
    ),
    updatedAt: Moment,
  },
  { title: 'DecisionSummary' },
)
export type DecisionSummary = Static<typeof DecisionSummary>

/** Which text is signed: none that another changed since the signer read it. */
export const Publication = Type.Object(
  {
    revision: Type.Optional(ReadRevision),
    check: Type.Optional(
      Type.Boolean({ description: 'Only say what is missing: nothing is signed or published' }),
    ),
  },
  closed,
)

export const NewVersion = Type.Object(
  {
    reason: Explanation(2000, 'Why the published text must change'),
  },
  closed,
)

/** What a review says of a decision that is in force. */
export const Review = Type.Object(
  {
    result: OneOf(REVIEW_RESULTS),
    reasons: Explanation(20_000, 'What came of it, and why this result; everyone can read it'),
    nextReviewDate: NullableDay,
    happenings: Type.Optional(
      Type.Integer({
        minimum: 0,
        description:
          'How many `happenings` of the decision you read. The review is refused (409 conflict) when more became of it since, such as the review of another. Left out: it is recorded whatever is there',
      }),
    ),
    mandateId: Type.Optional(
      Type.Unsafe<string>({
        ...Id,
        description: 'On which it is kept; default: the mandate on which it was signed',
      }),
    ),
  },
  closed,
)
export type Review = Static<typeof Review>

export const DecisionWithdrawal = Type.Object(
  {
    reason: Explanation(20_000, 'Why it no longer holds; everyone can read it'),
    mandateId: Type.Optional(
      Type.Unsafe<string>({ ...Id, description: 'Default: the mandate on which it was signed' }),
    ),
  },
  closed,
)
export type DecisionWithdrawal = Static<typeof DecisionWithdrawal>

const Change = Type.Object(
  {
    path: Type.Array(Type.String(), {
      description:
        'Where: the field, and in lists the name of what it is about, such as options, bomen, cost',
    }),
    before: orNull(Type.String(), 'Null: it was added'),
    after: orNull(Type.String(), 'Null: it was removed'),
  },
  { title: 'DecisionTextChange' },
)

/** One time that an open draft was saved. */
export const Save = Type.Object(
  {
    number: Type.Integer({ description: '1 is the text with which it was opened' }),
    at: Moment,
    role: orNull(OneOf(ROLES), 'Function of who saved it'),
    changes: Type.Array(Change, { description: 'What differs from the text before; of the first nothing' }),
  },
  { title: 'DecisionSave' },
)

/** The text of an open draft as it was saved once. */
export const SavedText = Type.Object({ ...Save.properties, content: Content }, { title: 'DecisionSavedText' })
