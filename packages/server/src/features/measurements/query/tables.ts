import { type EntityType, MODEL, SensorThingsError } from '@samenspel/standards/sensorthings'
import { sql } from 'kysely'
import { column, quoted, type Sql } from './fragments.ts'
import { jsonValue, type Value } from './values.ts'

/** The entity types this service has. */
export type ServedType = Exclude<EntityType, 'MultiDatastream'>

/** @throws SensorThingsError `unknown-name` for an entity type the service does not have */
export function servedType(type: EntityType): ServedType {
  if (type !== 'MultiDatastream') return type
  throw new SensorThingsError('unknown-name', 'This service has no MultiDatastreams. Use Datastreams.')
}

/** An entity in a statement: the alias its columns are under. */
export type Binding = { type: ServedType; alias: string }

/** How one property is stored: its value in expressions, and its JSON text in answers (null: left out). */
type Stored = { value(alias: string): Value; json(alias: string): Sql }

type Link = (source: string, target: string) => Sql

type Table = {
  name: string
  properties: Record<string, Stored>
  /** By link: when the target belongs to the source. */
  links: Record<string, Link>
}

/** An instant as `2019-12-23T00:00:00.000Z`, with microseconds only when there are any. */
export function instantText(at: Sql): Sql {
  return sql`(to_char(${at} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS')
    || case when date_trunc('milliseconds', ${at}) = ${at} then '' else right(to_char(${at}, 'US'), 3) end || 'Z')`
}

function instantJson(at: Sql): Sql {
  return sql`'"' || ${instantText(at)} || '"'`
}

function periodJson(start: Sql, end: Sql): Sql {
  return sql`'"' || ${instantText(start)} || '/' || ${instantText(end)} || '"'`
}

const id: Stored = {
  value: (alias) => ({ kind: 'integer', sql: column(alias, 'id') }),
  json: (alias) => sql`${column(alias, 'id')}::text`,
}

function textColumn(name: string): Stored {
  return {
    value: (alias) => ({ kind: 'string', sql: column(alias, name) }),
    json: (alias) => quoted(column(alias, name)),
  }
}

function jsonColumn(name: string): Stored {
  return {
    value: (alias) => jsonValue(column(alias, name)),
    json: (alias) => sql`${column(alias, name)}::text`,
  }
}

function geometryColumn(name: string, json: string): Stored {
  return {
    value: (alias) => ({ kind: 'geometry', sql: column(alias, name) }),
    json: (alias) => sql`${column(alias, json)}::text`,
  }
}

function detailKey(key: string): Stored {
  const json = (alias: string) => sql`(${column(alias, 'detail')} -> ${sql.lit(key)})`
  return { value: (alias) => jsonValue(json(alias)), json: (alias) => sql`${json(alias)}::text` }
}

/** A period that follows from the observations of a datastream. */
function statePeriod(startName: string, endName: string): Stored {
  const read = (alias: string, name: string) =>
    sql`(select s.${sql.ref(name)} from measurements.datastream_state s where s.datastream_id = ${column(alias, 'id')})`
  return {
    value: (alias) => ({ kind: 'period', start: read(alias, startName), end: read(alias, endName) }),
    json: (alias) =>
      sql`(select ${periodJson(sql.ref(`s.${startName}`), sql.ref(`s.${endName}`))}
        from measurements.datastream_state s where s.datastream_id = ${column(alias, 'id')})`,
  }
}

const described = { id, name: textColumn('name'), description: textColumn('description') }
const properties = jsonColumn('properties')

const observedArea: Stored = {
  value: (alias) => ({ kind: 'geometry', sql: column(alias, 'observed_area') }),
  json: (alias) => sql`ST_AsGeoJSON(${column(alias, 'observed_area')})`,
}

const phenomenonTime: Stored = {
  value: (alias) => {
    const start = column(alias, 'phenomenon_start')
    return { kind: 'period', start, end: sql`coalesce(${column(alias, 'phenomenon_end')}, ${start})` }
  },
  json: (alias) => {
    const start = column(alias, 'phenomenon_start')
    const end = column(alias, 'phenomenon_end')
    return sql`'"' || ${instantText(start)} || coalesce('/' || ${instantText(end)}, '') || '"'`
  },
}

const result: Stored = {
  value: (alias) => {
    const number = column(alias, 'result_number')
    const json = sql`coalesce(to_json(${number}), ${column(alias, 'detail')} -> 'result')`
    return {
      kind: 'json',
      json,
      number,
      text: sql`coalesce(${number}::text, ${column(alias, 'detail')} ->> 'result')`,
    }
  },
  json: (alias) =>
    sql`coalesce(to_json(${column(alias, 'result_number')})::text, (${column(alias, 'detail')} -> 'result')::text, 'null')`,
}

const resultTime: Stored = {
  value: (alias) => ({ kind: 'instant', sql: column(alias, 'result_time') }),
  json: (alias) => sql`coalesce(${instantJson(column(alias, 'result_time'))}, 'null')`,
}

const validTime: Stored = {
  value: (alias) => {
    const part = (number: number) =>
      sql`split_part(${column(alias, 'detail')} ->> 'validTime', '/', ${sql.lit(number)})::timestamptz`
    return { kind: 'period', start: part(1), end: part(2) }
  },
  json: detailKey('validTime').json,
}

const time: Stored = {
  value: (alias) => ({ kind: 'instant', sql: column(alias, 'time') }),
  json: (alias) => instantJson(column(alias, 'time')),
}

const reference =
  (sourceColumn: string, targetColumn: string): Link =>
  (source, target) =>
    sql`${column(target, targetColumn)} = ${column(source, sourceColumn)}`

/** A link kept in a table of pairs. */
const pair =
  (table: Sql, sourceColumn: string, targetColumn: string): Link =>
  (source, target) =>
    sql`${column(target, 'id')} in (select pair.${sql.ref(targetColumn)} from ${table} pair
      where pair.${sql.ref(sourceColumn)} = ${column(source, 'id')})`

const thingLocation = sql`measurements.thing_location`
const historicalLocationLocation = sql`measurements.historical_location_location`

/** How the entities of the standard are stored. The names are those of migrations/0001-measurements.sql. */
export const TABLES: Record<ServedType, Table> = {
  Thing: {
    name: 'measurements.thing',
    properties: { ...described, properties },
    links: {
      Locations: pair(thingLocation, 'thing_id', 'location_id'),
      HistoricalLocations: reference('id', 'thing_id'),
      Datastreams: reference('id', 'thing_id'),
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
  Sensor: {
    name: 'measurements.sensor',
    properties: {
      ...described,
      encodingType: textColumn('encoding_type'),
      metadata: jsonColumn('metadata'),
      properties,
    },
    links: { Datastreams: reference('id', 'sensor_id') },
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
    links: { Datastreams: reference('id', 'observed_property_id') },
  },
  Observation: {
    name: 'measurements.observation',
    properties: {
      id,
      phenomenonTime,
      result,
      resultTime,
      resultQuality: detailKey('resultQuality'),
      validTime,
      parameters: detailKey('parameters'),
    },
    links: {
      Datastream: reference('datastream_id', 'id'),
      FeatureOfInterest: (source, target) => sql`${column(target, 'id')} = ${featureOf(source)}`,
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
      Observations: (source, target) => sql`${featureDatastreams(source, column(target, 'datastream_id'))}
        and ${featureOf(target)} = ${column(source, 'id')}`,
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

/** The links of a type that the service has, in the order of the standard. */
export function servedLinks(type: ServedType): { name: string; target: ServedType; many: boolean }[] {
  return Object.entries(MODEL[type].links).flatMap(([name, link]) =>
    link.target === 'MultiDatastream' ? [] : [{ name, target: link.target, many: link.many }],
  )
}

/** True when the target is linked from the source. */
export function isLinked(source: Binding, link: string, target: Binding): Sql {
  const condition = TABLES[source.type].links[link]
  if (!condition) throw new SensorThingsError('unknown-name', `${source.type} has no “${link}” here.`)
  return condition(source.alias, target.alias)
}

/** How a property is stored. */
export function storedProperty(type: ServedType, property: string): Stored {
  const stored = TABLES[type].properties[property]
  if (!stored) throw new SensorThingsError('unknown-name', `${type} has no “${property}”.`)
  return stored
}

/** The value at keys inside a property whose value is JSON. */
export function valueInside(
  type: ServedType,
  property: string,
  alias: string,
  keys: readonly string[],
): Value {
  const json = jsonOfProperty(type, property, alias)
  return jsonValue(sql`(${json} #> ${[...keys]}::text[])`)
}

/** A property as a JSON value, not text. */
function jsonOfProperty(type: ServedType, property: string, alias: string): Sql {
  const value = storedProperty(type, property).value(alias)
  if (value.kind === 'json') return value.json
  return sql`(${storedProperty(type, property).json(alias)})::json`
}
