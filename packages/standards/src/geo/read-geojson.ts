import { type CrsCode, readCrsName } from './crs.ts'
import { type Geometry, reproject } from './geometry.ts'
import { type GeoFault, isRecord, type ReportFault, readGeometry } from './validate-geometry.ts'

/** A feature as read: geometry always in WGS84, longitude first. */
export interface ReadFeature {
  id: string | number | null
  properties: Record<string, unknown>
  geometry: Geometry
}

export interface GeoJsonOptions {
  /** The reference system as the caller states it. If the file declares another one, that is a fault. */
  crs?: CrsCode
  /** How many faults to list; the count goes on. Default 1000. */
  listAtMost?: number
}

export type ReadGeoJson =
  | { ok: true; crs: CrsCode; features: ReadFeature[] }
  | { ok: false; faults: GeoFault[]; faultCount: number }

/**
 * Reads a FeatureCollection, a Feature or a bare geometry of points and polygons, and brings it to WGS84.
 * The reference system is the caller's, else the file's `crs` member, else WGS84 (RFC 7946 §4); it is never guessed.
 * `bbox` members are ignored: real files carry RD boxes around WGS84 geometry.
 */
export function readGeoJson(value: unknown, options: GeoJsonOptions = {}): ReadGeoJson {
  const faults: GeoFault[] = []
  let faultCount = 0
  const report: ReportFault = (path, nl, en) => {
    faultCount++
    if (faults.length < (options.listAtMost ?? 1000)) faults.push({ path, message: { nl, en } })
  }
  const { crs, stated } = chooseCrs(value, options.crs, report)
  const rules = { crs, stated, report }
  const features: ReadFeature[] = []

  function readFeature(feature: unknown, path: string): void {
    if (!isRecord(feature) || feature.type !== 'Feature') {
      report(
        path,
        'Een feature is een object met "type": "Feature".',
        'A feature must be an object with "type": "Feature".',
      )
      return
    }
    const { id = null, properties = {} } = feature
    if (id !== null && typeof id !== 'string' && typeof id !== 'number') {
      report(
        `${path}/id`,
        'De id van een feature is tekst of een getal.',
        'The id of a feature must be a text or a number.',
      )
    }
    if (properties !== null && !isRecord(properties)) {
      report(
        `${path}/properties`,
        'De properties van een feature zijn een object of null.',
        'The properties of a feature must be an object or null.',
      )
    }
    if (feature.geometry === null || feature.geometry === undefined) {
      report(`${path}/geometry`, 'Deze feature heeft geen geometrie.', 'This feature has no geometry.')
      return
    }
    keep(readGeometry(feature.geometry, `${path}/geometry`, rules), id, properties)
  }

  function keep(geometry: Geometry | null, id: unknown, properties: unknown): void {
    if (!geometry) return
    features.push({
      id: typeof id === 'string' || typeof id === 'number' ? id : null,
      properties: isRecord(properties) ? properties : {},
      geometry: reproject(geometry, crs, 'EPSG:4326'),
    })
  }

  if (!isRecord(value)) {
    report(
      '',
      'Dit is geen GeoJSON: het moet een object met een "type" zijn.',
      'This is not GeoJSON: it must be an object with a "type".',
    )
  } else if (value.type === 'FeatureCollection') {
    if (!Array.isArray(value.features))
      report(
        '/features',
        'Een FeatureCollection heeft een lijst "features".',
        'A FeatureCollection must have a list "features".',
      )
    else for (const [index, feature] of value.features.entries()) readFeature(feature, `/features/${index}`)
  } else if (value.type === 'Feature') {
    readFeature(value, '')
  } else {
    keep(readGeometry(value, '', rules), null, {})
  }
  return faultCount === 0 ? { ok: true, crs, features } : { ok: false, faults, faultCount }
}

function chooseCrs(
  value: unknown,
  caller: CrsCode | undefined,
  report: ReportFault,
): { crs: CrsCode; stated: boolean } {
  const declared = readDeclaredCrs(value)
  if (declared.kind === 'unreadable') {
    const name = declared.name === undefined ? '' : ` “${declared.name.slice(0, 80)}”`
    report(
      '/crs',
      `Het coördinatenstelsel${name} kennen we niet. Gebruik EPSG:4326 of EPSG:28992.`,
      `The reference system${name} is not known here. Use EPSG:4326 or EPSG:28992.`,
    )
    return { crs: caller ?? 'EPSG:4326', stated: true }
  }
  if (declared.kind === 'none') return { crs: caller ?? 'EPSG:4326', stated: caller !== undefined }
  if (caller && caller !== declared.crs) {
    report(
      '/crs',
      `U noemt ${caller}, maar het bestand zegt ${declared.crs}. Verbeter een van beide.`,
      `You state ${caller}, but the file says ${declared.crs}. Correct one of them.`,
    )
  }
  return { crs: declared.crs, stated: true }
}

type DeclaredCrs =
  | { kind: 'none' }
  | { kind: 'read'; crs: CrsCode }
  | { kind: 'unreadable'; name: string | undefined }

function readDeclaredCrs(value: unknown): DeclaredCrs {
  const declared = isRecord(value) ? value.crs : undefined
  if (declared === undefined || declared === null) return { kind: 'none' }
  const name = isRecord(declared) && isRecord(declared.properties) ? declared.properties.name : declared
  const crs = typeof name === 'string' ? readCrsName(name) : null
  if (crs) return { kind: 'read', crs }
  return { kind: 'unreadable', name: typeof name === 'string' ? name : undefined }
}
