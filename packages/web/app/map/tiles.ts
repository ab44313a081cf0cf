import { withQuery } from '../api.ts'
import type { MapContent } from './content.ts'
import type { MapView } from './view.ts'

/** The address of the tiles that a map shows, with places for zoom, column and row; undefined when borders are all it needs. */
export function tilesOf(
  content: MapContent,
  { day, year }: Pick<MapView, 'day' | 'year'>,
): string | undefined {
  if (content.kind !== 'stations' && content.kind !== 'hexagons') return undefined
  const { property, unit, frames } = content
  const time = frames.length === 0 ? {} : day === undefined ? { year } : { day }
  const width = content.kind === 'hexagons' ? { width: content.width } : {}
  return withQuery(`/api/v1/tiles/${content.kind}/{z}/{x}/{y}`, { property, unit, ...width, ...time })
}

/** The borders of a level. */
export const bordersOf = (level: string) => withQuery('/api/v1/tiles/areas/{z}/{x}/{y}', { level })
