import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import { hasKey } from '../../../platform/database/key.ts'
import type { AgreementState } from '../lists.ts'
import type { Agreement, AgreementSummary } from '../schema/agreements.ts'
import type { Content } from '../schema/content.ts'
import { inForceAt, isVisible, stateAt } from './state.ts'

/** A version with what is stored of its agreement; the rest of the answer is made of it. */
export type StoredAgreement = Omit<Agreement, keyof Content | 'sentences' | 'revision'> & { content: Content }

/** Who reads, and when. */
export type Reader = { organisations: readonly string[]; now: Date }

/** The version of this number, or the newest, that the reader may see. */
export async function findAgreement(
  db: Db,
  key: string,
  { organisations, now }: Reader,
  version?: number,
): Promise<StoredAgreement | undefined> {
  const { rows } = await sql<StoredAgreement>`
    select a.id, a.slug, ${stateAt(now)} as state, a.owner_id as "ownerId", a.challenge_id as "challengeId",
      a.alliance_id as "allianceId", v.number as version, v.state as "versionState", ${inForceAt(now)} as "versionInForce",
      v.content, v.reason, v.offered_at as "offeredAt", v.accepted_at as "acceptedAt", a.ended_at as "endedAt",
      v.updated_at as "updatedAt",
      coalesce((select json_agg(json_build_object('organisationId', p.organisation_id, 'name', coalesce(o.name, ''),
          'gives', p.gives, 'receives', p.receives, 'answer',
          (select case s.kind when 'declined' then 'declined' else 'accepted' end from agreements.step s
            where s.agreement_id = a.id and s.version = v.number and s.organisation_id = p.organisation_id
              and s.kind in ('offered', 'accepted', 'declined'))) order by p.gives desc, o.name, p.organisation_id)
        from agreements.version_party p left join parties.v_organisation o on o.id = p.organisation_id
        where p.agreement_id = a.id and p.version = v.number), '[]') as parties,
      coalesce((select json_agg(json_build_object('kind', s.kind, 'version', s.version, 'organisationId',
          s.organisation_id, 'organisationName', coalesce(o.name, ''), 'signature', s.signature, 'reason', s.reason,
          'at', s.at) order by s.number)
        from agreements.step s left join parties.v_organisation o on o.id = s.organisation_id
        where s.agreement_id = a.id and s.version in (${visibleNumbers(organisations)})), '[]') as steps,
      (select json_agg(json_build_object('version', h.number, 'state', h.state, 'reason', h.reason, 'offeredAt',
          h.offered_at, 'acceptedAt', h.accepted_at) order by h.number desc)
        from agreements.version h
        where h.agreement_id = a.id and h.number in (${visibleNumbers(organisations)})) as history,
      coalesce((select json_agg(s.organisation_id order by s.since) from (
          select organisation_id, min(since) as since from agreements.v_suspension s
          where s.agreement_id = a.id and (s.ends_at is null or s.ends_at > ${now}) group by organisation_id) s), '[]')
        as "suspendedBy"
    from agreements.agreement a
    join agreements.version v on v.agreement_id = a.id
    left join challenges.v_challenge c on c.id = a.challenge_id
    where ${hasKey('a', key)} and ${isVisible(organisations)}
      ${version === undefined ? sql`` : sql`and v.number = ${version}`}
    order by v.number desc limit 1`.execute(db)
  return rows[0]
}

/** The versions of `a` that may be read. */
function visibleNumbers(organisations: readonly string[]) {
  return sql`select v.number from agreements.version v where v.agreement_id = a.id and ${isVisible(organisations)}`
}

export type AgreementFilter = Reader & {
  challengeId: string | undefined
  organisationId: string | undefined
  /** Id or slug. */
  dataset: string | undefined
  state: AgreementState | undefined
  after: readonly string[] | undefined
  limit: number
}

/** What these agreements are called, by their newest version that was offered, whoever asks: for people whose data is used under them. */
export async function nameAgreements(
  db: Db,
  ids: readonly string[],
): Promise<{ id: string; slug: string; title: string }[]> {
  const { rows } = await sql<{ id: string; slug: string; title: string }>`
    select distinct on (a.id) a.id, a.slug, v.content->>'title' as title
    from agreements.agreement a join agreements.version v on v.agreement_id = a.id
    where a.id::text = any(${ids}::text[]) and v.state <> 'draft'
    order by a.id, v.number desc`.execute(db)
  return rows
}

type SummaryRow = Omit<AgreementSummary, 'updatedAt'> & { updatedAt: Date }

/** Agreements by the newest version that the reader may see, last changed first. */
export async function listAgreements(db: Db, filter: AgreementFilter): Promise<AgreementSummary[]> {
  const { organisations, now, challengeId, organisationId, dataset, state, after, limit } = filter
  const { rows } = await sql<SummaryRow>`
    select * from (
      select distinct on (a.id) a.id, a.slug, ${stateAt(now)} as state, a.owner_id as "ownerId",
        a.challenge_id as "challengeId", a.alliance_id as "allianceId", v.number as version,
        v.state as "versionState", ${inForceAt(now)} as "versionInForce", v.content->>'title' as title,
        v.content->>'why' as why, v.content->>'validFrom' as "validFrom", v.content->>'validThrough' as "validThrough",
        date_trunc('milliseconds', v.updated_at) as "updatedAt",
        coalesce((select json_agg(json_build_object('organisationId', p.organisation_id, 'name', coalesce(o.name, ''))
            order by p.gives desc, o.name, p.organisation_id)
          from agreements.version_party p left join parties.v_organisation o on o.id = p.organisation_id
          where p.agreement_id = a.id and p.version = v.number), '[]') as parties,
        coalesce((select json_agg(d.dataset_id order by d.dataset_id) from agreements.version_dataset d
          where d.agreement_id = a.id and d.version = v.number), '[]') as "datasetIds"
      from agreements.agreement a
      join agreements.version v on v.agreement_id = a.id
      left join challenges.v_challenge c on c.id = a.challenge_id
      where ${isVisible(organisations)}
        ${challengeId === undefined ? sql`` : sql`and a.challenge_id = ${challengeId}`}
        ${
          organisationId === undefined
            ? sql``
            : sql`and exists (select from agreements.version_party p where p.agreement_id = a.id
                and p.version = v.number and p.organisation_id = ${organisationId})`
        }
        ${
          dataset === undefined
            ? sql``
            : sql`and exists (select from agreements.version_dataset vd join catalogue.v_dataset d on d.id = vd.dataset_id
                where vd.agreement_id = a.id and vd.version = v.number and ${hasKey('d', dataset)})`
        }
      order by a.id, v.number desc
    ) newest
    where true
      ${state === undefined ? sql`` : sql`and state = ${state}`}
      ${after === undefined ? sql`` : sql`and ("updatedAt", id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`}
    order by "updatedAt" desc, id desc limit ${limit}`.execute(db)
  return rows.map((row) => ({ ...row, updatedAt: row.updatedAt.toISOString() }))
}
