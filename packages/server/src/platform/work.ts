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
}

export type Workers = {
  /** Does all that waits, or only what waits for the work of this name. Tests and benches call it; the running server works by itself. */
  finish(name?: string): Promise<void>
  start(): void
  stop(): Promise<void>
}

const PAUSE_MILLISECONDS = 250

/** Looks for work and does it. Between two pieces it rests as long as the last one took: others have the database too. */
export function createWorkers(works: readonly Work[], report: Reporter): Workers {
  let running: Promise<void>[] = []
  const stopping = new AbortController()

  /** Gives false also when a piece failed: it is the work's to say when it is tried again. */
  async function doNext(work: Work, when: 'settled' | 'now'): Promise<boolean> {
    try {
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
      await rest(found ? performance.now() - started : PAUSE_MILLISECONDS)
    }
  }
  function rest(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer)
        stopping.signal.removeEventListener('abort', end)
        resolve()
      }
      const timer = setTimeout(end, milliseconds)
      stopping.signal.addEventListener('abort', end)
      if (stopping.signal.aborted) end()
    })
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
