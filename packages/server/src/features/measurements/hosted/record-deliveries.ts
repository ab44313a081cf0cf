import { sql } from 'kysely'
import { calendarDay } from '../../../platform/clock.ts'
import type { Db } from '../../../platform/database/connect.ts'
import { Problem } from '../../../platform/errors.ts'
import { PERSON_CODE, type RecordProcessing } from '../../../platform/processing.ts'
import type { Platform } from '../../../platform/slice.ts'
import { beginTrace } from '../../../platform/trace.ts'
import { RECEIVING } from '../activities.ts'
import type { Intake } from '../ingest/intake.ts'

/**
 * The intake, with a record in the processing log of what is received of residents. A sensor sends all day long: that is one action that goes on,
 * recorded once a day, before the first value of that day is acknowledged.
 */
export function recordDeliveries(
  { db, clock, report }: Pick<Platform, 'db' | 'clock' | 'report'>,
  intake: Intake,
  record: RecordProcessing,
): Intake {
  let day: string | undefined
  let recorded = new Map<number, Promise<void>>()

  async function recordDay(thingId: number): Promise<void> {
    const host = await findHost(db, thingId)
    if (!host) return
    const { hostId, datasetId } = host
    await record({
      trace: beginTrace(),
      activity: RECEIVING,
      name: 'metingen ontvangen en bewaren',
      subjects: { type: PERSON_CODE, ids: [hostId] },
      component: 'measurements',
      datasets: { outputs: [datasetId] },
    })
  }

  function oncePerDay(thingId: number): Promise<void> {
    const today = calendarDay(clock())
    if (day !== today) recorded = new Map()
    day = today
    const known = recorded.get(thingId)
    if (known) return known
    const begun = recordDay(thingId)
    recorded.set(thingId, begun)
    // What could not be recorded is tried again with the next value.
    begun.catch(() => recorded.delete(thingId))
    return begun
  }

  return {
    async submit(batch, sender) {
      if (sender?.thingId !== undefined) {
        try {
          await oncePerDay(sender.thingId)
        } catch (error) {
          report({ kind: 'use-not-recorded', error })
          throw notRecorded(error)
        }
      }
      return intake.submit(batch, sender)
    },
    stop: () => intake.stop(),
  }
}

async function findHost(db: Db, thingId: number): Promise<{ hostId: string; datasetId: string } | undefined> {
  const { rows } = await sql<{ hostId: string; datasetId: string }>`
    select host_id as "hostId", dataset_id as "datasetId" from measurements.thing
    where id = ${thingId} and host_id is not null`.execute(db)
  return rows[0]
}

function notRecorded(cause: unknown): Problem {
  return new Problem(
    'unavailable',
    {
      nl: 'Dat deze meter metingen stuurt, kan nu niet in het logboek. Er is niets bewaard. Probeer het zo weer.',
      en: 'That this sensor sends measurements cannot be recorded in the processing log now. Nothing was stored. Try again soon.',
    },
    [],
    { retryAfter: 5, cause },
  )
}
