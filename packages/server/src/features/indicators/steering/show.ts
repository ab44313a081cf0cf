/** A check of a claim in the form of the API, in which it is frozen too. */
import {
  type Check,
  type Claim,
  type ClaimKind,
  describeCheck,
  describeFinding,
  type Finding,
  findCause,
  type Tried,
} from '@samenspel/standards/steering'
import type { Bilingual } from '../../../platform/errors.ts'
import type { CheckedClaim, RESPECTS, SteeringAnswer, SteeringFinding } from './schema.ts'

const RESPECT_OF = {
  rises: 'trend',
  falls: 'trend',
  steady: 'trend',
  higher: 'comparison',
  lower: 'comparison',
  above: 'line',
  below: 'line',
} as const satisfies Record<ClaimKind, (typeof RESPECTS)[number]>

/** Shows a check with what was concluded. Of numbers six digits count: more would differ from one machine to the other. */
export function showCheck(
  claim: Claim,
  check: Check,
  conclusion: Bilingual,
  tried: Tried = 'conclusion',
): CheckedClaim {
  return {
    kind: claim.kind,
    respect: RESPECT_OF[claim.kind],
    line: claim.line ?? null,
    conclusion,
    sentence: describeCheck(check, tried),
    supporting: check.supporting,
    contradicting: check.contradicting,
    total: check.curve.length,
    findings: check.findings.map((finding) => showFinding(finding, tried)),
    specifications: check.curve.map(
      ({
        window,
        windowChoice,
        estimate,
        low,
        high,
        p: _p,
        count: _c,
        effective: _e,
        spread: _s,
        ...each
      }) => ({
        ...each,
        estimate: round(estimate),
        low: round(low),
        high: round(high),
        from: toMoment(window.from),
        to: toMoment(window.to),
        window: windowChoice,
      }),
    ),
  }
}

/** Shows what was found, with no answer to it yet. */
function showFinding(finding: Finding, tried: Tried): SteeringFinding {
  return { kind: finding.kind, answer: null, sentence: describeFinding(finding, tried) }
}

/** What misleads in a text by itself: words of cause, which figures alone do not show. */
export function checkText(text: string): SteeringFinding[] {
  const word = findCause(text)
  return word === undefined ? [] : [showFinding({ kind: 'cause', word }, 'conclusion')]
}

/** A check with what its authors say to the findings: that is not kept with it, so that an answer is there at once. */
export function withAnswers<Claimed extends Pick<CheckedClaim, 'respect' | 'findings'>, Of extends object>(
  check: Of & { claims: readonly Claimed[]; findings: readonly SteeringFinding[] },
  answers: readonly SteeringAnswer[],
): Of & { claims: Claimed[]; findings: SteeringFinding[] } {
  const answer = (findings: readonly SteeringFinding[], of: SteeringAnswer['respect']) =>
    findings.map((found) => ({
      ...found,
      answer: answers.find(({ respect, finding }) => respect === of && finding === found.kind) ?? null,
    }))
  const claims = check.claims.map((claim) => ({ ...claim, findings: answer(claim.findings, claim.respect) }))
  return { ...check, claims, findings: answer(check.findings, 'text') }
}

const round = (value: number) => Number(value.toPrecision(6))

function toMoment(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('.000Z', 'Z')
}
