/**
 * The SensorThings entity model as data: OGC 18-088 clause 8.2 (tables of properties and relations), clause 10.2 (what
 * a new entity must link to), clause 10.4 (what is deleted with it) and clause 12 (MultiDatastream).
 * Everything else in this folder derives from these tables; a change here changes parser, validation and links alike.
 */

export const ENTITY_TYPES = [
  'Thing',
  'Location',
  'HistoricalLocation',
  'Datastream',
  'MultiDatastream',
  'Sensor',
  'ObservedProperty',
  'Observation',
  'FeatureOfInterest',
] as const
export type EntityType = (typeof ENTITY_TYPES)[number]

/**
 * Type of a property.
 * `id` 64-bit integer · `string` · `instant` TM_Instant · `interval` TM_Period · `time` TM_Object: instant or interval ·
 * `object`, `array` JSON of that kind · `geometry` JSON whose form follows encodingType, usually GeoJSON ·
 * `any` JSON of any kind.
 */
export const PROPERTY_TYPES = [
  'id',
  'string',
  'instant',
  'interval',
  'time',
  'object',
  'array',
  'geometry',
  'any',
] as const
export type PropertyType = (typeof PROPERTY_TYPES)[number]

export interface PropertyModel {
  readonly type: PropertyType
  /** "One (mandatory)" in the standard's table: present in every answer. */
  readonly mandatory: boolean
  /** Must be in the body of a create; differs from `mandatory` where the service fills the value in. */
  readonly required: boolean
  /** JSON null is a value the property can have. */
  readonly nullable: boolean
  /** Kept by the service from related entities; a client may send it and the service may ignore it. */
  readonly derived?: true
  /** First version of the standard that has the property; absent: 1.0. */
  readonly since?: '1.1'
}

export interface LinkModel {
  readonly target: EntityType
  readonly many: boolean
  /** Name of the link back, on the target. */
  readonly inverse: string
  /** Table "Integrity constraints when creating an entity"; for an Observation see {@link MODEL}. */
  readonly required: boolean
  /** Table "Integrity constraints when deleting an entity": the linked entities go with this one. */
  readonly cascade: boolean
}

export interface EntityModel {
  /** Name of the entity set, the first segment of a resource path. */
  readonly collection: string
  readonly properties: Readonly<Record<string, PropertyModel>>
  readonly links: Readonly<Record<string, LinkModel>>
}

const ID = { type: 'id', mandatory: true, required: false, nullable: false } as const
const TEXT = { type: 'string', mandatory: true, required: true, nullable: false } as const
const PROPERTIES = { type: 'object', mandatory: false, required: false, nullable: true } as const
const PROPERTIES_SINCE_1_1 = { ...PROPERTIES, since: '1.1' } as const
const DERIVED_PERIOD = {
  type: 'interval',
  mandatory: false,
  required: false,
  nullable: true,
  derived: true,
} as const
const DERIVED_AREA = { ...DERIVED_PERIOD, type: 'geometry' } as const

/** One entry per entity type. An Observation needs exactly one of Datastream and MultiDatastream. */
export const MODEL = {
  Thing: {
    collection: 'Things',
    properties: { id: ID, name: TEXT, description: TEXT, properties: PROPERTIES },
    links: {
      Locations: { target: 'Location', many: true, inverse: 'Things', required: false, cascade: false },
      HistoricalLocations: {
        target: 'HistoricalLocation',
        many: true,
        inverse: 'Thing',
        required: false,
        cascade: true,
      },
      Datastreams: { target: 'Datastream', many: true, inverse: 'Thing', required: false, cascade: true },
      MultiDatastreams: {
        target: 'MultiDatastream',
        many: true,
        inverse: 'Thing',
        required: false,
        cascade: true,
      },
    },
  },
  Location: {
    collection: 'Locations',
    properties: {
      id: ID,
      name: TEXT,
      description: TEXT,
      encodingType: TEXT,
      location: { type: 'geometry', mandatory: true, required: true, nullable: false },
      properties: PROPERTIES_SINCE_1_1,
    },
    links: {
      Things: { target: 'Thing', many: true, inverse: 'Locations', required: false, cascade: false },
      HistoricalLocations: {
        target: 'HistoricalLocation',
        many: true,
        inverse: 'Locations',
        required: false,
        cascade: true,
      },
    },
  },
  HistoricalLocation: {
    collection: 'HistoricalLocations',
    properties: {
      id: ID,
      time: { type: 'instant', mandatory: true, required: true, nullable: false },
    },
    links: {
      Thing: {
        target: 'Thing',
        many: false,
        inverse: 'HistoricalLocations',
        required: true,
        cascade: false,
      },
      Locations: {
        target: 'Location',
        many: true,
        inverse: 'HistoricalLocations',
        required: true,
        cascade: false,
      },
    },
  },
  Datastream: {
    collection: 'Datastreams',
    properties: {
      id: ID,
      name: TEXT,
      description: TEXT,
      unitOfMeasurement: { type: 'object', mandatory: true, required: true, nullable: false },
      observationType: TEXT,
      properties: PROPERTIES_SINCE_1_1,
      observedArea: DERIVED_AREA,
      phenomenonTime: DERIVED_PERIOD,
      resultTime: DERIVED_PERIOD,
    },
    links: {
      Thing: { target: 'Thing', many: false, inverse: 'Datastreams', required: true, cascade: false },
      Sensor: { target: 'Sensor', many: false, inverse: 'Datastreams', required: true, cascade: false },
      ObservedProperty: {
        target: 'ObservedProperty',
        many: false,
        inverse: 'Datastreams',
        required: true,
        cascade: false,
      },
      Observations: {
        target: 'Observation',
        many: true,
        inverse: 'Datastream',
        required: false,
        cascade: true,
      },
    },
  },
  MultiDatastream: {
    collection: 'MultiDatastreams',
    properties: {
      id: ID,
      name: TEXT,
      description: TEXT,
      unitOfMeasurements: { type: 'array', mandatory: true, required: true, nullable: false },
      // Only one value is allowed, so a body may leave it out.
      observationType: { type: 'string', mandatory: true, required: false, nullable: false },
      multiObservationDataTypes: { type: 'array', mandatory: true, required: true, nullable: false },
      properties: PROPERTIES_SINCE_1_1,
      observedArea: DERIVED_AREA,
      phenomenonTime: DERIVED_PERIOD,
      resultTime: DERIVED_PERIOD,
    },
    links: {
      Thing: { target: 'Thing', many: false, inverse: 'MultiDatastreams', required: true, cascade: false },
      Sensor: { target: 'Sensor', many: false, inverse: 'MultiDatastreams', required: true, cascade: false },
      ObservedProperties: {
        target: 'ObservedProperty',
        many: true,
        inverse: 'MultiDatastreams',
        required: true,
        cascade: false,
      },
      Observations: {
        target: 'Observation',
        many: true,
        inverse: 'MultiDatastream',
        required: false,
        cascade: true,
      },
    },
  },
  Sensor: {
    collection: 'Sensors',
    properties: {
      id: ID,
      name: TEXT,
      description: TEXT,
      encodingType: TEXT,
      metadata: { type: 'any', mandatory: true, required: true, nullable: false },
      properties: PROPERTIES_SINCE_1_1,
    },
    links: {
      Datastreams: { target: 'Datastream', many: true, inverse: 'Sensor', required: false, cascade: true },
      MultiDatastreams: {
        target: 'MultiDatastream',
        many: true,
        inverse: 'Sensor',
        required: false,
        cascade: true,
      },
    },
  },
  ObservedProperty: {
    collection: 'ObservedProperties',
    properties: {
      id: ID,
      name: TEXT,
      definition: TEXT,
      description: TEXT,
      properties: PROPERTIES_SINCE_1_1,
    },
    links: {
      Datastreams: {
        target: 'Datastream',
        many: true,
        inverse: 'ObservedProperty',
        required: false,
        cascade: true,
      },
      MultiDatastreams: {
        target: 'MultiDatastream',
        many: true,
        inverse: 'ObservedProperties',
        required: false,
        cascade: true,
      },
    },
  },
  Observation: {
    collection: 'Observations',
    properties: {
      id: ID,
      // Left out: the service sets the current time (table "Properties of an Observation entity").
      phenomenonTime: { type: 'time', mandatory: true, required: false, nullable: false },
      result: { type: 'any', mandatory: true, required: true, nullable: true },
      // Left out: the service sets null.
      resultTime: { type: 'instant', mandatory: true, required: false, nullable: true },
      resultQuality: { type: 'any', mandatory: false, required: false, nullable: true },
      validTime: { type: 'interval', mandatory: false, required: false, nullable: true },
      parameters: { type: 'object', mandatory: false, required: false, nullable: true },
    },
    links: {
      Datastream: {
        target: 'Datastream',
        many: false,
        inverse: 'Observations',
        required: false,
        cascade: false,
      },
      MultiDatastream: {
        target: 'MultiDatastream',
        many: false,
        inverse: 'Observations',
        required: false,
        cascade: false,
      },
      // Left out: the service makes it from the Thing's Location (create-entity, special case 1).
      FeatureOfInterest: {
        target: 'FeatureOfInterest',
        many: false,
        inverse: 'Observations',
        required: false,
        cascade: false,
      },
    },
  },
  FeatureOfInterest: {
    collection: 'FeaturesOfInterest',
    properties: {
      id: ID,
      name: TEXT,
      description: TEXT,
      encodingType: TEXT,
      feature: { type: 'geometry', mandatory: true, required: true, nullable: false },
      properties: PROPERTIES_SINCE_1_1,
    },
    links: {
      Observations: {
        target: 'Observation',
        many: true,
        inverse: 'FeatureOfInterest',
        required: false,
        cascade: true,
      },
    },
  },
} as const satisfies Record<EntityType, EntityModel>

export type CollectionName = (typeof MODEL)[EntityType]['collection']
/** Name of a property of one entity type, `id` included. */
export type PropertyName<E extends EntityType> = keyof (typeof MODEL)[E]['properties'] & string
/** Name of a navigation link of one entity type. */
export type LinkName<E extends EntityType> = keyof (typeof MODEL)[E]['links'] & string

/** The entity sets in the order of the standard's chapters. */
export const COLLECTIONS: readonly CollectionName[] = ENTITY_TYPES.map((type) => MODEL[type].collection)

// Maps, because a name such as `constructor` must not be found on an object's prototype.
const TYPE_BY_COLLECTION = new Map<string, EntityType>(
  ENTITY_TYPES.map((type) => [MODEL[type].collection, type]),
)
const PROPERTIES_BY_TYPE = new Map<EntityType, ReadonlyMap<string, PropertyModel>>(
  ENTITY_TYPES.map((type) => [type, new Map<string, PropertyModel>(Object.entries(MODEL[type].properties))]),
)
const LINKS_BY_TYPE = new Map<EntityType, ReadonlyMap<string, LinkModel>>(
  ENTITY_TYPES.map((type) => [type, new Map<string, LinkModel>(Object.entries(MODEL[type].links))]),
)
const EMPTY: ReadonlyMap<string, never> = new Map<string, never>()

export function isEntityType(value: unknown): value is EntityType {
  return typeof value === 'string' && PROPERTIES_BY_TYPE.has(value as EntityType)
}

/** The entity type of an entity set (`Things` → `Thing`), or undefined. */
export function entityTypeOfCollection(name: string): EntityType | undefined {
  return TYPE_BY_COLLECTION.get(name)
}

/** The property with this name, or undefined. `@iot.id` is the name `id`. */
export function propertyOf(type: EntityType, name: string): PropertyModel | undefined {
  return propertiesOf(type).get(name)
}

/** All properties of a type, `id` first, in the order of the standard's table. */
export function propertiesOf(type: EntityType): ReadonlyMap<string, PropertyModel> {
  return PROPERTIES_BY_TYPE.get(type) ?? EMPTY
}

/** True for a property that the version of the standard has; 1.0 (15-078r6) has fewer than 1.1. */
export function isPropertyIn(version: 'v1.0' | 'v1.1', { since }: PropertyModel): boolean {
  return since === undefined || version === 'v1.1'
}

/** The navigation link with this name, or undefined. */
export function linkOf(type: EntityType, name: string): LinkModel | undefined {
  return linksOf(type).get(name)
}

/** All navigation links of a type. */
export function linksOf(type: EntityType): ReadonlyMap<string, LinkModel> {
  return LINKS_BY_TYPE.get(type) ?? EMPTY
}
