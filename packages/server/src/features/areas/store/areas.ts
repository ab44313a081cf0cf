import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import type { AreaLevel } from '../rules.ts'
import type { Area, AreaItem } from '../schema.ts'

/** An area in a list, with the values that order the list. */
export type AreaRow = AreaItem & { rank: number; searchName: string }

export type AreaFilter = {
  level: AreaLevel | undefined
  parent: string | undefined
  codes: readonly string[] | undefined
  /** Areas that hold this point. */
  at: readonly [number, number] | undefined
  /** Words of a name, lower case without accents. */
  searchName: string | undefined
  after: readonly string[] | undefined
  limit: number
}

/** Areas by name; names that begin with the words come first. */
export async function listAreas(db: Db, filter: AreaFilter): Promise<AreaRow[]> {
  const words = filter.searchName === undefined ? undefined : escapeLike(filter.searchName)
  const rank = words === undefined ? sql`0` : sql`(search_name not like ${`${words}%`})::int`
  const conditions = [
    ...conditionsOf(filter),
    ...(filter.codes === undefined ? [] : [sql`code = any(${filter.codes}::text[])`]),
    ...(words === undefined ? [] : [sql`search_name like ${`%${words}%`}`]),
    ...(filter.at ? [sql`ST_Covers(geometry, ${pointOf(filter.at)})`] : []),
  ]
  const [afterRank, afterName, afterCode] = filter.after ?? []
  const after =
    afterRank === undefined
      ? sql`true`
      : sql`(rank, "searchName", code) > (${afterRank}::int, ${afterName}::text, ${afterCode}::text)`
  const { rows } = await sql<AreaRow>`
    select * from (
      select code, level, name, parent_code as "parentCode", municipality_code as "municipalityCode",
        json_build_array(ST_X(label_point), ST_Y(label_point)) as "labelPoint",
        search_name as "searchName", ${rank} as rank
      from areas.area where ${sql.join(conditions, sql` and `)}) as found
    where ${after}
    order by rank, "searchName", code limit ${filter.limit}`.execute(db)
  return rows
}

/** One area with its border, the newest figure of each measure and the areas it consists of. */
export async function findAreaPage(db: Db, code: string): Promise<Area | undefined> {
  const { rows } = await sql<Area>`
    select code, level, name, parent_code as "parentCode", municipality_code as "municipalityCode",
      json_build_array(ST_X(label_point), ST_Y(label_point)) as "labelPoint",
      ST_AsGeoJSON(geometry, 7)::json as geometry,
      coalesce((select json_agg(json_strip_nulls(json_build_object('reason', s.reason))::jsonb || jsonb_build_object(
          'measure', s.measure, 'title', s.title, 'unit', s.unit, 'year', s.year, 'value', s.value,
          'source', s.edition) order by s.title)
        from (select distinct on (f.measure) f.measure, m.title, m.unit, f.year, f.value, f.reason, f.edition
          from areas.statistic f join areas.measure m on m.key = f.measure
          where f.area_code = area.code
          order by f.measure, (f.value is null), f.year desc) as s), '[]') as statistics,
      coalesce((select json_agg(json_build_object('code', c.code, 'name', c.name, 'level', c.level)
          order by c.search_name, c.code)
        from areas.area c where c.parent_code = area.code), '[]') as children
    from areas.area where code = ${code}`.execute(db)
  return rows[0]
}

/** The version of a selection without areas. */
export const NO_SHAPES = '0-0'

/** What readers may have cached of a selection of areas: the same until one of them changes. */
export async function findShapesVersion(db: Db, filter: ShapeFilter): Promise<string> {
  const { rows } = await sql<{ version: string }>`
    select count(*) || '-' || coalesce(max(revision), 0) as version
    from areas.area where ${sql.join(conditionsOf(filter), sql` and `)}`.execute(db)
  return rows[0]?.version ?? NO_SHAPES
}

export type ShapeFilter = { level: AreaLevel | undefined; parent: string | undefined }

/** The simplified borders as the text of a GeoJSON FeatureCollection, coordinates to about a metre. */
export async function drawShapes(db: Db, filter: ShapeFilter): Promise<string> {
  const { rows } = await sql<{ collection: string }>`
    select json_build_object('type', 'FeatureCollection', 'features', coalesce(json_agg(json_build_object(
      'type', 'Feature', 'id', code,
      'properties', json_build_object('code', code, 'name', name, 'level', level, 'parentCode', parent_code),
      'geometry', ST_AsGeoJSON(shape, 5)::json) order by code), '[]'))::text as collection
    from areas.area where ${sql.join(conditionsOf(filter), sql` and `)}`.execute(db)
  return rows[0]?.collection ?? ''
}

/** What other slices need to know of an area. */
export type AreaName = {
  code: string
  level: AreaLevel
  name: string
  parentCode: string | null
  municipalityCode: string | null
}

/** The areas with these codes, in the order of code; unknown codes are left out. */
export async function listAreasByCodes(db: Db, codes: readonly string[]): Promise<AreaName[]> {
  const { rows } = await sql<AreaName>`
    select code, level, name, parent_code as "parentCode", municipality_code as "municipalityCode"
    from areas.area where code = any(${codes}::text[]) order by code`.execute(db)
  return rows
}

/** Which of these codes an area has, or names as what it is part of: of that there may be no border here. */
export async function listMentionedCodes(db: Db, codes: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`
    select asked.code from unnest(${codes}::text[]) as asked (code)
    where exists (select from areas.area where area.code = asked.code)
      or exists (select from areas.area where area.parent_code = asked.code)
      or exists (select from areas.area where area.municipality_code = asked.code)`.execute(db)
  return rows.map(({ code }) => code)
}

/** The area with this code. */
export async function findArea(db: Db, code: string): Promise<AreaName | undefined> {
  const [area] = await listAreasByCodes(db, [code])
  return area
}

/** The codes of the areas that hold a point; on a border the lowest code of that level. Longitude first. */
export async function areaCodesAt(
  db: Db,
  point: readonly [number, number],
): Promise<Partial<Record<AreaLevel, string>>> {
  const { rows } = await sql<{ level: AreaLevel; code: string }>`
    select level, min(code) as code from areas.area
    where ST_Covers(geometry, ${pointOf(point)}) group by level`.execute(db)
  return Object.fromEntries(rows.map(({ level, code }) => [level, code]))
}

function conditionsOf({ level, parent }: ShapeFilter): RawBuilder<unknown>[] {
  return [
    sql`true`,
    ...(level === undefined ? [] : [sql`level = ${level}`]),
    ...(parent === undefined ? [] : [sql`parent_code = ${parent}`]),
  ]
}

function pointOf([longitude, latitude]: readonly [number, number]): RawBuilder<unknown> {
  return sql`ST_SetSRID(ST_MakePoint(${longitude}::float8, ${latitude}::float8), 4326)`
}

/** `%`, `_` and the escape itself stand for themselves. */
function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&')
}
