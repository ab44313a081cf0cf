import type { PlacePrecision, TimePrecision } from '@samenspel/standards/odrl'
import type { Db } from '../../platform/database/connect.ts'
import { findInForce } from './store/choices.ts'

/** To what a resident said yes. */
export type ConsentInForce = {
  place: PlacePrecision
  time: TimePrecision
  /** Whether the data counts in figures about groups. */
  inGroups: boolean
  /** RFC 3339; null when it has no end. */
  until: string | null
}

/**
 * The consent of one person for one purpose of a dataset; undefined when there is none at this moment.
 * @param asked `purpose` is an address, compared as it is: what falls under what is for the caller to know
 */
export async function findConsent(
  db: Db,
  asked: { personId: string; datasetId: string; purpose: string; at: Date },
): Promise<ConsentInForce | undefined> {
  return (await findInForce(db, asked)) ?? undefined
}
