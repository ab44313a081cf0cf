import type { Bilingual } from '../../../platform/errors.ts'
import { FetchError } from '../../../platform/http-client/fetcher.ts'
import { KEPT } from '../inbound/dead-letters/keep.ts'
import { explain, isTheirs } from './explain.ts'
import { isRefused, type StationNotes } from './kinds/reader.ts'

/** Stations one after another that fail before it is the server that does. */
const IN_A_ROW = 5

/** What went wrong in a run with single stations, after which the others are read all the same. */
export type StationFaults = StationNotes & {
  /** Notes that something of a station cannot be stored; all of it is one fault of that station. */
  refuse(station: string, detail: Bilingual): void
  /** Notes that there is no room for more values that cannot be stored because of their unit. */
  overflow(): void
  /** How many failed, and what was wrong with the first; undefined when all were read. */
  told(): ToldFaults | undefined
}

export type ToldFaults = { count: number; error: Bilingual }

/** Makes the notes of one run. */
export function collectFaults(): StationFaults {
  let first: Bilingual | undefined
  let count = 0
  let inARow = 0
  let isFull = false
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
    overflow() {
      isFull = true
    },
    told() {
      if (!first) return undefined
      const parts = [first, ...(count > 1 ? [describeOthers(count)] : []), ...(isFull ? [FULL] : [])]
      const join = (language: keyof Bilingual) => parts.map((part) => part[language]).join(' ')
      return { count, error: { nl: join('nl'), en: join('en') } }
    },
  }
}

const FULL: Bilingual = {
  nl: `Niet alle waarden in een andere eenheid zijn bewaard: hoogstens ${KEPT.conflicts.series} per reeks en ${KEPT.conflicts.dataset} per dataset.`,
  en: `Not all values in another unit are kept: at most ${KEPT.conflicts.series} per series and ${KEPT.conflicts.dataset} per dataset.`,
}

function describeOthers(count: number): Bilingual {
  return {
    nl: `In totaal ging het bij ${count} stations mis.`,
    en: `${count} stations had faults in all.`,
  }
}

function asksToWait(error: unknown): boolean {
  return error instanceof FetchError && (error.status === 429 || error.retryAfter !== undefined)
}
