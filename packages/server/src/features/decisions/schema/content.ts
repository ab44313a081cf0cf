/** The text of a decision. Fields that came later are optional in what is frozen: old texts are read as they are. */
import { Type } from 'typebox'
import {
  Form,
  Id,
  Line,
  Moment,
  NullableDay,
  OneOf,
  type Static,
  Text,
  WebAddress,
} from '../../../platform/http/schemas.ts'
import { AreaCode } from '../../areas/index.ts'
import { CitedClaim } from '../../indicators/index.ts'
import { MANDATE_FIELDS } from '../../parties/index.ts'
import {
  CONSEQUENCE_KINDS,
  DISSENT_GROUNDS,
  DISSENTERS,
  EVIDENCE_KINDS,
  FOLLOWED,
  INVOLVEMENTS,
  OPTION_KINDS,
  OUTCOMES,
  PUBLIC_VALUES,
} from './lists.ts'

const closed = { additionalProperties: false }
/** As much as a mandate can go up to. */
const Euros = Type.Number({ minimum: 0, maximum: 1e12 })
const OptionId = Form(
  '^[a-z0-9-]{1,40}$',
  {
    nl: 'Geef een naam van hoogstens 40 kleine letters, cijfers en streepjes, zoals meer-bomen.',
    en: 'Give a name of at most 40 lower-case letters, digits and hyphens, such as more-trees.',
  },
  { description: 'Name of the option within the decision' },
)

/** Absent where a name is all there is: so in texts from before it was kept, whose hash must not change. */
const PartyId = Type.Optional(
  Type.Unsafe<string>({
    ...Id,
    description:
      'The organisation, when it is a party of the challenge or in an alliance of it. `party` is then its name as it is when the text is saved, and for good as it is when the decision is signed; what is sent as its name is not taken over',
  }),
)

export const Consequence = Type.Object(
  { party: Line, partyId: PartyId, effect: Text, kind: OneOf(CONSEQUENCE_KINDS) },
  { title: 'Consequence', ...closed, description: 'What an option means for one party' },
)

const GoalEffect = Type.Object(
  { goalId: Id, effect: Text, kind: OneOf(CONSEQUENCE_KINDS) },
  { title: 'GoalEffect', ...closed, description: 'What an option means for a goal of the challenge' },
)

const ValueEffect = Type.Object(
  {
    value: OneOf(PUBLIC_VALUES, 'By the Code Goed Digitaal Openbaar Bestuur'),
    effect: Text,
    kind: OneOf(CONSEQUENCE_KINDS),
  },
  { title: 'ValueEffect', ...closed, description: 'What an option means for a public value' },
)

export const Option = Type.Object(
  {
    id: OptionId,
    kind: OneOf(OPTION_KINDS),
    title: Line,
    description: Text,
    cost: Type.Union([Euros, Type.Null()], { description: 'Euro' }),
    consequences: Type.Array(Consequence, { maxItems: 50 }),
    goalEffects: Type.Optional(Type.Array(GoalEffect, { maxItems: 50 })),
    risks: Type.Optional(Text),
    uncertainties: Type.Optional(Text),
    values: Type.Optional(Type.Array(ValueEffect, { maxItems: 20 })),
  },
  {
    title: 'DecisionOption',
    ...closed,
    description: 'What was considered. Each decision has exactly one do-nothing option.',
  },
)

const FrozenAnalysis = Type.Object(
  {
    kind: Type.Literal('analysis'),
    id: Type.Optional(
      Type.Unsafe<string>({
        ...Id,
        description: 'Its address can become another; not in texts from before it was kept',
      }),
    ),
    slug: Type.String(),
    title: Type.String(),
    version: Type.Integer(),
    sha256: Type.String({ description: 'Of the frozen evidence of that version' }),
    at: Moment,
  },
  { title: 'FrozenAnalysis' },
)

const FrozenIndicator = Type.Object(
  {
    kind: Type.Literal('indicator'),
    slug: Type.String(),
    title: Type.String(),
    version: Type.Integer({ description: 'Of the definition' }),
    unit: Type.String(),
    areaCode: Type.Union([Type.String(), Type.Null()]),
    areaName: Type.Union([Type.String(), Type.Null()]),
    figure: Type.Union(
      [Type.Object({ periodStart: Moment, periodEnd: Moment, value: Type.Number() }), Type.Null()],
      { description: 'The newest whole period with a value' },
    ),
    claims: Type.Array(CitedClaim, {
      description: 'The steering check: under how many of the reasonable choices each conclusion holds',
    }),
    at: Moment,
  },
  { title: 'FrozenIndicator' },
)

export const Frozen = Type.Union([FrozenAnalysis, FrozenIndicator, Type.Null()], {
  description:
    'What was cited, as it was when it was cited. The server fills it in for published analyses and indicators; what is sent is ignored',
})
export type Frozen = Static<typeof Frozen>

export const Evidence = Type.Object(
  {
    kind: OneOf(EVIDENCE_KINDS),
    title: Line,
    // Browsers read `//host` and `/\host` as an address of another site.
    reference: Type.Union(
      [WebAddress, Type.String({ pattern: '^(/(?![/\\\\])[^\\s]*)?$', maxLength: 500 })],
      {
        description: 'Web address, or a path on this site; empty for what has none',
        'x-wanted': {
          nl: 'Geef een heel webadres, zoals https://voorbeeld.nl/stuk, of een adres op deze site, zoals /opgaven/lucht.',
          en: 'Give a whole web address, such as https://example.org/page, or an address on this site, such as /opgaven/lucht.',
        },
      },
    ),
    note: Text,
    frozen: Type.Optional(Frozen),
  },
  { ...closed, title: 'Evidence' },
)
export type Evidence = Static<typeof Evidence>

export const Dissent = Type.Object(
  {
    who: Line,
    as: Type.Optional(OneOf(DISSENTERS, 'A function, or a party')),
    on: Type.Optional(OneOf(DISSENT_GROUNDS, 'The kind of ground')),
    ground: Text,
    answer: Text,
  },
  {
    title: 'Dissent',
    ...closed,
    description: 'A view against the choice, on what ground, and the answer to it',
  },
)

const Involved = Type.Object(
  { party: Line, partyId: PartyId, how: OneOf(INVOLVEMENTS), note: Text },
  { title: 'InvolvedParty', ...closed, description: 'Who was consulted or informed, or why not' },
)

const Advice = Type.Object(
  { who: Line, advice: Text, followed: Type.Union([OneOf(FOLLOWED), Type.Null()]), answer: Text },
  { title: 'Advice', ...closed, description: 'Advice that was received, and what was answered' },
)

const Count = Type.Integer({ minimum: 0, maximum: 100_000 })
const counts = { for: Count, against: Count, abstained: Count }

const Votes = Type.Object(
  {
    body: Line,
    ...counts,
    factions: Type.Array(Type.Object({ name: Line, ...counts }, closed), {
      maxItems: 50,
      description: 'The same votes per party; empty when they are not known apart',
    }),
  },
  { title: 'Votes', ...closed, description: 'When a body decides' },
)

const ReopenLine = Type.Object(
  {
    indicatorId: Id,
    areaCode: Type.Union([AreaCode, Type.Null()], {
      description: 'Null: any of the areas of the decision; any area at all when it has none',
    }),
    side: OneOf(['above', 'below']),
    value: Type.Number(),
    periods: Type.Integer({ minimum: 1, maximum: 120, description: 'Whole periods in a row' }),
  },
  {
    title: 'ReopenLine',
    ...closed,
    description:
      'When figures of an indicator are past this line after the decision, it is reopened by itself',
  },
)
export type ReopenLine = Static<typeof ReopenLine>

/** As many goals a decision touches at most. */
export const MOST_GOALS = 50

/** The text of a decision: what is written, and frozen when it is published. */
export const Content = Type.Object(
  {
    title: Line,
    question: Text,
    problem: Type.String({ maxLength: 20_000, description: 'What is the matter, for whom' }),
    goal: Type.String({ maxLength: 20_000, description: 'What is to be reached' }),
    goalIds: Type.Array(Id, {
      maxItems: MOST_GOALS,
      uniqueItems: true,
      description: 'Goals of the challenge',
    }),
    field: OneOf(MANDATE_FIELDS, 'Policy field, as in the mandate register'),
    amount: Type.Union([Euros, Type.Null()], { description: 'Euro, null when none' }),
    areaCodes: Type.Array(AreaCode, { maxItems: 500 }),
    signalIds: Type.Array(Id, { maxItems: 100, uniqueItems: true }),
    options: Type.Array(Option, { minItems: 1, maxItems: 20 }),
    chosenOptionId: Type.Union([OptionId, Type.Null()]),
    outcome: Type.Union([OneOf(OUTCOMES), Type.Null()]),
    watchUntil: Type.Unsafe<string | null>({
      ...NullableDay,
      description: 'Of the outcome watch: until when; then it is decided again',
    }),
    receiver: Type.Union([Line, Type.Null()], {
      description: 'Of the outcome not-ours: to whom it is handed over',
    }),
    reasons: Text,
    evidence: Type.Array(Evidence, { maxItems: 100 }),
    dissent: Type.Array(Dissent, { maxItems: 100 }),
    involved: Type.Array(Involved, { maxItems: 200 }),
    advice: Type.Array(Advice, { maxItems: 100 }),
    votes: Type.Union([Votes, Type.Null()]),
    replacesId: Type.Union([Id, Type.Null()], {
      description: 'An earlier decision of the same organisation that this one replaces when it is published',
    }),
    mandateId: Type.Union([Id, Type.Null()]),
    decidedOn: Type.Unsafe<string | null>({
      ...NullableDay,
      description:
        'The day of the decision, on or before that of publication; null: the day on which it is published',
    }),
    reviewDate: NullableDay,
    reopenLine: Type.Union([ReopenLine, Type.Null()]),
  },
  closed,
)

export type Content = Static<typeof Content>
export type DecisionOption = Static<typeof Option>
