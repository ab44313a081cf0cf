import { readAreaCode } from '@samenspel/standards/cbs'
import {
  type AreaGeometry,
  type CrsCode,
  findLabelPoint,
  type GeoJsonOptions,
  type Point2D,
  readGeoJson,
} from '@samenspel/standards/geo'
import type { InputMistake } from '../../platform/errors.ts'
import { type AreaLevel, liesInNetherlands, type Refusal, type RefusalReason } from './rules.ts'

/** How the features of a file are to be read. */
export type ShapeOptions = {
  level: AreaLevel
  /** The reference system as the caller states it; undefined leaves it to the file. */
  crs: CrsCode | undefined
  codeProperty: string
  nameProperty: string
  parentProperty: string | undefined
  /** The parent of all areas of the file, where no property tells it. */
  parentCode: string | undefined
}

/** An area as read from a file, in WGS84. */
export type AreaShape = {
  position: number
  code: string
  name: string
  parentCode: string | null
  municipalityCode: string | null
  labelPoint: Point2D
  geometry: AreaGeometry
}

export type ReadShapes =
  | { ok: true; crs: CrsCode; features: number; shapes: AreaShape[]; refusals: Refusal[] }
  | { ok: false; mistakes: InputMistake[] }

const CODE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,49}$/
const NAME_LENGTH = 200

class Refused extends Error {
  readonly reason: RefusalReason
  constructor(reason: RefusalReason, message: string) {
    super(message)
    this.reason = reason
  }
}

/**
 * Reads the areas in a GeoJSON FeatureCollection. A fault of the file as a whole refuses it; a fault of one feature
 * refuses that feature, with its index and the reason. Nothing is repaired.
 */
export function readShapes(document: unknown, options: ShapeOptions): ReadShapes {
  const features = isRecord(document) && document.type === 'FeatureCollection' ? document.features : undefined
  if (!isRecord(document) || !Array.isArray(features)) {
    return refuseFile('', 'must be a GeoJSON FeatureCollection with a list "features"')
  }
  if (features.length === 0) return refuseFile('/features', 'must hold at least one feature')
  const stated: GeoJsonOptions = options.crs ? { crs: options.crs } : {}
  const { crs: declared } = document
  const head = readGeoJson({ type: 'FeatureCollection', crs: declared, features: [] }, stated)
  if (!head.ok) {
    return {
      ok: false,
      mistakes: head.faults.map((fault) => ({ in: 'body', pointer: fault.path, detail: fault.message })),
    }
  }
  const system: GeoJsonOptions = options.crs || declared ? { crs: head.crs } : {}
  const shapes: AreaShape[] = []
  const refusals: Refusal[] = []
  const seen = new Map<string, number>()
  for (const [position, feature] of features.entries()) {
    const code = readCode(feature, options)
    try {
      const shape = readShape(feature, position, options, system)
      const earlier = seen.get(shape.code)
      if (earlier !== undefined) {
        throw new Refused('duplicate-code', `The code ${shape.code} was given before, by feature ${earlier}.`)
      }
      seen.set(shape.code, position)
      shapes.push(shape)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      refusals.push({ position, code, reason: error.reason, message: error.message })
    }
  }
  return { ok: true, crs: head.crs, features: features.length, shapes, refusals }
}

function readShape(feature: unknown, position: number, options: ShapeOptions, system: GeoJsonOptions) {
  const geometry = readArea(feature, position, system)
  const properties = isRecord(feature) && isRecord(feature.properties) ? feature.properties : {}
  const code = readCode(feature, options)
  if (code === null || !CODE.test(code)) {
    throw new Refused(
      'bad-code',
      `The property ${options.codeProperty} must hold the code of the area: letters, digits, dots and dashes, at most 50. It is ${show(properties[options.codeProperty])}.`,
    )
  }
  const cbs = readAreaCode(code)
  if (cbs && cbs.level !== options.level) {
    throw new Refused(
      'other-level',
      `${code} is the code of a ${cbs.level}, and this import is of level ${options.level}.`,
    )
  }
  const name = properties[options.nameProperty]
  if (typeof name !== 'string' || name.trim() === '' || name.length > NAME_LENGTH || hasControl(name)) {
    throw new Refused(
      'bad-name',
      `The property ${options.nameProperty} must hold a name of 1 to ${NAME_LENGTH} characters. It is ${show(name)}.`,
    )
  }
  const labelPoint = findLabelPoint(geometry)
  if (!liesInNetherlands(labelPoint)) {
    throw new Refused(
      'outside-netherlands',
      `The area lies at ${labelPoint.map((number) => number.toFixed(4)).join(', ')}, outside the Netherlands. Coordinates are longitude first, then latitude.`,
    )
  }
  return {
    position,
    code,
    name: name.trim(),
    parentCode: readParent(properties, options, cbs?.parent ?? null),
    municipalityCode: cbs ? `GM${code.slice(2, 6)}` : options.level === 'municipality' ? code : null,
    labelPoint,
    geometry,
  }
}

function readArea(feature: unknown, position: number, system: GeoJsonOptions): AreaGeometry {
  const read = readGeoJson(feature, { ...system, listAtMost: 1 })
  if (!read.ok) {
    const [fault] = read.faults
    const more = read.faultCount > 1 ? ` There are ${read.faultCount - 1} more mistakes in this feature.` : ''
    throw new Refused(
      'bad-geometry',
      `/features/${position}${fault?.path ?? ''}: ${fault?.message ?? ''}${more}`,
    )
  }
  const geometry = read.features[0]?.geometry
  if (!isRecord(feature) || feature.type !== 'Feature' || !geometry) {
    throw new Refused('bad-geometry', `/features/${position}: must be an object with "type": "Feature".`)
  }
  if (geometry.type === 'Point') {
    throw new Refused('not-an-area', 'This feature is a point. An area must be a Polygon or MultiPolygon.')
  }
  return geometry
}

function readCode(feature: unknown, { codeProperty }: ShapeOptions): string | null {
  const properties = isRecord(feature) && isRecord(feature.properties) ? feature.properties : {}
  const code = properties[codeProperty]
  if (typeof code === 'number' && Number.isSafeInteger(code)) return String(code)
  return typeof code === 'string' ? code.trim() : null
}

function readParent(properties: Record<string, unknown>, options: ShapeOptions, derived: string | null) {
  if (options.parentProperty !== undefined) {
    const value = properties[options.parentProperty]
    const parent = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : ''
    if (!CODE.test(parent)) {
      throw new Refused(
        'bad-parent',
        `The property ${options.parentProperty} must hold the code of the area that this one is part of. It is ${show(value)}.`,
      )
    }
    return parent
  }
  if (options.parentCode !== undefined) return options.parentCode
  // The country is not an area here.
  return options.level === 'municipality' ? null : derived
}

function refuseFile(pointer: string, detail: string): ReadShapes {
  return { ok: false, mistakes: [{ in: 'body', pointer, detail }] }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function hasControl(text: string): boolean {
  return /\p{Cc}/u.test(text)
}

function show(value: unknown): string {
  if (value === undefined) return 'missing'
  const text = typeof value === 'string' ? `“${value.slice(0, 40)}”` : typeof value
  return text.replace(/\p{Cc}/gu, '�')
}
