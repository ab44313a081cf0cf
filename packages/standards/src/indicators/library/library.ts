/** Definitions of indicators with which a municipality can begin, each with the official source that it was taken from. */
import { AIR_DEFINITIONS } from './air.ts'
import { KEY_FIGURE_DEFINITIONS } from './key-figures.ts'
import { NOISE_DEFINITIONS } from './noise.ts'
import type { ReadyDefinition } from './types.ts'
import { WEATHER_DEFINITIONS } from './weather.ts'

/** All of them, by subject. */
export const READY_DEFINITIONS: readonly ReadyDefinition[] = [
  ...AIR_DEFINITIONS,
  ...WEATHER_DEFINITIONS,
  ...NOISE_DEFINITIONS,
  ...KEY_FIGURE_DEFINITIONS,
]

/** The one with a key; undefined when there is none. */
export function findReadyDefinition(key: string): ReadyDefinition | undefined {
  return READY_DEFINITIONS.find((each) => each.key === key)
}
