import type { Bilingual } from '../language/index.ts'

/** One fault in a mapping; `path` is a JSON Pointer. */
export interface Fault {
  path: string
  message: Bilingual
}

/** Looks at one value and adds its faults to the list. */
export type Reader = (value: unknown, path: string, faults: Fault[]) => void

/** Adds a fault; the message starts with the path, so that it reads as a sentence on its own. */
export function fail(faults: Fault[], path: string, nl: string, en: string): void {
  faults.push({
    path,
    message: { nl: `${path || 'De kolomindeling'} ${nl}`, en: `${path || 'The mapping'} ${en}` },
  })
}

/** Is this an object with keys, so not null and not a list? */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** An object with exactly these fields; an unknown field is a fault, for it may be a misspelt one. */
export function fields(required: Record<string, Reader>, optional: Record<string, Reader>): Reader {
  return (value, path, faults) => {
    if (!isObject(value)) return fail(faults, path, 'moet een object zijn.', 'must be an object.')
    for (const [name, read] of Object.entries(required)) {
      if (Object.hasOwn(value, name)) read(value[name], `${path}/${name}`, faults)
      else fail(faults, `${path}/${name}`, 'ontbreekt.', 'is missing.')
    }
    for (const [name, part] of Object.entries(value)) {
      if (Object.hasOwn(required, name)) continue
      if (Object.hasOwn(optional, name)) optional[name]?.(part, `${path}/${name}`, faults)
      else
        fail(
          faults,
          `${path}/${escapePointer(name)}`,
          'is geen veld van een kolomindeling.',
          'is not a field of a mapping.',
        )
    }
  }
}

/** A list of at least so many, each read the same way. */
export function each(read: Reader, atLeast = 0): Reader {
  return (value, path, faults) => {
    if (!Array.isArray(value) || value.length < atLeast) {
      return fail(
        faults,
        path,
        atLeast === 0 ? 'moet een lijst zijn.' : `moet een lijst van minstens ${atLeast} zijn.`,
        atLeast === 0 ? 'must be a list.' : `must be a list of at least ${atLeast}.`,
      )
    }
    for (const [index, part] of value.entries()) read(part, `${path}/${index}`, faults)
  }
}

/** An object with free keys, each value read the same way. */
export function keyed(read: Reader, atLeast = 0): Reader {
  return (value, path, faults) => {
    if (!isObject(value) || Object.keys(value).length < atLeast) {
      return fail(
        faults,
        path,
        `moet een object met minstens ${atLeast} velden zijn.`,
        `must be an object with at least ${atLeast} fields.`,
      )
    }
    for (const [name, part] of Object.entries(value)) read(part, `${path}/${escapePointer(name)}`, faults)
  }
}

/** One of a closed list of texts. */
export function oneOf(list: readonly string[]): Reader {
  return (value, path, faults) => {
    if (!list.some((item) => item === value)) {
      const listed = list.map((item) => JSON.stringify(item)).join(', ')
      fail(faults, path, `moet een van deze zijn: ${listed}.`, `must be one of ${listed}.`)
    }
  }
}

/** A text of so many characters. */
export function text(atLeast: number, atMost: number): Reader {
  return (value, path, faults) => {
    if (typeof value !== 'string' || value.length < atLeast || value.length > atMost) {
      fail(
        faults,
        path,
        `moet een tekst van ${atLeast} tot ${atMost} tekens zijn.`,
        `must be a text of ${atLeast} to ${atMost} characters.`,
      )
    }
  }
}

/** True or false. */
export const flag: Reader = (value, path, faults) => {
  if (typeof value !== 'boolean') fail(faults, path, 'moet true of false zijn.', 'must be true or false.')
}

/** A number between two, whole if asked. */
export function numberBetween(low: number, high: number, whole = false): Reader {
  return (value, path, faults) => {
    const fits =
      typeof value === 'number' && value >= low && value <= high && (!whole || Number.isInteger(value))
    if (!fits)
      fail(
        faults,
        path,
        `moet een ${whole ? 'geheel ' : ''}getal van ${low} tot en met ${high} zijn.`,
        `must be a ${whole ? 'whole ' : ''}number from ${low} to ${high}.`,
      )
  }
}

/** Two numbers, the lowest first. */
export const numberPair: Reader = (value, path, faults) => {
  const fits =
    Array.isArray(value) && value.length === 2 && value.every(Number.isFinite) && value[0] < value[1]
  if (!fits)
    fail(
      faults,
      path,
      'moet uit twee getallen bestaan, het laagste eerst.',
      'must be two numbers, the lowest first.',
    )
}

const escapePointer = (name: string) => name.slice(0, 100).replaceAll('~', '~0').replaceAll('/', '~1')
