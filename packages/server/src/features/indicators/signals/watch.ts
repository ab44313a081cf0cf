/** Looks at the figures of an indicator for what is not of a line: absence, changes, and goals that will be missed. */
import type { Db } from '../../../platform/database/connect.ts'
import type { Indicator } from '../schema.ts'
import { lockIndicator, readIndicator } from '../store/indicators.ts'
import { absencesIn, type Found, signalsOf, toSteps, watchOf } from './found.ts'
import { findMissed } from './goals.ts'
import type { RuleOf, WatchRule } from './schema.ts'
import {
  forgetWatching,
  insertSignal,
  listAllFigures,
  listGaps,
  listStored,
  postponeWatching,
  saysSame,
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

/** What is computed takes long, so it is before the transaction in which it is written: nobody waits for it. */
async function watch(watching: Watching, taken: Taken): Promise<void> {
  const { db, clock } = watching
  const now = clock()
  const indicator = await readIndicator(db, taken.indicatorId)
  const found = new Map<WatchRule['kind'], Found[]>()
  for (const rule of indicator?.watchRules ?? []) {
    if (indicator) found.set(rule.kind, await look(watching, indicator, rule, now))
  }
  await db.transaction().execute(async (transaction) => {
    const current = await lockIndicator(transaction, taken.indicatorId)
    // Another definition was marked too, and is looked at after this.
    if (indicator && current?.version === indicator.version) {
      for (const kind of KINDS) {
        const writing = { indicatorId: indicator.id, kind, version: indicator.version, now }
        await writeFound(transaction, found.get(kind) ?? [], writing)
      }
    }
    await forgetWatching(transaction, taken)
  })
}

async function look(watching: Watching, indicator: Indicator, rule: WatchRule, now: Date): Promise<Found[]> {
  const { period } = indicator
  if (rule.kind === 'absence') {
    return absencesIn(await listGaps(watching.db, indicator.id, now), { rule, period, now: now.getTime() })
  }
  return rule.kind === 'change'
    ? findChanged(watching, indicator, rule, now)
    : findMissed(watching, indicator, rule, now)
}

async function findChanged(
  { db, calculator }: Watching,
  indicator: Indicator,
  rule: RuleOf<'change'>,
  now: Date,
): Promise<Found[]> {
  const { period } = indicator
  const steps = toSteps(await listAllFigures(db, indicator, now), rule.against, period)
  const found: Found[] = []
  for (const each of steps) {
    const watch = watchOf(rule.against, period)
    const changes = await calculator.compute({ kind: 'changes', values: each.values, watch })
    found.push(...signalsOf(each, changes, { rule, period }))
  }
  return found
}

/**
 * Brings the stored signals of one kind in line with what was found. One is known by its area and the period in which it began; one that lost its
 * ground is withdrawn, never removed.
 */
async function writeFound(transaction: Db, found: readonly Found[], writing: Writing): Promise<void> {
  const stored = await listStored(transaction, writing.indicatorId, writing.kind)
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
