import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import { hasKey } from '../../../platform/database/key.ts'
import { storeUnderSlug } from '../../../platform/slug.ts'
import { relatedAreas } from '../../areas/index.ts'
import { type EthicsChange, writeEthicsChange } from '../ethics-change.ts'
import type { Kind, State } from '../rules.ts'
import type { Content, EthicsCheck, Intervention, InterventionSummary } from '../schema.ts'
import type { Deviation } from '../schema-parts.ts'

/** An intervention as it is stored, with what it is shown with. */
export type Stored = Omit<
  Intervention,
  keyof Content | 'indicators' | 'revision' | 'mayWrite' | 'updatedAt'
> & {
  content: Content
  updatedAt: Date
}

export type Filter = {
  organisations: readonly string[]
  challengeId: string | undefined
  area: string | undefined
  state: State | undefined
  stalled: boolean | undefined
  mine: boolean | undefined
  /** The calendar date of now. */
  today: string
  after: readonly string[] | undefined
  limit: number
}

/** When a plan was registered, as it is sealed: what stands beside the sealed text proves nothing. */
const REGISTERED = sql`(p.body::jsonb->>'registeredAt')::timestamptz`
/** A plan counts as registered beforehand when that was on a day before the one on which it began. */
const BEFOREHAND = sql`(${REGISTERED} at time zone 'Europe/Amsterdam')::date < i.started_on`

/** What is shown is what was registered last; of what began, what was registered last beforehand, when anything was. */
const inPlan = (
  part: 'content' | 'ethicsCheck',
) => sql`(select p.body::jsonb->${part}::text from interventions.plan p
  where p.intervention_id = i.id order by coalesce(${BEFOREHAND}, false) desc, p.number desc limit 1)`
const CONTENT = sql`coalesce(${inPlan('content')}, i.content)`

/** Whether a pilot, of a row `i`, runs past its planned end without a decision. */
export const stalled = (today: string) =>
  sql`(i.kind = 'pilot' and i.state = 'running' and coalesce((${CONTENT}->>'end')::date < ${today}::date, false))`

const head = (today: string) => sql`i.id, i.slug, i.kind, i.state, i.challenge_id as "challengeId",
  i.owner_id as "ownerId", i.started_on::text as "startedOn", i.ended_on::text as "endedOn", i.outcome,
  ${stalled(today)} as stalled,
  case when i.started_on is null then null
    else exists (select from interventions.plan p where p.intervention_id = i.id and ${BEFOREHAND}) end as "registeredBeforehand",
  ${namesOf(sql`i.area_codes`)} as areas, i.updated_at as "updatedAt"`

/** Codes of areas with their names, in the order of the codes. */
function namesOf(codes: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`coalesce((select json_agg(json_build_object('code', c.code, 'name', coalesce(a.name, c.code)) order by c.number)
    from unnest(${codes}) with ordinality as c(code, number) left join areas.v_area a on a.code = c.code), '[]')`
}

const isVisible = (
  organisations: readonly string[],
) => sql`(i.state <> 'draft' or i.owner_id = any(${[...organisations]}::uuid[])
  or exists (select from jsonb_array_elements(i.content->'parties') party
    where party->>'organisationId' = any(${[...organisations]}::text[])))`

/** Interventions that the organisations may see, the one that changed last first. */
export async function listInterventions(db: Db, filter: Filter): Promise<InterventionSummary[]> {
  const { organisations, challengeId, area, state, today, after, limit } = filter
  const conditions = [
    isVisible(organisations),
    ...(challengeId === undefined ? [] : [sql`i.challenge_id = ${challengeId}`]),
    ...(area === undefined ? [] : [sql`i.area_codes && ${relatedAreas(area)}`]),
    ...(state === undefined ? [] : [sql`i.state = ${state}`]),
    ...(filter.stalled === undefined ? [] : [sql`${stalled(today)} = ${filter.stalled}`]),
    ...(filter.mine ? [sql`i.owner_id = any(${[...organisations]}::uuid[])`] : []),
    ...(after === undefined
      ? []
      : [sql`(i.updated_at, i.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`]),
  ]
  type Row = Omit<InterventionSummary, 'title' | 'summary' | 'start' | 'end' | 'updatedAt'> & {
    content: Content
    updatedAt: Date
  }
  const { rows } = await sql<Row>`select ${head(today)}, ${CONTENT} as content
    from interventions.intervention i where ${sql.join(conditions, sql` and `)}
    order by i.updated_at desc, i.id desc limit ${limit}`.execute(db)
  return rows.map(({ content: { title, summary, start, end }, updatedAt, ...row }) => ({
    ...row,
    title,
    summary,
    start,
    end,
    updatedAt: updatedAt.toISOString(),
  }))
}

type StoredDeviation = Omit<Deviation, 'inWords'> & { about: EthicsChange | null }
type Row = { startDecisionId: string | null; deviations: StoredDeviation[] }

function tellDeviation({ about, ...deviation }: StoredDeviation): Deviation {
  if (about === null) return deviation
  const inWords = writeEthicsChange(about)
  return { ...deviation, what: inWords.nl, inWords }
}

/** The intervention with this id or slug, whoever asks; the caller applies `canRead`. */
export async function findByKey(
  db: Db,
  key: string,
  { organisations, today }: { organisations: readonly string[]; today: string },
): Promise<Stored | undefined> {
  const own = sql`any(${[...organisations]}::uuid[])`
  const linked = (of: RawBuilder<unknown>) =>
    sql`(select json_build_object('id', d.id, 'slug', d.slug, 'title', d.title) from decisions.v_decision d where d.id = ${of})`
  const { rows } = await sql<Omit<Stored, 'deviations'> & Row>`
    with found as (
      select i.*, ${CONTENT} as shown from interventions.intervention i where ${hasKey('i', key)}
    )
    select ${head(today)}, i.shown as content, i.shown->>'title' as title, i.shown->>'summary' as summary,
      i.shown->>'start' as start, i.shown->>'end' as end, coalesce(${inPlan('ethicsCheck')}, i.ethics_check) as "ethicsCheck",
      coalesce((select json_agg(e.body || jsonb_build_object('number', e.number, 'reason', e.reason) order by e.number desc)
        from interventions.ethics_check e where e.intervention_id = i.id), '[]') as "laterEthicsChecks",
      coalesce((select o.name from parties.v_organisation o where o.id = i.owner_id), '') as "ownerName",
      (select json_build_object('id', c.id, 'slug', c.slug, 'title', c.title) from challenges.v_challenge c
        where c.id = i.challenge_id and (c.published or c.owner_id = ${own})) as challenge,
      (select json_build_object('id', g.id, 'title', g.title, 'unit', g.unit, 'target', g.target, 'targetDate', g.target_date)
        from challenges.v_goal g where g.id = (i.shown->>'goalId')::uuid) as goal,
      i.start_decision_id as "startDecisionId",
      ${linked(sql`coalesce(i.start_decision_id, (i.shown->>'decisionId')::uuid)`)} as decision,
      ${namesOf(sql`array(select jsonb_array_elements_text(case jsonb_typeof(i.shown->'design') when 'object' then i.shown->'design'->'comparisonCodes' else '[]' end))`)} as comparisons,
      coalesce((select json_object_agg(o.id, o.name) from parties.v_organisation o
        where o.id::text in (select party->>'organisationId' from jsonb_array_elements(i.shown->'parties') party)), '{}') as "partyNames",
      coalesce((select json_agg(json_build_object('number', p.number, 'sha256', p.sha256, 'registeredAt', ${REGISTERED},
          'reason', p.reason, 'beforehand', i.started_on is null or ${BEFOREHAND}) order by p.number desc)
        from interventions.plan p where p.intervention_id = i.id), '[]') as plans,
      case when i.outcome is not null then json_build_object('reason', i.end_reason, 'decision', ${linked(sql`i.end_decision_id`)}) end as ending,
      case when i.withdrawn_at is not null then json_build_object('reason', i.withdrawn_reason, 'at', i.withdrawn_at) end as withdrawal,
      coalesce((select json_agg(json_build_object('id', e.id, 'what', e.what, 'about', e.about, 'why', e.why, 'since', e.since, 'recordedAt', e.recorded_at) order by e.since, e.number)
        from interventions.deviation e where e.intervention_id = i.id), '[]') as deviations,
      coalesce((select json_agg(json_build_object('id', e.id, 'title', e.title, 'plannedOn', e.planned_on, 'reachedOn', e.reached_on, 'inPlan', e.in_plan)
          order by coalesce(e.planned_on, e.reached_on), e.number)
        from interventions.milestone e where e.intervention_id = i.id), '[]') as milestones,
      coalesce((select json_agg(json_build_object('id', e.id, 'amount', e.amount, 'day', e.day, 'what', e.what, 'recordedAt', e.recorded_at) order by e.day, e.number)
        from interventions.cost e where e.intervention_id = i.id), '[]') as costs,
      coalesce((select sum(e.amount) from interventions.cost e where e.intervention_id = i.id), 0)::float8 as spent,
      coalesce((select json_agg(json_build_object('id', e.id, 'alt', e.alt, 'takenOn', e.taken_on, 'width', e.width, 'height', e.height, 'addedAt', e.added_at,
          'withdrawal', case when e.withdrawn_at is not null then json_build_object('reason', e.withdrawn_reason, 'at', e.withdrawn_at) end) order by e.number)
        from interventions.photo e where e.intervention_id = i.id), '[]') as photos
    from found i`.execute(db)
  return rows.map(({ startDecisionId, content, deviations, ...row }) => ({
    ...row,
    deviations: deviations.map(tellDeviation),
    content: { ...content, decisionId: startDecisionId ?? content.decisionId },
  }))[0]
}

/**
 * Keeps others from changing an intervention until the transaction ends. A statement of its own, before what is decided on is
 * read: the next statement then sees what was waited for.
 */
export async function lockByKey(transaction: Db, key: string): Promise<void> {
  await sql`select 1 from interventions.intervention i where ${hasKey('i', key)} for update`.execute(
    transaction,
  )
}

/** Stores a draft under a free slug made from its title, and gives that. */
export async function insertIntervention(
  db: Db,
  made: { ownerId: string; challengeId: string; kind: Kind; content: Content; at: Date },
): Promise<string> {
  const { ownerId, challengeId, kind, content, at } = made
  return storeUnderSlug(
    content.title,
    (slug) => listSlugsLike(db, slug),
    async (slug) => {
      const { rows } = await sql<{ slug: string }>`
        insert into interventions.intervention (slug, kind, challenge_id, owner_id, content, area_codes, created_at, updated_at)
        values (${slug}, ${kind}, ${challengeId}, ${ownerId}, ${JSON.stringify(content)}::jsonb, ${content.areaCodes}, ${at}, ${at})
        on conflict (slug) do nothing returning slug`.execute(db)
      return rows[0]?.slug
    },
  )
}

async function listSlugsLike(db: Db, slug: string): Promise<string[]> {
  const { rows } = await sql<{ slug: string }>`select slug from interventions.intervention
    where slug = ${slug} or starts_with(slug, ${`${slug}-`})`.execute(db)
  return rows.map((row) => row.slug)
}

export async function updateContent(db: Db, id: string, content: Content, at: Date): Promise<void> {
  await sql`update interventions.intervention set content = ${JSON.stringify(content)}::jsonb,
    area_codes = ${content.areaCodes}, updated_at = ${at} where id = ${id}`.execute(db)
}

export async function storeEthicsCheck(db: Db, id: string, check: EthicsCheck, at: Date): Promise<void> {
  await sql`update interventions.intervention set ethics_check = ${JSON.stringify(check)}::jsonb, updated_at = ${at}
    where id = ${id}`.execute(db)
}

/** Registers a version of the plan: it is public from now on. Its milestones are those of the plan. */
export async function insertPlan(
  db: Db,
  id: string,
  plan: { number: number; body: string; sha256: string; reason: string; at: Date },
): Promise<void> {
  const { number, body, sha256, reason, at } = plan
  await sql`insert into interventions.plan (intervention_id, number, body, sha256, reason, registered_at)
    values (${id}, ${number}, ${body}, ${sha256}, ${reason}, ${at})`.execute(db)
  await sql`update interventions.intervention set state = 'registered', updated_at = ${at} where id = ${id}`.execute(
    db,
  )
  await keepMilestones(db, id)
}

/** The registered text of a version. */
export async function findPlan(
  db: Db,
  id: string,
  number: number,
): Promise<{ body: string; sha256: string } | undefined> {
  const { rows } = await sql<{ body: string; sha256: string }>`select body, sha256 from interventions.plan
    where intervention_id = ${id} and number = ${number}`.execute(db)
  return rows[0]
}

/** From now on the plan is as it is; without a registered one that is the plan of now, with its milestones. */
export async function storeStart(
  db: Db,
  id: string,
  start: { startedOn: string; decisionId: string | null; isRegistered: boolean; at: Date },
): Promise<void> {
  if (!start.isRegistered) await keepMilestones(db, id)
  await sql`update interventions.intervention set state = 'running', started_on = ${start.startedOn},
    start_decision_id = ${start.decisionId}, updated_at = ${start.at}
    where id = ${id}`.execute(db)
}

/** The milestones that there are belong to the plan. */
async function keepMilestones(db: Db, id: string): Promise<void> {
  await sql`update interventions.milestone set in_plan = true where intervention_id = ${id}`.execute(db)
}

export async function storeEnd(
  db: Db,
  id: string,
  end: { outcome: string; reason: string; decisionId: string | null; endedOn: string; at: Date },
): Promise<void> {
  const { outcome, reason, decisionId, endedOn, at } = end
  await sql`update interventions.intervention set state = 'ended', outcome = ${outcome}, end_reason = ${reason},
    end_decision_id = ${decisionId}, ended_on = ${endedOn}, updated_at = ${at} where id = ${id}`.execute(db)
}

export async function storeWithdrawal(db: Db, id: string, reason: string, at: Date): Promise<void> {
  await sql`update interventions.intervention set state = 'withdrawn', withdrawn_reason = ${reason},
    withdrawn_at = ${at}, updated_at = ${at} where id = ${id}`.execute(db)
}

/** Tells that a part changed. */
export async function touch(db: Db, id: string, at: Date): Promise<void> {
  await sql`update interventions.intervention set updated_at = ${at} where id = ${id}`.execute(db)
}

/** Removes a draft; what was public cannot be removed. */
export async function deleteDraft(db: Db, id: string): Promise<void> {
  await sql`delete from interventions.intervention where id = ${id}`.execute(db)
}

/** Whether a published decision of this challenge has this id that still holds. */
export async function isDecisionOf(db: Db, challengeId: string, id: string): Promise<boolean> {
  const { rows } =
    await sql`select 1 from decisions.v_decision d join decisions.v_standing s on s.decision_id = d.id and s.standing not in ('withdrawn', 'replaced')
      where d.id = ${id} and d.challenge_id = ${challengeId}`.execute(db)
  return rows.length > 0
}
