export { AUGURS_FILES, locateAugurs, startAugurs } from './augurs.ts'
export { forecastSeries } from './forecast.ts'
export {
  type BackTest,
  type Forecast,
  METHODS,
  type Method,
  type Model,
  NO_FORECAST,
  type Setting,
  type Step,
} from './model.ts'
export { FORECAST_SETTINGS } from './settings.ts'
