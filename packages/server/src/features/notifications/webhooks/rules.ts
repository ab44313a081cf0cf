/** What becomes of a delivery after a try, decided from values. */
import type { Told } from '../lists.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Milliseconds until the next try, after the first, the second, and so on; the last one again and again. */
const PAUSES = [5000, 30_000, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR]

/** A delivery is given up this long after its first try. */
export const GIVE_UP = 3 * DAY

/** A webhook is switched off when it has been failing this long. */
export const SWITCH_OFF = 5 * DAY

/** Up to this part of a pause is added by chance, so that what failed together does not come back together. */
const JITTER = 0.25

/** A try without an answer leaves the status out. */
export type Outcome = { status?: number | undefined; retryAfter?: number | undefined }

export type Verdict =
  | { state: 'delivered' }
  | { state: 'waiting'; nextTryAt: Date }
  | { state: 'failed' }
  /** The receiver is gone for good (410): nothing more is sent to it. */
  | { state: 'failed'; gone: true }

/**
 * Judges a try. Only a status 2xx is taken for delivered; a redirect is not followed, so it is a failure.
 * @param tries how many there were, this one included
 * @param chance from 0 to 1
 */
export function judgeTry(
  { status, retryAfter }: Outcome,
  { tries, firstTriedAt, now }: { tries: number; firstTriedAt: Date; now: Date },
  chance: number,
): Verdict {
  if (status !== undefined && status >= 200 && status < 300) return { state: 'delivered' }
  if (status === 410) return { state: 'failed', gone: true }
  const pause = PAUSES[Math.min(tries, PAUSES.length) - 1] ?? DAY
  const wait = Math.max(pause * (1 + JITTER * chance), (retryAfter ?? 0) * 1000)
  const nextTryAt = new Date(now.getTime() + wait)
  if (nextTryAt.getTime() - firstTriedAt.getTime() > GIVE_UP) return { state: 'failed' }
  return { state: 'waiting', nextTryAt }
}

/** The type of the event by what became of a signal: in reverse domain name notation, after the data source (NL GOV profile for CloudEvents). */
export const EVENT_TYPES: Record<Told, string> = {
  opened: 'nl.samenspel.signaal.geopend',
  cleared: 'nl.samenspel.signaal.voorbij',
  reopened: 'nl.samenspel.signaal.heropend',
  withdrawn: 'nl.samenspel.signaal.ingetrokken',
  decided: 'nl.samenspel.signaal.besloten',
  'handed-over': 'nl.samenspel.signaal.overgedragen',
}
