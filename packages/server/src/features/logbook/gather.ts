import { DatabaseAway } from '../../platform/database/away.ts'
import { hasSqlstate } from '../../platform/database/sqlstate.ts'
import { Problem } from '../../platform/errors.ts'

/** Takes things to store, and stores what came together in one transaction, so that making it durable is paid once. */
export type Gatherer<T> = {
  /**
   * Resolves when the thing is durable.
   * @throws Problem unavailable, at once, when too much waits already; or what storing threw, and then it may be stored or not
   */
  submit(thing: T, size: number): Promise<void>
  /** Waits until all that was taken is stored or refused. */
  settle(): Promise<void>
}

/** How much may wait, and how much goes in one transaction. */
export type GatherLimits = { waiting: number; together: number }

/** Transactions at once: while one is made durable, the other works. */
const LANES = 2
const ATTEMPTS = 3
const RETRY_AFTER = 1

type Part<T> = { thing: T; size: number; resolve(): void; reject(error: unknown): void }

/** @param store stores all in one transaction, or throws and stores nothing */
export function createGatherer<T>(
  store: (things: readonly T[]) => Promise<void>,
  limits: GatherLimits,
): Gatherer<T> {
  const waiting: Part<T>[] = []
  const lanes = new Set<Promise<void>>()
  let taken = 0
  let waking = false

  /** Starts what can start, at the end of this turn: what is sent in the same turn goes along. */
  function wake() {
    if (waking) return
    waking = true
    setImmediate(() => {
      waking = false
      while (waiting.length > 0 && lanes.size < LANES) startLane(takeParts())
    })
  }

  function startLane(parts: Part<T>[]) {
    const lane = storeTogether(parts).finally(() => {
      lanes.delete(lane)
      wake()
    })
    lanes.add(lane)
  }

  function takeParts(): Part<T>[] {
    let size = 0
    const end = waiting.findIndex((part, index) => {
      size += part.size
      return index > 0 && size > limits.together
    })
    return waiting.splice(0, end === -1 ? waiting.length : end)
  }

  /** When it fails because of what is in it, each half is stored by itself: in the end only what cannot be stored fails. */
  async function storeTogether(parts: Part<T>[], attempt = 1): Promise<void> {
    try {
      await store(parts.map(({ thing }) => thing))
      settleAll(parts, (part) => part.resolve())
    } catch (error) {
      if (attempt < ATTEMPTS && hasSqlstate(error, 'deadlockDetected', 'serializationFailure'))
        return storeTogether(parts, attempt + 1)
      if (parts.length > 1 && !(error instanceof DatabaseAway)) {
        const middle = Math.floor(parts.length / 2)
        await storeTogether(parts.slice(0, middle))
        await storeTogether(parts.slice(middle))
        return
      }
      settleAll(parts, (part) => part.reject(error))
    }
  }

  function settleAll(parts: Part<T>[], settle: (part: Part<T>) => void) {
    for (const part of parts) {
      taken -= part.size
      settle(part)
    }
  }

  return {
    async submit(thing, size) {
      if (taken > 0 && taken + size > limits.waiting) throw full()
      taken += size
      return new Promise<void>((resolve, reject) => {
        waiting.push({ thing, size, resolve, reject })
        wake()
      })
    },
    async settle() {
      while (waiting.length > 0 || lanes.size > 0) {
        await (lanes.size > 0 ? Promise.race(lanes) : new Promise(setImmediate))
      }
    },
  }
}

function full(): Problem {
  return new Problem(
    'unavailable',
    {
      nl: 'Er wachten te veel regels voor het logboek, en zonder regel geven we geen gegevens. Probeer het zo weer.',
      en: 'Too many records for the processing log are waiting, and without one we give no data. Try again soon.',
    },
    [],
    { retryAfter: RETRY_AFTER },
  )
}
