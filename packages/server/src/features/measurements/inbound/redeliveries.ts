import type { Platform } from '../../../platform/slice.ts'
import { redeliverFetched } from '../connectors/redeliver.ts'
import type { ObservationBatch } from '../ingest/batch.ts'
import { storeObservations } from '../ingest/store-observations.ts'
import { redeliverMessage } from '../mqtt/redeliver.ts'
import { Undeliverable } from './dead-letters/reasons.ts'
import type { Redeliver, Redeliveries } from './dead-letters/replay.ts'
import type { Sandbox } from './sandbox/sandbox.ts'
import { prepareUplink } from './sources/deliver.ts'
import { findSource } from './sources/store.ts'

/** Says for each door how what came through it is stored again. */
export function createRedeliveries(platform: Platform & { sandbox: Sandbox }): Redeliveries {
  const { db, clock, sandbox } = platform
  const redeliverUplink: Redeliver = async ({ datasetId, sourceId, payload }) => {
    const source = sourceId === null ? undefined : await findSource(db, sourceId)
    if (source?.datasetId !== datasetId) throw closed()
    const uplink = await prepareUplink(sandbox, source, payload)
    return async (transaction) => {
      const now = clock()
      const store = (batch: ObservationBatch) => storeObservations(transaction, batch, { now })
      await uplink({ db: transaction, now, store })
    }
  }
  return {
    webhook: redeliverUplink,
    // Published here, or read from the broker of a source.
    mqtt: async (letter) =>
      letter.sourceId === null
        ? (transaction) => redeliverMessage(platform, transaction, letter)
        : redeliverUplink(letter),
    connector: async (letter) => (transaction) => redeliverFetched(transaction, letter, clock()),
  }
}

function closed(): Undeliverable {
  return new Undeliverable('not-understood', {
    nl: 'De weg waarlangs dit kwam, is er niet meer. Verwijder het bericht, of laat het opnieuw sturen.',
    en: 'The way through which this came is not there any more. Discard it, or have it sent again.',
  })
}
