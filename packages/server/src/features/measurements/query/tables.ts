import { type EntityType, SensorThingsError } from '@samenspel/standards/sensorthings'
import { sql } from 'kysely'
import { column, type Sql } from './fragments.ts'
import { resultQuality } from './result-quality.ts'
import {
  detailKey,
  geometryColumn,
  id,
  jsonColumn,
  observedArea,
  phenomenonTime,
  result,
  resultTime,
  type Stored,
  statePeriod,
  textColumn,
  time,
  validTime,
} from './stored.ts'
import { jsonValue, type Value } from './values.ts'

/** An entity in a statement: the alias its columns are under. */
export type Binding = {
  type: EntityType
  alias: string
  /** Of an observation: the kind of its datastream, where the statement has it at hand. */
  kind?: Sql
}

/** When the target belongs to the source. */
type Link = {
  holds(source: string, target: string): Sql
  /** A table between them, to be joined to the target. */
  join?(target: string): Sql
  /** What puts the targets in their order, when they have one; different for each. */
  position?(target: string): Sql
}

type Table = {
  name: string
  /** Which rows of the table are entities of this type; absent: all. */
  only?(alias: string): Sql
  properties: Record<string, Stored>
  links: Record<string, Link>
}

const described = { id, name: textColumn('name'), description: textColumn('description') }
const properties = jsonColumn('properties')

function reference(sourceColumn: string, targetColumn: string): Link {
  return { holds: (source, target) => sql`${column(target, targetColumn)} = ${column(source, sourceColumn)}` }
}

/** A link kept in a table of pairs. */
function pair(table: Sql, sourceColumn: string, targetColumn: string): Link {
  return {
    holds: (source, target) =>
      sql`${column(target, 'id')} in (select pair.${sql.ref(targetColumn)} from ${table} pair
        where pair.${sql.ref(sourceColumn)} = ${column(source, 'id')})`,
  }
}

/** Datastreams and MultiDatastreams are in one table, so that an id belongs to one of them. */
const ofKind = (kind: 'single' | 'multi') => (alias: string) =>
  sql`${column(alias, 'kind')} = ${sql.lit(kind)}`

/** The parts of a multi datastream, one for each element of its results, in their order (req/multi-datastream/constraints). */
const parts: Link = {
  join: (target) => sql`join measurements.datastream_observed_property ${sql.id(`${target}_part`)}
    on ${column(`${target}_part`, 'observed_property_id')} = ${column(target, 'id')}`,
  holds: (source, target) => sql`${column(`${target}_part`, 'datastream_id')} = ${column(source, 'id')}`,
  position: (target) => column(`${target}_part`, 'position'),
}

const thingLocation = sql`measurements.thing_location`
const historicalLocationLocation = sql`measurements.historical_location_location`

/** How the entities of the standard are stored. The names are those of migrations/0001-measurements.sql. */
export const TABLES: Record<EntityType, Table> = {
  Thing: {
    name: 'measurements.thing',
    properties: { ...described, properties },
    links: {
      Locations: pair(thingLocation, 'thing_id', 'location_id'),
      HistoricalLocations: reference('id', 'thing_id'),
      Datastreams: reference('id', 'thing_id'),
      MultiDatastreams: reference('id', 'thing_id'),
    },
  },
  Location: {
    name: 'measurements.location',
    properties: {
      ...described,
      encodingType: textColumn('encoding_type'),
      location: geometryColumn('geometry', 'location'),
      properties,
    },
    links: {
      Things: pair(thingLocation, 'location_id', 'thing_id'),
      HistoricalLocations: pair(historicalLocationLocation, 'location_id', 'historical_location_id'),
    },
  },
  HistoricalLocation: {
    name: 'measurements.historical_location',
    properties: { id, time },
    links: {
      Thing: reference('thing_id', 'id'),
      Locations: pair(historicalLocationLocation, 'historical_location_id', 'location_id'),
    },
  },
  Datastream: {
    name: 'measurements.datastream',
    only: ofKind('single'),
    properties: {
      ...described,
      unitOfMeasurement: jsonColumn('unit_of_measurement'),
      observationType: textColumn('observation_type'),
      properties,
      observedArea,
      phenomenonTime: statePeriod('first_start', 'last_end'),
      resultTime: statePeriod('first_result', 'last_result'),
    },
    links: {
      Thing: reference('thing_id', 'id'),
      Sensor: reference('sensor_id', 'id'),
      ObservedProperty: reference('observed_property_id', 'id'),
      Observations: reference('id', 'datastream_id'),
    },
  },
  MultiDatastream: {
    name: 'measurements.datastream',
    only: ofKind('multi'),
    properties: {
      ...described,
      unitOfMeasurements: jsonColumn('unit_of_measurement'),
      observationType: textColumn('observation_type'),
      multiObservationDataTypes: jsonColumn('multi_observation_data_types'),
      properties,
      observedArea,
      phenomenonTime: statePeriod('first_start', 'last_end'),
      resultTime: statePeriod('first_result', 'last_result'),
    },
    links: {
      Thing: reference('thing_id', 'id'),
      Sensor: reference('sensor_id', 'id'),
      ObservedProperties: parts,
      Observations: reference('id', 'datastream_id'),
    },
  },
  Sensor: {
    name: 'measurements.sensor',
    properties: {
      ...described,
      encodingType: textColumn('encoding_type'),
      metadata: jsonColumn('metadata'),
      properties,
    },
    links: {
      Datastreams: reference('id', 'sensor_id'),
      MultiDatastreams: reference('id', 'sensor_id'),
    },
  },
  ObservedProperty: {
    name: 'measurements.observed_property',
    properties: {
      id,
      name: textColumn('name'),
      definition: textColumn('definition'),
      description: textColumn('description'),
      properties,
    },
    links: {
      Datastreams: reference('id', 'observed_property_id'),
      MultiDatastreams: pair(
        sql`measurements.datastream_observed_property`,
        'observed_property_id',
        'datastream_id',
      ),
    },
  },
  Observation: {
    name: 'measurements.observation',
    properties: {
      id,
      phenomenonTime,
      result,
      resultTime,
      resultQuality,
      validTime,
      parameters: detailKey('parameters'),
    },
    links: {
      Datastream: reference('datastream_id', 'id'),
      MultiDatastream: reference('datastream_id', 'id'),
      FeatureOfInterest: {
        holds: (source, target) => sql`${column(target, 'id')} = ${featureOf(source)}`,
      },
    },
  },
  FeatureOfInterest: {
    name: 'measurements.feature_of_interest',
    properties: {
      ...described,
      encodingType: textColumn('encoding_type'),
      feature: geometryColumn('geometry', 'feature'),
      properties,
    },
    links: {
      Observations: {
        holds: (source, target) => sql`${featureDatastreams(source, column(target, 'datastream_id'))}
          and ${featureOf(target)} = ${column(source, 'id')}`,
      },
    },
  },
}

function featureOf(observation: string): Sql {
  return sql`measurements.feature_of(${column(observation, 'datastream_id')}, ${column(observation, 'id')},
    ${column(observation, 'detail')})`
}

/** True for datastreams that have, or once had, observations of the feature: only those need to be searched. */
export function featureDatastreams(feature: string, datastreamId: Sql): Sql {
  return sql`${datastreamId} in (
    select f.datastream_id from measurements.datastream_feature f where f.feature_of_interest_id = ${column(feature, 'id')}
    union all
    select n.datastream_id from measurements.named_feature n where n.feature_of_interest_id = ${column(feature, 'id')})`
}

/** The kind of datastream an observation belongs to, as SQL text: `single` or `multi`. */
export function kindOf({ alias, kind }: Binding): Sql {
  return (
    kind ?? sql`(select d.kind from measurements.datastream d where d.id = ${column(alias, 'datastream_id')})`
  )
}

/** True for a type whose entities have the observations. */
export function isStream(type: EntityType | undefined): type is 'Datastream' | 'MultiDatastream' {
  return type === 'Datastream' || type === 'MultiDatastream'
}

/** How a link of a type is stored. */
export function storedLink(type: EntityType, link: string): Link {
  const stored = TABLES[type].links[link]
  if (!stored)
    throw new SensorThingsError('unknown-name', {
      nl: `${type} heeft hier geen “${link}”.`,
      en: `${type} has no “${link}” here.`,
    })
  return stored
}

/** How a property is stored. */
export function storedProperty(type: EntityType, property: string): Stored {
  const stored = TABLES[type].properties[property]
  if (!stored)
    throw new SensorThingsError('unknown-name', {
      nl: `${type} heeft geen “${property}”.`,
      en: `${type} has no “${property}”.`,
    })
  return stored
}

/** The value at keys inside a property whose value is JSON. */
export function valueInside(
  type: EntityType,
  property: string,
  alias: string,
  keys: readonly string[],
): Value {
  const json = jsonOfProperty(type, property, alias)
  return jsonValue(sql`(${json} #> ${[...keys]}::text[])`)
}

/** A property as a JSON value, not text. */
function jsonOfProperty(type: EntityType, property: string, alias: string): Sql {
  const value = storedProperty(type, property).value(alias)
  if (value.kind === 'json') return value.json
  return sql`(${storedProperty(type, property).json(alias)})::json`
}
