import type { Bilingual } from '../language/index.ts'

/** One mistake in a document; `pointer` is a JSON Pointer (RFC 6901). */
export interface Mistake {
  readonly pointer: string
  readonly message: Bilingual
}

/** A place in a document, to read from and to report at. */
export interface Spot {
  readonly value: unknown
  readonly pointer: string
  readonly mistakes: Mistake[]
}

/** Reads one spot; undefined when there is a mistake, which is then reported. */
export type Read<T> = (spot: Spot) => T | undefined

/** Reports a mistake. */
export function fail({ pointer, mistakes }: Spot, nl: string, en: string): undefined {
  mistakes.push({ pointer, message: { nl, en } })
}

/** The keys of an object; of what is no object, has an unknown key or lacks one, that is reported. */
export function openObject(
  spot: Spot,
  required: readonly string[],
  optional: readonly string[] = [],
): ((key: string) => Spot | undefined) | undefined {
  const { value, pointer, mistakes } = spot
  if (!isObject(value)) return fail(spot, 'Dit moet een object zijn.', 'This must be an object.')
  const at = (key: string): Spot => ({
    value: value[key],
    pointer: `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`,
    mistakes,
  })
  for (const key of Object.keys(value)) {
    if (![...required, ...optional].includes(key))
      fail(at(key), 'Dit veld is onbekend.', 'This field is unknown.')
  }
  for (const key of required) {
    if (!Object.hasOwn(value, key)) fail(at(key), 'Dit veld ontbreekt.', 'This field is missing.')
  }
  return (key) => (Object.hasOwn(value, key) ? at(key) : undefined)
}

/** A list, or one value that stands for a list of one, as JSON-LD has it. */
export function readList<T>(spot: Spot | undefined, read: Read<T>): T[] {
  if (!spot) return []
  if (!Array.isArray(spot.value)) return [read(spot)].filter((item) => item !== undefined)
  return spot.value
    .map((value: unknown, index) => read({ ...spot, value, pointer: `${spot.pointer}/${index}` }))
    .filter((item) => item !== undefined)
}

export const readIri: Read<string> = (spot) => {
  const { value } = spot
  if (typeof value === 'string' && /^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>"{}|\\^`]+$/.test(value)) return value
  return fail(
    spot,
    'Dit moet een volledig webadres (IRI) zijn, zoals https://voorbeeld.nl/x.',
    'This must be a complete IRI, such as https://example.org/x.',
  )
}

/** One of a closed list of names. */
export function readName<const Name extends string>(names: readonly Name[]): Read<Name> {
  return (spot) => {
    const name = names.find((one) => one === spot.value)
    if (name !== undefined) return name
    const known = names.join(', ')
    return fail(spot, `Dit moet een van deze zijn: ${known}.`, `This must be one of: ${known}.`)
  }
}

/** Is this an object with keys, so not null and not a list? */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
