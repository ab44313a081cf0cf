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

/** Sends a file of any size as the body of a request, and tells how far it is. */
export async function uploadFile<Answer>(
  connection: Connection,
  output: Output,
  file: string,
  { path, query, contentType }: Upload,
): Promise<Answer> {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(query))
    if (value !== undefined) parameters.set(name, String(value))
  let told = 0
  const { stream, failure } = await openFile(file, (part) => {
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
      headers: { 'content-type': contentType },
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
