import { METHODS, NO_FORECAST } from '@samenspel/standards/forecast'
import { PERIODS } from '@samenspel/standards/times'
import { Type } from 'typebox'
import { Moment, OneOf, type Static } from '../../../platform/http/schemas.ts'

/** Whether there is a forecast, or why there is none. */
export const FORECAST_STATES = ['forecast', ...NO_FORECAST, 'outdated'] as const

const ForecastStep = Type.Object(
  {
    periodStart: Moment,
    periodEnd: Moment,
    value: Type.Number(),
    low: Type.Number({ description: 'Lower end of the 80 % interval' }),
    high: Type.Number({ description: 'Upper end of the 80 % interval' }),
  },
  { title: 'ForecastStep' },
)

const BackTest = Type.Object(
  {
    error: Type.Number({ description: 'Mean absolute error of the forecast' }),
    naiveError: Type.Number({ description: 'That of repeating what was' }),
    naive: OneOf(
      ['repeat-season', 'repeat-last'],
      'What was repeated: the same time a season ago, or the last value',
    ),
    coverage: Type.Union([Type.Number(), Type.Null()], {
      description: 'Share of the values that lay in the 80 % interval',
    }),
    origins: Type.Integer({ description: 'Forecasts of the past that this rests on' }),
    values: Type.Integer({ description: 'Values that were forecast' }),
    periods: Type.Integer({ description: 'Periods from the first of these to the last' }),
  },
  {
    title: 'ForecastBackTest',
    description: 'How the forecast would have done in the past, when only what came before was known',
  },
)

export const IndicatorForecast = Type.Object(
  {
    areaCode: Type.String(),
    areaName: Type.String(),
    unit: Type.String(),
    period: OneOf(PERIODS),
    state: OneOf(FORECAST_STATES, 'Whether there is a forecast, or why there is none'),
    method: Type.Union([OneOf(METHODS), Type.Null()]),
    steps: Type.Array(ForecastStep, {
      description: 'Periods that are not over yet; empty without a forecast',
    }),
    backTest: Type.Union([BackTest, Type.Null()]),
    sentence: Type.Object({ nl: Type.String(), en: Type.String() }),
  },
  { title: 'IndicatorForecast' },
)
export type IndicatorForecast = Static<typeof IndicatorForecast>
