/*
 * How sure a mean over stations is: Student's t-interval. Stations are taken as a sample of places like these; with more of them the
 * interval becomes narrower, with one there is none.
 */

import { studentQuantile } from '../student/index.ts'

/** Between which values a mean lies, with this certainty. */
const CERTAINTY = 0.95

/** A mean between two bounds. */
type Interval = { low: number; high: number }

/**
 * The interval of a mean with {@link CERTAINTY}: mean ± t · s / √n (Student, 1908).
 * @param n how many stations
 * @param spread their standard deviation, with n − 1
 * @returns undefined with fewer than two stations
 */
export function meanInterval(mean: number, n: number, spread: number | null): Interval | undefined {
  if (n < 2 || spread === null || !Number.isFinite(spread)) return undefined
  const half = (studentQuantile((1 + CERTAINTY) / 2, n - 1) * spread) / Math.sqrt(n)
  return { low: mean - half, high: mean + half }
}
