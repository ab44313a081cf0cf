/**
 * The worker thread in which the embedded database lives. It speaks PostgreSQL's wire protocol over message ports,
 * one port per connection.
 */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { postgis } from '@electric-sql/pglite-postgis'
import type { EmbeddedRequest, EmbeddedSettings } from './embedded.ts'
import { takeTurns } from './take-turns.ts'

async function run(main: MessagePort, { folder, image }: EmbeddedSettings) {
  const database = await PGlite.create({
    ...(folder === undefined ? {} : { dataDir: folder }),
    ...(image === undefined ? {} : { loadDataDir: new Blob([image]) }),
    extensions: { postgis },
  })
  const join = takeTurns((request) => execute(database, request))
  main.on('message', async (request: EmbeddedRequest) => {
    if (request.kind === 'connect') {
      const { port } = request
      const seat = join((answer) => port.postMessage(answer))
      port.on('message', (chunk: Uint8Array) => seat.receive(chunk))
      port.on('close', () => seat.leave())
    } else if (request.kind === 'image') {
      const dump = await database.dumpDataDir('none')
      main.postMessage({ kind: 'image', image: new Uint8Array(await dump.arrayBuffer()) })
    } else {
      await database.close()
      main.postMessage({ kind: 'closed' })
      process.exit(0)
    }
  })
  main.postMessage({ kind: 'ready' })
}

async function execute(database: PGlite, request: Uint8Array): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  await database.runExclusive(() =>
    database.execProtocolRawStream(request, {
      syncToFs: false,
      onRawData: (part) => void parts.push(part.slice()),
    }),
  )
  return Buffer.concat(parts)
}

if (!parentPort) throw new Error('embedded-worker.ts runs only as a worker thread')
await run(parentPort, workerData as EmbeddedSettings)
