export {
  CALIBRATION_TERMS,
  type CalibrationTerm,
  calibrate,
  fitLinear,
  type LinearFit,
  type Pair,
} from './calibration.ts'
export { FLAG_NAMES, FLAGS, type Flag, isUsable, listFlags, toQuality } from './flags.ts'
export { findGaps, findUsualInterval, type Gap } from './gaps.ts'
export {
  chooseLimits,
  DEFAULT_LIMITS,
  type DefaultLimits,
  findLimitsKey,
  type Limits,
  type LimitsChange,
} from './limits.ts'
export {
  BASELINE_HOURS,
  type Baseline,
  findBaseline,
  findMedian,
  isShared,
  openOutlierTest,
  scoreDeviation,
} from './outliers.ts'
export { applyRulings, type Ruling } from './rulings.ts'
export { judgeSeries, type Series } from './series.ts'
export {
  compareDistributions,
  correlateRanks,
  findTypicalDifference,
  judgeAmongNeighbours,
  medianOfNeighbours,
  SPATIAL_HOURS,
  type SpatialVerdict,
} from './spatial.ts'
export { type Before, openStepJudge, type StepJudge } from './steps.ts'
