import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import type { Grantee } from '../granted.ts'
import { purposeKey } from '../granted.ts'
import { type Standing, standingOf, type VersionNow } from '../rules/standing.ts'

/**
 * How the agreements of these organisations stand to their reading a dataset, to be told in words: `granted` says the same. It knows only
 * agreements to which they are a party, and of those no drafts.
 */
export async function findStanding(
  db: Db,
  { memberships, purpose, now }: Grantee,
  datasetId: string,
): Promise<Standing> {
  const organisations = [...new Set(memberships.map(({ organisationId }) => organisationId))]
  const places = memberships.map(({ organisationId, role }) => `${organisationId} ${role}`)
  const { rows } = await sql<VersionNow>`
    select case when v.state = 'offered' then 'offered'
        when p.ends_at <= ${now} then 'ended'
        when exists (select from agreements.v_suspension s
          where s.agreement_id = v.agreement_id and s.version = v.number) then 'suspended'
        when p.starts_at > ${now} then 'not-begun'
        else 'in-force' end as state,
      coalesce((select json_agg(json_build_object('organisationId', r.organisation_id, 'permits', r.permits,
          'gives', r.place_level is not null, 'onlyGroups', r.minimum_group > 1, 'purposes', r.purposes,
          'isForThem', r.roles = '{}' or exists (select from unnest(r.roles) role
            where r.organisation_id || ' ' || role = any(${places}::text[])),
          'hasBegun', r.from_at is null or r.from_at <= ${now},
          'isOver', r.until_at is not null and r.until_at <= ${now},
          'isOverdue', exists (select from agreements.task t
            where t.agreement_id = r.agreement_id and t.version = r.version and t.duty_id = any(r.duty_ids)
              and t.organisation_id = r.organisation_id and t.done_at is null and t.before <= ${now})))
        from agreements.reading r
        where r.agreement_id = v.agreement_id and r.version = v.number and r.dataset_id = ${datasetId}
          and r.organisation_id = any(${organisations}::uuid[])), '[]') as readings
    from agreements.version_dataset d
    join agreements.version v on v.agreement_id = d.agreement_id and v.number = d.version
    left join agreements.v_accepted_version p on p.agreement_id = d.agreement_id and p.version = d.version
    where d.dataset_id = ${datasetId} and v.state in ('offered', 'accepted')
      and exists (select from agreements.version_party o where o.agreement_id = d.agreement_id and o.version = d.version
        and o.organisation_id = any(${organisations}::uuid[]))
      -- Only who owns the dataset now can give it.
      and exists (select from agreements.version_party g join catalogue.v_dataset c on c.owner_id = g.organisation_id
        where g.agreement_id = d.agreement_id and g.version = d.version and g.gives and c.id = d.dataset_id)`.execute(
    db,
  )
  return standingOf(
    rows.map((row) => (row.state === 'in-force' ? row : { ...row, readings: [] })),
    purposeKey(purpose),
  )
}
