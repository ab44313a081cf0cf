import { Readable } from 'node:stream'
import {
  HASH_BYTES,
  readTilePath,
  TILE_WIDTH,
  writeBundle,
  writeEntry,
} from '@samenspel/standards/transparency'
import { notFound } from '../../../platform/errors.ts'
import type { Http } from '../../../platform/http/server.ts'
import { writeExport } from '../export.ts'
import type { Needs } from '../needs.ts'
import { emptyLedger } from '../refuse.ts'
import { readEntries } from '../store/entries.ts'
import { findNewestCheckpoint, findTree, readTiles, withCosignatures } from '../store/tree.ts'

const FOREVER = 'public, max-age=31536000, immutable'
const BYTES = 'application/octet-stream'
const anyone = { access: 'anyone' } as const

/** The ledger as static files (C2SP tlog-tiles), and the whole of it to check elsewhere. */
export function addLogRoutes(http: Http, { db, sources }: Needs): void {
  http.get('/log/checkpoint', { config: anyone, schema: { hide: true } }, async (_request, reply) => {
    const newest = await findNewestCheckpoint(db)
    if (!newest) throw emptyLedger()
    const { note } = await withCosignatures(db, newest)
    return reply
      .header('content-type', 'text/plain; charset=utf-8')
      .header('cache-control', 'no-cache')
      .send(note)
  })

  http.get<{ Params: { '*': string } }>(
    '/log/tile/*',
    { config: anyone, schema: { hide: true } },
    async ({ params }, reply) => {
      const path = readTilePath(`tile/${params['*']}`)
      if (!path) throw missingTile()
      const { level, number, width } = path
      const bytes =
        level === 'entries' ? await readBundle(number, width) : await readTile(level, number, width)
      if (!bytes) throw missingTile()
      return reply.header('content-type', BYTES).header('cache-control', FOREVER).send(bytes)
    },
  )

  http.get('/log/export', { config: anyone, schema: { hide: true } }, async (_request, reply) => {
    const newest = await findNewestCheckpoint(db)
    if (!newest) throw emptyLedger()
    const lines = writeExport(db, sources, await withCosignatures(db, newest))
    return reply
      .header('content-type', 'application/jsonl; charset=utf-8')
      .header('content-disposition', 'attachment; filename="openbaar-register.jsonl"')
      .send(Readable.from(lines))
  })

  /** A tile that is not as wide as asked for is not there (yet). */
  async function readTile(level: number, number: number, width: number): Promise<Buffer | undefined> {
    const hashes = (await readTiles(db, [{ level, number }])).get(`${level}/${number}`)
    return hashes && hashes.length >= width * HASH_BYTES ? hashes.subarray(0, width * HASH_BYTES) : undefined
  }

  async function readBundle(number: number, width: number): Promise<Buffer | undefined> {
    const { size } = await findTree(db)
    const from = number * TILE_WIDTH
    if (from + width > size) return undefined
    const entries = await readEntries(db, from, from + width)
    return entries.length === width ? Buffer.from(writeBundle(entries.map(writeEntry))) : undefined
  }
}

function missingTile() {
  return notFound({ nl: 'Dit deel van het openbaar register', en: 'This part of the public register' })
}
