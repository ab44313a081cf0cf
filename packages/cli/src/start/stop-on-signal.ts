import { constants } from 'node:os'
import type { Config } from '@samenspel/server/opening'
import { tellFailure } from '../failure.ts'
import type { Output } from '../output.ts'
import type { Running } from './serve.ts'

/** The process that gets signals, and how it ends. */
export type SignalledProcess = {
  on(signal: 'SIGINT' | 'SIGTERM', listener: () => void): unknown
  exit(code: number): void
}

/** What must be told and done when the server stops. */
export type Stopping = {
  output: Output
  database: Config['database']
  /** What else must end before the server; nothing by default. */
  before?: () => Promise<void>
}

/** npm and the terminal both pass a Ctrl+C on: within this time, in milliseconds, the second is the same one. */
const SAME_PRESS = 400

/**
 * Stops the server on SIGINT or SIGTERM, says what became of the data, then ends the process: with exit code 1 when something
 * failed, which is told. A second signal ends it at once, whatever is under way, with the exit code of that signal (130 for
 * Ctrl+C).
 */
export function stopOnSignal(
  running: Pick<Running, 'stop'>,
  stopping: Stopping,
  ending: SignalledProcess = process,
  now: () => number = () => performance.now(),
): void {
  let askedAt: number | undefined
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    ending.on(signal, async () => {
      if (askedAt !== undefined) {
        if (now() - askedAt >= SAME_PRESS) ending.exit(128 + constants.signals[signal])
        return
      }
      askedAt = now()
      stopping.output.progress('Stopping, when what is under way is done')
      ending.exit(await stop(running, stopping))
    })
  }
}

/** Ends what must end before the server, then the server whatever became of that; gives the exit code. */
async function stop(
  running: Pick<Running, 'stop'>,
  { output, database, before = async () => {} }: Stopping,
): Promise<0 | 1> {
  try {
    try {
      await before()
    } finally {
      await running.stop()
      output.line(describeEnd(database))
    }
    return 0
  } catch (error) {
    tellFailure(output, error)
    return 1
  }
}

/** What became of the data, in one line. A server acknowledges only what its database has made durable. */
function describeEnd(database: Config['database']): string {
  if (database.kind === 'server') return 'Stopped. Everything that was acknowledged is stored.'
  return database.folder === undefined
    ? 'Stopped. The database was in memory: nothing of it was kept.'
    : `Stopped. Everything that was acknowledged is stored in ${database.folder}.`
}
