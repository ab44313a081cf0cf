import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import { hasKey } from '../../../platform/database/key.ts'
import { storeUnderSlug } from '../../../platform/slug.ts'
import type { VersionState } from '../lists.ts'
import { listDatasetIds, listParties } from '../rules/content.ts'
import type { Content } from '../schema/content.ts'

/** The newest version of an agreement, locked for a change. */
export type NewestVersion = {
  id: string
  slug: string
  ownerId: string
  challengeId: string
  version: number
  state: VersionState
  content: Content
  endedAt: Date | null
  /** All organisations that some version needed: to them the agreement is no secret. */
  concerned: string[]
}

/**
 * Takes the newest version for a change, so that two changes at once do not lose each other. The lock is a statement of its
 * own: the next one then sees what the change that was waited for has written.
 */
export async function lockNewest(transaction: Db, key: string): Promise<NewestVersion | undefined> {
  await sql`select 1 from agreements.agreement a where ${hasKey('a', key)} for update`.execute(transaction)
  const { rows } = await sql<NewestVersion>`
    select a.id, a.slug, a.owner_id as "ownerId", a.challenge_id as "challengeId", v.number as version, v.state, v.content,
      a.ended_at as "endedAt",
      array(select distinct p.organisation_id::text from agreements.version_party p where p.agreement_id = a.id) as concerned
    from agreements.agreement a join agreements.version v on v.agreement_id = a.id
    where ${hasKey('a', key)} order by v.number desc limit 1`.execute(transaction)
  return rows[0]
}

/** Whether anyone may know of the agreement: some version of it was accepted, and its challenge is public. */
export async function isPublic(db: Db, id: string): Promise<boolean> {
  const { rows } = await sql`select 1 from agreements.agreement a
    join challenges.v_challenge c on c.id = a.challenge_id and c.published
    join agreements.version v on v.agreement_id = a.id and v.state = 'accepted'
    where a.id = ${id} limit 1`.execute(db)
  return rows.length > 0
}

/** Creates the agreement with its first draft, under a free slug made from its title; gives the slug. */
export async function insertAgreement(
  transaction: Db,
  agreement: {
    ownerId: string
    challengeId: string
    allianceId: string | null
    content: Content
    owners: ReadonlyMap<string, string>
    at: Date
  },
): Promise<string> {
  const { ownerId, challengeId, allianceId, content, owners, at } = agreement
  const made = await storeUnderSlug(
    content.title,
    (slug) => listSlugsLike(transaction, slug),
    async (slug) => {
      const { rows } = await sql<{ id: string; slug: string }>`
        insert into agreements.agreement (slug, owner_id, challenge_id, alliance_id, created_at)
        values (${slug}, ${ownerId}, ${challengeId}, ${allianceId}, ${at})
        on conflict (slug) do nothing returning id, slug`.execute(transaction)
      return rows[0]
    },
  )
  await insertVersion(transaction, { id: made.id, version: 1, content, reason: '', owners, at })
  return made.slug
}

async function listSlugsLike(transaction: Db, slug: string): Promise<string[]> {
  const { rows } = await sql<{ slug: string }>`
    select slug from agreements.agreement where slug = ${slug} or starts_with(slug, ${`${slug}-`})`.execute(
    transaction,
  )
  return rows.map((row) => row.slug)
}

type Text = {
  id: string
  version: number
  content: Content
  owners: ReadonlyMap<string, string>
  at: Date
}

/** Adds a draft. */
export async function insertVersion(transaction: Db, text: Text & { reason: string }): Promise<void> {
  const { id, version, content, reason, at } = text
  await sql`
    insert into agreements.version (agreement_id, number, state, content, reason, valid_from, valid_through, updated_at)
    values (${id}, ${version}, 'draft', ${JSON.stringify(content)}::jsonb, ${reason},
      ${moment(content.validFrom)}, ${moment(content.validThrough)}, ${at})`.execute(transaction)
  await storeParts(transaction, text)
}

/** Changes the text of a draft. */
export async function updateDraft(transaction: Db, text: Text): Promise<void> {
  const { id, version, content, at } = text
  await sql`update agreements.version set content = ${JSON.stringify(content)}::jsonb,
      valid_from = ${moment(content.validFrom)}, valid_through = ${moment(content.validThrough)}, updated_at = ${at}
    where agreement_id = ${id} and number = ${version} and state = 'draft'`.execute(transaction)
  await deleteParts(transaction, id, version)
  await storeParts(transaction, text)
}

async function deleteParts(transaction: Db, id: string, version: number): Promise<void> {
  await sql`delete from agreements.version_party
    where agreement_id = ${id} and version = ${version}`.execute(transaction)
  await sql`delete from agreements.version_dataset
    where agreement_id = ${id} and version = ${version}`.execute(transaction)
}

async function storeParts(transaction: Db, { id, version, content, owners }: Text): Promise<void> {
  const parties = listParties(content, owners)
  await sql`insert into agreements.version_party (agreement_id, version, organisation_id, gives, receives)
    select ${id}::uuid, ${version}::int, p.* from unnest(${parties.map((party) => party.organisationId)}::uuid[],
      ${parties.map(({ gives }) => gives)}::boolean[], ${parties.map(({ receives }) => receives)}::boolean[]) as p`.execute(
    transaction,
  )
  await sql`insert into agreements.version_dataset (agreement_id, version, dataset_id)
    select ${id}::uuid, ${version}::int, d from unnest(${[...listDatasetIds(content)]}::uuid[]) as d`.execute(
    transaction,
  )
}

/** Removes an agreement of which nothing was offered yet. */
export async function deleteAgreement(transaction: Db, id: string): Promise<void> {
  await deleteParts(transaction, id, 1)
  await sql`delete from agreements.version where agreement_id = ${id}`.execute(transaction)
  await sql`delete from agreements.agreement where id = ${id}`.execute(transaction)
}

/** Freezes the draft and lays it before the parties. */
export async function markOffered(
  transaction: Db,
  { id, version }: Pick<NewestVersion, 'id' | 'version'>,
  at: Date,
): Promise<void> {
  await sql`update agreements.version set state = 'offered', offered_at = ${at}, updated_at = ${at}
    where agreement_id = ${id} and number = ${version}`.execute(transaction)
}

/** Ends an offer: all accepted, one declined, or the owner withdrew it. */
export async function closeOffer(
  transaction: Db,
  { id, version }: Pick<NewestVersion, 'id' | 'version'>,
  state: 'accepted' | 'declined' | 'withdrawn',
  at: Date,
): Promise<void> {
  await sql`update agreements.version set state = ${state}, updated_at = ${at},
      accepted_at = ${state === 'accepted' ? at : null}::timestamptz
    where agreement_id = ${id} and number = ${version}`.execute(transaction)
}

/** The owner of each of these datasets. */
export async function findOwners(db: Db, datasetIds: Iterable<string>): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; ownerId: string }>`
    select id::text, owner_id::text as "ownerId" from catalogue.v_dataset
    where id = any(${[...datasetIds]}::uuid[])`.execute(db)
  return new Map(rows.map(({ id, ownerId }) => [id, ownerId]))
}

function moment(text: string | null): Date | null {
  return text === null ? null : new Date(text)
}
