import type { Clock } from '../../../platform/clock.ts'
import { type Calculator, createCalculator } from './calculator.ts'
import { createRecall, type Recall } from './recall.ts'

/** What forecasts and steering checks are computed with. */
export type Calculations = { calculator: Calculator; recall: Recall }

export function openCalculations(clock: Clock): Calculations {
  return { calculator: createCalculator(), recall: createRecall(clock) }
}
