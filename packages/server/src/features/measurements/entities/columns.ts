import {
  type EntityBody,
  type EntityType,
  formatInstant,
  GEOJSON_TYPES,
  geometryOf,
  type JsonValue,
} from '@samenspel/standards/sensorthings'
import { sql } from 'kysely'
import type { Sql } from '../query/fragments.ts'

/** A column to write and its value in SQL. */
export type Assignment = { column: string; value: Sql }

export function jsonParameter(value: unknown): Sql {
  return value === null || value === undefined ? sql`null::json` : sql`${JSON.stringify(value)}::json`
}

/** Two-dimensional WGS 84; made valid, because PostGIS cannot compare shapes that cross themselves. */
function geometryParameter(value: JsonValue | undefined): Sql {
  const geometry = value === undefined ? undefined : geometryOf(value)
  if (geometry === undefined) return sql`null::geometry`
  return sql`ST_MakeValid(ST_Force2D(ST_SetSRID(ST_GeomFromGeoJSON(${JSON.stringify(geometry)}), 4326)))`
}

type Write = (value: unknown) => Assignment[]

const plain =
  (column: string): Write =>
  (value) => [{ column, value: sql`${value}` }]

const json =
  (column: string): Write =>
  (value) => [{ column, value: jsonParameter(value) }]

const described = { name: plain('name'), description: plain('description'), properties: json('properties') }
const encoded = { ...described, encodingType: plain('encoding_type') }

const observedArea: Write = (value) => [
  { column: 'observed_area', value: geometryParameter((value ?? undefined) as JsonValue | undefined) },
]

/** How the properties of a body are written. What is not here is derived, or stored elsewhere. */
const WRITES: Record<EntityType, Record<string, Write>> = {
  Thing: described,
  Location: encoded,
  HistoricalLocation: {
    time: (value) => [{ column: 'time', value: sql`${formatInstant(value as bigint)}::timestamptz` }],
  },
  Datastream: {
    ...described,
    unitOfMeasurement: json('unit_of_measurement'),
    observationType: plain('observation_type'),
    observedArea,
  },
  MultiDatastream: {
    ...described,
    unitOfMeasurements: json('unit_of_measurement'),
    multiObservationDataTypes: json('multi_observation_data_types'),
    observationType: plain('observation_type'),
    observedArea,
  },
  Sensor: { ...encoded, metadata: json('metadata') },
  ObservedProperty: { ...described, definition: plain('definition') },
  Observation: {},
  FeatureOfInterest: encoded,
}

/** The columns that a checked body sets. `encodingType` is that of the stored entity, for a shape sent without one. */
export function assignmentsOf(body: EntityBody, encodingType?: string): Assignment[] {
  const properties: Record<string, unknown> = body.properties
  const writes = WRITES[body.entityType]
  const assignments = Object.entries(properties).flatMap(([name, value]) => writes[name]?.(value) ?? [])
  const shape = SHAPES.get(body.entityType)
  if (shape === undefined) return assignments
  const encoding = String(properties.encodingType ?? encodingType ?? '')
  const value = properties[shape] as JsonValue | undefined
  if (value === undefined) return assignments
  const geometry = GEOJSON_TYPES.includes(encoding) ? geometryParameter(value) : sql`null::geometry`
  return [
    ...assignments,
    { column: shape, value: jsonParameter(value) },
    { column: 'geometry', value: geometry },
  ]
}

/** The property with a shape; its column has the same name. */
const SHAPES: ReadonlyMap<string, string> = new Map([
  ['Location', 'location'],
  ['FeatureOfInterest', 'feature'],
])
