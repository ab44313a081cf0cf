import type { components } from '@samenspel/client'
import { type FetchApi, get, type PageOf, send } from '../api.ts'

/** What pages about the ledger ask of the public API. */

type Schemas = components['schemas']

export type LedgerEntry = Schemas['LedgerEntry']
export type LedgerProof = Schemas['LedgerProof']
export type LedgerKeys = Schemas['LedgerKeys']
export type RedactionReport = Schemas['RedactionReport']
export type RedactionGround = Schemas['NewRedaction']['ground']

/** By which an entry is known. */
export type EntryName = Pick<LedgerEntry, 'kind' | 'id' | 'version'>

const LEDGER = '/api/v1/ledger'

export const listLedgerEntries = (api: FetchApi, query: { cursor?: string; kind?: string }) =>
  get<PageOf<LedgerEntry>>(api, `${LEDGER}/entries`, query)
export const getLedgerKeys = (api: FetchApi) => get<LedgerKeys>(api, `${LEDGER}/keys`)
export const getLedgerProof = (api: FetchApi, name: EntryName) => get<LedgerProof>(api, addressOfEntry(name))
export const getConsistency = (api: FetchApi, from: number) =>
  get<Schemas['LedgerConsistency']>(api, `${LEDGER}/consistency`, { from })

/** Blacks out passages of what was published, or only looks what that would do. */
export const blackOut = (api: FetchApi, name: EntryName, body: Schemas['NewRedaction']) =>
  send<Schemas['RedactionReport']>(api, 'POST', `${addressOfEntry(name)}/redactions`, body)

/** The address of an entry in the API. */
export const addressOfEntry = ({ kind, id, version }: EntryName) =>
  `${LEDGER}/entries/${kind}/${encodeURIComponent(id)}/${version}`

/** The address of its proof as a file. */
export const proofOfEntry = (name: EntryName) => `${addressOfEntry(name)}/proof`

/** The entry of a redaction, which has what is left of what was published. */
export const nameOfRedaction = ({ id }: { id: string }): EntryName => ({ kind: 'redaction', id, version: 1 })

/**
 * An entry as a page of something that was published tells of it, with the keys of the log (vkey). When passages were blacked out, it is that which
 * has what is left.
 */
export type FoundEntry = LedgerEntry & { keys: string[] }

/** What a page of something that was published tells of its entry; null when it has none. */
export async function findEntry(api: FetchApi, name: EntryName): Promise<FoundEntry | null> {
  const own = await getLedgerProof(api, name).catch(() => null)
  const later = own?.state === 'redacted' && own.redaction ? nameOfRedaction(own.redaction) : undefined
  const found = later ? await getLedgerProof(api, later).catch(() => null) : own
  if (!found) return null
  const { index, kind, id, version, enteredAt, title, what, redaction, state, commitment, keys } = found
  return { index, kind, id, version, enteredAt, title, what, redaction, state, commitment, keys }
}
