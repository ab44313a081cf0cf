import { Type } from 'typebox'
import { ReadRevision, Revision } from '../../platform/http/revision.ts'
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
} from '../../platform/http/schemas.ts'
import { AreaCode } from '../areas/index.ts'
import { MANDATE_FIELDS } from '../parties/index.ts'

export const OUTCOMES = ['act', 'watch', 'do-nothing', 'not-ours'] as const
export const STATES = ['draft', 'published', 'superseded'] as const
export const OPTION_KINDS = ['do-nothing', 'action'] as const
export const CONSEQUENCE_KINDS = ['positive', 'negative', 'neutral'] as const
export const EVIDENCE_KINDS = ['indicator', 'signal', 'dataset', 'document'] as const

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

export const Consequence = Type.Object(
  { party: Line, effect: Text, kind: OneOf(CONSEQUENCE_KINDS) },
  { title: 'Consequence', ...closed, description: 'What an option means for one party' },
)

export const Option = Type.Object(
  {
    id: OptionId,
    kind: OneOf(OPTION_KINDS),
    title: Line,
    description: Text,
    cost: Type.Union([Euros, Type.Null()], { description: 'Euro' }),
    consequences: Type.Array(Consequence, { maxItems: 50 }),
  },
  {
    title: 'DecisionOption',
    ...closed,
    description: 'What was considered. Each decision has exactly one do-nothing option.',
  },
)

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
  },
  { ...closed, title: 'Evidence' },
)

export const Dissent = Type.Object(
  { who: Line, ground: Text, answer: Text },
  {
    title: 'Dissent',
    ...closed,
    description: 'A view against the choice, on what ground, and the answer to it',
  },
)

/** The text of a decision: what is written, and frozen when it is published. */
export const Content = Type.Object(
  {
    title: Line,
    question: Text,
    field: OneOf(MANDATE_FIELDS, 'Policy field, as in the mandate register'),
    amount: Type.Union([Euros, Type.Null()], { description: 'Euro, null when none' }),
    areaCodes: Type.Array(AreaCode, { maxItems: 500 }),
    signalIds: Type.Array(Id, { maxItems: 100, uniqueItems: true }),
    options: Type.Array(Option, { minItems: 1, maxItems: 20 }),
    chosenOptionId: Type.Union([OptionId, Type.Null()]),
    outcome: Type.Union([OneOf(OUTCOMES), Type.Null()]),
    reasons: Text,
    evidence: Type.Array(Evidence, { maxItems: 100 }),
    dissent: Type.Array(Dissent, { maxItems: 100 }),
    mandateId: Type.Union([Id, Type.Null()]),
    decidedOn: Type.Unsafe<string | null>({
      ...NullableDay,
      description:
        'The day of the decision, on or before that of publication; null: the day on which it is published',
    }),
    reviewDate: NullableDay,
  },
  closed,
)

export type Content = Static<typeof Content>
export type DecisionOption = Static<typeof Option>

/** What starts a decision: the rest is empty, and the do-nothing option is there from the start. */
export const NewDecision = Type.Object(
  {
    challengeId: Id,
    ownerId: Type.Optional(Id),
    ...Type.Partial(Content).properties,
    title: Line,
  },
  { ...closed, description: 'A new draft' },
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
    basis: Type.String(),
    signedAt: Moment,
  },
  { title: 'Signature' },
)
export type Signature = Static<typeof Signature>

const HistoryLine = Type.Object({
  version: Type.Integer(),
  state: OneOf(STATES),
  publishedAt: Type.Union([Moment, Type.Null()]),
  reason: Type.String({ description: 'Why this version was made; empty for the first' }),
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
    publishedAt: Type.Union([Moment, Type.Null()]),
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
    reason: Type.String({
      minLength: 10,
      maxLength: 2000,
      description: 'Why the published text must change',
    }),
  },
  closed,
)
