/** Computes forecasts, steering checks and smallest effects in a worker thread, and keeps what was computed of the same figures. */
import { createHash } from 'node:crypto'
import { Worker } from 'node:worker_threads'
import { Problem } from '../../../platform/errors.ts'
import type { Answer, Outcome, Request, Task } from './tasks.ts'

/** Outcomes that are kept, the longest unused goes first. */
const MOST_KEPT = 300

/** Tasks that wait at most: more would wait for minutes. */
const MOST_WAITING = 40

export type Calculator = {
  /** @throws Problem unavailable when too much waits already, or the thread ended */
  compute<T extends Task>(task: T): Promise<Outcome<T>>
  stop(): Promise<void>
}

/** Makes a calculator. Its thread starts at the first task, and anew after it broke. */
export function createCalculator(): Calculator {
  const kept = new Map<string, Promise<unknown>>()
  const waiting = new Map<number, { resolve(outcome: unknown): void; reject(error: Error): void }>()
  let worker: Worker | undefined
  let last = 0

  function startWorker(): Worker {
    const started = new Worker(new URL('./worker.ts', import.meta.url), {
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: 256 },
    })
    started.on('message', (answer: Answer) => {
      const found = waiting.get(answer.id)
      waiting.delete(answer.id)
      if ('outcome' in answer) found?.resolve(answer.outcome)
      else found?.reject(new Error(answer.error))
    })
    started.on('error', (error) => end(started, error))
    started.unref()
    return started
  }

  function end(ended: Worker, error: Error) {
    if (ended !== worker) return
    worker = undefined
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }

  function ask(task: Task): Promise<unknown> {
    if (waiting.size >= MOST_WAITING) return Promise.reject(busy())
    return new Promise((resolve, reject) => {
      last += 1
      waiting.set(last, { resolve, reject })
      worker ??= startWorker()
      worker.postMessage({ id: last, task } satisfies Request)
    })
  }

  return {
    compute<T extends Task>(task: T) {
      // What is looked at for signals is looked at once: it would push out what visitors ask again.
      if (task.kind === 'changes') return ask(task) as Promise<Outcome<T>>
      const key = createHash('sha256').update(JSON.stringify(task)).digest('base64')
      const known = kept.get(key)
      kept.delete(key)
      const outcome = known ?? ask(task)
      kept.set(key, outcome)
      // A failure is not kept: the next who asks tries again.
      if (!known) outcome.catch(() => kept.delete(key))
      const oldest = kept.keys().next().value
      if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest)
      return outcome as Promise<Outcome<T>>
    },
    async stop() {
      const stopping = worker
      if (stopping) end(stopping, busy())
      await stopping?.terminate()
    },
  }
}

function busy(): Problem {
  return new Problem(
    'unavailable',
    {
      nl: 'Er wordt al veel tegelijk berekend. Probeer het straks opnieuw.',
      en: 'Much is being computed already. Try again later.',
    },
    [],
    { retryAfter: 5 },
  )
}
