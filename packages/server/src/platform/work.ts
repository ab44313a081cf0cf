import { type Polling, pause } from './polling.ts'
import type { Reporter } from './report.ts'

/** Work that waits in a table of a slice, and is done piece by piece. More processes may do it at once. */
export type Work = {
  name: string
  /**
   * Does one piece, in a transaction of its own.
   * @param when `settled` leaves for a moment what is still coming in, so that it is done once; `now` does all that waits
   * @returns whether there was a piece
   */
  next(when: 'settled' | 'now'): Promise<boolean>
  /**
   * Whether a piece may wait, asked before `next`. Work of which `next` begins a transaction has this: mostly nothing waits, and a transaction that
   * ends with nothing done would keep all loops of the server awake (see `createPolling`).
   */
  hasNext?(when: 'settled' | 'now'): Promise<boolean>
}

export type Workers = {
  /** Does all that waits, or only what waits for the work of this name. Tests and benches call it; the running server works by itself. */
  finish(name?: string): Promise<void>
  start(): void
  stop(): Promise<void>
}

/** Looks for work and does it. Between two pieces it rests as long as the last one took: others have the database too. */
export function createWorkers(works: readonly Work[], polling: Polling, report: Reporter): Workers {
  let running: Promise<void>[] = []
  const stopping = new AbortController()

  /** Gives false also when a piece failed: it is the work's to say when it is tried again. */
  async function doNext(work: Work, when: 'settled' | 'now'): Promise<boolean> {
    try {
      if (work.hasNext && !(await work.hasNext(when))) return false
      return await work.next(when)
    } catch (error) {
      report({ kind: 'job-failed', job: work.name, error })
      return false
    }
  }
  async function keepWorking(work: Work): Promise<void> {
    while (!stopping.signal.aborted) {
      const started = performance.now()
      const found = await doNext(work, 'settled')
      await (found ? pause(performance.now() - started, stopping.signal) : polling.rest(stopping.signal))
    }
  }
  return {
    async finish(name) {
      const wanted = works.filter((work) => name === undefined || work.name === name)
      for (const work of wanted) while (await doNext(work, 'now'));
    },
    start() {
      running = works.map(keepWorking)
    },
    async stop() {
      stopping.abort()
      await Promise.all(running)
    },
  }
}
