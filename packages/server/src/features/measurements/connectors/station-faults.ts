import type { Bilingual } from '../../../platform/errors.ts'
import { FetchError } from '../../../platform/http-client/fetcher.ts'
import { explain, isTheirs } from './explain.ts'
import { isRefused, type StationNotes } from './kinds/reader.ts'

/** Stations one after another that fail before it is the server that does. */
const IN_A_ROW = 5

/** What went wrong in a run with single stations, after which the others are read all the same. */
export type StationFaults = StationNotes & {
  /** Notes that something of a station cannot be stored; all of it is one fault of that station. */
  refuse(station: string, detail: Bilingual): void
  /** How many failed, and what was wrong with the first; undefined when all were read. */
  told(): ToldFaults | undefined
}

export type ToldFaults = { count: number; error: Bilingual }

/** Makes the notes of one run. */
export function collectFaults(): StationFaults {
  let first: Bilingual | undefined
  let count = 0
  let inARow = 0
  const refused = new Set<string>()
  const add = (station: string, { nl, en }: Bilingual) => {
    first ??= { nl: `${station}: ${nl}`, en: `${station}: ${en}` }
    count += 1
  }
  return {
    note(station, error) {
      if (!isTheirs(error)) throw error
      if (!isRefused(error)) inARow += 1
      if (inARow >= IN_A_ROW || asksToWait(error)) throw error
      add(station, explain(error))
    },
    refuse(station, detail) {
      if (!refused.has(station)) add(station, detail)
      refused.add(station)
    },
    clear() {
      inARow = 0
    },
    told() {
      if (!first || count === 1) return first && { count, error: first }
      const others = {
        nl: `In totaal ging het bij ${count} stations mis.`,
        en: `${count} stations had faults in all.`,
      }
      return { count, error: { nl: `${first.nl} ${others.nl}`, en: `${first.en} ${others.en}` } }
    },
  }
}

function asksToWait(error: unknown): boolean {
  return error instanceof FetchError && (error.status === 429 || error.retryAfter !== undefined)
}
