export { detectSignals, type PeriodValue, type Signal, type SignalRule } from './signals.ts'
export {
  computeCoverage,
  computeMean,
  computePercentile,
  computeShareAbove,
  computeStatistic,
  findMaximum,
  findMinimum,
  STATISTIC_KINDS,
  type Statistic,
} from './statistics.ts'
