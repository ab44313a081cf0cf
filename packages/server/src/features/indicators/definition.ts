/** The parts of the definition of an indicator: of what it is a figure, how it is made, and where. */
import { STEPS } from '@samenspel/standards/indicators'
import { FLAG_NAMES } from '@samenspel/standards/quality'
import { Type } from 'typebox'
import { Id, Line, OneOf, type Static, WebAddress } from '../../platform/http/schemas.ts'
import { AreaCode } from '../areas/index.ts'

const closed = { additionalProperties: false }

/** Of what an indicator is a figure. */
export const WHATS = ['property', 'area-statistic', 'difference', 'ratio'] as const

/** A group of sensors is a place as well: the figures are then per group, not per area. */
export const LEVELS = ['municipality', 'district', 'neighbourhood', 'group'] as const

/** Why a period has no figure. */
export const REASONS = [
  'too-little-coverage',
  'no-statistic',
  'operand-missing',
  'operand-other-unit',
  'division-by-zero',
] as const

/** What is used always: with one of these flags a value says nothing of what was there. */
export const ALWAYS_LEFT_OUT = ['range', 'manual'] as const

const key = { minLength: 1, maxLength: 100 }

export const Operand = Type.Object(
  {
    indicatorId: Type.Union([Id, Type.Null()], {
      description: 'Its figures, when these are not of a ratio or difference themselves',
    }),
    measure: Type.Union([Type.String(key), Type.Null()], {
      description: 'Or a statistic of areas, by its key',
    }),
    place: Type.Union([AreaCode, Type.Null()], {
      description:
        'Always the figure of this area or group; null: of the same area, or else of the district or municipality that it lies in',
    }),
  },
  { title: 'IndicatorOperand', ...closed },
)
export type Operand = Static<typeof Operand>

export const Group = Type.Object(
  {
    key: AreaCode,
    title: Line,
    datasetIds: Type.Array(Id, {
      maxItems: 100,
      description: 'All series of the property in these datasets',
    }),
    thingIds: Type.Array(Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }), {
      maxItems: 1000,
      description: 'And those of these Things',
    }),
  },
  { title: 'SensorGroup', ...closed },
)
export type Group = Static<typeof Group>

const Source = Type.Object(
  {
    title: Line,
    clause: Type.String({ maxLength: 300, description: 'Where in it, such as an article or a table' }),
    url: WebAddress,
  },
  { title: 'IndicatorSource', ...closed },
)

const operand = (description: string) => Type.Union([Operand, Type.Null()], { description })

/** What a definition says besides what it was called, its unit and its lines. */
export const METHOD = {
  what: OneOf(
    WHATS,
    'property: of measurements; area-statistic: of a key figure per year; difference and ratio: of `first` and `second`',
  ),
  measure: Type.Union([Type.String(key), Type.Null()], {
    description: 'For area-statistic: key of the statistic, such as population',
  }),
  first: operand(
    'For difference and ratio: the figure from which is taken, or that is divided. It gives the period and the level',
  ),
  second: operand(
    'For difference and ratio: what is taken from the first, or by which it is divided. Of the same period, else of the year that it lies in, else of the newest year before, at most five back',
  ),
  per: Type.Number({
    exclusiveMinimum: 0,
    description:
      'For ratio: times this, such as 1000 for a number per 1,000 residents. With the unit % it is 100',
  }),
  step: OneOf(
    STEPS,
    'What is first made of the hour values of each series: nothing, or one value per day in the Netherlands. maximum-mean-8-hours: the highest of the running means over 8 hours that end on the day; lden and lnight: levels of sound by EU 2002/49/EC',
  ),
  stepCoverage: Type.Number({
    minimum: 0,
    maximum: 1,
    description:
      'Share of the hours that a value of the step needs; for lden of the day, the evening and the night each',
  }),
  spell: Type.Union(
    [
      Type.Object(
        {
          days: Type.Integer({
            minimum: 2,
            maximum: 60,
            description: 'Days with the norm or more, in a row',
          }),
          peakDays: Type.Integer({ minimum: 0, maximum: 60, description: 'Of which so many' }),
          peak: Type.Number({ description: 'with this or more, in the unit of the norm' }),
        },
        { title: 'Spell', ...closed },
      ),
      Type.Null(),
    ],
    {
      description:
        'For count-from with a step: only days in such a row within the year count, such as those of a heat wave. A day without a value ends a row',
    },
  ),
  leftOutFlags: Type.Array(OneOf(FLAG_NAMES), {
    maxItems: FLAG_NAMES.length,
    uniqueItems: true,
    description: 'Values with one of these flags do not count; range and manual never do',
  }),
  groups: Type.Array(Group, {
    maxItems: 20,
    description: 'For level group. Data that is shared in groups of residents only does not count in them',
  }),
  source: Type.Union([Source, Type.Null()], { description: 'Where the definition was taken from' }),
}
