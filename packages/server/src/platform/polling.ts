import type { Signal } from './signal.ts'

type Times = {
  /** Milliseconds between two looks while something is going on. */
  lively: number
  /** Milliseconds between two looks when nothing is, and for which nothing must have been committed before that. */
  quiet: number
  calm: number
}

const TIMES: Times = { lively: 250, quiet: 2000, calm: 5000 }

/** How long loops that look for what waits rest between two looks. */
export type Polling = {
  rest(stopping: AbortSignal): Promise<void>
  /** Listens no more to what is committed. */
  stop(): void
}

/**
 * Rests that go with what this process commits: what waits is mostly there because of that. When nothing was committed for a while, loops look
 * seldom, for what other processes wrote and what is due by time, and at once after the next commit.
 * @param commits given after each commit of this process; a look that finds nothing must not commit, or loops keep each other awake
 */
export function createPolling(commits: Signal, { lively, quiet, calm }: Times = TIMES): Polling {
  let committed = performance.now()
  const sleepers = new Set<AbortController>()
  const stop = commits.listen(() => {
    committed = performance.now()
    for (const sleeper of sleepers) sleeper.abort()
  })
  return {
    async rest(stopping) {
      if (performance.now() - committed < calm) return pause(lively, stopping)
      const sleeper = new AbortController()
      sleepers.add(sleeper)
      await pause(quiet, stopping, sleeper.signal)
      sleepers.delete(sleeper)
    },
    stop,
  }
}

/** Waits so many milliseconds, or until one of these is aborted. */
export function pause(milliseconds: number, ...ends: readonly AbortSignal[]): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      for (const each of ends) each.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, milliseconds)
    for (const each of ends) each.addEventListener('abort', end)
    if (ends.some(({ aborted }) => aborted)) end()
  })
}
