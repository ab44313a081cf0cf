/** What is computed, as the thread that asks says it to the one that computes: plain values, so that the same text gives the same outcome. */
import type { EffectCheck, EffectEstimate, Incident, Judgement, Shape } from '@samenspel/standards/effects'
import type { Bilingual } from '../../../platform/errors.ts'
import type { Design } from '../lists.ts'

export type StudyArea = {
  code: string
  name: string
  /** Place of the first step after the start here; null where nothing was done. */
  startedAt: number | null
  /** Codes of other areas of the study that it lies against. */
  neighbours: string[]
  /** One for each step; null where there is no figure. */
  values: (number | null)[]
}

export type Study = {
  design: Design
  shape: Shape
  /** Steps in a year. */
  season: number
  /** Unit of the figures as it is written. */
  unit: string
  hoped: 'up' | 'down'
  /** The days from which and before which there are figures in it. */
  from: string
  until: string
  /** What was expected of this figure beforehand, in its unit, and by when; null when nothing was. Not in studies of before this was asked. */
  expected?: { change: number; by: string } | null
  /** The day until which there must be figures to judge by, and until which there are. Not in studies of before this was asked. */
  enough?: { until: string; are: string }
  /** The day on which each step begins, the oldest first. */
  periods: string[]
  /** Place of the first whole step after the start. */
  start: number
  areas: StudyArea[]
  /** What changed the measuring, and in which area. */
  incidents: (Incident & { area: string })[]
}

/** An estimate with another choice: what was chosen, and the area when it is about one. */
export type Alternative = { choice: string; area: string | null; estimate: Effect }
/** What is found where nothing was done: at an earlier step, or in an area that was only compared with. */
export type Placebo = { kind: 'time' | 'space'; period: string | null; area: string | null; estimate: Effect }
export type Effect = Pick<EffectEstimate, 'scale' | 'estimate' | 'low' | 'high' | 'p'>

/** What a chart draws, one of each per step. */
export type Picture = {
  measured: (number | null)[]
  /** Mean of the areas that were compared with; null when there are none. */
  compared: (number | null)[] | null
  expected: (number | null)[] | null
  low: (number | null)[] | null
  high: (number | null)[] | null
}

export type Outcome = Pick<Judgement, 'answer'> & {
  /** The checks on which the answer rests. */
  reasons: EffectCheck['kind'][]
  effect: (Effect & Pick<EffectEstimate, 'method' | 'standardError' | 'count' | 'expected'>) | null
  sentence: Bilingual
  checks: (Omit<EffectCheck, 'figures'> & { figures: Record<string, number>; sentence: Bilingual })[]
  /** Mean before and after in the areas where something was done, as measured. */
  measured: { before: number | null; after: number | null }
  size: { treated: number; compared: number; before: number; after: number }
  leftOut: { area: string; reason: string }[]
  alternatives: Alternative[]
  placebos: Placebo[]
  picture: Picture
}
