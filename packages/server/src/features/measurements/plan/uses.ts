import { type RawBuilder, sql } from 'kysely'
import type { Moment, Reader } from './reader.ts'
import { planTables } from './shown.ts'

type Sql = RawBuilder<unknown>

/*
 * Whose data is in an answer. A statement that reads measurements says so itself, in a column beside the answer: so it is of the same moment,
 * and costs no question of its own. It looks at the rules of the access plan: who sees nothing of residents by them used nothing of theirs.
 * Which things of all that a reader sees a question touches cannot always be told; then it is all of them. Rather too wide than too narrow.
 */

/** That an answer has something of a dataset of residents in it. */
export type FoundUse = {
  datasetId: string
  /** Whose it is, when the reader sees it for a purpose that they named; else it was read as anybody can. */
  hostIds?: string[] | null
  /** The agreement that let them; null when none was needed. */
  agreementId?: string | null
  /** The organisation of the reader that may, of those for which they speak: a party to that agreement, else the owner of the dataset. */
  organisationId?: string | null
}

/** What such a column holds; null when there is nothing of residents in the answer. */
export type FoundUses = FoundUse[] | null

/**
 * The things that an answer can be about, as a question in SQL for their ids; undefined for all that the reader sees. Give fewer only when
 * nothing else can be in the answer.
 */
export type About = Sql | undefined

const isNamed = ({ purpose, memberships }: Reader<Moment>) => purpose !== null && memberships.length > 0

/**
 * Whose data is in an answer to the reader, as a value in a statement that begins with the access plan.
 * @param datastreams when all of the answer is of these, their ids: what else is measured by their things is not in it
 */
export function usesOf(reader: Reader<Moment>, about: About, datastreams?: Sql): RawBuilder<FoundUses> {
  if (!isNamed(reader)) return publicUses(reader, about, datastreams)
  const things = about ? sql`where c.thing_id in (${about})` : sql``
  return namedUses(reader.purpose, datastreams ? sql`where c.id in (${datastreams})` : things)
}

/**
 * As anybody can: nobody is named, so only the datasets are asked for. Who reads what is their own is left out where that is sure. The datasets
 * of a thing are one list: with `or exists` PostgreSQL would read all datastreams first.
 */
function publicUses(
  { personId }: Reader<Moment>,
  about: About,
  datastreams: Sql | undefined,
): RawBuilder<FoundUses> {
  const datasets = datastreams
    ? sql`select d.dataset_id from measurements.datastream d where d.id in (${datastreams})`
    : sql`select t.dataset_id union all select d.dataset_id from measurements.datastream d where d.thing_id = t.id`
  const touched =
    about &&
    sql`and exists (select from measurements.thing t where t.id in (${about}) and t.host_id is distinct from ${personId}::uuid
      and r.dataset_id in (${datasets}))`
  return sql<FoundUses>`(select json_agg(json_build_object('datasetId', r.dataset_id)) from rule r
    where r.purpose is not null ${touched ?? sql``})`
}

/** For a purpose: every host that consents to it, by agreement unless the reader owns the dataset. Those that anybody sees too are not named. */
function namedUses(purpose: string | null, within: Sql): RawBuilder<FoundUses> {
  const owner = sql`(select v.owner_id from catalogue.v_dataset v where v.id = u.dataset_id)`
  return sql<FoundUses>`(select json_agg(${useOf(owner, sql`u.host_ids`)})
    from (
      select h.dataset_id, h.ground, json_agg(h.host_id) filter (where h.is_named) as host_ids
      from (
        select c.dataset_id, c.host_id, ${groundOf(purpose)}
        from consented c ${within}
        group by c.dataset_id, c.host_id) h
      group by h.dataset_id, h.ground, h.is_named) u)`
}

/** Of consents of one host (alias c): whether the reader is named, and by which agreement of which organisation, null when without one. */
const groundOf = (purpose: string | null) => sql`bool_or(c.purpose = ${purpose}) as is_named,
          case when not bool_or(c.purpose = ${purpose} and c.agreement_id is null) then min(c.agreement_id || ' ' || c.recipient) end as ground`

/** A use in the alias u, as JSON. */
const useOf = (owner: Sql, hostIds: Sql) =>
  sql`json_build_object('datasetId', u.dataset_id, 'agreementId', nullif(split_part(u.ground, ' ', 1), ''),
      'organisationId', coalesce(nullif(split_part(u.ground, ' ', 2), ''), ${owner}::text), 'hostIds', ${hostIds})`

/**
 * The same as {@link usesOf} of an answer that is all of one datastream, in a statement that begins with `byRuleTables`. Who names no purpose and reads
 * what is their own uses nothing of others.
 */
export function usesOfRow(reader: Reader<Moment>): RawBuilder<FoundUses> {
  if (!isNamed(reader))
    return sql<FoundUses>`(select json_agg(json_build_object('datasetId', u.dataset_id)) from (
      select distinct c.dataset_id from seen c where c.purpose is not null and c.host_id is distinct from ${reader.personId}::uuid) u)`
  const hostIds = sql`case when u.is_named then json_build_array(u.host_id) end`
  return sql<FoundUses>`(select json_agg(${useOf(sql`u.owner_id`, hostIds)}) from (
      select c.dataset_id, c.owner_id, c.host_id, ${groundOf(reader.purpose)}
      from seen c where c.purpose is not null
      group by c.dataset_id, c.owner_id, c.host_id) u)`
}

/** The statement that asks only whose data an answer would have in it. */
export function selectUses(
  reader: Reader<Moment>,
  about: About,
  datastreams?: Sql,
): RawBuilder<{ uses: FoundUses }> {
  return sql<{
    uses: FoundUses
  }>`with ${planTables(reader, [])} select ${usesOf(reader, about, datastreams)} as uses`
}
