import type { IncomingMessage, Server } from 'node:http'

const OF_PROGRAMS = /^\/(api|sta|health|metrics)(\/|\?|$)/

/** Who looks at the site. Programs that watch the server or read its data are no visitors. */
export type Visitors = {
  /** Whether somebody asked for a page in the last so many milliseconds. */
  askedWithin(milliseconds: number): boolean
}

/**
 * Follows who asks for a page over the network.
 * @param now the time in milliseconds, from any beginning
 */
export function followVisitors(server: Server, now = () => performance.now()): Visitors {
  let asked = Number.NEGATIVE_INFINITY
  server.on('request', ({ url = '' }: IncomingMessage) => {
    if (!OF_PROGRAMS.test(url)) asked = now()
  })
  return { askedWithin: (milliseconds) => now() < asked + milliseconds }
}
