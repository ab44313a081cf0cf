import { VERSIONS } from '@samenspel/standards/sensorthings'
import { sql } from 'kysely'
import type { BoundToken } from '../../../platform/actor.ts'
import type { Db } from '../../../platform/database/connect.ts'
import type { Platform } from '../../../platform/slice.ts'
import { Undeliverable } from '../inbound/dead-letters/reasons.ts'
import type { WaitingLetter } from '../inbound/dead-letters/store.ts'
import { intakeWithin } from '../ingest/intake-within.ts'
import { storeMessage } from './publish.ts'
import { undeliverableOf } from './unstored.ts'

/**
 * Stores a message that was published and refused then, as a token for the letter's dataset would. An observation without a
 * time was observed when its message came.
 * @throws Undeliverable when it still is refused
 */
export async function redeliverMessage(
  platform: Platform,
  transaction: Db,
  letter: WaitingLetter,
): Promise<void> {
  const writer = await findWriter(transaction, letter)
  const within = {
    ...platform,
    db: transaction,
    clock: () => letter.receivedAt,
    arrival: () => letter.receivedAt.getTime() * 1000,
    intake: intakeWithin(transaction, platform.clock),
  }
  try {
    await storeMessage(within, VERSIONS, writer, letter.address, letter.payload)
  } catch (error) {
    throw undeliverableOf(error) ?? error
  }
}

async function findWriter(db: Db, { datasetId, sender }: WaitingLetter): Promise<BoundToken> {
  const { rows } = await sql<{ ownerId: string }>`select owner_id as "ownerId" from catalogue.v_dataset
    where id = ${datasetId}`.execute(db)
  const [dataset] = rows
  if (!dataset) {
    throw new Undeliverable('not-understood', {
      nl: 'De dataset is er niet meer. Verwijder het bericht.',
      en: 'The dataset is not there any more. Discard it.',
    })
  }
  return {
    kind: 'token',
    tokenId: '',
    name: sender ?? '',
    organisationId: dataset.ownerId,
    role: 'data-expert',
    purpose: undefined,
    datasetId,
  }
}
