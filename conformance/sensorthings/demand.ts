/** @throws Error with the sentence when the condition does not hold */
export function demand(condition: boolean, sentence: string): asserts condition {
  if (!condition) throw new Error(sentence)
}
