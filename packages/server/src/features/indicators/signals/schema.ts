/** What else than a line gives a signal, what a signal rests on, and who answers for it. */
import { CHANGES } from '@samenspel/standards/signals'
import { Type } from 'typebox'
import { ROLES } from '../../../platform/actor.ts'
import { Day, Explanation, Id, Moment, OneOf, type Static } from '../../../platform/http/schemas.ts'
import { SIGNAL_KINDS, type SignalKind } from './lists.ts'

export { SIGNAL_KINDS, type SignalKind }

const closed = { additionalProperties: false }

/** What the figures of an area are compared with to see a change. */
export const AGAINST = ['itself', 'others'] as const

const AbsenceRule = Type.Object(
  {
    kind: Type.Literal('absence'),
    periods: Type.Integer({
      minimum: 1,
      maximum: 1000,
      description: 'Whole periods in a row without a figure, because too little was measured',
    }),
  },
  { title: 'AbsenceRule', ...closed },
)

const ChangeRule = Type.Object(
  {
    kind: Type.Literal('change'),
    against: OneOf(
      AGAINST,
      'itself: with what was before, needs two years of figures, or three of months; others: how it differs from the middle of the other areas, needs half a year and at least five others',
    ),
  },
  { title: 'ChangeRule', ...closed },
)

const GoalRule = Type.Object(
  {
    kind: Type.Literal('goal-missed'),
    probability: Type.Number({
      minimum: 0.5,
      maximum: 0.99,
      description:
        'From this probability on a goal of the challenge will be missed, by a forecast that beats repeating',
    }),
  },
  { title: 'GoalMissedRule', ...closed },
)

export const WatchRule = Type.Union([AbsenceRule, ChangeRule, GoalRule])
export type WatchRule = Static<typeof WatchRule>
export type RuleOf<K extends WatchRule['kind']> = Extract<WatchRule, { kind: K }>

const ChangeEvidence = Type.Object(
  {
    of: OneOf(CHANGES),
    against: OneOf(AGAINST),
    step: OneOf(['week', 'month'], 'What the figures were made to before they were compared'),
    size: Type.Number({
      description: 'Of the level, in the unit of the figure; of the trend, in that unit per year',
    }),
    low: Type.Number({ description: 'Lower end of its 95 % interval' }),
    high: Type.Number({ description: 'Upper end of its 95 % interval' }),
    p: Type.Number({ description: 'Probability of this in one comparison when nothing changed' }),
    yearsPerFalseAlarm: Type.Number({
      description:
        'In how many years such a signal is wrong once, in figures of one area in which nothing changes: measured on simulated series',
    }),
  },
  { title: 'ChangeEvidence' },
)
export type ChangeEvidence = Static<typeof ChangeEvidence>

const GoalEvidence = Type.Object(
  {
    goalId: Id,
    title: Type.String(),
    target: Type.Number(),
    targetDate: Day,
    direction: Type.String(),
    probability: Type.Number({ description: 'That the goal will be missed, at least' }),
    periodStart: Moment,
    expected: Type.Number({ description: 'Of the period with that probability' }),
    low: Type.Number({ description: 'Lower end of its 80 % interval' }),
    high: Type.Number({ description: 'Upper end of its 80 % interval' }),
    error: Type.Number({ description: 'Mean absolute error of such forecasts in the back-test' }),
    naiveError: Type.Number({ description: 'That of repeating what was' }),
    coverage: Type.Union([Type.Number(), Type.Null()], {
      description: 'Share of the values in the 80 % interval in the back-test',
    }),
  },
  { title: 'GoalMissedEvidence' },
)
export type GoalEvidence = Static<typeof GoalEvidence>

/** What a signal rests on. The figures themselves are those of the indicator in the area from `since` to `lastAt`. */
export const Evidence = Type.Object(
  {
    definitionVersion: Type.Integer({ description: 'Version of the definition by which it was found' }),
    figures: Type.String({ description: 'Address of the figures on which it rests' }),
    periods: Type.Union([Type.Integer(), Type.Null()], {
      description: 'Of absence: periods without a figure so far',
    }),
    change: Type.Union([ChangeEvidence, Type.Null()]),
    goal: Type.Union([GoalEvidence, Type.Null()]),
  },
  { title: 'SignalEvidence' },
)
export type Evidence = Static<typeof Evidence>

/** What is stored of it. */
export type StoredEvidence = {
  rule?: unknown
  periods?: number
  change?: ChangeEvidence
  goal?: GoalEvidence
}

const OrNull = <T extends Parameters<typeof Type.Union>[0][number]>(type: T, description: string) =>
  Type.Union([type, Type.Null()], { description })

/** Who answers for a signal. */
export const Owner = Type.Object(
  {
    organisationId: Id,
    organisationName: Type.String(),
    role: OrNull(
      OneOf(ROLES),
      'The function: those with this role in the organisation, or what the person is there who was chosen; null: all of it',
    ),
    personName: OrNull(Type.String(), 'Only for members of the organisation'),
    isMine: Type.Boolean({ description: 'Whether the person who asks answers for it' }),
  },
  { title: 'SignalOwner' },
)
export type Owner = Static<typeof Owner>

export const NewOwner = Type.Object(
  {
    organisationId: Type.Optional(
      Type.String({ format: 'uuid', description: 'Default: the owner of the indicator' }),
    ),
    role: Type.Optional(OneOf(ROLES, 'Default without a person: policy-officer')),
    email: Type.Optional(
      Type.String({
        format: 'email',
        maxLength: 254,
        description: 'Of a person with a role in the organisation',
      }),
    ),
  },
  closed,
)
export type NewOwner = Static<typeof NewOwner>

const Reason = Explanation(2000)

const Postponement = Type.Object(
  { dueOn: Day, reason: Type.String(), role: OneOf(ROLES, 'Function of who chose it'), setAt: Moment },
  { title: 'SignalPostponement' },
)

/** Until when a signal may wait for a decision. */
export const Term = Type.Object(
  {
    days: Type.Integer({
      description: 'Days from when it was noticed, by what its organisation had set then',
    }),
    dueOn: Type.String({
      ...Day,
      description:
        'The last day in time, YYYY-MM-DD: an open signal without a decision after it is publicly overdue',
    }),
    changes: Type.Array(Postponement, {
      description: 'Other days that were chosen for this signal, the latest first',
    }),
  },
  { title: 'SignalTerm' },
)
export type Term = Static<typeof Term>

/** Another day for one signal. */
export const NewTerm = Type.Object({ dueOn: Day, reason: Reason }, closed)

/** Another number of days for a kind of signals. */
export const NewKindTerm = Type.Object(
  { days: Type.Integer({ minimum: 1, maximum: 3650 }), reason: Reason },
  closed,
)

export const KindTerm = Type.Object(
  {
    kind: OneOf(SIGNAL_KINDS),
    days: Type.Integer(),
    reason: OrNull(Type.String(), 'Why; null while it is that of the software'),
    role: OrNull(OneOf(ROLES), 'Function of who chose it'),
    setAt: OrNull(Moment, 'Since when; signals that were noticed before keep their term'),
  },
  { title: 'SignalKindTerm' },
)
export type KindTerm = Static<typeof KindTerm>
