import type { Map as LibreMap, Marker } from 'maplibre-gl'
import type { RemarkSpot } from './remark-spots.ts'

/** Pixels by which a marker of remarks stands beside its station, so that it covers neither the station nor its value. */
const BESIDE: [number, number] = [-14, -14]

/** Remarks on the map as links of the page, so that the keyboard and a screen reader find them too. */
export function addRemarks(
  map: LibreMap,
  createMarker: typeof Marker,
  spots: readonly RemarkSpot[],
  words: { addressOf(spot: RemarkSpot): string; nameOf(spot: RemarkSpot): string },
): void {
  for (const spot of spots) {
    const element = document.createElement('a')
    element.className = 'sp-map-remark'
    element.href = words.addressOf(spot)
    element.textContent = String(spot.count)
    new createMarker({ element, offset: BESIDE }).setLngLat(spot.location).addTo(map)
    // The map makes each marker a picture; this one is a link.
    element.removeAttribute('role')
    element.setAttribute('aria-label', words.nameOf(spot))
    element.title = words.nameOf(spot)
  }
}
