import { ApiError, type Connection } from '@samenspel/client'
import { drawAreas, listStatistics, MEASURES, MUNICIPALITY } from '../waterrijk/index.ts'

const LEVELS = ['municipality', 'district', 'neighbourhood'] as const

/** Imports the borders of Waterrijk, and the figures of these years. What is there already stays. */
export async function fillAreas(
  connection: Connection,
  seed: number,
  years: readonly number[],
): Promise<void> {
  if (await hasFigures(connection)) return
  const areas = drawAreas()
  for (const level of LEVELS) {
    const features = areas
      .filter((area) => area.level === level)
      .map(({ code, name, parentCode, geometry }) => ({
        type: 'Feature',
        properties: { code, name, ...(parentCode === null ? {} : { parentCode }) },
        geometry,
      }))
    const query = new URLSearchParams({ level, codeProperty: 'code', nameProperty: 'name' })
    if (level !== 'municipality') query.set('parentProperty', 'parentCode')
    await importWhole(connection, `/api/v1/area-imports?${query}`, 'application/geo+json', {
      text: JSON.stringify({ type: 'FeatureCollection', features }),
    })
  }
  for (const year of years) {
    const query = new URLSearchParams({ year: String(year), edition: 'Waterrijk', layout: 'long' })
    const rows = listStatistics(seed, [year]).map(({ areaCode, measure, value }) =>
      [areaCode, measure, `"${MEASURES[measure].nl}"`, MEASURES[measure].unit, value].join(','),
    )
    await importWhole(connection, `/api/v1/area-statistic-imports?${query}`, 'text/csv', {
      text: `area,measure,title,unit,value\n${rows.join('\n')}\n`,
    })
  }
}

async function hasFigures({ api }: Connection): Promise<boolean> {
  try {
    const { data } = await api.GET('/areas/{code}', { params: { path: { code: MUNICIPALITY.code } } })
    return (data?.statistics.length ?? 0) > 0
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return false
    throw error
  }
}

/** Sends a file of the example; nothing of it may be refused. */
async function importWhole(
  { request }: Connection,
  path: string,
  contentType: string,
  { text }: { text: string },
): Promise<void> {
  const response = await request(path, {
    method: 'POST',
    headers: { 'content-type': contentType },
    body: text,
  })
  const report = (await response.json()) as { refused: { reason: string; examples: { message: string }[] }[] }
  const [refused] = report.refused
  if (refused) throw new Error(`${path} refused a part: ${refused.examples[0]?.message ?? refused.reason}`)
}
