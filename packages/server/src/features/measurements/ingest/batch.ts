import type { Bilingual } from '../../../platform/errors.ts'
import type { DatasetAccess } from '../../catalogue/index.ts'
import type { Column } from './binary-arrays.ts'

/**
 * Observations in columns: row i is the i-th value of each. Times are whole microseconds since 1970 (UTC), from 1600 up
 * to and including 2199. A column that is left out is null in every row.
 */
export type ObservationBatch = {
  datastreamId: ArrayLike<number>
  phenomenonStart: ArrayLike<number>
  /** For a value over a period: its end, not before its start. */
  phenomenonEnd?: Column<number>
  resultTime?: Column<number>
  /** A number of at most `LARGEST_NUMBER`; null when the result is something else, which is then in `detail`. */
  resultNumber: Column<number>
  quality?: Column<number>
  /** JSON object text with what a usual observation does not have; see the table's comment for its keys. */
  detail?: Column<string>
  /** Id of the feature of interest, for observations that name one. */
  featureOfInterestId?: Column<number>
}

/** What a sender may do in a dataset; `unknown` when it may not even know of it. */
export type Permission = 'allowed' | 'not-allowed' | 'unknown'

/** Whose rows a batch holds. Without functions: the system's own, which it has checked itself. */
export type Sender = {
  /** Asked once for each dataset and for each datastream in the batch. */
  permit?(dataset: DatasetAccess): Permission
  /** The only thing of which it may write, whatever `permit` says of its dataset: for the key of a sensor. */
  thingId?: number
  /**
   * What is wrong with the result of a row for its datastream; undefined when it fits. Not asked for numbers of
   * measurements, which always fit.
   */
  faultOf?(row: number, types: ResultTypes): Bilingual | undefined
}

/** What results a datastream takes. */
export type ResultTypes = {
  observationType: string
  /** Of a multi datastream: the type of each element of a result. */
  multiTypes: readonly string[] | null
}

/** Why a row was not stored. */
export const REFUSALS = [
  'unknown-datastream',
  'not-allowed',
  'does-not-fit',
  'unknown-feature',
  'time-out-of-range',
  'older-than-kept',
  'not-finite',
  'differs-from-stored',
] as const
export type RefusalKind = (typeof REFUSALS)[number]

/** A row that was not stored, by its place in the batch. */
export type RefusedObservation = {
  index: number
  kind: RefusalKind
  /** What the sender's `faultOf` said, when the kind is `does-not-fit`; what is stored and was offered, when it is `differs-from-stored`. */
  fault?: Bilingual
}

/** What became of a batch. stored + unchanged + corrected + refused.length is the number of its rows. */
export type StoredBatch = {
  stored: number
  /** Rows that were there already, with the same value. */
  unchanged: number
  /** Rows that replaced another value. */
  corrected: number
  /** In the order of the rows. */
  refused: RefusedObservation[]
  /** Ids by place in the batch, 0 where refused. */
  ids: Float64Array
}

/** Whether a datastream's dataset lets a later value replace a stored one. */
export type Corrections = 'replace' | 'refuse'

/** The largest number that can be stored, either side of 0: its square still is a number, which rollups add up. */
export const LARGEST_NUMBER = 1e150

/**
 * The value at a place that is known to exist. A loop over all rows of a large batch reads its columns itself: this sees arrays of every kind, so
 * that each number it gives such a loop would be an object of its own.
 */
export function at(column: ArrayLike<number>, index: number): number {
  return column[index] ?? Number.NaN
}
