/** Words that are English and not Dutch, as sentences have them. */
const ENGLISH =
  /\b(a|an|and|are|be|but|can|cannot|did|expected|found|given|has|have|here|it|its|leave|like|must|needs?|only|or|put|send|should|such|than|that|the|there|these|this|use|with|write)\b/i

/** What is the same in every language: what was sent or is an example, in quotation marks or parentheses, or names of methods. */
const QUOTED = /“[^”]*”|'[^']*'|"[^"]*"|\$?\w+\(.*?\)|“.*|\b[A-Z]{3,}\b/g

/** The titles and details of a problem in which an English word stands. */
export function findEnglish(problem: unknown): string[] {
  return textsOf(problem).filter((text) => ENGLISH.test(text.replace(QUOTED, '')))
}

function textsOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) =>
    typeof inner === 'string' ? (name === 'detail' || name === 'title' ? [inner] : []) : textsOf(inner),
  )
}
