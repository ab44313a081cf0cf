import { readFile } from 'node:fs/promises'
import { type Connection, dataOf, type paths } from '@samenspel/client'
import { openConnection, type ServerOptions } from '../connection.ts'
import { type Output, UsageError } from '../output.ts'
import { countOf, describeDataset, describeRefusals, failWhenAllRefused, saveRefusedRows } from './report.ts'
import { uploadFile } from './upload.ts'
import { uploadRows } from './upload-rows.ts'

type ObservationOptions = ServerOptions & { mapping: string; dataset?: string; resume?: string }

type ObservationReport =
  paths['/observation-imports']['post']['responses']['201']['content']['application/json']

/** The mapping of files that need none: one observation per line, in our own form. They can be of any size. */
const LINES = 'lines'

/** `samenspel import observations`: measurements from CSV, or a JSON object per line. */
export async function importObservations(
  output: Output,
  file: string,
  options: ObservationOptions,
): Promise<void> {
  if (options.mapping === LINES) return uploadRows(output, file, options)
  if (options.resume !== undefined) throw new UsageError(`--resume is only for --mapping ${LINES}.`)
  const connection = await openConnection(options)
  const mapping = await chooseMapping(connection, options.mapping)
  if (options.dataset === undefined) {
    output.line(
      'No --dataset was given: this goes into the dataset of the token, or else into the default dataset of its organisation, which is open to everyone (CC0) unless that was changed.',
    )
  }
  const report = await uploadFile<ObservationReport>(connection, output, file, {
    path: '/api/v1/observation-imports',
    query: { mapping, dataset: options.dataset },
    contentType: 'text/csv',
  })
  failWhenAllRefused(report)
  const refusedFile =
    report.refusedRowsUrl === null ? null : await saveRefusedRows(connection, report.refusedRowsUrl, file)
  output.result({ ...report, refusedFile }, describeReport(file, report, refusedFile))
}

function describeReport(file: string, report: ObservationReport, refusedFile: string | null): string[] {
  const { rows, refusedRows, values, stored, unchanged, corrected, refusedValues, missingValues } = report
  const { refused, remarks } = report
  const listed = (of: 'row' | 'value') => describeRefusals(refused.filter((reason) => reason.of === of))
  return [
    describeDataset(report.dataset),
    `${countOf(rows, 'row')} in ${file}, of which ${refusedRows} refused`,
    `${countOf(values, 'value')} in the other rows: ${stored} new, ${corrected} corrected, ${unchanged} as they were, ${refusedValues} refused, ${missingValues} missing`,
    ...(refusedRows > 0 ? ['Refused rows (a row can have several reasons):', ...listed('row')] : []),
    ...(refusedValues > 0 ? ['Refused values in the other rows:', ...listed('value')] : []),
    ...(remarks.length > 0 ? ['Accepted, as the mapping says:', ...describeRefusals(remarks)] : []),
    ...(refusedFile ? [`The refused rows and values are in ${refusedFile}`] : []),
  ]
}

/** A mapping in a JSON file is stored at the server first, or found there when the same one was stored before. */
async function chooseMapping({ api, request }: Connection, given: string): Promise<string> {
  if (!given.endsWith('.json')) return given
  const mapping = await readMapping(given)
  const { items } = await dataOf(api.GET('/import-mappings'))
  const same = items.find((stored) => JSON.stringify(stored.mapping) === JSON.stringify(mapping))
  if (same) return same.id
  const response = await request('/api/v1/import-mappings', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ mapping }),
  })
  return ((await response.json()) as { id: string }).id
}

async function readMapping(path: string): Promise<Record<string, unknown>> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new UsageError(`There is no mapping file ${path}. Check the name and the folder.`)
  })
  try {
    const mapping: unknown = JSON.parse(text)
    if (typeof mapping === 'object' && mapping !== null) return mapping as Record<string, unknown>
  } catch {
    // Not JSON: told below, like JSON that is no object.
  }
  throw new UsageError(`${path} is not a mapping: it must be one JSON object.`)
}
