import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import type { StepKind } from '../lists.ts'
import type { Signature } from '../schema/agreements.ts'
import type { NewestVersion } from './versions.ts'

type Numbered = Pick<NewestVersion, 'id' | 'version'>

/** Keeps what was done and who signed for it. @returns the number of the step */
export async function insertStep(
  transaction: Db,
  { id, version }: Numbered,
  step: { kind: StepKind; organisationId: string; signature: Signature; reason: string; at: Date },
): Promise<number> {
  const { kind, organisationId, signature, reason, at } = step
  const { rows } = await sql<{ number: number }>`
    insert into agreements.step (agreement_id, version, kind, organisation_id, signature, reason, at)
    values (${id}, ${version}, ${kind}, ${organisationId}, ${JSON.stringify(signature)}::jsonb, ${reason}, ${at})
    returning number`.execute(transaction)
  const [row] = rows
  if (!row) throw new Error('A row that was added has a number.')
  return row.number
}

/** The parties that a version needs, and whether they have accepted it. */
export async function listAnswers(
  transaction: Db,
  { id, version }: Numbered,
): Promise<{ organisationId: string; accepted: boolean }[]> {
  const { rows } = await sql<{ organisationId: string; accepted: boolean }>`
    select p.organisation_id::text as "organisationId", exists (select from agreements.step s
      where s.agreement_id = p.agreement_id and s.version = p.version and s.organisation_id = p.organisation_id
        and s.kind in ('offered', 'accepted')) as accepted
    from agreements.version_party p where p.agreement_id = ${id} and p.version = ${version}`.execute(
    transaction,
  )
  return rows
}

/** What is agreed and not over: the version in force or next to be, and the parties to all such versions. */
export async function findStanding(
  db: Db,
  id: string,
  now: Date,
): Promise<{ version: number; organisationIds: string[]; suspendedBy: string[] } | undefined> {
  const { rows } = await sql<{ version: number | null; organisationIds: string[]; suspendedBy: string[] }>`
    select min(s.version) as version,
      array(select distinct p.organisation_id::text from agreements.version_party p
        where p.agreement_id = ${id} and p.version = any(array_agg(s.version))) as "organisationIds",
      array(select organisation_id::text from agreements.suspension where agreement_id = ${id}) as "suspendedBy"
    from agreements.v_accepted_version s
    where s.agreement_id = ${id} and s.starts_at < coalesce(s.ends_at, 'infinity')
      and (s.ends_at is null or s.ends_at > ${now})`.execute(db)
  const [row] = rows
  return row && row.version !== null ? { ...row, version: row.version } : undefined
}

export async function insertSuspension(
  transaction: Db,
  id: string,
  organisationId: string,
  at: Date,
): Promise<void> {
  await sql`insert into agreements.suspension (agreement_id, organisation_id, since)
    values (${id}, ${organisationId}, ${at})`.execute(transaction)
}

export async function deleteSuspension(transaction: Db, id: string, organisationId: string): Promise<void> {
  await sql`delete from agreements.suspension
    where agreement_id = ${id} and organisation_id = ${organisationId}`.execute(transaction)
}

/** Ends an agreement for good: nothing of it is to come any more. */
export async function markEnded(transaction: Db, id: string, at: Date): Promise<void> {
  await sql`update agreements.agreement set ended_at = ${at} where id = ${id}`.execute(transaction)
  await sql`delete from agreements.moment where agreement_id = ${id}`.execute(transaction)
}

/** The signatures under steps on these mandates. */
export async function listSignatures(db: Db, mandateIds: readonly string[]): Promise<object[]> {
  const { rows } = await sql<object>`select s.agreement_id as "agreementId", s.version,
    v.content->>'title' as title, s.kind, s.at, s.signature->>'holderName' as "holderName",
    s.signature->>'function' as function, s.signature
    from agreements.step s
      left join agreements.version v on v.agreement_id = s.agreement_id and v.number = s.version
    where s.signature->>'mandateId' = any(${mandateIds}::text[]) order by s.number`.execute(db)
  return rows
}
