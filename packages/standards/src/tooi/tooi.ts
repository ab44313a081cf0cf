/**
 * A municipality in TOOI, the identifiers of government organisations by the Dutch government (KOOP). The same four
 * digits are the CBS code: `GM0193` is `gm0193`.
 */
export interface TooiMunicipality {
  /** `gm0193` */
  id: string
  /** `GM0193` */
  cbsCode: string
  /** `https://identifier.overheid.nl/tooi/id/gemeente/gm0193` */
  uri: string
}

const BASE = 'https://identifier.overheid.nl/tooi/id/gemeente/'
const URI = /^https:\/\/identifier\.overheid\.nl\/tooi\/id\/gemeente\/(gm\d{4})$/
const CBS = /^GM\d{4}$/

export type ParsedTooi = { ok: true; municipality: TooiMunicipality } | { ok: false; message: string }

/** Reads a TOOI address of a municipality, exactly as TOOI writes it (https, small letters). */
export function parseTooiMunicipality(uri: string): ParsedTooi {
  const id = URI.exec(uri)?.[1]
  if (id) return { ok: true, municipality: describe(id) }
  return {
    ok: false,
    message: `“${uri.slice(0, 100)}” is not the TOOI identifier of a municipality, such as ${BASE}gm0193.`,
  }
}

/** Is this the TOOI address of a municipality? Says nothing about whether that municipality exists. */
export function isTooiMunicipality(value: unknown): value is string {
  return typeof value === 'string' && URI.test(value)
}

/**
 * Whether an identifier can be in the lists of KOOP. CBS gives municipalities numbers below 2000, one after the other; from 9000 on are those of examples and
 * tests, which no list has.
 */
export function isOfExample(uri: string): boolean {
  return /\/gm9\d{3}$/.test(uri) && isTooiMunicipality(uri)
}

/** The municipality with this CBS code. Throws a RangeError when it is not such a code. */
export function toTooiMunicipality(cbsCode: string): TooiMunicipality {
  if (!CBS.test(cbsCode))
    throw new RangeError(`“${cbsCode}” is not the CBS code of a municipality, such as GM0193.`)
  return describe(cbsCode.toLowerCase())
}

/** TOOI address of the municipality with this CBS code. Throws a RangeError when it is not such a code. */
export function formatTooiUri(cbsCode: string): string {
  return toTooiMunicipality(cbsCode).uri
}

function describe(id: string): TooiMunicipality {
  return { id, cbsCode: id.toUpperCase(), uri: `${BASE}${id}` }
}
