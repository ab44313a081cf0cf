/** Whether nothing is said: a full stop or characters that nobody sees say nothing. */
export function isEmpty(text: string): boolean {
  return !/[\p{L}\p{N}]/u.test(text)
}

/** How many different words there are, of two letters or more. */
export function countWords(text: string): number {
  return new Set(text.toLowerCase().match(/\p{L}[\p{L}\p{M}\p{N}]+/gu)).size
}
