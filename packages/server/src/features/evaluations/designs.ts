/** Which designs the data allow, and why the others are not possible: before anything is computed, so that nobody chooses by the outcome. */
import type { Bilingual } from '../../platform/errors.ts'
import { countAssignments, DESIGNS, LEAST_ASSIGNMENTS } from '../interventions/index.ts'
import type { Design } from './lists.ts'

/** What there is to look with. */
export type Material = {
  /** Areas with figures where something was done, and where nothing was. */
  treated: number
  compared: number
  /** Steps before and after the start. */
  before: number
  after: number
  /** Whether all figures are counts: whole numbers from zero on, of what is counted. */
  isCounts: boolean
  /** Whether it did not begin everywhere on the same day. */
  startsDiffer: boolean
}

export type Possible = { design: Design; fits: boolean; why: Bilingual | null }

/** Values that an estimate of one series needs at least: see `checkQuality` in standards/effects. */
const LEAST = { before: 6, after: 3 }

/** Every design, with whether it fits. */
export function listDesigns(material: Material): Possible[] {
  return DESIGNS.map((design) => {
    const why = obstacleTo(design, material)
    return { design, fits: why === null, why }
  })
}

/** What tells most of those that fit: many areas before few, and areas to compare with before none. */
export function proposeDesign(material: Material): Design {
  const order: Design[] = [
    'group-time',
    'controlled-series',
    'difference-in-differences',
    'difference-series',
    'interrupted-counts',
    'interrupted-series',
  ]
  return order.find((design) => obstacleTo(design, material) === null) ?? 'before-and-after'
}

function obstacleTo(design: Design, material: Material): Bilingual | null {
  const { treated, compared, before, after, isCounts, startsDiffer } = material
  if (before === 0 || after === 0) return NO_FIGURES
  if (design === 'before-and-after') return null
  if (treated === 0) return NO_FIGURES
  if (startsDiffer !== (design === 'group-time')) return startsDiffer ? STARTS_DIFFER : SAME_START
  if (['interrupted-series', 'interrupted-counts', 'difference-series'].includes(design)) {
    if (before < LEAST.before || after < LEAST.after) return tooShort(before, after)
    if (design === 'interrupted-counts' && !isCounts) return NO_COUNTS
    return design === 'difference-series' && compared === 0 ? NO_COMPARISON : null
  }
  if (compared === 0) return NO_COMPARISON
  if (design === 'synthetic-control') {
    if (compared + 1 < LEAST_ASSIGNMENTS) return fewToCompare(compared)
    return before < 2 * LEAST.before ? tooShort(before, after) : null
  }
  if (design === 'controlled-series' && before < LEAST.before) return tooShort(before, after)
  return countAssignments(treated + compared, treated) < LEAST_ASSIGNMENTS
    ? fewAssignments(treated, treated + compared)
    : null
}

const NO_FIGURES = {
  nl: 'Er zijn geen cijfers van voor én na de start.',
  en: 'There are no figures of both before and after the start.',
}
const STARTS_DIFFER = {
  nl: 'De maatregel begon niet overal op dezelfde dag.',
  en: 'The intervention did not begin everywhere on the same day.',
}
const SAME_START = {
  nl: 'Dit is voor maatregelen die niet overal op dezelfde dag begonnen.',
  en: 'This is for interventions that did not begin everywhere on the same day.',
}
const NO_COUNTS = {
  nl: 'Dit is voor aantallen: hele getallen vanaf nul van iets dat wordt geteld, niet samengevoegd tot een gemiddelde.',
  en: 'This is for counts: whole numbers from zero on of what is counted, not made into a mean.',
}
const NO_COMPARISON = {
  nl: 'Er zijn geen gebieden gekozen om mee te vergelijken, of die hebben geen cijfers.',
  en: 'No areas were chosen to compare with, or these have no figures.',
}
const tooShort = (before: number, after: number): Bilingual => ({
  nl: `Er is te kort gemeten: ${before} stappen voor en ${after} na de start. Nodig zijn er ten minste ${LEAST.before} en ${LEAST.after}.`,
  en: `Measuring was too short: ${before} steps before and ${after} after the start. At least ${LEAST.before} and ${LEAST.after} are needed.`,
})
const fewToCompare = (compared: number): Bilingual => ({
  nl: `Met ${compared} gebieden om mee te vergelijken is ook het grootste effect niet van toeval te onderscheiden. Nodig zijn er ten minste ${LEAST_ASSIGNMENTS - 1}.`,
  en: `With ${compared} areas to compare with, even the largest effect cannot be told from chance. At least ${LEAST_ASSIGNMENTS - 1} are needed.`,
})
const fewAssignments = (treated: number, all: number): Bilingual => ({
  nl: `Met een maatregel in ${treated} van ${all} gebieden zijn er maar ${countAssignments(all, treated)} verdelingen. Dan is ook het grootste effect niet van toeval te onderscheiden.`,
  en: `With an intervention in ${treated} of ${all} areas there are only ${countAssignments(all, treated)} ways to divide them. Then even the largest effect cannot be told from chance.`,
})
