/// <reference path="./jstat.d.ts" />
/** The distributions that effects are judged with. Student's is in `student`: jstat has it to seven digits only. */
import jstat from 'jstat'
import { studentBelow } from '../student/index.ts'

/** The share of a standard normal distribution below a value. */
export function normalBelow(value: number): number {
  return jstat.normal.cdf(value, 0, 1)
}

/** The value below which a share (between 0 and 1) of a standard normal distribution lies. */
export function normalQuantile(share: number): number {
  return jstat.normal.inv(share, 0, 1)
}

/** Two-sided probability of a value at least as far from zero, under Student's distribution. @param degrees more than zero */
export function studentBeyond(value: number, degrees: number): number {
  return 2 * studentBelow(-Math.abs(value), degrees)
}

/** Probability of a sum of squares of independent normal values at least as large. @param degrees how many: more than zero */
export function chiSquareBeyond(value: number, degrees: number): number {
  return 1 - jstat.chisquare.cdf(Math.max(value, 0), degrees)
}

/** Two-sided probability of a ratio of two variances at least as far from one (Fisher's F). */
export function ratioBeyond(ratio: number, above: number, below: number): number {
  const share = jstat.centralF.cdf(ratio, above, below)
  return Math.min(1, 2 * Math.min(share, 1 - share))
}
