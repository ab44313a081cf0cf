/** Brings figures and signals up to date: the only place that writes them. */
import { AMSTERDAM, endOfPeriod, startOfPeriod } from '@samenspel/standards/times'
import type { Db } from '../../platform/database/connect.ts'
import { type OutboxEvent, publish } from '../../platform/outbox.ts'
import { definitionOf, findRuns, mergeStretches, reconcile, type Stretch, withinReach } from './rules.ts'
import type { Definition } from './schema.ts'
import { computeFigures, deleteFigures, findExtent, listSeries } from './store/figures.ts'
import { listAffected, listUsersOf, lockIndicator } from './store/indicators.ts'
import { applyReconciliation, listStored } from './store/signals.ts'

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
  await deleteFigures(transaction, id)
  const extent = await findExtent(transaction, definitionOf(indicator))
  const stretches = extent ? [{ from: extent.from.getTime(), to: extent.to.getTime() }] : []
  await computeStretches(transaction, id, stretches, now)
}

/**
 * Computes the periods that overlap the stretches, and then the signals of the whole series. Holds the indicator, so that
 * two computations of it at once do not write the same figures.
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
  const { period } = definition
  const whole = stretches
    .flatMap((stretch) => withinReach(stretch, period, now.getTime()))
    .map(({ from, to }) => ({
      from: startOfPeriod(from, period, AMSTERDAM),
      to: endOfPeriod(to, period, AMSTERDAM),
    }))
  for (const { from, to } of mergeStretches(whole)) {
    await computeFigures(transaction, id, definition, new Date(from), new Date(to))
  }
  await updateSignals(transaction, id, definition, now)
}

async function updateSignals(transaction: Db, id: string, definition: Definition, now: Date) {
  const { signalRule, minimumCoverage } = definition
  const stored = await listStored(transaction, id)
  const series = signalRule ? await listSeries(transaction, id) : new Map()
  for (const areaCode of new Set([...stored.keys(), ...series.keys()])) {
    const runs = signalRule ? findRuns(series.get(areaCode) ?? [], signalRule, minimumCoverage) : []
    const line = signalRule?.line ?? 0
    const changes = reconcile(stored.get(areaCode) ?? [], runs, line)
    const at = { indicatorId: id, areaCode, line, now }
    for (const signalId of await applyReconciliation(transaction, at, changes)) {
      await publish(transaction, 'indicators.signal-opened', { signalId, indicatorId: id, areaCode })
    }
  }
}
