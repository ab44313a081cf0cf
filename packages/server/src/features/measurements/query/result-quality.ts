import { FLAG_NAMES, FLAGS, type Flag } from '@samenspel/standards/quality'
import { sql } from 'kysely'
import { column, type Sql } from './fragments.ts'
import type { Stored } from './stored.ts'
import { jsonValue } from './values.ts'

/*
 * `resultQuality` (OGC 18-088, 8.2.8: a DQ_Element of ISO 19157, without a form for JSON). What the platform judged is
 *   { "good": false, "flags": { "range": true }, "DQ_Element": [{ "nameOfMeasure": "range",
 *     "DQ_ConformanceResult": { "pass": false, "explanation": "…" } }] }
 * and what the client sent is beside it, under `stated`. A value that was not judged has what the client sent, as it was sent.
 */

const stated = (alias: string) => sql`(${column(alias, 'detail')} -> 'resultQuality')`

function hasFlag(alias: string, flag: Flag): Sql {
  return sql`(${column(alias, 'quality')} & ${sql.lit(FLAGS[flag].bit)}) <> 0`
}

/** What is written of each flag that a value has: texts of ours, as SQL. */
const PER_FLAG = FLAG_NAMES.map((flag) => ({
  bit: FLAGS[flag].bit,
  named: literal(`"${flag}":true`),
  element: literal(
    JSON.stringify({
      nameOfMeasure: flag,
      DQ_ConformanceResult: { pass: false, explanation: FLAGS[flag].en },
    }),
  ),
}))

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

/**
 * The pieces of the flags that a value has, joined by commas. Nothing of it is of a client, so it is one text: as a statement in pieces
 * it was a fifth of all the work of composing one for observations.
 */
function perFlag(alias: string, piece: 'named' | 'element'): Sql {
  const cases = PER_FLAG.map(
    (flag) => `case when ("${alias}"."quality" & ${flag.bit}) <> 0 then ${flag[piece]} end`,
  )
  return sql.raw(`concat_ws(',', ${cases.join(', ')})`)
}

function jsonOf(alias: string): Sql {
  const quality = column(alias, 'quality')
  const flagged = sql`'{"good":false,"flags":{' || ${perFlag(alias, 'named')} || '},"DQ_Element":[' || ${perFlag(alias, 'element')} || ']'`
  return sql`case when ${quality} is null then ${stated(alias)}::text
    else case when ${quality} = 0 then '{"good":true' else ${flagged} end
      || coalesce(',"stated":' || ${stated(alias)}::text, '') || '}' end`
}

/** How the quality of a result is stored, shown and found. */
export const resultQuality: Stored = {
  value: (alias) => jsonValue(sql`(${jsonOf(alias)})::json`),
  json: jsonOf,
  inside(alias, keys) {
    const [first, second] = keys
    if (first === 'good' && keys.length === 1) {
      return { kind: 'boolean', sql: sql`(${column(alias, 'quality')} = 0)` }
    }
    const flag = FLAG_NAMES.find((name) => name === second)
    if (first !== 'flags' || flag === undefined || keys.length !== 2) return undefined
    return { kind: 'boolean', sql: sql`(${hasFlag(alias, flag)})` }
  },
}
