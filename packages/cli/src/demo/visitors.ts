import type { Server } from 'node:http'

/** Who looks at the site. */
export type Visitors = {
  /** Whether somebody asked something in the last so many milliseconds. */
  askedWithin(milliseconds: number): boolean
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
  return { askedWithin: (milliseconds) => now() < asked + milliseconds }
}
