import type { Actor } from '../../../platform/actor.ts'
import { createCalendar } from '../../../platform/clock.ts'
import { Problem } from '../../../platform/errors.ts'
import type { Platform } from '../../../platform/slice.ts'
import type { Trace } from '../../../platform/trace.ts'
import type { Logbook } from '../../logbook/index.ts'
import type { FoundUse, FoundUses } from '../plan/uses.ts'

/** Where the use of measurements of residents is recorded. */
export type UseLog = Pick<Logbook, 'recordUse' | 'recordPublicReading'>

/** Who gets an answer, and the request or subscription that it is of. */
export type Asking = {
  actor: Actor
  /** Only asked when something is recorded: most answers have nothing of residents in them. */
  trace: Trace
  /** For what, when that is something else than what the actor says of themselves. */
  purpose?: string | undefined
}

/** What was used of residents for one request, or what is told as long as it goes on. */
export type Uses = {
  /**
   * Records whose data is in an answer, or in a part of it. Give that only when this has resolved. What was recorded already for the same
   * request is not recorded again; of what goes on, once a day.
   * @throws Problem unavailable: then there is no answer
   */
  record(found: FoundUses): Promise<void>
  /** Remembers what was recorded for someone else who gets the same. */
  remember(found: FoundUses): void
}

/** Makes what the routes and topics record uses with. */
export type BeginUses = (asking: Asking) => Uses

/** @param log the processing log */
export function createUses({ clock, report }: Pick<Platform, 'clock' | 'report'>, log: UseLog): BeginUses {
  const calendarDay = createCalendar()
  return (asking) => {
    const { actor, purpose = 'purpose' in actor ? actor.purpose : undefined } = asking
    let recorded = new Set<string>()
    let day: string | undefined
    /** What is being recorded: what comes at the same time waits for it, and then knows what is recorded already. */
    let busy: Promise<unknown> = Promise.resolve()

    /** What of it was not recorded today. */
    function listNew(found: readonly FoundUse[]): FoundUse[] {
      const today = calendarDay(clock())
      if (day !== today) recorded = new Set()
      day = today
      return found.flatMap((use) => {
        if (!use.hostIds) return recorded.has(use.datasetId) ? [] : [use]
        const hostIds = use.hostIds.filter((id) => !recorded.has(keyOf(use, id)))
        return hostIds.length === 0 ? [] : [{ ...use, hostIds }]
      })
    }

    function remember(found: FoundUses) {
      for (const use of listNew(found ?? [])) {
        if (!use.hostIds) recorded.add(use.datasetId)
        for (const id of use.hostIds ?? []) recorded.add(keyOf(use, id))
      }
    }

    async function recordNow(found: readonly FoundUse[]) {
      const fresh = listNew(found)
      if (fresh.length === 0) return
      const datasetIds = fresh.flatMap(({ datasetId, hostIds }) => (hostIds ? [] : [datasetId]))
      const named = fresh.flatMap(({ datasetId, hostIds, agreementId = null, organisationId }) =>
        hostIds ? [{ datasetId, hostIds, agreementId, ...(organisationId ? { organisationId } : {}) }] : [],
      )
      try {
        await Promise.all([
          ...(datasetIds.length > 0 ? [log.recordPublicReading({ datasetIds, request: asking })] : []),
          ...named.map(async (use) => {
            if (purpose === undefined) throw new Error('What residents consent to was read for no purpose.')
            await log.recordUse({ actor, purpose, ...use, request: asking })
          }),
        ])
      } catch (error) {
        report({ kind: 'use-not-recorded', error })
        throw notRecorded(error)
      }
      remember(fresh)
    }

    return {
      async record(found) {
        if (found === null) return
        const recording = busy.then(() => recordNow(found))
        busy = recording.catch(() => {})
        await recording
      },
      remember,
    }
  }
}

const keyOf = ({ datasetId, agreementId, organisationId }: FoundUse, hostId: string) =>
  [datasetId, agreementId, organisationId, hostId].join(' ')

function notRecorded(cause: unknown): Problem {
  return new Problem(
    'unavailable',
    {
      nl: 'Dat gegevens van bewoners gebruikt worden, kan nu niet in het logboek. Zonder regel in het logboek geven we ze niet. Probeer het zo weer.',
      en: 'That data of residents is used cannot be recorded in the processing log now. Without a record we do not give it. Try again soon.',
    },
    [],
    { retryAfter: 5, cause },
  )
}
