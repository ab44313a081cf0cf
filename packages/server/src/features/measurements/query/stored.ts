import { sql } from 'kysely'
import { column, quoted, type Sql } from './fragments.ts'
import { jsonValue, type Value } from './values.ts'

/** How one property is stored: its value in expressions, and its JSON text in answers (null: left out). */
export type Stored = {
  value(alias: string): Value
  json(alias: string): Sql
  /** A value inside it that is known without making its JSON. */
  inside?(alias: string, keys: readonly string[]): Value | undefined
}

/**
 * An instant as `2019-12-23T00:00:00.000Z`, with microseconds only when there are any. Most instants are whole seconds, of which the text of
 * PostgreSQL itself (in the style that `beginDatabase` asks for) takes half of the time.
 */
export function instantText(at: Sql): Sql {
  return sql`case when ${at}::timestamptz(0) = ${at} and ${at} between '0001-01-01Z' and '9999-12-31Z' then replace((${at} at time zone 'UTC')::text, ' ', 'T') || '.000Z'
    else to_char(${at} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS')
      || case when ${at}::timestamptz(3) = ${at} then '' else right(to_char(${at}, 'US'), 3) end || 'Z' end`
}

function instantJson(at: Sql): Sql {
  return sql`'"' || ${instantText(at)} || '"'`
}

function periodJson(start: Sql, end: Sql): Sql {
  return sql`'"' || ${instantText(start)} || '/' || ${instantText(end)} || '"'`
}

export const id: Stored = {
  value: (alias) => ({ kind: 'integer', sql: column(alias, 'id') }),
  json: (alias) => sql`${column(alias, 'id')}::text`,
}

export function textColumn(name: string): Stored {
  return {
    value: (alias) => ({ kind: 'string', sql: column(alias, name) }),
    json: (alias) => quoted(column(alias, name)),
  }
}

export function jsonColumn(name: string): Stored {
  return {
    value: (alias) => jsonValue(column(alias, name)),
    json: (alias) => sql`${column(alias, name)}::text`,
  }
}

export function geometryColumn(name: string, json: string): Stored {
  return {
    value: (alias) => ({ kind: 'geometry', sql: column(alias, name) }),
    json: (alias) => sql`${column(alias, json)}::text`,
  }
}

export function detailKey(key: string): Stored {
  const json = (alias: string) => sql`(${column(alias, 'detail')} -> ${sql.lit(key)})`
  return { value: (alias) => jsonValue(json(alias)), json: (alias) => sql`${json(alias)}::text` }
}

/** A period that follows from the observations of a datastream; none where these are not all shown. */
export function statePeriod(startName: string, endName: string): Stored {
  const read = (alias: string, name: string) =>
    sql`(select s.${sql.ref(name)} from measurements.datastream_state s where s.datastream_id = ${column(alias, 'state_id')})`
  return {
    value: (alias) => ({ kind: 'period', start: read(alias, startName), end: read(alias, endName) }),
    json: (alias) =>
      sql`(select ${periodJson(sql.ref(`s.${startName}`), sql.ref(`s.${endName}`))}
        from measurements.datastream_state s where s.datastream_id = ${column(alias, 'state_id')})`,
  }
}

export const observedArea: Stored = {
  value: (alias) => ({ kind: 'geometry', sql: column(alias, 'observed_area') }),
  json: (alias) => sql`ST_AsGeoJSON(${column(alias, 'observed_area')})`,
}

export const phenomenonTime: Stored = {
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

export const result: Stored = {
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
    sql`coalesce(${column(alias, 'result_number')}::text, (${column(alias, 'detail')} -> 'result')::text, 'null')`,
}

export const resultTime: Stored = {
  value: (alias) => ({ kind: 'instant', sql: column(alias, 'result_time') }),
  json: (alias) => sql`coalesce(${instantJson(column(alias, 'result_time'))}, 'null')`,
}

export const validTime: Stored = {
  value: (alias) => {
    const part = (number: number) =>
      sql`split_part(${column(alias, 'detail')} ->> 'validTime', '/', ${sql.lit(number)})::timestamptz`
    return { kind: 'period', start: part(1), end: part(2) }
  },
  json: detailKey('validTime').json,
}

export const time: Stored = {
  value: (alias) => ({ kind: 'instant', sql: column(alias, 'time') }),
  json: (alias) => instantJson(column(alias, 'time')),
}
