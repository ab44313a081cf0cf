import { type RawBuilder, sql } from 'kysely'
import { mayReadExactly, rulesOf } from './plan.ts'
import type { Moment, Reader } from './reader.ts'
import {
  CONSENTED_RANK,
  isConsentedTo,
  isExact,
  isOfHost,
  isOfRule,
  type ShownTable,
  shownAsItIs,
} from './shown.ts'

type Sql = RawBuilder<unknown>

/*
 * The access plan of one row, for what is asked again and was seen whole before: as it is, or by rules that withhold nothing of it. Then only its own
 * dataset is looked at, and of residents an agreement only when its host consents to the purpose. It has that row or none, never others: each is
 * tested by itself. Ask it only of what the reader saw: how long it takes tells what is withheld from what is not there.
 */

/** How a row is seen of which nothing is withheld: as it is, or by a rule. */
export type Sight = 'asItIs' | 'byRule'

/** In what way the row in an alias is seen of which nothing is withheld, in a statement with the whole plan; else null. */
export function sightOf(table: ShownTable, alias: string): RawBuilder<Sight | null> {
  const byRule =
    table === 'shown_datastream' ? sql`when ${sql.ref(`${alias}.is_whole`)} then 'byRule'` : sql``
  return sql`case when ${isExact(alias)} then 'asItIs' ${byRule} end`
}

/** The beginning of a statement that has one row of a table, if the reader sees it as it is: to be put after `with`. */
export function asItIsTables(reader: Reader<Moment>, table: ShownTable, id: Sql): Sql {
  return rowTables(
    table,
    sql`
    select x.id, 0 as rank from ${sql.table(`measurements.${table.slice('shown_'.length)}`)} x
    join catalogue.v_dataset v on v.id = x.dataset_id
    where x.id = ${id} and ${mayReadExactly(reader)}`,
  )
}

/**
 * The same of a datastream, if the reader sees it whole by a rule: once for each rule and consent by which it is seen, as `seen_datastream` and
 * `consented` of the whole plan have it.
 */
export function byRuleTables(reader: Reader<Moment>, id: Sql): Sql {
  return rowTables(
    'shown_datastream',
    sql`
    select d.id, d.dataset_id, v.owner_id, t.host_id, r.purpose, r.agreement_id, r.recipient, ${CONSENTED_RANK} as rank
    from measurements.datastream d
    join measurements.thing t on t.id = d.thing_id
    join catalogue.v_dataset v on v.id = d.dataset_id
    cross join lateral ${rulesOf(reader)} r
    left join consent.v_in_force c on c.person_id = t.host_id and c.dataset_id = d.dataset_id
      and ${isConsentedTo(reader.now)}
    where d.id = ${id} and v.access <> 'open' and (${mayReadExactly(reader)}) is not true
      and (r.purpose is null or r.purpose = any(${purposesOfHost(reader, id)}))
      and case when r.purpose is null then ${isOfHost} else c.person_id is not null end
      and ${isOfRule}`,
  )
}

/** @param seen the row of this table as the reader sees it, with a rank: 0 when nothing is withheld */
function rowTables(table: ShownTable, seen: Sql): Sql {
  const isWhole = (alias: string) =>
    sql`${sql.ref(`${alias}.id`)} = (select s.id from seen s where s.rank = 0 limit 1)`
  return sql`seen as materialized (${seen}), ${sql.ref(table)} as not materialized (${shownAsItIs(table, isWhole)})`
}

/** For what the host of a datastream consents that something is read: of the rules, only those need to be looked at. */
function purposesOfHost({ now }: Reader<Moment>, id: Sql): Sql {
  return sql`array(select c.purpose from measurements.datastream d
        join measurements.thing t on t.id = d.thing_id
        join consent.v_in_force c on c.person_id = t.host_id and c.dataset_id = d.dataset_id
          and (c.until is null or c.until > ${now}::timestamptz)
        where d.id = ${id})`
}
