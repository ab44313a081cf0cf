import type { Period } from '../times/index.ts'
import type { Setting } from './model.ts'

/** How figures of each period are forecast: what pattern comes back, how far ahead, from how much, and how often the past is tried. */
export const FORECAST_SETTINGS = {
  hour: { seasons: [24, 168], horizon: 24, history: 504, origins: 28 },
  day: { seasons: [7, 365], horizon: 7, history: 740, origins: 40 },
  month: { seasons: [12], horizon: 6, history: 180, origins: 40 },
  year: { seasons: [], horizon: 2, history: 60, origins: 20 },
} as const satisfies Record<Period, Setting>
