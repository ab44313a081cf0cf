import { hasSqlstate } from '../database/sqlstate.ts'
import { Problem } from '../errors.ts'
import type { TakeTurn } from './turns.ts'

/** Milliseconds for which a client has to wait: the first time, at most, and after which it begins anew. */
const WAITS = { first: 60_000, most: 30 * 60_000, forgotten: 60 * 60_000 }

/**
 * Has a client wait after work of theirs that took so long that it was ended, twice as long each next time: what one client
 * asks is paid for by all who wait meanwhile.
 * @param now milliseconds of a clock that only goes on
 */
export function suspendAfterTooLong(takeTurn: TakeTurn, now?: () => number): TakeTurn {
  const { refuse, suspend } = createSuspensions(now)
  return async (who, work) => {
    refuse([who])
    return takeTurn(who, async () => {
      // Another of theirs may have been ended while this one waited.
      refuse([who])
      try {
        return await work()
      } catch (error) {
        if (hasSqlstate(error, 'queryCanceled')) suspend(who)
        throw error
      }
    })
  }
}

/** Who has to wait. */
export type Suspensions = {
  /** @throws Problem too-many-requests while each of these, of which there is one at least, has to wait */
  refuse(all: Iterable<string>): void
  /** Has one wait; what they asked at the same time as what made them wait does not count again. */
  suspend(who: string): void
}

/** @param now milliseconds of a clock that only goes on */
export function createSuspensions(now: () => number = () => performance.now()): Suspensions {
  const suspended = new Map<string, { until: number; wait: number }>()
  const leftOf = (who: string) => (suspended.get(who)?.until ?? 0) - now()
  return {
    refuse(all) {
      const left = Math.min(...[...all].map(leftOf))
      if (left > 0) throw tooLong(Math.ceil(left / 1000))
    },
    suspend(who) {
      if (leftOf(who) > 0) return
      for (const [each, { until }] of suspended) if (now() - until > WAITS.forgotten) suspended.delete(each)
      const wait = Math.min((suspended.get(who)?.wait ?? WAITS.first / 2) * 2, WAITS.most)
      suspended.set(who, { until: now() + wait, wait })
    },
  }
}

function tooLong(seconds: number): Problem {
  return new Problem(
    'too-many-requests',
    {
      nl: `Een eerdere vraag van u duurde te lang en hield anderen op. Wacht ${seconds} seconden, en vraag dan minder tegelijk.`,
      en: `An earlier query of yours took too long and held up others. Wait ${seconds} seconds, and then ask for less at once.`,
    },
    [],
    { retryAfter: seconds },
  )
}
