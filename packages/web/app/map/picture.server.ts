import { containsPoint, drawHexagon } from '@samenspel/standards/geo'
import type { AreaShape, Place } from '../api.ts'
import { type AreaLabel, colourOfHexagon, hasPlace, labelOf, type MapContent } from './content.ts'
import { PICTURE_SIZES, type PictureSize } from './picture-sizes.ts'
import { isLive, type Reading } from './readings.ts'
import type { RemarkSpot } from './remark-spots.ts'
import { type Box, middleOf, placeApart, zoomWithRoom } from './room.ts'
import { colourOf, STALE_COLOUR } from './scale.ts'

/** The border of an area. */
export type Border = { code: string; shape: AreaShape }

export type Picture = {
  content: MapContent
  labels: readonly AreaLabel[]
  borders: readonly Border[]
  /** Where people said something. */
  remarks?: readonly RemarkSpot[]
  /** What must be in the picture; all stations and names when it is not given. */
  around?: readonly Place[]
  size: PictureSize
}

type Point = { x: number; y: number }
/** From longitude and latitude to a point in the picture, in pixels. */
type Project = (place: Place) => Point

const RADIUS = 8
/** Pixels that a name stays away from a station. */
const CLEAR = 4
/** Pixels around what is shown, as a share of the smaller side: areas reach further than their names, by which they are placed. */
const MARGIN = { stations: 0.08, areas: 0.2 }
/** Pixels that the whole world is wide at zoom 0, and the nearest zoom. */
const WORLD = 512
const NEAREST = 15
const LETTER = { height: 16, width: 7.4, descent: 4 }
const INK = '#001a40'
const QUIET = '#586c88'
const FONT =
  "'Noto Sans', 'Source Sans 3', -apple-system, 'Segoe UI', Roboto, 'Liberation Sans', Arial, sans-serif"
/** A value stands beside its station or nowhere. */
const NOWHERE_ELSE = [[0, 0]] as const
/** The Netherlands, for a map without anything on it. */
const EVERYWHERE: Place[] = [
  [3.3, 50.7],
  [7.3, 53.6],
]

export function isPictureSize(text: string): text is PictureSize {
  return Object.hasOwn(PICTURE_SIZES, text)
}

/**
 * The map as an SVG picture: borders, stations in the colour of their value, values where there is room, and names of areas. It
 * is there at once and without JavaScript, and shows the same part of the country as the map that moves.
 */
export function drawPicture({
  content,
  labels,
  borders,
  remarks = [],
  around: asked,
  size,
}: Picture): string {
  const { width, height } = PICTURE_SIZES[size]
  const readings = content.kind === 'stations' ? content.readings : []
  const placed = readings.filter(hasPlace)
  const extent = 'extent' in content ? content.extent : []
  const named = [...extent, ...labels.map(({ labelPoint }) => labelPoint)]
  const shown = asked ?? named
  const margin = content.kind === 'stations' ? MARGIN.stations : MARGIN.areas
  const { project, unproject, zoom } = fit(shown.length > 0 ? shown : EVERYWHERE, { width, height, margin })
  const frame: Box = { left: 0, top: 0, right: width, bottom: height }

  const stations = placed
    .toSorted((a, b) => Number(isLive(a)) - Number(isLive(b)))
    .map((reading) => ({ reading, point: project(reading.location) }))
  const spots = remarks.map(({ location, count }) => ({ count, point: besideOf(project(location)) }))
  const dots = [
    ...stations.map(({ point }) => around(point, RADIUS + CLEAR)),
    ...spots.map(({ point }) => around(point, RADIUS)),
  ]
  const hasRoom = zoom >= zoomWithRoom(zoom, { width, height }, placed.length)
  const values = hasRoom ? placeValues(stations, content, frame) : []
  const isOwn = (index: number, box: Box) => {
    const place = labels[index]?.labelPoint
    const own = place && borders.find(({ shape }) => containsPoint(shape, place))
    return !own || containsPoint(own.shape, unproject(middleOf(box)))
  }
  const names = placeNames(labels, project, {
    frame,
    taken: [...dots, ...values.map(({ box }) => box)],
    mayStand: isOwn,
  })

  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${FONT}" font-weight="600">`,
    `<rect width="${width}" height="${height}" fill="#f4fafe"/>`,
    ...drawAreas(borders, content, (shapes) => drawBorders(shapes, project, frame)),
    ...drawHexagons(content, (shapes) => drawBorders(shapes, project, frame)),
    ...stations.map(({ reading, point }) => drawDot(reading, point, content)),
    '<g fill="' +
      INK +
      '" stroke="#fff" stroke-width="3" stroke-linejoin="round" paint-order="stroke" font-size="13">',
    ...[...values, ...names].map(({ text, box }) => drawWords(text, box)),
    '</g>',
    ...spots.map(drawSpot),
    '</svg>',
  ].join('')
}

/** Where the marker of remarks of a place stands: not over its station, nor over the value beside that. */
const besideOf = ({ x, y }: Point): Point => ({ x: x - 14, y: y - 14 })

/** How many remarks there are on a place. */
function drawSpot({ count, point: { x, y } }: { count: number; point: Point }): string {
  const half = count > 9 ? 11 : 8
  return (
    `<rect x="${round(x - half)}" y="${round(y - 8)}" width="${2 * half}" height="16" rx="3" fill="${INK}" stroke="#fff"/>` +
    `<text x="${round(x)}" y="${round(y + 4)}" fill="#fff" font-size="12" text-anchor="middle">${count}</text>`
  )
}

type Words = { text: string; box: Box }

function placeValues(
  stations: readonly { reading: Reading; point: Point }[],
  { language }: MapContent,
  frame: Box,
): Words[] {
  const live = stations.filter(({ reading }) => isLive(reading))
  const words = live.map(({ reading, point }) => {
    const text = labelOf(reading.value, language)
    return { text, box: boxOf(text, { x: point.x + RADIUS + 3, y: point.y }, 'beside') }
  })
  const taken = stations.map(({ point }) => around(point, RADIUS))
  return keepPlaced(
    words,
    placeApart(
      words.map(({ box }) => box),
      frame,
      taken,
      NOWHERE_ELSE,
    ),
  )
}

function placeNames(
  labels: readonly AreaLabel[],
  project: Project,
  {
    frame,
    taken,
    mayStand,
  }: { frame: Box; taken: readonly Box[]; mayStand: (index: number, box: Box) => boolean },
): Words[] {
  const words = labels.map(({ name, labelPoint }) => ({
    text: name,
    box: boxOf(name, project(labelPoint), 'over'),
  }))
  return keepPlaced(
    words,
    placeApart(
      words.map(({ box }) => box),
      frame,
      taken,
      undefined,
      mayStand,
    ),
  )
}

function keepPlaced(words: readonly Words[], moves: readonly (Point | undefined)[]): Words[] {
  return words.flatMap(({ text, box }, index) => {
    const move = moves[index]
    return move ? [{ text, box: shift(box, move) }] : []
  })
}

/** About the room that words take: a picture has no letters to measure. */
function boxOf(text: string, { x, y }: Point, where: 'beside' | 'over'): Box {
  const width = text.length * LETTER.width
  const left = where === 'over' ? x - width / 2 : x
  return { left, right: left + width, top: y - LETTER.height / 2, bottom: y + LETTER.height / 2 }
}

const around = ({ x, y }: Point, reach: number): Box => ({
  left: x - reach,
  right: x + reach,
  top: y - reach,
  bottom: y + reach,
})

const shift = ({ left, right, top, bottom }: Box, { x, y }: Point): Box => ({
  left: left + x,
  right: right + x,
  top: top + y,
  bottom: bottom + y,
})

function drawWords(text: string, { left, bottom }: Box): string {
  return `<text x="${round(left)}" y="${round(bottom - LETTER.descent)}">${escapeText(text)}</text>`
}

type DrawShapes = (shapes: readonly AreaShape[]) => string

const LINE = `stroke="${QUIET}" stroke-opacity=".7" stroke-width="1.25" stroke-linejoin="round"`

/** Borders as one white path; of figures each area in its colour. */
function drawAreas(borders: readonly Border[], content: MapContent, draw: DrawShapes): string[] {
  const path = (shapes: readonly AreaShape[], fill: string) =>
    `<path d="${draw(shapes)}" fill="${fill}" fill-rule="evenodd" ${LINE}/>`
  if (content.kind !== 'areas' && content.kind !== 'two') {
    return [
      path(
        borders.map(({ shape }) => shape),
        '#fff',
      ),
    ]
  }
  const colours = new Map(content.rows.map(({ code, colour }) => [code, colour]))
  return borders.map(({ code, shape }) => path([shape], colours.get(code) ?? '#fff'))
}

function drawHexagons(content: MapContent, draw: DrawShapes): string[] {
  if (content.kind !== 'hexagons') return []
  const { hexagons, width, step, classes } = content
  return hexagons.map((hexagon) => {
    const [q = 0, r = 0] = hexagon.id.split(',').map(Number)
    const { corners } = drawHexagon({ q, r }, width)
    const path = draw([{ type: 'Polygon', coordinates: [corners] }])
    const colour = colourOfHexagon(hexagon, step, classes)
    return `<path d="${path}" fill="${colour}" fill-opacity=".85" stroke="${INK}" stroke-width=".75"/>`
  })
}

function drawDot(reading: Reading, { x, y }: Point, content: MapContent): string {
  const classes = content.kind === 'stations' ? content.classes : []
  const live = isLive(reading)
  const colour = live ? colourOf(reading.value, classes) : STALE_COLOUR
  return `<circle cx="${round(x)}" cy="${round(y)}" r="${RADIUS}" fill="${colour}" stroke="${live ? INK : QUIET}" stroke-width="1.5"${live ? '' : ' opacity=".6"'}/>`
}

/** Borders as one path; areas that lie outside the picture are left out, and points that fall on the one before. */
function drawBorders(borders: readonly AreaShape[], project: Project, frame: Box): string {
  const rings = borders.flatMap((shape) =>
    shape.type === 'Polygon' ? shape.coordinates : shape.coordinates.flat(),
  )
  return rings.map((ring) => drawRing(ring.map(project), frame)).join('')
}

function drawRing(points: readonly Point[], frame: Box): string {
  const isOutside =
    points.every(({ x }) => x < frame.left) ||
    points.every(({ x }) => x > frame.right) ||
    points.every(({ y }) => y < frame.top) ||
    points.every(({ y }) => y > frame.bottom)
  if (isOutside) return ''
  const written = points.map(({ x, y }) => `${round(x)} ${round(y)}`)
  const kept = written.filter((point, index) => point !== written[index - 1])
  return kept.length < 3 ? '' : `M${kept.join('L')}Z`
}

/** Where places come in the picture so that all of these are in it, in Web Mercator as the map that moves, and its zoom. */
function fit(
  places: readonly Place[],
  { width, height, margin: share }: { width: number; height: number; margin: number },
) {
  const points = places.map(toMercator)
  const [left, right] = bounds(points.map(({ x }) => x))
  const [top, bottom] = bounds(points.map(({ y }) => y))
  const margin = share * Math.min(width, height) + RADIUS
  const scale = Math.min(
    (width - 2 * margin) / (right - left),
    (height - 2 * margin) / (bottom - top),
    WORLD * 2 ** NEAREST,
  )
  const project: Project = (place) => {
    const { x, y } = toMercator(place)
    return {
      x: width / 2 + (x - (left + right) / 2) * scale,
      y: height / 2 + (y - (top + bottom) / 2) * scale,
    }
  }
  const unproject = ({ x, y }: Point): Place =>
    fromMercator({
      x: (x - width / 2) / scale + (left + right) / 2,
      y: (y - height / 2) / scale + (top + bottom) / 2,
    })
  return { project, unproject, zoom: Math.log2(scale / WORLD) }
}

/** Web Mercator (EPSG:3857) with the world from 0 to 1, from the north-west. */
function toMercator([longitude, latitude]: Place): Point {
  const sine = Math.sin((latitude * Math.PI) / 180)
  return { x: longitude / 360 + 0.5, y: 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI) }
}

function fromMercator({ x, y }: Point): Place {
  return [(x - 0.5) * 360, (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI]
}

function bounds(values: readonly number[]): [number, number] {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const value of values) {
    least = Math.min(least, value)
    most = Math.max(most, value)
  }
  return [least, most]
}

const round = (pixels: number) => Math.round(pixels * 10) / 10

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
