import { listFailedEvents, requestReplay } from '@samenspel/server'
import { withKnownDatabase } from './database.ts'
import { type Output, UsageError } from './output.ts'

/** `samenspel events list`: what the server could not handle and set aside. */
export async function listEvents(output: Output): Promise<void> {
  await withKnownDatabase(output, async ({ db }) => {
    const events = await listFailedEvents(db)
    const lines = events.map(
      ({ id, failedAt, listener, kind, error, replay }) =>
        `${id}  ${failedAt.toISOString()}  ${kind} for ${listener}: ${error}${replay ? ' (will be tried again)' : ''}`,
    )
    output.result({ events }, events.length > 0 ? lines : ['Every event was handled.'])
  })
}

/** `samenspel events replay`: has the running server, or the next that starts, try events again. */
export async function replayEvents(output: Output, given: readonly string[]): Promise<void> {
  const ids = given.map(readId)
  await withKnownDatabase(output, async ({ db }) => {
    const asked = await requestReplay(db, ids)
    output.result({ asked }, [`${asked} events will be tried again by the server.`])
  })
}

function readId(text: string): number {
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text)
  throw new UsageError(`${text} is not the id of an event. See: samenspel events list`)
}
