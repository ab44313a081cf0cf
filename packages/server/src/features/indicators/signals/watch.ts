/** Looks at the figures of an indicator for what is not of a line: absence, changes, and goals that will be missed. */
import type { Db } from '../../../platform/database/connect.ts'
import type { Indicator } from '../schema.ts'
import { lockIndicator, readIndicator } from '../store/indicators.ts'
import { absencesIn, type Found, lookAt, signalsOf, toSteps, watchOf } from './found.ts'
import { judgeGoals, missedGoals } from './goals.ts'
import type { RuleOf, WatchRule } from './schema.ts'
import {
  findLooked,
  forgetWatching,
  insertSignal,
  listGaps,
  listSteps,
  listStored,
  postponeWatching,
  type StoredSignal,
  saysSame,
  storeLooked,
  type Taken,
  takeWatching,
  updateSignal,
  type Writing,
  withdrawSignal,
} from './store.ts'
import { judgeHappening, tellSignal } from './tell.ts'
import type { Watching } from './watching.ts'

const KINDS = ['absence', 'change', 'goal-missed'] as const satisfies WatchRule['kind'][]

/** Looks at one indicator that has to be. @returns whether there was one */
export async function watchNext(watching: Watching, when: 'settled' | 'now'): Promise<boolean> {
  const taken = await takeWatching(watching.db, when)
  if (!taken) return false
  try {
    await watch(watching, taken)
  } catch (error) {
    await postponeWatching(watching.db, taken)
    throw error
  }
  return true
}

/** What a look gave: the signals there are, by those that are stored when it is written; undefined when nothing new was looked at. */
type Outcome = ((stored: readonly StoredSignal[]) => readonly Found[]) | undefined

/**
 * What is computed takes long, so it is before the transactions in which it is written: nobody waits for it. Each kind is apart, so that one
 * that fails keeps none of the others.
 */
async function watch(watching: Watching, taken: Taken): Promise<void> {
  const { db, clock } = watching
  const now = clock()
  const indicator = await readIndicator(db, taken.indicatorId)
  const failures: unknown[] = []
  for (const kind of indicator ? KINDS : []) {
    try {
      if (indicator) await watchFor(watching, indicator, { kind, taken, now })
    } catch (error) {
      failures.push(error)
    }
  }
  if (failures.length > 0) throw failures[0]
  await forgetWatching(db, taken)
}

async function watchFor(
  watching: Watching,
  indicator: Indicator,
  { kind, taken, now }: { kind: WatchRule['kind']; taken: Taken; now: Date },
): Promise<void> {
  const { id: indicatorId, version, period } = indicator
  const rule = indicator.watchRules.find((each) => each.kind === kind)
  const outcome = rule ? await look(watching, indicator, { rule, taken, now }) : () => []
  if (!outcome) return
  await watching.db.transaction().execute(async (transaction) => {
    const current = await lockIndicator(transaction, indicatorId)
    // Another definition was marked too, and is looked at after this.
    if (current?.version !== version) return
    await writeFound(transaction, outcome, { indicatorId, kind, version, now })
    if (rule?.kind === 'change') {
      await storeLooked(transaction, indicatorId, { version, look: lookAt(period, now.getTime()).look })
    }
  })
}

async function look(
  watching: Watching,
  indicator: Indicator,
  { rule, taken, now }: { rule: WatchRule; taken: Taken; now: Date },
): Promise<Outcome> {
  const { db } = watching
  const { id, period } = indicator
  if (rule.kind === 'absence') {
    const found = absencesIn(await listGaps(db, id, now), { rule, period, now: now.getTime() })
    return () => found
  }
  if (rule.kind === 'goal-missed') {
    const known = await listStored(db, id, 'goal-missed')
    const areas = [...new Set(known.map(({ areaCode }) => areaCode))]
    const judged = await judgeGoals(watching, indicator, areas, now)
    return (stored) => missedGoals(stored, judged, { rule, period })
  }
  if (!(await isLookDue(db, indicator, taken, now))) return undefined
  const found = await findChanged(watching, indicator, rule, now)
  return () => found
}

/** Whether changes have to be looked for: at another time than the last look, by another definition, or in figures from before it. */
async function isLookDue(
  db: Db,
  { id, version, period }: Indicator,
  { earliest }: Taken,
  now: Date,
): Promise<boolean> {
  const looked = await findLooked(db, id)
  const { look: last, at } = lookAt(period, now.getTime())
  return looked?.version !== version || looked.look !== last || (earliest !== null && earliest.getTime() < at)
}

/** Areas whose steps go to the worker thread together: what others ask of it waits no longer than that takes. */
const TOGETHER = 4

async function findChanged(
  { db, calculator }: Watching,
  indicator: Indicator,
  rule: RuleOf<'change'>,
  now: Date,
): Promise<Found[]> {
  const { period } = indicator
  const steps = toSteps(await listSteps(db, indicator, now), rule.against, period)
  const watch = watchOf(rule.against, period)
  const found: Found[] = []
  for (let from = 0; from < steps.length; from += TOGETHER) {
    const part = steps.slice(from, from + TOGETHER)
    const all = part.map(({ values }) => values)
    const changes = await calculator.compute({ kind: 'changes', all, watch })
    part.forEach((each, index) => {
      found.push(...signalsOf(each, changes[index] ?? [], { rule, period }))
    })
  }
  return found
}

/**
 * Brings the stored signals of one kind in line with what was found. One is known by its area and the period in which it began; one that lost its
 * ground is withdrawn, never removed.
 */
async function writeFound(transaction: Db, outcome: NonNullable<Outcome>, writing: Writing): Promise<void> {
  const stored = await listStored(transaction, writing.indicatorId, writing.kind)
  const found = outcome(stored)
  const keyOf = ({ areaCode, since }: Found) => `${areaCode} ${since}`
  const known = new Map(stored.map((signal) => [keyOf(signal), signal]))
  const kept = new Set(found.map(keyOf))
  for (const each of found) {
    const before = known.get(keyOf(each))
    if (!before) {
      const id = await insertSignal(transaction, each, writing)
      await tellSignal(transaction, id, each.clearedAt === null ? 'opened' : 'recorded')
      continue
    }
    const isSame =
      !before.withdrawn &&
      before.openedAt === each.openedAt &&
      before.lastAt === each.lastAt &&
      before.clearedAt === each.clearedAt &&
      saysSame(before.evidence, each.evidence)
    if (isSame) continue
    await updateSignal(transaction, before.id, each, writing)
    const what = judgeHappening(before, each)
    if (what) await tellSignal(transaction, before.id, what)
  }
  for (const signal of stored) {
    if (signal.withdrawn || kept.has(keyOf(signal))) continue
    await withdrawSignal(transaction, signal.id, writing.now)
    await tellSignal(transaction, signal.id, 'withdrawn')
  }
}
