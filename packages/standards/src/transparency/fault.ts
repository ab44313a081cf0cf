/** What can be wrong with a ledger. */
import type { Unregistered } from './log-export.ts'

/**
 * Something that is wrong with a ledger. `index` is the entry that it is about, `until` the last one when it is about several.
 * - `no-export`: there is no first line, or its checkpoint is none
 * - `missing`: an entry is gone
 * - `moved`: an entry is at another place than the log has it; `index` is where it belongs
 * - `changed`: an entry is not the one of the log
 * - `text-changed`: the text in the ledger is not the one that entered it
 * - `published-changed`: what is published now is not what entered the ledger
 * - `published-lost`: what was published is no longer there
 * - `erased-while-published`: the text in the ledger was erased, and a text is published all the same, which nothing can be compared with
 * - `erased-unduly`: the text of an entry was erased of which no text has to go, and no later entry has what is left of it
 * - `moment-backwards`: an entry says that it entered before the one before it did
 * - `moment-too-late`: an entry says that it entered after a witness cosigned a tree that has it
 * - `moment-too-early`: an entry says that it entered before a witness cosigned a tree that does not have it yet
 * - `tree-changed`: the hashes of the log are not those that were signed; one of these entries was changed
 * - `not-signed`: the checkpoint is not signed by a key of the log that is believed for its size
 * - `not-cosigned`: a witness that one trusts did not cosign the checkpoint
 * - `key-not-vouched`: a new key of the log is not vouched for by the one before
 * - `rolled-back`: the earlier checkpoint has these entries, and the log no longer has
 * - `other-history`: the log is not the one of the earlier checkpoint; one of these entries was changed
 * - `other-log`: the earlier checkpoint is of another log, or not signed by a key that is believed
 * - `unregistered`: something is published that is not in the ledger
 */
export type Fault = {
  what:
    | 'no-export'
    | 'missing'
    | 'moved'
    | 'changed'
    | 'text-changed'
    | 'published-changed'
    | 'published-lost'
    | 'erased-while-published'
    | 'erased-unduly'
    | 'moment-backwards'
    | 'moment-too-late'
    | 'moment-too-early'
    | 'tree-changed'
    | 'not-signed'
    | 'not-cosigned'
    | 'key-not-vouched'
    | 'rolled-back'
    | 'other-history'
    | 'other-log'
    | 'unregistered'
  index?: number
  until?: number
  /** The name of the witness, when it is about one. */
  witness?: string
  /** What it is of, as the ledger names it. */
  of?: Unregistered['unregistered']
}
