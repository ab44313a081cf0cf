/** The gate before an estimate: a change of what measures is an interruption as well, and cannot be told from the intervention. */
import type { EffectCheck } from '../estimate.ts'
import type { Series } from './terms.ts'

export const INCIDENT_KINDS = ['sensor-replaced', 'calibrated', 'moved', 'method-changed'] as const
/** Something that changed the measuring, at a step of the series: the first that was measured the new way. */
export type Incident = { at: number; kind: (typeof INCIDENT_KINDS)[number] }

/** Values before and after the start with which an effect can be estimated at all, and in all. */
const LEAST = { before: 6, after: 3, all: 12 }

/** Days that are measured after a start at least: the weather of some weeks passes for an effect else. */
export const LEAST_DAYS_AFTER = 28

/** Part of the series, and steps at least, that count as around the start. */
const NEAR = { part: 0.1, steps: 2 }

/** Part of the values that may miss. */
const MOST_MISSING = { doubtful: 0.2, prevents: 0.5 }

/** Whether the values of a series can carry an estimate. */
export function checkQuality(
  { values, season }: Series,
  start: number,
  incidents: readonly Incident[] = [],
): EffectCheck {
  const places = values.flatMap((value, place) => (value === null ? [] : [place]))
  const before = places.filter((place) => place < start)
  const after = places.filter((place) => place >= start)
  const [first, last] = [places[0] ?? 0, places.at(-1) ?? 0]
  const length = last - first + 1
  const near = Math.max(NEAR.steps, Math.round(NEAR.part * length))
  const inside = incidents.filter(({ at }) => at > first && at <= last)
  const missing = 1 - places.length / Math.max(length, 1)
  const gap = (after[0] ?? start) - (before.at(-1) ?? start) - 1
  const figures = { before: before.length, after: after.length, missing, gap, incidents: inside.length }
  const say = (outcome: EffectCheck['outcome'], reason?: string): EffectCheck => ({
    kind: 'data-quality',
    outcome,
    ...(reason !== undefined && { reason }),
    figures,
  })
  if (before.length < LEAST.before || after.length < LEAST.after || places.length < LEAST.all) {
    return say('prevents', 'few-values')
  }
  const known = places.map((place) => values[place] ?? 0)
  if (known.every((value) => value === known[0])) return say('prevents', 'no-variation')
  const atStart = inside.find(({ at }) => Math.abs(at - start) <= near)
  if (atStart) return say('prevents', atStart.kind)
  if (gap > Math.max(near, season / 4)) return say('prevents', 'gap-at-start')
  if (missing > MOST_MISSING.prevents) return say('prevents', 'much-missing')
  const [other] = inside
  if (other) return say('doubtful', other.kind)
  if (missing > MOST_MISSING.doubtful) return say('doubtful', 'much-missing')
  if (season >= 2 && length < 2 * season) return say('doubtful', 'season-unknown')
  return say('sound')
}
