import { UNITS, type UnitCode } from '../tabular/index.ts'

/** How values in one unit are written in another: times `factor`, plus `shift`. */
export type Conversion = { factor: number; shift: number }

/** A unit as SensorThings writes it; the symbol may also be a UCUM code. */
export type WrittenUnit = { symbol: string; definition?: string }

/** Of each unit what it measures, and how a value is written in the base unit of that: times `factor`, plus `shift`. */
const SCALES = {
  'ug/m3': { quantity: 'concentration', factor: 1 },
  'mg/m3': { quantity: 'concentration', factor: 1000 },
  Cel: { quantity: 'temperature', factor: 1 },
  K: { quantity: 'temperature', factor: 1, shift: -273.15 },
  '[degF]': { quantity: 'temperature', factor: 5 / 9, shift: -160 / 9 },
  '%': { quantity: 'percentage', factor: 1 },
  Pa: { quantity: 'pressure', factor: 1 },
  hPa: { quantity: 'pressure', factor: 100 },
  kPa: { quantity: 'pressure', factor: 1000 },
  'mm/h': { quantity: 'speed', factor: 1 },
  'km/h': { quantity: 'speed', factor: 1_000_000 },
  'm/s': { quantity: 'speed', factor: 3_600_000 },
  deg: { quantity: 'angle', factor: 1 },
  nm: { quantity: 'length', factor: 1e-6 },
  mm: { quantity: 'length', factor: 1 },
  cm: { quantity: 'length', factor: 10 },
  m: { quantity: 'length', factor: 1000 },
  km: { quantity: 'length', factor: 1_000_000 },
  s: { quantity: 'time', factor: 1 },
  h: { quantity: 'time', factor: 3600 },
  'W/m2': { quantity: 'irradiance', factor: 1 },
  'J/cm2': { quantity: 'irradiation', factor: 1 },
  '[ppb]': { quantity: 'parts', factor: 1 },
  '[ppm]': { quantity: 'parts', factor: 1000 },
  lx: { quantity: 'illuminance', factor: 1 },
  'uS/cm': { quantity: 'conductivity', factor: 1 },
  '/cm3': { quantity: 'number concentration', factor: 1 },
  mV: { quantity: 'voltage', factor: 1 },
  V: { quantity: 'voltage', factor: 1000 },
  'dB[A]': { quantity: 'sound level', factor: 1 },
  '1': { quantity: 'number', factor: 1 },
} as const satisfies Record<UnitCode, { quantity: string; factor: number; shift?: number }>

const SAME: Conversion = { factor: 1, shift: 0 }

/**
 * How values in one unit are written in another; undefined when they cannot be. A unit that is not in {@link UNITS} is
 * only the same as itself, however its micro sign and its powers are typed.
 */
export function findConversion(from: WrittenUnit, to: WrittenUnit): Conversion | undefined {
  const [known, wanted] = [findCode(from), findCode(to)]
  if (known === undefined || wanted === undefined) {
    return known === wanted && plain(from.symbol) === plain(to.symbol) ? SAME : undefined
  }
  const [source, target] = [scaleOf(known), scaleOf(wanted)]
  if (source.quantity !== target.quantity) return undefined
  return {
    factor: source.factor / target.factor,
    shift: (source.shift - target.shift) / target.factor,
  }
}

/** Whether a text is a unit that can be converted to others, and not just a word. */
export function isKnownUnit(symbol: string): boolean {
  return findCode({ symbol }) !== undefined
}

function scaleOf(code: UnitCode): { quantity: string; factor: number; shift: number } {
  return { shift: 0, ...SCALES[code] }
}

function findCode({ symbol, definition = '' }: WrittenUnit): UnitCode | undefined {
  const codes = Object.keys(UNITS) as UnitCode[]
  const address = definition.replace(/^https:/, 'http:')
  const written = plain(symbol)
  return (
    codes.find((code) => UNITS[code].definition === address) ??
    codes.find((code) => plain(UNITS[code].symbol) === written || plain(code) === written)
  )
}

/** Without what differs between keyboards: `µg/m³`, `μg/m3` and `ug/m^3` are one. */
function plain(symbol: string): string {
  return symbol.normalize('NFKC').replaceAll('μ', 'u').replaceAll(/[\s^]/g, '')
}
