import type { Bilingual } from '../language/index.ts'
import { SensorThingsError } from './errors.ts'
import { type EntityId, parseId } from './ids.ts'
import { DEFAULT_LIMITS, type Limits } from './limits.ts'
import {
  COLLECTIONS,
  type EntityType,
  entityTypeOfCollection,
  linkOf,
  linksOf,
  MODEL,
  type PropertyType,
  propertiesOf,
  propertyOf,
} from './model.ts'
import { hasKeys, nameOfProperty } from './query/names.ts'

/** One segment of a path that names an entity set, a link, or one entity of it. */
export interface PathStep {
  /** Name of the entity set (first step) or of the link. */
  readonly name: string
  readonly entityType: EntityType
  /** False for a link to a single entity. */
  readonly many: boolean
  readonly id?: EntityId
}

interface Addressed {
  /** From the entity set to what is addressed; never empty. */
  readonly steps: readonly PathStep[]
  /** Entity type of the last step. */
  readonly entityType: EntityType
}

/** Resource path of clause 9.2 (req/resource-path/resource-path-to-entities), its usages 1 to 8. */
export type ResourcePath =
  | { readonly kind: 'root' }
  | { readonly kind: 'action'; readonly action: Action }
  | (Addressed & { readonly kind: 'collection'; readonly suffix?: '$ref' | '$count' })
  | (Addressed & { readonly kind: 'entity'; readonly suffix?: '$ref' })
  | (Addressed & {
      readonly kind: 'property'
      readonly property: string
      readonly propertyType: PropertyType
      /** Keys into the property's JSON value. */
      readonly json: readonly string[]
      readonly suffix?: '$value'
    })

/** Addresses under the service root that are not entity sets (clauses 11.2 and 13.2). */
export const ACTIONS = ['$batch', 'CreateObservations'] as const
export type Action = (typeof ACTIONS)[number]

const STEP = /^([A-Za-z]+)(?:\((.*)\))?$/s

/**
 * Reads a resource path: the part of a URL path after the service root, still percent-encoded, with or without a slash
 * in front.
 * @throws SensorThingsError and nothing else, for any text; `unknown-name` is best answered with 404
 */
export function parsePath(raw: string, limits: Limits = DEFAULT_LIMITS): ResourcePath {
  const path = raw.startsWith('/') ? raw.slice(1) : raw
  if (path.length > limits.length) {
    throw new SensorThingsError('too-long', {
      nl: `Het pad heeft meer dan ${limits.length} tekens. Maak het korter.`,
      en: `The path has more than ${limits.length} characters. Make it shorter.`,
    })
  }
  if (path === '') return { kind: 'root' }
  const segments = path.split('/')
  if (segments.length > limits.segments) {
    throw new SensorThingsError(
      'too-deep',
      {
        nl: `Het pad heeft meer dan ${limits.segments} delen. Maak het korter.`,
        en: `The path has more than ${limits.segments} parts. Make it shorter.`,
      },
      {
        path: shorten(path),
      },
    )
  }
  return readSegments(segments.map(decodeSegment), path)
}

function decodeSegment(segment: string): string {
  let text: string
  try {
    text = segment.includes('%') ? decodeURIComponent(segment) : segment
  } catch {
    throw new SensorThingsError(
      'bad-encoding',
      {
        nl: `De codering met % van “${shorten(segment)}” klopt niet. Codeer het als UTF-8, en een procentteken zelf als %25.`,
        en: `The percent-encoding of “${shorten(segment)}” is broken. Encode it as UTF-8, and a percent sign itself as %25.`,
      },
      { path: shorten(segment) },
    )
  }
  if (text.includes('\u0000') || !text.isWellFormed()) {
    throw new SensorThingsError('bad-encoding', {
      nl: 'Het pad heeft een teken dat niet bewaard kan worden (NUL of een half teken). Haal het weg.',
      en: 'The path has a character that cannot be stored (NUL or half a character). Remove it.',
    })
  }
  return text
}

function shorten(text: string): string {
  const shown = text.toWellFormed()
  return shown.length > 80 ? `${shown.slice(0, 80)}…` : shown
}

function readSegments(segments: readonly string[], path: string): ResourcePath {
  const steps: PathStep[] = []
  const fail = (code: 'syntax' | 'unknown-name', text: Bilingual): never => {
    throw new SensorThingsError(code, text, { path: shorten(path) })
  }
  for (const [index, segment] of segments.entries()) {
    const last = steps.at(-1)
    const isLast = index === segments.length - 1
    if (segment === '')
      fail('syntax', {
        nl: 'Het pad heeft een leeg deel: haal de dubbele schuine streep weg, of die aan het eind.',
        en: 'The path has an empty part: remove the double slash, or the slash at the end.',
      })
    if (last === undefined) {
      const action = ACTIONS.find((known) => known === segment)
      if (action !== undefined && isLast) return { kind: 'action', action }
      const [name, id] = splitStep(segment, path)
      const entityType = entityTypeOfCollection(name)
      if (entityType === undefined) {
        return fail('unknown-name', {
          nl: `Er is hier geen “${shorten(name)}”. Wel: ${COLLECTIONS.join(', ')}.`,
          en: `There is no “${shorten(name)}” here. There are: ${COLLECTIONS.join(', ')}.`,
        })
      }
      steps.push(makeStep(name, entityType, true, id, path))
      continue
    }
    const isCollection = last.many && last.id === undefined
    const addressed = { steps, entityType: last.entityType }
    if (segment.startsWith('$')) {
      if (!isLast)
        fail('syntax', {
          nl: `${shorten(segment)} moet het laatste deel van het pad zijn.`,
          en: `${shorten(segment)} must be the last part of the path.`,
        })
      if (segment === '$ref')
        return { kind: isCollection ? 'collection' : 'entity', ...addressed, suffix: '$ref' }
      if (segment === '$count' && isCollection) return { kind: 'collection', ...addressed, suffix: '$count' }
      fail('syntax', {
        nl: `${shorten(segment)} kan niet na “${last.name}”. $value komt na een eigenschap, $count na een lijst.`,
        en: `${shorten(segment)} cannot follow “${last.name}”. $value follows a property, $count a list.`,
      })
    }
    if (isCollection) {
      fail('syntax', {
        nl: `Na ${last.name} is een id nodig voor “${shorten(segment)}”, zoals ${last.name}(1)/${shorten(segment)}.`,
        en: `After ${last.name} an id is needed before “${shorten(segment)}”, like ${last.name}(1)/${shorten(segment)}.`,
      })
    }
    const property = nameOfProperty(segment)
    const propertyModel = propertyOf(last.entityType, property)
    if (propertyModel) {
      const rest = segments.slice(index + 1)
      const suffix = rest.at(-1) === '$value' ? ({ suffix: '$value' } as const) : {}
      const json = 'suffix' in suffix ? rest.slice(0, -1) : rest
      if (json.length > 0 && !hasKeys(propertyModel.type)) {
        fail('unknown-name', {
          nl: `“${property}” van ${last.entityType} heeft geen delen met een adres.`,
          en: `“${property}” of ${last.entityType} has no parts that can be addressed.`,
        })
      }
      if (json.includes(''))
        fail('syntax', {
          nl: 'Het pad heeft een leeg deel: haal de dubbele schuine streep weg, of die aan het eind.',
          en: 'The path has an empty part: remove the double slash, or the slash at the end.',
        })
      return { kind: 'property', ...addressed, property, propertyType: propertyModel.type, json, ...suffix }
    }
    const [name, id] = splitStep(segment, path)
    const link = linkOf(last.entityType, name)
    if (!link) {
      const names = [...propertiesOf(last.entityType).keys(), ...linksOf(last.entityType).keys()]
      return fail('unknown-name', {
        nl: `${last.entityType} heeft geen “${shorten(name)}”. Wel: ${names.join(', ')}.`,
        en: `${last.entityType} has no “${shorten(name)}”. It has: ${names.join(', ')}.`,
      })
    }
    if (id !== undefined && !link.many) {
      fail('syntax', {
        nl: `“${name}” is één ${link.target}, dus er hoort geen id bij. Haal (${shorten(id)}) weg.`,
        en: `“${name}” is a single ${link.target}, so it takes no id. Remove (${shorten(id)}).`,
      })
    }
    steps.push(makeStep(name, link.target, link.many, id, path))
  }
  const last = steps.at(-1)
  if (last === undefined) return { kind: 'root' }
  return {
    kind: last.many && last.id === undefined ? 'collection' : 'entity',
    steps,
    entityType: last.entityType,
  }
}

function splitStep(segment: string, path: string): [name: string, id: string | undefined] {
  const match = STEP.exec(segment)
  if (!match) {
    const quoted = segment.includes("('")
    throw new SensorThingsError(
      quoted ? 'bad-id' : 'unknown-name',
      quoted
        ? {
            nl: `“${shorten(segment)}” heeft een id tussen aanhalingstekens. Ids zijn hier gehele getallen: schrijf het zonder, zoals (1).`,
            en: `“${shorten(segment)}” has an id between quotes. Ids here are whole numbers: write it without quotes, like (1).`,
          }
        : {
            nl: `“${shorten(segment)}” kan niet in een pad staan. Schrijf een naam, en een id tussen haakjes, zoals ${MODEL.Thing.collection}(1).`,
            en: `“${shorten(segment)}” cannot stand in a path. Write a name, and an id in parentheses, like ${MODEL.Thing.collection}(1).`,
          },
      { path: shorten(path) },
    )
  }
  return [match[1] ?? '', match[2]]
}

function makeStep(
  name: string,
  entityType: EntityType,
  many: boolean,
  id: string | undefined,
  path: string,
): PathStep {
  const step = { name, entityType, many }
  return id === undefined ? step : { ...step, id: parseId(id, { path: shorten(path) }) }
}

/** The resource path as text, percent-encoded, without a slash in front. */
export function formatPath(path: ResourcePath): string {
  if (path.kind === 'root') return ''
  if (path.kind === 'action') return path.action
  const steps = path.steps.map((step) => (step.id === undefined ? step.name : `${step.name}(${step.id})`))
  if (path.kind === 'property') {
    steps.push(path.property === 'id' ? '@iot.id' : path.property, ...path.json.map(encodeURIComponent))
  }
  if (path.suffix !== undefined) steps.push(path.suffix)
  return steps.join('/')
}
