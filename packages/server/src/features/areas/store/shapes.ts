import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import type { AreaShape } from '../read-shapes.ts'
import { type AreaLevel, LEVEL_NAMES, type Refusal, toSearchName } from '../rules.ts'

export type Changes = { created: number; changed: number; unchanged: number }

/** Statements stay small enough for the embedded database: about this many characters of geometry in one. */
const BATCH_CHARACTERS = 4_000_000

/**
 * Stores the areas whose border is valid in the sense of PostGIS (OGC Simple Features); the others are refused with
 * the place of the fault. An area that is already there in the same form is left alone.
 */
export async function storeShapes(
  transaction: Db,
  level: AreaLevel,
  shapes: readonly AreaShape[],
): Promise<Changes & { refusals: Refusal[] }> {
  const sum = { created: 0, changed: 0, unchanged: 0, refusals: [] as Refusal[] }
  for (const batch of inBatches(shapes)) {
    for (const row of await storeBatch(transaction, level, batch)) {
      if (row.fault !== null) sum.refusals.push(refuseShape(row, row.fault))
      else if (row.otherLevel !== null) sum.refusals.push(refuseLevel(row, row.otherLevel, level))
      else if (row.created === null) sum.unchanged++
      else if (row.created) sum.created++
      else sum.changed++
    }
  }
  if (sum.created + sum.changed > 0) await fillMunicipalities(transaction)
  return sum
}

type StoredRow = {
  position: number
  code: string
  fault: string | null
  at: string | null
  otherLevel: AreaLevel | null
  /** Null when nothing had to change. */
  created: boolean | null
}

async function storeBatch(transaction: Db, level: AreaLevel, batch: string): Promise<StoredRow[]> {
  const { rows } = await sql<StoredRow>`
    with given as materialized (
      select position, code, name, "searchName" as search_name, "parentCode" as parent_code,
        "municipalityCode" as municipality_code,
        ST_SetSRID(ST_MakePoint(longitude, latitude), 4326) as label_point,
        ST_Multi(ST_SetSRID(ST_GeomFromGeoJSON(geometry), 4326)) as geometry
      from json_to_recordset(${batch}::json) as feature(position int, code text, name text, "searchName" text,
        "parentCode" text, "municipalityCode" text, longitude float8, latitude float8, geometry json)),
    checked as materialized (
      select given.*, detail.reason as fault, round(ST_X(detail.location)::numeric, 6)::float8 || ', ' ||
        round(ST_Y(detail.location)::numeric, 6)::float8 as at,
        nullif(existing.level, ${level}) as other_level, parent.municipality_code as parent_municipality
      from given
        left join areas.area existing on existing.code = given.code
        left join areas.area parent on parent.code = given.parent_code
        left join lateral (select * from ST_IsValidDetail(given.geometry)) detail on not detail.valid),
    stored as (
      insert into areas.area as area
        (code, level, name, search_name, parent_code, municipality_code, label_point, geometry)
      select code, ${level}, name, search_name, parent_code, coalesce(municipality_code, parent_municipality),
        label_point, geometry
      from checked where fault is null and other_level is null
      on conflict (code) do update set name = excluded.name, search_name = excluded.search_name,
        parent_code = excluded.parent_code, municipality_code = excluded.municipality_code,
        label_point = excluded.label_point, geometry = excluded.geometry, revision = nextval('areas.revision')
      where (area.name, area.parent_code, area.municipality_code, area.geometry)
        is distinct from (excluded.name, excluded.parent_code, excluded.municipality_code, excluded.geometry)
      returning code, xmax = 0 as created)
    select position, code, fault, at, other_level as "otherLevel", created
    from checked left join stored using (code) order by position`.execute(transaction)
  return rows
}

/** Areas without a CBS code learn their municipality from the area they are part of, also when that came later. */
async function fillMunicipalities(transaction: Db) {
  await sql`
    with recursive part as (
      select code, municipality_code, level from areas.area where municipality_code is not null
      union
      select child.code, part.municipality_code, child.level
      from areas.area child join part on child.parent_code = part.code where child.municipality_code is null)
    update areas.area set municipality_code = part.municipality_code, revision = nextval('areas.revision')
    from part where part.code = area.code and area.municipality_code is null`.execute(transaction)
}

function* inBatches(shapes: readonly AreaShape[]): Generator<string> {
  let batch: string[] = []
  let size = 0
  for (const { labelPoint, ...shape } of shapes) {
    const [longitude, latitude] = labelPoint
    const text = JSON.stringify({ ...shape, searchName: toSearchName(shape.name), longitude, latitude })
    batch.push(text)
    size += text.length
    if (size < BATCH_CHARACTERS) continue
    yield `[${batch.join(',')}]`
    batch = []
    size = 0
  }
  if (batch.length > 0) yield `[${batch.join(',')}]`
}

/** What GEOS says of a border that is not valid (`TopologyValidationError`), in Dutch. */
const FAULTS: Record<string, string> = {
  'Self-intersection': 'de grens kruist zichzelf',
  'Ring Self-intersection': 'een ring raakt zichzelf',
  'Hole lies outside shell': 'een gat ligt buiten het gebied',
  'Holes are nested': 'een gat ligt in een ander gat',
  'Interior is disconnected': 'het gebied valt door zijn gaten uiteen',
  'Nested shells': 'een deel ligt in een ander deel',
  'Duplicate Rings': 'een ring komt twee keer voor',
  'Too few points in geometry component': 'een ring heeft te weinig punten',
  'Invalid Coordinate': 'een coördinaat is geen getal',
  'Ring is not closed': 'een ring is niet gesloten',
}

function refuseShape({ position, code, at }: StoredRow, fault: string): Refusal {
  const where = {
    nl: at === null ? '' : ` op ${at} (lengte, breedte)`,
    en: at === null ? '' : ` at ${at} (longitude, latitude)`,
  }
  const message = {
    nl: `De grens van ${code} klopt niet: ${FAULTS[fault] ?? `“${fault}”`}${where.nl}. Verbeter dat in de bron.`,
    en: `The border of ${code} is not valid: ${fault.toLowerCase()}${where.en}. Correct it in the source.`,
  }
  return { position, code, reason: 'invalid-geometry', message }
}

function refuseLevel({ position, code }: StoredRow, other: AreaLevel, level: AreaLevel): Refusal {
  const message = {
    nl: `${code} is hier al een ${LEVEL_NAMES[other].nl}, en dit bestand is van het niveau ${LEVEL_NAMES[level].nl}.`,
    en: `${code} is already here as a ${other}, and this import is of level ${level}.`,
  }
  return { position, code, reason: 'other-level', message }
}
