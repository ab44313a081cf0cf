import { EFFECT_ANSWERS, SHAPES } from '@samenspel/standards/effects'
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
import { CitedClaim } from '../indicators/index.ts'
import { DESIGNS, InWords, STEPS } from '../interventions/index.ts'
import { COMPUTATION_STATES, STATES } from './lists.ts'
import { Outcome, Study } from './schema-outcome.ts'

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
const orNull = <const T extends readonly string[]>(values: T, description: string) =>
  Type.Unsafe<T[number] | null>({ type: ['string', 'null'], enum: [...values, null], description })
export const Both = Type.Object({ nl: Type.String(), en: Type.String() })

/** What is chosen: what is looked at, where, when, and how. */
export const Content = Type.Object(
  {
    title: Line,
    indicatorId: { ...Id, description: 'The figure in which the effect is looked for' },
    areaCodes: Type.Array(AreaCode, {
      minItems: 1,
      maxItems: 200,
      uniqueItems: true,
      description: 'Where something was done',
    }),
    comparisonCodes: Type.Array(AreaCode, {
      // All municipalities of the country, and some more.
      maxItems: 400,
      uniqueItems: true,
      description: 'Where nothing was done, to compare with',
    }),
    otherInterventionIds: Type.Array(Id, {
      maxItems: 20,
      uniqueItems: true,
      description:
        'The same intervention elsewhere, begun on other days: the effect of all together is looked for',
    }),
    design: orNull(DESIGNS, 'How the effect is looked for; null: as planned, or else what is proposed'),
    step: orNull(
      STEPS,
      'Steps in time, each the mean of its figures; null: as planned, or else what is proposed',
    ),
    shape: OneOf(SHAPES, 'What the start can change: the level, or the level and how fast it rises'),
    from: NullableNearDay('First day of the figures; null: as planned'),
    until: NullableNearDay('The day before which the figures end; null: as planned'),
    deviation: Type.String({
      maxLength: 5000,
      description: 'Why it is looked for otherwise than was planned; needed when it is',
    }),
    spillOver: Type.String({
      maxLength: 5000,
      description:
        'Whether areas that are compared with can have been touched as well, and why not; needed to publish',
    }),
    remarks: Type.String({ maxLength: 10_000, description: 'What else a reader must know' }),
  },
  closed,
)
export type Content = Static<typeof Content>

export const NewEvaluation = Type.Object(
  { interventionId: Id, ...Type.Partial(Content).properties },
  { ...closed, description: 'What is left out is as it was planned' },
)
export type NewEvaluation = Static<typeof NewEvaluation>

export const EvaluationChange = Type.Partial(
  Type.Object({ ...Content.properties, revision: ReadRevision }, closed),
  { ...closed, minProperties: 1 },
)
export type EvaluationChange = Static<typeof EvaluationChange>

export const Publication = Type.Object(
  {
    revision: Type.Optional(ReadRevision),
    check: Type.Optional(Type.Boolean({ description: 'Only say what is missing: nothing is published' })),
  },
  closed,
)
export type Publication = Static<typeof Publication>
export const Withdrawal = Type.Object({ reason: Explanation(5000) }, closed)

const Linked = Type.Object({ id: Id, slug: Type.String(), title: Type.String() })
const Named = Type.Object({ code: Type.String(), name: Type.String() })

/** One difference between what was planned and what was done. */
export const PlanDeviation = Type.Object(
  {
    field: OneOf(
      [
        'plan',
        'indicatorId',
        'areaCodes',
        'comparisonCodes',
        'design',
        'step',
        'shape',
        'from',
        'until',
        'early',
        'otherInterventionIds',
      ],
      '`plan`: none was registered before the start, or it did not say how; `early`: computed before the figures were there that the plan wanted',
    ),
    ...Both.properties,
  },
  { title: 'PlanDeviation' },
)
export type PlanDeviation = Static<typeof PlanDeviation>

export const RegisteredPlan = Type.Object(
  {
    number: Type.Integer(),
    sha256: Type.String(),
    registeredAt: Moment,
    beforehand: Type.Boolean({ description: 'Registered before the day on which it began' }),
  },
  { title: 'RegisteredPlan' },
)
export type RegisteredPlan = Static<typeof RegisteredPlan>

/** An earlier computation of the same evaluation: what was chosen then, and what came of it. */
export const EarlierComputation = Type.Object(
  {
    number: Type.Integer(),
    askedAt: Moment,
    studySha256: Type.String(),
    changed: Type.Array(Type.String(), { description: 'Fields in which it differs from what is published' }),
    answer: OneOf(EFFECT_ANSWERS),
    estimate: Type.Union([Type.Number(), Type.Null()], {
      description: 'Null when there is none, or when the figures are not public',
    }),
    scale: Type.Optional(
      OneOf(['difference', 'ratio'], 'Of the estimate; as that of the answer when absent'),
    ),
    unit: Type.Optional(Type.String({ description: 'Of the figures; as that of the answer when absent' })),
  },
  { title: 'EarlierComputation' },
)
export type EarlierComputation = Static<typeof EarlierComputation>

/** A computation of another evaluation of the same intervention, published or not. */
export const ComputationBeside = Type.Object(
  {
    evaluation: Type.Integer({ description: 'The how manieth evaluation of the intervention' }),
    ...EarlierComputation.properties,
  },
  { title: 'ComputationBeside' },
)
export type ComputationBeside = Static<typeof ComputationBeside>

export const Computation = Type.Object(
  {
    number: Type.Integer({ description: 'The how manieth time it is computed' }),
    state: OneOf(COMPUTATION_STATES),
    progress: Type.Number({ minimum: 0, maximum: 1 }),
    askedAt: Moment,
    finishedAt: Type.Union([Moment, Type.Null()]),
    isOfNow: Type.Boolean({ description: 'Whether what is chosen now is what was computed' }),
    study: Study,
    studySha256: Type.String({ description: 'Of the canonical text of `study`' }),
    outcome: Type.Union([Outcome, Type.Null()]),
    outcomeSha256: Type.Union([Type.String(), Type.Null()]),
  },
  { title: 'EvaluationComputation' },
)
export type Computation = Static<typeof Computation>

/** What the steering check said of the figure when it was published. */
export const CitedCheck = Type.Object(
  {
    at: Moment,
    version: Type.Integer({ description: 'Of the definition of the indicator' }),
    findings: Type.Array(Both, { description: 'What misleads in its title and description' }),
    areas: Type.Array(
      Type.Object({
        code: Type.String(),
        name: Type.String(),
        claims: Type.Array(CitedClaim, {
          description: 'Under how many of the reasonable choices each conclusion holds',
        }),
      }),
      { description: 'Where something was done' },
    ),
    notChecked: Type.Integer({ description: 'Areas of which it was not made, as there are so many' }),
  },
  { title: 'CitedCheck' },
)
export type CitedCheck = Static<typeof CitedCheck>

const head = {
  id: Id,
  slug: Type.String(),
  number: Type.Integer({ description: 'The how manieth evaluation of the intervention' }),
  state: OneOf(STATES),
  interventionId: Id,
  challengeId: Id,
  ownerId: Id,
  title: Type.String(),
  answer: orNull(EFFECT_ANSWERS, 'Null as long as it is not published'),
  sentence: Type.Union([Both, Type.Null()], { description: 'The answer in plain words' }),
  intervention: Linked,
  areas: Type.Array(Named),
  publishedAt: Type.Union([Moment, Type.Null()]),
  withdrawnAt: Type.Union([Moment, Type.Null()]),
  updatedAt: Moment,
}
export const EvaluationSummary = Type.Object(head, { title: 'EvaluationSummary' })
export type EvaluationSummary = Static<typeof EvaluationSummary>
export const EvaluationPage = Page(EvaluationSummary)

export const Evaluation = Type.Object(
  {
    ...head,
    ...Content.properties,
    ownerName: Type.String(),
    challenge: Type.Union([Linked, Type.Null()]),
    decision: Type.Union([Linked, Type.Null()], { description: 'From which the intervention follows' }),
    indicator: Type.Union(
      [
        Type.Object({
          id: Id,
          slug: Type.String(),
          title: Type.String(),
          unit: Type.String(),
          version: Type.Integer({ description: 'Of its definition' }),
        }),
        Type.Null(),
      ],
      { description: 'Null when who asks may not see it' },
    ),
    comparisons: Type.Array(Named),
    startedOn: NullableDay,
    steering: Type.Union([CitedCheck, Type.Null()], {
      description: 'Null as long as it is not published, and of what was published before it was cited',
    }),
    hoped: OneOf(['up', 'down'], 'Which way it was meant to go'),
    expectedChange: Type.Union([Type.Number(), Type.Null()], {
      description: 'How much was expected when the indicator is that of the plan',
    }),
    plan: Type.Union([RegisteredPlan, Type.Null()]),
    planDeviations: Type.Array(PlanDeviation),
    interventionDeviations: Type.Array(
      Type.Object({ what: Type.String(), inWords: InWords, why: Type.String(), since: Type.String() }),
      { description: 'Where the intervention itself went otherwise than planned' },
    ),
    computation: Type.Union([Computation, Type.Null()], {
      description: 'The newest; of what is published the one that was published',
    }),
    earlier: Type.Array(EarlierComputation, { description: 'What was computed before, the newest first' }),
    beside: Type.Array(ComputationBeside, {
      description: 'What was computed in other evaluations of the same intervention, the newest first',
    }),
    sha256: Type.Union([Type.String(), Type.Null()], {
      description: 'Of the published text; `sha256sum` of its download gives the same',
    }),
    withdrawal: Type.Union([Type.Object({ reason: Type.String(), at: Moment }), Type.Null()]),
    mayWrite: Type.Boolean(),
    revision: Revision,
  },
  { title: 'Evaluation' },
)
export type Evaluation = Static<typeof Evaluation>

export const EvaluationQuery = Type.Object(
  {
    ...PageQuery,
    challengeId: Type.Optional(Id),
    interventionId: Type.Optional(Id),
    indicatorId: Type.Optional(Id),
    area: Type.Optional({
      ...AreaCode,
      description: 'In this area, what it is part of, or what is part of it',
    }),
    answer: Type.Optional(OneOf(EFFECT_ANSWERS)),
    state: Type.Optional(OneOf(STATES)),
    mine: Type.Optional(
      Type.Boolean({ description: 'Only of organisations that who asks works for, with drafts' }),
    ),
  },
  closed,
)
export type EvaluationQuery = Static<typeof EvaluationQuery>

/** Which designs there are for the data, which is proposed, and what would be looked at. */
export const Choices = Type.Object(
  {
    designs: Type.Array(
      Type.Object({
        design: OneOf(DESIGNS),
        fits: Type.Boolean(),
        why: Type.Union([Both, Type.Null()], { description: 'Why it does not fit' }),
      }),
    ),
    design: OneOf(DESIGNS, 'Chosen, or else proposed'),
    steps: Type.Array(OneOf(STEPS)),
    step: OneOf(STEPS, 'Chosen, or else proposed'),
    from: Type.String(),
    until: Type.String(),
    material: Type.Object({
      treated: Type.Integer(),
      compared: Type.Integer(),
      before: Type.Integer(),
      after: Type.Integer(),
    }),
    areas: Type.Array(
      Type.Object({
        code: Type.String(),
        name: Type.String(),
        role: OneOf(['treated', 'compared', 'possible']),
        figures: Type.Integer({ description: 'Steps with a figure' }),
        isNeighbour: Type.Boolean({ description: 'Lies against an area where something was done' }),
      }),
    ),
    incidents: Type.Array(Type.Object({ area: Type.String(), kind: Type.String(), day: Type.String() })),
    planDeviations: Type.Array(PlanDeviation),
  },
  { title: 'EvaluationChoices' },
)
export type Choices = Static<typeof Choices>

/** What was computed of an intervention and not published in time. */
export const Arrear = Type.Object(
  {
    interventionId: Id,
    intervention: Linked,
    ownerName: Type.String(),
    computedAt: Moment,
    dueAt: Moment,
  },
  { title: 'EvaluationArrear' },
)
export type Arrear = Static<typeof Arrear>
export const Arrears = Type.Object({ items: Type.Array(Arrear) })
export const ArrearQuery = Type.Object({ interventionId: Type.Optional(Id) }, closed)

export const KeyParams = Type.Object({ key: Key })
