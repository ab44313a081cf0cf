import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Problem } from '../../../platform/errors.ts'

/** A delivered file, whole, on this machine's disk. */
export type SpooledFile = { path: string; remove(): Promise<void> }

/** The largest file an import takes, in bytes: 1 GiB. */
const LIMIT = 2 ** 30

/**
 * Writes what is delivered to a temporary file, so that it can be read twice and a slow sender holds up nothing.
 * @throws Problem too-large above 1 GiB, import-refused when the sender stops half-way
 */
export async function spoolFile(body: Readable, limit = LIMIT): Promise<SpooledFile> {
  const folder = await mkdtemp(join(tmpdir(), 'samenspel-import-'))
  const remove = () => rm(folder, { recursive: true, force: true })
  const path = join(folder, 'file')
  try {
    await pipeline(body, (chunks) => limitSize(chunks, limit), createWriteStream(path))
  } catch (error) {
    await remove()
    if (error instanceof Problem) throw error
    throw new Problem('import-refused', {
      nl: 'Het bestand kwam niet helemaal aan. Stuur het opnieuw.',
      en: 'The file did not arrive completely. Send it again.',
    })
  }
  return { path, remove }
}

async function* limitSize(chunks: AsyncIterable<Uint8Array>, limit: number) {
  let size = 0
  for await (const chunk of chunks) {
    size += chunk.length
    if (size > limit) {
      const megabytes = Math.floor(limit / 2 ** 20)
      throw new Problem('too-large', {
        nl: `Het bestand is groter dan ${megabytes} MB. Deel het op, bijvoorbeeld per jaar.`,
        en: `The file is larger than ${megabytes} MB. Split it, for example by year.`,
      })
    }
    yield chunk
  }
}
