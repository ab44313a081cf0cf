import type { Messages } from '../messages/nl.ts'
import type { HostedSensor } from './api.ts'

/** How a sensor does, in words. */
export function stateIn(
  words: Messages['my']['sensors'],
  { stoppedAt, states, datastreams, keyMadeAt }: HostedSensor,
): string {
  if (stoppedAt !== null) return words.ended
  if (states.length > 0) return states.map((state) => words.states[state] ?? state).join(', ')
  if (datastreams.some(({ latest }) => latest !== null)) return words.well
  return keyMadeAt === null ? words.noKey : words.waiting
}
