import type { Claim } from '@samenspel/standards/steering'
import type { Bilingual } from '../../../platform/errors.ts'
import type { Indicator } from '../schema.ts'

const MOST = {
  nl: { hour: 'de meeste uren', day: 'de meeste dagen', month: 'de meeste maanden', year: 'de meeste jaren' },
  en: { hour: 'in most hours', day: 'on most days', month: 'in most months', year: 'in most years' },
} as const

const YEAR = 365 * 86_400_000

/** What a claim says, in one sentence: of which area, from when to when, and whether that is the good direction. */
export function describeClaim(
  claim: Claim,
  { title, goodDirection, period }: Pick<Indicator, 'title' | 'goodDirection' | 'period'>,
  { area, line }: { area: string; line: Bilingual | undefined },
): Bilingual {
  const { from, to } = claim.window
  const { nl, en } = describeSpan(from, to)
  const isGood = (upward: boolean) => upward === (goodDirection === 'higher')
  switch (claim.kind) {
    case 'rises':
    case 'falls': {
      const rises = claim.kind === 'rises'
      if (to - from < YEAR && period !== 'year') {
        return {
          nl: `${title} in ${area} is ${rises ? 'gestegen' : 'gedaald'} van ${nl}. Dat is minder dan een jaar, dus het seizoen zit erin.`,
          en: `${title} in ${area} ${rises ? 'rose' : 'fell'} from ${en}. That is less than a year, so the season is in it.`,
        }
      }
      return {
        nl: `${title} in ${area} is ${rises ? 'gestegen' : 'gedaald'} van ${nl}. Dat is ${isGood(rises) ? 'de goede kant op' : 'de verkeerde kant op'}.`,
        en: `${title} in ${area} ${rises ? 'rose' : 'fell'} from ${en}. That is ${isGood(rises) ? 'in the good direction' : 'in the bad direction'}.`,
      }
    }
    case 'steady':
      return {
        nl: `${title} in ${area} is niet aantoonbaar veranderd van ${nl}.`,
        en: `${title} in ${area} did not demonstrably change from ${en}.`,
      }
    case 'higher':
    case 'lower': {
      const higher = claim.kind === 'higher'
      return {
        nl: `${title} is in ${area} ${higher ? 'hoger' : 'lager'} dan gemiddeld in de andere gebieden.`,
        en: `${title} is ${higher ? 'higher' : 'lower'} in ${area} than the average of the other areas.`,
      }
    }
    case 'above':
    case 'below': {
      const above = claim.kind === 'above'
      return {
        nl: `${title} in ${area} ligt ${MOST.nl[period]} ${above ? 'boven' : 'onder'} de lijn ‘${line?.nl}’.`,
        en: `${title} in ${area} lies ${above ? 'above' : 'below'} the line ‘${line?.en}’ ${MOST.en[period]}.`,
      }
    }
  }
}

/** From which day to which a window is, the last one included. */
export function describeSpan(from: number, to: number): Bilingual {
  return { nl: span('nl-NL', from, to), en: span('en-GB', from, to) }
}

function span(locale: string, from: number, to: number): string {
  const days = new Intl.DateTimeFormat(locale, { timeZone: 'Europe/Amsterdam', dateStyle: 'long' })
  // The end is not included: the last day is the one before.
  return `${days.format(from)} ${locale === 'nl-NL' ? 'tot en met' : 'to'} ${days.format(to - 1)}`
}
