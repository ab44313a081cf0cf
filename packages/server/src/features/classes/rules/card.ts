import { scrypt } from 'node:crypto'
import { promisify } from 'node:util'
import { CARD_WORDS } from '../words.ts'
import type { Choose } from './code.ts'

/** Words on a card: with four of them there are six thousand million cards. */
const WORDS = 4
const BYTES = 32

const derive = promisify<string, string, number, Buffer>(scrypt)

/** The words of a new card. */
export function makeCard(choose: Choose): string {
  return Array.from({ length: WORDS }, () => CARD_WORDS[choose(CARD_WORDS.length)]).join(' ')
}

/** The words as somebody typed them, with capitals or hyphens; undefined when it is no card. */
export function readCard(typed: string): string | undefined {
  const words = typed.toLowerCase().match(/[a-z]+/g) ?? []
  return words.length === WORDS ? words.join(' ') : undefined
}

/**
 * What is kept of a card, the same each time in one class, so that a pupil is found by it. The words are few, so it is made slowly: who
 * has a copy of the database needs months of one processor for one class.
 */
export function hashCard(card: string, classId: string): Promise<Buffer> {
  return derive(card, classId, BYTES)
}
