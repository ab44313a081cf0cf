import { isObject, type JsonObject, type JsonValue } from './json.ts'
import { add, type Report } from './report.ts'

/** Encoding types whose value is GeoJSON; the second is what 1.0 called it. */
export const GEOJSON_TYPES: readonly string[] = ['application/geo+json', 'application/vnd.geo+json']

/** Per type: levels of arrays around a position, fewest positions in the innermost, and whether those are rings. */
const SHAPES = new Map([
  ['Point', { levels: 0, least: 1, ring: false }],
  ['MultiPoint', { levels: 1, least: 1, ring: false }],
  ['LineString', { levels: 1, least: 2, ring: false }],
  ['MultiLineString', { levels: 2, least: 2, ring: false }],
  ['Polygon', { levels: 2, least: 4, ring: true }],
  ['MultiPolygon', { levels: 3, least: 4, ring: true }],
])

/**
 * Reports what is wrong with GeoJSON (RFC 7946): a geometry, a Feature or a FeatureCollection. A Feature may lack
 * `properties`, as in the standard's own examples, but not its geometry.
 */
export function checkGeoJson(value: JsonValue, path: string, report: Report): void {
  if (!isObject(value)) {
    add(report, path, {
      nl: 'Dit moet GeoJSON zijn: een object met een type, zoals {"type":"Point","coordinates":[5.1,52.3]}.',
      en: 'This must be GeoJSON: an object with a type, such as {"type":"Point","coordinates":[5.1,52.3]}.',
    })
    return
  }
  if (value.type === 'Feature') {
    checkCrs(value, path, report)
    checkGeometry(value.geometry, `${path}/geometry`, report)
    if (value.properties !== undefined && value.properties !== null && !isObject(value.properties)) {
      add(report, `${path}/properties`, {
        nl: 'De properties van een Feature zijn een object of null.',
        en: 'The properties of a Feature are an object or null.',
      })
    }
  } else if (value.type === 'FeatureCollection') {
    checkCrs(value, path, report)
    const features = value.features
    if (!Array.isArray(features) || features.length === 0) {
      add(report, `${path}/features`, {
        nl: 'Een FeatureCollection heeft een lijst met ten minste één Feature nodig.',
        en: 'A FeatureCollection needs a list with at least one Feature.',
      })
      return
    }
    for (const [i, feature] of features.entries()) {
      if (isObject(feature) && feature.type === 'Feature')
        checkGeoJson(feature, `${path}/features/${i}`, report)
      else
        add(report, `${path}/features/${i}`, {
          nl: 'Dit moet een Feature zijn.',
          en: 'This must be a Feature.',
        })
    }
  } else {
    checkGeometry(value, path, report)
  }
}

/** Reports what is wrong with a GeoJSON geometry. */
export function checkGeometry(value: JsonValue | undefined, path: string, report: Report): void {
  if (!isObject(value)) {
    add(report, path, {
      nl: 'Hier hoort een geometrie, zoals {"type":"Point","coordinates":[5.1,52.3]}.',
      en: 'A geometry is needed here, such as {"type":"Point","coordinates":[5.1,52.3]}.',
    })
    return
  }
  checkCrs(value, path, report)
  if (value.type === 'GeometryCollection') {
    const geometries = value.geometries
    if (!Array.isArray(geometries) || geometries.length === 0) {
      add(report, `${path}/geometries`, {
        nl: 'Een GeometryCollection heeft een lijst met ten minste één geometrie nodig.',
        en: 'A GeometryCollection needs a list with at least one geometry.',
      })
      return
    }
    for (const [i, geometry] of geometries.entries())
      checkGeometry(geometry, `${path}/geometries/${i}`, report)
    return
  }
  const shape = typeof value.type === 'string' ? SHAPES.get(value.type) : undefined
  if (!shape) {
    add(report, `${path}/type`, {
      nl: `Het type moet een van deze zijn: ${[...SHAPES.keys()].join(', ')}, GeometryCollection, Feature.`,
      en: `The type must be one of ${[...SHAPES.keys()].join(', ')}, GeometryCollection, Feature.`,
    })
    return
  }
  const before = report.errors.length
  const dimensions = { count: 0 }
  checkCoordinates(value.coordinates, `${path}/coordinates`, report, shape, shape.levels, dimensions)
  if (dimensions.count < 0 && report.errors.length === before) {
    add(report, `${path}/coordinates`, {
      nl: 'Posities met en zonder hoogte staan door elkaar. Gebruik overal twee of overal drie getallen.',
      en: 'Positions with and without height are mixed. Use two or three numbers everywhere.',
    })
  }
}

/** A `crs` of the older GeoJSON would move the geometry to another place on Earth. */
function checkCrs(value: JsonObject, path: string, report: Report): void {
  const { crs } = value
  if (crs === undefined || crs === null) return
  const name = isObject(crs) && isObject(crs.properties) ? crs.properties.name : undefined
  if (typeof name === 'string' && /(?:CRS84|EPSG:(?:[0-9.]*:)?4326)$/.test(name)) return
  add(report, `${path}/crs`, {
    nl: 'Alleen lengtegraad en breedtegraad (WGS 84) kunnen. Reken de coördinaten om en haal crs weg.',
    en: 'Only longitude and latitude (WGS 84) can be used. Convert the coordinates and remove crs.',
  })
}

interface Shape {
  readonly least: number
  readonly ring: boolean
}

/** @param dimensions count: 0 none seen yet, 2 or 3, -1 mixed */
function checkCoordinates(
  value: JsonValue | undefined,
  path: string,
  report: Report,
  shape: Shape,
  levels: number,
  dimensions: { count: number },
): void {
  if (levels === 0) {
    checkPosition(value, path, report, dimensions)
    return
  }
  if (!Array.isArray(value)) {
    add(report, path, {
      nl: 'De coördinaten moeten hier een lijst zijn.',
      en: 'Coordinates must be a list here.',
    })
    return
  }
  const items: readonly JsonValue[] = value
  if (levels > 1 && items.length === 0)
    add(report, path, { nl: 'Deze lijst van coördinaten is leeg.', en: 'This list of coordinates is empty.' })
  for (let i = 0; i < items.length; i++) {
    checkCoordinates(items[i], `${path}/${i}`, report, shape, levels - 1, dimensions)
  }
  if (levels > 1) return
  if (items.length < shape.least) {
    add(report, path, {
      nl: `Hier zijn ten minste ${shape.least} posities nodig; er zijn er ${items.length}.`,
      en: `At least ${shape.least} positions are needed here; there are ${items.length}.`,
    })
  } else if (shape.ring && JSON.stringify(items[0]) !== JSON.stringify(items.at(-1))) {
    add(report, path, {
      nl: 'Een Polygon moet eindigen op de positie waarmee die begint.',
      en: 'A polygon must end at the position it starts with.',
    })
  }
}

function checkPosition(
  value: JsonValue | undefined,
  path: string,
  report: Report,
  dimensions: { count: number },
): void {
  const items: readonly JsonValue[] = Array.isArray(value) ? value : []
  const [longitude, latitude, height] = items
  if (
    typeof longitude !== 'number' ||
    typeof latitude !== 'number' ||
    items.length > 3 ||
    (items.length === 3 && typeof height !== 'number')
  ) {
    add(report, path, {
      nl: 'Een positie is [lengtegraad, breedtegraad] of [lengtegraad, breedtegraad, hoogte], allemaal getallen.',
      en: 'A position is [longitude, latitude] or [longitude, latitude, height], all numbers.',
    })
    return
  }
  if (dimensions.count === 0) dimensions.count = items.length
  else if (dimensions.count !== items.length) dimensions.count = -1
  if (Math.abs(longitude) > 180 || Math.abs(latitude) > 90) {
    add(report, path, {
      nl: `[${longitude}, ${latitude}] ligt niet op aarde: eerst komt de lengtegraad (-180 tot 180), dan de breedtegraad (-90 tot 90). Reken RD of andere coördinaten eerst om.`,
      en: `[${longitude}, ${latitude}] is not on Earth: longitude (-180 to 180) comes first, then latitude (-90 to 90). Convert RD or other coordinates first.`,
    })
  }
}

/**
 * The geometry in checked GeoJSON: of a Feature its geometry, of a FeatureCollection a GeometryCollection of them.
 */
export function geometryOf(value: JsonValue): JsonObject | undefined {
  if (!isObject(value)) return undefined
  if (value.type === 'Feature') return isObject(value.geometry) ? value.geometry : undefined
  if (value.type !== 'FeatureCollection') return value
  const features = Array.isArray(value.features) ? value.features : []
  const geometries = features.map(geometryOf).filter((geometry) => geometry !== undefined)
  return { type: 'GeometryCollection', geometries }
}
