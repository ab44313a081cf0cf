import { type Static, Type } from 'typebox'
import { Moment } from '../../../platform/http/schemas.ts'
import { AreaCode } from '../../areas/index.ts'

const Named = Type.Object({ code: Type.String(), name: Type.String() })
const NumberOrNull = Type.Union([Type.Number(), Type.Null()])

const Correlation = Type.Union([
  Type.Object({ coefficient: Type.Number(), low: Type.Number(), high: Type.Number() }),
  Type.Null(),
])

export const ProfileParams = Type.Object({
  key: Type.String({ maxLength: 200, description: 'Id or slug' }),
  code: AreaCode,
})

export const ProfileQuery = Type.Object({
  from: Type.Optional({
    ...Moment,
    description:
      'Start of the figures that count; a year before `to` when not given; of figures of years the start of the newest',
  }),
  to: Type.Optional({ ...Moment, description: 'End of the figures that count, now when not given' }),
})

const Comparison = {
  mean: Type.Union([Type.Number(), Type.Null()], { description: 'Mean of the other areas' }),
  lowest: NumberOrNull,
  highest: NumberOrNull,
  rank: Type.Union([Type.Integer(), Type.Null()], {
    description: 'Place from the highest, 1 for the highest',
  }),
  areas: Type.Integer({ description: 'Areas with a value, this one included' }),
}

const ProfileStatistic = Type.Object({
  measure: Type.String(),
  title: Type.String(),
  unit: Type.String(),
  year: Type.Integer(),
  value: NumberOrNull,
  ...Comparison,
  pairs: Type.Integer({ description: 'Areas of which both the indicator and this are known' }),
  pearson: {
    ...Correlation,
    description: 'How near they lie to a line, with a 95 % interval; null for fewer than six areas',
  },
  spearman: { ...Correlation, description: 'How much their orders agree, with a 95 % interval' },
})

export const AreaProfile = Type.Object(
  {
    area: Named,
    within: Type.Union([Named, Type.Null()], {
      description:
        'The municipality whose areas it is compared with; null when it is not known: then all areas of its level',
    }),
    from: Moment,
    to: Moment,
    value: Type.Union([Type.Number(), Type.Null()], {
      description:
        'Mean of the figures in that time; null when there are none, or of less than half as many periods as of other areas',
    }),
    periods: Type.Integer({ description: 'Of how many periods there is a figure' }),
    ...Comparison,
    leftOut: Type.Integer({ description: 'Areas with too few figures to compare with' }),
    statistics: Type.Array(ProfileStatistic),
  },
  { title: 'AreaProfile' },
)
export type AreaProfile = Static<typeof AreaProfile>
