import type { Server } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'

/** Milliseconds in which a page that was asked for is usually answered. */
const ANSWER = 300
/** How long visitors who ask one page after another are given way (milliseconds). */
const PATIENCE = 2000

/**
 * Follows who asks something over the network.
 * @returns waits until nobody has asked for a moment, but not for ever
 */
export function followVisitors(server: Server): () => Promise<void> {
  let asked = Number.NEGATIVE_INFINITY
  server.on('request', () => {
    asked = performance.now()
  })
  return async () => {
    const end = performance.now() + PATIENCE
    while (performance.now() < Math.min(asked + ANSWER, end)) await pause(ANSWER / 6)
  }
}
