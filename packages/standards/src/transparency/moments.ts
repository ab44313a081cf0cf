/** Whether the moments in entries can be: against each other, and against when witnesses saw the log. */
import { readCheckpoint, type SignedCheckpoint, verifyCosignatures } from './checkpoint.ts'
import type { Cryptography } from './cryptography.ts'
import type { Fault } from './fault.ts'
import type { Unregistered } from './log-export.ts'
import type { NoteKey } from './note.ts'

/** When entries say that they entered, in ms since 1970, in the order of the log. */
export type Moments = { index: number; of: Unregistered['unregistered']; at: number }[]

/**
 * Milliseconds by which moments may differ: clocks of witnesses are not ours, and what is published takes some time from its moment to its place
 * in the log. C2SP tlog-cosignature has the time at which a cosignature was made, and lets a verifier refuse one of the future; of a tolerance between
 * clocks it says nothing. These five minutes are our own choice.
 */
const TOLERANCE = 300_000

/**
 * The entries whose moment cannot be. One that is in a tree that was cosigned did not enter after that; one that is not in it did not enter before.
 * Of an entry that is named, the next ones are compared with that one.
 * @param keys of witnesses that are trusted; without any, moments are compared with each other only
 */
export async function compareMoments(
  cryptography: Cryptography,
  { moments, checkpoints }: { moments: Moments; checkpoints: ReadonlyMap<number, string> },
  { checkpoint, keys }: { checkpoint: SignedCheckpoint; keys: readonly NoteKey[] },
): Promise<Fault[]> {
  const faults: Fault[] = []
  let latest = Number.NEGATIVE_INFINITY
  for (const { index, of, at } of moments) {
    const isBackwards = at < latest - TOLERANCE
    if (isBackwards) faults.push({ what: 'moment-backwards', index, of })
    latest = isBackwards ? at : Math.max(latest, at)
  }
  const seen = await listSeen(cryptography, [...checkpoints.values()], { checkpoint, keys })
  // In the order of size: before an entry those that do not have it, after it those that do.
  const sorted = seen.toSorted((left, right) => left.size - right.size)
  const untilThen = sorted.map(({ at }) => at)
  for (let place = sorted.length - 2; place >= 0; place -= 1) {
    untilThen[place] = Math.min(untilThen[place] ?? 0, untilThen[place + 1] ?? 0)
  }
  let [place, since] = [0, Number.NEGATIVE_INFINITY]
  for (const { index, of, at } of moments) {
    for (; (sorted[place]?.size ?? Number.POSITIVE_INFINITY) <= index; place += 1) {
      since = Math.max(since, sorted[place]?.at ?? since)
    }
    if (at > (untilThen[place] ?? Number.POSITIVE_INFINITY) + TOLERANCE) {
      faults.push({ what: 'moment-too-late', index, of })
    } else if (at < since - TOLERANCE) faults.push({ what: 'moment-too-early', index, of })
  }
  return faults
}

/** Which sizes witnesses cosigned, and when. */
async function listSeen(
  cryptography: Cryptography,
  texts: readonly string[],
  { checkpoint, keys }: { checkpoint: SignedCheckpoint; keys: readonly NoteKey[] },
): Promise<{ size: number; at: number }[]> {
  if (!keys.some(({ type }) => type === 'cosignature')) return []
  const seen: { size: number; at: number }[] = []
  for (const signed of [...texts.map(readCheckpoint), checkpoint]) {
    if (signed?.origin !== checkpoint.origin) continue
    for (const { at } of await verifyCosignatures(cryptography, signed.note, keys)) {
      seen.push({ size: signed.size, at: at * 1000 })
    }
  }
  return seen
}
