/** What every way of computing starts from and gives. */
import type { EffectCheck, EffectEstimate, Judgement, Panel } from '@samenspel/standards/effects'
import type { Effect, Outcome, Study, StudyArea } from './study.ts'

/** What a design found, before it is put into words. */
export type Found = Omit<Outcome, 'reasons' | 'sentence' | 'checks' | 'effect' | 'measured'> & {
  reasons: Judgement['reasons']
  effect: EffectEstimate | null
  checks: readonly EffectCheck[]
}

/** A picture without what was to be expected. */
export const NO_BAND = { expected: null, low: null, high: null }

export const treatedIn = ({ areas }: Study) => areas.filter(({ startedAt }) => startedAt !== null)
export const comparedIn = ({ areas }: Study) => areas.filter(({ startedAt }) => startedAt === null)

/** Sum over areas per step; null where one of them has none: else it would change because an area is missing. */
export function sumOf(areas: readonly StudyArea[]): (number | null)[] {
  const [first] = areas
  return (first?.values ?? []).map((_, at) => {
    const known = areas.flatMap(({ values }) => values[at] ?? [])
    return known.length < areas.length ? null : known.reduce((sum, value) => sum + value, 0)
  })
}

/** Mean over areas per step; null as in {@link sumOf}. */
export const meanOf = (areas: readonly StudyArea[]): (number | null)[] =>
  sumOf(areas).map((sum) => (sum === null ? null : sum / areas.length))

/** What changed the measuring in some areas: elsewhere it changes nothing in what is computed. */
export const incidentsIn = ({ incidents }: Study, areas: readonly StudyArea[]): Study['incidents'] =>
  incidents.filter(({ area }) => areas.some(({ code }) => code === area))

export function sizeOf(study: Study, values: readonly (number | null)[]): Outcome['size'] {
  const known = values.flatMap((value, at) => (value === null ? [] : [at]))
  return {
    treated: treatedIn(study).length,
    compared: 0,
    before: known.filter((at) => at < study.start).length,
    after: known.filter((at) => at >= study.start).length,
  }
}

export function panelOf({ periods, areas }: Study): Panel {
  return {
    periods,
    areas: areas.map(({ code, values, startedAt, neighbours }) => ({
      key: code,
      values,
      ...(startedAt !== null && { startedAt }),
      neighbours,
    })),
  }
}

/** The part of an estimate that is shown. */
export const tell = ({ scale, estimate, low, high, p }: EffectEstimate): Effect => ({
  scale,
  estimate,
  low,
  high,
  p,
})
