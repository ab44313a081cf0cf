/** Brings figures and signals up to date: the only place that writes them. */
import { AMSTERDAM, endOfPeriod, startOfPeriod } from '@samenspel/standards/times'
import type { Db } from '../../platform/database/connect.ts'
import { type OutboxEvent, publish } from '../../platform/outbox.ts'
import {
  chooseConversions,
  definitionOf,
  findRuns,
  mergeStretches,
  reconcile,
  type Stretch,
  withinReach,
} from './rules.ts'
import type { Definition, Indicator } from './schema.ts'
import { computeFigures, deleteFigures, findExtent, listMeasuredUnits } from './store/figures.ts'
import { listAffected, listUsersOf, lockIndicator, storeLeftOut } from './store/indicators.ts'
import { listSeriesAround } from './store/series.ts'
import { applyReconciliation, withdrawSignals } from './store/signals.ts'

/** What measurements tells once per stored batch. */
type ObservationsStored = { datastreamIds: number[]; from: string; to: string }

/** What makes figures out of date: new observations, a new or changed definition, and who may read a dataset. */
export const CAUSES = [
  'measurements.observations-stored',
  'indicators.indicator-defined',
  'catalogue.access-changed',
] as const

/** Computes what the events touch, each indicator once. */
export async function computeAfter(transaction: Db, events: OutboxEvent[], now: Date): Promise<void> {
  const payloads = (kind: (typeof CAUSES)[number]) =>
    events.filter((event) => event.kind === kind).map(({ payload }) => payload)
  const defined = payloads('indicators.indicator-defined') as { indicatorId: string }[]
  const reopened = payloads('catalogue.access-changed') as { datasetId: string }[]
  const ids = new Set([
    ...defined.map(({ indicatorId }) => indicatorId),
    ...(await listUsersOf(
      transaction,
      reopened.map(({ datasetId }) => datasetId),
    )),
  ])
  for (const id of ids) await computeAll(transaction, id, now)
  const batches = payloads('measurements.observations-stored') as ObservationsStored[]
  await computeTouched(transaction, batches, ids, now)
}

/** Recomputes what newly stored observations touch, leaving out the indicators that were just computed whole. */
async function computeTouched(
  transaction: Db,
  batches: ObservationsStored[],
  done: ReadonlySet<string>,
  now: Date,
): Promise<void> {
  const datastreamIds = [...new Set(batches.flatMap((batch) => batch.datastreamIds))]
  if (datastreamIds.length === 0) return
  for (const affected of await listAffected(transaction, datastreamIds)) {
    if (done.has(affected.id)) continue
    const own = new Set(affected.datastreamIds)
    const stretches = batches
      .filter((batch) => batch.datastreamIds.some((id) => own.has(id)))
      .map(({ from, to }) => ({ from: Date.parse(from), to: Date.parse(to) }))
    await computeStretches(transaction, affected.id, stretches, now)
  }
}

/** Computes an indicator over everything that was ever measured. */
async function computeAll(transaction: Db, id: string, now: Date): Promise<void> {
  const indicator = await lockIndicator(transaction, id)
  if (!indicator) return
  const definition = definitionOf(indicator)
  await deleteFigures(transaction, id)
  const extent = await findExtent(transaction, definition)
  const stretches = extent ? [{ from: extent.from.getTime(), to: extent.to.getTime() }] : []
  await computePeriods(transaction, indicator, definition, toPeriods(stretches, definition, now))
  if (definition.signalRule) await updateSignals(transaction, id, definition, undefined, now)
  else await withdrawSignals(transaction, id, now)
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
  const periods = toPeriods(stretches, definition, now)
  await computePeriods(transaction, indicator, definition, periods)
  for (const stretch of periods) await updateSignals(transaction, id, definition, stretch, now)
}

/** The whole periods that overlap the stretches. */
function toPeriods(stretches: readonly Stretch[], { period }: Definition, now: Date): Stretch[] {
  const whole = stretches
    .flatMap((stretch) => withinReach(stretch, period, now.getTime()))
    .map(({ from, to }) => ({
      from: startOfPeriod(from, period, AMSTERDAM),
      to: endOfPeriod(to, period, AMSTERDAM),
    }))
  return mergeStretches(whole)
}

/** Computes the figures of whole periods, and keeps how many series cannot count in them. */
async function computePeriods(
  transaction: Db,
  { id, leftOutSeries }: Indicator,
  definition: Definition,
  periods: readonly Stretch[],
): Promise<void> {
  const conversions = chooseConversions(definition, await listMeasuredUnits(transaction, definition))
  if (conversions.leftOutSeries !== leftOutSeries) {
    await storeLeftOut(transaction, id, conversions.leftOutSeries)
  }
  for (const { from, to } of periods) {
    await computeFigures(transaction, id, definition, conversions, new Date(from), new Date(to))
  }
}

/** Makes the signals right again after the figures of a stretch changed; of a whole series when there is no stretch. */
async function updateSignals(
  transaction: Db,
  id: string,
  { level, signalRule: rule }: Definition,
  stretch: Stretch | undefined,
  now: Date,
): Promise<void> {
  if (!rule) return
  for (const { areaCode, figures, stored } of await listSeriesAround(transaction, id, {
    level,
    rule,
    stretch,
  })) {
    const changes = reconcile(stored, findRuns(figures, rule), rule.line)
    const at = { indicatorId: id, areaCode, line: rule.line, now }
    for (const signalId of await applyReconciliation(transaction, at, changes)) {
      await publish(transaction, 'indicators.signal-opened', { signalId, indicatorId: id, areaCode })
    }
  }
}
