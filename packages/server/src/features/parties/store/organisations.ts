import { parseTooiMunicipality } from '@samenspel/standards/tooi'
import { type RawBuilder, sql } from 'kysely'
import { type Actor, membershipsOf, type Role } from '../../../platform/actor.ts'
import type { Db } from '../../../platform/database/connect.ts'
import type { Administration } from '../rules/organisations.ts'
import type { Organisation, OrganisationBody, OrganisationKind, OrganisationPatch } from '../schema.ts'
import type { PartiesTables } from '../tables.ts'

/** Makes an organisation and gives its id. `registeredBy` may administer it until it has its own administrator. */
export async function createOrganisation(
  db: Db,
  organisation: OrganisationBody & { registeredBy?: string | null },
): Promise<string> {
  const { id } = await db
    .withTables<PartiesTables>()
    .insertInto('parties.organisation')
    .values({
      name: organisation.name,
      kind: organisation.kind,
      tooi: organisation.tooi ?? null,
      parent_id: organisation.parentId ?? null,
      website: organisation.website ?? null,
      registered_by: organisation.registeredBy ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

const selected = sql.raw(
  'o.id, o.name, o.kind, o.tooi, o.parent_id as "parentId", o.website, o.registered_by as "registeredBy"',
)

/** An organisation, with what decides who administers it. */
export type StoredOrganisation = Organisation & Administration

/** The organisation with this id. It keeps counting as having had an administrator when that one is gone. */
export async function findOrganisation(db: Db, id: string): Promise<StoredOrganisation | undefined> {
  const { rows } = await sql<StoredOrganisation>`
    select ${selected}, exists (
      select 1 from parties.membership m where m.organisation_id = o.id and m.role = 'administrator'
      union all
      select 1 from parties.token t where t.organisation_id = o.id and t.role = 'administrator'
    ) as "hasAdministrator"
    from parties.organisation o where o.id = ${id}`.execute(db)
  return rows[0]
}

/** The organisations with these ids, in any order; unknown ids are left out. */
export async function listOrganisationsByIds(
  db: Db,
  ids: readonly string[],
): Promise<{ id: string; name: string; kind: OrganisationKind; tooi: string | null }[]> {
  return db
    .withTables<PartiesTables>()
    .selectFrom('parties.organisation')
    .select(['id', 'name', 'kind', 'tooi'])
    .where('id', 'in', [...ids, NOBODY])
    .execute()
}

/** Keeps an empty list from becoming `in ()`, which is no SQL. */
const NOBODY = '00000000-0000-0000-0000-000000000000'

/** Organisations by name, from after `position`, one more than `pageSize`. */
export async function listOrganisations(
  db: Db,
  wanted: { kind: OrganisationKind | undefined; q: string | undefined },
  position: string[] | undefined,
  pageSize: number,
): Promise<Organisation[]> {
  const [name, id] = position ?? []
  const { rows } = await sql<Organisation>`
    select ${selected} from parties.organisation o
    where (${wanted.kind ?? null}::text is null or o.kind = ${wanted.kind ?? null})
      and (${wanted.q ?? null}::text is null or position(lower(${wanted.q ?? null}) in lower(o.name)) > 0)
      and (${name ?? null}::text is null or (o.name, o.id) > (${name ?? null}, ${id ?? null}::uuid))
    order by o.name, o.id limit ${pageSize + 1}`.execute(db)
  return rows
}

/**
 * The municipalities that the actor with one of these roles works for, as CBS codes; `all` for who works for the
 * organisation that runs the platform: the one that nobody registered.
 */
export async function listOwnMunicipalities(
  db: Db,
  actor: Actor,
  roles: readonly Role[],
): Promise<ReadonlySet<string> | 'all'> {
  const ids = membershipsOf(actor)
    .filter(({ role }) => roles.includes(role))
    .map(({ organisationId }) => organisationId)
  const { rows } = await sql<{ tooi: string | null; registeredBy: string | null }>`
    select tooi, registered_by as "registeredBy" from parties.organisation where id = any(${ids}::uuid[])`.execute(
    db,
  )
  if (rows.some(({ registeredBy }) => registeredBy === null)) return 'all'
  return new Set(
    rows.flatMap(({ tooi }) => {
      const parsed = tooi === null ? undefined : parseTooiMunicipality(tooi)
      return parsed?.ok ? [parsed.municipality.cbsCode] : []
    }),
  )
}

/** The organisation that runs the platform: the first one, which nobody registered; undefined as long as there is none. */
export async function findRunningOrganisation(db: Db): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`select id from parties.organisation where registered_by is null
    order by created_at, id limit 1`.execute(db)
  return rows[0]?.id
}

/** Changes the given fields. */
export async function updateOrganisation(db: Db, id: string, patch: OrganisationPatch): Promise<void> {
  const { parentId, ...fields } = patch
  const columns = { ...fields, ...(parentId === undefined ? {} : { parent_id: parentId }) }
  if (Object.keys(columns).length === 0) return
  await db
    .withTables<PartiesTables>()
    .updateTable('parties.organisation')
    .set(columns)
    .where('id', '=', id)
    .execute()
}

/** Words before a name that make it no other. */
const BEFORE_NAME = '^ ((de|het|een|onze|uw|namens|vanuit|van|door|afdeling|team|the|our|your|from|by|of) )+'

/**
 * The organisation, besides these, of which a text is the name, or begins with it. Capitals, spaces and signs do not count.
 * @param besides ids of organisations that may be named
 */
export async function findNamedAs(
  db: Db,
  text: string,
  besides: readonly string[],
): Promise<string | undefined> {
  const plain = (value: RawBuilder<unknown>) =>
    sql`' ' || btrim(regexp_replace(lower(normalize(${value}, NFKC)), '[^[:alnum:]]+', ' ', 'g')) || ' '`
  const { rows } = await sql<{ name: string }>`select o.name from parties.organisation o
    where o.id <> all(${besides}::uuid[]) and starts_with(regexp_replace(${plain(sql`${text}::text`)}, ${BEFORE_NAME}, ' '), ${plain(sql`o.name`)})
      and ${plain(sql`o.name`)} <> '  ' order by o.name limit 1`.execute(db)
  return rows[0]?.name
}
