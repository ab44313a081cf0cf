import { containsPoint, findLabelPoint, measureDistance, type Point2D } from '@samenspel/standards/geo'
import { LOW_NEIGHBOURHOODS, NEIGHBOURHOODS } from './neighbourhoods.ts'
import { createRandom } from './random.ts'
import { type Area, drawAreas } from './shapes.ts'

/** What a garden station measures, in the order of its datastreams. */
export const GARDEN_PROPERTIES = ['temperature', 'relative-humidity', 'rain', 'pm25'] as const
export const STREET_PROPERTIES = ['water-on-street'] as const

export type StationProperty = (typeof GARDEN_PROPERTIES)[number] | (typeof STREET_PROPERTIES)[number]

export interface Station {
  /** Stable key, such as `waterrijk-tuin-017`. */
  key: string
  name: string
  kind: 'garden' | 'street'
  neighbourhoodCode: string
  /** WGS84, longitude first. */
  position: Point2D
  properties: readonly StationProperty[]
}

const GARDENS = 60
const GAUGES_PER_LOW_NEIGHBOURHOOD = 2
/** Gardens stand at least this far apart, in metres. */
const APART = 120

/** Sixty gardens spread by residents, at least two per neighbourhood, and two water gauges in each low neighbourhood. */
export function placeStations(seed: number): Station[] {
  const random = createRandom(seed)
  const areas = new Map(drawAreas().map((area) => [area.code, area]))
  const taken: Point2D[] = []
  const codes = shareGardens().flatMap(({ code, gardens }) => Array.from({ length: gardens }, () => code))
  const gardens = codes.map((code, index): Station => {
    const number = String(index + 1).padStart(3, '0')
    return {
      key: `waterrijk-tuin-${number}`,
      name: `Tuinstation ${number}`,
      kind: 'garden',
      neighbourhoodCode: code,
      position: findSpot(areas.get(code), taken, random),
      properties: GARDEN_PROPERTIES,
    }
  })
  const gauges = LOW_NEIGHBOURHOODS.flatMap(({ code, name }, place) =>
    Array.from({ length: GAUGES_PER_LOW_NEIGHBOURHOOD }, (_, index): Station => {
      const number = String(place * GAUGES_PER_LOW_NEIGHBOURHOOD + index + 1).padStart(2, '0')
      return {
        key: `waterrijk-straat-${number}`,
        name: `Straatmeter ${number} ${name}`,
        kind: 'street',
        neighbourhoodCode: code,
        position: findSpot(areas.get(code), taken, random),
        properties: STREET_PROPERTIES,
      }
    }),
  )
  return [...gardens, ...gauges]
}

/** Largest remainders, after two for everyone. */
function shareGardens(): { code: string; gardens: number }[] {
  const residents = NEIGHBOURHOODS.reduce((sum, { population }) => sum + population, 0)
  const free = GARDENS - 2 * NEIGHBOURHOODS.length
  const shares = NEIGHBOURHOODS.map(({ code, population }) => ({
    code,
    exact: (population / residents) * free,
  }))
  const left = free - shares.reduce((sum, { exact }) => sum + Math.floor(exact), 0)
  const next = [...shares].sort((a, b) => (b.exact % 1) - (a.exact % 1)).slice(0, left)
  return shares.map((share) => ({
    code: share.code,
    gardens: 2 + Math.floor(share.exact) + (next.includes(share) ? 1 : 0),
  }))
}

/** A spot in the built-up middle of the area, away from its border and from other stations. */
function findSpot(area: Area | undefined, taken: Point2D[], random: () => number): Point2D {
  if (!area) throw new Error('A station stands in a neighbourhood that does not exist.')
  const middle = findLabelPoint(area.geometry)
  const ring = area.geometry.coordinates[0] ?? []
  for (let attempt = 0; attempt < 500; attempt++) {
    const edge = ring[Math.floor(random() * ring.length)] ?? middle
    const reach = Math.sqrt(random()) * 0.85
    const spot: Point2D = [
      Math.round((middle[0] + (edge[0] - middle[0]) * reach) * 1e5) / 1e5,
      Math.round((middle[1] + (edge[1] - middle[1]) * reach) * 1e5) / 1e5,
    ]
    if (containsPoint(area.geometry, spot) && taken.every((other) => measureDistance(other, spot) >= APART)) {
      taken.push(spot)
      return spot
    }
  }
  throw new Error(`There is no room for another station in ${area.name}.`)
}
