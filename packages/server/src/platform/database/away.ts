import pg from 'pg'
import { Problem } from '../errors.ts'
import { type CopyClient, sendCopy } from './copy-rows.ts'
import type { NamingClient, NamingPool } from './prepare-repeated.ts'
import { hasSqlstate } from './sqlstate.ts'

/** The database cannot be reached, or was lost while it was asked: then it is not known whether what was asked was done. */
export class DatabaseAway extends Error {
  override name = 'DatabaseAway'

  constructor(cause: unknown) {
    super('The database cannot be reached.', { cause })
  }
}

/** Classes of errors with which PostgreSQL says that it cannot work, whatever was asked: no connection, room, or operator. */
const AWAY_CLASSES: readonly string[] = ['08', '53', '58']
const AWAY_STATES: readonly string[] = ['57P01', '57P02', '57P03']

/** What an error of a connection that was lost is does not show in its form, so the connections are watched. */
type WatchedClient = NamingClient &
  CopyClient & { once(event: 'error' | 'end', listener: () => void): unknown }
export type WatchedPool = Omit<NamingPool, 'connect'> & { connect(): Promise<WatchedClient> }

/** A pool of which the errors tell whether it is the database that is away ({@link DatabaseAway}) or the statement that is wrong. */
export function tellAway(pool: WatchedPool): NamingPool {
  const known = new WeakMap<WatchedClient, NamingClient>()
  return {
    options: pool.options,
    async connect() {
      const client = await pool.connect().catch((error: unknown) => {
        throw error instanceof Problem ? error : new DatabaseAway(error)
      })
      const telling = known.get(client) ?? tellingClient(client)
      known.set(client, telling)
      return telling
    },
    end: () => pool.end(),
  }
}

function tellingClient(client: WatchedClient): NamingClient {
  let isLost = false
  const lose = () => {
    isLost = true
  }
  client.once('error', lose)
  client.once('end', lose)
  const { processID } = client
  return {
    query: ((...asked: Parameters<NamingClient['query']>) => {
      const answer: unknown = sendCopy(client, asked) ?? client.query(...asked)
      if (!(answer instanceof Promise)) return answer
      return answer.catch((error: unknown) => {
        throw saysAway(error) || (isLost && !isTold(error)) ? new DatabaseAway(error) : error
      })
    }) as NamingClient['query'],
    release: (destroy) => client.release(destroy),
    ...(processID === undefined ? {} : { processID }),
  }
}

/** The embedded database says itself why it ended a connection. */
const isTold = (error: unknown) => error instanceof Problem || hasSqlstate(error, 'queryCanceled')

function saysAway(error: unknown): boolean {
  if (!(error instanceof pg.DatabaseError) || error.code === undefined) return false
  return AWAY_CLASSES.includes(error.code.slice(0, 2)) || AWAY_STATES.includes(error.code)
}
