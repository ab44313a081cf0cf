import { openChance } from '../../chance.ts'
import type { Panel, PanelArea } from '../index.ts'

export interface MadeOptions {
  seed?: number
  areas?: number
  treated?: number
  periods?: number
  start?: number
  effect?: number
  /** Standard deviation of the noise. */
  noise?: number
  /** What one area gets besides, per period. */
  add?: (area: number, period: number) => number
}

/** Areas `area-0`, `area-1` … with levels of their own, a common course and noise; the first ones are treated. */
export function makePanel({
  seed = 1,
  areas = 20,
  treated = 1,
  periods = 24,
  start = 16,
  effect = 0,
  noise = 1,
  add = () => 0,
}: MadeOptions = {}): Panel {
  const chance = openChance(seed)
  const common = Array.from({ length: periods }, () => 3 * chance.normal())
  return {
    periods: common.map((_, at) => `period ${at}`),
    areas: Array.from({ length: areas }, (_, area): PanelArea => {
      const level = 10 * chance.normal()
      const values = common.map(
        (value, at) =>
          level +
          value +
          noise * chance.normal() +
          add(area, at) +
          (area < treated && at >= start ? effect : 0),
      )
      return { key: `area-${area}`, values, ...(area < treated && { startedAt: start }) }
    }),
  }
}

/** The result, or a failure of the test that wants one. */
export function assess<T extends { assessable: boolean }>(result: T): Extract<T, { assessable: true }> {
  if (!result.assessable) throw new Error(`Not assessable: ${JSON.stringify(result)}`)
  return result as Extract<T, { assessable: true }>
}
