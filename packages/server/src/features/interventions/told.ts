/** Public interventions as the slice above tells of them to who is concerned. */
import { sql } from 'kysely'
import type { Db } from '../../platform/database/connect.ts'
import { stalled } from './store/interventions.ts'

export type ToldIntervention = {
  id: string
  slug: string
  title: string
  state: 'registered' | 'running' | 'ended' | 'withdrawn'
  kind: 'measure' | 'pilot'
  ownerId: string
  challengeId: string
  startedOn: string | null
  /** The decision from which it follows. */
  decisionId: string | null
  areaCodes: string[]
  /** The indicator that is expected to move. */
  indicatorId: string | null
  /** Organisations that take part in it. */
  partyIds: string[]
}

/** An intervention that is public, or was and is withdrawn. */
export async function findToldIntervention(db: Db, id: string): Promise<ToldIntervention | undefined> {
  const { rows } = await sql<ToldIntervention>`
    select i.id, i.slug, i.content->>'title' as title, i.state, i.kind, i.owner_id as "ownerId", i.challenge_id as "challengeId",
      i.started_on::text as "startedOn",
      coalesce(i.start_decision_id::text, i.content->>'decisionId') as "decisionId", i.area_codes as "areaCodes",
      i.content->'hypothesis'->>'indicatorId' as "indicatorId",
      array(select p->>'organisationId' from jsonb_array_elements(coalesce(i.content->'parties', '[]')) p) as "partyIds"
    from interventions.intervention i where i.id = ${id} and i.state <> 'draft'`.execute(db)
  return rows[0]
}

/** A public intervention that follows from a decision. */
export type Following = Pick<ToldIntervention, 'id' | 'slug' | 'title' | 'kind' | 'startedOn'> & {
  decisionId: string
  state: 'registered' | 'running' | 'ended'
  endedOn: string | null
  /** A pilot past its end without a decision on how it goes on. */
  stalled: boolean
}

/** What is done by these decisions, as it is on a day, in the order in which it began. */
export async function listFollowing(
  db: Db,
  decisionIds: readonly string[],
  today: string,
): Promise<Following[]> {
  const { rows } = await sql<Following>`
    select * from (select i.id, i.slug, i.content->>'title' as title, i.kind, i.state, i.started_on::text as "startedOn",
        i.ended_on::text as "endedOn", ${stalled(today)} as stalled, coalesce(i.start_decision_id::text, i.content->>'decisionId') as "decisionId"
      from interventions.intervention i where i.state in ('registered', 'running', 'ended')) f
    where "decisionId" = any(${[...decisionIds]}::text[]) order by "startedOn" nulls last, title, id`.execute(
    db,
  )
  return rows
}
