import {
  CHARTS,
  PLACES,
  STEPS,
  type Question as StoredQuestion,
  SUBJECTS,
} from '@samenspel/standards/explorations'
import { PERIODS } from '@samenspel/standards/times'
import { type Static, Type } from 'typebox'
import { Format } from '../../platform/http/csv.ts'
import { Day, OneOf } from '../../platform/http/schemas.ts'

const Short = (description: string) => Type.Optional(Type.String({ maxLength: 600, description }))

/** A question as an address asks it. What its parts may be is read by `readQuestion`, which says of each mistake what to do. */
export const QuestionQuery = Type.Object({
  chart: Short(`How it is shown: ${CHARTS.join(', ')}; lines when left out`),
  what: Short('`property:` and the name or definition of an observed property, or `indicator:` and its slug'),
  where: Type.Optional(
    Type.Array(Type.String({ maxLength: 600 }), {
      maxItems: 20,
      description:
        'Each a series: `all`, `reference`, `area:` and its code, `dataset:` and its slug, `station:` or `datastream:` and its number',
    }),
  ),
  from: Short('First day, `YYYY-MM-DD`, in the Netherlands'),
  to: Short('Last day; it is included'),
  step: Short(
    `What one value stands for: ${STEPS.join(', ')}; not for an indicator, which has a period of its own`,
  ),
  against: Short(
    'For a scatter a second property, for a rose the direction of the wind: `property:` and its name',
  ),
  by: Short('Where `against` is measured; the same place as the values when left out'),
  format: Format,
})

const Subject = Type.Object({ kind: OneOf(SUBJECTS), key: Type.String() })
const Place = Type.Object({ kind: OneOf(PLACES), key: Type.String() })

const Nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])

export const Question = Type.Unsafe<StoredQuestion>(
  Type.Object(
    {
      version: Type.Integer({ description: 'Of the form of questions: 1' }),
      chart: OneOf(CHARTS),
      what: Subject,
      where: Type.Array(Place),
      from: Day,
      to: Day,
      step: Nullable(OneOf(STEPS)),
      against: Nullable(Subject),
      by: Nullable(Place),
    },
    { title: 'Question' },
  ),
)

export const AnswerSubject = Type.Object({
  kind: OneOf(SUBJECTS),
  key: Type.String(),
  title: Nullable(Type.String({ description: 'In words; null when nothing was found' })),
  unit: Type.String(),
})
export type AnswerSubject = Static<typeof AnswerSubject>

const AnswerLine = Type.Object({
  title: Type.String(),
  value: Type.Number(),
  kind: Type.String(),
  source: Type.String(),
  period: OneOf(PERIODS, 'Of whose mean it is a line'),
  indicator: Type.String({ description: 'Slug of the indicator that has it' }),
})
export type AnswerLine = Static<typeof AnswerLine>

export const AnswerSource = Type.Object({
  dataset: Type.String({ description: 'Slug of the dataset' }),
  title: Type.String(),
  publisher: Nullable(Type.String()),
  licence: Type.String({ description: 'Address of the licence' }),
})
export type AnswerSource = Static<typeof AnswerSource>

export const Answer = Type.Object(
  {
    question: Question,
    query: Type.String({
      description: 'The question as the query of an address, always written in the same way',
    }),
    what: AnswerSubject,
    against: Nullable(AnswerSubject),
    step: OneOf([...STEPS, 'year'], 'What one value stands for'),
    provisionalFrom: Type.Optional(
      Nullable(
        Type.String({
          description:
            'Rows with this `time` or a later one are of a step that was not over at the time of asking: the value can still change, and `coverage` is of the whole step. Null when all steps were over; not in what was kept of before it was told',
        }),
      ),
    ),
    series: Type.Array(
      Type.Object({
        key: Type.String({ description: 'The place, as in the question' }),
        name: Nullable(Type.String()),
        stations: Type.Integer({ description: 'Stations that measured in the period' }),
        otherUnit: Type.Integer({ description: 'Series that do not count: their unit is another' }),
        tooCoarse: Type.Integer({ description: 'Series that do not count: you see them per day only' }),
        steps: Type.Integer(),
        missing: Type.Integer({ description: 'Steps that are over, without a value' }),
        coverage: Type.Number({
          description:
            'The share of the hours or days of its stations that was measured, in the steps that are over when there are any. A day counts for its hours with values, beside the most that its series measure of a day; of what is seen per day only, each day with values is whole',
        }),
      }),
    ),
    lines: Type.Array(AnswerLine, {
      description: 'Lines of indicators that can be compared with the values',
    }),
    sources: Type.Optional(
      Type.Array(AnswerSource, {
        description:
          'The datasets whose measurements are in it; not for an indicator, nor in what was kept of before they were told',
      }),
    ),
    columns: Type.Array(Type.String()),
    rows: Type.Array(Type.Array(Type.Union([Type.String(), Type.Number(), Type.Null()])), {
      description:
        'By columns. A step without a value is there, with null. `n`: how many stations (in a pattern: days) it is of. `low` and `high`: between which the mean over stations lies with 95 % certainty, by Student’s t and the spread between them, null with one; in a pattern, between which eight of ten values lie',
    }),
  },
  { title: 'ExplorationAnswer' },
)
export type Answer = Static<typeof Answer>
