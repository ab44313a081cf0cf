import { readAreaCode } from '@samenspel/standards/cbs'
import {
  type AreaGeometry,
  type CrsCode,
  findLabelPoint,
  type GeoJsonOptions,
  type Point2D,
  readGeoJson,
} from '@samenspel/standards/geo'
import { cutText } from '@samenspel/standards/language'
import type { Bilingual, InputMistake } from '../../platform/errors.ts'
import { type AreaLevel, LEVEL_NAMES, liesInNetherlands, type Refusal, type RefusalReason } from './rules.ts'

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
  /** Number of the feature, from 1. */
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
  readonly text: Bilingual
  constructor(reason: RefusalReason, nl: string, en: string) {
    super(en)
    this.reason = reason
    this.text = { nl, en }
  }
}

/**
 * Reads the areas in a GeoJSON FeatureCollection. A fault of the file as a whole refuses it; a fault of one feature
 * refuses that feature, with its number and the reason. Nothing is repaired.
 */
export function readShapes(document: unknown, options: ShapeOptions): ReadShapes {
  const features = isRecord(document) && document.type === 'FeatureCollection' ? document.features : undefined
  if (!isRecord(document) || !Array.isArray(features)) {
    return refuseFile('', {
      nl: 'Dit moet een FeatureCollection in GeoJSON zijn, met een lijst "features".',
      en: 'This must be a GeoJSON FeatureCollection with a list "features".',
    })
  }
  if (features.length === 0) {
    return refuseFile('/features', {
      nl: 'De lijst "features" is leeg: er moet minstens één gebied in staan.',
      en: 'The list "features" is empty: it must hold at least one area.',
    })
  }
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
  for (const [index, feature] of features.entries()) {
    const position = index + 1
    const code = readCode(feature, options)
    try {
      const shape = readShape(feature, position, options, system)
      const earlier = seen.get(shape.code)
      if (earlier !== undefined) {
        throw new Refused(
          'duplicate-code',
          `De code ${shape.code} is al gegeven, door feature ${earlier}.`,
          `The code ${shape.code} was given before, by feature ${earlier}.`,
        )
      }
      seen.set(shape.code, position)
      shapes.push(shape)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      refusals.push({ position, code, reason: error.reason, message: error.text })
    }
  }
  return { ok: true, crs: head.crs, features: features.length, shapes, refusals }
}

function readShape(feature: unknown, position: number, options: ShapeOptions, system: GeoJsonOptions) {
  const geometry = readArea(feature, system)
  const properties = isRecord(feature) && isRecord(feature.properties) ? feature.properties : {}
  const code = readCode(feature, options)
  if (code === null || !CODE.test(code)) {
    throw new Refused(
      'bad-code',
      `In de eigenschap ${options.codeProperty} hoort de code van het gebied: hoogstens 50 letters, cijfers, punten en streepjes. ${show(properties[options.codeProperty]).nl}`,
      `The property ${options.codeProperty} must hold the code of the area: letters, digits, dots and dashes, at most 50. ${show(properties[options.codeProperty]).en}`,
    )
  }
  const cbs = readAreaCode(code)
  if (cbs && cbs.level !== options.level) {
    throw new Refused(
      'other-level',
      `${code} is de code van een ${LEVEL_NAMES[cbs.level].nl}, en dit bestand is van het niveau ${LEVEL_NAMES[options.level].nl}.`,
      `${code} is the code of a ${cbs.level}, and this import is of level ${options.level}.`,
    )
  }
  const name = properties[options.nameProperty]
  if (typeof name !== 'string' || name.trim() === '' || name.length > NAME_LENGTH || hasControl(name)) {
    throw new Refused(
      'bad-name',
      `In de eigenschap ${options.nameProperty} hoort een naam van 1 tot ${NAME_LENGTH} tekens. ${show(name).nl}`,
      `The property ${options.nameProperty} must hold a name of 1 to ${NAME_LENGTH} characters. ${show(name).en}`,
    )
  }
  const labelPoint = findLabelPoint(geometry)
  if (!liesInNetherlands(labelPoint)) {
    throw refusePlace(labelPoint)
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

function refusePlace([longitude, latitude]: Point2D): Refused {
  const shown = `${longitude.toFixed(4)}, ${latitude.toFixed(4)}`
  if (liesInNetherlands([latitude, longitude])) {
    return new Refused(
      'swapped-position',
      `Het gebied ligt op ${shown}. Verwisseld ligt het in Nederland: geef eerst de lengte, dan de breedte.`,
      `The area lies at ${shown}. Swapped it lies in the Netherlands: give longitude first, then latitude.`,
    )
  }
  return new Refused(
    'outside-netherlands',
    `Het gebied ligt op ${shown}, buiten Nederland (ook het Caribische deel). Geef eerst de lengte, dan de breedte.`,
    `The area lies at ${shown}, outside the Netherlands (its Caribbean part too). Give longitude first, then latitude.`,
  )
}

function readArea(feature: unknown, system: GeoJsonOptions): AreaGeometry {
  const read = readGeoJson(feature, { ...system, listAtMost: 1 })
  if (!read.ok) {
    const [fault] = read.faults
    const more = read.faultCount - 1
    const at = fault?.path ? `${fault.path}: ` : ''
    throw new Refused(
      'bad-geometry',
      `${at}${fault?.message.nl ?? ''}${more > 0 ? ` Er zijn nog ${more} fouten in deze feature.` : ''}`,
      `${at}${fault?.message.en ?? ''}${more > 0 ? ` There are ${more} more mistakes in this feature.` : ''}`,
    )
  }
  const geometry = read.features[0]?.geometry
  if (!isRecord(feature) || feature.type !== 'Feature' || !geometry) {
    throw new Refused(
      'bad-geometry',
      'Een feature is een object met "type": "Feature".',
      'A feature must be an object with "type": "Feature".',
    )
  }
  if (geometry.type === 'Point') {
    throw new Refused(
      'not-an-area',
      'Deze feature is een punt. Een gebied is een Polygon of MultiPolygon.',
      'This feature is a point. An area must be a Polygon or MultiPolygon.',
    )
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
        `In de eigenschap ${options.parentProperty} hoort de code van het gebied waar dit een deel van is. ${show(value).nl}`,
        `The property ${options.parentProperty} must hold the code of the area that this one is part of. ${show(value).en}`,
      )
    }
    return parent
  }
  if (options.parentCode !== undefined) return options.parentCode
  // The country is not an area here.
  return options.level === 'municipality' ? null : derived
}

function refuseFile(pointer: string, detail: Bilingual): ReadShapes {
  return { ok: false, mistakes: [{ in: 'body', pointer, detail }] }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function hasControl(text: string): boolean {
  return /\p{Cc}/u.test(text)
}

/** What stands there instead. */
function show(value: unknown): Bilingual {
  if (value === undefined) return { nl: 'Die ontbreekt.', en: 'It is missing.' }
  const text = typeof value === 'string' ? cutText(value, 40).replace(/\p{Cc}/gu, '�') : undefined
  if (text !== undefined) return { nl: `Er staat “${text}”.`, en: `It is “${text}”.` }
  return { nl: 'Er staat iets anders dan tekst.', en: 'It is something else than text.' }
}
