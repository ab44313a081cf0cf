import { Duplex } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads'
import { Problem } from '../errors.ts'
import { lockFolder } from './lock.ts'
import { SQLSTATE } from './sqlstate.ts'
import { concatenate } from './wire.ts'

/** Between two tries to open the database again. */
const REOPEN_MILLISECONDS = 5000

/** Where the embedded database keeps its data: a folder, or memory, optionally filled from an image. */
export type EmbeddedSettings = { folder?: string; image?: Uint8Array }

export type EmbeddedRequest =
  /** `reader` numbers a connection whose statements may not take long; others have none. */
  { kind: 'connect'; port: MessagePort; reader: number | undefined } | { kind: 'image' } | { kind: 'close' }
type EmbeddedAnswer =
  | { kind: 'ready' }
  | { kind: 'reading'; reader: number; isBusy: boolean }
  | { kind: 'image'; image: Uint8Array }
  | { kind: 'closed' }

/** A running embedded database. */
export type Embedded = {
  /** Resolves when the database answers; what is asked before waits. Rejects when it cannot be opened. */
  opened: Promise<unknown>
  /**
   * A stream for `pg` that carries the wire protocol to the worker; no port is opened on the machine. On one for a reader a
   * statement may not take longer than the limit.
   */
  openStream(isReader: boolean): Duplex
  /** Whether nobody gets an answer: a reader's statement is over its limit, or the database is being opened again. */
  isBlocked(): boolean
  /** The whole data folder as a tar archive, to start other databases from. */
  dumpImage(): Promise<Uint8Array>
  close(): Promise<void>
}

/**
 * Starts PostgreSQL compiled to WebAssembly (PGlite, with PostGIS) in a worker thread, and does not wait for it. It works on one statement at a time
 * and cannot be told to stop. So when a reader's statement takes longer than the limit, a database in a folder is ended and
 * opened again, as after a crash; one in memory would be lost by that, so there others are told to wait.
 * @throws DatabaseInUseError when another process has the folder
 */
export async function startEmbedded(
  settings: EmbeddedSettings,
  readingMilliseconds: number,
): Promise<Embedded> {
  const unlock = settings.folder === undefined ? undefined : await lockFolder(settings.folder)
  const streams = new Map<PortStream, number | undefined>()
  let blocked = false
  let timer: NodeJS.Timeout | undefined
  let readers = 0
  let closing = false
  let worker = start()
  const opened: Promise<unknown> = answer(worker, 'ready')
  let ready = opened
  // Whoever waits for it hears of a failure.
  ready.catch(() => {})

  function start(): Worker {
    const started = new Worker(new URL('./embedded-worker.ts', import.meta.url), { workerData: settings })
    started.on('message', (message: EmbeddedAnswer) => {
      if (message.kind !== 'reading') return
      clearTimeout(timer)
      if (message.isBusy) timer = setTimeout(() => endLongRead(message.reader), readingMilliseconds)
      else if (settings.folder === undefined) blocked = false
    })
    return started
  }

  function endLongRead(reader: number): void {
    blocked = true
    if (settings.folder === undefined) return
    const ended = worker.terminate()
    for (const [stream, number] of streams)
      stream.destroy(number === reader ? new TooLongError() : tryAgain())
    ready = ended.then(reopen).then(() => {
      blocked = false
    })
    ready.catch(() => {})
  }

  /** Opens the database again, for as long as it takes: a full disk or memory can have room later. */
  async function reopen(): Promise<void> {
    for (;;) {
      worker = start()
      try {
        await answer(worker, 'ready')
        return
      } catch (error) {
        if (closing) throw error
        process.emitWarning(
          `The embedded database cannot be opened again; the next try is in 5 seconds. ${error}`,
        )
        await pause(REOPEN_MILLISECONDS)
      }
    }
  }

  return {
    opened,
    openStream(isReader) {
      const { port1, port2 } = new MessageChannel()
      const reader = isReader ? ++readers : undefined
      const stream = new PortStream(port1)
      streams.set(stream, reader)
      stream.on('close', () => streams.delete(stream))
      ready.then(
        () => worker.postMessage({ kind: 'connect', port: port2, reader } satisfies EmbeddedRequest, [port2]),
        (error) => stream.destroy(error),
      )
      return stream
    },
    isBlocked: () => blocked,
    async dumpImage() {
      worker.postMessage({ kind: 'image' } satisfies EmbeddedRequest)
      return (await answer(worker, 'image')).image
    },
    async close() {
      closing = true
      clearTimeout(timer)
      await ready
        .then(() => {
          const closed = answer(worker, 'closed')
          worker.postMessage({ kind: 'close' } satisfies EmbeddedRequest)
          return closed
        })
        .finally(() => worker.terminate())
        .finally(() => unlock?.())
        .catch(() => {})
    },
  }
}

/** A statement took longer than it may; has the code with which PostgreSQL says the same. */
class TooLongError extends Error {
  readonly code: string = SQLSTATE.queryCanceled
  constructor() {
    super('The statement took too long.')
  }
}

function tryAgain(): Problem {
  return new Problem(
    'unavailable',
    {
      nl: 'De database is even opnieuw geopend. Probeer het zo weer.',
      en: 'The database was opened again. Try again soon.',
    },
    [],
    { retryAfter: 10 },
  )
}

function answer<K extends EmbeddedAnswer['kind']>(worker: Worker, kind: K) {
  return new Promise<Extract<EmbeddedAnswer, { kind: K }>>((resolve, reject) => {
    const onMessage = (message: EmbeddedAnswer) => {
      if (message.kind === kind) finish(() => resolve(message as Extract<EmbeddedAnswer, { kind: K }>))
    }
    const onError = (error: unknown) => finish(() => reject(error))
    const onExit = (code: number) =>
      finish(() => reject(new Error(`The embedded database stopped with exit code ${code}.`)))
    const finish = (settle: () => void) => {
      worker.off('message', onMessage).off('error', onError).off('exit', onExit)
      settle()
    }
    worker.on('message', onMessage).on('error', onError).on('exit', onExit)
  })
}

/** A message port in the shape of the socket that `pg` expects. */
class PortStream extends Duplex {
  readonly #port: MessagePort

  constructor(port: MessagePort) {
    super()
    this.#port = port
    port.on('message', (chunk: Uint8Array) => this.push(chunk))
    port.on('close', () => this.destroy())
  }

  connect() {
    setImmediate(() => this.emit('connect'))
    return this
  }
  setNoDelay() {
    return this
  }
  setKeepAlive() {
    return this
  }
  ref() {
    this.#port.ref()
    return this
  }
  unref() {
    this.#port.unref()
    return this
  }

  override _read() {}
  override _write(chunk: Uint8Array, _encoding: string, done: () => void) {
    this.#send([chunk])
    done()
  }
  override _writev(chunks: { chunk: Uint8Array }[], done: () => void) {
    this.#send(chunks.map(({ chunk }) => chunk))
    done()
  }
  #send(parts: Uint8Array[]) {
    const bytes = concatenate(parts)
    this.#port.postMessage(bytes, [bytes.buffer])
  }
  override _final(done: () => void) {
    this.push(null)
    done()
  }
  override _destroy(error: Error | null, done: (error: Error | null) => void) {
    this.#port.close()
    done(error)
  }
}
