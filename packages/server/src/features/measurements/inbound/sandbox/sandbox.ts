import { createHash } from 'node:crypto'
import { Worker } from 'node:worker_threads'
import { Problem } from '../../../../platform/errors.ts'
import { type DecodeAnswer, type DecodeRequest, type FaultKind, LIMITS } from './limits.ts'

/** What a decoder gets: the convention of The Things Stack, which ChirpStack 4 shares. */
export type DecoderInput = {
  bytes: number[]
  fPort: number
  /** When the network received the message, RFC 3339. It is also what the script's clock shows. */
  recvTime: string
  /** Variables of the device, as ChirpStack knows them. */
  variables: Record<string, string>
}

/** What a decoder gave. */
export type Decoded = { data: Record<string, unknown>; warnings: string[] }

/** A decoder does not give what it should; what kind of fault, and the words of the script or of the limit. */
export class DecoderFault extends Error {
  readonly kind: FaultKind

  constructor(kind: FaultKind, message: string) {
    super(message)
    this.name = 'DecoderFault'
    this.kind = kind
  }
}

/** Where decoders run: scripts of users, which get a message and give fields, and can do nothing else. */
export type Sandbox = {
  /**
   * Decodes a message with a script.
   * @throws DecoderFault, or Problem unavailable when too many messages wait
   */
  decode(script: string, input: DecoderInput): Promise<Decoded>
  /**
   * Reads a script without a message.
   * @throws DecoderFault when it cannot be read or defines no decodeUplink
   */
  check(script: string): Promise<void>
  stop(): Promise<void>
}

type Waiting = { request: DecodeRequest; resolve(output: string): void; reject(error: Error): void }

/** Makes a sandbox with one worker thread, which starts when it is first needed. */
export function createSandbox(): Sandbox {
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
    if (waiting.size > 0) timer = setTimeout(() => replace(worker), isReady ? LIMITS.silence : LIMITS.start)
  }

  /** Ends a worker that broke or hangs. The message at which it did is at fault; the others go to the next worker. */
  function replace(broken: Worker | undefined) {
    if (broken === undefined || broken !== worker) return
    worker = undefined
    void broken.terminate()
    const [culprit] = waiting.values()
    if (culprit) waiting.delete(culprit.request.id)
    if (waiting.size > 0) {
      worker = startWorker()
      for (const { request } of waiting.values()) worker.postMessage(request)
    }
    watch()
    culprit?.reject(new DecoderFault('too-slow', 'The script took too long and was stopped.'))
  }

  async function send(script: string, input: DecoderInput | null): Promise<string> {
    if (script.length > LIMITS.script) throw new DecoderFault('failed', 'The script is too long.')
    if (waiting.size >= LIMITS.waiting) throw busy()
    return new Promise<string>((resolve, reject) => {
      const request: DecodeRequest = {
        id: ++last,
        key: createHash('sha256').update(script).digest('base64'),
        script,
        input: input && JSON.stringify(input),
        now: input ? Date.parse(input.recvTime) : 0,
      }
      waiting.set(request.id, { request, resolve, reject })
      worker ??= startWorker()
      worker.postMessage(request)
      if (waiting.size === 1) watch()
    })
  }

  return {
    decode: async (script, input) => readOutput(await send(script, input)),
    async check(script) {
      await send(script, null)
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

/** Checks what a script returned: `{ data, warnings, errors }`. */
function readOutput(output: string): Decoded {
  const given: unknown = JSON.parse(output)
  if (!isRecord(given)) throw new DecoderFault('failed', 'decodeUplink must return an object.')
  const errors = listTexts(given.errors)
  if (errors.length > 0) throw new DecoderFault('failed', errors.join('; ').slice(0, 300))
  if (!isRecord(given.data))
    throw new DecoderFault('failed', 'decodeUplink must return an object with `data`.')
  return { data: given.data, warnings: listTexts(given.warnings) }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function listTexts(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : []
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
