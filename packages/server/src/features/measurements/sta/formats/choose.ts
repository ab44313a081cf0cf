import type { ResultFormat } from '@samenspel/standards/sensorthings'
import { preferType } from '../../../../platform/http/accept.ts'
import { csv } from './csv.ts'
import type { Format } from './format.ts'
import { geoJson } from './geojson.ts'
import { parquet } from './parquet.ts'

const FORMATS = { CSV: csv, GeoJSON: geoJson, Parquet: parquet } as const

const TYPES = {
  'application/json': undefined,
  'text/csv': csv,
  'application/geo+json': geoJson,
  'application/vnd.apache.parquet': parquet,
} as const

/** The form in which to send a list: what `$resultFormat` says, else what `Accept` prefers; undefined for JSON. */
export function chooseFormat(
  asked: ResultFormat | undefined,
  accept: string | undefined,
): Format | undefined {
  if (asked === 'JSON' || asked === 'dataArray') return undefined
  if (asked !== undefined) return FORMATS[asked]
  const type = preferType(accept, Object.keys(TYPES) as (keyof typeof TYPES)[])
  return TYPES[type]
}
