/**
 * Blacking out: passages with personal data are taken out of a text that was published (article 17 of the GDPR; "weglakken" as under the Dutch
 * Woo). The text and salt of its entry are erased, and a later entry of kind `redaction` has the text that is left.
 */
import { type Publication, readKind } from './entry.ts'

/** What stands in the place of a passage. */
export const BLACKED_OUT = '[weggelakt: persoonsgegeven]'

/** Why passages are blacked out: the right to be erased, an objection, or the personal sphere under the Woo (article 5.1, second paragraph, e). */
export const REDACTION_GROUNDS = ['gdpr-17', 'gdpr-21', 'woo-5-1-2-e'] as const

/** Words of machines: names of lists, ids, hashes, codes, days and moments. They stay as they are; one that looks like a passage is told. */
const MACHINE = /^([a-z0-9_.-]*|\d{4}-\d\d-\d\d(T[\d:.]+Z)?|[A-Z]{2}\d+|[A-Za-z0-9+/]{43}=)$/
/** Fields with words of people, in which a name can stand in small letters only: there just codes are words of machines. */
const WORDS = ['title', 'byline', 'tags', 'name', 'who', 'party', 'by', 'holderName', 'signerName', 'note']
/** Of words of machines the ones that cannot be of a person. */
const CODE = /^(\d{4}-\d\d-\d\d(T[\d:.]+Z)?|[A-Z]{2}\d+|[A-Za-z0-9+/]{43}=|[0-9a-f]{64}|[0-9a-f-]{36})$/

/** Fields that say what is measured, in what, and in which function was signed: a text would be of something else, or of nobody, without them. */
const RULES = ['property', 'properties', 'unit', 'function']
const isRule = (name: string) => RULES.includes(name)

/** Whether a text stays as it is: by its form, and by the field that it stands in. */
const isMachine = (text: string, name: string) => (WORDS.includes(name) ? CODE : MACHINE).test(text)

/** What stands in the place of a passage in the address of a page: in a `slug`, and in paths within texts. */
const BLACKED_OUT_SLUG = 'weggelakt'
const SLUG = /^[a-z0-9-]+$/
/** Paths within a text, such as /besluiten/bomen-in-de-kom. */
const PATHS = /((?:\/[a-z0-9-]+)+)/
/** A slug is cut off here; then what is left of a passage at its end may be the beginning of it. */
const LONG_SLUG = 78

/**
 * Takes passages out of all texts of a value; numbers, names of fields and words of machines stay as they are, but for addresses made of a title.
 *
 * A passage goes as a whole: not as a part of a longer word, but with the s of a genitive. How many spaces or hyphens are between its words makes no
 * difference, and of more than one word neither do capitals. A single word goes as it is written or all in capitals: many a name is a word as well.
 * @param passages as they stand in the text; of two at one place the longer one goes
 */
export function blackOut<Value>(value: Value, passages: readonly string[]): Value {
  const ordered = passages.filter(hasWords).toSorted((left, right) => right.length - left.length)
  const inText = ordered.map((passage) => patternOf(passage))
  const slugs = ordered.map(readSlug).filter(hasWords)
  const inSlug = slugs.map((slug) => patternOf(slug, 'any'))
  const cut = slugs.map(patternOfCut)
  const fromSlug = (slug: string) =>
    takeOutOf(slug, slug.length < LONG_SLUG ? inSlug : [...inSlug, ...cut], BLACKED_OUT_SLUG)
  return mapTexts(value, (text, name) => {
    if (name === 'slug' && SLUG.test(text)) return fromSlug(text)
    if (isMachine(text, name) || isRule(name)) return text
    const parts = text.split(PATHS).map((part, at) => (at % 2 === 1 ? fromSlug(part) : part))
    return takeOutOf(parts.join(''), inText, BLACKED_OUT)
  }) as Value
}

/** Takes passages out of the address of a page that was made of a title. */
export const blackOutSlug = (slug: string, passages: readonly string[]): string =>
  blackOut({ slug }, passages).slug

/**
 * What is left in a value that looks like a passage: written with other capitals, or a part of a longer word. Who blacks out decides about these.
 * @returns each as it stands there, and how often
 */
export function listAlike(value: unknown, passages: readonly string[]): { text: string; times: number }[] {
  const patterns = passages.filter(hasWords).map(patternWithin)
  const times = new Map<string, number>()
  mapTexts(value, (text) => {
    if (CODE.test(text)) return text
    for (const part of text.split(BLACKED_OUT))
      for (const pattern of patterns)
        for (const [found] of part.matchAll(pattern)) times.set(found, (times.get(found) ?? 0) + 1)
    return text
  })
  return [...times].map(([text, count]) => ({ text, times: count }))
}

/** Puts hashes of texts that were blacked out in the place of those of before: the old ones would let anyone test which name stood there. */
export function replaceHashes<Value>(value: Value, hashes: ReadonlyMap<string, string>): Value {
  if (hashes.size === 0) return value
  return mapTexts(value, (text, name) => (HASH_NAME.test(name) && hashes.get(text)) || text) as Value
}

const BETWEEN = String.raw`[\s\u2010-\u2013-]+`
const splitWords = (text: string) => text.split(/[\s\u2010-\u2013-]+/u).filter((word) => word !== '')
const hasWords = (text: string) => splitWords(text).length > 0
const escapeOf = (text: string) =>
  text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`).replaceAll(/['’ʼ]/g, "['’ʼ]")

/** A passage as it stands in the address of a page. */
const readSlug = (passage: string) =>
  passage
    .normalize('NFD')
    .replaceAll(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')

/** The words of a passage with whatever is between them, with marks on letters and apostrophes written in any way of Unicode. */
function sourceOf(passage: string, between = BETWEEN): string {
  const spell = (form: 'NFC' | 'NFD') => splitWords(passage.normalize(form)).map(escapeOf).join(between)
  const [composed, apart] = [spell('NFC'), spell('NFD')]
  return composed === apart ? composed : `(?:${composed}|${apart})`
}

function patternOf(passage: string, capitals: 'any' | 'as-written' = 'as-written'): RegExp {
  const isAny = capitals === 'any' || splitWords(passage).length > 1 || passage.includes('@')
  const spelled = isAny ? sourceOf(passage) : `(?:${sourceOf(passage)}|${sourceOf(passage.toUpperCase())})`
  const genitive = String.raw`(?:(?<=\p{L})['’]?s)?`
  return new RegExp(
    String.raw`(?<![\p{L}\p{N}])${spelled}${genitive}(?![\p{L}\p{N}\p{M}])`,
    isAny ? 'giu' : 'gu',
  )
}

/** As in a longer word, an address of mail or of a page. */
const patternWithin = (passage: string) =>
  new RegExp(
    String.raw`[\p{L}\p{N}]*${sourceOf(passage, String.raw`[\s\u2010-\u2013._-]*`)}[\p{L}\p{N}]*`,
    'giu',
  )

/** The beginning of a passage at the end of a slug, before the number with which it was made another. */
function patternOfCut(slug: string): RegExp {
  const beginnings = Array.from({ length: slug.length }, (_, at) => slug.slice(0, slug.length - at))
  const long = beginnings.filter((each) => each.length > 3 && !each.endsWith('-'))
  return new RegExp(`(?<=-)(?:${long.map(escapeOf).join('|') || '(?!)'})(?=(?:-\\d+)?$)`, 'g')
}

function takeOutOf(text: string, patterns: readonly RegExp[], marker: string): string {
  // What is blacked out already is not text any more. What stood against a passage can be one by itself now.
  const left = text
    .split(marker)
    .map((part) => takeOut(part, patterns, marker))
    .join(marker)
  return left === text ? text : takeOutOf(left, patterns, marker)
}

function takeOut(text: string, [pattern, ...rest]: readonly RegExp[], marker: string): string {
  if (pattern === undefined) return text
  return text
    .split(pattern)
    .map((part) => takeOut(part, rest, marker))
    .join(marker)
}

function mapTexts(value: unknown, change: (text: string, name: string) => string, name = ''): unknown {
  if (typeof value === 'string') return change(value, name)
  if (Array.isArray(value)) return value.map((each) => mapTexts(each, change, name))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, mapTexts(each, change, key)]))
}

/** How often something is blacked out in a value. */
export function countBlackedOut(value: unknown): number {
  let count = 0
  mapTexts(value, (text, name) => {
    const inPaths =
      name === 'slug'
        ? text
        : text
            .split(PATHS)
            .filter((_, at) => at % 2 === 1)
            .join(' ')
    count += text.split(BLACKED_OUT).length - 1 + (inPaths.match(IN_SLUG)?.length ?? 0)
    return text
  })
  return count
}

/** How many characters the texts of a value have, without words of machines and without what was blacked out. */
export function countCharacters(value: unknown): number {
  let count = 0
  mapTexts(value, (text, name) => {
    if (!isMachine(text, name)) count += [...text.split(MARKERS).join('')].length
    return text
  })
  return count
}

const IN_SLUG = /(?<![a-z0-9])weggelakt(?![a-z0-9])/g

/**
 * Whether a value is another one with passages blacked out, and nothing else: nothing added, moved or put otherwise. Only the hash of a sealed
 * text (`sha256`, `evidenceSha256`, hexadecimal) follows what became of that, and an address that was taken already has a number.
 */
export function isBlackedOut(before: unknown, after: unknown, name = ''): boolean {
  if (typeof before === 'string' && typeof after === 'string') {
    if (HASH_NAME.test(name) && SHA256.test(before)) return SHA256.test(after) || after === BLACKED_OUT
    if (before === after) return true
    if (name === 'slug' && SLUG.test(before)) {
      return [after, after.replace(/-\d+$/, '')].some((each) => isLeftOf(before, each, IN_SLUG))
    }
    return !isMachine(before, name) && !isRule(name) && isLeftOf(before, after, MARKERS)
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    return before.length === after.length && before.every((each, at) => isBlackedOut(each, after[at], name))
  }
  if (!isRecord(before) || !isRecord(after)) return before === after
  const names = Object.keys(before)
  return (
    names.length === Object.keys(after).length &&
    names.every((each) => Object.hasOwn(after, each) && isBlackedOut(before[each], after[each], each))
  )
}

const HASH_NAME = /sha256$/i
const SHA256 = /^[0-9a-f]{64}$/
/** The marker, and that of addresses after a slash or a hyphen, with the number of one that was taken already. */
const MARKERS = /\[weggelakt: persoonsgegeven\]|(?<=[/-])weggelakt(?:-\d+(?![a-z0-9-]))?(?![a-z0-9])/

/** Whether the parts between the markers stand in the text of before, in that order, from its beginning to its end, with something between them. */
function isLeftOf(before: string, after: string, markers: RegExp): boolean {
  const parts = after.split(markers)
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
  /** In which function at which organisation somebody did it. Entries from before it was told do not have it, nor the characters. */
  by?: { organisationId: string; role: string }
  /** How many passages are blacked out in it now. */
  passages: number
  /** How many characters were taken out of it, now and before. Only who has the earlier text can check it. */
  characters?: number
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
    ...(isBy(said.by) && { by: { organisationId: said.by.organisationId, role: said.by.role } }),
    ...(typeof said.characters === 'number' && { characters: said.characters }),
  }
}

const isBy = (value: unknown): value is { organisationId: string; role: string } =>
  isRecord(value) && typeof value.organisationId === 'string' && typeof value.role === 'string'

/** What an entry tells of something that was published: itself, or with passages blacked out. */
export function asPublished(publication: Publication): Publication {
  const redaction = readRedaction(publication)
  return redaction ? { ...redaction.of, moment: publication.moment, text: redaction.text } : publication
}

const isRecord = (value: unknown): value is { readonly [name: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
