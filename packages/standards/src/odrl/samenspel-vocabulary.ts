import { readDuration } from '../sensorthings/index.ts'
import { type Iri, ODRL, type Value } from './model.ts'
import { ACTIONS, DUTY_ACTIONS, LEFT_OPERANDS, type LeftOperandTerm, PROFILE } from './profile.ts'
import { isReadable } from './values.ts'
import type { LeftOperandMeaning, Vocabulary } from './vocabulary.ts'

/** What is understood of an agreement: the terms of Samenspel's profile, and nothing else of ODRL. */
export const SAMENSPEL_VOCABULARY: Vocabulary = {
  profiles: [PROFILE],
  actions: new Map<Iri, Iri | null>([
    [`${ODRL}inform`, `${ODRL}use`],
    ...[...Object.values(ACTIONS), ...Object.values(DUTY_ACTIONS)].map(
      ({ iri, includedIn }): [Iri, Iri | null] => [iri, includedIn],
    ),
  ]),
  leftOperands: new Map(
    Object.values(LEFT_OPERANDS).map((term): [Iri, LeftOperandMeaning] => [term.iri, meaningOf(term)]),
  ),
}

function meaningOf(term: LeftOperandTerm): LeftOperandMeaning {
  return {
    kind: term.kind,
    operators: term.operators.map((name) => `${ODRL}${name}`),
    role: term.role,
    accepts: (value) => acceptsValue(term, value),
  }
}

/** Can the value stand on the right of the left operand? */
export function acceptsValue({ kind, datatype, values, range }: LeftOperandTerm, value: Value): boolean {
  if (values) {
    const isWritten = value.kind === 'iri' ? value.iri : value.datatype === datatype && value.text
    return values.some((one) => one === isWritten)
  }
  if (value.kind === 'literal' && value.datatype !== datatype) return false
  if (!isReadable(value, kind) || value.kind === 'iri') return isReadable(value, kind)
  if (kind === 'text') return value.text.trim() !== ''
  if (kind === 'duration' && !isPositive(value.text)) return false
  if (!range) return true
  const number = kind === 'duration' ? readMinutes(value.text) : readInteger(value.text)
  return number !== undefined && number >= range.minimum && number <= range.maximum
}

/** A duration in whole minutes; undefined when it has months, whose length differs, or seconds. */
export function readMinutes(text: string): number | undefined {
  const duration = readDuration(text)
  if (typeof duration === 'string' || duration.months !== 0) return undefined
  return duration.microseconds % 60_000_000n === 0n ? Number(duration.microseconds / 60_000_000n) : undefined
}

function readInteger(text: string): number | undefined {
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined
}

function isPositive(text: string): boolean {
  const duration = readDuration(text)
  return typeof duration !== 'string' && (duration.months > 0 || duration.microseconds > 0n)
}
