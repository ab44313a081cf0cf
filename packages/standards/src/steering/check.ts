/** The steering check: how much a conclusion depends on choices that could as well have been made otherwise. */
import { findMisleading } from './findings.ts'
import type { Check, Claim, Place } from './model.ts'
import { estimateAll, layGround } from './specifications.ts'

/**
 * Checks a claim on measured figures against the data of all reasonable choices: not only those the claim uses, but also the time before and
 * after, the other places, and doubtful values. What cannot be tried for want of data is not counted.
 */
export function checkClaim(claim: Claim, places: readonly Place[]): Check {
  if (!places.some(({ points }) => points.length > 0)) {
    return {
      findings: [{ kind: 'few-data', reason: 'little-information' }],
      curve: [],
      supporting: 0,
      contradicting: 0,
    }
  }
  const ground = layGround(claim, places)
  const curve = estimateAll(ground).sort((a, b) => a.estimate - b.estimate)
  return {
    findings: findMisleading(ground, curve),
    curve,
    supporting: curve.filter(({ verdict }) => verdict === 'supports').length,
    contradicting: curve.filter(({ verdict }) => verdict === 'contradicts').length,
  }
}
