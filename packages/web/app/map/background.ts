import type { Map as LibreMap } from 'maplibre-gl'
import { AREAS, BACKGROUND, BACKGROUND_SOURCE } from './style.ts'

/** Milliseconds in which the tiles of a view must be there. */
const PATIENCE = 5000

/**
 * Puts the topographic map of PDOK under a map that is drawn already: it is another's, and can be slow or away. When it does not answer it is
 * taken away, because the map places no names as long as a tile is still to come.
 * @param tell hears that it is there with its first tile, and that it is not when there are only errors, or no answer in time
 */
export function addBackground(map: LibreMap, tell: (isThere: boolean) => void): void {
  let late: number | undefined
  let isThere = false
  const giveUp = () => {
    map.removeLayer(BACKGROUND)
    map.removeSource(BACKGROUND)
    tell(false)
  }
  map.on('remove', () => window.clearTimeout(late))
  map.on('sourcedataloading', ({ sourceId }) => {
    if (sourceId === BACKGROUND) late ??= window.setTimeout(giveUp, PATIENCE)
  })
  map.on('idle', () => {
    window.clearTimeout(late)
    late = undefined
  })
  map.on('sourcedata', ({ sourceId, tile }) => {
    if (isThere || sourceId !== BACKGROUND || tile?.state !== 'loaded') return
    isThere = true
    tell(true)
  })
  map.on('error', (event) => {
    if (!isThere && 'sourceId' in event && event.sourceId === BACKGROUND) tell(false)
  })
  map.addSource(BACKGROUND, BACKGROUND_SOURCE)
  map.addLayer({ id: BACKGROUND, type: 'raster', source: BACKGROUND }, AREAS)
}
