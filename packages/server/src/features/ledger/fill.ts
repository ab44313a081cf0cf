import type { Db } from '../../platform/database/connect.ts'
import { enterInLedger } from './enter.ts'
import { type LedgerSource, nameOf, type PublishedRef } from './source.ts'
import { markFilled } from './store/entries.ts'

const PIECE = 200

/** Enters once what had been published before there was a ledger: the moment of entry tells that it came later. */
export async function fillLedger(db: Db, sources: readonly LedgerSource[], at: Date): Promise<void> {
  for (const source of sources) {
    await db.transaction().execute(async (transaction) => {
      if (!(await markFilled(transaction, nameOf(source)))) return
      for await (const refs of listAll(transaction, source)) {
        for (const { id, version, text } of await source.read(transaction, refs)) {
          await enterInLedger(transaction, { kind: source.kind, id, version, text, at })
        }
      }
    })
  }
}

/** All that a source has published, piece by piece. */
export async function* listAll(
  db: Db,
  source: LedgerSource,
): AsyncGenerator<PublishedRef[], void, undefined> {
  let after: PublishedRef | undefined
  do {
    const refs = await source.list(db, after, PIECE)
    if (refs.length > 0) yield refs
    after = refs.length === PIECE ? refs.at(-1) : undefined
  } while (after)
}
