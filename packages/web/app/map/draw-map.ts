import type {
  ExpressionSpecification,
  GeoJSONSource,
  Map as LibreMap,
  LngLatBoundsLike,
  StyleSpecification,
} from 'maplibre-gl'
import type { AreaLevel } from '../api.ts'
import { type AreaLabel, hasPlace, labelOf, type MapContent, toFeatures } from './content.ts'
import { type Box, placeApart, zoomWithRoom } from './room.ts'

/** A drawn map that can take new content. */
export type DrawnMap = {
  update(content: MapContent): void
  remove(): void
}

export type MapOptions = {
  container: HTMLElement
  content: MapContent
  labels: AreaLabel[]
  /** Of which areas the borders are drawn. */
  level: AreaLevel
  words: { zoomIn: string; zoomOut: string; label: string; close: string }
  /** Fills the pop-up of a station. */
  describe(thingId: number): HTMLElement
}

const STATIONS = 'stations'
const VALUES = 'values'
const DOTS = 'dots'

/** Pixels from the middle of a station to its edge when the map is near, and to its value. */
const RADIUS = 10
/** Pixels that a name stays away from a station: its line, and so much that the eye sees them apart. */
const CLEAR = 4
const VALUE_OFFSET = RADIUS + 1

/** How large a station is at a zoom, as a share of its largest size. */
const shareOfSize = (largest: number): ExpressionSpecification => [
  'interpolate',
  ['linear'],
  ['zoom'],
  9,
  largest / 2,
  13,
  largest,
]

/** The widest range of zoom that the map knows. */
const MOST_ZOOM = 24

const styleOf = (level: AreaLevel): StyleSpecification => ({
  version: 8,
  sources: {
    areas: { type: 'geojson', data: `/api/v1/area-shapes?level=${level}` },
    [STATIONS]: { type: 'geojson', data: { type: 'FeatureCollection', features: [] } },
  },
  layers: [
    { id: 'ground', type: 'background', paint: { 'background-color': '#f4fafe' } },
    { id: 'areas', type: 'fill', source: 'areas', paint: { 'fill-color': '#ffffff' } },
    {
      id: 'borders',
      type: 'line',
      source: 'areas',
      paint: { 'line-color': '#586c88', 'line-width': 1.25, 'line-opacity': 0.7 },
    },
    {
      id: STATIONS,
      type: 'circle',
      source: STATIONS,
      layout: { 'circle-sort-key': ['case', ['get', 'live'], 1, 0] },
      paint: {
        'circle-color': ['get', 'colour'],
        'circle-radius': shareOfSize(RADIUS),
        'circle-stroke-color': ['case', ['get', 'live'], '#001a40', '#586c88'],
        'circle-stroke-width': 1.5,
        'circle-opacity': ['case', ['get', 'live'], 1, 0.6],
      },
    },
    {
      id: VALUES,
      type: 'symbol',
      source: STATIONS,
      filter: ['get', 'live'],
      layout: {
        'icon-image': ['get', 'label'],
        'icon-anchor': 'left',
        'icon-offset': [VALUE_OFFSET, 0],
        'icon-padding': 0,
      },
    },
    {
      // Nothing to see: circles take no room, so that the map would write values over the stations next to them.
      id: DOTS,
      type: 'symbol',
      source: STATIONS,
      layout: {
        'icon-image': DOTS,
        'icon-size': shareOfSize(1),
        'icon-padding': 0,
        'icon-allow-overlap': true,
      },
    },
  ],
})

/**
 * Draws the map in an element. MapLibre is fetched only here, when a map is really shown.
 * @throws Error when the browser cannot draw it (no WebGL)
 */
export async function drawMap(options: MapOptions): Promise<DrawnMap> {
  const [libre, { default: workerUrl }] = await Promise.all([
    import('maplibre-gl'),
    // A file of our own: the content security policy allows no worker that is written on the spot.
    import('maplibre-gl/dist/maplibre-gl-worker.mjs?url'),
    import('maplibre-gl/dist/maplibre-gl.css'),
  ])
  libre.setWorkerUrl(workerUrl)
  const map = new libre.Map({
    container: options.container,
    style: styleOf(options.level),
    bounds: boundsOf(options),
    fitBoundsOptions: { padding: 40, maxZoom: 15 },
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    cooperativeGestures: false,
    locale: {
      'NavigationControl.ZoomIn': options.words.zoomIn,
      'NavigationControl.ZoomOut': options.words.zoomOut,
      'Popup.Close': options.words.close,
    },
  })
  map.touchZoomRotate.disableRotation()
  map.addControl(new libre.NavigationControl({ showCompass: false }), 'top-right')
  map.getCanvas().setAttribute('aria-label', options.words.label)
  await map.once('load')
  const { clientWidth: width, clientHeight: height } = options.container
  const stations = options.content.readings.filter(hasPlace).length
  const valuesFrom = zoomWithRoom(map.getZoom(), { width, height }, stations)
  map.setLayerZoomRange(VALUES, valuesFrom, MOST_ZOOM)

  map.setLayerZoomRange(DOTS, valuesFrom, MOST_ZOOM)
  map.addImage(DOTS, new ImageData(2 * RADIUS, 2 * RADIUS))

  let content = options.content
  addLabels(map, libre.Marker, options.labels)
  const popup = new libre.Popup({
    closeButton: true,
    // By itself it closes after the click that opens it at another station.
    closeOnClick: false,
    maxWidth: '260px',
    offset: 12,
    focusAfterOpen: false,
  })
  let told: number | undefined
  const open = (thingId: number) => {
    const reading = content.readings.find((known) => known.thingId === thingId)
    if (!reading?.location) return
    told = thingId
    popup.setLngLat(reading.location).setDOMContent(options.describe(thingId)).addTo(map)
  }
  map.on('click', ({ point }) => {
    const id = map.queryRenderedFeatures(point, { layers: [STATIONS] })[0]?.properties.thingId
    if (typeof id === 'number') open(id)
    else popup.remove()
  })
  // Who closes it with the keyboard goes on from the map.
  popup.on('close', () => {
    if (document.activeElement === document.body) map.getCanvas().focus({ preventScroll: true })
  })
  map.getContainer().addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') popup.remove()
  })
  /** Tells of the new content; a station that has none of it has nothing to tell. */
  const tellAnew = () => {
    if (told === undefined || !popup.isOpen()) return
    if (!content.readings.some(({ thingId }) => thingId === told)) popup.remove()
    // Not under the fingers of who is about to follow its link.
    else if (!popup.getElement()?.contains(document.activeElement))
      popup.setDOMContent(options.describe(told))
  }
  map.on('mouseenter', STATIONS, () => map.getCanvas().classList.add('sp-map-pointing'))
  map.on('mouseleave', STATIONS, () => map.getCanvas().classList.remove('sp-map-pointing'))

  const update = (next: MapContent) => {
    content = next
    for (const label of new Set(next.readings.map(({ value }) => labelOf(value, next.language)))) {
      if (!map.hasImage(label)) map.addImage(label, drawWords(label), { pixelRatio: 2 })
    }
    map.getSource<GeoJSONSource>(STATIONS)?.setData(toFeatures(next))
    tellAnew()
  }
  update(content)
  return {
    update,
    remove: () => map.remove(),
  }
}

/** Letters as a picture: letters drawn by the map itself would need fonts from elsewhere. */
function drawWords(words: string): ImageData {
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) throw new Error('This browser cannot draw.')
  const font = '600 26px system-ui, sans-serif'
  context.font = font
  canvas.width = Math.ceil(context.measureText(words).width) + 12
  canvas.height = 36
  context.font = font
  context.textBaseline = 'middle'
  context.lineJoin = 'round'
  context.lineWidth = 6
  context.strokeStyle = '#ffffff'
  context.fillStyle = '#001a40'
  context.strokeText(words, 6, 18)
  context.fillText(words, 6, 18)
  return context.getImageData(0, 0, canvas.width, canvas.height)
}

/**
 * Names of areas as page elements, which follow the letters and the zoom of the page. Each is moved a little to where it covers no
 * station, value or other name, or left out; that is known each time the map is done drawing.
 */
function addLabels(map: LibreMap, Marker: typeof import('maplibre-gl').Marker, labels: AreaLabel[]): void {
  const markers = labels.map(({ name, labelPoint }) => {
    const element = document.createElement('span')
    element.className = 'sp-map-label'
    element.textContent = name
    element.setAttribute('aria-hidden', 'true')
    element.style.visibility = 'hidden'
    const marker = new Marker({ element }).setLngLat(labelPoint).addTo(map)
    // The map makes each marker a named, focusable picture; these are only words on it.
    element.removeAttribute('role')
    element.removeAttribute('aria-label')
    element.removeAttribute('tabindex')
    return marker
  })
  map.on('idle', () => {
    for (const marker of markers) marker.setOffset([0, 0])
    const boxes = markers.map((marker) => marker.getElement().getBoundingClientRect())
    const moves = placeApart(boxes, map.getContainer().getBoundingClientRect(), boxesOfStations(map))
    for (const [index, marker] of markers.entries()) {
      const move = moves[index]
      if (move) marker.setOffset([move.x, move.y])
      marker.getElement().style.visibility = move ? 'visible' : 'hidden'
    }
  })
}

/** Where on the screen the stations are, and the values that the map found room for. */
function boxesOfStations(map: LibreMap): Box[] {
  const frame = map.getContainer().getBoundingClientRect()
  return map
    .queryRenderedFeatures({ layers: [STATIONS, VALUES] })
    .flatMap(({ layer, geometry, properties }) => {
      if (geometry.type !== 'Point') return []
      const [longitude = 0, latitude = 0] = geometry.coordinates
      const { x, y } = map.project([longitude, latitude])
      const middle = frame.top + y
      if (layer.id === STATIONS) {
        const centre = frame.left + x
        const reach = RADIUS + CLEAR
        return [{ left: centre - reach, right: centre + reach, top: middle - reach, bottom: middle + reach }]
      }
      const image = map.getImage(String(properties.label))
      if (!image) return []
      const left = frame.left + x + VALUE_OFFSET
      const half = image.data.height / 4
      return [{ left, right: left + image.data.width / 2, top: middle - half, bottom: middle + half }]
    })
}

function boundsOf({ content, labels }: MapOptions): LngLatBoundsLike {
  const points = [
    ...content.readings.filter(hasPlace).map(({ location }) => location),
    ...labels.map(({ labelPoint }) => labelPoint),
  ]
  const longitudes = points.map(([longitude]) => longitude)
  const latitudes = points.map(([, latitude]) => latitude)
  if (points.length === 0) return [3.3, 50.7, 7.3, 53.6]
  return [Math.min(...longitudes), Math.min(...latitudes), Math.max(...longitudes), Math.max(...latitudes)]
}
