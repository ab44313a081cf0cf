import { setTimeout as wait } from 'node:timers/promises'
import { ApiError, type Connection, dataOf, type paths } from '@samenspel/client'
import { openConnection, type ServerOptions } from '../connection.ts'
import { type Output, UsageError } from '../output.ts'
import { openFile } from './read-file.ts'
import { countOf, describeDataset, describeRefusals, failWhenAllRefused, saveRefusedRows } from './report.ts'

type UploadOptions = ServerOptions & { dataset?: string; resume?: string }

type UploadReport =
  paths['/observation-uploads/{id}']['get']['responses']['200']['content']['application/json']

/** Milliseconds before each new try after the connection broke off; after the last the user is told how to go on. */
const PAUSES = [1_000, 2_000, 5_000, 10_000, 30_000, 60_000]

/** Brings in observations of any number, one per line (`--mapping lines`); goes on where it was when the connection breaks. */
export async function uploadRows(output: Output, file: string, options: UploadOptions): Promise<void> {
  const connection = await openConnection(options)
  const id = options.resume ?? (await startUpload(connection, output, file, options)).id
  let failures = 0
  for (;;) {
    const before = await readUpload(connection, id, failures > 0)
    if (before?.finishedAt) return tellResult(connection, output, file, before)
    try {
      if (before) await sendFrom(connection, output, file, before)
    } catch (error) {
      if (error instanceof UsageError) throw error
      if (error instanceof ApiError && error.status < 500 && error.status !== 409) throw error
    }
    const after = await readUpload(connection, id, true)
    if (after?.finishedAt) continue
    failures = after && before && after.offset > before.offset ? 1 : failures + 1
    const pause = PAUSES[failures - 1]
    if (pause === undefined) {
      throw new Error(`The connection keeps breaking off. Go on later with --resume ${id}.`)
    }
    output.progress(`${file}: broken off; trying again (upload ${id})`)
    await wait(pause)
  }
}

/** The name of the file says how its lines are written. */
async function startUpload(
  { api }: Connection,
  output: Output,
  file: string,
  { dataset }: UploadOptions,
): Promise<UploadReport> {
  const format = /\.(ndjson|jsonl)(\.gz)?$/.test(file) ? 'ndjson' : 'csv'
  const upload = await dataOf(
    api.POST('/observation-uploads', {
      body: { format, ...(dataset === undefined ? {} : { dataset }) },
    }),
  )
  if (dataset === undefined) output.line(`No --dataset was given. ${describeDataset(upload.dataset)}`)
  return upload
}

/** How far an upload is; undefined when that cannot be asked now, and it is to be tried again. */
async function readUpload(
  { api }: Connection,
  id: string,
  tryAgain: boolean,
): Promise<UploadReport | undefined> {
  try {
    return await dataOf(api.GET('/observation-uploads/{id}', { params: { path: { id } } }))
  } catch (error) {
    if (tryAgain && !(error instanceof ApiError && error.status < 500)) return undefined
    throw error
  }
}

/** Sends all of a file from where its upload is, in one request. */
async function sendFrom(connection: Connection, output: Output, file: string, { id, offset }: UploadReport) {
  let told = 0
  const { stream, failure } = await openFile(file, (part) => {
    if (Date.now() - told < 1_000) return
    told = Date.now()
    output.progress(`${file}: ${Math.floor(part * 100)}%`)
  })
  try {
    await connection.request(`/api/v1/observation-uploads/${id}`, {
      method: 'PATCH',
      headers: {
        'content-type': 'application/offset+octet-stream',
        'upload-offset': String(offset),
        'upload-complete': '?1',
      },
      body: stream.pipeThrough(skipBytes(offset)),
      duplex: 'half',
    })
  } catch (error) {
    const reason = failure()
    if (reason === undefined) throw error
    throw new UsageError(`${file} could not be read to its end (${reason.message}). It may be cut off.`)
  }
}

/** Leaves out the first bytes of a stream. */
function skipBytes(count: number): TransformStream<Uint8Array, Uint8Array> {
  let left = count
  return new TransformStream({
    transform(chunk, controller) {
      if (left < chunk.length) controller.enqueue(left === 0 ? chunk : chunk.subarray(left))
      left = Math.max(0, left - chunk.length)
    },
  })
}

async function tellResult(connection: Connection, output: Output, file: string, report: UploadReport) {
  const { rows, refusedRows, stored, unchanged, corrected, refused } = report
  failWhenAllRefused(report)
  const refusedFile =
    report.refusedRowsUrl === null ? null : await saveRefusedRows(connection, report.refusedRowsUrl, file)
  output.result({ ...report, refusedFile }, [
    describeDataset(report.dataset),
    `${countOf(rows, 'row')} in ${file}, of which ${refusedRows} refused`,
    `${countOf(stored, 'new observation')}, ${corrected} corrected, ${unchanged} as they were`,
    ...(refused.length > 0 ? ['Refused lines:', ...describeRefusals(refused)] : []),
    ...(refusedFile ? [`The first refused lines are in ${refusedFile}`] : []),
  ])
}
