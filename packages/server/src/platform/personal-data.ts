import type { Db } from './database/connect.ts'
import type { Bilingual } from './errors.ts'

/** Someone with an account, by what data can be found that is about them. */
export type DataSubject = { personId: string; email: string }

/**
 * A table with data about people: what it holds, how to give it to whom it is about, and how to erase it. Each slice lists its own
 * (`Slice.personalData`); a test fails when a column that looks personal is in no list.
 */
export type PersonalTable = {
  /** With its schema, such as `parties.person`. */
  table: string
  /** The columns that are about people. */
  columns: readonly string[]
  /** What it holds and why, for whom it is about. */
  about: Bilingual
  /** What stays after erasing, and why; null when nothing does. */
  stays: Bilingual | null
  /** What it holds of someone, in words that a reader understands; no secrets and nothing of others. */
  export(db: Db, subject: DataSubject): Promise<object[]>
  /**
   * Erases what may go, when an account ends. `with-account`: the rows go when that of the person does; `nothing`: all stays.
   */
  erase: 'with-account' | 'nothing' | ((transaction: Db, subject: DataSubject, at: Date) => Promise<void>)
}

/** Erases someone from every table, in one transaction. What goes with the account goes when that is removed. */
export async function erasePersonalData(
  transaction: Db,
  tables: readonly PersonalTable[],
  subject: DataSubject,
  at: Date,
): Promise<void> {
  for (const { erase } of tables) {
    if (typeof erase === 'function') await erase(transaction, subject, at)
  }
}
