/** What a claim on measured figures is, which choices it rests on, and what a check of it says. */

/** What can be claimed of a series: over time, between places, or against a line. */
export const CLAIM_KINDS = ['rises', 'falls', 'steady', 'higher', 'lower', 'above', 'below'] as const
export type ClaimKind = (typeof CLAIM_KINDS)[number]

/** How the values of a stretch are made into one. */
export const MEASURES = ['mean', 'median', 'high'] as const
/** `high` is the 90th percentile. */
export type Measure = (typeof MEASURES)[number]

/** Which values take part. */
export const VALUE_CHOICES = ['all', 'without-flagged', 'without-outliers'] as const
export type ValueChoice = (typeof VALUE_CHOICES)[number]

/** Which areas take part: those that were chosen, those that were left out, or districts instead of their neighbourhoods. */
export const AREA_CHOICES = ['chosen', 'others', 'districts'] as const
export type AreaChoice = (typeof AREA_CHOICES)[number]

/** How a stretch of time relates to the one that was chosen. */
export const WINDOW_CHOICES = ['chosen', 'moved', 'longer'] as const
export type WindowChoice = (typeof WINDOW_CHOICES)[number]

/** What a check can find: the ways in which a true figure can mislead. */
export const FINDING_KINDS = [
  'cut-axis',
  'window',
  'measure',
  'areas',
  'values',
  'few-data',
  'opposite',
  'many-comparisons',
  'cause',
] as const
export type FindingKind = (typeof FINDING_KINDS)[number]

/** A value at a moment (ms since 1970); null when there is none. A flagged one is doubtful. */
export type Point = { time: number; value: number | null; flagged?: boolean }

/** What was measured in one place: an area, or a station. */
export type Place = {
  key: string
  /** The larger area that it is part of, when that is known. */
  district?: string | undefined
  points: readonly Point[]
  /** The same without the doubtful values that points are made of, when these can be told apart. */
  sound?: readonly Point[]
  /** The mean of each of its stations in the time of the claim, when it is several that make its values. */
  stations?: readonly number[]
}

export type Window = { from: number; to: number }

/** A claim, with the choices of whoever makes it. */
export type Claim = {
  kind: ClaimKind
  /** The place it is about, for `higher` and `lower`; of the other kinds `places` says that. */
  place?: string
  /** The places of which the figures are used, or with which the place is compared. Default: all. */
  places?: readonly string[]
  /** It is said of all places, also those of which the figures are not used. */
  everywhere?: boolean
  /** The line of `above` and `below`. */
  line?: number
  /** The measure in which that line is written: beside it, no other measure is a reasonable choice. */
  lineMeasure?: Measure
  window: Window
  measure: Measure
  values: ValueChoice
  /** How many claims were tried before this one was chosen, this one included. Default 1. */
  tried?: number
  /** What is written with it: in it, words of cause are looked for. */
  wording?: string
  /** True when the data come from an experiment, or a comparison with places where nothing was done. */
  controlled?: boolean
  /** The vertical axis of the chart that goes with it. */
  axis?: Axis
}

export type Axis = {
  mark: 'bar' | 'line'
  from: number
  to: number
  /** Zero means that there is nothing, as with a concentration; not so with degrees Celsius. */
  naturalZero: boolean
  /** The values in the chart, when these are not the points themselves but means of them. */
  shown?: readonly number[]
}

export type Verdict = 'supports' | 'undecided' | 'contradicts'

/** The estimate of one set of reasonable choices. */
export type Specification = {
  window: Window
  windowChoice: WindowChoice
  measure: Measure
  areas: AreaChoice
  values: ValueChoice
  /** The yearly pattern is taken out, as it is known from all data. */
  seasonRemoved: boolean
  /** The choices of the claim itself. */
  chosen: boolean
  /** Change over the window that was chosen, difference between places, or distance to the line; in the unit of the values. */
  estimate: number
  low: number
  high: number
  p: number
  count: number
  effective: number
  /** The distance between the tenth and the ninetieth of a hundred values, from low to high. */
  spread: number
  verdict: Verdict
}

/** What misleads, with what the sentence about it needs. */
export type Finding = {
  kind: FindingKind
  /** Of the choices that differ in this only: how many there are, and under how many the conclusion does not hold. */
  alternatives?: number
  failing?: number
  /** Under one of them the opposite holds. */
  opposite?: boolean
  /** Why there are too few data, or what of the axis misleads. */
  reason?:
    | 'not-shown'
    | 'wide'
    | 'little-information'
    | 'less-than-a-year'
    | 'gaps'
    | 'too-few-for-measure'
    | 'stations-differ'
    | 'bar-without-zero'
    | 'values-outside'
    | 'enlarged'
  /** The word of cause that was found, or how many claims were tried. */
  word?: string
  tried?: number
}

export type Check = {
  findings: Finding[]
  /** Sorted by estimate, lowest first. */
  curve: Specification[]
  supporting: number
  contradicting: number
}
