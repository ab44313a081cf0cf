import {
  linkTemplates,
  MODEL,
  type Query,
  type SelectItem,
  SensorThingsError,
} from '@samenspel/standards/sensorthings'
import { sql } from 'kysely'
import { arrayOf, column, field, quoted, type Sql, text } from './fragments.ts'
import type { AnswerContext } from './items.ts'
import { countOf, type List, nextLinkOf, readPage } from './pages.ts'
import { kindOf, storedProperty } from './tables.ts'

/**
 * A page of observations as data arrays (req/data-array/data-array, clause 13.1): one per datastream, in the order in
 * which the datastreams first appear.
 */
export function dataArrayOf(list: List, query: Query, address: Sql, context: AnswerContext): Sql {
  const properties = componentsOf(query)
  const rows = readPage(list, query, context)
  const { alias } = rows.binding
  const values = properties.map((property) => {
    const json = storedProperty('Observation', property).json(alias)
    return sql`coalesce(${json}, 'null')`
  })
  const datastream = column(alias, 'datastream_id')
  const components = JSON.stringify(properties)
  const kind = kindOf(rows.binding)
  const link = (type: 'Datastream' | 'MultiDatastream') =>
    field(
      `${type}@iot.navigationLink`,
      quoted(sql`${text(linkTemplates(context.root, type).before)} || ${datastream} || ')'`),
    )
  const group = sql`'{' || case when min(${kind}) = 'multi' then ${link('MultiDatastream')} else ${link('Datastream')} end
    || ${text(`,"components":${components},"dataArray@iot.count":`)} || count(*)
    || ',"dataArray":[' || string_agg(${arrayOf(values)}, ',' order by ${column(alias, 'n')}) || ']}'`
  const groups = sql`select min(${column(alias, 'n')}) as first, ${group} as json from page ${sql.id(alias)}
    where ${column(alias, 'n')} <= ${sql.lit(rows.size)} group by ${datastream}`
  const next = sql`select ${nextLinkOf(rows, query, address)} from page ${sql.id(alias)}`
  const fields = [
    ...(query.count ? [field('@iot.count', sql`${countOf(list, query.filter, context)}::text`)] : []),
    field('@iot.nextLink', quoted(sql`(${next})`)),
    field(
      'value',
      sql`'[' || coalesce((select string_agg(g.json, ',' order by g.first) from (${groups}) g), '') || ']'`,
    ),
  ]
  return sql`(with page as (select * from ${rows.from})
    select '{' || concat_ws(',', ${sql.join(fields)}) || '}')`
}

function componentsOf(query: Query): string[] {
  if (!query.select) return Object.keys(MODEL.Observation.properties)
  return query.select.items.map(componentOf)
}

function componentOf(item: SelectItem): string {
  if (item.kind === 'property' && item.json.length === 0) return item.property
  throw new SensorThingsError(
    'conflicting-options',
    {
      nl: 'Met $resultFormat=dataArray kan $select alleen eigenschappen van Observations noemen, zoals phenomenonTime,result.',
      en: 'With $resultFormat=dataArray, $select can only name properties of Observations, such as phenomenonTime,result.',
    },
    { path: '$select' },
  )
}
