import { type RawBuilder, sql } from 'kysely'

/**
 * Whether agreements tell these organisations that a dataset exists, as a condition in SQL: one that everyone may read names it, or one that
 * was offered to or accepted by one of them. It says nothing of reading measurements.
 * @param dataset id of the dataset, in SQL
 */
export function isNamedFor(
  organisationIds: readonly string[],
  dataset: RawBuilder<unknown>,
): RawBuilder<boolean> {
  return sql<boolean>`exists (
    select from agreements.version_dataset vd
    join agreements.version v on v.agreement_id = vd.agreement_id and v.number = vd.version
    join agreements.agreement a on a.id = vd.agreement_id
    left join challenges.v_challenge c on c.id = a.challenge_id
    where vd.dataset_id = ${dataset} and v.state in ('offered', 'accepted') and ((v.state = 'accepted' and c.published)
      or exists (select from agreements.version_party vp where vp.agreement_id = a.id and vp.version = v.number
        and vp.organisation_id = any(${[...organisationIds]}::uuid[]))))`
}
