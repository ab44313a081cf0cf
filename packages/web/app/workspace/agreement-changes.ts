import type { Agreement } from '../api.ts'
import type { Language } from '../language.ts'

/** A sentence of one or both of two versions. */
export type Line = { kind: 'same' | 'added' | 'removed'; sentence: string }

/** What is different in a version from the one before it. */
export type Changes = {
  version: number
  lines: Line[]
  whyChanged: boolean
  /** The title that it had before; null when that is the same. */
  titleBefore: string | null
}

/** What changed between two versions, in the sentences that are made of their rules. */
export function compareVersions(before: Agreement, after: Agreement, language: Language): Changes {
  return {
    version: after.version,
    lines: compareSentences(rulesOf(before, language), rulesOf(after, language)),
    whyChanged: before.why !== after.why,
    titleBefore: before.title === after.title ? null : before.title,
  }
}

/** How many sentences are only in one of the two. */
export const countChanged = (lines: readonly Line[]): number =>
  lines.filter(({ kind }) => kind !== 'same').length

/** Of what not all have accepted, the first sentence says that it is a proposal: that is no rule. */
function rulesOf({ sentences, versionState }: Agreement, language: Language): readonly string[] {
  return versionState === 'accepted' ? sentences[language] : sentences[language].slice(1)
}

/** All sentences in their order, of what was replaced first what is gone: the longest row that both have stays the same. */
export function compareSentences(before: readonly string[], after: readonly string[]): Line[] {
  // common[i][j]: how many sentences are the same, from these places on.
  const common = Array.from({ length: before.length + 1 }, () => new Array<number>(after.length + 1).fill(0))
  const at = (i: number, j: number) => common[i]?.[j] ?? 0
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) {
      const row = common[i]
      if (row) row[j] = before[i] === after[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  }
  const lines: Line[] = []
  let [i, j] = [0, 0]
  while (i < before.length || j < after.length) {
    const [old, young] = [before[i], after[j]]
    if (old !== undefined && old === young) {
      lines.push({ kind: 'same', sentence: old })
      i += 1
      j += 1
    } else if (old !== undefined && (young === undefined || at(i + 1, j) >= at(i, j + 1))) {
      lines.push({ kind: 'removed', sentence: old })
      i += 1
    } else {
      lines.push({ kind: 'added', sentence: young ?? '' })
      j += 1
    }
  }
  return lines
}
