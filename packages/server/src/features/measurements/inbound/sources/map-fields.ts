import { isStorableText } from '@samenspel/standards/sensorthings'
import { Undeliverable } from '../dead-letters/reasons.ts'
import type { FieldMapping } from './schema.ts'
import { type Fields, fieldsOf } from './uplink.ts'

/** A value of an uplink for one datastream: a number, or a text. */
export type MappedValue = { mapping: FieldMapping; value: number | string }

const PRECISION = 12

/**
 * Takes from decoded fields what the mapping names. A field that is not there, is null, or holds a value that stands for
 * "missing" gives nothing.
 * @throws Undeliverable when a field holds something else than the mapping says, or none is there
 */
export function mapFields(mappings: readonly FieldMapping[], fields: Fields): MappedValue[] {
  const values = mappings.flatMap((mapping) => {
    const found = pick(fields, mapping.field.split('.'))
    if (found === undefined || found === null || mapping.missing?.some((missing) => missing === found))
      return []
    return [{ mapping, value: readValue(mapping, found) }]
  })
  if (values.length > 0) return values
  const names = Object.keys(fields).slice(0, 20).join(', ')
  throw new Undeliverable('nothing-mapped', {
    nl: `Het bericht heeft ${names === '' ? 'geen velden' : `de velden ${names}`}; geen daarvan staat in de veldindeling.`,
    en: `The message has ${names === '' ? 'no fields' : `the fields ${names}`}; none of them is in the mapping.`,
  })
}

/** Only what an object has of its own: `constructor` is no field. */
function pick(fields: Fields, path: readonly string[]): unknown {
  let found: unknown = fields
  for (const name of path) {
    const inner: Fields | undefined = Array.isArray(found) ? { ...found } : fieldsOf(found)
    if (!inner || !Object.hasOwn(inner, name)) return undefined
    found = inner[name]
  }
  return found
}

function readValue({ field, result, factor = 1, offset = 0 }: FieldMapping, found: unknown): number | string {
  if (result === 'text') {
    const isText = typeof found === 'string' && isStorableText(found)
    if (isText || typeof found === 'number' || typeof found === 'boolean') return String(found)
  } else {
    const number = typeof found === 'boolean' ? Number(found) : found
    if (typeof number === 'number' && Number.isFinite(number)) {
      const value = number * factor + offset
      if (factor === 1 && offset === 0) return number
      if (Number.isFinite(value)) return Number(value.toPrecision(PRECISION))
    }
  }
  throw new Undeliverable('not-finite', {
    nl: `In het veld ${field} staat ${describe(found)}, en dat is geen ${result === 'text' ? 'tekst' : 'getal'}.`,
    en: `The field ${field} holds ${describe(found)}, which is no ${result === 'text' ? 'text' : 'number'}.`,
  })
}

function describe(value: unknown): string {
  return JSON.stringify(value)?.slice(0, 60) ?? 'undefined'
}
