import { type Point2D, type PolygonGeometry, toWgs84 } from '@samenspel/standards/geo'
import { DISTRICTS, findDistrictCode, MUNICIPALITY, NEIGHBOURHOODS } from './neighbourhoods.ts'
import { pick } from './random.ts'

/** An area of Waterrijk with its outline in WGS84. */
export interface Area {
  code: string
  level: 'municipality' | 'district' | 'neighbourhood'
  name: string
  parentCode: string | null
  geometry: PolygonGeometry
}

/**
 * Waterrijk lies where the Markerwaard would have been, had it been drained: in the Markermeer, on nobody's land.
 * South-west corner of the plan in RD metres.
 */
const ORIGIN: Point2D = [142_000, 503_000]

/** Corners of the plan, in metres from the origin. The row c lies on the river, from west to east. */
const CORNERS: Readonly<Record<string, Point2D>> = {
  a0: [350, 480],
  a1: [3120, 60],
  a3: [6380, 260],
  a4: [8820, 620],
  b1: [2880, 1610],
  b2: [4610, 1380],
  b3: [6490, 1690],
  b4: [9080, 1820],
  c0: [60, 2780],
  c1: [2990, 3140],
  c2: [4720, 2860],
  c3: [6560, 3230],
  c4: [9160, 2890],
  d1: [3210, 4530],
  d2: [4830, 4380],
  d3: [6410, 4690],
  d4: [8950, 4420],
  e0: [420, 5640],
  e1: [3390, 6110],
  e3: [6230, 5890],
  e4: [8540, 5720],
}

const RIVER_CORNERS = ['c0', 'c1', 'c2', 'c3', 'c4'] as const

/** Each edge is bent the same for both neighbours: from its two names, in the order of the alphabet. */
function drawEdge(from: string, to: string): Point2D[] {
  if (from > to) return drawEdge(to, from).reverse()
  const [start, end] = [CORNERS[from], CORNERS[to]]
  if (!start || !end) throw new Error(`The plan has no corner ${CORNERS[from] ? to : from}.`)
  const isRiver = from.startsWith('c') && to.startsWith('c')
  return isRiver ? drawMeander(start, end) : drawRough(start, end, nameToSeed(from + to))
}

/** Midpoints moved sideways, five times over: less and less, so that edges never reach each other. */
function drawRough(start: Point2D, end: Point2D, seed: number): Point2D[] {
  let line = [start, end]
  for (let level = 0; level < 4; level++) {
    const finer: Point2D[] = []
    for (const [index, point] of line.entries()) {
      const next = line[index + 1]
      finer.push(point)
      if (!next) continue
      const aside = (pick(seed, level, index) - 0.5) * 0.24
      finer.push([
        (point[0] + next[0]) / 2 - (next[1] - point[1]) * aside,
        (point[1] + next[1]) / 2 + (next[0] - point[0]) * aside,
      ])
    }
    line = finer
  }
  return line
}

/** A river bend: one wave from corner to corner, flat at both ends. */
function drawMeander(start: Point2D, end: Point2D): Point2D[] {
  const steps = 24
  return Array.from({ length: steps + 1 }, (_, step): Point2D => {
    const part = step / steps
    const aside = Math.sin(part * 2 * Math.PI) * Math.sin(part * Math.PI) * 0.11
    return [
      start[0] + (end[0] - start[0]) * part - (end[1] - start[1]) * aside,
      start[1] + (end[1] - start[1]) * part + (end[0] - start[0]) * aside,
    ]
  })
}

function nameToSeed(name: string): number {
  return [...name].reduce((seed, letter) => Math.imul(seed, 31) + letter.charCodeAt(0), 7) >>> 0
}

/** Walks the edges that only one of the areas has: the outline of all of them together. */
function outline(areas: readonly (readonly string[])[]): string[] {
  const next = new Map<string, string>()
  for (const corners of areas) {
    for (const [index, corner] of corners.entries()) {
      const following = corners[(index + 1) % corners.length] ?? corner
      const isShared = areas.some((other) =>
        other.some((name, at) => name === following && other[(at + 1) % other.length] === corner),
      )
      if (!isShared) next.set(corner, following)
    }
  }
  const [first] = next.keys()
  const walked: string[] = []
  for (let corner = first; corner !== undefined && walked.length < next.size; corner = next.get(corner))
    walked.push(corner)
  return walked
}

function drawArea(corners: readonly string[]): PolygonGeometry {
  const ring = corners.flatMap((corner, index) =>
    drawEdge(corner, corners[(index + 1) % corners.length] ?? corner).slice(0, -1),
  )
  const closed = [...ring, ...ring.slice(0, 1)]
  return { type: 'Polygon', coordinates: [closed.map(place)] }
}

/** From the plan, bent so that nothing stays square, to WGS84, rounded to seven decimals (about a centimetre). */
function place([x, y]: Point2D): Point2D {
  const bentX = x * 0.95 + y * 0.3 + 560 * Math.sin(y / 1500 + 0.4)
  const bentY = y - x * 0.09 + 520 * Math.sin(x / 1650 + 0.9)
  const [longitude, latitude] = toWgs84([ORIGIN[0] + bentX, ORIGIN[1] + bentY])
  return [Math.round(longitude * 1e7) / 1e7, Math.round(latitude * 1e7) / 1e7]
}

/** Municipality, districts and neighbourhoods, in that order. Neighbours share their border point for point. */
export function drawAreas(): Area[] {
  const municipality: Area = {
    ...MUNICIPALITY,
    level: 'municipality',
    parentCode: null,
    geometry: drawArea(outline(NEIGHBOURHOODS.map(({ corners }) => corners))),
  }
  const districts = DISTRICTS.map(({ code, name }): Area => {
    const parts = NEIGHBOURHOODS.filter((part) => findDistrictCode(part.code) === code)
    const geometry = drawArea(outline(parts.map(({ corners }) => corners)))
    return { code, name, level: 'district', parentCode: MUNICIPALITY.code, geometry }
  })
  const neighbourhoods = NEIGHBOURHOODS.map(({ code, name, corners }): Area => {
    const geometry = drawArea(corners)
    return { code, name, level: 'neighbourhood', parentCode: findDistrictCode(code), geometry }
  })
  return [municipality, ...districts, ...neighbourhoods]
}

/** The river the Ae, from west to east, WGS84. It is the border between the neighbourhoods on its banks. */
export function drawRiver(): { type: 'LineString'; coordinates: Point2D[] } {
  const line = RIVER_CORNERS.flatMap((corner, index) => {
    const next = RIVER_CORNERS[index + 1]
    return next ? drawEdge(corner, next) : []
  })
  return { type: 'LineString', coordinates: line.map(place) }
}
