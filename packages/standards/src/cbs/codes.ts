/** Levels of the CBS division of the country that we use, with their prefix and number of digits. */
export const AREA_LEVELS = {
  country: { prefix: 'NL', digits: 2, nl: 'land', en: 'country' },
  municipality: { prefix: 'GM', digits: 4, nl: 'gemeente', en: 'municipality' },
  district: { prefix: 'WK', digits: 6, nl: 'wijk', en: 'district' },
  neighbourhood: { prefix: 'BU', digits: 8, nl: 'buurt', en: 'neighbourhood' },
} as const satisfies Record<string, { prefix: string; digits: number; nl: string; en: string }>

export type AreaLevel = keyof typeof AREA_LEVELS

const LEVELS: readonly AreaLevel[] = ['country', 'municipality', 'district', 'neighbourhood']

export interface AreaCode {
  /** Without padding, such as `BU01931000`. */
  code: string
  level: AreaLevel
  /** Code of the area it is part of; null for the country. */
  parent: string | null
}

/**
 * Reads a region code of CBS: `GM0193`, `WK019310`, `BU01931000`, `NL00`. Spaces around it are CBS's padding and are
 * taken off. Null when it is not such a code. The parent follows from the digits.
 */
export function readAreaCode(text: string): AreaCode | null {
  const code = text.trim()
  const level = LEVELS.find((name) => code.startsWith(AREA_LEVELS[name].prefix))
  if (!level) return null
  const digits = code.slice(2)
  if (digits.length !== AREA_LEVELS[level].digits || !/^\d+$/.test(digits)) return null
  return { code, level, parent: findParent(level, digits) }
}

function findParent(level: AreaLevel, digits: string): string | null {
  if (level === 'country') return null
  if (level === 'municipality') return 'NL00'
  return level === 'district' ? `GM${digits.slice(0, 4)}` : `WK${digits.slice(0, 6)}`
}

/** Is this the code of a municipality, such as `GM0193`? */
export function isMunicipalityCode(text: string): boolean {
  return /^GM\d{4}$/.test(text)
}

/** Code of a municipality from its number, which lists often write without zeros: 193 is `GM0193`. */
export function toMunicipalityCode(number: number): string {
  if (!Number.isInteger(number) || number < 1 || number > 9999) {
    throw new RangeError(`The number of a municipality is 1 to 9999; it is ${number}.`)
  }
  return `GM${String(number).padStart(4, '0')}`
}
