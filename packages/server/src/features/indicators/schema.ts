import { STATISTICS } from '@samenspel/standards/indicators'
import { PERIODS } from '@samenspel/standards/times'
import { Type } from 'typebox'
import { Format } from '../../platform/http/csv.ts'
import { ReadRevision, Revision } from '../../platform/http/revision.ts'
import { Id, Line, Moment, OneOf, type Static, Text, WebAddress } from '../../platform/http/schemas.ts'
import { AreaCode } from '../areas/index.ts'
import { LEVELS, METHOD, REASONS } from './definition.ts'
import { Evidence, Owner, SIGNAL_KINDS, Term, WatchRule } from './signals/schema.ts'

export const GOOD_DIRECTIONS = ['lower', 'higher'] as const
export const SIDES = ['above', 'below'] as const
export const LINE_KINDS = ['norm', 'target', 'signal'] as const
export const SIGNAL_STATES = ['open', 'cleared', 'decided', 'withdrawn'] as const

const closed = { additionalProperties: false }

export const SignalRule = Type.Object(
  {
    line: Type.Number({ description: 'A figure past this line opens a signal' }),
    direction: OneOf(SIDES),
    clearLine: Type.Number({ description: 'A figure back at or past this line clears it' }),
    minimumPeriods: Type.Integer({
      minimum: 1,
      maximum: 1000,
      description: 'Periods in a row before it opens',
    }),
  },
  {
    title: 'SignalRule',
    ...closed,
    description: 'When a series of figures asks for a decision (with hysteresis)',
  },
)
export type SignalRule = Static<typeof SignalRule>

const ReferenceLine = Type.Object(
  {
    title: Line,
    value: Type.Number(),
    kind: OneOf(LINE_KINDS),
    source: Type.String({ maxLength: 500, description: 'Where the line comes from' }),
    sourceUrl: Type.Union([WebAddress, Type.Null()]),
  },
  closed,
)

export const Definition = Type.Object(
  {
    title: Line,
    description: Text,
    unit: Type.String({
      minLength: 1,
      maxLength: 40,
      description:
        'Symbol or UCUM code. Series in another unit are converted to it, or left out when that is impossible',
    }),
    property: Type.String({
      maxLength: 300,
      description: 'Name or definition of an ObservedProperty; empty when it is not of measurements',
    }),
    ...METHOD,
    datasetIds: Type.Array(Id, { maxItems: 100, description: 'Empty: all open datasets' }),
    statistic: OneOf(
      STATISTICS,
      'Over the hour values of all stations in the area, or what `step` makes of them. sum, count-above (more than the norm), count-from (the norm or more), count-below, excess (what is above the norm, added) and sum-from (what is the norm or more, added) are of a station, and then the mean of the stations',
    ),
    percentile: Type.Union([Type.Number({ minimum: 0, maximum: 100 }), Type.Null()]),
    norm: Type.Union([Type.Number(), Type.Null()], {
      description: 'For share-above, count-above, count-from, count-below, excess and sum-from',
    }),
    normUnit: Type.Union([Type.String({ minLength: 1, maxLength: 40 }), Type.Null()], {
      description: 'Unit of the norm, when the unit of the figure is another: %, days or hours',
    }),
    period: OneOf(PERIODS),
    level: OneOf(LEVELS),
    minimumCoverage: Type.Number({
      minimum: 0,
      maximum: 1,
      description: 'Share of expected hour values, or of days when there is a step',
    }),
    goodDirection: OneOf(GOOD_DIRECTIONS),
    lines: Type.Array(ReferenceLine, { maxItems: 20 }),
    signalRule: Type.Union([SignalRule, Type.Null()]),
    watchRules: Type.Array(WatchRule, {
      maxItems: 3,
      description: 'What else gives a signal, of each kind at most one',
    }),
  },
  closed,
)
export type Definition = Static<typeof Definition>

const own = {
  challengeId: Type.Union([Id, Type.Null()]),
  published: Type.Boolean(),
}

export const NewIndicator = Type.Object(
  {
    ...Type.Partial(Type.Object(own)).properties,
    ...Type.Partial(Definition).properties,
    ownerId: Type.Optional(Id),
    title: Definition.properties.title,
    unit: Definition.properties.unit,
    period: Definition.properties.period,
    level: Definition.properties.level,
  },
  closed,
)
export type NewIndicator = Static<typeof NewIndicator>

export const IndicatorChange = Type.Partial(
  Type.Object({ ...own, ...Definition.properties, revision: ReadRevision }),
  { ...closed, minProperties: 1 },
)
export type IndicatorChange = Static<typeof IndicatorChange>

export const Indicator = Type.Object(
  {
    id: Id,
    slug: Type.String(),
    ownerId: Id,
    version: Type.Integer(),
    createdAt: Moment,
    updatedAt: Moment,
    revision: Revision,
    leftOutSeries: Type.Integer({
      description:
        'Series of the property that do not count, because their unit cannot be converted. Of those that would count in groups only, the number is not told',
    }),
    ...own,
    ...Definition.properties,
  },
  { title: 'Indicator' },
)
export type Indicator = Static<typeof Indicator>

const leftOut = (description: string) => Type.Union([Type.Integer(), Type.Null()], { description })

export const Value = Type.Object(
  {
    areaCode: Type.String(),
    areaName: Type.String(),
    periodStart: Moment,
    periodEnd: Moment,
    value: Type.Union([Type.Number(), Type.Null()], {
      description: 'null when there are too few measurements',
    }),
    reason: Type.Union([OneOf(REASONS), Type.Null()], { description: 'Why there is no value' }),
    low: Type.Union([Type.Number(), Type.Null()], {
      description:
        'Lower end of the 95 % interval: by the spread between stations, with the t distribution, as if they were drawn from all places in the area',
    }),
    high: Type.Union([Type.Number(), Type.Null()], {
      description:
        'Its upper end; null as `low` is with one station, for a minimum, maximum or percentile, and of groups of residents',
    }),
    hours: Type.Integer({ description: 'Hour values that counted' }),
    expected: Type.Integer({ description: 'Hour values there could have been' }),
    days: Type.Union([Type.Integer(), Type.Null()], {
      description: 'Values of the step that counted, over all stations; null without a step',
    }),
    expectedDays: Type.Union([Type.Integer(), Type.Null()]),
    coverage: Type.Number({ description: 'days / expectedDays, or hours / expected when there is no step' }),
    stations: Type.Integer(),
    leftOut: Type.Object(
      {
        values: leftOut('Single values with a flag that is left out'),
        series: leftOut('Series in a unit that cannot be converted'),
        days: leftOut('Days of a station of which too few hours were there'),
      },
      {
        title: 'LeftOut',
        description:
          'What could have counted and did not. Null when it is not known, or not told because residents are in the figure. Of data that is not shared nothing is told, not even that it is there',
      },
    ),
    provisional: Type.Boolean({
      description:
        'The period is not over at the time of asking: the value can still change, and `coverage` is of the hours so far. It can open a signal, but ends none',
    }),
  },
  { title: 'IndicatorValue' },
)
export type Value = Static<typeof Value>

export const Values = Type.Object({ indicator: Indicator, items: Type.Array(Value) })

export const Computation = Type.Object({
  ...Values.properties,
  more: Type.Boolean({
    description: 'More was computed than one answer holds: read the rest by area or in shorter periods',
  }),
})

export const ValuesQuery = Type.Object({
  area: Type.Optional(AreaCode),
  from: Type.Optional(Moment),
  to: Type.Optional(Moment),
  latest: Type.Optional(
    Type.Boolean({ description: 'Only the newest figure of each area, of those that have a value' }),
  ),
  format: Format,
})
export type ValuesQuery = Static<typeof ValuesQuery>

/** Why it can or cannot be said how far a goal is. */
export const PROGRESS_STATES = [
  'measured',
  'no-indicator',
  'no-areas',
  'no-figures',
  'outdated',
  'other-unit',
  'no-baseline',
  'baseline-undated',
  'nothing-since-baseline',
  'less-than-a-year',
  'too-few-figures',
] as const

const AreaFigure = Type.Object(
  {
    areaCode: Type.String(),
    areaName: Type.String(),
    periodStart: Moment,
    value: Type.Number(),
  },
  { title: 'AreaFigure' },
)
export type AreaFigure = Static<typeof AreaFigure>

const figureOrNull = (description: string) => Type.Union([AreaFigure, Type.Null()], { description })

export const GoalProgress = Type.Object(
  {
    goalId: Id,
    state: OneOf(PROGRESS_STATES, 'Why there is a share, or why there cannot be one'),
    share: Type.Union([Type.Number(), Type.Null()], {
      description:
        'Part of the way from baseline to target, by `worst`: 0 at the baseline, 1 at the target, below 0 when it got worse',
    }),
    indicator: Type.Union([
      Type.Object({
        id: Id,
        slug: Type.String(),
        unit: Type.String(),
        period: OneOf(PERIODS),
      }),
      Type.Null(),
    ]),
    areas: Type.Integer({ description: 'Areas in which the goal is asked, of the level of the indicator' }),
    measuredAreas: Type.Integer({
      description:
        'Of these, the areas with figures of enough of the time that counts (`minimumCoverage` of the indicator): without all of them there is no share',
    }),
    latestAreas: Type.Integer({ description: 'Of these, the areas that have a figure of the latest period' }),
    since: Type.Union([Moment, Type.Null()], {
      description:
        'Since when figures count: after the baseline, and at most a year before the latest; null when that is more than a year old',
    }),
    latest: figureOrNull(
      'Of the latest whole period that has figures, the one of the area where it goes worst',
    ),
    worst: figureOrNull('The least favourable figure since then, of all areas of the goal'),
  },
  { title: 'GoalProgress' },
)
export type GoalProgress = Static<typeof GoalProgress>

export const ChallengeProgress = Type.Object({ items: Type.Array(GoalProgress) })

export const Window = Type.Object({ from: Moment, to: Moment }, closed)

const NumberOfLine = Type.Union([Type.Number(), Type.Null()], {
  description: 'Null when it is not of a line',
})

export const Signal = Type.Object(
  {
    id: Id,
    indicatorId: Id,
    indicatorSlug: Type.String(),
    indicatorTitle: Type.String(),
    unit: Type.String(),
    period: OneOf(PERIODS),
    challengeId: Type.Union([Id, Type.Null()]),
    areaCode: Type.String(),
    areaName: Type.String(),
    kind: OneOf(
      SIGNAL_KINDS,
      'threshold: past a line; absence: no figures; change: of level or trend; goal-missed: expected',
    ),
    state: OneOf(SIGNAL_STATES),
    since: Type.String({
      ...Moment,
      description:
        'Start of the first period of the run past the line or without a figure, after the change, or whose figure led to the forecast',
    }),
    openedAt: Type.String({
      ...Moment,
      description: 'Start of the period in which there were enough in a row, or after which it was seen',
    }),
    openedValue: NumberOfLine,
    peakAt: Type.Union([Moment, Type.Null()], {
      description: 'Null when it is not of a line, or was withdrawn',
    }),
    peakValue: NumberOfLine,
    lastAt: Type.String({
      ...Moment,
      description: 'Start of the last period so far in which it was so',
    }),
    line: NumberOfLine,
    clearedAt: Type.Union([Moment, Type.Null()], {
      description: 'Start of the first period that was over with a figure back at or past the clear line',
    }),
    noticedAt: Type.String({ ...Moment, description: 'When it was found; the term runs from then' }),
    term: Term,
    decisionId: Type.Union([Id, Type.Null()]),
    decidedAt: Type.Union([Moment, Type.Null()], { description: 'When a decision answered it' }),
    changedAt: Type.String({ ...Moment, description: 'When something of it changed last' }),
    evidence: Evidence,
    owner: Owner,
    sentence: Type.Object({ nl: Type.String(), en: Type.String() }),
  },
  { title: 'Signal' },
)
export type Signal = Static<typeof Signal>
