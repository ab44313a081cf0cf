import type { Server } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'

/** Milliseconds in which a page that was asked for is usually answered. */
const ANSWER = 300
/** How long visitors who ask one page after another are given way (milliseconds). */
const PATIENCE = 2000
/** How long after a page somebody may still be reading it, to ask the next (milliseconds). */
const READING = 120_000

/** Who looks at the site. */
export type Visitors = {
  /** Whether somebody asked something lately, and may ask more. */
  areAround(): boolean
  /** Waits until nobody has asked for a moment, but not for ever. */
  giveWay(): Promise<void>
}

/**
 * Follows who asks something over the network.
 * @param now the time in milliseconds, from any beginning
 */
export function followVisitors(server: Server, now = () => performance.now()): Visitors {
  let asked = Number.NEGATIVE_INFINITY
  server.on('request', () => {
    asked = now()
  })
  return {
    areAround: () => now() < asked + READING,
    async giveWay() {
      const end = now() + PATIENCE
      while (now() < Math.min(asked + ANSWER, end)) await pause(ANSWER / 6)
    },
  }
}
