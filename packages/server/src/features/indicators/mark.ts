/** Notes what of which indicators has to be computed, whenever something changed of which their figures are made. */
import { AMSTERDAM, endOfPeriod, startOfPeriod } from '@samenspel/standards/times'
import type { Db } from '../../platform/database/connect.ts'
import type { OutboxEvent } from '../../platform/outbox.ts'
import { definitionOf, mergeStretches, type Stretch, withinReach } from './rules.ts'
import type { Definition, Indicator } from './schema.ts'
import { markWatching } from './signals/store.ts'
import { tellSignal } from './signals/tell.ts'
import { type DueStretch, listEndings, markDue } from './store/due.ts'
import { findExtent } from './store/extent.ts'
import { deleteFigures } from './store/figures.ts'
import {
  listMadeOf,
  listMatured,
  listOfLevels,
  listTouchedBy,
  listUsersOf,
  listUsersOfMeasures,
  listUsersOfSeries,
  readIndicator,
  type SeriesChanged,
  type Touched,
} from './store/indicators.ts'
import { changesUntil } from './store/pieces.ts'
import { withdrawSignals } from './store/signals.ts'

/** What measurements tells once per stored batch, and of values that came to count or not. */
type ValuesChanged = { datastreamIds: number[]; from: string; to: string }

/** What is told of a new or changed definition; `anew` when its figures are of something else than before. */
export type IndicatorDefined = { indicatorId: string; anew: boolean }

/** What makes figures out of date. */
export const CAUSES = [
  'measurements.observations-stored',
  'measurements.quality-changed',
  'measurements.series-changed',
  'indicators.indicator-defined',
  'catalogue.access-changed',
  'consent.consent-changed',
  'areas.boundaries-changed',
  'areas.statistics-changed',
] as const

/** Marks as due what the events touch. Computes nothing: listeners are not held up. */
export async function markAfter(transaction: Db, events: OutboxEvent[], now: Date): Promise<void> {
  const payloads = (...kinds: (typeof CAUSES)[number][]) =>
    events.filter(({ kind }) => kinds.some((each) => each === kind)).map(({ payload }) => payload)
  const defined = payloads('indicators.indicator-defined') as IndicatorDefined[]
  const boundaries = payloads('areas.boundaries-changed') as { level?: string }[]
  const counted = payloads('areas.statistics-changed') as { measures: string[] }[]
  const reopened = payloads('catalogue.access-changed', 'consent.consent-changed') as { datasetId: string }[]
  const changed = payloads('measurements.series-changed') as SeriesChanged[]
  const batches = payloads(
    'measurements.observations-stored',
    'measurements.quality-changed',
  ) as ValuesChanged[]

  for (const { indicatorId, anew } of defined) if (anew) await deleteFigures(transaction, indicatorId)
  const whole = new Set([
    ...defined.map(({ indicatorId }) => indicatorId),
    ...(await listOfLevels(
      transaction,
      boundaries.flatMap(({ level }) => level ?? []),
    )),
    ...(await listUsersOfMeasures(
      transaction,
      counted.flatMap(({ measures }) => measures),
    )),
  ])
  for (const { indicatorId } of defined) {
    for (const { id } of await listMadeOf(transaction, indicatorId)) whole.add(id)
  }
  for (const id of whole) await markWhole(transaction, id, now)
  const touched = [
    ...(await listUsersOf(
      transaction,
      reopened.map(({ datasetId }) => datasetId),
    )),
    ...(await listUsersOfSeries(transaction, changed)),
    ...(await listTouchedBy(transaction, batches)),
  ]
  await markDue(
    transaction,
    touched.flatMap((each) => touchedToDue(each, now)),
  )
}

/** Marks as due the periods that ended a signal by being over, so that it is told without another measurement. */
export async function markEndings(db: Db, now: Date): Promise<void> {
  await markDue(db, await listEndings(db, now))
}

/** Marks the periods in which something came to count since a while, because it is published later than it was measured. */
export async function markMatured(db: Db, now: Date): Promise<void> {
  const matured = await listMatured(db, now)
  await markDue(
    db,
    matured.flatMap((each) => touchedToDue(each, now)),
  )
}

/**
 * Marks what is made of the figures of an indicator, after these changed. A statistic of areas stands for later years too, so all of
 * what is made of it is due.
 */
export async function markMadeOf(
  transaction: Db,
  { id, what }: Pick<Indicator, 'id' | 'what'>,
  stretch: Stretch,
  now: Date,
): Promise<void> {
  for (const user of await listMadeOf(transaction, id)) {
    if (what === 'area-statistic') await markWhole(transaction, user.id, now)
    else await markDue(transaction, toDue(user.id, user.period, stretch, now))
  }
}

function touchedToDue({ id, period, step, from, to }: Touched, now: Date): DueStretch[] {
  return toDue(id, period, { from: from.getTime(), to: changesUntil(step, to.getTime()) }, now)
}

/** Marks everything that an indicator can be computed of, and all that it has now. */
async function markWhole(transaction: Db, id: string, now: Date): Promise<void> {
  const indicator = await readIndicator(transaction, id)
  if (!indicator) return
  const definition = definitionOf(indicator)
  if (!definition.signalRule) {
    for (const signalId of await withdrawSignals(transaction, id, now)) {
      await tellSignal(transaction, signalId, 'withdrawn')
    }
  }
  await markWatching(transaction, id)
  const extent = await findExtent(transaction, id, definition, now)
  if (!extent) return
  const stretch = { from: extent.from.getTime(), to: extent.to.getTime() }
  await markDue(transaction, toDue(id, definition.period, stretch, now))
}

function toDue(id: string, period: Definition['period'], stretch: Stretch, now: Date): DueStretch[] {
  return toPeriods([stretch], period, now).map((whole) => ({ indicatorId: id, ...whole }))
}

/** The whole periods that overlap the stretches. */
export function toPeriods(stretches: readonly Stretch[], period: Definition['period'], now: Date): Stretch[] {
  const whole = stretches
    .flatMap((stretch) => withinReach(stretch, period, now.getTime()))
    .map(({ from, to }) => ({
      from: startOfPeriod(from, period, AMSTERDAM),
      to: endOfPeriod(to, period, AMSTERDAM),
    }))
  return mergeStretches(whole)
}
