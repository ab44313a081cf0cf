/** Published decisions as the slice above tells of them to who is concerned. */
import { sql } from 'kysely'
import type { Db } from '../../platform/database/connect.ts'

export type ToldDecision = {
  id: string
  slug: string
  title: string
  ownerId: string
  challengeId: string
  version: number
  /** The title of the option that was chosen. */
  chosen: string
  standing: string
  areaCodes: string[]
  /** Organisations that it affects or that were involved, as far as it refers to them by id. */
  partyIds: string[]
  /** What it rests on: indicators by id, each with the areas in which it is cited (none: all), and analyses by id; by slug and hash when it has no id of them. */
  indicators: { id: string; areaCodes: string[] }[]
  analyses: string[]
  /** All that is written in it. */
  text: string
}

/** The text of a decision that is in force or was; undefined when none was published. */
export async function findToldDecision(db: Db, id: string): Promise<ToldDecision | undefined> {
  const { rows } = await sql<ToldDecision>`
    with told as (
      select d.id, d.slug, d.owner_id, d.challenge_id, v.number, v.content, s.standing
      from decisions.decision d join decisions.version v on v.decision_id = d.id and v.state = 'published'
      join decisions.v_standing s on s.decision_id = d.id where d.id = ${id}
    ), evidence as (
      select e->>'kind' as kind, e->>'reference' as reference, e->'frozen' as frozen
      from told cross join jsonb_array_elements(content->'evidence') e
    ), cited as (
      select i.id, e.frozen->>'areaCode' as area from evidence e join indicators.v_indicator i
        on substring(e.reference from '/indicatoren/([a-z0-9-]+)') in (i.slug, i.id::text)
      union
      select s.indicator_id, s.area_code from told cross join jsonb_array_elements_text(content->'signalIds') n
        join indicators.v_signal s on s.id::text = n
      union
      select s.indicator_id, s.area_code from evidence e join indicators.v_signal s
        on s.id::text = substring(e.reference from '/signalen/([0-9a-f-]{36})')
    )
    select t.id, t.slug, t.content->>'title' as title, t.owner_id as "ownerId", t.challenge_id as "challengeId",
      t.number as version, t.standing, (select o->>'title' from jsonb_array_elements(t.content->'options') o
        where o->>'id' = t.content->>'chosenOptionId') as chosen,
      array(select jsonb_array_elements_text(t.content->'areaCodes')) as "areaCodes",
      array(select distinct p->>'partyId' from (
        select jsonb_array_elements(t.content->'involved') as p
        union all select jsonb_array_elements(o->'consequences') from jsonb_array_elements(t.content->'options') o
      ) named where p ? 'partyId') as "partyIds", t.content::text as text,
      coalesce((select json_agg(json_build_object('id', c.id, 'areaCodes', c.areas)) from (
        select id, case when bool_or(area is null) then '[]' else json_agg(distinct area) end as areas
        from cited group by id) c), '[]') as indicators,
      array(select distinct k.key from evidence cross join lateral unnest(case when frozen->>'id' is not null then array[frozen->>'id']
          else array[coalesce(frozen->>'slug', substring(reference from '/analyses/([a-z0-9-]+)')), frozen->>'sha256'] end) k(key)
        where kind = 'analysis' and k.key is not null) as analyses
    from told t`.execute(db)
  return rows[0]
}
