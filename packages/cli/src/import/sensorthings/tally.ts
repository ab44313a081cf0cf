import { createWriteStream, type WriteStream } from 'node:fs'
import type { RefusedReason } from '../report.ts'

const EXAMPLES = 5

/** Collections that are copied as entities. */
export const COPIED = ['Things', 'Locations', 'Sensors', 'ObservedProperties', 'Datastreams'] as const

export type Copied = (typeof COPIED)[number]

/** Counts what a harvest does, and writes what is refused to a file as soon as it is known. */
export type Tally = {
  readonly entities: Record<Copied, { created: number; known: number }>
  readonly observations: { read: number; taken: number }
  readonly refused: RefusedReason[]
  /** What was accepted although it is not as the standard says. */
  readonly remarks: RefusedReason[]
  /** Counts something refused: why, and its address at the source. */
  refuse(reason: string, address: string, message: string): void
  remark(reason: string, message: string): void
  /**
   * Closes the file; says where it is, or null when nothing was refused.
   * @throws Error when it could not be written
   */
  close(): Promise<string | null>
}

/** @param path file for what is refused; made at the first refusal */
export function createTally(path: string): Tally {
  let file: WriteStream | undefined
  let failure: Error | undefined
  const refused: RefusedReason[] = []
  const remarks: RefusedReason[] = []
  return {
    entities: {
      Things: { created: 0, known: 0 },
      Locations: { created: 0, known: 0 },
      Sensors: { created: 0, known: 0 },
      ObservedProperties: { created: 0, known: 0 },
      Datastreams: { created: 0, known: 0 },
    },
    observations: { read: 0, taken: 0 },
    refused,
    remarks,
    refuse(reason, address, message) {
      count(refused, reason, `${address}: ${message}`)
      if (!file) {
        file = createWriteStream(path).on('error', (error) => {
          failure ??= error
        })
        file.write('address,reason,message\r\n')
      }
      file.write(`${[address, reason, message].map(quote).join(',')}\r\n`)
    },
    remark: (reason, message) => count(remarks, reason, message),
    async close() {
      const open = file
      if (!open) return null
      await new Promise<void>((resolve) => open.end(() => resolve()))
      if (failure) throw new Error(`What was refused could not be written to ${path}: ${failure.message}`)
      return path
    },
  }
}

function count(reasons: RefusedReason[], reason: string, message: string) {
  let entry = reasons.find((each) => each.reason === reason)
  if (!entry) {
    entry = { reason, count: 0, examples: [] }
    reasons.push(entry)
  }
  entry.count += 1
  if (entry.examples.length < EXAMPLES) entry.examples.push({ message })
}

/**
 * A spreadsheet runs a cell that begins with one of `=+-@` as a formula, and one in Dutch begins a cell after a semicolon too: a
 * quote stands before that sign.
 */
function quote(text: string): string {
  return `"${text.replace(/(^|[;\t\r\n])( *)(?=[=+\-@＝＋－＠])/g, "$1'$2").replaceAll('"', '""')}"`
}
