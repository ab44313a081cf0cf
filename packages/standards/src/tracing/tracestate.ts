/**
 * The header `tracestate` of W3C Trace Context, Level 1 (section 3.3): what tracing systems of others tell each other, newest first. It
 * is passed on as it came.
 */
export type Tracestate = readonly (readonly [key: string, value: string])[]

const KEY = /^(?:[a-z][a-z0-9_\-*/]{0,255}|[a-z0-9][a-z0-9_\-*/]{0,240}@[a-z][a-z0-9_\-*/]{0,13})$/
/** Printable ASCII without comma and equals sign; it does not end in a blank. */
const VALUE = /^[\x20-\x2b\x2d-\x3c\x3e-\x7e]{0,255}[\x21-\x2b\x2d-\x3c\x3e-\x7e]$/
const MOST_MEMBERS = 32
/** So many characters must at least be passed on; long members are left out first, then the oldest (section 3.3.1.5). */
const MOST_CHARACTERS = 512
const LONG_MEMBER = 128
/** Characters of 32 members of the longest kind; what is longer is not looked at. */
const LONGEST = MOST_MEMBERS * 520

/** @returns no members when any part is malformed: a state that is half understood is not passed on */
export function parseTracestate(text: string): Tracestate {
  if (text.length > LONGEST) return []
  const members = text.split(',').map((member) => member.trim())
  const state = new Map<string, string>()
  for (const member of members) {
    if (member === '') continue
    const at = member.indexOf('=')
    const key = member.slice(0, Math.max(at, 0))
    const value = member.slice(at + 1)
    if (!KEY.test(key) || !VALUE.test(value) || state.has(key)) return []
    state.set(key, value)
  }
  return state.size > MOST_MEMBERS ? [] : [...state]
}

/** @returns an empty text when there is nothing to pass on, and then the header is left out */
export function formatTracestate(state: Tracestate): string {
  const members = state.map(([key, value]) => `${key}=${value}`)
  const short = fits(members) ? members : members.filter((member) => member.length <= LONG_MEMBER)
  while (!fits(short)) short.pop()
  return short.join(',')
}

const fits = (members: readonly string[]) => members.join(',').length <= MOST_CHARACTERS
