/** A part of a text, and whether it is in both, only in the new one, or only in the old one. */
export type TextPart = { kind: 'same' | 'added' | 'removed'; text: string }

/** Words of both texts at most for which is looked word by word: it takes the product of the two. */
const MOST = 2000

/**
 * What differs between two texts, word by word: by the longest row of words that both have (Hunt and McIlroy, 1976). A long text that changed
 * is told as a whole.
 */
export function compareWords(before: string, after: string): TextPart[] {
  const [old, now] = [wordsOf(before), wordsOf(after)]
  if (old.length > MOST || now.length > MOST)
    return joinParts([part('removed', before), part('added', after)])
  const longest = lengthsOf(old, now)
  const parts: TextPart[] = []
  let [left, right] = [0, 0]
  while (left < old.length || right < now.length) {
    const [was, is] = [old[left], now[right]]
    if (was !== undefined && was === is) {
      parts.push(part('same', was))
      left += 1
      right += 1
    } else if (
      is === undefined ||
      (was !== undefined && at(longest, left + 1, right) >= at(longest, left, right + 1))
    ) {
      parts.push(part('removed', was ?? ''))
      left += 1
    } else {
      parts.push(part('added', is))
      right += 1
    }
  }
  return joinParts(parts)
}

const part = (kind: TextPart['kind'], text: string): TextPart => ({ kind, text })

/** Words with the blanks behind them. */
const wordsOf = (text: string) => text.match(/\S+\s*|\s+/g) ?? []

/** How many words both texts share from each pair of places on. */
function lengthsOf(old: string[], now: string[]): number[][] {
  const lengths = old.map(() => new Array<number>(now.length + 1).fill(0))
  for (let left = old.length - 1; left >= 0; left -= 1) {
    const row = lengths[left]
    if (!row) continue
    for (let right = now.length - 1; right >= 0; right -= 1) {
      row[right] =
        old[left] === now[right]
          ? at(lengths, left + 1, right + 1) + 1
          : Math.max(at(lengths, left + 1, right), at(lengths, left, right + 1))
    }
  }
  return lengths
}

const at = (lengths: number[][], left: number, right: number) => lengths[left]?.[right] ?? 0

function joinParts(parts: TextPart[]): TextPart[] {
  const joined: TextPart[] = []
  for (const { kind, text } of parts) {
    const last = joined.at(-1)
    if (last?.kind === kind) last.text += text
    else if (text !== '') joined.push({ kind, text })
  }
  return joined
}
