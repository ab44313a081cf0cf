import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import type { Grantee } from '../granted.ts'
import { purposeKey } from '../granted.ts'
import { type Standing, standingOf, type VersionNow } from '../rules/standing.ts'

/**
 * How the agreements of these organisations stand to their reading a dataset, to be told in words: `granted` says the same. It knows only
 * agreements to which they are a party, and of those no drafts.
 */
export async function findStanding(db: Db, grantee: Grantee, datasetId: string): Promise<Standing> {
  const found = await readStandings(db, grantee, sql`d.dataset_id = ${datasetId}`)
  return found.get(datasetId) ?? 'no-agreement'
}

/** How long an agreement that has ended is still a reason for what one does not see any more. */
const REMEMBERED_DAYS = 30

/**
 * The same of each dataset that an agreement gives them, or gave until shortly ago, by id. Not of all others, of which it is `no-agreement`.
 */
export function listStandings(db: Db, grantee: Grantee): Promise<ReadonlyMap<string, Standing>> {
  const { memberships, now } = grantee
  const organisations = memberships.map(({ organisationId }) => organisationId)
  return readStandings(
    db,
    grantee,
    sql`exists (select from agreements.version_party o where o.agreement_id = d.agreement_id and o.version = d.version
        and o.receives and o.organisation_id = any(${organisations}::uuid[]))
      and (p.ends_at is null or p.ends_at > ${now}::timestamptz - ${sql.lit(REMEMBERED_DAYS)} * interval '1 day')`,
  )
}

async function readStandings(
  db: Db,
  { memberships, purpose, now }: Grantee,
  condition: RawBuilder<unknown>,
): Promise<Map<string, Standing>> {
  const organisations = [...new Set(memberships.map(({ organisationId }) => organisationId))]
  const places = memberships.map(({ organisationId, role }) => `${organisationId} ${role}`)
  const { rows } = await sql<VersionNow & { datasetId: string }>`
    select d.dataset_id::text as "datasetId", case when v.state = 'offered' then 'offered'
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
        where r.agreement_id = v.agreement_id and r.version = v.number and r.dataset_id = d.dataset_id
          and r.organisation_id = any(${organisations}::uuid[])), '[]') as readings
    from agreements.version_dataset d
    join agreements.version v on v.agreement_id = d.agreement_id and v.number = d.version
    left join agreements.v_accepted_version p on p.agreement_id = d.agreement_id and p.version = d.version
    where ${condition} and v.state in ('offered', 'accepted')
      and exists (select from agreements.version_party o where o.agreement_id = d.agreement_id and o.version = d.version
        and o.organisation_id = any(${organisations}::uuid[]))
      -- Only who owns the dataset now can give it.
      and exists (select from agreements.version_party g join catalogue.v_dataset c on c.owner_id = g.organisation_id
        where g.agreement_id = d.agreement_id and g.version = d.version and g.gives and c.id = d.dataset_id)`.execute(
    db,
  )
  const byDataset = Map.groupBy(rows, ({ datasetId }) => datasetId)
  const standing = (versions: readonly VersionNow[]) =>
    standingOf(
      versions.map((each) => (each.state === 'in-force' ? each : { ...each, readings: [] })),
      purposeKey(purpose),
    )
  return new Map([...byDataset].map(([id, versions]) => [id, standing(versions)]))
}
