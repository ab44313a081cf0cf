/** The steering check: how much a conclusion depends on choices that could as well have been made otherwise. */
import { findMisleading } from './findings.ts'
import type { Check, Claim, ClaimKind, Place } from './model.ts'
import { estimateAll, estimateChosen, hasOwnValues, layGround } from './specifications.ts'

/**
 * Checks a claim on measured figures against the data of all reasonable choices: not only those the claim uses, but also the time before and
 * after, the other places, and doubtful values. What cannot be tried for want of data is not counted.
 */
export function checkClaim(claim: Claim, places: readonly Place[]): Check {
  const ground = places.some(({ points }) => points.length > 0) ? layGround(claim, places) : undefined
  // What was not measured where it is claimed says nothing, whatever other places or times show.
  if (!ground || !hasOwnValues(ground)) {
    return {
      findings: [{ kind: 'few-data', reason: 'little-information' }],
      curve: [],
      supporting: 0,
      contradicting: 0,
    }
  }
  const curve = estimateAll(ground).sort((a, b) => a.estimate - b.estimate)
  const isOther = ground.claim.measure !== claim.measure
  return {
    findings: [
      ...(isOther ? [{ kind: 'few-data', reason: 'too-few-for-measure' } as const] : []),
      ...findMisleading(ground, curve),
    ],
    curve,
    supporting: curve.filter(({ verdict }) => verdict === 'supports').length,
    contradicting: curve.filter(({ verdict }) => verdict === 'contradicts').length,
  }
}

/** What can be said of a series in one respect: the upward claim, the downward one, and the one for when neither is shown. */
const NATURAL = {
  trend: ['rises', 'falls', 'steady'],
  comparison: ['higher', 'lower', undefined],
  line: ['above', 'below', undefined],
} as const satisfies Record<string, readonly [ClaimKind, ClaimKind, ClaimKind | undefined]>

/**
 * What the choices of a claim show by themselves, for who has no conclusion of their own yet.
 * @returns undefined when neither is shown, or nothing can be estimated
 */
export function findNaturalClaim(
  respect: keyof typeof NATURAL,
  claim: Omit<Claim, 'kind'>,
  places: readonly Place[],
): Claim | undefined {
  const [upward, downward, neither] = NATURAL[respect]
  if (!places.some(({ points }) => points.length > 0)) return undefined
  const found = estimateChosen(layGround({ ...claim, kind: upward }, places))
  const kind = found && (found.low > 0 ? upward : found.high < 0 ? downward : neither)
  return kind && { ...claim, kind }
}
