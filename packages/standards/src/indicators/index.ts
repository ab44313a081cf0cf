export { detectSignals, type PeriodValue, type Signal, type SignalRule } from './signals.ts'
export { computeMean, findMaximum, findMinimum } from './statistics.ts'
