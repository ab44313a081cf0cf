import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import type { Reading } from '../rules/readings.ts'

/** Keeps what the rules of an accepted version say of reading. */
export async function insertReadings(
  transaction: Db,
  { id, version }: { id: string; version: number },
  readings: readonly Reading[],
): Promise<void> {
  for (const { permits, isWhole, roles, purposes, from, until, ...reading } of readings) {
    const { ruleId, datasetId, organisationId, dutyIds, properties, areas, fields } = reading
    const { placeLevel, timeLevel, delayMinutes, minimumGroup } = reading
    await sql`insert into agreements.reading (agreement_id, version, rule_id, dataset_id, organisation_id, permits, is_whole,
        roles, purposes, duty_ids, from_at, until_at, place_level, time_level, delay_minutes, minimum_group, properties, areas, fields)
      values (${id}, ${version}, ${ruleId}, ${datasetId}, ${organisationId}, ${permits}, ${isWhole},
        ${roles}, ${purposes}, ${dutyIds}, ${from}, ${until}, ${placeLevel}, ${timeLevel}, ${delayMinutes}, ${minimumGroup},
        ${properties}, ${areas}, ${fields})`.execute(transaction)
  }
}
