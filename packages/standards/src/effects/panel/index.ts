export {
  type ControlledSeriesEffect,
  type ControlledSeriesOptions,
  type DifferenceEffect,
  estimateControlledSeries,
  estimateDifference,
} from './difference.ts'
export type { LeftOutArea, Panel, PanelArea } from './panel.ts'
export type {
  Alternative,
  Check,
  CheckKind,
  EffectPicture,
  Interval,
  PanelEffect,
  PanelMethod,
  PanelOptions,
  PermutationTest,
  Reason,
  Unassessable,
  Verdict,
} from './result.ts'
export { estimateStaggered, type StaggeredEffect, type StaggeredOptions } from './staggered.ts'
export { estimateSynthetic, type SyntheticEffect, type SyntheticOptions } from './synthetic.ts'
export type { Predictor } from './synthetic-fit.ts'
