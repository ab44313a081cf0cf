import type { Connection, Send } from '@samenspel/client'
import { type AppOptions, createApp } from '@samenspel/server'
import { createInternalFetch } from '../start/internal-fetch.ts'
import { waitWhenBusy } from './patient.ts'

/** The API at earlier moments. */
export type Past = {
  /** The API as it would have answered at a moment (ms since 1970), on the data of now. One moment at a time. */
  at(moment: number): Connection
  /** The same as one of the officials. */
  as(moment: number, email: string): Promise<Connection>
  close(): Promise<void>
}

/**
 * Opens the API on the same database with a clock of its own, for what can only be done before something else, such as
 * registering a plan before its start. Only an example has a past that was not lived through.
 */
export async function openPast(
  options: Pick<AppOptions, 'config' | 'database' | 'report'>,
  connectTo: (send: Send) => Connection,
  signIn: (send: Send, email: string) => Promise<Connection>,
): Promise<Past> {
  let now = 0
  const app = await createApp({ ...options, clock: () => new Date(now) })
  await app.http.ready()
  const send = waitWhenBusy(createInternalFetch(app))
  const connection = connectTo(send)
  return {
    at(moment) {
      now = moment
      return connection
    },
    as(moment, email) {
      now = moment
      return signIn(send, email)
    },
    close: () => app.http.close(),
  }
}
