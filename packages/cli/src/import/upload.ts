import { setTimeout as wait } from 'node:timers/promises'
import { ApiError, type Connection } from '@samenspel/client'
import type { Output } from '../output.ts'
import { openFile } from './read-file.ts'

export type Upload = {
  /** Path of the API, without parameters. */
  path: string
  query: Record<string, string | number | undefined>
  contentType: string
}

const SECOND = 1000

/** How often a file is sent again when the server cannot take it now. */
const MOST_TRIES = 5

/** Seconds before the next try when the server does not say. */
const PAUSE = 2

/** Sends a file of any size as the body of a request, and tells how far it is. A server that is busy is asked again. */
export async function uploadFile<Answer>(
  connection: Connection,
  output: Output,
  file: string,
  upload: Upload,
): Promise<Answer> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await sendFile<Answer>(connection, output, file, upload)
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== UNAVAILABLE || tries >= MOST_TRIES) throw error
      output.progress(`${file}: the server is busy; trying again`)
      await wait((error.retryAfter ?? PAUSE) * SECOND)
    }
  }
}

/** HTTP status of a server that did nothing with the request, and may do so later. */
const UNAVAILABLE = 503

async function sendFile<Answer>(
  connection: Connection,
  output: Output,
  file: string,
  { path, query, contentType }: Upload,
): Promise<Answer> {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(query))
    if (value !== undefined) parameters.set(name, String(value))
  let told = 0
  const { stream, length, failure } = await openFile(file, (part) => {
    const isSent = part >= 1
    if (Date.now() - told < SECOND && !isSent) return
    told = Date.now()
    output.progress(
      isSent ? `${file}: sent, the server is working on it` : `${file}: ${Math.floor(part * 100)}%`,
    )
  })
  try {
    const response = await connection.request(`${path}?${parameters}`, {
      method: 'POST',
      headers: {
        'content-type': contentType,
        ...(length === undefined ? {} : { 'content-length': String(length) }),
      },
      body: stream,
      duplex: 'half',
    })
    return (await response.json()) as Answer
  } catch (error) {
    const reason = failure()
    // A refusal closes the stream before its end; that is the server's word, not a fault of the file.
    if (reason === undefined || error instanceof ApiError) throw error
    throw new Error(
      `${file} could not be read to its end (${reason.message}). It may be cut off: nothing is imported.`,
    )
  }
}
