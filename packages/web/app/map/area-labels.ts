import type { Map as LibreMap, Marker } from 'maplibre-gl'
import type { AreaLabel } from './content.ts'
import { type Box, type Move, middleOf, placeApart } from './room.ts'
import { AREAS, RADIUS, STATIONS, VALUES } from './style.ts'

/** Pixels that a name stays away from a station: its line, and so much that the eye sees them apart. */
const CLEAR = 4

/** So many names at most are moved about; with more the map would stand still each time it is moved. */
const MOST_NAMES = 60
/** Of so many stations is looked where they are. */
const MOST_STATIONS = 400

/**
 * Names of areas as page elements, which follow the letters and the zoom of the page. Each is moved a little within its area to where it
 * covers no station, value or other name, or left out; that is known each time the map is done drawing.
 */
export function addLabels(map: LibreMap, createMarker: typeof Marker, labels: readonly AreaLabel[]): void {
  const markers = labels.map(({ name, labelPoint }) => ({
    name,
    labelPoint,
    marker: undefined as Marker | undefined,
  }))
  map.on('idle', () => {
    const bounds = map.getBounds()
    const inView = markers.filter(({ labelPoint }) => bounds.contains(labelPoint)).slice(0, MOST_NAMES)
    for (const one of markers) {
      if (inView.includes(one)) one.marker ??= addMarker(map, createMarker, one)
      else if (one.marker) one.marker.getElement().style.visibility = 'hidden'
    }
    const shown = inView.flatMap(({ marker }) => marker ?? [])
    for (const marker of shown) marker.setOffset([0, 0])
    const boxes = shown.map((marker) => marker.getElement().getBoundingClientRect())
    const frame = map.getContainer().getBoundingClientRect()
    const moves = placeWithin(boxes, frame, boxesOfStations(map), (box) => codeAt(map, frame, box))
    for (const [index, marker] of shown.entries()) {
      const move = moves[index]
      if (move) marker.setOffset([move.x, move.y])
      marker.getElement().style.visibility = move ? 'visible' : 'hidden'
    }
  })
}

/**
 * Moves names apart, each only to where its middle is still in its own area.
 * @param taken what no name may cover
 * @param areaAt the area in which the middle of a box lies
 * @returns the move of each name; undefined where there is no room for it in its area
 */
export function placeWithin(
  boxes: readonly Box[],
  frame: Box,
  taken: readonly Box[],
  areaAt: (box: Box) => string | undefined,
): (Move | undefined)[] {
  const own = boxes.map(areaAt)
  return placeApart(boxes, frame, taken, undefined, (index, box) => areaAt(box) === own[index])
}

function addMarker(map: LibreMap, createMarker: typeof Marker, { name, labelPoint }: AreaLabel): Marker {
  const element = document.createElement('span')
  element.className = 'sp-map-label'
  element.textContent = name
  element.setAttribute('aria-hidden', 'true')
  element.style.visibility = 'hidden'
  const marker = new createMarker({ element }).setLngLat(labelPoint).addTo(map)
  // The map makes each marker a named, focusable picture; these are only words on it.
  element.removeAttribute('role')
  element.removeAttribute('aria-label')
  element.removeAttribute('tabindex')
  return marker
}

/** The code of the area in which the middle of a box lies. */
function codeAt(map: LibreMap, frame: Box, box: Box): string | undefined {
  const { x, y } = middleOf(box)
  const [found] = map.queryRenderedFeatures([x - frame.left, y - frame.top], { layers: [AREAS] })
  return found?.properties.code
}

/** Where on the screen the stations are, and the values that the map found room for. */
function boxesOfStations(map: LibreMap): Box[] {
  if (!map.getLayer(STATIONS)) return []
  const frame = map.getContainer().getBoundingClientRect()
  return map
    .queryRenderedFeatures({ layers: [STATIONS, VALUES] })
    .slice(0, MOST_STATIONS)
    .flatMap(({ layer, geometry }) => {
      if (geometry.type !== 'Point') return []
      const [longitude = 0, latitude = 0] = geometry.coordinates
      const { x, y } = map.project([longitude, latitude])
      const centre = frame.left + x
      const middle = frame.top + y
      const reach = RADIUS + CLEAR
      const box = { left: centre - reach, right: centre + reach, top: middle - reach, bottom: middle + reach }
      return layer.id === STATIONS ? [box] : [{ ...box, left: centre, right: centre + reach + WORDS }]
    })
}

/** Pixels that a value is wide at most. */
const WORDS = 34
