/** A stretch of periods as people say it. */
import type { Bilingual } from '../language/index.ts'
import type { Period } from './periods.ts'

const MONTH = 365.25 / 12
/** Days that a stretch may differ from whole months and still be called so without ‘about’: months differ as much. */
const CLOSE = 3

const WORDS = {
  hour: { nl: ['uur', 'uur'], en: ['hour', 'hours'] },
  day: { nl: ['dag', 'dagen'], en: ['day', 'days'] },
  week: { nl: ['week', 'weken'], en: ['week', 'weeks'] },
  month: { nl: ['maand', 'maanden'], en: ['month', 'months'] },
  year: { nl: ['jaar', 'jaar'], en: ['year', 'years'] },
} as const

/**
 * How long so many periods are, in the largest unit that people would say it in: 365 days are ‘1 jaar’, 182 days ‘6 maanden’, 100 days ‘ongeveer 3 maanden’.
 * @param count whole number from zero on
 */
export function describeDuration(count: number, period: Period): Bilingual {
  if (period === 'year') return say(count, 'year')
  if (period === 'month') return sayMonths(count)
  if (period === 'hour' && count < 48) return say(count, 'hour')
  const days = period === 'hour' ? count / 24 : count
  if (days < 60) {
    const whole = Math.round(days)
    return whole >= 14 && whole % 7 === 0 ? say(whole / 7, 'week') : say(whole, 'day')
  }
  const months = Math.round(days / MONTH)
  const isClose = Math.abs(days - months * MONTH) <= CLOSE
  const said = sayMonths(months)
  return isClose ? said : { nl: `ongeveer ${said.nl}`, en: `about ${said.en}` }
}

const sayMonths = (count: number): Bilingual =>
  count > 0 && count % 12 === 0 ? say(count / 12, 'year') : say(count, 'month')

function say(count: number, unit: keyof typeof WORDS): Bilingual {
  const which = count === 1 ? 0 : 1
  return { nl: `${count} ${WORDS[unit].nl[which]}`, en: `${count} ${WORDS[unit].en[which]}` }
}
