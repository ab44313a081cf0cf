import { openConnection, type ServerOptions } from '../connection.ts'
import type { Output } from '../output.ts'
import { type AreaReport, tellAreaReport } from './area-report.ts'
import { uploadFile } from './upload.ts'

type StatisticOptions = ServerOptions & { year: number; edition: string; layout: string; delimiter: string }

/** `samenspel import statistics`: figures of areas from CSV. */
export async function importStatistics(
  output: Output,
  file: string,
  options: StatisticOptions,
): Promise<void> {
  const connection = await openConnection(options)
  const { year, edition, layout, delimiter } = options
  const report = await uploadFile<AreaReport>(connection, output, file, {
    path: '/api/v1/area-statistic-imports',
    query: { year, edition, layout, delimiter },
    contentType: 'text/csv',
  })
  await tellAreaReport(connection, output, file, report, 'figure')
}
