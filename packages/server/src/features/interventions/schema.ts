import { SHAPES } from '@samenspel/standards/effects'
import { PERIODS } from '@samenspel/standards/times'
import { Type } from 'typebox'
import { ReadRevision, Revision } from '../../platform/http/revision.ts'
import {
  Explanation,
  Form,
  Id,
  Key,
  Line,
  Moment,
  NullableDay,
  OneOf,
  Page,
  PageQuery,
  type Static,
} from '../../platform/http/schemas.ts'
import { AreaCode } from '../areas/index.ts'
import { DESIGNS, DIRECTIONS, ETHICS_ANSWERS, KINDS, OUTCOMES, PARTY_ROLES, STATES, STEPS } from './lists.ts'
import { ETHICS_IDS } from './questions.ts'
import { Cost, Deviation, Milestone, Photo } from './schema-parts.ts'

const closed = { additionalProperties: false } as const

const NearDay = Form(
  '^(19|20|21)',
  {
    nl: 'Geef een bestaande datum van 1900 tot en met 2199: jaar-maand-dag, zoals 2026-05-31.',
    en: 'Give an existing date from 1900 to 2199: year-month-day, such as 2026-05-31.',
  },
  { format: 'date', description: 'Calendar date, YYYY-MM-DD, from 1900 to 2199' },
)
const NullableNearDay = (description: string) =>
  Type.Unsafe<string | null>({ ...NearDay, type: ['string', 'null'], description })
const NullableId = (description: string) =>
  Type.Unsafe<string | null>({ ...Id, type: ['string', 'null'], description })
const orNull = <const T extends readonly string[]>(values: T, description: string) =>
  Type.Optional(
    Type.Unsafe<T[number] | null>({ type: ['string', 'null'], enum: [...values, null], description }),
  )

export const Criterion = Type.Object(
  {
    indicatorId: Id,
    direction: OneOf(DIRECTIONS, 'On which side of the value the figure must lie'),
    value: Type.Number({ minimum: -1e12, maximum: 1e12, description: 'In the unit of the indicator' }),
    by: NearDay,
    text: Type.String({ maxLength: 2000, description: 'The same in words, with what else counts' }),
  },
  { ...closed, title: 'InterventionCriterion', description: 'When a pilot is scaled, or stopped' },
)

export const Hypothesis = Type.Object(
  {
    indicatorId: Id,
    direction: OneOf(DIRECTIONS),
    change: Type.Number({
      exclusiveMinimum: 0,
      maximum: 1e12,
      description: 'How much lower or higher than without the intervention, in the unit of the indicator',
    }),
    by: NearDay,
    reason: Type.String({ maxLength: 5000, description: 'Why this is expected' }),
  },
  { ...closed, title: 'Hypothesis', description: 'What is expected, so that it can turn out wrong' },
)

export const Design = Type.Object(
  {
    comparisonCodes: Type.Array(AreaCode, {
      maxItems: 50,
      uniqueItems: true,
      description: 'Areas with which is compared, where nothing is done',
    }),
    periodsBefore: Type.Integer({ minimum: 1, maximum: 100_000, description: 'Periods of the indicator' }),
    periodsAfter: Type.Integer({ minimum: 1, maximum: 100_000, description: 'Periods of the indicator' }),
    note: Type.String({ maxLength: 5000, description: 'Why this design, and what could disturb it' }),
    method: orNull(DESIGNS, 'How the effect will be looked for; null: not said beforehand'),
    step: orNull(STEPS, 'Steps in time in which figures will be put together; null: not said beforehand'),
    shape: orNull(SHAPES, 'What the start is expected to change; null: not said beforehand'),
  },
  { ...closed, title: 'InterventionDesign', description: 'How the effect will be looked for' },
)

const PartyIn = Type.Object(
  { organisationId: Id, role: OneOf(PARTY_ROLES), contribution: Type.String({ maxLength: 2000 }) },
  closed,
)

/** The plan: what is written until the start, and frozen by registering. */
export const Content = Type.Object(
  {
    title: Line,
    summary: Type.String({ maxLength: 5000, description: 'What is done, for everyone to read' }),
    goalId: NullableId('The goal of the challenge that it serves; a pilot cannot do without'),
    decisionId: NullableId('The published decision from which it follows; needed at the start'),
    areaCodes: Type.Array(AreaCode, { maxItems: 200, uniqueItems: true }),
    start: NullableNearDay('Planned first day'),
    end: NullableNearDay('Planned last day; null: it has no end. A pilot has one'),
    plannedCost: Type.Unsafe<number | null>({
      type: ['number', 'null'],
      minimum: 0,
      maximum: 1e12,
      description: 'Euro',
    }),
    parties: Type.Array(PartyIn, { maxItems: 50 }),
    hypothesis: Type.Union([Hypothesis, Type.Null()]),
    scaleWhen: Type.Array(Criterion, { maxItems: 10 }),
    stopWhen: Type.Array(Criterion, { maxItems: 10 }),
    design: Type.Union([Design, Type.Null()]),
  },
  closed,
)
export type Content = Static<typeof Content>
export type Hypothesis = Static<typeof Hypothesis>
export type Criterion = Static<typeof Criterion>

export const NewIntervention = Type.Object(
  {
    challengeId: Id,
    kind: OneOf(KINDS),
    ownerId: Type.Optional(Id),
    ...Type.Partial(Content).properties,
    title: Line,
  },
  closed,
)
export type NewIntervention = Static<typeof NewIntervention>

export const InterventionChange = Type.Partial(
  Type.Object({ ...Content.properties, revision: ReadRevision }, closed),
  { ...closed, minProperties: 1 },
)
export type InterventionChange = Static<typeof InterventionChange>

const EthicsAnswers = Type.Array(
  Type.Object(
    {
      question: OneOf(ETHICS_IDS),
      answer: OneOf(ETHICS_ANSWERS),
      text: Type.String({ maxLength: 2000, description: 'In which way; needed with “no”' }),
    },
    closed,
  ),
  { maxItems: ETHICS_IDS.length },
)

export const NewEthicsCheck = Type.Object(
  {
    answers: EthicsAnswers,
    by: Type.String({
      minLength: 1,
      maxLength: 200,
      description: 'The function of who answered, not a name',
    }),
    reason: Type.Optional(Explanation(5000, 'Why it is answered again; needed when the plan is registered')),
  },
  closed,
)
export type NewEthicsCheck = Static<typeof NewEthicsCheck>

export const EthicsCheck = Type.Object(
  { answers: EthicsAnswers, by: Type.String(), at: Moment },
  { title: 'EthicsCheck' },
)
export type EthicsCheck = Static<typeof EthicsCheck>

export const LaterEthicsCheck = Type.Object(
  { ...EthicsCheck.properties, number: Type.Integer({ minimum: 2 }), reason: Type.String() },
  {
    title: 'LaterEthicsCheck',
    description: 'The check as it was answered again after the plan was registered',
  },
)

export const Registration = Type.Object(
  {
    revision: Type.Optional(ReadRevision),
    change: Type.Optional(
      Type.Partial(Content, {
        ...closed,
        minProperties: 1,
        description: 'What changes in a plan that was registered already; then a reason is needed',
      }),
    ),
    reason: Type.Optional(Explanation(5000, 'Why it is registered again; needed when it was already')),
    check: Type.Optional(Type.Boolean({ description: 'Only say what is missing: nothing is registered' })),
  },
  closed,
)
export type Registration = Static<typeof Registration>

export const Start = Type.Object(
  {
    startedOn: Type.Optional(NearDay),
    decisionId: Type.Optional(
      NullableId('The published decision from which it follows, when the plan names none'),
    ),
    revision: Type.Optional(ReadRevision),
    withoutRegistration: Type.Optional(
      Type.Boolean({ description: 'Begin although no plan was registered; that stays visible' }),
    ),
  },
  closed,
)
export type Start = Static<typeof Start>

export const Ending = Type.Object(
  {
    outcome: OneOf(OUTCOMES),
    reason: Explanation(5000),
    decisionId: Type.Optional(NullableId('The published decision to do so; a pilot cannot do without')),
    endedOn: Type.Optional(NearDay),
  },
  closed,
)
export type Ending = Static<typeof Ending>

export const Withdrawal = Type.Object({ reason: Explanation(5000) }, closed)

const Linked = Type.Object({ id: Id, slug: Type.String(), title: Type.String() })
const Named = Type.Object({ code: Type.String(), name: Type.String() })

/** One version of the plan as it was registered. */
export const PlanVersion = Type.Object(
  {
    number: Type.Integer(),
    sha256: Type.String({ description: 'Of the canonical text; `sha256sum` of the download gives the same' }),
    registeredAt: Moment,
    reason: Type.String({ description: 'Why it was registered again; empty for the first' }),
    beforehand: Type.Boolean({
      description: 'Registered on or before the day on which it began, or not yet begun',
    }),
  },
  { title: 'PlanVersion' },
)

export type PlanVersion = Static<typeof PlanVersion>

const head = {
  id: Id,
  slug: Type.String(),
  kind: OneOf(KINDS),
  state: OneOf(STATES),
  challengeId: Id,
  ownerId: Id,
  title: Type.String(),
  summary: Type.String(),
  start: NullableDay,
  end: NullableDay,
  startedOn: NullableDay,
  endedOn: NullableDay,
  outcome: Type.Unsafe<(typeof OUTCOMES)[number] | null>({
    type: ['string', 'null'],
    enum: [...OUTCOMES, null],
  }),
  stalled: Type.Boolean({ description: 'A pilot past its end without a decision on how it goes on' }),
  registeredBeforehand: Type.Unsafe<boolean | null>({
    type: ['boolean', 'null'],
    description: 'Whether its plan was registered before it began; null when it did not begin',
  }),
  areas: Type.Array(Named),
  updatedAt: Moment,
}

export const InterventionSummary = Type.Object(head, { title: 'InterventionSummary' })
export type InterventionSummary = Static<typeof InterventionSummary>
export const InterventionPage = Page(InterventionSummary)

export const Intervention = Type.Object(
  {
    ...head,
    ...Content.properties,
    ownerName: Type.String(),
    challenge: Type.Union([Linked, Type.Null()]),
    goal: Type.Union([
      Type.Object({
        id: Id,
        title: Type.String(),
        unit: Type.String(),
        target: Type.Number(),
        targetDate: NullableDay,
      }),
      Type.Null(),
    ]),
    decision: Type.Union([Linked, Type.Null()]),
    comparisons: Type.Array(Named),
    partyNames: Type.Record(Type.String(), Type.String(), { description: 'Name of each party, by its id' }),
    indicators: Type.Array(
      Type.Object({
        ...{ id: Id, slug: Type.String(), title: Type.String(), unit: Type.String() },
        period: OneOf(PERIODS, 'Of its figures'),
      }),
      { description: 'Those that the plan names and who asks may see' },
    ),
    ethicsCheck: Type.Union([EthicsCheck, Type.Null()], {
      description: 'Of the plan that is shown, as it was sealed; of a draft as it is now',
    }),
    laterEthicsChecks: Type.Array(LaterEthicsCheck, { description: 'The newest first' }),
    plans: Type.Array(PlanVersion, { description: 'The newest first' }),
    ending: Type.Union([
      Type.Object({ reason: Type.String(), decision: Type.Union([Linked, Type.Null()]) }),
      Type.Null(),
    ]),
    withdrawal: Type.Union([Type.Object({ reason: Type.String(), at: Moment }), Type.Null()]),
    deviations: Type.Array(Deviation),
    milestones: Type.Array(Milestone),
    costs: Type.Array(Cost),
    spent: Type.Number({ description: 'Euro, the sum of the costs' }),
    photos: Type.Array(Photo),
    mayWrite: Type.Boolean({ description: 'Whether who asks may change it' }),
    revision: Revision,
  },
  { title: 'Intervention' },
)
export type Intervention = Static<typeof Intervention>

export const InterventionQuery = Type.Object(
  {
    ...PageQuery,
    challengeId: Type.Optional(Id),
    area: Type.Optional({
      ...AreaCode,
      description: 'In this area, what it is part of, or what is part of it',
    }),
    state: Type.Optional(OneOf(STATES)),
    stalled: Type.Optional(Type.Boolean({ description: 'Only pilots past their end without a decision' })),
    mine: Type.Optional(Type.Boolean({ description: 'Only of organisations that who asks works for' })),
  },
  closed,
)

export const KeyParams = Type.Object({ key: Key })
export const PartParams = Type.Object({ key: Key, id: Id })
export const PlanParams = Type.Object({ key: Key, number: Type.Integer({ minimum: 1, maximum: 10_000 }) })
