import type { Generated } from 'kysely'
import type { Role } from '../../platform/actor.ts'
import type { MandateField, OrganisationKind } from './schema.ts'

/** The tables of this slice, for Kysely: `db.withTables<PartiesTables>()`. */
export type PartiesTables = {
  'parties.organisation': {
    id: Generated<string>
    name: string
    kind: OrganisationKind
    tooi: string | null
    parent_id: string | null
    website: string | null
    registered_by: string | null
    created_at: Generated<Date>
  }
  'parties.person': {
    id: Generated<string>
    name: string
    email: string
    email_verified: Generated<boolean>
    image: string | null
    created_at: Generated<Date>
    updated_at: Generated<Date>
  }
  'parties.membership': {
    organisation_id: string
    person_id: string
    role: Role
    created_at: Generated<Date>
  }
  'parties.mandate': {
    id: Generated<string>
    organisation_id: string
    function: string
    holder_person_id: string | null
    holder_name: string
    subject: string
    field: MandateField
    maximum_amount: number | null
    since: string
    until: string | null
    basis: string
    basis_url: string | null
    deputy_person_id: string | null
    deputy_since: string | null
    deputy_until: string | null
    created_at: Generated<Date>
    updated_at: Generated<Date>
  }
  'parties.token': {
    id: Generated<string>
    organisation_id: string
    name: string
    role: Role
    purpose: string | null
    dataset_id: string | null
    thing_id: number | null
    secret_hash: Buffer
    created_at: Generated<Date>
    expires_at: Date | null
    revoked_at: Date | null
  }
}
