import { findHexagon, type HexagonWidth } from '@samenspel/standards/geo'
import {
  EXTENT,
  encodeTile,
  placeInTile,
  type Tile,
  type TileFeature,
} from '@samenspel/standards/vector-tiles'
import type { AreaProfile, HexagonValues, MeasuredProperty, StationValues } from '../app/map/api.ts'
import { areaShapes, areas, NOW, stations } from './fixture-data.ts'

/** What the map asks of the API, made of the stations and areas of the fixture. */

const locations = stations.flatMap(({ location }) => (location ? [location] : []))
const longitudes = locations.map(([longitude = 0]) => longitude)
const latitudes = locations.map(([, latitude = 0]) => latitude)
const extent = [
  Math.min(...longitudes),
  Math.min(...latitudes),
  Math.max(...longitudes),
  Math.max(...latitudes),
]

export const measuredProperties: MeasuredProperty[] = [
  { name: 'temperature', title: 'Luchttemperatuur', unit: '°C', stations: stations.length, extent },
  { name: 'pm25', title: 'Fijnstof (PM2.5)', unit: 'µg/m³', stations: stations.length, extent },
]

export function stationValues(property: string | undefined): StationValues[] {
  return stations.flatMap(({ thingId, name, location, areaCode, latest }) => {
    const found = latest.find((one) => one.property === property)
    if (!found || !location) return []
    const { datastreamId, value, unit, time, stale, calibrated } = found
    const known = { thingId, datastreamId, name, location, areaCode, unit, time, stale, calibrated }
    return [{ ...known, place: 'exact', averaged: 600, usable: true, values: [value] }]
  })
}

export function hexagonsOf(property: string | undefined, width: number) {
  const byHexagon = Map.groupBy(stationValues(property), ({ location }) => {
    const { q, r } = findHexagon(location ?? [0, 0], width as HexagonWidth)
    return `${q},${r}`
  })
  const items = [...byHexagon].map(([id, inside]): HexagonValues => {
    const values = inside.flatMap(({ stale, values: [value] }) => (stale || !value ? [] : [value]))
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    return {
      id,
      centre: inside[0]?.location ?? [0, 0],
      stations: inside.length,
      counted: [values.length],
      values: [values.length < 3 ? null : mean],
    }
  })
  return { frames: [], width, items, leftOut: 1 }
}

const correlation = (coefficient: number, reach: number) => ({
  coefficient,
  low: coefficient - reach,
  high: coefficient + reach,
})

/** An area beside the others; undefined when there is no such area. */
export function profileOf(code: string): AreaProfile | undefined {
  const area = areas.find((one) => one.code === code)
  if (!area) return undefined
  const others = { mean: 12.5, lowest: 10, highest: 14, rank: 1, areas: 5 }
  const statistic = { year: 2025, unit: '%', ...others, pairs: 5 }
  const unknown = { pearson: null, spearman: null }
  return {
    area: { code, name: area.name },
    within: { code: 'GM9901', name: 'Waterrijk' },
    from: new Date(NOW - 365 * 86_400_000).toISOString(),
    to: new Date(NOW).toISOString(),
    value: 15,
    periods: 351,
    ...others,
    leftOut: 1,
    statistics: [
      { measure: 'income', title: 'gemiddeld inkomen', ...statistic, unit: 'EUR', value: null, ...unknown },
      {
        measure: 'greenery',
        title: 'groen',
        ...statistic,
        value: 18,
        pearson: correlation(-0.7, 0.25),
        spearman: correlation(-0.6, 0.3),
      },
    ],
  }
}

/** A tile of the fixture; undefined when it has none of that name. */
export function tileOf(layer: string, tile: Tile, property: string | undefined): Uint8Array | undefined {
  if (layer === 'areas') return encodeTile([{ name: layer, features: areaFeatures(tile) }])
  if (layer !== 'stations') return layer === 'hexagons' ? new Uint8Array() : undefined
  const features = stationValues(property).map(
    ({ thingId, location, values, time, areaCode: _, ...more }): TileFeature => ({
      id: thingId,
      geometry: { type: 'point', point: placeInTile(location ?? [0, 0], tile) },
      properties: { ...more, value: values[0], time: Date.parse(time ?? '') / 1000 },
    }),
  )
  const isInside = ({ geometry }: TileFeature) =>
    geometry.type === 'point' && geometry.point.every((at) => at >= -128 && at <= EXTENT + 128)
  return encodeTile([{ name: layer, features: features.filter(isInside) }])
}

const areaFeatures = (tile: Tile): TileFeature[] =>
  areaShapes.features.map(({ properties: { code, name }, geometry }) => ({
    geometry: {
      type: 'polygons',
      polygons: [
        geometry.coordinates.map((ring) => ring.map((place) => placeInTile(place as [number, number], tile))),
      ],
    },
    properties: { code, name },
  }))
