import { type ErrorPlace, SensorThingsError } from './errors.ts'

/** Id of an entity: a signed 64-bit integer, never a JavaScript number, which would lose digits. */
export type EntityId = bigint

export const SMALLEST_ID: EntityId = -(2n ** 63n)
export const LARGEST_ID: EntityId = 2n ** 63n - 1n

const INTEGER = /^-?(?:0|[1-9][0-9]*)$/

/** Reads an id without throwing: the id, or what is wrong with it. */
export function readId(text: string): EntityId | 'bad-id' | 'out-of-range' {
  if (!INTEGER.test(text)) return 'bad-id'
  // Twenty characters hold every 64-bit integer; longer text is not converted, which would cost quadratic time.
  if (text.length > 20) return 'out-of-range'
  const id = BigInt(text)
  return id < SMALLEST_ID || id > LARGEST_ID ? 'out-of-range' : id
}

/** The id written in a path or a query. @throws SensorThingsError `bad-id` or `out-of-range` */
export function parseId(text: string, place: ErrorPlace = {}): EntityId {
  const id = readId(text)
  if (typeof id === 'bigint') return id
  const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text
  if (id === 'out-of-range') {
    throw new SensorThingsError(
      id,
      {
        nl: `Het id ${shown} is te groot. Een id is een geheel getal van hooguit 64 bits (tot en met ${LARGEST_ID}).`,
        en: `The id ${shown} is too large. An id is a whole number of at most 64 bits (up to ${LARGEST_ID}).`,
      },
      place,
    )
  }
  throw new SensorThingsError(
    id,
    shown.startsWith("'")
      ? {
          nl: `Het id ${shown} staat tussen aanhalingstekens. Ids zijn hier gehele getallen: schrijf het zonder, zoals (1).`,
          en: `The id ${shown} is between quotes. Ids here are whole numbers: write it without quotes, like (1).`,
        }
      : {
          nl: `“${shown}” is geen id. Een id is een geheel getal, zoals (1).`,
          en: `“${shown}” is not an id. An id is a whole number, like (1).`,
        },
    place,
  )
}
