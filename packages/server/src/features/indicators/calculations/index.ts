import type { Clock } from '../../../platform/clock.ts'
import { createTurns, type TakeTurn } from '../../../platform/http/turns.ts'
import { type Calculator, createCalculator } from './calculator.ts'
import { createRecall, type Recall } from './recall.ts'

/** What forecasts and steering checks are computed with, and the turns in which each visitor has them computed. */
export type Calculations = { calculator: Calculator; recall: Recall; takeTurn: TakeTurn }

export function openCalculations(clock: Clock): Calculations {
  return {
    calculator: createCalculator(),
    recall: createRecall(clock),
    // One check can be several tasks: together these stay far below what the calculator lets wait.
    takeTurn: createTurns({ atOnce: 2, waiting: 30 }),
  }
}
