export { findCause } from './cause.ts'
export { checkClaim, findNaturalClaim } from './check.ts'
export { describeCheck, type Tried } from './describe.ts'
export { describeFinding } from './describe-finding.ts'
export {
  AREA_CHOICES,
  type AreaChoice,
  type Axis,
  type Check,
  CLAIM_KINDS,
  type Claim,
  type ClaimKind,
  FINDING_KINDS,
  type Finding,
  type FindingKind,
  MEASURES,
  type Measure,
  type Place,
  type Point,
  type Specification,
  VALUE_CHOICES,
  type ValueChoice,
  type Verdict,
  WINDOW_CHOICES,
  type Window,
  type WindowChoice,
} from './model.ts'
export { type Estimate, estimateCoefficient } from './regression.ts'
export { findClaimKind, saysEverywhere, saysNoDifference } from './wording.ts'
