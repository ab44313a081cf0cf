import type { LEGAL_BASES } from '@samenspel/standards/logbook'
import type { Db } from './database/connect.ts'
import type { Bilingual } from './errors.ts'

/** Someone with an account, by what data can be found that is about them. */
export type DataSubject = { personId: string; email: string }

/** What becomes of the measurements of someone's own sensors when they go: nothing is left, or only the figures made of them. */
export const SENSOR_CHOICES = ['remove', 'figures'] as const
export type SensorChoice = (typeof SENSOR_CHOICES)[number]

/** When and how someone is erased. */
export type Erasure = { at: Date; sensors: SensorChoice }

/** Rows of a table: all at once, or piece by piece when there can be many. */
export type ExportedRows = Promise<object[]> | AsyncIterable<object[]>

/**
 * A table with data about people: what it holds, how to give it to whom it is about, and how to erase it. Each slice lists its own
 * (`Slice.personalData`); a test fails when a column that looks personal is in no list.
 */
export type PersonalTable = {
  /** With its schema, such as `parties.person`. */
  table: string
  /** Which part of the table, when others tell of the rest: each part has files of its own. */
  part?: string
  /** The columns that are about people. */
  columns: readonly string[]
  /** What it is called, for whom it is about. */
  name: Bilingual
  /** What it holds. */
  about: Bilingual
  /** What that is for. */
  why: Bilingual
  /** On which ground it is held: a term of DPV. */
  basis: (typeof LEGAL_BASES)[number]
  /** How long it is kept. */
  kept: Bilingual
  /** Who sees it besides whom it is about and those who run the platform. */
  seenBy: Bilingual
  /** What people call what a row holds, in the order in which it is read. What has no name here is only in the download. */
  fields: Readonly<Record<string, Bilingual>>
  /** What codes in it stand for, for who reads the files. */
  codes?: Readonly<Record<string, Bilingual>>
  /** What stays after erasing, and why; null when nothing does. */
  stays: Bilingual | null
  /** What it holds of someone; no secrets and nothing of others. */
  export(db: Db, subject: DataSubject): ExportedRows
  /**
   * Erases what may go, when an account ends. `with-account`: the rows go when that of the person does; `nothing`: all stays.
   */
  erase:
    | 'with-account'
    | 'nothing'
    | ((transaction: Db, subject: DataSubject, erasure: Erasure) => Promise<void>)
}

/** Erases someone from every table, in one transaction. What goes with the account goes when that is removed. */
export async function erasePersonalData(
  transaction: Db,
  tables: readonly PersonalTable[],
  subject: DataSubject,
  erasure: Erasure,
): Promise<void> {
  for (const { erase } of tables) {
    if (typeof erase === 'function') await erase(transaction, subject, erasure)
  }
}

/** Rows of a table piece by piece, however it gives them. */
export async function* inPieces(rows: ExportedRows): AsyncGenerator<object[], void, undefined> {
  if (Symbol.asyncIterator in rows) yield* rows
  else yield await rows
}

/** The first rows of a table, and whether those are all. */
export async function takeRows(
  rows: ExportedRows,
  most: number,
): Promise<{ rows: object[]; complete: boolean }> {
  const taken: object[] = []
  for await (const piece of inPieces(rows)) {
    taken.push(...piece.slice(0, most - taken.length + 1))
    if (taken.length > most) return { rows: taken.slice(0, most), complete: false }
  }
  return { rows: taken, complete: true }
}
