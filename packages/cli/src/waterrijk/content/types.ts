import type { Role } from '../../roles.ts'
import type { MeasureKey } from '../statistics.ts'

/** A text in both languages of the site. */
export interface Bilingual {
  nl: string
  en: string
}

/** What an organisation of the example is, as the parties slice names it. */
export type OrganisationKind =
  | 'municipality'
  | 'department'
  | 'water-board'
  | 'company'
  | 'residents-group'
  | 'other'

export interface ExampleOrganisation {
  key: string
  name: string
  kind: OrganisationKind
  parentKey: string | null
  /** TOOI identifier; only the municipality has one, with a code that is not in use. */
  tooi: string | null
}

/** An invented official. */
export interface Official {
  key: string
  name: string
  email: string
  organisationKey: string
  function: Bilingual
  role: Role
}

export type PolicyField = 'any' | 'environment' | 'water' | 'public-space' | 'data'

export interface ExampleMandate {
  key: string
  officialKey: string
  function: Bilingual
  subject: Bilingual
  field: PolicyField
  /** Euro; null is without a maximum. */
  maximumAmount: number | null
  since: string
  until: string | null
  basis: Bilingual
}

export interface ExampleIndicator {
  key: string
  challengeKey: string
  title: Bilingual
  description: Bilingual
  unit: string
  /** A figure of the areas themselves in place of one of measurements. */
  what?: 'area-statistic'
  measure?: MeasureKey
  property?: 'temperature' | 'water-on-street' | 'pm25' | 'night-temperature'
  statistic?: 'mean' | 'minimum' | 'maximum'
  period: 'day' | 'month' | 'year'
  /** How a day is made of its hours first, and which share of them it needs; not at all when left out. */
  step?: 'minimum'
  stepCoverage?: number
  level: 'neighbourhood'
  minimumCoverage: number
  goodDirection: 'lower' | 'higher'
  lines: {
    title: Bilingual
    value: number
    kind: 'norm' | 'target' | 'signal'
    source: Bilingual
    sourceUrl: string | null
  }[]
  signalRule: {
    line: number
    direction: 'above' | 'below'
    clearLine: number
    minimumPeriods: number
  } | null
  watchRules: readonly (
    | { kind: 'absence'; periods: number }
    | { kind: 'change'; against: 'itself' | 'others' }
    | { kind: 'goal-missed'; probability: number }
  )[]
  /** Days from the moment the example is first filled at which its figures were first looked at; left out: only then. */
  lookedAtOn?: number
  /** A signal that waits longer than its kind may, with why. */
  postponed?: { areaCode: string; on: number; until: number; reason: string }
}

export type SourceKind = 'coalition-agreement' | 'survey' | 'visit' | 'reports'

export interface ExampleSource {
  kind: SourceKind
  title: Bilingual
  /** The words of the source. */
  citation: Bilingual
  /** Where in it. */
  place: Bilingual
  date: string
}

export interface ExampleGoal {
  title: Bilingual
  indicatorKey: string
  areaCode: string
  unit: string
  baseline: number
  /** Last day that the baseline is about. */
  baselineDate: string
  baselineNote: Bilingual
  target: number
  date: string
}

export interface ExampleParty {
  organisationKey: string
  contribution: Bilingual
}

export interface ExampleOption {
  id: string
  kind: 'do-nothing' | 'action'
  title: Bilingual
  description: Bilingual
  cost: number | null
  consequences: { party: Bilingual; effect: Bilingual; kind: 'positive' | 'negative' | 'neutral' }[]
}

type Effect = [text: string, kind: 'positive' | 'negative' | 'neutral']

/** What a decision says beside its question, options and choice. A decision is written in one language: these are in Dutch. */
export interface ExampleDecisionMore {
  problem: string
  goal: string
  /** By option: what it means for the goals of the challenge, and what is not certain. */
  options: Record<
    string,
    {
      goal: Effect
      risks: string
      uncertainties: string
      values: [value: PublicValue, ...Effect][]
    }
  >
  involved: [party: string, how: 'consulted' | 'informed' | 'not-involved', note: string][]
  /** How the members of the alliance were involved; null when they were not yet. */
  allies: [how: 'consulted' | 'informed', note: string] | null
  advice: { who: string; advice: string; followed: 'yes' | 'partly' | 'no'; answer: string }[]
  votes: (Counts & { body: string; factions: (Counts & { name: string })[] }) | null
  reopen: { indicatorKey: string; side: 'above' | 'below'; value: number; periods: number } | null
}

type Counts = { for: number; against: number; abstained: number }
type PublicValue =
  | 'inclusion'
  | 'participation'
  | 'explainability'
  | 'efficiency'
  | 'human-dignity'
  | 'sustainability'

export interface ExampleDecision {
  key: string
  state: 'draft' | 'published'
  title: Bilingual
  question: Bilingual
  field: PolicyField
  amount: number | null
  areaCodes: string[]
  options: ExampleOption[]
  chosenOptionId: string | null
  outcome: 'act' | null
  reasons: Bilingual | null
  /** `indicatorKey` links to the indicator and its signals, `remarkKey` to what a resident wrote; a document of the example has no page. */
  evidence: {
    kind: 'indicator' | 'signal' | 'document' | 'remark'
    title: Bilingual
    indicatorKey: string | null
    remarkKey?: string
    note: Bilingual
  }[]
  dissent: { who: Bilingual; ground: Bilingual; answer: Bilingual }[]
  mandateKey: string | null
  more: ExampleDecisionMore
  /** Days from the moment the example is first filled at which it was published; left out: only then. */
  takenOn?: number
  /** Day of the decision; null for a draft. */
  decidedOn: string | null
  reviewDate: string | null
}

interface ExampleCriterion {
  indicatorKey: string
  direction: 'lower' | 'higher'
  value: number
  by: string
  text: string
}

/** Something that is done; its texts are in Dutch, as what the municipality writes. */
export interface ExampleIntervention {
  key: string
  kind: 'measure' | 'pilot'
  challengeKey: string
  decisionKey: string
  title: string
  summary: string
  areaCodes: string[]
  start: string
  end: string | null
  plannedCost: number
  parties: {
    organisationKey: string
    role: 'executes' | 'finances' | 'advises' | 'takes-part'
    contribution: string
  }[]
  /** What we expect and why, written down before the start. */
  hypothesis: {
    indicatorKey: string
    direction: 'lower' | 'higher'
    change: number
    by: string
    reason: string
  }
  scaleWhen: ExampleCriterion[]
  stopWhen: ExampleCriterion[]
  /** With where nothing is done, to compare with. */
  design: {
    comparisonCodes: string[]
    periodsBefore: number
    periodsAfter: number
    note: string
    method?: 'difference-series'
    step?: 'month'
    shape?: 'level'
  }
  /** The question of the ethics and privacy check that is answered with no, and why it is all right. */
  ethics: { no: string | null; text: string }
  milestones: { title: string; plannedOn: string; reachedOn: string | null }[]
  costs: { what: string; amount: number; day: string }[]
  deviations: { what: string; why: string; since: string }[]
  /** What the drawing of the street shows, for the one that has it. */
  drawing: string | null
  /** Days from the moment the example is first filled. */
  registeredOn: number
  startedOn: number
  ended: { on: number; outcome: 'finished'; reason: string } | null
}

/** What is looked for after an intervention, and the lesson of it. What comes out is computed from what was measured. */
export interface ExampleEvaluation {
  interventionKey: string
  title: string
  spillOver: string
  remarks: string
  lesson: {
    verdict: 'continue' | 'scale' | 'change' | 'stop' | 'repeat-elsewhere'
    surprised: string
    forWhom: string
    text: string
    nextInterventionKey: string | null
  }
}

export interface ExampleAgreement {
  key: string
  title: Bilingual
  state: 'in-preparation'
  purpose: Bilingual
  data: Bilingual
  precision: Bilingual
  partyKeys: string[]
  until: string
  openQuestions: Bilingual[]
}

export type Phase = 'formulated' | 'agreement' | 'measurement' | 'signal' | 'decision' | 'intervention'

export interface ExampleChallenge {
  key: string
  /** Days from the first start on which it was written down. */
  writtenOn: number
  phase: Phase
  title: Bilingual
  summary: Bilingual
  description: Bilingual
  affected: Bilingual
  areaCodes: string[]
  dataRole: Bilingual
  technologyRole: Bilingual
  sources: ExampleSource[]
  goals: ExampleGoal[]
  parties: ExampleParty[]
  /** What was decided before, of which the effect is known by now; oldest first. */
  earlier: ExampleDecision[]
  decision: ExampleDecision | null
  agreement: ExampleAgreement | null
}

/** A dataset without stations. */
export interface ExampleDataset {
  key: string
  title: Bilingual
  description: Bilingual
  theme: 'health'
  /** How precisely everyone sees it. */
  precision: { place: 'area'; time: 'day'; delayMinutes: number; minimumGroup: number }
}

export interface ExampleAlliance {
  key: string
  challengeKey: string
  title: Bilingual
  purpose: Bilingual
  members: {
    organisationKey: string
    role: 'lead' | 'partner' | 'advisor' | 'affected'
    enteredOn: string
    contributions: { kind: 'data' | 'people' | 'money' | 'knowledge'; text: Bilingual }[]
    effects: { organisationKey: string; text: Bilingual }[]
    mandates: { subject: Bilingual; reference: Bilingual }[]
  }[]
}

/** An agreement by which one organisation reads a dataset of the municipality, with what it promises in return. */
export interface ExampleSignedAgreement {
  key: string
  challengeKey: string
  allianceKey: string
  datasetKey: string
  receiverKey: string
  title: Bilingual
  why: Bilingual
  validThrough: string
  place: '100m'
  time: 'day'
  minimumGroup: number | null
  retentionDays: number
  reportBefore: string
  deleteAfterDays: number
  /** What the receiver says when it accepts. */
  remark: Bilingual
  offerMandateKey: string
  acceptMandateKey: string
}

/** Writes the day that lies so many days after the start of the example (negative: before) as YYYY-MM-DD. */
export type Day = (days: number) => string

/** What the texts need to know: days around the start of the example, and figures of the year before it. */
export interface Story {
  day: Day
  /** The day, counted as `day` counts, on which trees and light tiles were on the squares. */
  changedOn: number
  baselines: Baselines
}

export interface Baselines {
  /** Of all nights in a year, the temperature the warmest one cooled down to, in °C. */
  warmestNight: number
  /** Deepest water on the street in a year, in cm. */
  deepestWater: number
  /** Highest daily mean of fine dust in a year, New Year's Eve and Day left out, in µg/m³. */
  smokiestDay: number
}
