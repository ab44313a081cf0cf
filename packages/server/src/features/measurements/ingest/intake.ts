import { DatabaseAway } from '../../../platform/database/away.ts'
import { hasSqlstate } from '../../../platform/database/sqlstate.ts'
import { Problem } from '../../../platform/errors.ts'
import type { Platform } from '../../../platform/slice.ts'
import type { ObservationBatch, Sender, StoredBatch } from './batch.ts'
import { addMarks, isAnyMarked, type Marks, markAll, markNone } from './datastream-marks.ts'
import { type Delivery, storeDeliveries } from './store-observations.ts'

/**
 * Where everything that sends hands in its rows. What waits is stored together, many senders in one transaction, so that
 * making it durable is paid once for all of them. There is one intake in an app.
 */
export type Intake = {
  /**
   * Takes rows, and answers when they are durable: per row its id, or why it was refused. Rows of other senders never
   * decide about these. Send the next batch after the answer, and memory stays bounded.
   * @throws Problem unavailable, at once, when too much waits already or the server is stopping: nothing was taken; also when
   *   the database is away, and then it is not known
   */
  submit(batch: ObservationBatch, sender?: Sender): Promise<StoredBatch>
  /** Refuses what comes from now on, and waits until all that was taken is stored. */
  stop(): Promise<void>
}

/** How much may wait, and how much goes in one transaction. Text is the detail of the rows, in characters. */
export type IntakeLimits = {
  waitingRows: number
  waitingText: number
  rows: number
  text: number
}

const WAITING = { waitingRows: 400_000, waitingText: 64_000_000 }

/** The embedded database does one thing at a time: for a larger transaction, who reads would wait for more than a second. */
const LIMITS: Record<Platform['engine'], IntakeLimits> = {
  server: { ...WAITING, rows: 40_000, text: 8_000_000 },
  embedded: { ...WAITING, rows: 20_000, text: 8_000_000 },
}

/** Transactions at once: while one is made durable, the other works. Their datastreams differ, so neither waits for the other. */
const LANES = 2

/**
 * Who is answered mostly sends the next at once. So that the first of them does not have a transaction alone, for which all others wait, this
 * share of those just answered is awaited, but no longer than this after their answer, and not for so many rows that there is nothing to win.
 */
const AWAITED_SHARE = 0.9
const AWAITED_MILLISECONDS = 3
const ENOUGH_ROWS = 1000

/** How often the same is tried when others were in the way. */
const ATTEMPTS = 3

/** Parts looked at to find some whose datastreams are free. */
const LOOK_AHEAD = 200

/** Seconds after which a sender that was refused may try again, and one that found the database away. */
const RETRY_AFTER = 1
const AWAY_RETRY_AFTER = 5

type Part = Delivery & {
  text: number
  resolve(stored: StoredBatch): void
  reject(error: unknown): void
}

/** An answer to who sent so many rows. */
type Answer = { rows: number; give(): void }

/**
 * Gives answers. Those to a thousand rows take milliseconds to write: in between, the database is heard.
 * @param isMoreWaiting whether there is more to store: that is begun first, so that the database does not wait until they are written
 */
async function giveAnswers(answers: readonly Answer[], isMoreWaiting: boolean): Promise<void> {
  let rows = isMoreWaiting ? ENOUGH_ROWS : 0
  for (const answer of answers) {
    if (rows >= ENOUGH_ROWS) {
      await new Promise(setImmediate)
      rows = 0
    }
    answer.give()
    rows += answer.rows
  }
}

/** Makes the intake of an app. */
export function createIntake(
  { db, engine, clock, report }: Pick<Platform, 'db' | 'engine' | 'clock' | 'report'>,
  limits: IntakeLimits = LIMITS[engine],
): Intake {
  const waiting: Part[] = []
  let rows = 0
  let text = 0
  /** What transactions under way write. */
  const lanes = new Set<Marks>()
  /** Those transactions, until all who sent what they store were answered. */
  const open = new Set<Promise<void>>()
  let stopping = false
  let waking = false
  /** Who was answered since a transaction last began, and may send the next any moment. */
  let answered = 0
  let awaiting: NodeJS.Timeout | undefined

  /** Starts what can start, at the end of this turn: what is sent in the same turn goes along. */
  function wake() {
    if (waking) return
    waking = true
    setImmediate(() => {
      waking = false
      if (isAwaiting()) return
      for (let parts = takeParts(); parts.length > 0; parts = takeParts()) startLane(parts)
    })
  }

  function isAwaiting(): boolean {
    if (stopping || waiting.length >= answered * AWAITED_SHARE) return false
    return waiting.reduce((sum, { batch }) => sum + batch.datastreamId.length, 0) < ENOUGH_ROWS
  }

  function awaitNext(count: number) {
    answered += count
    clearTimeout(awaiting)
    awaiting = setTimeout(() => {
      answered = 0
      wake()
    }, AWAITED_MILLISECONDS)
  }

  function startLane(parts: Part[]) {
    answered = 0
    clearTimeout(awaiting)
    const writing = markNone()
    for (const { batch } of parts) markAll(writing, batch.datastreamId)
    lanes.add(writing)
    const answers: Answer[] = []
    const lane = storeTogether(parts, answers)
      .finally(() => {
        lanes.delete(writing)
        wake()
      })
      .then(() => giveAnswers(answers, waiting.length > 0))
      .finally(() => open.delete(lane))
    open.add(lane)
  }

  /** The next parts of which no datastream is being written; those of one datastream stay in their order. */
  function takeParts(): Part[] {
    const parts: Part[] = []
    if (lanes.size >= LANES) return parts
    let takenRows = 0
    let takenText = 0
    const passed = markNone()
    for (const writing of lanes) addMarks(passed, writing)
    const left: Part[] = []
    let place = 0
    for (; place < Math.min(waiting.length, LOOK_AHEAD + parts.length); place++) {
      const part = waiting[place]
      if (!part) break
      const { datastreamId } = part.batch
      if (isAnyMarked(passed, datastreamId)) {
        markAll(passed, datastreamId)
        left.push(part)
        continue
      }
      takenRows += part.batch.datastreamId.length
      takenText += part.text
      if (parts.length > 0 && (takenRows > limits.rows || takenText > limits.text)) break
      parts.push(part)
    }
    waiting.splice(0, place, ...left)
    return parts
  }

  /**
   * Stores parts in one transaction. When that fails because of what they are, each half in its own, so that in the end only what
   * cannot be stored fails; when the database is away, nobody waits for another try.
   */
  async function storeTogether(parts: Part[], answers: Answer[], attempt = 1): Promise<void> {
    try {
      const stored = await storeDeliveries(db, parts, clock())
      let count = 0
      for (const [index, part] of parts.entries()) {
        const outcome = stored[index]
        if (outcome === undefined) continue
        count += outcome.stored
        settle(part)
        answers.push({ rows: part.batch.datastreamId.length, give: () => part.resolve(outcome) })
      }
      report({ kind: 'observations-stored', count })
      awaitNext(parts.length)
    } catch (error) {
      if (attempt < ATTEMPTS && hasSqlstate(error, 'deadlockDetected', 'serializationFailure'))
        return storeTogether(parts, answers, attempt + 1)
      const isAway = error instanceof DatabaseAway
      if (parts.length > 1 && !isAway) {
        const middle = Math.floor(parts.length / 2)
        await storeTogether(parts.slice(0, middle), answers)
        await storeTogether(parts.slice(middle), answers)
        return
      }
      for (const part of parts) {
        settle(part)
        part.reject(isAway ? away(error) : error)
      }
    }
  }

  function settle(part: Part) {
    rows -= part.batch.datastreamId.length
    text -= part.text
  }

  return {
    async submit(batch, sender = {}) {
      const size = batch.datastreamId.length
      const length = lengthOf(batch.detail)
      const full = rows > 0 && (rows + size > limits.waitingRows || text + length > limits.waitingText)
      if (stopping || full) throw busy(stopping)
      rows += size
      text += length
      return new Promise<StoredBatch>((resolve, reject) => {
        waiting.push({ batch, sender, text: length, resolve, reject })
        wake()
      })
    },
    async stop() {
      stopping = true
      while (waiting.length > 0 || open.size > 0) {
        wake()
        await (open.size > 0 ? Promise.race(open) : new Promise(setImmediate))
      }
    },
  }
}

function lengthOf(detail: ObservationBatch['detail']): number {
  let length = 0
  for (let row = 0; row < (detail?.length ?? 0); row++) length += detail?.[row]?.length ?? 0
  return length
}

/** That the database cannot be reached, so that it is not known whether something was stored. */
function away(cause: unknown): Problem {
  return new Problem(
    'unavailable',
    {
      nl: 'De database is even niet bereikbaar. Stuur het verzoek straks opnieuw; wat al bewaard was, wordt niet dubbel bewaard.',
      en: 'The database cannot be reached for the moment. Send the request again later; what was stored already is not stored twice.',
    },
    [],
    { retryAfter: AWAY_RETRY_AFTER, cause },
  )
}

function busy(stopping: boolean): Problem {
  const detail = stopping
    ? {
        nl: 'De dienst wordt gestopt en neemt niets meer aan. Stuur het verzoek straks opnieuw.',
        en: 'The service is stopping and takes nothing any more. Send the request again later.',
      }
    : {
        nl: 'Er wachten te veel waarnemingen om te worden bewaard. Stuur het verzoek straks opnieuw.',
        en: 'Too many observations are waiting to be stored. Send the request again later.',
      }
  return new Problem('unavailable', detail, [], { retryAfter: RETRY_AFTER })
}
