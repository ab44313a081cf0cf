import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { UsageError } from '../output.ts'

/** How far a file was read, from 0 to 1, of its size on disk. */
export type OnRead = (part: number) => void

/**
 * Opens a file as a stream of bytes for the body of a request, unpacked when its name ends in `.gz`. Nothing is held in
 * memory.
 * @throws UsageError when there is no such file
 */
export async function openFile(path: string, onRead: OnRead = () => {}): Promise<ReadableStream<Uint8Array>> {
  const { size } = await requireFile(path)
  let read = 0
  const counter = new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      read += chunk.length
      onRead(size === 0 ? 1 : read / size)
      done(null, chunk)
    },
  })
  const source = createReadStream(path)
  const last = path.endsWith('.gz') ? createGunzip() : counter
  const stages = last === counter ? [source, counter] : [source, counter, last]
  // A failure destroys the last stage, so the reader of the stream gets it too.
  pipeline(stages as never).catch(() => {})
  return Readable.toWeb(last) as ReadableStream<Uint8Array>
}

async function requireFile(path: string) {
  const found = await stat(path).catch(() => undefined)
  if (!found?.isFile()) throw new UsageError(`There is no file ${path}. Check the name and the folder.`)
  return found
}
