/**
 * The worker thread in which the embedded database lives. It speaks PostgreSQL's wire protocol over message ports,
 * one port per connection.
 */
import { existsSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { postgis } from '@electric-sql/pglite-postgis'
import { dataDir as emptyDatabase } from '@electric-sql/pglite-prepopulatedfs'
import { rememberLibraryNames } from './dynamic-linking.ts'
import type { EmbeddedRequest, EmbeddedSettings } from './embedded.ts'
import { trimPostgis } from './postgis-bundle.ts'
import { takeTurns } from './take-turns.ts'
import { concatenate } from './wire.ts'

/** Where what is made from the installed packages is kept. */
const CACHE = new URL('../../../../../node_modules/.cache/samenspel/', import.meta.url)

/** PostgreSQL would take 160 MB for itself; what is read again is in the memory of the operating system anyway. */
const SHARED_BUFFERS = '64MB'

/** Files of the log that are kept for use again after a checkpoint; see `shortenRecovery`. */
const LOG = { most: '128MB', least: '32MB' }

/** PostGIS as its package sets it up, from the smaller copy of its files. */
const trimmedPostgis: typeof postgis = {
  name: postgis.name,
  async setup(pglite, options) {
    const made = await postgis.setup(pglite, options)
    return made.bundlePath ? { ...made, bundlePath: await trimPostgis(made.bundlePath, CACHE) } : made
  },
}

async function run(main: MessagePort, { folder, image }: EmbeddedSettings) {
  const filling = folder === undefined ? undefined : await beginFilling(folder)
  const isNew = folder === undefined || filling !== undefined
  const readContent = () => (image === undefined ? emptyDatabase() : new Blob([image]))
  const database = await PGlite.create({
    ...(folder === undefined ? {} : { dataDir: folder }),
    ...(isNew ? { loadDataDir: await readContent() } : {}),
    extensions: { postgis: trimmedPostgis },
    startParams: [
      ...PGlite.defaultStartParams,
      ...['-c', `shared_buffers=${SHARED_BUFFERS}`],
      ...['-c', `max_wal_size=${LOG.most}`, '-c', `min_wal_size=${LOG.least}`],
    ],
  })
  await filling?.end()
  const takeSeat = takeTurns((request) => execute(database, request))
  main.on('message', async (request: EmbeddedRequest) => {
    if (request.kind === 'connect') {
      const { port, reader } = request
      const watch = (isBusy: boolean) => main.postMessage({ kind: 'reading', reader, isBusy })
      const seat = takeSeat(
        (answer) => port.postMessage(answer, [answer.buffer]),
        reader === undefined ? undefined : watch,
      )
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

/**
 * Marks that a folder without a database is being filled; undefined when there is a database. A folder that was being filled
 * when its process ended has half a database, and nothing that anyone stored: it is emptied.
 */
async function beginFilling(folder: string): Promise<{ end(): Promise<void> } | undefined> {
  const mark = `${folder}.filling`
  if (existsSync(mark)) await rm(folder, { recursive: true, force: true })
  else if (existsSync(join(folder, 'PG_VERSION'))) return undefined
  await writeFile(mark, '')
  return { end: () => rm(mark) }
}

async function execute(database: PGlite, request: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = []
  await database.runExclusive(() =>
    database.execProtocolRawStream(request, {
      syncToFs: false,
      onRawData: (part) => void parts.push(part.slice()),
    }),
  )
  return concatenate(parts)
}

if (!parentPort) throw new Error('embedded-worker.ts runs only as a worker thread')
rememberLibraryNames(Object)
await run(parentPort, workerData as EmbeddedSettings)
