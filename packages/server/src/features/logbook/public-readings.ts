import { createCalendar } from '../../platform/clock.ts'
import type { RecordProcessing } from '../../platform/processing.ts'
import type { Platform } from '../../platform/slice.ts'
import { childOf, type Trace } from '../../platform/trace.ts'
import { addReadings } from './store/public-readings.ts'
import type { FindUseActivity } from './use.ts'

/** That measurements which residents published were read as anybody can read them. */
/** Its trace is only asked for when there is a record to be made. */
export type PublicReading = { datasetIds: readonly string[]; request: { trace: Trace } }

/** What it is called in the log and on the page of the resident. */
export const READ_PUBLICLY = 'openbaar lezen'

/** What is counted is stored at most so many milliseconds later, as long as more is read. */
const PACE = 30_000

export type ReadingCounter = {
  /** Resolves when it is durable that the datasets were read today; how often follows soon. */
  count(reading: PublicReading): Promise<void>
  /** Stores what was counted since the last time. What cannot be stored is kept for the next. */
  store(): Promise<void>
}

/**
 * Counts public readings. The first of a dataset on a day is recorded, without a person, and stored before the answer is given; the others
 * are added up here, so that they cost nothing. A process that is killed loses what it counted since it last stored, never a whole day.
 */
export function createReadingCounter(
  { db, clock, report }: Pick<Platform, 'db' | 'clock' | 'report'>,
  { record, findActivity }: { record: RecordProcessing; findActivity: FindUseActivity },
): ReadingCounter {
  const calendarDay = createCalendar()
  let today = ''
  let storedAt = 0
  const begun = new Map<string, Promise<void>>()
  const counted = new Map<string, { datasetId: string; day: string; activity: string; times: number }>()

  async function begin(datasetId: string, day: string, { trace }: PublicReading['request']) {
    const activity = await findActivity(datasetId)
    await record({
      trace: childOf(trace),
      activity,
      name: READ_PUBLICLY,
      status: 'Ok',
      component: 'measurements',
      datasets: { inputs: [datasetId] },
    })
    await addReadings(db, [{ datasetId, day, activity, times: 1 }])
    counted.set(`${day} ${datasetId}`, { datasetId, day, activity, times: 0 })
  }

  async function countOne(datasetId: string, day: string, request: PublicReading['request']) {
    const known = begun.get(datasetId)
    if (known) {
      await known
      const total = counted.get(`${day} ${datasetId}`)
      if (total) total.times += 1
      return
    }
    const beginning = begin(datasetId, day, request)
    begun.set(datasetId, beginning)
    await beginning.catch((error: unknown) => {
      begun.delete(datasetId)
      throw error
    })
  }

  async function store() {
    const waiting = [...counted.values()].filter(({ times }) => times > 0).map((each) => ({ ...each }))
    if (waiting.length === 0) return
    for (const { day, datasetId, times } of waiting) addTo(`${day} ${datasetId}`, -times)
    try {
      await addReadings(db, waiting)
    } catch (error) {
      for (const { day, datasetId, times } of waiting) addTo(`${day} ${datasetId}`, times)
      report({ kind: 'readings-not-stored', error })
    }
  }

  function addTo(key: string, times: number) {
    const total = counted.get(key)
    if (total) total.times += times
  }

  return {
    async count({ datasetIds, request }) {
      const now = clock()
      const day = calendarDay(now)
      if (day !== today) {
        begun.clear()
        for (const [key, { day: of, times }] of counted) if (of !== today && times === 0) counted.delete(key)
        today = day
      }
      await Promise.all(datasetIds.map((id) => countOne(id, day, request)))
      if (storedAt === 0) storedAt = now.getTime()
      if (now.getTime() - storedAt < PACE) return
      storedAt = now.getTime()
      void store()
    },
    store,
  }
}
