import { OBSERVATION_TYPES } from '@samenspel/standards/sensorthings'
import { PROPERTIES, UNITS, type UnitCode, type UnitDescription } from '@samenspel/standards/tabular'
import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import { Problem } from '../../../platform/errors.ts'
import { tellEntities } from '../feed/changes.ts'
import { placeThings } from './place-things.ts'
import { describeUnits, hasUnit, namedUnit, type UnitConflict } from './unit-conflict.ts'

/** A station to be there: what is known of it at its source. */
export type StationSource = {
  key: string
  /** What people call it; default: its key. */
  name?: string
  position: readonly [number, number] | null
  streams: ReadonlyMap<string, StreamSource>
}

/**
 * A series at its source; of texts when its result is `text`, which has no unit, and of anything when it is `any`. A unit we do not
 * know is as the source has it.
 */
export type StreamSource = {
  property: string
  unit: UnitCode | UnitDescription
  result?: 'number' | 'text' | 'any'
  /** What people call it; default: its key. */
  name?: string
}

/** Where the stations come from: one sensor description for all of them. */
export type StationOrigin = {
  datasetId: string
  name: string
  description: string
  /** True when they are of an official network, by which others can be judged. */
  reference?: boolean
}

/** Ids of datastreams by station key and stream key. */
export type DatastreamIds = Map<string, Map<string, number>>

/**
 * Makes what is missing of these stations in a dataset: things with their location, a sensor, observed properties and
 * datastreams. What is there already, by its source key, stays as it is.
 * @param refuse takes what is there in another unit; it then has no id. Without it, that is an error
 * @throws Problem conflict when a datastream is there with another unit
 */
export async function ensureStations(
  db: Db,
  origin: StationOrigin,
  stations: readonly StationSource[],
  now: Date,
  refuse: (conflict: UnitConflict) => void = refuseAll,
): Promise<DatastreamIds> {
  const { datasetId } = origin
  await ensureProperties(db, datasetId, stations)
  const { rows } = await sql<{ id: number }>`
    insert into measurements.sensor (dataset_id, name, description, encoding_type, metadata, source_key)
    values (${datasetId}, ${origin.name}, ${origin.description}, 'text/plain',
      ${JSON.stringify(origin.description)}::json, ${origin.name})
    on conflict (dataset_id, source_key) do nothing returning id`.execute(db)
  await tellEntities(db, 'created', 'Sensor', idsOf(rows))
  await ensureThings(db, origin, stations)
  await ensureLocations(db, datasetId, stations, now)
  return ensureDatastreams(db, origin, stations, refuse)
}

function idsOf(rows: readonly { id: number }[]): number[] {
  return rows.map(({ id }) => id)
}

async function ensureProperties(db: Db, datasetId: string, stations: readonly StationSource[]) {
  const keys = new Set(
    stations.flatMap(({ streams }) => [...streams.values()].map(({ property }) => property)),
  )
  const list = [...keys].sort().map((key) => {
    const known = descriptionOf(key)
    return {
      key,
      definition: known?.definition ?? `urn:samenspel:property:${key}`,
      description: known?.nl ?? key,
      properties: JSON.stringify({ title: known?.nl ?? key }),
    }
  })
  const { rows } = await sql<{ id: number }>`
    insert into measurements.observed_property (dataset_id, name, definition, description, properties, source_key)
    select ${datasetId}, key, definition, description, properties::json, key
    from jsonb_to_recordset(${JSON.stringify(list)}::jsonb)
      as p (key text, definition text, description text, properties text)
    where not exists (select from measurements.observed_property o
      where o.dataset_id = ${datasetId} and o.source_key = p.key)
    on conflict (dataset_id, source_key) do nothing returning id`.execute(db)
  await tellEntities(db, 'created', 'ObservedProperty', idsOf(rows))
}

async function ensureThings(
  db: Db,
  { datasetId, name, reference }: StationOrigin,
  stations: readonly StationSource[],
) {
  const properties = JSON.stringify({ source: name, ...(reference && { reference }) })
  const { rows } = await sql<{ id: number }>`
    insert into measurements.thing (dataset_id, name, description, properties, source_key)
    select ${datasetId}, name, 'Meetpunt ' || name, ${properties}::json, key
    from unnest(${stations.map(({ key }) => key)}::text[], ${stations.map(nameOf)}::text[]) as s (key, name)
    where not exists (select from measurements.thing t where t.dataset_id = ${datasetId} and t.source_key = s.key)
    on conflict (dataset_id, source_key) do nothing returning id`.execute(db)
  await tellEntities(db, 'created', 'Thing', idsOf(rows))
}

/** Things that have no location yet get the one of the source. */
async function ensureLocations(db: Db, datasetId: string, stations: readonly StationSource[], now: Date) {
  const placed = stations.flatMap(({ position, ...station }) => (position ? [{ ...station, position }] : []))
  const { rows } = await sql<{
    id: number
    locationId: number
    historyId: number
  }>`with given as materialized (
      select t.id as thing_id, p.name, x, y,
        nextval(pg_get_serial_sequence('measurements.location', 'id')) as location_id,
        nextval(pg_get_serial_sequence('measurements.historical_location', 'id')) as history_id
      from unnest(${placed.map(({ key }) => key)}::text[], ${placed.map(nameOf)}::text[],
        ${placed.map(({ position }) => position[0])}::float8[],
        ${placed.map(({ position }) => position[1])}::float8[]) as p (key, name, x, y)
      join measurements.thing t on t.dataset_id = ${datasetId} and t.source_key = p.key
      where not exists (select from measurements.thing_location tl where tl.thing_id = t.id)),
    located as (insert into measurements.location
        (id, dataset_id, name, description, encoding_type, location, geometry)
      select location_id, ${datasetId}, name, 'Plaats van ' || name, 'application/geo+json',
        json_build_object('type', 'Point', 'coordinates', json_build_array(x, y)),
        ST_SetSRID(ST_MakePoint(x, y), 4326)
      from given returning id),
    linked as (insert into measurements.thing_location (thing_id, location_id)
      select thing_id, location_id from given join located on located.id = location_id),
    history as (insert into measurements.historical_location (id, dataset_id, thing_id, time)
      select history_id, ${datasetId}, thing_id, ${now} from given returning id)
    insert into measurements.historical_location_location (historical_location_id, location_id)
    select history.id, located.id from given
    join history on history.id = history_id join located on located.id = location_id
    returning (select thing_id from given where history_id = historical_location_id) as id,
      location_id as "locationId", historical_location_id as "historyId"`.execute(db)
  if (rows.length === 0) return
  await placeThings(db, idsOf(rows))
  const made = {
    Location: rows.map((row) => row.locationId),
    HistoricalLocation: rows.map((row) => row.historyId),
  }
  await tellEntities(db, 'created', 'Location', made.Location)
  await tellEntities(db, 'created', 'HistoricalLocation', made.HistoricalLocation)
}

async function ensureDatastreams(
  db: Db,
  { datasetId, name }: StationOrigin,
  stations: readonly StationSource[],
  refuse: (conflict: UnitConflict) => void,
): Promise<DatastreamIds> {
  const wanted = stations.flatMap(({ streams, ...station }) =>
    [...streams].map(([stream, about]) => ({
      station: station.key,
      stream,
      property: about.property,
      title: `${titleOf(about.property, about.name ?? stream)} – ${nameOf(station)}`,
      type: OBSERVATION_TYPES[TYPES[about.result ?? 'number']],
      unit: JSON.stringify(unitOf(about)),
    })),
  )
  const given = sql`jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb)
    as w (station text, stream text, property text, title text, type text, unit text)
    join measurements.thing t on t.dataset_id = ${datasetId} and t.source_key = w.station`
  const added = await sql<{ id: number }>`
    insert into measurements.datastream (dataset_id, thing_id, sensor_id, observed_property_id, name,
      description, observation_type, unit_of_measurement, source_key)
    select ${datasetId}, t.id, s.id, o.id, w.title, w.title, w.type, w.unit::json, w.stream
    from ${given}
    join measurements.sensor s on s.dataset_id = ${datasetId} and s.source_key = ${name}
    join measurements.observed_property o on o.dataset_id = ${datasetId} and o.source_key = w.property
    where not exists (select from measurements.datastream d where d.thing_id = t.id and d.source_key = w.stream)
    order by t.id, w.stream on conflict (thing_id, source_key) do nothing
    returning id`.execute(db)
  await tellEntities(db, 'created', 'Datastream', idsOf(added.rows))
  const { rows } = await sql<UnitConflict & { id: number; fits: boolean }>`
    select w.station, w.stream, d.id, ${namedUnit(sql`d.unit_of_measurement`)} as stored,
      ${namedUnit(sql`w.unit::json`)} as given, ${hasUnit(sql`w.unit::json ->> 'definition'`)} as fits
    from ${given} join measurements.datastream d on d.thing_id = t.id and d.source_key = w.stream`.execute(db)
  const ids: DatastreamIds = new Map(stations.map(({ key }) => [key, new Map()]))
  for (const { id, fits, ...named } of rows) {
    if (fits) ids.get(named.station)?.set(named.stream, id)
    else refuse(named)
  }
  return ids
}

/** The observation type of each kind of result. */
const TYPES = { number: 'measurement', text: 'category', any: 'any' } as const

function nameOf({ key, name = key }: Pick<StationSource, 'key' | 'name'>): string {
  return name
}

const NO_UNIT = { name: null, symbol: null, definition: null }

/** The unit as SensorThings writes it. */
export function unitOf({ unit, result }: StreamSource) {
  return result === 'text' ? NO_UNIT : typeof unit === 'string' ? UNITS[unit] : unit
}

function descriptionOf(key: string) {
  return Object.hasOwn(PROPERTIES, key) ? PROPERTIES[key as keyof typeof PROPERTIES] : undefined
}

function titleOf(property: string, stream: string): string {
  const title = descriptionOf(property)?.nl ?? property
  return stream === property ? title : `${title}, ${stream}`
}

function refuseAll({ station, stream, ...units }: UnitConflict): never {
  const { stored } = describeUnits(units)
  throw new Problem('conflict', {
    nl: `${stream} van ${station} staat al in de dataset in ${stored.nl}. Geef in de indeling dezelfde eenheid, of een andere naam voor de meetreeks.`,
    en: `${stream} of ${station} is already in the dataset in ${stored.en}. State the same unit in the mapping, or another name for the datastream.`,
  })
}
