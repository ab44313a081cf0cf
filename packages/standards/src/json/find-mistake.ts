const SPACE = /[ \t\n\r]*/y
// Between quotes: everything from the space up, but quotes and backslashes.
const STRING = /"[ !#-[\]-\uFFFF]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[ !#-[\]-\uFFFF]*)*"/y
const NUMBER_OR_WORD = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y

/** What the grammar of JSON (RFC 8259) allows next. After `[` and `{` it may also be the end of the list or object. */
type Wanted = 'value' | 'first-value' | 'key' | 'first-key' | 'colon' | 'more'

const ENDS: Record<string, string> = { '{': '}', '[': ']' }

/** Index at which a text stops being JSON, its length when it ends too early; undefined when it is JSON. */
export function findMistake(text: string): number | undefined {
  const open: string[] = []
  let wanted: Wanted = 'value'
  // A byte order mark is passed over, as readers do.
  let at = text.startsWith('\uFEFF') ? 1 : 0
  for (;;) {
    at = endOf(SPACE, text, at) ?? at
    const sign = text[at] ?? ''
    const inside = open.at(-1)
    if (wanted === 'more' && inside === undefined) return sign === '' ? undefined : at
    if (inside !== undefined && sign === ENDS[inside] && (wanted === 'more' || wanted.startsWith('first-'))) {
      open.pop()
      wanted = 'more'
      at += 1
    } else if (wanted === 'more' || wanted === 'colon') {
      if (sign !== (wanted === 'more' ? ',' : ':')) return at
      wanted = wanted === 'more' && inside === '{' ? 'key' : 'value'
      at += 1
    } else if (!wanted.endsWith('key') && sign in ENDS) {
      open.push(sign)
      wanted = sign === '{' ? 'first-key' : 'first-value'
      at += 1
    } else {
      const isKey: boolean = wanted.endsWith('key')
      const end = endOf(STRING, text, at) ?? (isKey ? undefined : endOf(NUMBER_OR_WORD, text, at))
      if (end === undefined) return at
      at = end
      wanted = isKey ? 'colon' : 'more'
    }
  }
}

function endOf(token: RegExp, text: string, at: number): number | undefined {
  token.lastIndex = at
  return token.test(text) ? token.lastIndex : undefined
}
