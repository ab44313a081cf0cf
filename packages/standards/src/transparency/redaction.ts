/**
 * Blacking out: passages with personal data are taken out of a text that was published (article 17 of the GDPR; "weglakken" as under the Dutch
 * Woo). The text and salt of its entry are erased, and a later entry of kind `redaction` has the text that is left.
 */
import { type Publication, readKind } from './entry.ts'

/** What stands in the place of a passage. */
export const BLACKED_OUT = '[weggelakt: persoonsgegeven]'

/** Why passages are blacked out: the right to be erased, an objection, or the personal sphere under the Woo (article 5.1, second paragraph, e). */
export const REDACTION_GROUNDS = ['gdpr-17', 'gdpr-21', 'woo-5-1-2-e'] as const

/** Words of machines: names of lists, ids, hashes, codes, days and moments. These are never of a person. */
const MACHINE = /^([a-z0-9_.-]*|\d{4}-\d\d-\d\d(T[\d:.]+Z)?|[A-Z]{2}\d+|[A-Za-z0-9+/]{43}=)$/

/**
 * Takes passages out of all texts of a value; numbers, names of fields and words of machines stay as they are.
 * @param passages as they stand in the text, capitals included; of two at one place the longer one goes
 */
export function blackOut<Value>(value: Value, passages: readonly string[]): Value {
  const ordered = passages.filter((each) => each !== '').toSorted((left, right) => right.length - left.length)
  return mapTexts(value, (text) => {
    if (MACHINE.test(text)) return text
    // What is blacked out already is not text any more.
    const parts = text.split(BLACKED_OUT)
    return parts.map((part) => takeOut(part, ordered)).join(BLACKED_OUT)
  }) as Value
}

function takeOut(text: string, passages: readonly string[]): string {
  const [passage, ...rest] = passages
  if (passage === undefined) return text
  return text
    .split(passage)
    .map((part) => takeOut(part, rest))
    .join(BLACKED_OUT)
}

function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value)
  if (Array.isArray(value)) return value.map((each) => mapTexts(each, change))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, mapTexts(each, change)]))
}

/** How often something is blacked out in a value. */
export function countBlackedOut(value: unknown): number {
  let count = 0
  mapTexts(value, (text) => {
    count += text.split(BLACKED_OUT).length - 1
    return text
  })
  return count
}

/**
 * Whether a value is another one with passages blacked out, and nothing else: nothing added, moved or put otherwise. Only the hash of a sealed
 * text (`sha256`, `evidenceSha256`, hexadecimal) follows what became of that.
 */
export function isBlackedOut(before: unknown, after: unknown, name = ''): boolean {
  if (typeof before === 'string' && typeof after === 'string') {
    if (/sha256$/i.test(name) && SHA256.test(before) && SHA256.test(after)) return true
    return before === after || (!MACHINE.test(before) && isLeftOf(before, after))
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    return before.length === after.length && before.every((each, at) => isBlackedOut(each, after[at]))
  }
  if (!isRecord(before) || !isRecord(after)) return before === after
  const names = Object.keys(before)
  return (
    names.length === Object.keys(after).length &&
    names.every((each) => Object.hasOwn(after, each) && isBlackedOut(before[each], after[each], each))
  )
}

const SHA256 = /^[0-9a-f]{64}$/

/** Whether the parts between the markers stand in the text of before, in that order, from its beginning to its end, with something between them. */
function isLeftOf(before: string, after: string): boolean {
  const parts = after.split(BLACKED_OUT)
  const [first = '', ...rest] = parts
  const last = rest.pop()
  if (last === undefined || !before.startsWith(first)) return false
  let at = first.length
  for (const part of rest) {
    // At least one character was taken out.
    const found = before.indexOf(part, at + 1)
    if (found < 0) return false
    at = found + part.length
  }
  return at + 1 + last.length <= before.length && before.endsWith(last)
}

/** What an entry of kind `redaction` says. */
export type Redaction = {
  /** What was blacked out, and the salted hash of its entry in base 64. */
  of: Pick<Publication, 'kind' | 'id' | 'version'>
  commitment: string
  ground: (typeof REDACTION_GROUNDS)[number]
  reason: string
  /** How many passages are blacked out in it now. */
  passages: number
  /** All of the text that is left. */
  text: Publication['text']
}

/** Reads an entry of kind `redaction`. @returns undefined when it is something else, or nothing is blacked out in its text */
export function readRedaction({
  kind,
  text: said,
}: Pick<Publication, 'kind' | 'text'>): Redaction | undefined {
  if (kind !== 'redaction') return undefined
  const { of, commitment, ground, reason, passages, text } = said
  const known = REDACTION_GROUNDS.find((each) => each === ground)
  if (!isRecord(of) || !isRecord(text) || known === undefined) return undefined
  const named = readKind(of.kind)
  if (named === undefined || typeof of.id !== 'string' || typeof of.version !== 'number') return undefined
  if (typeof commitment !== 'string' || typeof reason !== 'string') return undefined
  if (passages !== countBlackedOut(text) || passages === 0) return undefined
  return {
    of: { kind: named, id: of.id, version: of.version },
    ...{ commitment, ground: known, reason, passages, text },
  }
}

/** What an entry tells of something that was published: itself, or with passages blacked out. */
export function asPublished(publication: Publication): Publication {
  const redaction = readRedaction(publication)
  return redaction ? { ...redaction.of, moment: publication.moment, text: redaction.text } : publication
}

const isRecord = (value: unknown): value is { readonly [name: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
