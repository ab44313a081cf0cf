import { isUsable } from '@samenspel/standards/quality'
import type {
  GeoJSONFeature,
  Map as LibreMap,
  LngLat,
  LngLatBoundsLike,
  MapGeoJSONFeature,
  PointLike,
  VectorTileSource,
} from 'maplibre-gl'
import type { LatestValue } from '../live/use-latest-values.ts'
import { addLabels } from './area-labels.ts'
import { addBackground } from './background.ts'
import type { AreaLabel, MapContent } from './content.ts'
import { keepPace } from './pace.ts'
import { addRemarks } from './remark-markers.ts'
import type { RemarkSpot } from './remark-spots.ts'
import { zoomWithRoom } from './room.ts'
import {
  AREAS,
  DOTS,
  HEXAGONS,
  MOST_ZOOM,
  paintsOf,
  RADIUS,
  STATIONS,
  sizesFrom,
  styleOf,
  VALUES,
} from './style.ts'
import type { Camera } from './view.ts'
import { drawWords } from './words.ts'

/** A drawn map that can take new content of the same kind. */
export type DrawnMap = {
  /** @param tiles address of the tiles that go with it */
  update(content: MapContent, tiles: string | undefined): void
  /** Shows values that came in since the tiles were made. */
  tell(values: readonly LatestValue[]): void
  /** Asks for the tiles again: what is silent or may not be seen any more goes. */
  refresh(): void
  remove(): void
}

/** What was clicked. */
export type Picked =
  | { kind: 'stations'; thingId: number; properties: Record<string, unknown> }
  | { kind: 'hexagons'; properties: Record<string, unknown> }
  | { kind: 'areas'; code: string }

export type MapOptions = {
  container: HTMLElement
  content: MapContent
  tiles: string | undefined
  labels: AreaLabel[]
  /** Where people said something. */
  remarks: readonly RemarkSpot[]
  /** How many stations there are on all of the map. */
  stations: number
  camera: Camera | undefined
  /** Whether the topographic map lies under it. */
  background: boolean
  words: { zoomIn: string; zoomOut: string; label: string; close: string; source: string }
  /** The name of a marker of remarks, and where it leads. */
  remarkWords: { addressOf(spot: RemarkSpot): string; nameOf(spot: RemarkSpot): string }
  /** Fills the pop-up of what was clicked; undefined when there is nothing to tell. */
  describe(picked: Picked): HTMLElement | undefined
  /** Hears where the map was moved to. */
  onMove(camera: Camera): void
  /** Hears whether the topographic map came. */
  onBackground(isThere: boolean): void
}

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
  const { container, camera, words, background } = options
  const { origin } = window.location
  const map = new libre.Map({
    container,
    style: styleOf(options.content, { origin, tiles: options.tiles, background }),
    ...(camera
      ? { center: [camera[0], camera[1]], zoom: camera[2] }
      : { bounds: boundsOf(options), fitBoundsOptions: { padding: paddingOf(options), maxZoom: 15 } }),
    attributionControl: background ? { compact: false, customAttribution: words.source } : false,
    dragRotate: false,
    pitchWithRotate: false,
    cooperativeGestures: false,
    // Tiles fade in by themselves; a moment that follows another must be there at once.
    fadeDuration: 0,
    locale: {
      'NavigationControl.ZoomIn': words.zoomIn,
      'NavigationControl.ZoomOut': words.zoomOut,
      'Popup.Close': words.close,
    },
  })
  map.touchZoomRotate.disableRotation()
  map.addControl(new libre.NavigationControl({ showCompass: false }), 'top-right')
  map.getCanvas().setAttribute('aria-label', words.label)
  map.setMissingStyleImageResolver((id) => {
    if (map.hasImage(id)) return
    if (id === DOTS) map.addImage(id, new ImageData(2 * RADIUS, 2 * RADIUS))
    else map.addImage(id, drawWords(id), { pixelRatio: 2 })
  })
  await map.once('load')
  if (background) addBackground(map, options.onBackground)
  showValuesFromNear(map, options)
  keepPace(map)
  addLabels(map, libre.Marker, options.labels)
  addRemarks(map, libre.Marker, options.remarks, options.remarkWords)
  map.on('moveend', () => {
    const { lng, lat } = map.getCenter()
    options.onMove([lng, lat, map.getZoom()])
  })

  let { content, tiles } = options
  const popup = followClicks(map, new libre.Popup(POPUP), options)
  const paint = () => paintMap(map, content)
  paint()
  return {
    update(next, nextTiles) {
      content = next
      const isElsewhere = nextTiles !== tiles
      tiles = nextTiles
      if (isElsewhere && tiles) {
        const source = content.kind === 'hexagons' ? HEXAGONS : STATIONS
        map.removeFeatureState({ source, sourceLayer: source })
        map.getSource<VectorTileSource>(source)?.setTiles([origin + tiles])
      }
      paint()
      popup.tellAnew(isElsewhere)
    },
    tell(values) {
      if (content.kind !== 'stations' || content.frames.length > 0) return
      for (const { thingId, datastreamId, value, unit, quality, time } of values) {
        if (value === null || unit !== content.unit) continue
        const state = { datastreamId, value, time, usable: isUsable(quality) }
        map.setFeatureState({ source: STATIONS, sourceLayer: STATIONS, id: thingId }, state)
      }
      popup.tellAnew(false)
    },
    refresh() {
      if (!tiles) return
      const source = content.kind === 'hexagons' ? HEXAGONS : STATIONS
      map.refreshTiles(source)
      map.once('idle', () => map.removeFeatureState({ source, sourceLayer: source }))
    },
    remove: () => map.remove(),
  }
}

const POPUP = {
  closeButton: true,
  // By itself it closes after the click that opens it at another station.
  closeOnClick: false,
  maxWidth: '260px',
  offset: 12,
  focusAfterOpen: false,
} as const

/** Values are written where there is room for them: with many stations only when the map is near. From further away stations are smaller too. */
function showValuesFromNear(map: LibreMap, { container, content, stations }: MapOptions): void {
  if (content.kind !== 'stations') return
  const { clientWidth: width, clientHeight: height } = container
  const from = zoomWithRoom(map.getZoom(), { width, height }, stations)
  map.setLayerZoomRange(VALUES, from, MOST_ZOOM)
  map.setLayerZoomRange(DOTS, from, MOST_ZOOM)
  for (const [name, value] of Object.entries(sizesFrom(from)))
    map.setPaintProperty(STATIONS, name as never, value as never)
}

/** Gives the layers the colours and values of what is shown, and areas their colour. */
function paintMap(map: LibreMap, content: MapContent): void {
  for (const { layer, paint = {}, layout = {}, filter } of paintsOf(content)) {
    if (filter) map.setFilter(layer, filter)
    for (const [name, value] of Object.entries(layout))
      map.setLayoutProperty(layer, name as never, value as never)
    for (const [name, value] of Object.entries(paint))
      map.setPaintProperty(layer, name as never, value as never)
  }
  if (content.kind !== 'areas' && content.kind !== 'two') return
  for (const { code, colour } of content.rows) {
    map.setFeatureState({ source: AREAS, sourceLayer: AREAS, id: code }, { colour })
  }
}

type Popup = import('maplibre-gl').Popup

/** Tells in a pop-up about what is clicked, and again when that changes. */
function followClicks(map: LibreMap, popup: Popup, { content, describe }: MapOptions) {
  const layer = content.kind === 'stations' ? STATIONS : content.kind === 'hexagons' ? HEXAGONS : AREAS
  let told: Picked | undefined
  const show = (picked: Picked | undefined) => {
    const words = picked && describe(picked)
    if (!words) {
      popup.remove()
      return false
    }
    told = picked
    popup.setDOMContent(words)
    return true
  }
  const open = (feature: MapGeoJSONFeature | undefined, at: LngLat) => {
    if (!feature || !show(pickedOf(map, layer, feature))) return popup.remove()
    return popup.setLngLat(placeOf(feature) ?? at).addTo(map)
  }
  map.on('click', ({ point, lngLat }) =>
    open(map.queryRenderedFeatures(point, { layers: [layer] })[0], lngLat),
  )
  map.getCanvas().addEventListener('keydown', ({ key }) => {
    if (key !== 'Enter') return
    open(nearestToMiddle(map, layer), map.getCenter())
    popup.getElement()?.querySelector<HTMLElement>('a, button')?.focus()
  })
  // Who closes it with the keyboard goes on from the map.
  popup.on('close', () => {
    if (document.activeElement === document.body) map.getCanvas().focus({ preventScroll: true })
  })
  map.getContainer().addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') popup.remove()
  })
  map.on('mouseenter', layer, () => map.getCanvas().classList.add('sp-map-pointing'))
  map.on('mouseleave', layer, () => map.getCanvas().classList.remove('sp-map-pointing'))

  /** Tells of the new content; what is not in it has nothing to tell. */
  const tellNow = () => {
    if (!told || !popup.isOpen()) return
    // Not under the fingers of who is about to follow its link.
    if (popup.getElement()?.contains(document.activeElement)) return
    if (told.kind === 'areas') return show(told)
    const id = told.kind === 'stations' ? told.thingId : told.properties.id
    const found = map
      .querySourceFeatures(layer, { sourceLayer: layer })
      .find((feature) => (told?.kind === 'stations' ? feature.id : feature.properties.id) === id)
    return show(found && pickedOf(map, layer, found))
  }
  return {
    /** @param isElsewhere whether the tiles of it are still to come */
    tellAnew(isElsewhere: boolean) {
      if (isElsewhere) map.once('idle', tellNow)
      else tellNow()
    },
  }
}

/** The place of a station; undefined of what has a border. */
function placeOf({ geometry }: MapGeoJSONFeature): [number, number] | undefined {
  if (geometry.type !== 'Point') return undefined
  const [longitude = 0, latitude = 0] = geometry.coordinates
  return [longitude, latitude]
}

/** What of a layer is nearest to the middle of the map: looked for in a square that grows until it has something, or all of the map. */
function nearestToMiddle(map: LibreMap, layer: string): MapGeoJSONFeature | undefined {
  const middle = map.project(map.getCenter())
  const [here] = map.queryRenderedFeatures(middle, { layers: [layer] })
  if (here) return here
  const { clientWidth, clientHeight } = map.getContainer()
  const distance = (feature: MapGeoJSONFeature) => {
    const place = placeOf(feature)
    return place ? map.project(place).dist(middle) : 0
  }
  for (let reach = RADIUS; ; reach *= 2) {
    const square: [PointLike, PointLike] = [
      [middle.x - reach, middle.y - reach],
      [middle.x + reach, middle.y + reach],
    ]
    const found = map.queryRenderedFeatures(square, { layers: [layer] })
    if (found.length > 0) return found.toSorted((a, b) => distance(a) - distance(b))[0]
    if (reach > Math.max(clientWidth, clientHeight)) return undefined
  }
}

/** What of a feature is told: of a station also what came in since its tile was made. */
function pickedOf(map: LibreMap, layer: string, { id, properties }: GeoJSONFeature): Picked | undefined {
  if (layer === AREAS) return { kind: 'areas', code: String(properties.code) }
  if (layer === HEXAGONS) return { kind: 'hexagons', properties }
  if (typeof id !== 'number') return undefined
  const state = map.getFeatureState({ source: STATIONS, sourceLayer: STATIONS, id })
  const isNews = state.datastreamId === properties.datastreamId
  const news = isNews ? { ...state, time: Date.parse(String(state.time)) / 1000, stale: false } : {}
  return { kind: 'stations', thingId: id, properties: { ...properties, ...news } }
}

/** Pixels around what the map begins with: areas reach further than their names, by which it is placed. */
function paddingOf({ container, content }: MapOptions): number {
  const { clientWidth: width, clientHeight: height } = container
  return content.kind === 'stations' ? 40 : 0.2 * Math.min(width, height)
}

function boundsOf({ content, labels }: MapOptions): LngLatBoundsLike {
  const points = [
    ...('extent' in content ? content.extent : []),
    ...labels.map(({ labelPoint }) => labelPoint),
  ]
  const longitudes = points.map(([longitude]) => longitude)
  const latitudes = points.map(([, latitude]) => latitude)
  if (points.length === 0) return [3.3, 50.7, 7.3, 53.6]
  return [Math.min(...longitudes), Math.min(...latitudes), Math.max(...longitudes), Math.max(...latitudes)]
}
