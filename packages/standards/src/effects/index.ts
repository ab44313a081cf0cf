export { EFFECT_ANSWERS, type EffectAnswer, type Judgement, judgeEffect } from './answer.ts'
export { type Chance, drawSeries, openChance } from './chance.ts'
export { describeAnswer, describeCheckOfEffect, type Wording } from './describe-answer.ts'
export {
  type DifferencePicture,
  type DifferenceSeriesEvaluation,
  type DifferenceSeriesOptions,
  evaluateDifferenceSeries,
} from './difference-series/evaluate.ts'
export { type Laid, layDifference, type Refusal, type Weights } from './difference-series/lay.ts'
export type { WithOtherAreas } from './difference-series/other-areas.ts'
export { chiSquareBeyond, normalBelow, normalQuantile, studentBeyond } from './distributions.ts'
export {
  EFFECT_CHECK_KINDS,
  EFFECT_CHECK_OUTCOMES,
  EFFECT_METHODS,
  type EffectCheck,
  type EffectCheckKind,
  type EffectCheckOutcome,
  type EffectEstimate,
  type EffectMethod,
} from './estimate.ts'
export { asEstimate } from './panel/as-estimate.ts'
export {
  type Alternative,
  type Check,
  type CheckKind,
  type ComparedWith,
  type Comparison,
  type ComparisonOptions,
  type Comparisons,
  type ControlledSeriesEffect,
  type DifferenceEffect,
  type EffectPicture,
  estimateControlledSeries,
  estimateDifference,
  estimateStaggered,
  estimateSynthetic,
  findSmallestEffect,
  type Interval,
  type LeftOutArea,
  type Panel,
  type PanelArea,
  type PanelEffect,
  type PanelMethod,
  type PanelOptions,
  type PermutationTest,
  type Predictor,
  type Reason,
  rankComparisons,
  type Scenario,
  type SimulatedRow,
  type SimulationOptions,
  type SmallestEffect,
  type SmallestEffectOptions,
  type StaggeredEffect,
  type StaggeredOptions,
  type SyntheticEffect,
  type SyntheticOptions,
  simulatePanels,
  type Unassessable,
  type Verdict,
} from './panel/index.ts'
export { type PretendedStart, SERIES_ALTERNATIVES, type SeriesAlternative } from './series/alternatives.ts'
export { type CountsEstimate, estimateCounts, fitCounts, type PoissonFit } from './series/counts.ts'
export {
  type Detectable,
  describeDetectable,
  detectableEffect,
  type PlannedStudy,
} from './series/detectable.ts'
export { evaluateSeries, type SeriesEvaluation } from './series/evaluate.ts'
export {
  type Design,
  estimateInterruption,
  type InterruptionEstimate,
  layDesign,
} from './series/interrupted.ts'
export { type ErrorKind, errorsOf, type Regression, regress, usualLags } from './series/least-squares.ts'
export { estimateLocalLevel, type LocalLevel } from './series/local-level.ts'
export type { Study } from './series/method.ts'
export { type Expectation, expectCountsWithout, expectWithout } from './series/picture.ts'
export { checkQuality, INCIDENT_KINDS, type Incident, LEAST_DAYS_AFTER } from './series/quality.ts'
export { type Part, type Summary, summariseSeries } from './series/summary.ts'
export { CHANGES, type ChangeKind, type Season, type Series, SHAPES, type Shape } from './series/terms.ts'
export { findSmallestSeen } from './smallest-seen.ts'
