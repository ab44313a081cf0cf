import { Worker } from 'node:worker_threads'
import { Problem } from '../../../../platform/errors.ts'
import { DecoderFault } from './decoder-fault.ts'
import { type DecodeAnswer, type DecodeRequest, LIMITS } from './limits.ts'

/** A message that waits for a worker, and whose script it is. */
export type Waiting = {
  whose: string
  request: Omit<DecodeRequest, 'id'>
  resolve(output: string): void
  reject(error: Error): void
}

/** A worker thread, which starts when it is first needed, with the messages that wait for it. */
export type Lane = {
  add(message: Waiting): void
  stop(): Promise<void>
}

/**
 * Makes a lane. A script whose worker hangs or breaks is at fault; the other messages go on in the next worker.
 * @param silence milliseconds after which a worker that does not answer hangs
 * @param onStalled told whose script that was; what it returns takes over their other messages
 */
export function createLane(silence: number, onStalled: (whose: string) => Lane | undefined): Lane {
  const waiting = new Map<number, Waiting>()
  let last = 0
  let worker: Worker | undefined
  let isReady = false
  let timer: NodeJS.Timeout | undefined

  function startWorker(): Worker {
    isReady = false
    const started = new Worker(new URL('./decoder-worker.ts', import.meta.url), {
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: 128 },
    })
    started.on('message', settle)
    started.on('error', () => replace(started))
    started.unref()
    return started
  }

  function settle(answer: DecodeAnswer) {
    if (answer === 'ready') {
      isReady = true
      return watch()
    }
    const found = waiting.get(answer.id)
    waiting.delete(answer.id)
    watch()
    if (answer.ok) found?.resolve(answer.output)
    else found?.reject(new DecoderFault(answer.fault, answer.message))
  }

  /** Waits for the next answer as long as a healthy worker needs at most. */
  function watch() {
    clearTimeout(timer)
    if (waiting.size > 0) timer = setTimeout(() => replace(worker), isReady ? silence : LIMITS.start)
  }

  /** Ends a worker that broke or hangs. */
  function replace(broken: Worker | undefined) {
    if (broken === undefined || broken !== worker) return
    worker = undefined
    void broken.terminate()
    const [first] = waiting
    if (first) blame(...first)
    if (waiting.size > 0) {
      worker = startWorker()
      for (const [id, { request }] of waiting) worker.postMessage({ id, ...request })
    }
    watch()
  }

  function blame(id: number, culprit: Waiting) {
    waiting.delete(id)
    culprit.reject(new DecoderFault('too-slow', 'The script took too long and was stopped.'))
    const slower = onStalled(culprit.whose)
    for (const [other, message] of slower ? waiting : []) {
      if (message.whose !== culprit.whose) continue
      waiting.delete(other)
      slower?.add(message)
    }
  }

  return {
    add(message) {
      if (waiting.size >= LIMITS.waiting) return message.reject(busy())
      const id = ++last
      waiting.set(id, message)
      worker ??= startWorker()
      worker.postMessage({ id, ...message.request } satisfies DecodeRequest)
      if (waiting.size === 1) watch()
    },
    async stop() {
      clearTimeout(timer)
      const stopping = worker
      worker = undefined
      for (const { reject } of waiting.values()) reject(busy())
      waiting.clear()
      await stopping?.terminate()
    },
  }
}

function busy(): Problem {
  return new Problem(
    'unavailable',
    {
      nl: 'Er wachten te veel berichten om te worden gedecodeerd. Stuur het straks opnieuw.',
      en: 'Too many messages are waiting to be decoded. Send it again later.',
    },
    [],
    { retryAfter: 1 },
  )
}
