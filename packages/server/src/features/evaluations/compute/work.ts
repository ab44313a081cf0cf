/** Computes what waits, in a thread of its own for each, and keeps it from others as long as this process lives. */
import { Worker } from 'node:worker_threads'
import { sealJson } from '../../../platform/seal-json.ts'
import type { Platform } from '../../../platform/slice.ts'
import {
  giveBack,
  keepComputation,
  storeFailure,
  storeOutcome,
  type Taken,
  takeComputation,
} from '../store/computations.ts'
import type { Outcome, Study } from './study.ts'
import type { Said } from './worker.ts'

/** Milliseconds between two times that it is told how far a computation is, and asked whether it is still wanted. */
const PACE = 500

type Ended = { outcome: Outcome } | { ended: 'unwanted' | 'stopping' }

export type Computing = {
  /** Computes one evaluation that waits. @returns whether there was one */
  next(): Promise<boolean>
  /** Ends what is being computed, for who takes it next. */
  stop(): Promise<void>
}

export function createComputing({ db, clock }: Pick<Platform, 'db' | 'clock'>): Computing {
  const running = new Set<() => void>()

  async function next(): Promise<boolean> {
    const taken = await takeComputation(db, clock())
    if (!taken) return false
    try {
      const found = await compute(taken)
      if ('outcome' in found) {
        const { body, sha256 } = sealJson(found.outcome)
        await storeOutcome(db, taken, { outcome: body, sha256, at: clock() })
      } else if (found.ended === 'stopping') await giveBack(db, taken)
    } catch (error) {
      await storeFailure(db, taken, clock())
      throw error
    }
    return true
  }

  function compute(taken: Taken): Promise<Ended> {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      env: {},
      workerData: JSON.parse(taken.study) as Study,
      resourceLimits: { maxOldGenerationSizeMb: 512 },
    })
    return new Promise<Ended>((resolve, reject) => {
      let progress = 0
      const tell = setInterval(() => {
        keepComputation(db, taken, progress, clock()).then(
          (isWanted) => isWanted || end({ ended: 'unwanted' }),
          // Another time; when the database stays away, somebody else takes it.
          () => {},
        )
      }, PACE)
      const stop = () => end({ ended: 'stopping' })
      running.add(stop)
      let isSettled = false
      /** @returns whether this is the first end that there is */
      function settle(): boolean {
        const isFirst = !isSettled
        isSettled = true
        clearInterval(tell)
        running.delete(stop)
        return isFirst
      }
      function end(how: Ended) {
        if (settle()) worker.terminate().then(() => resolve(how), reject)
      }
      function fail(error: Error) {
        if (settle()) reject(error)
      }
      worker.on('message', (said: Said) => {
        if ('progress' in said) progress = Math.max(0, Math.min(1, said.progress))
        else end({ outcome: said.outcome })
      })
      worker.on('error', fail)
      worker.on('exit', (code) => fail(new Error(`The thread that computed ended with ${code}.`)))
    })
  }

  return {
    next,
    async stop() {
      for (const end of running) end()
    },
  }
}
