import { ZONE } from './clock-time.ts'
import type { Language } from './language.ts'

/** How dates, moments and months are written. */
const STYLES = {
  day: { day: 'numeric', month: 'long', year: 'numeric' },
  moment: { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' },
  month: { month: 'long', year: 'numeric' },
  year: { year: 'numeric' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>

/** So many significant digits are enough for a reader. */
const SIGNIFICANT = 3

/** Decimals in which a difference is looked for. */
const APART = [1, 2, 3, 4, 5, 6]

/** The formats of each language, made once: making one takes far longer than using it. */
const FORMATS: Record<Language, Formats> = { nl: makeFormats('nl-NL'), en: makeFormats('en-GB') }

type Formats = ReturnType<typeof makeFormats>

function makeFormats(locale: string) {
  // What rounds to zero has no sign.
  const make = (options: Intl.NumberFormatOptions) =>
    new Intl.NumberFormat(locale, { signDisplay: 'negative', ...options })
  const numbers = (most: number) => make({ maximumFractionDigits: most })
  const dates = (timeZone: string) => {
    const write = (style: keyof typeof STYLES) =>
      new Intl.DateTimeFormat(locale, { timeZone, ...STYLES[style] })
    return { day: write('day'), moment: write('moment'), month: write('month'), year: write('year') }
  }
  return {
    numbers: { 0: numbers(0), 1: numbers(1), 4: numbers(4) },
    apart: APART.map((most) => make({ minimumFractionDigits: most, maximumFractionDigits: most })),
    small: make({ maximumSignificantDigits: SIGNIFICANT }),
    euro: make({ style: 'currency', currency: 'EUR', trailingZeroDisplay: 'stripIfInteger' }),
    share: make({ style: 'percent', maximumFractionDigits: 0 }),
    age: new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }),
    list: new Intl.ListFormat(locale),
    /** A calendar date has no zone: read and shown in the same one, it cannot shift a day. */
    date: dates('UTC'),
    instant: dates(ZONE),
  }
}

/**
 * A number with at most the given decimals, which are none from a hundred on. Without them it has at most one decimal, and
 * below one three significant digits: nothing that was measured becomes zero.
 */
export function formatNumber(value: number, language: Language, decimals?: 0 | 1 | 4): string {
  const formats = FORMATS[language]
  if (decimals === undefined && Math.abs(value) < 1) return withMinus(formats.small.format(value))
  return withMinus(formats.numbers[Math.abs(value) >= 100 ? 0 : (decimals ?? 1)].format(value))
}

/** A number for people to read has a minus as wide as a plus, as charts have it; what is typed or downloaded has a hyphen. */
const withMinus = (text: string): string => text.replace('-', '\u2212')

/** A value with its unit, joined so that they stay on one line; a percentage has no space in English. */
export function formatValue(value: number | null, unit: string, language: Language): string {
  if (value === null) return '–'
  if (unit === 'EUR') return formatEuro(value, language)
  return withUnit(formatNumber(value, language), unit, language)
}

function withUnit(number: string, unit: string, language: Language): string {
  // UCUM writes "1" for a number without a unit.
  if (!unit || unit === '1') return number
  const space = unit === '%' && language === 'en' ? '' : '\u00a0'
  return `${number}${space}${unit}`
}

/** Two values that differ, with as many decimals as it takes to see that; as {@link formatValue} where it sees it already. */
export function formatApart(
  one: number | null,
  other: number | null,
  unit: string,
  language: Language,
): [string, string] {
  const both: [string, string] = [formatValue(one, unit, language), formatValue(other, unit, language)]
  if (one === null || other === null || both[0] !== both[1]) return both
  for (const format of FORMATS[language].apart) {
    const [first, second] = [withMinus(format.format(one)), withMinus(format.format(other))]
    if (first !== second) return [withUnit(first, unit, language), withUnit(second, unit, language)]
  }
  return both
}

/** A value with its unit and just so many digits after the comma, for figures that stand below each other. */
export function formatFixed(
  value: number | null,
  unit: string,
  language: Language,
  decimals: number,
): string {
  if (value === null) return '–'
  const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals }
  // What is rounded to nothing has no sign.
  const rounded = Number(value.toFixed(decimals)) + 0
  const text = rounded.toLocaleString(language === 'nl' ? 'nl-NL' : 'en-GB', digits)
  return withUnit(withMinus(text), unit, language)
}

/** Most decimals of figures that stand below each other. */
const MOST_DECIMALS = 6

/**
 * Writes values with their unit, each with as many decimals as the others that stand below it: one at most, and more only where a value would
 * become zero or all are below one.
 */
export function formatAlike(
  values: readonly (number | null)[],
  unit: string,
  language: Language,
): (value: number | null) => string {
  if (unit === 'EUR') return (value) => formatValue(value, unit, language)
  const sizes = values.flatMap((value) => (value === null ? [] : [Math.abs(value)]))
  const most = Math.max(0, ...sizes)
  let decimals =
    most < 1
      ? Math.max(0, ...sizes.map((size) => decimalsOf(Number(size.toPrecision(SIGNIFICANT)))))
      : Math.max(0, ...sizes.map((size) => (size >= 100 ? 0 : decimalsOf(Number(size.toFixed(1))))))
  while (decimals < MOST_DECIMALS && sizes.some((size) => size > 0 && Number(size.toFixed(decimals)) === 0))
    decimals += 1
  return (value) => formatFixed(value, unit, language, Math.min(decimals, MOST_DECIMALS))
}

/** How many decimals a number is written with. */
export function decimalsOf(value: number): number {
  const [digits = '', power = '0'] = String(value).split('e')
  return Math.max(0, (digits.split('.')[1]?.length ?? 0) - Number(power))
}

/** A sentence or title starts with a capital, also when its words come from a register that writes them small. */
export function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** Within a sentence: an abbreviation keeps its capitals, in front (`PM10`) and further on (`Fijnstof (PM2,5)`). */
export function decapitalise(text: string): string {
  return /^.[\p{Lu}\d]/u.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1)
}

/** An amount, with its cents when there are any. */
export function formatEuro(value: number, language: Language): string {
  return withMinus(FORMATS[language].euro.format(value))
}

export function formatShare(share: number, language: Language): string {
  return withMinus(FORMATS[language].share.format(share))
}

/** Names in a sentence: "de gemeente, de GGD en het waterschap". */
export function formatList(names: readonly string[], language: Language): string {
  return FORMATS[language].list.format(names)
}

/** A day: "23 november 2026". Takes a date or a moment. */
export function formatDay(moment: string, language: Language): string {
  return formatWith(moment, language, 'day')
}

/** A day and time: "23 nov 2026, 14:00". */
export function formatMoment(moment: string, language: Language): string {
  return formatWith(moment, language, 'moment')
}

/** The start of a period in words that fit its length. */
export function formatPeriod(
  start: string,
  period: 'hour' | 'day' | 'month' | 'year',
  language: Language,
): string {
  return formatWith(start, language, period === 'hour' ? 'moment' : period)
}

/** How long ago something was: "12 minuten geleden". */
export function formatAge(moment: string, now: number, language: Language): string {
  const minutes = Math.max(1, Math.round((now - Date.parse(moment)) / 60_000))
  const format = FORMATS[language].age
  if (minutes < 90) return format.format(-minutes, 'minute')
  if (minutes < 48 * 60) return format.format(-Math.round(minutes / 60), 'hour')
  return format.format(-Math.round(minutes / 1440), 'day')
}

function formatWith(moment: string, language: Language, style: keyof typeof STYLES): string {
  const instant = new Date(moment)
  if (Number.isNaN(instant.getTime())) return moment
  const { date, instant: inZone } = FORMATS[language]
  return (/^\d{4}-\d{2}-\d{2}$/.test(moment) ? date : inZone)[style].format(instant)
}
