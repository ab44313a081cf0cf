import { checkJson, isObject, type JsonValue } from './json.ts'
import { add, type BodyLimits, type Checked, openReport, pointer, type Report } from './report.ts'

export const PATCH_OPERATIONS = ['add', 'remove', 'replace', 'move', 'copy', 'test'] as const
export type PatchOperation = (typeof PATCH_OPERATIONS)[number]

/** Operations of one patch, and values all its `copy` operations may copy: each could double the document. */
const MOST_OPERATIONS = 1_000
const MOST_VALUES = 100_000

/**
 * Applies a JSON Patch (RFC 6902, req/create-update-delete/update-entity-jsonpatch) to a document, which stays as it
 * was. Operations apply in order; the first that fails refuses the whole patch, as clause 5 of the RFC demands, and a
 * failed `test` is such a failure. Check the result with `checkUpdate(type, result, {method: 'PUT'})`.
 */
export function applyJsonPatch(document: JsonValue, patch: unknown, limits?: BodyLimits): Checked<JsonValue> {
  const report = openReport(limits)
  let result: JsonValue | undefined = document
  if (!checkJson(patch, '', report)) return { ok: false, errors: report.errors }
  if (!Array.isArray(patch)) {
    add(report, '', {
      nl: 'Een JSON Patch is een lijst van bewerkingen, zoals [{"op":"replace","path":"/name","value":"…"}].',
      en: 'A JSON Patch is a list of operations, like [{"op":"replace","path":"/name","value":"…"}].',
    })
  } else if (patch.length > MOST_OPERATIONS) {
    add(report, '', {
      nl: `Een JSON Patch mag ${MOST_OPERATIONS} bewerkingen hebben.`,
      en: `A JSON Patch may have at most ${MOST_OPERATIONS} operations.`,
    })
  } else {
    const budget = { values: MOST_VALUES }
    for (const [i, operation] of (patch as readonly JsonValue[]).entries()) {
      result = applyOperation(result, operation, `/${i}`, report, budget)
      if (result === undefined) break
    }
    if (report.errors.length === 0 && result !== undefined && checkJson(result, '', report)) {
      return { ok: true, value: result }
    }
  }
  return { ok: false, errors: report.errors }
}

interface Budget {
  values: number
}

function countValues(value: JsonValue): number {
  if (typeof value !== 'object' || value === null) return 1
  let count = 1
  for (const item of Object.values(value)) {
    count += countValues(item)
    if (count > MOST_VALUES) break
  }
  return count
}

/** The document after one operation, or undefined when it was reported. */
function applyOperation(
  document: JsonValue,
  operation: JsonValue,
  at: string,
  report: Report,
  budget: Budget,
): JsonValue | undefined {
  if (!isObject(operation)) {
    add(report, at, {
      nl: 'Een bewerking is een object met op en path.',
      en: 'An operation is an object with op and path.',
    })
    return undefined
  }
  const op = PATCH_OPERATIONS.find((known) => known === operation.op)
  if (op === undefined) {
    add(report, `${at}/op`, {
      nl: `De op moet een van deze zijn: ${PATCH_OPERATIONS.join(', ')}.`,
      en: `The op must be one of ${PATCH_OPERATIONS.join(', ')}.`,
    })
    return undefined
  }
  const path = readPointer(operation.path, `${at}/path`, report)
  if (path === undefined) return undefined
  if (op === 'move' || op === 'copy') {
    const from = readPointer(operation.from, `${at}/from`, report)
    if (from === undefined) return undefined
    return moveOrCopy(document, op, from, path, at, report, budget)
  }
  if (op === 'remove') return change(document, path, 0, { op }, at, report)
  const { value } = operation
  if (value === undefined) {
    add(report, `${at}/value`, { nl: `“${op}” heeft een value nodig.`, en: `“${op}” needs a value.` })
    return undefined
  }
  if (op !== 'test') return change(document, path, 0, { op, value }, at, report)
  const found = find(document, path)
  if (found !== undefined && isEqual(found, value)) return document
  const place = toText(path)
  add(report, at, {
    nl: `De test lukte niet: op “${place}” staat ${found === undefined ? 'niets' : 'iets anders'}.`,
    en: `The test failed: the value at “${place}” is ${found === undefined ? 'absent' : 'another'}.`,
  })
  return undefined
}

function moveOrCopy(
  document: JsonValue,
  op: 'move' | 'copy',
  from: readonly string[],
  path: readonly string[],
  at: string,
  report: Report,
  budget: Budget,
): JsonValue | undefined {
  const value = find(document, from)
  if (value === undefined) {
    add(report, `${at}/from`, {
      nl: `Er staat niets op “${toText(from)}”.`,
      en: `There is nothing at “${toText(from)}”.`,
    })
    return undefined
  }
  if (op === 'copy') {
    budget.values -= countValues(value)
    if (budget.values < 0) {
      add(report, at, {
        nl: 'Deze patch kopieert te veel. Gebruik minder of kleinere bewerkingen met copy.',
        en: 'This patch copies too much. Use fewer or smaller copy operations.',
      })
      return undefined
    }
    return change(document, path, 0, { op: 'add', value }, at, report)
  }
  if (from.length < path.length && from.every((token, i) => token === path[i])) {
    add(report, `${at}/path`, {
      nl: 'Een waarde kan niet in zichzelf gezet worden.',
      en: 'A value cannot be moved into itself.',
    })
    return undefined
  }
  if (toText(from) === toText(path)) return document
  const without = change(document, from, 0, { op: 'remove' }, at, report)
  return without === undefined ? undefined : change(without, path, 0, { op: 'add', value }, at, report)
}

function readPointer(value: JsonValue | undefined, at: string, report: Report): string[] | undefined {
  if (typeof value !== 'string' || (value !== '' && !value.startsWith('/')) || /~(?![01])/.test(value)) {
    add(report, at, {
      nl: 'Dit moet een JSON-pointer zijn, zoals /properties/owner, met ~ geschreven als ~0 en / in een naam als ~1.',
      en: 'This must be a JSON pointer, like /properties/owner, with ~ written as ~0 and / in a name as ~1.',
    })
    return undefined
  }
  const tokens = value.split('/').slice(1)
  if (tokens.length > report.limits.depth) {
    add(report, at, {
      nl: `Dit is meer dan ${report.limits.depth} niveaus diep.`,
      en: `This is more than ${report.limits.depth} levels deep.`,
    })
    return undefined
  }
  return tokens.map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'))
}

function toText(tokens: readonly string[]): string {
  return tokens.reduce(pointer, '')
}

const INDEX = /^(?:0|[1-9][0-9]{0,8})$/

function find(document: JsonValue, tokens: readonly string[]): JsonValue | undefined {
  let value: JsonValue | undefined = document
  for (const token of tokens) {
    if (Array.isArray(value)) value = INDEX.test(token) ? value[Number(token)] : undefined
    else if (isObject(value)) value = Object.hasOwn(value, token) ? value[token] : undefined
    else return undefined
  }
  return value
}

type Change = { readonly op: 'remove' } | { readonly op: 'add' | 'replace'; readonly value: JsonValue }

/** A copy of the document with one change; only the values on the way to it are copied. */
function change(
  document: JsonValue,
  tokens: readonly string[],
  level: number,
  what: Change,
  at: string,
  report: Report,
): JsonValue | undefined {
  const token = tokens[level]
  if (token === undefined) {
    if (what.op !== 'remove') return what.value
    add(report, `${at}/path`, {
      nl: 'Een patch kan niet de hele entiteit weghalen. Verwijder die met DELETE.',
      en: 'The whole entity cannot be removed with a patch. Delete it instead.',
    })
    return undefined
  }
  const isTarget = level === tokens.length - 1
  const nothing = () => {
    add(report, `${at}/path`, {
      nl: `Er staat niets op “${toText(tokens.slice(0, level + 1))}”.`,
      en: `There is nothing at “${toText(tokens.slice(0, level + 1))}”.`,
    })
    return undefined
  }
  if (Array.isArray(document)) {
    const items: readonly JsonValue[] = document
    const inserts = isTarget && what.op === 'add'
    const index = token === '-' && inserts ? items.length : INDEX.test(token) ? Number(token) : Number.NaN
    if (!(index < items.length + (inserts ? 1 : 0))) return nothing()
    if (inserts) return items.toSpliced(index, 0, what.value)
    if (isTarget && what.op === 'remove') return items.toSpliced(index, 1)
    const inner = change(items[index] ?? null, tokens, level + 1, what, at, report)
    return inner === undefined ? undefined : items.with(index, inner)
  }
  if (!isObject(document)) return nothing()
  const old = Object.hasOwn(document, token) ? document[token] : undefined
  if (old === undefined && !(isTarget && what.op === 'add')) return nothing()
  if (isTarget && what.op === 'remove') {
    return Object.fromEntries(Object.entries(document).filter(([key]) => key !== token))
  }
  const inner = change(old ?? null, tokens, level + 1, what, at, report)
  // A computed key, so that "__proto__" becomes a field and not the prototype.
  return inner === undefined ? undefined : { ...document, [token]: inner }
}

/** Equality of RFC 6902 clause 4.6: by value, the order of fields does not count. */
function isEqual(a: JsonValue, b: JsonValue): boolean {
  if (a === b) return true
  if (Array.isArray(a) && Array.isArray(b)) {
    const others: readonly JsonValue[] = b
    return a.length === b.length && a.every((item: JsonValue, i: number) => isEqual(item, others[i] ?? null))
  }
  if (!isObject(a) || !isObject(b)) return false
  const keys = Object.keys(a)
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && isEqual(a[key] ?? null, b[key] ?? null))
  )
}
