import type { Language } from './language.ts'

/** The zone in which every date and time is shown. */
const ZONE = 'Europe/Amsterdam'
const LOCALES: Record<Language, string> = { nl: 'nl-NL', en: 'en-GB' }

/** A number with at most the given decimals; three significant digits are enough for a reader. */
export function formatNumber(value: number, language: Language, decimals = 1): string {
  const most = Math.abs(value) >= 100 ? 0 : decimals
  return new Intl.NumberFormat(LOCALES[language], { maximumFractionDigits: most }).format(value)
}

/** A value with its unit, joined so that they stay on one line; a percentage has no space in English. */
export function formatValue(value: number | null, unit: string, language: Language, decimals = 1): string {
  if (value === null) return '–'
  // UCUM writes "1" for a number without a unit.
  if (!unit || unit === '1') return formatNumber(value, language, decimals)
  if (unit === 'EUR') return formatEuro(value, language)
  const space = unit === '%' && language === 'en' ? '' : '\u00a0'
  return `${formatNumber(value, language, decimals)}${space}${unit}`
}

/** A sentence or title starts with a capital, also when its words come from a register that writes them small. */
export function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

export function formatEuro(value: number, language: Language): string {
  return new Intl.NumberFormat(LOCALES[language], {
    style: 'currency',
    currency: 'EUR',
    maximumFractionDigits: 0,
  }).format(value)
}

export function formatShare(share: number, language: Language): string {
  return new Intl.NumberFormat(LOCALES[language], { style: 'percent', maximumFractionDigits: 0 }).format(
    share,
  )
}

/** A day: "23 november 2026". Takes a date or a moment. */
export function formatDay(moment: string, language: Language): string {
  return formatWith(moment, language, { day: 'numeric', month: 'long', year: 'numeric' })
}

/** A day and time: "23 nov 2026, 14:00". */
export function formatMoment(moment: string, language: Language): string {
  return formatWith(moment, language, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  })
}

/** The start of a period in words that fit its length. */
export function formatPeriod(
  start: string,
  period: 'hour' | 'day' | 'month' | 'year',
  language: Language,
): string {
  if (period === 'hour') return formatMoment(start, language)
  if (period === 'day') return formatDay(start, language)
  if (period === 'month') return formatWith(start, language, { month: 'long', year: 'numeric' })
  return formatWith(start, language, { year: 'numeric' })
}

/** How long ago something was: "12 minuten geleden". */
export function formatAge(moment: string, now: number, language: Language): string {
  const minutes = Math.max(1, Math.round((now - Date.parse(moment)) / 60_000))
  const format = new Intl.RelativeTimeFormat(LOCALES[language], { numeric: 'auto' })
  if (minutes < 90) return format.format(-minutes, 'minute')
  if (minutes < 48 * 60) return format.format(-Math.round(minutes / 60), 'hour')
  return format.format(-Math.round(minutes / 1440), 'day')
}

function formatWith(moment: string, language: Language, options: Intl.DateTimeFormatOptions): string {
  const instant = new Date(moment)
  if (Number.isNaN(instant.getTime())) return moment
  // A calendar date has no zone: read and shown in the same one, it cannot shift a day.
  const timeZone = /^\d{4}-\d{2}-\d{2}$/.test(moment) ? 'UTC' : ZONE
  return new Intl.DateTimeFormat(LOCALES[language], { timeZone, ...options }).format(instant)
}
