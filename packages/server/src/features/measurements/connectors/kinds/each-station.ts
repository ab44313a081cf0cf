import { type FetchedPage, objectOf, type Reading, textOf } from './reader.ts'

/**
 * Reads station after station, from the one at which the last run stopped. One that cannot be read is noted, and the next one read.
 * After each a page is given, so that a run can stop there.
 */
export async function* readEach(
  { cursor, faults }: Pick<Reading<unknown>, 'cursor' | 'faults'>,
  stations: readonly string[],
  read: (station: string) => AsyncGenerator<FetchedPage>,
): AsyncGenerator<FetchedPage> {
  const begin = Math.max(stations.indexOf(textOf(objectOf(cursor).station)), 0)
  for (const [index, station] of stations.entries()) {
    if (index < begin) continue
    try {
      for await (const page of read(station)) yield { ...page, cursor: { station } }
      faults.clear()
    } catch (error) {
      faults.note(station, error)
    }
    const next = stations[index + 1]
    yield { stations: [], rows: [], cursor: next === undefined ? null : { station: next } }
  }
}
