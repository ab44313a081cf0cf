export type { ComparedWith } from './cells.ts'
export { type Comparison, type ComparisonOptions, type Comparisons, rankComparisons } from './compare.ts'
export {
  type ControlledSeriesEffect,
  type DifferenceEffect,
  estimateControlledSeries,
  estimateDifference,
} from './difference.ts'
export type { Panel, PanelArea } from './panel.ts'
export { findSmallestEffect, type SmallestEffect, type SmallestEffectOptions } from './power.ts'
export type {
  Alternative,
  Check,
  CheckKind,
  EffectPicture,
  Interval,
  LeftOutArea,
  PanelEffect,
  PanelMethod,
  PanelOptions,
  PermutationTest,
  Reason,
  Unassessable,
  Verdict,
} from './result.ts'
export { type Scenario, type SimulatedRow, type SimulationOptions, simulatePanels } from './simulate.ts'
export { estimateStaggered, type StaggeredEffect } from './staggered.ts'
export type { StaggeredOptions } from './staggered-run.ts'
export { estimateSynthetic, type SyntheticEffect } from './synthetic.ts'
export type { Predictor } from './synthetic-fit.ts'
export type { SyntheticOptions } from './synthetic-run.ts'
