import type { Connection, paths } from '@samenspel/client'
import type { Output } from '../output.ts'
import { countOf, describeRefusals, saveRefusedRows } from './report.ts'

/** What the server says of an import of borders or figures. */
export type AreaReport = paths['/area-imports']['post']['responses']['201']['content']['application/json']

/** Prints the report and saves the refused features or rows. */
export async function tellAreaReport(
  connection: Connection,
  output: Output,
  file: string,
  report: AreaReport,
  what: 'area' | 'figure',
): Promise<void> {
  const { kind, rows, created, changed, unchanged, refused, refusedRowsUrl, withoutValue, absentMeasures } =
    report
  const refusedFile = refusedRowsUrl === null ? null : await saveRefusedRows(connection, refusedRowsUrl, file)
  const place = kind === 'shapes' ? 'feature' : 'line'
  const reasons = refused.map(({ examples, ...reason }) => ({
    ...reason,
    examples: examples.map(({ position, message }) => ({ [place]: position, message })),
  }))
  output.result({ ...report, refusedFile }, [
    `${countOf(rows, kind === 'shapes' ? 'feature' : 'row')} in ${file}`,
    `${countOf(created, `new ${what}`)}, ${changed} changed, ${unchanged} as they were`,
    ...(withoutValue ? [`${countOf(withoutValue, 'figure')} without a value: kept secret or not given`] : []),
    ...(absentMeasures?.length ? [`Not in this file: ${absentMeasures.join(', ')}`] : []),
    ...(refused.length > 0 ? ['Refused:', ...describeRefusals(reasons)] : []),
    ...(refusedFile ? [`The refused rows are in ${refusedFile}`] : []),
  ])
}
