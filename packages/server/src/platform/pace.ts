import type { Signal } from './signal.ts'

type Paces = {
  /** Milliseconds between two looks while something is going on. */
  lively: number
  /** Milliseconds between two looks when nothing is, and for which nothing must have been committed before that. */
  quiet: number
  calm: number
}

const PACES: Paces = { lively: 250, quiet: 2000, calm: 5000 }

/** How long loops that look for what waits rest between two looks. */
export type Pace = { rest(stopping: AbortSignal): Promise<void> }

/**
 * A pace that goes with what this process commits: what waits is mostly there because of that. When nothing was committed for a while, loops look
 * seldom, for what other processes wrote and what is due by time, and at once after the next commit.
 * @param commits given after each commit of this process; a look that finds nothing must not commit, or loops keep each other awake
 */
export function createPace(commits: Signal, { lively, quiet, calm }: Paces = PACES): Pace {
  let committed = performance.now()
  const sleeping = new Set<() => void>()
  commits.listen(() => {
    committed = performance.now()
    for (const wake of sleeping) wake()
  })
  return {
    rest(stopping) {
      const isQuiet = performance.now() - committed >= calm
      return pause(isQuiet ? quiet : lively, stopping, isQuiet ? sleeping : new Set())
    },
  }
}

/** Waits so many milliseconds, or until `stopping` is aborted or what is put in `sleeping` for as long is called. */
export function pause(
  milliseconds: number,
  stopping: AbortSignal,
  sleeping = new Set<() => void>(),
): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      stopping.removeEventListener('abort', end)
      sleeping.delete(end)
      resolve()
    }
    const timer = setTimeout(end, milliseconds)
    stopping.addEventListener('abort', end)
    sleeping.add(end)
    if (stopping.aborted) end()
  })
}
