import { type RawBuilder, sql } from 'kysely'

const DEFAULTS = {
  organisation_id: sql`i.owner_id`,
  role: sql`'policy-officer'`,
  person_id: sql`null::uuid`,
} as const

/**
 * A part of who answers for the signal in the alias s of the indicator in the alias i: to whom it was handed over, or who was chosen for the
 * indicator, or the policy officers of the owner of that.
 */
export function ownerOf(part: keyof typeof DEFAULTS): RawBuilder<unknown> {
  const column = sql.ref(`owner_${part}`)
  return sql`case when s.owner_organisation_id is not null then s.${column}
    when i.owner_organisation_id is not null then i.${column} else ${DEFAULTS[part]} end`
}
