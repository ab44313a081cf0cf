import { FLAG_NAMES } from '@samenspel/standards/quality'
import { type Static, Type } from 'typebox'
import { Id, Line, Moment, OneOf } from '../../../platform/http/schemas.ts'
import { DatastreamId } from '../datastream-id.ts'

const closed = { additionalProperties: false }
const Positive = Type.Number({ exclusiveMinimum: 0, maximum: 1e12 })
const Any = Type.Number({ minimum: -1e300, maximum: 1e300 })
const Hours = Type.Number({ exclusiveMinimum: 0, maximum: 8784, description: 'Hours' })

const range = Type.Object(
  { minimum: Any, maximum: Any },
  { ...closed, description: 'Values outside are impossible' },
)
const constant = Type.Object(
  { hours: Hours },
  { ...closed, description: 'Exactly equal for so long is doubtful' },
)
const rate = Type.Object(
  { change: Positive, minutes: Positive },
  { ...closed, description: 'Largest change between two values at most so many minutes apart' },
)
const outlier = Type.Object(
  {
    deviations: Positive,
    spread: Type.Number({
      ...Positive,
      description: 'Least deviation that counts as one, in the unit of the property',
    }),
  },
  {
    ...closed,
    description: 'Most median absolute deviations from the median of the 360 hours up to a value',
  },
)
const spatial = Type.Object(
  {
    kilometres: Type.Number({ exclusiveMinimum: 0, maximum: 100 }),
    correlation: Type.Optional(
      Type.Number({
        minimum: -1,
        maximum: 1,
        description: 'Least rank correlation with the median of the neighbours',
      }),
    ),
    similarity: Type.Optional(
      Type.Object(
        {
          distribution: Type.Number({ minimum: 0, maximum: 1 }),
          times: Positive,
          least: Type.Number({ minimum: 0, maximum: 1e12 }),
        },
        { ...closed, description: 'Most difference from the neighbours, see the documentation of the flags' },
      ),
    ),
  },
  { ...closed, description: 'Comparison with stations nearby over 720 hours' },
)

const tests = { range, constant, rate, outlier, spatial }
const Limits = Type.Object(
  Object.fromEntries(Object.entries(tests).map(([name, test]) => [name, Type.Optional(test)])) as {
    [Test in keyof typeof tests]: ReturnType<typeof Type.Optional<(typeof tests)[Test]>>
  },
)
const LimitsChange = Type.Object(
  Object.fromEntries(
    Object.entries(tests).map(([name, test]) => [name, Type.Optional(Type.Union([test, Type.Null()]))]),
  ),
  {
    ...closed,
    description: 'Per test: other limits, or null to leave the test out. What is not named keeps its default',
  },
)

export const DatasetParams = Type.Object({
  key: Type.String({ minLength: 1, maxLength: 300, description: 'Id or slug of a dataset' }),
})

/** Observed properties of a dataset that can have limits of their own. */
export const MOST_LIMITED = 200

export const LimitsBody = Type.Object(
  {
    limits: Type.Record(Type.String({ minLength: 1, maxLength: 300 }), LimitsChange, {
      description: 'By name of the observed property',
      maxProperties: MOST_LIMITED,
    }),
  },
  closed,
)

export const SomeLimitsBody = Type.Object(
  {
    limits: Type.Record(
      Type.String({ minLength: 1, maxLength: 300 }),
      Type.Union([LimitsChange, Type.Null()]),
      {
        description: 'By name of the observed property; null: the defaults again. Of others nothing changes',
        minProperties: 1,
        maxProperties: MOST_LIMITED,
      },
    ),
  },
  closed,
)

export const QualityLimits = Type.Object(
  {
    datasetId: Id,
    properties: Type.Array(
      Type.Object({
        property: Type.String(),
        unit: Type.String({ description: 'Symbol of the unit' }),
        limits: Type.Union([Limits, Type.Null()], {
          description: 'What holds now; null: values are not judged',
        }),
        defaults: Type.Union([Limits, Type.Null()], {
          description: 'What holds when the dataset has no limits of its own; null: values are not judged',
        }),
        adjusted: Type.Boolean({ description: 'True when the dataset has limits of its own' }),
        source: Type.Union([Type.String(), Type.Null()], { description: 'What the defaults rest on' }),
      }),
    ),
    changedAt: Type.Union([Moment, Type.Null()]),
  },
  { title: 'QualityLimits' },
)
export type QualityLimits = Static<typeof QualityLimits>

export const VERDICTS = ['good', 'bad'] as const

const period = {
  from: Type.String({ ...Moment, description: 'First value it holds for' }),
  to: Type.String({
    ...Moment,
    description: 'Last value it holds for: the same as `from` for a single value',
  }),
}

export const NewRuling = Type.Object(
  {
    datastreamId: DatastreamId,
    ...period,
    verdict: OneOf(VERDICTS, 'good takes all flags away, bad adds the flag `manual`'),
    reason: Line,
  },
  closed,
)
export type NewRuling = Static<typeof NewRuling>

export const RulingQuery = Type.Object({ datastream: DatastreamId })

export const Ruling = Type.Object(
  {
    id: Id,
    datastreamId: Type.Integer(),
    ...period,
    verdict: OneOf(VERDICTS),
    reason: Type.String(),
    madeAt: Moment,
    madeBy: Type.Union([Type.String(), Type.Null()], {
      description: 'Only for who may write in the dataset',
    }),
    withdrawnAt: Type.Union([Moment, Type.Null()]),
    withdrawnBy: Type.Union([Type.String(), Type.Null()]),
  },
  { title: 'QualityRuling' },
)
export type Ruling = Static<typeof Ruling>

export const RulingList = Type.Object({ items: Type.Array(Ruling), next: Type.Null() })

export const FlagList = Type.Object({
  items: Type.Array(
    Type.Object({
      flag: OneOf(FLAG_NAMES),
      bit: Type.Integer(),
      nl: Type.String(),
      en: Type.String(),
    }),
  ),
  next: Type.Null(),
})

export const CoverageQuery = Type.Object({
  datastream: DatastreamId,
  from: Type.Optional(Moment),
  to: Type.Optional(Moment),
})

export const Coverage = Type.Object(
  {
    datastreamId: Type.Integer(),
    from: Moment,
    to: Moment,
    usualSeconds: Type.Union([Type.Number(), Type.Null()], {
      description: 'Usual time between two values; null when not known yet',
    }),
    count: Type.Integer({ description: 'Values in the days of the period' }),
    flagged: Type.Integer({ description: 'Of those, how many have a flag' }),
    share: Type.Union([Type.Number(), Type.Null()], {
      description: 'Part of the expected values that is there, 0 to 1',
    }),
    gaps: Type.Array(
      Type.Object({
        from: Moment,
        to: Moment,
        missing: Type.Integer({ description: 'About how many values are missing' }),
      }),
      { description: 'Longest first, at most 1000' },
    ),
  },
  { title: 'Coverage' },
)
export type Coverage = Static<typeof Coverage>
