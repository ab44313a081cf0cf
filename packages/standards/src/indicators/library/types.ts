import type { Bilingual } from '../../language/index.ts'
import type { Period } from '../../times/index.ts'
import type { Spell, Statistic, Step } from '../method.ts'

/** A document in which a norm or a definition stands. */
export interface OfficialSource {
  title: string
  /** Where in it. */
  clause: string
  url: string
}

/** A line to compare with, and where it stands. */
export interface ReadyLine {
  title: Bilingual
  value: number
  kind: 'norm' | 'target'
  source: OfficialSource
}

/** What such an indicator is about. */
export const SUBJECTS = ['air', 'heat', 'rain', 'noise', 'key-figures'] as const
export type Subject = (typeof SUBJECTS)[number]

/** A definition with which a municipality can begin, as official bodies give it. */
export interface ReadyDefinition {
  /** Never used again for another definition: it stands in addresses. */
  key: string
  subject: Subject
  title: Bilingual
  description: Bilingual
  /** Names of the observed property, one of which is measured; empty for a key figure. */
  properties: readonly string[]
  /** Key of a statistic of areas. */
  measure: string | null
  unit: Bilingual
  step: Step
  /** Share of hours that a value of the step needs. */
  stepCoverage: number
  statistic: Statistic
  percentile: number | null
  norm: number | null
  normUnit: string | null
  /** Only for a figure of days in a row. */
  spell?: Spell
  period: Period
  minimumCoverage: number
  goodDirection: 'lower' | 'higher'
  lines: readonly ReadyLine[]
  source: OfficialSource
}
