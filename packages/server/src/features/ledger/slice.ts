import { createSender, type SenderOptions } from '../../platform/http-client/sender.ts'
import { once } from '../../platform/once.ts'
import type { Platform, Slice } from '../../platform/slice.ts'
import { fillLedger } from './fill.ts'
import { prepareLogKey } from './keys.ts'
import type { Needs } from './needs.ts'
import { addLedgerRoutes } from './routes/api.ts'
import { addLogRoutes } from './routes/log.ts'
import { LedgerChangedError, sequence } from './sequence.ts'
import { hasWaitingEntry } from './store/entries.ts'
import { askNextWitness } from './witness/ask.ts'
import { addWitnessRoutes } from './witness/routes.ts'

/** Milliseconds for which nothing is signed after the tree turned out not to be what was signed. */
const HALT = 60_000

/**
 * Makes the slice of the ledger.
 * @param lent what the slices above tell of what they published and where its words stand, who runs the platform, and the operator's secret with which keys are kept
 */
export function createLedgerSlice(
  platform: Platform,
  lent: Pick<Needs, 'sources' | 'beside' | 'copies' | 'findRunningOrganisation'> & {
    getSecret(): Promise<string>
  },
  sending: Omit<SenderOptions, 'hosts'> = {},
): Slice {
  const { db, clock, config } = platform
  const origin = `${new URL(config.publicUrl).host}/log`
  const getSecret = once(lent.getSecret)
  const signing = async () => ({ secret: await getSecret(), origin, now: clock() })
  const needs: Needs = {
    ...{ db, clock, origin, signing, sources: lent.sources, beside: lent.beside, copies: lent.copies },
    findRunningOrganisation: lent.findRunningOrganisation,
    witnessedLogs: config.ledger.witnessedLogs,
    witnesses: config.ledger.witnesses,
  }
  const hosts = config.ledger.witnesses.map(({ url }) => new URL(url).host)
  const sender = createSender({ ...sending, hosts, ownMachine: true, setting: 'LEDGER_WITNESSES' })
  const prepare = once(async () => {
    await prepareLogKey(db, await signing())
    await fillLedger(db, lent.sources, clock())
  })
  let haltedUntil = 0
  return {
    name: 'ledger',
    migrations: new URL('./migrations/', import.meta.url),
    routes(http) {
      addLedgerRoutes(http, needs)
      addLogRoutes(http, needs)
      addWitnessRoutes(http, needs)
    },
    work: [
      {
        name: 'ledger.sequence',
        async hasNext() {
          await prepare()
          return hasWaitingEntry(db)
        },
        async next() {
          if (clock().getTime() < haltedUntil) return false
          await prepare()
          try {
            const signed = await signing()
            const placed = await db.transaction().execute((transaction) => sequence(transaction, signed))
            return placed > 0
          } catch (error) {
            if (error instanceof LedgerChangedError) haltedUntil = clock().getTime() + HALT
            throw error
          }
        },
      },
      { name: 'ledger.ask-witnesses', next: () => askNextWitness(needs, sender) },
    ],
  }
}
