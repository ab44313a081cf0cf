import { openConnection, type ServerOptions } from '../connection.ts'
import type { Output } from '../output.ts'
import { type AreaReport, tellAreaReport } from './area-report.ts'
import { uploadFile } from './upload.ts'

type AreaOptions = ServerOptions & {
  level: 'municipality' | 'district' | 'neighbourhood'
  codeProperty: string
  nameProperty: string
  parentProperty?: string
  parentCode?: string
  crs?: string
}

/** `samenspel import areas`: borders from GeoJSON. */
export async function importAreas(output: Output, file: string, options: AreaOptions): Promise<void> {
  const connection = await openConnection(options)
  const { level, codeProperty, nameProperty, parentProperty, parentCode, crs } = options
  const report = await uploadFile<AreaReport>(connection, output, file, {
    path: '/api/v1/area-imports',
    query: { level, codeProperty, nameProperty, parentProperty, parentCode, crs },
    contentType: 'application/geo+json',
  })
  await tellAreaReport(connection, output, file, report, 'area')
}
