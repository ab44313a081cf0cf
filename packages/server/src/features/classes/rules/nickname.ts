import { ANIMALS, QUALITIES } from '../words.ts'
import type { Choose } from './code.ts'

/** Whether a name is one that we make: pupils choose, and write nothing of their own. */
export function isNickname(name: string): boolean {
  const [quality = '', animal = '', ...more] = name.split(' ')
  return (
    more.length === 0 &&
    (QUALITIES as readonly string[]).includes(quality) &&
    (ANIMALS as readonly string[]).includes(animal)
  )
}

/** Names that are not taken, each with another animal: for at most as many as there are animals. */
export function offerNicknames(taken: ReadonlySet<string>, count: number, choose: Choose): string[] {
  const offered = new Map<string, string>()
  while (offered.size < count) {
    const animal = pick(ANIMALS, choose)
    const name = `${pick(QUALITIES, choose)} ${animal}`
    if (!taken.has(name) && !offered.has(animal)) offered.set(animal, name)
  }
  return [...offered.values()]
}

function pick(words: readonly string[], choose: Choose): string {
  return words[choose(words.length)] ?? ''
}
