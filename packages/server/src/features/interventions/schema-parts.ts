import { Type } from 'typebox'
import { Explanation, Form, Id, Line, Moment, NullableDay, type Static } from '../../platform/http/schemas.ts'

const closed = { additionalProperties: false } as const

const PastDay = Form(
  '^(19|20|21)',
  {
    nl: 'Geef een bestaande datum: jaar-maand-dag, zoals 2026-05-31.',
    en: 'Give an existing date: year-month-day, such as 2026-05-31.',
  },
  { format: 'date', description: 'Calendar date, YYYY-MM-DD' },
)
const NullablePastDay = Type.Unsafe<string | null>({ ...PastDay, type: ['string', 'null'] })
const Words = Form(
  '[\\p{L}\\p{N}]',
  { nl: 'Dit is verplicht. Vul het in.', en: 'This is required. Fill it in.' },
  { minLength: 1, maxLength: 2000 },
)

/** Where nobody wrote it down but the platform says it itself. */
export const InWords = Type.Optional(
  Type.Object(
    { nl: Type.String(), en: Type.String() },
    {
      description:
        'What went otherwise in both languages, when the platform says so; `what` is the Dutch one',
    },
  ),
)

export const NewDeviation = Type.Object({ what: Words, why: Explanation(2000), since: PastDay }, closed)
export type NewDeviation = Static<typeof NewDeviation>
export const Deviation = Type.Object(
  {
    id: Id,
    what: Type.String(),
    inWords: InWords,
    why: Type.String(),
    since: Type.String(),
    recordedAt: Moment,
  },
  { title: 'InterventionDeviation', description: 'Where it went otherwise than the plan' },
)
export type Deviation = Static<typeof Deviation>

export const NewMilestone = Type.Object(
  { title: Line, plannedOn: Type.Optional(NullablePastDay), reachedOn: Type.Optional(NullablePastDay) },
  closed,
)
export type NewMilestone = Static<typeof NewMilestone>
export const MilestoneChange = Type.Partial(NewMilestone, { ...closed, minProperties: 1 })
export type MilestoneChange = Static<typeof MilestoneChange>
export const Milestone = Type.Object(
  {
    id: Id,
    title: Type.String(),
    plannedOn: NullableDay,
    reachedOn: NullableDay,
    inPlan: Type.Boolean({
      description: 'Whether it is part of the plan that was registered, or with which it began',
    }),
  },
  { title: 'Milestone' },
)
export type Milestone = Static<typeof Milestone>

export const NewCost = Type.Object(
  {
    amount: Type.Number({
      minimum: -1e12,
      maximum: 1e12,
      multipleOf: 0.01,
      description: 'Euro, to the cent; below zero for what came back or to correct an earlier line',
    }),
    day: PastDay,
    what: Line,
  },
  closed,
)
export type NewCost = Static<typeof NewCost>
export const Cost = Type.Object(
  { id: Id, amount: Type.Number(), day: Type.String(), what: Type.String(), recordedAt: Moment },
  { title: 'InterventionCost' },
)

export const PhotoQuery = Type.Object(
  {
    alt: Form(
      '[\\p{L}\\p{N}]',
      {
        nl: 'Schrijf wat er op de foto te zien is, voor wie de foto niet ziet.',
        en: 'Write what the photo shows, for who does not see it.',
      },
      { minLength: 5, maxLength: 500, description: 'What the photo shows, for who does not see it' },
    ),
    takenOn: Type.Optional(PastDay),
  },
  closed,
)
export type PhotoQuery = Static<typeof PhotoQuery>
export const PhotoWithdrawal = Type.Object({ reason: Explanation(2000) }, closed)
export const Photo = Type.Object(
  {
    id: Id,
    alt: Type.String(),
    takenOn: NullableDay,
    width: Type.Integer(),
    height: Type.Integer(),
    addedAt: Moment,
    withdrawal: Type.Union([Type.Object({ reason: Type.String(), at: Moment }), Type.Null()], {
      description: 'Why it was taken away; then it has no content any more',
    }),
  },
  { title: 'InterventionPhoto' },
)
