import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import { revisionOf } from '../../../platform/http/revision.ts'
import { answerMandate, type MandateAnswer, type MandateQuestion } from '../rules/mandates.ts'
import { type Mandate, type MandateBody, type MandateField, MandatePatch } from '../schema.ts'
import type { PartiesTables } from '../tables.ts'

type StoredMandate = Omit<Mandate, 'revision'>

const withRevision = (mandate: StoredMandate): Mandate => ({
  ...mandate,
  revision: revisionOf(MandatePatch, mandate),
})

const selected =
  sql.raw(`m.id, m.organisation_id as "organisationId", o.name as "organisationName", m.function,
  m.holder_person_id as "holderPersonId", m.holder_name as "holderName", m.subject, m.field,
  m.maximum_amount::float8 as "maximumAmount", m.since, m.until, m.basis, m.basis_url as "basisUrl",
  case when m.deputy_person_id is null then null else json_build_object('personId', m.deputy_person_id,
    'since', m.deputy_since, 'until', m.deputy_until) end as deputy,
  (select p.name from parties.person p where p.id = m.deputy_person_id) as "deputyName"`)

/** The mandate with this id; with `lock` nobody else changes it before the transaction ends. */
export async function findMandate(db: Db, id: string, lock?: 'lock'): Promise<Mandate | undefined> {
  const { rows } = await sql<StoredMandate>`
    select ${selected} from parties.mandate m join parties.organisation o on o.id = m.organisation_id
    where m.id = ${id} ${lock ? sql`for update of m` : sql``}`.execute(db)
  return rows.map(withRevision)[0]
}

/** What a list of mandates is narrowed to; a missing value narrows nothing. */
export type MandateFilter = {
  organisationId?: string | undefined
  field?: MandateField | undefined
  /** Only mandates that hold on this day, YYYY-MM-DD. */
  validOn?: string | undefined
}

/** Mandates by function, from after `position`, one more than `pageSize`. */
export async function listMandates(
  db: Db,
  { organisationId, field, validOn }: MandateFilter,
  position: string[] | undefined,
  pageSize: number,
): Promise<Mandate[]> {
  const [title, id] = position ?? []
  const { rows } = await sql<StoredMandate>`
    select ${selected} from parties.mandate m join parties.organisation o on o.id = m.organisation_id
    where (${organisationId ?? null}::uuid is null or m.organisation_id = ${organisationId ?? null})
      and (${field ?? null}::text is null or m.field in (${field ?? null}, 'any'))
      and (${validOn ?? null}::date is null
        or (m.since <= ${validOn ?? null}::date and (m.until is null or m.until >= ${validOn ?? null}::date)))
      and (${title ?? null}::text is null or (m.function, m.id) > (${title ?? null}, ${id ?? null}::uuid))
    order by m.function, m.id limit ${pageSize + 1}`.execute(db)
  return rows.map(withRevision)
}

const deputyColumns = (deputy: Mandate['deputy'] | undefined) => ({
  deputy_person_id: deputy?.personId ?? null,
  deputy_since: deputy?.since ?? null,
  deputy_until: deputy?.until ?? null,
})

/**
 * Makes a mandate and gives its id.
 * @throws a foreign key violation when the organisation or the holder does not exist
 */
export async function createMandate(db: Db, mandate: MandateBody): Promise<string> {
  const { id } = await db
    .withTables<PartiesTables>()
    .insertInto('parties.mandate')
    .values({
      organisation_id: mandate.organisationId,
      function: mandate.function,
      holder_person_id: mandate.holderPersonId ?? null,
      holder_name: mandate.holderName,
      subject: mandate.subject,
      field: mandate.field,
      maximum_amount: mandate.maximumAmount ?? null,
      since: mandate.since,
      until: mandate.until ?? null,
      basis: mandate.basis,
      basis_url: mandate.basisUrl ?? null,
      ...deputyColumns(mandate.deputy),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Writes the mandate as it has become. */
export async function updateMandate(
  db: Db,
  id: string,
  mandate: Omit<Required<MandatePatch>, 'revision'>,
  now: Date,
): Promise<void> {
  await db
    .withTables<PartiesTables>()
    .updateTable('parties.mandate')
    .set({
      function: mandate.function,
      holder_person_id: mandate.holderPersonId,
      holder_name: mandate.holderName,
      subject: mandate.subject,
      field: mandate.field,
      maximum_amount: mandate.maximumAmount,
      since: mandate.since,
      until: mandate.until,
      basis: mandate.basis,
      basis_url: mandate.basisUrl,
      ...deputyColumns(mandate.deputy),
      updated_at: now,
    })
    .where('id', '=', id)
    .execute()
}

/**
 * Whether someone may decide this on a mandate, by the register.
 * @returns the mandate, or everything in which it falls short
 */
export async function checkMandate(
  db: Db,
  { mandateId, ...question }: MandateQuestion & { mandateId: string },
): Promise<MandateAnswer> {
  return answerMandate(await findMandate(db, mandateId), question)
}
