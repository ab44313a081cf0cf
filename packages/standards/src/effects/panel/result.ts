/** Why an area is not in the estimate. */
export interface LeftOutArea {
  key: string
  /** `gaps`: figures are missing; `always-treated`: there is no figure of before; `asked`: the caller left it out. */
  reason: 'gaps' | 'always-treated' | 'asked'
}

/** Estimates rest on chance only through this seed, so that anyone gets the same figures. */
export interface PanelOptions {
  /** Of draws; 1 when absent. */
  seed?: number
  /** How many assignments or placebo areas are drawn when there are too many to try each; 1,000 when absent. */
  runs?: number
  /** Keys of areas to leave out, for instance because there was something else. */
  without?: readonly string[]
  /** Periods in a year, such as 12, when areas can have a season of their own. A controlled series takes it off when it came twice before the start; whether it can be told is checked. */
  season?: number
  /** Hears which share of the work is done, from 0 to 1. */
  onProgress?: (share: number) => void
}

export const RUNS = 1000
/** A p value up to this says that there is an effect. */
export const ALPHA = 0.05
/** With areas so few that no p value is below this, no interval says anything. */
const LARGEST_ALPHA = 0.2

/** What the interval leaves out: 5 %, or the least that so few areas can. */
export const chooseAlpha = (smallestP: number) =>
  smallestP > ALPHA && smallestP <= LARGEST_ALPHA ? smallestP : ALPHA

/** Whether the largest p value that counts against chance is reached; with few areas that is the smallest there can be. */
export const isUnlikely = (pValue: number, smallestP: number) => pValue <= chooseAlpha(smallestP) + 1e-12

export const canTell = (smallestP: number) => smallestP <= LARGEST_ALPHA

export type PanelMethod =
  | 'difference-in-differences'
  | 'controlled-interrupted-series'
  | 'staggered-adoption'
  | 'synthetic-control'

/** Why no estimate can be made. */
export type Reason =
  | 'no-treated-areas'
  | 'no-compared-areas'
  | 'too-few-compared-areas'
  | 'too-few-periods-before'
  | 'too-few-periods-after'
  | 'starts-differ'

export interface Unassessable {
  assessable: false
  method: PanelMethod
  reason: Reason
  leftOut: { areas: LeftOutArea[]; periods: string[] }
}

/** Null on a side where it has no end, which is so when there are too few areas to exclude anything. */
export interface Interval {
  low: number | null
  high: number | null
}

/** How the p value came about. */
export interface PermutationTest {
  /** `exact`: each possible assignment was tried; `sampled`: as many as could be drawn. */
  kind: 'exact' | 'sampled'
  /** How many assignments were tried, the real one included. */
  tried: number
  /** How many there are. */
  possible: number
  pValue: number
  /** The lowest p value that any effect could have had; above 0.05 no effect can be shown, whatever its size. */
  smallestP: number
}

/** `doubtful` weakens what is concluded, `failed` takes it away, `impossible` could not be tried. */
export type Verdict = 'passed' | 'doubtful' | 'failed' | 'impossible'

export type CheckKind =
  | 'enough-areas'
  | 'season'
  | 'pre-trend'
  | 'placebo-in-time'
  | 'placebo-in-space'
  | 'donor-areas'
  | 'window'
  | 'residuals'
  | 'noise'
  | 'balance'
  | 'fit'
  | 'spill-over'

/** One check with the figures that it rests on, named as in the table of the README. */
export interface Check {
  kind: CheckKind
  verdict: Verdict
  figures: Record<string, number | null>
  /** The areas that it is about, when it is about some. */
  areas?: string[]
}

/** The estimate under another choice. */
export interface Alternative {
  /** `without-area`: one compared area less; `short-after`, `short-before`, `without-first`: another window; `without-neighbours`: no areas next to a treated one. */
  choice: 'without-area' | 'short-after' | 'short-before' | 'without-first' | 'without-neighbours'
  area?: string
  estimate: number
  pValue: number | null
}

/** What a chart of the effect draws, one of each per period. */
export interface EffectPicture {
  periods: string[]
  /** Place of the first treated period. */
  start: number
  /** Mean of the treated areas. */
  actual: number[]
  /** What it would have been without what was done. */
  counterfactual: number[]
  /** Actual less counterfactual; before the start it should be about zero. */
  effects: (Interval & { estimate: number })[]
}

/** What every method gives, so that one rule can judge the answer. Effects are in the unit of the figures. */
export interface PanelEffect {
  assessable: true
  method: PanelMethod
  /** Mean effect per treated area and period. */
  estimate: number
  interval: Interval
  /** 0.95, or less when there are so few areas that no p value is below 0.05: as much as can be told. */
  intervalLevel: number
  intervalBy: 'permutation' | 'multiplier-bootstrap' | 'placebo-areas'
  test: PermutationTest
  size: { treated: number; compared: number; before: number; after: number }
  leftOut: { areas: LeftOutArea[]; periods: string[] }
  checks: Check[]
  alternatives: Alternative[]
  /** What would have been found in each compared area, as if it had been treated. */
  placebos: { key: string; estimate: number }[]
  picture: EffectPicture
}
