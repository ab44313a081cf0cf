/** Gives a whole number from 0, below another, that nobody can foresee. */
export type Choose = (below: number) => number

/**
 * What the code of a class is made of. No vowels, so that it spells nothing; no two that look alike (0 and O, 1 and I, 5 and S,
 * 8 and B) or that sound alike when they are read aloud (M and N, D and T, B and P, 7 and 9).
 */
export const CODE_LETTERS = 'FHJKLMPRTWX234678'

/** With eight there are seven thousand million codes, and a network may be wrong a thousand times an hour. */
const LENGTH = 8

/** A new code, as it is kept. */
export function makeCode(choose: Choose): string {
  return Array.from({ length: LENGTH }, () => CODE_LETTERS[choose(CODE_LETTERS.length)]).join('')
}

/** A code as people read it: in two halves. */
export function writeCode(code: string): string {
  return `${code.slice(0, LENGTH / 2)}-${code.slice(LENGTH / 2)}`
}

/** A code as somebody typed it, in small letters or with spaces; undefined when it cannot be one. */
export function readCode(typed: string): string | undefined {
  const code = typed.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')
  return code.length === LENGTH && [...code].every((letter) => CODE_LETTERS.includes(letter))
    ? code
    : undefined
}
