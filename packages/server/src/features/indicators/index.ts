/** The door of indicators: figures per area and period, and the signals they give. */
import type { Platform, Slice } from '../../platform/slice.ts'
import type { BeginUses } from '../measurements/index.ts'
import type { Calculations } from './calculations/index.ts'
import { computeDue } from './compute.ts'
import { addForecastRoutes } from './forecasts/routes.ts'
import { CAUSES, markAfter, markEndings, markMatured } from './mark.ts'
import { addOpenedRoutes } from './opened/routes.ts'
import { addRoutes } from './routes.ts'
import { addOwnerRoutes } from './signals/owner-routes.ts'
import { PERSONAL_DATA } from './signals/personal-data.ts'
import { markAllWatching } from './signals/store.ts'
import { addTermRoutes } from './signals/term-routes.ts'
import { watchNext } from './signals/watch.ts'
import { addAnswerRoutes } from './steering/answer-routes.ts'
import { addSteeringRoutes } from './steering/routes.ts'
import { hasDueIndicator } from './store/due.ts'

export { type Calculations, openCalculations } from './calculations/index.ts'
export { UNTOLD } from './calculations/recall.ts'
export { listSeries } from './calculations/series.ts'
export { FIGURES_CHANGED, type FiguresChanged } from './compute.ts'
export { forecastIndicator } from './forecasts/forecast-area.ts'
export { definitionOf, MOST_FIGURES } from './rules.ts'
export type { Indicator, Signal } from './schema.ts'
export { markDecided } from './signals/decided.ts'
export { findOwnerOfSignal } from './signals/owner-store.ts'
export { SIGNAL_CHANGED, type SignalChanged } from './signals/tell.ts'
export { listWaiting } from './signals/term-store.ts'
export { listOverdueSignals, listToldSignals } from './signals/told.ts'
export { checkIndicator } from './steering/check-area.ts'
export { CitedClaim, citeClaims, citeFindings } from './steering/cite.ts'
export { describeSpan } from './steering/describe.ts'
export { CheckedClaim, NewSteeringAnswer, SteeringAnswer, SteeringFinding } from './steering/schema.ts'
export { checkText, showCheck, withAnswers } from './steering/show.ts'
export { listCountedHosts, listCounting } from './store/counting.ts'
export { listFigures, listLatestFigures } from './store/figures.ts'
export { findIndicator, listIndicators, readIndicator } from './store/indicators.ts'
export { type Asker, listMissing as listMissingSignals } from './store/signals.ts'

/**
 * Makes the slice. It listens to what changes under its figures, and computes those that this touches.
 * @param beginUses records whose measurements are shown when a figure is opened
 * @param calculations with which checks and forecasts are computed; it ends with the slice
 */
export function createIndicatorsSlice(
  platform: Platform,
  beginUses: BeginUses,
  calculations: Calculations,
): Slice {
  const { db, clock } = platform
  return {
    name: 'indicators',
    migrations: new URL('./migrations/', import.meta.url),
    personalData: PERSONAL_DATA,
    routes(http) {
      addRoutes(http, platform)
      addOwnerRoutes(http, platform)
      addTermRoutes(http, platform)
      addOpenedRoutes(http, platform, beginUses)
      addAnswerRoutes(http, platform)
      addSteeringRoutes(http, platform, calculations)
      addForecastRoutes(http, platform, calculations)
    },
    stop: () => calculations.calculator.stop(),
    listeners: [
      {
        name: 'indicators',
        kinds: CAUSES,
        handle: (transaction, events) => markAfter(transaction, events, clock()),
      },
    ],
    jobs: [
      { name: 'indicators.mark-endings', cron: '* * * * *', handle: () => markEndings(db, clock()) },
      { name: 'indicators.mark-matured', cron: '*/10 * * * *', handle: () => markMatured(db, clock()) },
      { name: 'indicators.mark-watching', cron: '*/10 * * * *', handle: () => markAllWatching(db) },
    ],
    work: [
      {
        name: 'indicators.compute',
        hasNext: (when) => hasDueIndicator(db, when),
        next: (when) => computeDue(platform, when),
      },
      {
        name: 'indicators.watch',
        next: (when) => watchNext({ db, clock, calculator: calculations.calculator }, when),
      },
    ],
  }
}
