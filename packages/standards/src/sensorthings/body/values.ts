import { type EntityId, readId } from '../ids.ts'
import type { EntityType, PropertyModel } from '../model.ts'
import { readInstant, readInterval, readTime, TIME_FAULTS, type TimeFault } from '../times.ts'
import { checkGeoJson, checkGeometry } from './geojson.ts'
import { isObject, type JsonValue } from './json.ts'
import { add, pointer, type Report } from './report.ts'
import { OBSERVATION_TYPES } from './results.ts'

/** What a checked property can be; the entity's type says which (see PropertyValues in entity.ts). */
export type PropertyValue = JsonValue | bigint | object

/** How strict a property is checked. */
export interface PropertyContext {
  readonly entityType: EntityType
  /** Location and feature are GeoJSON. */
  readonly geoJson: boolean
}

/**
 * The id in a body: a whole number, or its digits as text, because a JSON number holds only 53 of the 64 bits exactly.
 */
export function checkId(value: unknown, path: string, report: Report): EntityId | undefined {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(value)
  const id = typeof value === 'string' || typeof value === 'bigint' ? readId(String(value)) : 'bad-id'
  if (typeof id === 'bigint') return id
  const isLarge = id === 'out-of-range' || (typeof value === 'number' && Number.isInteger(value))
  add(
    report,
    path,
    isLarge
      ? {
          nl: 'Dit id is te groot. Een id heeft hooguit 64 bits; schrijf er een boven 9007199254740991 als tekst, tussen aanhalingstekens.',
          en: 'This id is too large. An id has at most 64 bits; write one above 9007199254740991 as text, between quotes.',
        }
      : { nl: 'Een id is een geheel getal, zoals 1.', en: 'An id is a whole number, like 1.' },
  )
  return undefined
}

/** The checked and normalised value of one property, or undefined when it was reported. */
export function checkProperty(
  model: PropertyModel,
  name: string,
  value: JsonValue,
  path: string,
  report: Report,
  context: PropertyContext,
): PropertyValue | undefined {
  if (value === null) {
    if (model.nullable) return null
    add(report, path, {
      nl: `“${name}” kan niet null zijn.${model.required ? '' : ' Laat het dan weg.'}`,
      en: `“${name}” cannot be null.${model.required ? '' : ' Leave it out instead.'}`,
    })
    return undefined
  }
  switch (model.type) {
    case 'string':
      return checkString(context.entityType, name, value, path, report)
    case 'instant':
      return checkTime(readInstant, value, path, report)
    case 'interval':
      return checkTime(readInterval, value, path, report)
    case 'time':
      return checkTime(readTime, value, path, report)
    case 'object':
      if (name === 'unitOfMeasurement') return checkUnit(value, path, report)
      if (isObject(value)) return value
      add(report, path, {
        nl: `“${name}” moet een object zijn, zoals {"key": "value"}.`,
        en: `“${name}” must be an object, like {"key": "value"}.`,
      })
      return undefined
    case 'array':
      return checkList(name, value, path, report)
    case 'geometry':
      if (name === 'observedArea') checkGeometry(value, path, report)
      else if (context.geoJson) checkGeoJson(value, path, report)
      return value
    default:
      return value
  }
}

function checkString(
  entityType: EntityType,
  name: string,
  value: JsonValue,
  path: string,
  report: Report,
): string | undefined {
  if (typeof value !== 'string') {
    add(report, path, { nl: `“${name}” moet tekst zijn.`, en: `“${name}” must be text.` })
    return undefined
  }
  if (entityType === 'MultiDatastream' && name === 'observationType' && value !== OBSERVATION_TYPES.complex) {
    add(report, path, {
      nl: `Het observationType van een MultiDatastream is altijd ${OBSERVATION_TYPES.complex}.`,
      en: `The observationType of a MultiDatastream is always ${OBSERVATION_TYPES.complex}.`,
    })
    return undefined
  }
  return value
}

function checkTime<T extends object | bigint>(
  read: (text: string) => T | TimeFault,
  value: JsonValue,
  path: string,
  report: Report,
): T | undefined {
  const time = typeof value === 'string' ? read(value) : 'form'
  if (typeof time !== 'string') return time
  add(report, path, TIME_FAULTS[time])
  return undefined
}

const UNIT_PARTS = ['name', 'symbol', 'definition'] as const

/** A unit as a whole, also in a PATCH: a part of one would be another unit (18-088 §8.2.4). Its parts are null where there is none. */
function checkUnit(value: JsonValue, path: string, report: Report): JsonValue | undefined {
  if (!isObject(value)) {
    add(report, path, {
      nl: 'Een eenheid is een object met name, symbol en definition.',
      en: 'A unit is an object with name, symbol and definition.',
    })
    return undefined
  }
  for (const part of UNIT_PARTS) {
    const text = value[part]
    if (text !== null && typeof text !== 'string') {
      add(report, pointer(path, part), {
        nl: `De ${part} van een eenheid moet er zijn: tekst, of null als er geen eenheid is.`,
        en: `The ${part} of a unit must be given: text, or null when there is no unit.`,
      })
    }
  }
  for (const key of Object.keys(value)) {
    if (!(UNIT_PARTS as readonly string[]).includes(key)) {
      add(report, pointer(path, key), {
        nl: `Een eenheid heeft geen “${key}”. Wel: ${UNIT_PARTS.join(', ')}.`,
        en: `A unit has no “${key}”. It has ${UNIT_PARTS.join(', ')}.`,
      })
    }
  }
  return value
}

function checkList(name: string, value: JsonValue, path: string, report: Report): JsonValue | undefined {
  if (!Array.isArray(value) || value.length === 0) {
    add(report, path, {
      nl: `“${name}” moet een lijst zijn met ten minste één onderdeel.`,
      en: `“${name}” must be a list with at least one item.`,
    })
    return undefined
  }
  const items: readonly JsonValue[] = value
  for (const [i, item] of items.entries()) {
    if (name === 'unitOfMeasurements') checkUnit(item, `${path}/${i}`, report)
    else if (typeof item !== 'string')
      add(report, `${path}/${i}`, {
        nl: 'Dit moet de URI van een soort waarneming zijn.',
        en: 'This must be the URI of an observation type.',
      })
  }
  return items
}
