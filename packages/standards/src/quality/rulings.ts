import { FLAGS } from './flags.ts'

/** What a person says of the values in a period, both ends included. Times in microseconds since 1970. */
export type Ruling = { start: number; stop: number; verdict: 'good' | 'bad' }

/**
 * What is stored as the quality of a value: a person's ruling goes before what was computed. Good takes every flag away; bad adds
 * the flag of a person to what was computed.
 * @param computed null when it was not judged
 * @param rulings newest first: the first that holds for the time decides
 */
export function applyRulings(
  time: number,
  computed: number | null,
  rulings: readonly Ruling[],
): number | null {
  const ruling = rulings.find(({ start, stop }) => start <= time && time <= stop)
  if (!ruling) return computed
  return ruling.verdict === 'good' ? 0 : (computed ?? 0) | FLAGS.manual.bit
}
