/**
 * The worker thread in which the embedded database lives. It speaks PostgreSQL's wire protocol over message
 * ports, one port per connection, and gives the single backend to one connection at a time.
 *
 * A connection owns the backend from its first message until the backend reports `ReadyForQuery` outside a
 * transaction. Messages of one extended query or one transaction are therefore never mixed with another's.
 */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { postgis } from '@electric-sql/pglite-postgis'
import type { EmbeddedRequest, EmbeddedSettings } from './embedded.ts'
import { endsIdle, endsRequest, simpleQuery, splitMessages } from './wire.ts'

type Connection = {
  port: MessagePort
  rest: Uint8Array
  queue: Uint8Array[]
  started: boolean
  closed: boolean
}

const ROLLBACK = simpleQuery('ROLLBACK')

const settings = workerData as EmbeddedSettings
const main = parentPort
if (!main) throw new Error('embedded-worker.ts runs only as a worker thread')

const database = await PGlite.create({
  ...(settings.folder === undefined ? {} : { dataDir: settings.folder }),
  ...(settings.image === undefined ? {} : { loadDataDir: new Blob([settings.image]) }),
  extensions: { postgis },
})
const waiting: Connection[] = []
let owner: Connection | undefined
let busy = false

main.on('message', (request: EmbeddedRequest) => {
  if (request.kind === 'connect') attach(request.port)
  else if (request.kind === 'image') void sendImage()
  else void close()
})
main.postMessage({ kind: 'ready' })

function attach(port: MessagePort) {
  const connection: Connection = { port, rest: new Uint8Array(), queue: [], started: false, closed: false }
  port.on('message', (chunk: Uint8Array) => {
    const { messages, rest } = splitMessages(connection.rest, chunk, connection.started)
    connection.rest = rest
    const last = messages.at(-1)
    if (!last) return
    connection.queue.push(...messages)
    const whole = !connection.started || endsRequest(last)
    connection.started = true
    if (!whole) return
    if (owner !== connection && !waiting.includes(connection)) waiting.push(connection)
    void work()
  })
  port.on('close', () => {
    connection.closed = true
    if (owner !== connection) connection.queue.length = 0
    void work()
  })
}

async function work() {
  if (busy) return
  busy = true
  try {
    for (let next = takeTurn(); next; next = takeTurn()) await serve(next)
  } finally {
    busy = false
  }
}

/** The owner keeps its turn while it has messages or an open transaction; a vanished owner is rolled back. */
function takeTurn(): Connection | undefined {
  if (owner?.closed) {
    owner.queue = [ROLLBACK]
    return owner
  }
  if (owner) return owner.queue.length > 0 ? owner : undefined
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    if (!next.closed && next.queue.length > 0) {
      owner = next
      return next
    }
  }
  return undefined
}

async function serve(connection: Connection) {
  const request = Buffer.concat(connection.queue.splice(0))
  const parts: Uint8Array[] = []
  await database.runExclusive(() =>
    database.execProtocolRawStream(request, {
      syncToFs: false,
      onRawData: (part) => void parts.push(part.slice()),
    }),
  )
  const answer = Buffer.concat(parts)
  if (!connection.closed) connection.port.postMessage(answer)
  if (!connection.closed && !endsIdle(answer)) return
  owner = undefined
  if (connection.queue.length > 0 && !connection.closed) waiting.push(connection)
}

async function sendImage() {
  const image = await database.dumpDataDir('none')
  main?.postMessage({ kind: 'image', image: new Uint8Array(await image.arrayBuffer()) })
}

async function close() {
  await database.close()
  main?.postMessage({ kind: 'closed' })
  process.exit(0)
}
