import { type RawBuilder, sql } from 'kysely'

/** Where the agreement `a` stands at a moment; `v` is the version that one reads. See `AGREEMENT_STATES`. */
export function stateAt(now: Date): RawBuilder<unknown> {
  return sql`case
    when a.ended_at is not null then 'ended'
    when not exists (select from agreements.v_accepted_version p where p.agreement_id = a.id) then v.state
    when not exists (select from agreements.v_accepted_version p where p.agreement_id = a.id
      and p.starts_at < coalesce(p.ends_at, 'infinity') and (p.ends_at is null or p.ends_at > ${now})) then 'ended'
    when exists (select from agreements.v_suspension s where s.agreement_id = a.id
      and (s.ends_at is null or s.ends_at > ${now})) then 'suspended'
    when ${inForceAt(now)} is not null then 'active'
    else 'accepted' end`
}

/** The version of the agreement `a` that is in force at a moment; null when none is. */
export function inForceAt(now: Date): RawBuilder<unknown> {
  return sql`(select f.version from agreements.v_agreement_in_force f
    where f.agreement_id = a.id and f.starts_at <= ${now} and (f.ends_at is null or f.ends_at > ${now}))`
}

/** Whether the version `v` may be read: what all have accepted of a public challenge `c`, the rest by who is concerned. */
export function isVisible(organisations: readonly string[]): RawBuilder<unknown> {
  return sql`((v.state = 'accepted' and c.published) or a.owner_id = any(${organisations}::uuid[])
    or exists (select from agreements.version_party vp where vp.agreement_id = a.id and vp.version = v.number
      and vp.organisation_id = any(${organisations}::uuid[])))`
}
