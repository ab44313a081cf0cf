/** A text in both languages of the product, written as a pair at the place where it is said. */
export type Bilingual = { readonly nl: string; readonly en: string }

/**
 * The first characters of a text that somebody sent, to show it. A character that the cut halves, or that came halved, becomes �:
 * as an escape in JSON the database could write half a character, but not read it again.
 */
export function cutText(text: string, length: number): string {
  return text.slice(0, length).toWellFormed()
}
