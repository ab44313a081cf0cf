import { Problem } from '../errors.ts'

/** Does work when it is a client's turn. @throws Problem too-many-requests when too much of theirs waits already */
export type TakeTurn = <T>(who: string, work: () => Promise<T>) => Promise<T>

/** Work of one client that is done at once, and that waits for its turn. */
const MOST = { atOnce: 4, waiting: 100 }

/**
 * Lets each client have a little at work at once, so that no one client takes all there is; what more it asks waits. For
 * work that can take long.
 */
export function createTurns({ atOnce, waiting } = MOST): TakeTurn {
  const clients = new Map<string, { busy: number; queue: (() => void)[] }>()
  return async (who, work) => {
    const client = clients.get(who) ?? { busy: 0, queue: [] }
    clients.set(who, client)
    if (client.busy < atOnce) client.busy += 1
    else if (client.queue.length >= waiting) throw tooMuch()
    else await new Promise<void>((resolve) => client.queue.push(resolve))
    try {
      return await work()
    } finally {
      // Whoever is next takes over the place.
      const next = client.queue.shift()
      if (next) next()
      else client.busy -= 1
      if (client.busy === 0) clients.delete(who)
    }
  }
}

function tooMuch(): Problem {
  return new Problem(
    'too-many-requests',
    {
      nl: 'Er wachten al te veel van uw vragen op antwoord. Stel de volgende als die er zijn.',
      en: 'Too many of your queries wait for an answer already. Ask the next when they are there.',
    },
    [],
    { retryAfter: 5 },
  )
}
