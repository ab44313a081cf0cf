import type { EntityId } from './ids.ts'
import { type CollectionName, type EntityType, linksOf, MODEL } from './model.ts'
import { formatPath, type ResourcePath } from './path.ts'
import type { Query } from './query/ast.ts'
import { formatQuery } from './query/format.ts'

/** Versions of the standard with a service root of their own. */
export const VERSIONS = ['v1.0', 'v1.1'] as const
export type Version = (typeof VERSIONS)[number]

/** The service root without a slash at the end, such as `https://data.example.nl/sta/v1.1`. */
export type ServiceRoot = string

/** Start of all requirement URIs of version 1.1. */
export const REQUIREMENTS_1_1 = 'http://www.opengis.net/spec/iot_sensing/1.1/req/'

/** Joins the base address of the service and a version. */
export function serviceRoot(base: string, version: Version): ServiceRoot {
  return `${base.replace(/\/+$/, '')}/${version}`
}

/** The version that a service root is of; the newest when its address does not end with one. */
export function versionOf(root: ServiceRoot): Version {
  return VERSIONS.find((version) => root.endsWith(`/${version}`)) ?? 'v1.1'
}

/** `@iot.selfLink` of an entity: an absolute URL when the root is one (table "Common control information"). */
export function selfLink(root: ServiceRoot, entityType: EntityType, id: EntityId | number): string {
  return `${root}/${MODEL[entityType].collection}(${id})`
}

/** `…@iot.navigationLink` of one link of an entity. */
export function navigationLink(
  root: ServiceRoot,
  entityType: EntityType,
  id: EntityId | number,
  link: string,
): string {
  return `${selfLink(root, entityType, id)}/${link}`
}

/**
 * What a selfLink and the navigationLinks of a type are made of, for building them in SQL:
 * `before || id || ')'`, and for each link `before || id || after`.
 */
export function linkTemplates(
  root: ServiceRoot,
  entityType: EntityType,
): {
  readonly before: string
  readonly links: readonly { readonly field: string; readonly after: string }[]
} {
  const links = [...linksOf(entityType).keys()].map((name) => ({
    field: `${name}@iot.navigationLink`,
    after: `)/${name}`,
  }))
  return { before: `${root}/${MODEL[entityType].collection}(`, links }
}

/** `@iot.nextLink`: the same resource with a query that continues it. */
export function nextLink(root: ServiceRoot, path: ResourcePath, query: Query): string {
  return `${root}/${formatPath(path)}?${formatQuery(query)}`
}

export interface ServiceDocument {
  readonly value: readonly { readonly name: CollectionName; readonly url: string }[]
  readonly serverSettings?: Readonly<Record<string, unknown>>
}

export interface ServerSettings {
  /** URIs of the requirements, or requirements classes, that the service meets. */
  readonly conformance: readonly string[]
  /** Further settings by the URI of the requirement that defines them, such as the MQTT endpoints. */
  readonly [requirement: string]: unknown
}

/** Collections without the MultiDatastream extension, in the standard's order. */
export const SENSING_COLLECTIONS = [
  'Things',
  'Locations',
  'HistoricalLocations',
  'Datastreams',
  'Sensors',
  'Observations',
  'ObservedProperties',
  'FeaturesOfInterest',
] as const satisfies readonly CollectionName[]

/**
 * The document at the service root (clause 9.2.1): entity sets only, and in 1.1 what the server supports.
 */
export function serviceDocument(
  root: ServiceRoot,
  version: Version,
  settings: ServerSettings,
  collections: readonly CollectionName[] = SENSING_COLLECTIONS,
): ServiceDocument {
  const value = collections.map((name) => ({ name, url: `${root}/${name}` }))
  return version === 'v1.0' ? { value } : { serverSettings: settings, value }
}
