import { Duplex } from 'node:stream'
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads'
import { lockFolder } from './lock.ts'

/** Where the embedded database keeps its data: a folder, or memory, optionally filled from an image. */
export type EmbeddedSettings = { folder?: string; image?: Uint8Array }

export type EmbeddedRequest = { kind: 'connect'; port: MessagePort } | { kind: 'image' } | { kind: 'close' }
type EmbeddedAnswer = { kind: 'ready' } | { kind: 'image'; image: Uint8Array } | { kind: 'closed' }

/** A running embedded database. */
export type Embedded = {
  /** A stream for `pg` that carries the wire protocol to the worker; no port is opened on the machine. */
  openStream(): Duplex
  /** The whole data folder as a tar archive, to start other databases from. */
  dumpImage(): Promise<Uint8Array>
  close(): Promise<void>
}

/**
 * Starts PostgreSQL compiled to WebAssembly (PGlite, with PostGIS) in a worker thread.
 * @throws DatabaseInUseError when another process has the folder
 */
export async function startEmbedded(settings: EmbeddedSettings): Promise<Embedded> {
  const unlock = settings.folder === undefined ? undefined : await lockFolder(settings.folder)
  const worker = new Worker(new URL('./embedded-worker.ts', import.meta.url), { workerData: settings })
  await answer(worker, 'ready').catch(async (error) => {
    await unlock?.()
    throw error
  })
  return {
    openStream() {
      const { port1, port2 } = new MessageChannel()
      worker.postMessage({ kind: 'connect', port: port2 } satisfies EmbeddedRequest, [port2])
      return new PortStream(port1)
    },
    async dumpImage() {
      worker.postMessage({ kind: 'image' } satisfies EmbeddedRequest)
      return (await answer(worker, 'image')).image
    },
    async close() {
      const closed = answer(worker, 'closed')
      worker.postMessage({ kind: 'close' } satisfies EmbeddedRequest)
      await closed
      await worker.terminate()
      await unlock?.()
    },
  }
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
    this.#port.postMessage(chunk)
    done()
  }
  override _writev(chunks: { chunk: Uint8Array }[], done: () => void) {
    this.#port.postMessage(Buffer.concat(chunks.map(({ chunk }) => chunk)))
    done()
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
