export { findReadyDefinition, READY_DEFINITIONS } from './library/library.ts'
export { type ReadyDefinition, SUBJECTS, type Subject } from './library/types.ts'
export {
  ADDING,
  COUNTING,
  combinePieces,
  type HourValue,
  type Method,
  makePieces,
  type Piece,
  RUNNING_HOURS,
  SOUND_PARTS,
  type Spell,
  STATISTICS,
  STEPS,
  type Statistic,
  type Step,
  WITH_NORM,
} from './method.ts'
export {
  type Comparison,
  compareEstimates,
  type Estimate,
  type Known,
  type Position,
  rankEstimates,
} from './ranking.ts'
export { detectSignals, type PeriodValue, type Signal, type SignalRule } from './signals.ts'
export { computeMean, findMaximum, findMinimum } from './statistics.ts'
export { findInterval, type Share } from './uncertainty.ts'
