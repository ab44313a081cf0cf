import type { Bilingual } from '../../language/index.ts'
import type { EntityId } from '../ids.ts'
import {
  type EntityType,
  type LinkModel,
  type LinkName,
  linkOf,
  linksOf,
  type MODEL,
  type PropertyName,
  type PropertyType,
  propertiesOf,
  propertyOf,
} from '../model.ts'
import type { Instant, Interval, TimeValue } from '../times.ts'
import { GEOJSON_TYPES } from './geojson.ts'
import { checkJson, isObject, type JsonObject, type JsonValue } from './json.ts'
import { add, type BodyLimits, type Checked, openReport, pointer, type Report } from './report.ts'
import { OBSERVATION_TYPES } from './results.ts'
import { checkId, checkProperty, type PropertyValue } from './values.ts'

/** The normalised form of a property of each type: times are read, JSON stays as it was sent. */
interface ValueOfType extends Record<PropertyType, unknown> {
  id: EntityId
  string: string
  instant: Instant
  interval: Interval
  time: TimeValue
  object: JsonObject
  array: readonly JsonValue[]
  geometry: JsonValue
  any: JsonValue
}

type Properties<E extends EntityType> = (typeof MODEL)[E]['properties']
type Links<E extends EntityType> = (typeof MODEL)[E]['links']

/** The given properties of an entity; a property not in the body is absent. */
export type PropertyValues<E extends EntityType> = {
  readonly [P in Exclude<PropertyName<E>, 'id'>]?: Properties<E>[P] extends {
    readonly type: infer T extends PropertyType
  }
    ? ValueOfType[T] | null
    : never
}

/** The given links: one entity, or a list for a link to many. */
export type LinkValues<E extends EntityType> = {
  readonly [L in LinkName<E>]?: Links<E>[L] extends { readonly many: true } ? readonly Related[] : Related
}

/** A related entity: an existing one by its id, or a new one to create with this one (deep insert). */
export type Related =
  | { readonly kind: 'existing'; readonly id: EntityId }
  | { readonly kind: 'new'; readonly entity: EntityBody }

/** A checked body. Distributes over entity types, so `entityType` tells which properties there can be. */
export type EntityBody<E extends EntityType = EntityType> = E extends EntityType
  ? {
      readonly entityType: E
      /** `@iot.id` of the body; whether it is honoured is the service's choice. */
      readonly id?: EntityId
      readonly properties: PropertyValues<E>
      readonly links: LinkValues<E>
    }
  : never

export interface CreateContext {
  /** Single links the address already gives, by name: `Datastream` and its id for `Datastreams(1)/Observations`. */
  readonly provided?: ReadonlyMap<string, EntityId>
  readonly limits?: BodyLimits
}

export interface UpdateContext {
  /** PATCH merges; PUT replaces all properties, so it needs the required ones. */
  readonly method: 'PATCH' | 'PUT'
  /** The entity's encodingType now, for a location or feature sent without it; absent: GeoJSON. */
  readonly encodingType?: string
  readonly limits?: BodyLimits
}

/**
 * Checks the body of a create, related entities included (req/create-update-delete/create-entity,
 * link-to-existing-entities and deep-insert), and gives all errors at once.
 */
export function checkCreate<E extends EntityType>(
  entityType: E,
  body: unknown,
  context: CreateContext = {},
): Checked<EntityBody<E>> {
  const report = openReport(context.limits)
  if (checkJson(body, '', report)) {
    const entity = readNew(entityType, body, '', report, context.provided ?? new Map())
    if (entity && report.errors.length === 0) return { ok: true, value: entity as EntityBody<E> }
  }
  return { ok: false, errors: report.errors }
}

/**
 * Checks the body of a PATCH or PUT (req/create-update-delete/update-entity and update-entity-put). Links may only name
 * existing entities: a single link is replaced, a link to many gets them added. JSON values, `unitOfMeasurement`
 * among them, are replaced as a whole.
 */
export function checkUpdate<E extends EntityType>(
  entityType: E,
  body: unknown,
  context: UpdateContext,
): Checked<EntityBody<E>> {
  const report = openReport(context.limits)
  if (checkJson(body, '', report)) {
    const entity = readUpdate(entityType, body, report, context)
    if (entity && report.errors.length === 0) return { ok: true, value: entity as EntityBody<E> }
  }
  return { ok: false, errors: report.errors }
}

interface Parts {
  id?: EntityId
  readonly properties: Record<string, PropertyValue>
  readonly links: Record<string, Related | readonly Related[]>
}

/** The one cast from names checked against the model to the types derived from it. */
function close(entityType: EntityType, parts: Parts): EntityBody {
  return { entityType, ...parts } as unknown as EntityBody
}

type ReadLink = (
  link: LinkModel,
  name: string,
  value: JsonValue,
  path: string,
) => Related | readonly Related[] | undefined

/** Reads all fields; what is required is up to the caller. */
function readFields(
  entityType: EntityType,
  body: JsonObject,
  path: string,
  report: Report,
  givenType: JsonValue | undefined,
  readLink: ReadLink,
): Parts {
  const parts: Parts = { properties: {}, links: {} }
  const encodingType = body.encodingType ?? givenType
  const context = {
    entityType,
    geoJson: encodingType === undefined || GEOJSON_TYPES.includes(String(encodingType)),
  }
  for (const key of Object.keys(body)) {
    const value = body[key]
    if (value === undefined) continue
    const property = key === 'id' ? undefined : propertyOf(entityType, key)
    if (property) {
      const checked = checkProperty(property, key, value, `${path}/${key}`, report, context)
      if (checked !== undefined) parts.properties[key] = checked
      continue
    }
    const link = linkOf(entityType, key)
    if (link) {
      const related = readLink(link, key, value, `${path}/${key}`)
      if (related !== undefined) parts.links[key] = related
    } else if (key === '@iot.id') {
      const id = checkId(value, `${path}/@iot.id`, report)
      if (id !== undefined) parts.id = id
    } else if (!isControlInformation(entityType, key)) {
      add(report, pointer(path, key), unknownField(entityType, key))
    }
  }
  return parts
}

/** Annotations a client echoes back from an answer (clause 8.1): `@iot.selfLink`, `Things@iot.navigationLink`. */
function isControlInformation(entityType: EntityType, key: string): boolean {
  const at = key.indexOf('@iot.')
  return at === 0 || (at > 0 && linkOf(entityType, key.slice(0, at)) !== undefined)
}

function unknownField(entityType: EntityType, key: string): Bilingual {
  if (key === 'id')
    return {
      nl: 'Het id van een entiteit heet hier “@iot.id”.',
      en: 'The id of an entity is called “@iot.id” here.',
    }
  const names = [...propertiesOf(entityType).keys(), ...linksOf(entityType).keys()].filter(
    (name) => name !== 'id',
  )
  const [shown, all] = [key.slice(0, 60), names.join(', ')]
  return {
    nl: `${entityType} heeft geen “${shown}”. Wel: ${all}.`,
    en: `${entityType} has no “${shown}”. It has: ${all}.`,
  }
}

const withArticle = (entityType: EntityType) => `${/^[AEIOU]/.test(entityType) ? 'an' : 'a'} ${entityType}`

function readNew(
  entityType: EntityType,
  body: JsonValue,
  path: string,
  report: Report,
  provided: ReadonlyMap<string, EntityId | undefined>,
): EntityBody | undefined {
  if (!isObject(body)) {
    add(report, path, {
      nl: `Hier moet een object staan, met de velden van een ${entityType}.`,
      en: `This must be an object, with the fields of ${withArticle(entityType)}.`,
    })
    return undefined
  }
  const parts = readFields(entityType, body, path, report, '', (link, name, value, at) => {
    const related = readRelated(link, value, at, report)
    if (link.many || !provided.has(name) || related === undefined) return related
    const given = provided.get(name)
    const same = 'kind' in related && related.kind === 'existing' && related.id === given
    if (!same)
      add(report, at, {
        nl: `“${name}” volgt al uit waar deze ${entityType} staat. Laat het hier weg.`,
        en: `“${name}” is already given by where this ${entityType} stands. Leave it out here.`,
      })
    return undefined
  })
  requireFields(entityType, body, path, report)
  for (const [name, link] of linksOf(entityType)) {
    if (link.required && body[name] === undefined && !provided.has(name)) {
      add(report, `${path}/${name}`, missingLink(entityType, name, link))
    }
  }
  if (entityType === 'Observation') checkObservation(body, parts, path, report, provided)
  if (entityType === 'MultiDatastream') checkMultiDatastream(body, parts, path, report, provided)
  return close(entityType, parts)
}

function missingLink(entityType: EntityType, name: string, link: LinkModel): Bilingual {
  const example = link.many ? `[{"@iot.id": 1}]` : `{"@iot.id": 1}`
  return {
    nl: `Een ${entityType} heeft “${name}” nodig: noem een bestaande, zoals ${example}, of beschrijf een nieuwe.`,
    en: `A ${entityType} needs “${name}”: name an existing one, like ${example}, or describe a new one.`,
  }
}

function requireFields(entityType: EntityType, body: JsonObject, path: string, report: Report): void {
  for (const [name, property] of propertiesOf(entityType)) {
    if (property.required && body[name] === undefined) {
      add(report, `${path}/${name}`, {
        nl: `“${name}” ontbreekt. Elke ${entityType} heeft dat nodig.`,
        en: `“${name}” is missing. Every ${entityType} needs it.`,
      })
    }
  }
}

/** Links of a create: existing entities or new ones, a list when the link is to many. */
function readRelated(
  link: LinkModel,
  value: JsonValue,
  path: string,
  report: Report,
): Related | readonly Related[] | undefined {
  if (!link.many) return readOne(link, value, path, report)
  if (!Array.isArray(value)) {
    add(report, path, {
      nl: 'Deze koppeling kan er meer hebben, dus het moet een lijst zijn, zoals [{"@iot.id": 1}].',
      en: 'This link is to many, so it must be a list, like [{"@iot.id": 1}].',
    })
    return undefined
  }
  const items: readonly JsonValue[] = value
  if (link.required && items.length === 0)
    add(report, path, { nl: 'Hier is er ten minste één nodig.', en: 'At least one is needed here.' })
  return items
    .map((item, i) => readOne(link, item, `${path}/${i}`, report))
    .filter((related) => related !== undefined)
}

function readOne(link: LinkModel, value: JsonValue, path: string, report: Report): Related | undefined {
  if (
    isObject(value) &&
    value['@iot.id'] !== undefined &&
    Object.keys(value).every((key) => key.includes('@iot.'))
  ) {
    const id = checkId(value['@iot.id'], `${path}/@iot.id`, report)
    return id === undefined ? undefined : { kind: 'existing', id }
  }
  // The new entity's link back is this one, so it need not name it.
  const back = linkOf(link.target, link.inverse)
  const provided = new Map<string, undefined>(back ? [[link.inverse, undefined]] : [])
  const entity = readNew(link.target, value, path, report, provided)
  return entity && { kind: 'new', entity }
}

/** Clauses 10.2 and 12: an Observation belongs to exactly one Datastream or MultiDatastream. */
function checkObservation(
  body: JsonObject,
  parts: Parts,
  path: string,
  report: Report,
  provided: ReadonlyMap<string, EntityId | undefined>,
): void {
  const single = body.Datastream !== undefined || provided.has('Datastream')
  const multi = body.MultiDatastream !== undefined || provided.has('MultiDatastream')
  if (single === multi) {
    add(
      report,
      `${path}/Datastream`,
      single
        ? {
            nl: 'Een Observation hoort bij een Datastream of bij een MultiDatastream, niet bij allebei. Laat er één weg.',
            en: 'An Observation belongs to a Datastream or to a MultiDatastream, not to both. Leave one out.',
          }
        : {
            nl: 'Een Observation heeft een Datastream nodig, zoals {"@iot.id": 1}, of een MultiDatastream.',
            en: 'An Observation needs a Datastream, like {"@iot.id": 1}, or a MultiDatastream.',
          },
    )
  } else if (multi && body.result !== undefined && !Array.isArray(parts.properties.result)) {
    add(report, `${path}/result`, {
      nl: 'Het resultaat moet een lijst zijn, want het hoort bij een MultiDatastream.',
      en: 'The result must be a list, because it belongs to a MultiDatastream.',
    })
  }
}

/** req/multi-datastream/constraints: as many units as types as observed properties as values in each result. */
function checkMultiDatastream(
  body: JsonObject,
  parts: Parts,
  path: string,
  report: Report,
  provided: ReadonlyMap<string, EntityId | undefined>,
): void {
  parts.properties.observationType ??= OBSERVATION_TYPES.complex
  const { unitOfMeasurements: units, multiObservationDataTypes: types, ObservedProperties: observed } = body
  if (!Array.isArray(units)) return
  if (Array.isArray(types) && types.length !== units.length) {
    add(report, `${path}/multiObservationDataTypes`, countFault(TYPES, types.length, units.length))
  }
  // One that it is described under comes after those it names.
  const properties =
    (Array.isArray(observed) ? observed.length : 0) + (provided.has('ObservedProperties') ? 1 : 0)
  if (properties > 0 && properties !== units.length) {
    add(report, `${path}/ObservedProperties`, countFault(OBSERVED, properties, units.length))
  }
  if (!Array.isArray(body.Observations)) return
  const observations: readonly JsonValue[] = body.Observations
  for (const [i, observation] of observations.entries()) {
    if (
      isObject(observation) &&
      Array.isArray(observation.result) &&
      observation.result.length !== units.length
    ) {
      add(
        report,
        `${path}/Observations/${i}/result`,
        countFault(VALUES, observation.result.length, units.length),
      )
    }
  }
}

const TYPES = { nl: 'soorten', en: 'types' }
const OBSERVED = { nl: 'waargenomen eigenschappen', en: 'observed properties' }
const VALUES = { nl: 'waarden', en: 'values' }

function countFault(what: Bilingual, count: number, units: number): Bilingual {
  return {
    nl: `Er zijn ${count} ${what.nl} en ${units} eenheden (unitOfMeasurements). Geef er evenveel, in dezelfde volgorde.`,
    en: `There are ${count} ${what.en} and ${units} units (unitOfMeasurements). Give the same number, in the same order.`,
  }
}

function readUpdate(
  entityType: EntityType,
  body: JsonValue,
  report: Report,
  context: UpdateContext,
): EntityBody | undefined {
  if (!isObject(body)) {
    add(report, '', {
      nl: `De inhoud moet een object zijn met de velden van een ${entityType}.`,
      en: `The body must be an object with the fields of ${withArticle(entityType)}.`,
    })
    return undefined
  }
  const partial = context.method === 'PATCH'
  const parts = readFields(entityType, body, '', report, context.encodingType, (link, name, value, path) => {
    if (!link.many) return readExisting(value, path, report)
    if (!Array.isArray(value)) {
      add(report, path, {
        nl: `“${name}” kan er meer hebben, dus het moet een lijst zijn, zoals [{"@iot.id": 1}].`,
        en: `“${name}” is a link to many, so it must be a list, like [{"@iot.id": 1}].`,
      })
      return undefined
    }
    const items: readonly JsonValue[] = value
    return items
      .map((item, i) => readExisting(item, `${path}/${i}`, report))
      .filter((related) => related !== undefined)
  })
  if (!partial) requireFields(entityType, body, '', report)
  if (entityType === 'Observation' && parts.links.Datastream && parts.links.MultiDatastream) {
    add(report, '/Datastream', {
      nl: 'Een Observation hoort bij een Datastream of bij een MultiDatastream, niet bij allebei.',
      en: 'An Observation belongs to a Datastream or to a MultiDatastream, not to both.',
    })
  }
  if (entityType === 'MultiDatastream') checkMultiUpdate(body, report)
  return close(entityType, parts)
}

/** Lengths in an update can only be compared when both lists are sent; the service compares the rest. */
function checkMultiUpdate(body: JsonObject, report: Report): void {
  const { unitOfMeasurements: units, multiObservationDataTypes: types } = body
  if (Array.isArray(units) && Array.isArray(types) && units.length !== types.length) {
    add(report, '/multiObservationDataTypes', countFault(TYPES, types.length, units.length))
  }
}

/** Clause 10.3: "The entity SHALL NOT contain related entities as inline content." */
function readExisting(value: JsonValue, path: string, report: Report): Related | undefined {
  if (!isObject(value) || value['@iot.id'] === undefined) {
    add(report, path, {
      nl: 'Een wijziging kan alleen een bestaande entiteit koppelen, zoals {"@iot.id": 1}.',
      en: 'An update can only link to an existing entity, like {"@iot.id": 1}.',
    })
    return undefined
  }
  const other = Object.keys(value).find((key) => !key.includes('@iot.'))
  if (other !== undefined) {
    add(report, pointer(path, other), {
      nl: 'Een wijziging kan een gekoppelde entiteit niet veranderen. Stuur er alleen het "@iot.id" van.',
      en: 'An update cannot change a related entity. Send only its "@iot.id".',
    })
    return undefined
  }
  const id = checkId(value['@iot.id'], `${path}/@iot.id`, report)
  return id === undefined ? undefined : { kind: 'existing', id }
}
