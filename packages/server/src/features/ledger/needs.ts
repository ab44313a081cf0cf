import type { Platform } from '../../platform/slice.ts'
import type { Signing } from './keys.ts'
import type { LedgerSource } from './source.ts'
import type { Copy, WordsBeside } from './words.ts'

/** A witness that is asked to cosign our checkpoints: its key (vkey), and the address before `/add-checkpoint`. */
export type WitnessSetting = { key: string; url: string }

/** What the parts of this slice work with. */
export type Needs = Pick<Platform, 'db' | 'clock'> & {
  /** The organisation that runs the platform; undefined as long as there is none. */
  findRunningOrganisation(): Promise<string | undefined>
  /** What the slices above tell of what they published. */
  sources: readonly LedgerSource[]
  /** Where other slices have words about something that was published. */
  beside: readonly WordsBeside[]
  /** Where words are copied to, such as messages that wait. */
  copies: readonly Copy[]
  /** The name under which a log that is still empty begins. */
  origin: string
  /** Asked outside a transaction: the secret may have to be read. */
  signing(): Promise<Signing>
  /** Keys (vkey) of logs that we cosign; their name is the origin. */
  witnessedLogs: readonly string[]
  witnesses: readonly WitnessSetting[]
}
