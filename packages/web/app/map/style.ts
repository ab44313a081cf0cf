import type {
  ExpressionSpecification,
  LayerSpecification,
  SourceSpecification,
  StyleSpecification,
} from 'maplibre-gl'
import { type MapContent, NO_FIGURE } from './content.ts'
import { type ScaleClass, STALE_COLOUR } from './scale.ts'
import { bordersOf } from './tiles.ts'

/** Names of sources and layers. */
export const AREAS = 'areas'
export const STATIONS = 'stations'
export const HEXAGONS = 'hexagons'
export const VALUES = 'values'
export const DOTS = 'dots'
export const BACKGROUND = 'background'

/** Pixels from the middle of a station to its edge when the map is near, and to its value. */
export const RADIUS = 10
export const VALUE_OFFSET = RADIUS + 1

/** The widest range of zoom that the map knows. */
export const MOST_ZOOM = 24

/** Grey tiles of the topographic register, of PDOK. */
const PDOK = 'https://service.pdok.nl/brt/achtergrondkaart/wmts/v2_0/grijs/EPSG:3857/{z}/{x}/{y}.png'

/** The topographic map under the rest. It is put there after the rest, so that nothing of ours waits for another. */
export const BACKGROUND_SOURCE = {
  type: 'raster',
  tiles: [PDOK],
  tileSize: 256,
  maxzoom: 19,
} as const satisfies SourceSpecification

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

/**
 * How large stations and their lines are: whole where there is room for values, and smaller from further away, so that many do not become one
 * spot.
 * @param from the zoom from which there is room for values
 */
export function sizesFrom(
  from: number,
): Record<'circle-radius' | 'circle-stroke-width', ExpressionSpecification> {
  const grow = (far: number, near: number, whole: number): ExpressionSpecification => [
    'interpolate',
    ['linear'],
    ['zoom'],
    from - 4,
    far,
    from - 1,
    near,
    from + 1,
    whole,
  ]
  return {
    'circle-radius': grow(RADIUS / 4, 0.6 * RADIUS, RADIUS),
    'circle-stroke-width': grow(0.25, 1.25, 1.5),
  }
}

/**
 * The map of this content; colours and values of a moment are set by {@link paintsOf}.
 * @param tiles address of the tiles with stations or hexagons
 * @param background whether the topographic map comes under it, so that areas must let it through
 */
export function styleOf(
  { kind, level }: Pick<MapContent, 'kind' | 'level'>,
  { origin, tiles, background }: { origin: string; tiles: string | undefined; background: boolean },
): StyleSpecification {
  const vector = (path: string, promoteId?: Record<string, string>): SourceSpecification => ({
    type: 'vector',
    tiles: [origin + path],
    maxzoom: 15,
    ...(promoteId && { promoteId }),
  })
  const points = kind === 'stations'
  return {
    version: 8,
    sources: {
      [AREAS]: vector(bordersOf(level), { areas: 'code' }),
      ...(tiles && { [points ? STATIONS : HEXAGONS]: vector(tiles) }),
    },
    layers: [
      { id: 'ground', type: 'background', paint: { 'background-color': '#f4fafe' } },
      areaFill(kind, background),
      ...(kind === 'hexagons' ? HEXAGON_LAYERS : []),
      {
        id: 'borders',
        type: 'line',
        source: AREAS,
        'source-layer': AREAS,
        paint: { 'line-color': '#586c88', 'line-width': 1.25, 'line-opacity': 0.7 },
      },
      ...(points ? STATION_LAYERS : []),
    ],
  }
}

function areaFill(kind: MapContent['kind'], background: boolean): LayerSpecification {
  const hasFigures = kind === 'areas' || kind === 'two'
  return {
    id: AREAS,
    type: 'fill',
    source: AREAS,
    'source-layer': AREAS,
    paint: {
      'fill-color': hasFigures ? ['coalesce', ['feature-state', 'colour'], NO_FIGURE] : '#ffffff',
      'fill-opacity': hasFigures ? (background ? 0.75 : 1) : background ? 0 : 1,
    },
  }
}

const HEXAGON_LAYERS: LayerSpecification[] = [
  {
    id: HEXAGONS,
    type: 'fill',
    source: HEXAGONS,
    'source-layer': HEXAGONS,
    paint: { 'fill-opacity': 0.85, 'fill-outline-color': '#001a40' },
  },
]

const STATION_LAYERS: LayerSpecification[] = [
  {
    id: STATIONS,
    type: 'circle',
    source: STATIONS,
    'source-layer': STATIONS,
  },
  {
    id: VALUES,
    type: 'symbol',
    source: STATIONS,
    'source-layer': STATIONS,
    layout: { 'icon-anchor': 'left', 'icon-offset': [VALUE_OFFSET, 0], 'icon-padding': 0 },
  },
  {
    // Nothing to see: circles take no room, so that the map would write values over the stations next to them.
    id: DOTS,
    type: 'symbol',
    source: STATIONS,
    'source-layer': STATIONS,
    layout: {
      'icon-image': DOTS,
      'icon-size': shareOfSize(1),
      'icon-padding': 0,
      'icon-allow-overlap': true,
    },
  },
]

/** What of the layers depends on the moment that is shown. */
export type Paints = {
  layer: string
  paint?: Record<string, unknown>
  layout?: Record<string, unknown>
  filter?: ExpressionSpecification
}[]

/** The colours and values of what is shown now. */
export function paintsOf(content: MapContent): Paints {
  if (content.kind === 'hexagons') {
    const value: ExpressionSpecification = ['get', `v${content.step}`]
    const colour = colourBy(content.classes, value)
    return [{ layer: HEXAGONS, paint: { 'fill-color': ['case', ['==', value, null], NO_FIGURE, colour] } }]
  }
  if (content.kind !== 'stations') return []
  const { classes, frames, step, language } = content
  const isNow = frames.length === 0
  // A value that came in since the tile was made is in the state of its feature, when it is of the same series.
  const isNews: ExpressionSpecification = [
    '==',
    ['get', 'datastreamId'],
    ['coalesce', ['feature-state', 'datastreamId'], -1],
  ]
  const stored: ExpressionSpecification = ['get', isNow ? 'value' : `v${step}`]
  const value: ExpressionSpecification = isNow ? ['case', isNews, ['feature-state', 'value'], stored] : stored
  const storedLive: ExpressionSpecification = isNow
    ? ['all', ['!', ['get', 'stale']], ['get', 'usable']]
    : ['!=', stored, null]
  const live: ExpressionSpecification = isNow
    ? ['case', isNews, ['feature-state', 'usable'], storedLive]
    : storedLive
  const digits: ExpressionSpecification = [
    'case',
    ['>=', ['abs', stored], 10],
    0,
    ['>=', ['abs', stored], 1],
    1,
    2,
  ]
  return [
    {
      layer: STATIONS,
      filter: ['!=', stored, null],
      layout: { 'circle-sort-key': ['case', storedLive, 1, 0] },
      paint: {
        'circle-color': ['case', live, colourBy(classes, value), STALE_COLOUR],
        'circle-stroke-color': ['case', live, '#001a40', '#586c88'],
        'circle-opacity': ['case', live, 1, 0.6],
      },
    },
    {
      layer: VALUES,
      filter: storedLive,
      layout: {
        'icon-image': ['number-format', stored, { locale: language, 'max-fraction-digits': digits }],
      },
      // What it says is of before: the tile with the new value follows soon.
      paint: { 'icon-opacity': isNow ? ['case', isNews, 0, 1] : 1 },
    },
    { layer: DOTS, filter: ['!=', stored, null] },
  ]
}

/** The colour of a value, for the map to work out. */
function colourBy(classes: ScaleClass[], value: ExpressionSpecification): ExpressionSpecification | string {
  const [first, ...others] = classes
  if (!first) return STALE_COLOUR
  if (others.length === 0) return first.colour
  return [
    'step',
    ['to-number', value, 0],
    first.colour,
    ...others.flatMap(({ low, colour }) => [low ?? 0, colour]),
  ] as unknown as ExpressionSpecification
}
