import { constants } from 'node:os'
import type { Running } from './serve.ts'

/** The process that gets signals, and how it ends. */
export type SignalledProcess = {
  on(signal: 'SIGINT' | 'SIGTERM', listener: () => void): unknown
  exit(code: number): void
}

/** npm and the terminal both pass a Ctrl+C on: within this time, in milliseconds, the second is the same one. */
const SAME_PRESS = 400

/**
 * Stops the server on SIGINT or SIGTERM, then ends the process. A second signal ends it at once, whatever is under way,
 * with the exit code of that signal (130 for Ctrl+C).
 */
export function stopOnSignal(
  running: Pick<Running, 'stop'>,
  before: () => Promise<void> = async () => {},
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
      await before()
      await running.stop()
      ending.exit(0)
    })
  }
}
