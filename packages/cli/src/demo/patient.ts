import { setTimeout as wait } from 'node:timers/promises'
import type { Send } from '@samenspel/client'

/** How often a request is tried, and how many seconds it waits when the server does not say. */
const TRIES = 20
const USUAL = 5
const LONGEST = 30

/**
 * Sends requests that wait when the server has too much to do now (503 with `Retry-After`), and are sent again.
 * @param pause waits so many milliseconds
 */
export function waitWhenBusy(send: Send, pause: (milliseconds: number) => Promise<unknown> = wait): Send {
  return async (request) => {
    for (let tries = 1; ; tries += 1) {
      const again = request.clone()
      const response = await send(request)
      const after = response.headers.get('retry-after')
      if (response.status !== 503 || after === null || tries === TRIES) return response
      await response.body?.cancel()
      await pause(1000 * Math.min(LONGEST, Number.parseInt(after, 10) || USUAL))
      request = again
    }
  }
}
