import { DPV } from '@samenspel/standards/consent'
import { type RawBuilder, sql } from 'kysely'
import { grantedBy, isGranted } from '../../agreements/index.ts'
import type { Moment, Reader } from './reader.ts'

/*
 * The access plan: what a reader may see of which dataset, and how precisely, as tables of the statement that reads. Everything that
 * gives measurements reads from the tables of shown.ts, which are made of these.
 */

/** For what a personal dataset is read by who names no purpose: sharing data for the general interest. */
export const PUBLIC_PURPOSE = `${DPV}DataAltruism`

/** True of a dataset in the alias v that the reader sees as it is. */
export function mayReadExactly(reader: Reader<Moment>): RawBuilder<boolean> {
  const own = sql`(v.owner_id = any(${reader.organisationIds}::uuid[]) or v.id = ${reader.datasetId}::uuid)`
  const byAgreement =
    reader.memberships.length === 0 || reader.asIf
      ? sql``
      : sql`or (v.kind = 'restricted' and v.is_exact and ${isGranted(reader, sql`v.id`)})`
  return sql<boolean>`(v.access = 'open' or (v.kind <> 'personal' and ${own}) ${byAgreement})`
}

/** `readable`: one row with the ids of the datasets that the reader sees as they are. */
export function readableTable(reader: Reader<Moment>): RawBuilder<unknown> {
  return sql`readable as materialized (
    select coalesce(array_agg(v.id), '{}') as ids from catalogue.v_dataset v where ${mayReadExactly(reader)})`
}

/** The permissions that a reader has for the dataset in the alias v, as a table; see {@link grantedBy}. */
function permissionsOf(reader: Reader<Moment>): RawBuilder<unknown> {
  if (!reader.asIf) return grantedBy(reader, sql`v.id`)
  return sql`(select p."placeLevel" as place_level, p."timeLevel" as time_level, p."delayMinutes" as delay_minutes,
      p."minimumGroup" as minimum_group, p.properties, p.areas, p.fields,
      p."organisationId" as organisation_id, null::uuid as agreement_id
    from jsonb_to_recordset(${JSON.stringify(reader.asIf)}::jsonb) as p ("datasetId" uuid, "organisationId" uuid, "placeLevel" int, "timeLevel" int,
      "delayMinutes" int, "minimumGroup" int, properties text[], areas text[], fields text[])
    where p."datasetId" = v.id and p."placeLevel" is not null)`
}

/**
 * The place that a permission in the alias g gives, as {@link rulesOf} counts it. When it names fields, all else is left out;
 * descriptions can tell where something is, so they go with the place.
 */
const GRANTED_PLACE = sql`case when g.fields = '{}' then 2 * g.place_level when not 'location' = any(g.fields) then 8
  when 'details' = any(g.fields) then 2 * g.place_level else greatest(2 * g.place_level, 1) end`

/**
 * By what the reader sees something of the dataset in the alias v, as a table; only for a dataset that is not open to everybody and that they do not see
 * as it is. Levels of time are those of catalogue.v_dataset; of places 0 is as it is, 1 the
 * exact place without descriptions, 2 and 4 squares of 100 m and 500 m, 6 the area and 8 no place. The coarsest of dataset and agreement
 * counts. With a `purpose`, only things whose host consents to it; with a `host`, only things of that person; with a `recipient`, only when the host
 * was told that this organisation gets it. A dataset in which
 * only groups may be seen has none, but a personal one: there a host decides about what is theirs alone.
 */
export function rulesOf(reader: Reader<Moment>): RawBuilder<unknown> {
  const { organisationIds, memberships, purpose, personId } = reader
  const whole = sql`'{}'::text[] as properties, '{}'::text[] as areas, null::uuid as agreement_id`
  const asItIs = sql`2 * v.place_level as place_level, v.time_level, v.delay_minutes`
  const granted = sql`greatest(2 * v.place_level, ${GRANTED_PLACE}), greatest(v.time_level, g.time_level),
    greatest(v.delay_minutes, g.delay_minutes), g.properties, g.areas, g.agreement_id
    from ${permissionsOf(reader)} g`
  const rules = [
    sql`select null::text as purpose, null::uuid as host, null::uuid as recipient, ${asItIs}, ${whole}
      where v.kind = 'open' and v.minimum_group <= 1`,
    sql`select ${PUBLIC_PURPOSE}::text, null::uuid, null::uuid, ${asItIs}, ${whole} where v.kind = 'personal'`,
  ]
  if (personId !== null) {
    rules.push(
      sql`select null::text, ${personId}::uuid, null::uuid, 0, 0, 0, ${whole} where v.kind = 'personal'`,
    )
  }
  if (memberships.length > 0) {
    rules.push(sql`select null::text, null::uuid, null::uuid, ${granted}
      where v.kind = 'restricted' and v.minimum_group <= 1 and g.minimum_group <= 1`)
  }
  if (memberships.length > 0 && purpose !== null) {
    rules.push(
      sql`select ${purpose}::text, null::uuid, null::uuid, ${asItIs}, ${whole}
        where v.kind = 'personal' and v.owner_id = any(${organisationIds}::uuid[])`,
      sql`select ${purpose}::text, null::uuid, g.organisation_id, ${granted} where v.kind = 'personal' and g.minimum_group <= 1`,
    )
  }
  return sql`(${sql.join(rules, sql` union all `)})`
}

/** `rule`: the rules of every dataset that the reader does not see as it is. */
export function ruleTable(reader: Reader<Moment>): RawBuilder<unknown> {
  return sql`rule as materialized (
    select v.id as dataset_id, r.* from catalogue.v_dataset v
    cross join lateral ${rulesOf(reader)} r
    where v.access <> 'open' and v.id <> all((select ids from readable)::uuid[]))`
}
