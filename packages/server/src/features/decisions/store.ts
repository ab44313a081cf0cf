import { sql } from 'kysely'
import type { Db } from '../../platform/database/connect.ts'
import { hasKey } from '../../platform/database/key.ts'
import { storeUnderSlug } from '../../platform/slug.ts'
import { EMPTY_CONTENT } from './rules/content.ts'
import type { Content } from './schema/content.ts'
import type { Decision, DecisionSummary, Signature } from './schema/decision.ts'

/** One version of a decision with what identifies the decision. */
export type DecisionVersion = Omit<Decision, keyof Content | 'history' | 'revision' | 'happenings'> & {
  content: Content
}

/** Texts from before a field was kept have it empty. */
const CONTENT = sql`${sql.lit(JSON.stringify(EMPTY_CONTENT))}::jsonb || v.content`

const MOMENT = sql.lit('YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')

const STANDING = sql`case when v.state = 'draft' and s.standing is null
    then case when v.opened_at is null then 'preparing' else 'open' end else s.standing end`

/** A draft is not in force; it says when it will be looked at again. */
const REVIEW_ON = sql`case when s.standing is null then v.content->>'reviewDate' else s.review_on::text end`

const COLUMNS = sql`to_char(v.opened_at at time zone 'UTC', ${MOMENT}) as "openedAt", ${STANDING} as standing,
  ${REVIEW_ON} as "reviewOn", d.id, d.slug, d.owner_id as "ownerId", d.challenge_id as "challengeId",
  v.number as version, v.state, ${CONTENT} as content, v.signature, v.published_at as "publishedAt", v.updated_at as "updatedAt"`

const FROM = sql`from decisions.decision d join decisions.version v on v.decision_id = d.id
    left join decisions.v_standing s on s.decision_id = d.id`

/**
 * Which version a reader gets: the draft for those who work on it. For everyone else the published one, or the draft when it is open and nothing
 * was published yet.
 */
const visibleTo = (organisations: string[]) =>
  sql`(v.state = 'published' or (v.state = 'draft' and (d.owner_id = any(${organisations}::uuid[])
    or (v.opened_at is not null and s.standing is null))))`

/** The newest version that the organisations may see. */
export async function findDecision(
  db: Db,
  key: string,
  organisations: string[],
): Promise<DecisionVersion | undefined> {
  const { rows } = await sql<DecisionVersion>`
    select ${COLUMNS} ${FROM}
    where ${hasKey('d', key)} and ${visibleTo(organisations)}
    order by v.number desc limit 1`.execute(db)
  return rows[0]
}

/** One earlier version; drafts only for the organisations that work on them. */
export async function findVersion(
  db: Db,
  key: string,
  number: number,
  organisations: string[],
): Promise<DecisionVersion | undefined> {
  const { rows } = await sql<DecisionVersion>`
    select ${COLUMNS} ${FROM}
    where ${hasKey('d', key)} and v.number = ${number}
      and (v.state <> 'draft' or v.opened_at is not null or d.owner_id = any(${organisations}::uuid[]))`.execute(
    db,
  )
  return rows[0]
}

/**
 * Takes the newest version for a change, so that two changes at once do not lose each other. The lock is a statement of its
 * own: the next one then sees what the change that was waited for has written.
 */
export async function lockNewest(transaction: Db, key: string): Promise<DecisionVersion | undefined> {
  await sql`select 1 from decisions.decision d where ${hasKey('d', key)} for update`.execute(transaction)
  const { rows } = await sql<DecisionVersion>`
    select ${COLUMNS} ${FROM}
    where ${hasKey('d', key)}
    order by v.number desc limit 1`.execute(transaction)
  return rows[0]
}

/**
 * Takes a decision together with the one that its draft replaces, in one order for all: two that replace each other at the same time wait, and
 * do not block each other for good.
 */
export async function lockWithReplaced(transaction: Db, key: string): Promise<void> {
  await sql`select 1 from decisions.decision l where l.id in (
      select d.id from decisions.decision d where ${hasKey('d', key)}
      union all select (v.content->>'replacesId')::uuid from decisions.decision d
        join decisions.version v on v.decision_id = d.id and v.state = 'draft' where ${hasKey('d', key)})
    order by l.id for update`.execute(transaction)
}

export async function listHistory(db: Db, id: string, organisations: string[]): Promise<Decision['history']> {
  const { rows } = await sql<Decision['history'][number]>`
    select v.number as version, v.state, v.published_at as "publishedAt", v.reason,
      to_char(v.opened_at at time zone 'UTC', ${MOMENT}) as "openedAt",
      (select count(*)::int from decisions.save a where a.decision_id = d.id and a.version = v.number) as saves
    from decisions.version v join decisions.decision d on d.id = v.decision_id
    where d.id = ${id} and (v.state <> 'draft' or v.opened_at is not null or d.owner_id = any(${organisations}::uuid[]))
    order by v.number desc`.execute(db)
  return rows
}

/** Published decisions that cite one of these indicators, or a signal of one, as evidence. */
export async function listCiting(
  db: Db,
  indicators: readonly { id: string; slug: string }[],
): Promise<{ id: string; slug: string; title: string }[]> {
  const keys = indicators.flatMap(({ id, slug }) => [id, slug])
  const { rows } = await sql<{ id: string; slug: string; title: string }>`
    select distinct d.id, d.slug, v.content->>'title' as title
    from decisions.version v
      join decisions.decision d on d.id = v.decision_id
      cross join jsonb_array_elements(v.content->'evidence') e
    where v.state = 'published' and (
      substring(e->>'reference' from '/indicatoren/([a-z0-9-]+)') = any(${keys}::text[])
      or exists (select from indicators.v_signal s where s.indicator_id::text = any(${keys}::text[])
        and s.id::text = substring(e->>'reference' from '/signalen/([0-9a-f-]{36})')))
    order by 3, 1`.execute(db)
  return rows
}

export type ListFilter = {
  organisations: string[]
  challengeId: string | undefined
  signalId: string | undefined
  state: DecisionSummary['state'] | undefined
  reviewUntil: string | undefined
  standing: DecisionSummary['standing'] | undefined
  /** Words that are all in it, by their Dutch stem, or begin with it. */
  q: string | undefined
  field: string | undefined
  area: string | undefined
  after: string[] | undefined
  limit: number
}

/** It names the area, or one that lies in it, or that it lies in; or it is of the whole municipality, which names none. */
const concernsArea = (area: string) => sql`(v.content->'areaCodes' = '[]' or exists (
  select from jsonb_array_elements_text(v.content->'areaCodes') c(code)
    left join areas.v_area a on a.code = c.code left join areas.v_area asked on asked.code = ${area}
  where ${area} in (c.code, a.parent_code, a.municipality_code) or c.code in (asked.parent_code, asked.municipality_code)))`

/** What became of a decision `d` after it was published, as it is told in lists. */
const HAPPENED = sql`coalesce((select json_agg(json_build_object('kind', h.kind,
    'at', to_char(h.happened_at at time zone 'UTC', ${MOMENT}), 'result', h.content->>'result') order by h.id)
  from decisions.happening h where h.decision_id = d.id and h.kind <> 'opened'), '[]')`

/**
 * Words that begin with the stem count too: who looks for *hitte* means the *hittegolf*. Who was
 * involved, advised or disagreed is not searched. A quote within a word is doubled there, and does not end it.
 */
const hasWords = (words: string) => sql`jsonb_to_tsvector('dutch', jsonb_build_array(
    v.content->'title', v.content->'question', v.content->'problem', v.content->'goal', v.content->'reasons',
    jsonb_path_query_array(v.content, '$.options[*].title'), jsonb_path_query_array(v.content, '$.options[*].description'),
    jsonb_path_query_array(v.content, '$.options[*].risks'), jsonb_path_query_array(v.content, '$.options[*].uncertainties'),
    jsonb_path_query_array(v.content, '$.options[*].consequences[*].effect'),
    jsonb_path_query_array(v.content, '$.evidence[*].title')), '["string"]')
  @@ regexp_replace(websearch_to_tsquery('dutch', ${words})::text, '([[:alnum:]]{3,})''(?!'')', '\\1'':*', 'g')::tsquery`

/** Decisions, most recently changed first. */
export async function listDecisions(db: Db, filter: ListFilter): Promise<DecisionSummary[]> {
  const { organisations, challengeId, signalId, state, reviewUntil, standing, q, field, area, after, limit } =
    filter
  const { rows } = await sql<DecisionSummary>`
    select * from (
      select distinct on (d.id) d.id, d.slug, v.content->>'title' as title, v.state, v.number as version,
        d.challenge_id as "challengeId", v.content->'signalIds' as "signalIds",
        (select o.option->>'title' from jsonb_array_elements(v.content->'options') o(option)
          where o.option->>'id' = v.content->>'chosenOptionId' limit 1) as "chosenOption",
        v.content->>'outcome' as outcome, v.content->>'decidedOn' as "decidedOn",
        v.content->>'reviewDate' as "reviewDate", ${STANDING} as standing, ${REVIEW_ON} as "reviewOn",
        v.content->>'question' as question, v.content->>'field' as field, d.owner_id as "ownerId",
        v.signature->>'function' as "decidedBy", v.published_at as "publishedAt", date_trunc('milliseconds', v.updated_at) as "updatedAt", ${HAPPENED} as happened
      ${FROM}
      where ${visibleTo(organisations)}
        ${challengeId === undefined ? sql`` : sql`and d.challenge_id = ${challengeId}`}
        ${signalId === undefined ? sql`` : sql`and v.content->'signalIds' ? ${signalId}`}
        ${field === undefined ? sql`` : sql`and v.content->>'field' = ${field}`}
        ${area === undefined ? sql`` : sql`and ${concernsArea(area)}`}
        ${q === undefined ? sql`` : sql`and ${hasWords(q)}`}
      order by d.id, v.number desc
    ) newest
    where true
      ${state === undefined ? sql`` : sql`and state = ${state}`}
      ${standing === undefined ? sql`` : sql`and standing = ${standing}`}
      ${reviewUntil === undefined ? sql`` : sql`and "reviewOn" <= ${reviewUntil}`}
      ${after === undefined ? sql`` : sql`and ("updatedAt", id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`}
    order by "updatedAt" desc, id desc limit ${limit}`.execute(db)
  return rows
}

/** Creates the decision with its first draft, under a free slug made from its title; gives the slug. */
export async function insertDecision(
  transaction: Db,
  decision: { ownerId: string; challengeId: string; content: Content; at: Date },
): Promise<{ id: string; slug: string }> {
  const { ownerId, challengeId, content, at } = decision
  return storeUnderSlug(
    content.title,
    (slug) => listSlugsLike(transaction, slug),
    async (slug) => {
      const { rows } = await sql<{ id: string; slug: string }>`
        with made as (
          insert into decisions.decision (slug, owner_id, challenge_id, created_at)
          values (${slug}, ${ownerId}, ${challengeId}, ${at}) on conflict (slug) do nothing returning id, slug
        ), first as (
          insert into decisions.version (decision_id, number, state, content, updated_at)
          select id, 1, 'draft', ${JSON.stringify(content)}::jsonb, ${at} from made
        )
        select id, slug from made`.execute(transaction)
      return rows[0]
    },
  )
}

async function listSlugsLike(transaction: Db, slug: string): Promise<string[]> {
  const { rows } = await sql<{ slug: string }>`
    select slug from decisions.decision where slug = ${slug} or starts_with(slug, ${`${slug}-`})`.execute(
    transaction,
  )
  // Pages of the site beside those of decisions.
  return [...RESERVED.filter((name) => name === slug), ...rows.map((row) => row.slug)]
}

const RESERVED = ['stand']

export async function updateDraft(transaction: Db, id: string, content: Content, at: Date): Promise<void> {
  await sql`update decisions.version set content = ${JSON.stringify(content)}::jsonb, updated_at = ${at}
    where decision_id = ${id} and state = 'draft'`.execute(transaction)
}

/** Freezes the draft; the text that was in force until now becomes an earlier version. */
export async function publishDraft(
  transaction: Db,
  { id, content }: Pick<DecisionVersion, 'id' | 'content'>,
  signature: Signature,
  at: Date,
): Promise<void> {
  await sql`update decisions.version set state = 'superseded', updated_at = ${at}
    where decision_id = ${id} and state = 'published'`.execute(transaction)
  await sql`update decisions.version
    set state = 'published', content = ${JSON.stringify(content)}::jsonb, signature = ${JSON.stringify(signature)}::jsonb, published_at = ${at}, updated_at = ${at}
    where decision_id = ${id} and state = 'draft'`.execute(transaction)
}

/** Copies a published text to a new draft. */
export async function insertVersion(
  transaction: Db,
  from: DecisionVersion,
  reason: string,
  at: Date,
): Promise<void> {
  await sql`insert into decisions.version (decision_id, number, state, content, reason, updated_at)
    values (${from.id}, ${from.version + 1}, 'draft', ${JSON.stringify(from.content)}::jsonb, ${reason}, ${at})`.execute(
    transaction,
  )
}

/** The signatures under published texts on these mandates. */
export async function listSignatures(db: Db, mandateIds: readonly string[]): Promise<object[]> {
  const { rows } = await sql<object>`select d.slug, v.number as version, v.content->>'title' as title,
    v.signature->>'signedAt' as "signedAt", v.signature->>'holderName' as "holderName",
    v.signature->>'function' as function, v.signature
    from decisions.version v join decisions.decision d on d.id = v.decision_id
    where v.signature->>'mandateId' = any(${mandateIds}::text[]) order by v.published_at`.execute(db)
  return rows
}
