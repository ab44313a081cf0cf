/** Brings figures and signals up to date: the only place that writes them. */
import { AMSTERDAM, endOfPeriod } from '@samenspel/standards/times'
import type { Db } from '../../platform/database/connect.ts'
import { publish } from '../../platform/outbox.ts'
import type { Platform } from '../../platform/slice.ts'
import { markMadeOf, toPeriods } from './mark.ts'
import { convertStatistic, resolveOperands } from './operands.ts'
import {
  type Conversions,
  chooseConversions,
  definitionOf,
  findRuns,
  type MeasuredUnit,
  reconcile,
  type Stretch,
  takeFirstPart,
} from './rules.ts'
import type { Definition, Indicator } from './schema.ts'
import { markWatching } from './signals/store.ts'
import { tellSignal } from './signals/tell.ts'
import { combineFigures, copyStatistics } from './store/combined.ts'
import { forgetDue, listDue, lockDueIndicator, postponeDue } from './store/due.ts'
import { listMeasuredUnits } from './store/figures.ts'
import { lockIndicator, readIndicator, reviseFigures, storeLeftOut } from './store/indicators.ts'
import { computeMeasured } from './store/measured.ts'
import { listSeriesAround } from './store/series.ts'
import { applyReconciliation } from './store/signals.ts'
import { findMeasure } from './store/statistics.ts'

/** Told once for each computation in which figures of an indicator became other ones. */
export const FIGURES_CHANGED = 'indicators.figures-changed'
export type FiguresChanged = { indicatorId: string }

/**
 * Computes a part of what is due of one indicator, in a transaction of its own: what takes long is done in small pieces, so that nobody
 * waits long for one.
 * @returns whether something was due
 */
export async function computeDue(
  { db, clock }: Pick<Platform, 'db' | 'clock'>,
  when: 'settled' | 'now',
): Promise<boolean> {
  let taken: string | undefined
  try {
    await db.transaction().execute(async (transaction) => {
      taken = await lockDueIndicator(transaction, when)
      if (taken !== undefined) await computeFirstPart(transaction, taken, clock())
    })
  } catch (error) {
    if (taken !== undefined) await postponeDue(db, taken)
    throw error
  }
  return taken !== undefined
}

/** Computes the first part of the stretch that is due longest, and forgets all that lies in it. */
async function computeFirstPart(transaction: Db, id: string, now: Date): Promise<void> {
  const indicator = await readIndicator(transaction, id)
  const due = await listDue(transaction, id)
  const [longest] = due
  if (!indicator || !longest) return
  const definition = definitionOf(indicator)
  const measured = await listUnits(transaction, definition, now)
  const series = measured.reduce((sum, unit) => sum + unit.series, 0)
  const part = takeFirstPart(longest, definition.period, series)
  await computePeriods(transaction, indicator, { definition, now }, [part], measured)
  await updateSignals(transaction, indicator, definition, part, now)
  await markWatching(transaction, id, part.from)
  const within = due.filter(({ from, to }) => from >= part.from && to <= part.to)
  await forgetDue(transaction, id, [longest, ...within.filter((each) => each !== longest)], part.to)
}

/**
 * Computes the periods that overlap the stretches, and then the signals to which they can make a difference. Holds the
 * indicator, so that two computations of it at once do not write the same figures.
 */
export async function computeStretches(
  transaction: Db,
  id: string,
  stretches: Stretch[],
  now: Date,
): Promise<void> {
  const indicator = await lockIndicator(transaction, id)
  if (!indicator) return
  const definition = definitionOf(indicator)
  const periods = toPeriods(stretches, definition.period, now)
  const measured = await listUnits(transaction, definition, now)
  await computePeriods(transaction, indicator, { definition, now }, periods, measured)
  for (const stretch of periods) await updateSignals(transaction, indicator, definition, stretch, now)
  for (const { from } of periods) await markWatching(transaction, id, from)
}

/** Counts and keeps how many series cannot count by a definition that is new: at once, as the figures are computed only later. */
export async function countLeftOut(
  transaction: Db,
  id: string,
  definition: Definition,
  now: Date,
): Promise<number> {
  const measured = await listUnits(transaction, definition, now)
  const { leftOutSeries } = chooseConversions(definition, measured)
  await storeLeftOut(transaction, id, leftOutSeries)
  return leftOutSeries
}

/** In which units there are series for the figures: none when these are not made of measurements. */
async function listUnits(db: Db, definition: Definition, now: Date): Promise<MeasuredUnit[]> {
  return definition.what === 'property' ? listMeasuredUnits(db, definition, now) : []
}

/** Computes the figures of whole periods, keeps how many series cannot count in them, and has what is made of them computed. */
async function computePeriods(
  transaction: Db,
  { id, leftOutSeries, what }: Indicator,
  { definition, now }: { definition: Definition; now: Date },
  periods: readonly Stretch[],
  measured: readonly MeasuredUnit[],
): Promise<void> {
  const conversions = chooseConversions(definition, measured)
  if (conversions.leftOutSeries !== leftOutSeries) {
    await storeLeftOut(transaction, id, conversions.leftOutSeries)
  }
  let anyChanged = false
  let anyWholeChanged = false
  for (const stretch of periods) {
    const changed = await computeStretch(transaction, { id, definition, now }, conversions, stretch)
    if (changed) await markMadeOf(transaction, { id, what }, stretch, now)
    anyChanged ||= changed
    anyWholeChanged ||= changed && endOfPeriod(stretch.from, definition.period, AMSTERDAM) <= now.getTime()
  }
  if (anyWholeChanged) await reviseFigures(transaction, id)
  if (anyChanged) await publish(transaction, FIGURES_CHANGED, { indicatorId: id } satisfies FiguresChanged)
}

/** @returns whether a figure changed */
async function computeStretch(
  transaction: Db,
  of: { id: string; definition: Definition; now: Date },
  conversions: Conversions,
  stretch: Stretch,
): Promise<boolean> {
  const { what, measure, unit } = of.definition
  const [from, to] = [new Date(stretch.from), new Date(stretch.to)]
  if (what === 'property') return computeMeasured(transaction, of, conversions, from, to)
  if (what === 'area-statistic') {
    const found = await findMeasure(transaction, measure ?? '')
    return copyStatistics(transaction, of, found && convertStatistic(found.unit, unit), { from, to })
  }
  return combineFigures(transaction, of, await resolveOperands(transaction, of.definition), { from, to })
}

/** Makes the signals right again after the figures of a stretch changed. */
async function updateSignals(
  transaction: Db,
  { id, version }: Pick<Indicator, 'id' | 'version'>,
  { level, signalRule: rule }: Definition,
  stretch: Stretch,
  now: Date,
): Promise<void> {
  if (!rule) return
  for (const { areaCode, figures, stored } of await listSeriesAround(transaction, id, {
    level,
    rule,
    stretch,
    now,
  })) {
    const changes = reconcile(stored, findRuns(figures, rule, now.getTime()), rule.line)
    const at = { indicatorId: id, areaCode, rule, version, now }
    for (const { signalId, what } of await applyReconciliation(transaction, at, changes, stored)) {
      await tellSignal(transaction, signalId, what)
    }
  }
}
