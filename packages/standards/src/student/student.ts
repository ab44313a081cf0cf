/*
 * Student's t-distribution (Student 1908): how far a mean of few values can lie from what it is a mean of. The one place of it: intervals of
 * means of stations, of figures and of the steering check all come from here.
 */

/** Logarithm of the gamma function, by Lanczos' approximation; for positive numbers. */
function logGamma(x: number): number {
  const parts = [
    76.18009172947146, -86.50532032941678, 24.01409824083091, -1.231739572450155, 0.1208650973866179e-2,
    -0.5395239384953e-5,
  ]
  const sum = parts.reduce((total, part, index) => total + part / (x + 1 + index), 1.000000000190015)
  const shifted = x + 5.5
  return (x + 0.5) * Math.log(shifted) - shifted + Math.log((2.5066282746310002 * sum) / x)
}

/** The continued fraction of the incomplete beta function (Lentz' method). */
function betaFraction(x: number, a: number, b: number): number {
  const tiny = 1e-300
  let c = 1
  let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1))
  let fraction = d
  for (let m = 1; m <= 300; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    let change = 1
    for (const term of [even, odd]) {
      d = 1 / nonZero(1 + term * d)
      c = nonZero(1 + term / c)
      change = d * c
      fraction *= change
    }
    if (Math.abs(change - 1) < 1e-12) break
  }
  return fraction

  function nonZero(value: number) {
    return Math.abs(value) < tiny ? tiny : value
  }
}

/** Student's distribution function. @param degrees degrees of freedom, more than zero */
export function studentBelow(t: number, degrees: number): number {
  if (Number.isNaN(t)) return Number.NaN
  const x = degrees / (degrees + t * t)
  const [a, b] = [degrees / 2, 0.5]
  const front =
    x <= 0 || x >= 1
      ? 0
      : Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log(1 - x))
  const both =
    x >= 1
      ? 1
      : x < (a + 1) / (a + b + 2)
        ? (front * betaFraction(x, a, b)) / a
        : 1 - (front * betaFraction(1 - x, b, a)) / b
  return t < 0 ? both / 2 : 1 - both / 2
}

/** Student's density. */
function studentDensity(t: number, degrees: number): number {
  const peak = Math.exp(logGamma((degrees + 1) / 2) - logGamma(degrees / 2)) / Math.sqrt(degrees * Math.PI)
  return peak * (1 + (t * t) / degrees) ** (-(degrees + 1) / 2)
}

const MOST_READY = 200

/** Two-sided 95 %: asked for each point of a chart, so worked out once. */
const READY = Array.from({ length: MOST_READY + 1 }, (_, degrees) =>
  degrees === 0 ? Number.NaN : solve(0.975, degrees),
)

/**
 * Quantile of Student's distribution.
 * @param p from ½ up to, but not with, 1
 * @param degrees degrees of freedom, more than zero
 */
export function studentQuantile(p: number, degrees: number): number {
  const ready = p === 0.975 ? READY[degrees] : undefined
  return ready ?? solve(p, degrees)
}

/** By Newton's method: beyond zero the distribution bends down, so that from there each step comes nearer and none goes past. */
function solve(p: number, degrees: number): number {
  let t = 0
  for (let turn = 0; turn < 100; turn += 1) {
    const step = (p - studentBelow(t, degrees)) / studentDensity(t, degrees)
    t += step
    if (step <= 1e-12 * t) break
  }
  return t
}
