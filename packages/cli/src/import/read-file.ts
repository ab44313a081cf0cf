import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { UsageError } from '../output.ts'

/** How far a file was read, from 0 to 1, of its size on disk. */
export type OnRead = (part: number) => void

/** A file as the body of a request. */
export type FileBody = {
  stream: ReadableStream<Uint8Array>
  /** Bytes of the stream; undefined when that is only known at its end. */
  length: number | undefined
  /** Why the file could not be read to its end; undefined while that did not happen. */
  failure(): Error | undefined
}

/**
 * Opens a file as a stream of bytes for the body of a request, unpacked when its name ends in `.gz`. Nothing is held in
 * memory.
 * @throws UsageError when there is no such file
 */
export async function openFile(path: string, onRead: OnRead = () => {}): Promise<FileBody> {
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
  const isPacked = path.endsWith('.gz')
  const last = isPacked ? createGunzip() : counter
  const stages = last === counter ? [source, counter] : [source, counter, last]
  let failure: Error | undefined
  // A failure destroys the last stage, so the reader of the stream gets it too.
  for (const stage of stages) {
    stage.once('error', (error: Error) => {
      failure ??= error
    })
  }
  pipeline(stages as never).catch(() => {})
  return {
    stream: Readable.toWeb(last) as ReadableStream<Uint8Array>,
    length: isPacked ? undefined : size,
    failure: () => failure,
  }
}

async function requireFile(path: string) {
  const found = await stat(path).catch(() => undefined)
  if (!found?.isFile()) throw new UsageError(`There is no file ${path}. Check the name and the folder.`)
  return found
}
