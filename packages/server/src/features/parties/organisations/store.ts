import type { Db } from '../../../platform/database/connect.ts'
import type { OrganisationKind } from '../schema.ts'
import type { PartiesTables } from '../tables.ts'

/** What is asked for when an organisation is made. */
export type NewOrganisation = {
  name: string
  kind: OrganisationKind
  tooi?: string | null
  parentId?: string | null
  website?: string | null
}

/** Makes an organisation and gives its id. */
export async function createOrganisation(db: Db, organisation: NewOrganisation): Promise<string> {
  const { id } = await db
    .withTables<PartiesTables>()
    .insertInto('parties.organisation')
    .values({
      name: organisation.name,
      kind: organisation.kind,
      tooi: organisation.tooi ?? null,
      parent_id: organisation.parentId ?? null,
      website: organisation.website ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}
