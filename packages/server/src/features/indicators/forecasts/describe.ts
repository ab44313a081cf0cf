import type { Bilingual } from '../../../platform/errors.ts'
import type { IndicatorForecast } from './schema.ts'

const UNITS = {
  nl: { hour: ['uur', 'uur'], day: ['dag', 'dagen'], month: ['maand', 'maanden'], year: ['jaar', 'jaar'] },
  en: { hour: ['hour', 'hours'], day: ['day', 'days'], month: ['month', 'months'], year: ['year', 'years'] },
} as const

/** What is repeated, per period of the figures. */
const REPEATED = {
  hour: { nl: 'hetzelfde uur een week eerder', en: 'the same hour a week before' },
  day: { nl: 'dezelfde dag een jaar eerder', en: 'the same day a year before' },
  month: { nl: 'dezelfde maand een jaar eerder', en: 'the same month a year before' },
  year: { nl: 'het jaar ervoor', en: 'the year before' },
} as const

const NONE = {
  'too-short': {
    nl: 'Er is geen verwachting: er zijn nog te weinig cijfers om er een te maken en te toetsen.',
    en: 'There is no forecast: there are too few figures yet to make one and test it.',
  },
  'too-many-gaps': {
    nl: 'Er is geen verwachting: er ontbreken te veel cijfers.',
    en: 'There is no forecast: too many figures are missing.',
  },
  outdated: {
    nl: 'Er is geen verwachting: de laatste cijfers zijn te lang geleden.',
    en: 'There is no forecast: the latest figures are too long ago.',
  },
} as const

/** What the back-test says, in words: how far off the forecast was, against simply repeating what was. */
export function describeForecast({
  state,
  backTest,
  period,
  unit,
}: Pick<IndicatorForecast, 'state' | 'backTest' | 'period' | 'unit'>): Bilingual {
  if (state === 'too-short' || state === 'too-many-gaps' || state === 'outdated') return NONE[state]
  if (!backTest) return NONE['too-short']
  const { error, naiveError, naive, coverage, periods } = backTest
  const write = (locale: string) => {
    const numbers = new Intl.NumberFormat(locale, { maximumSignificantDigits: 2 })
    const shares = new Intl.NumberFormat(locale, { style: 'percent' })
    return {
      number: (value: number) => `${numbers.format(value)} ${unit}`,
      share: (value: number) => shares.format(value),
    }
  }
  const [nl, en] = [write('nl-NL'), write('en-GB')]
  const of = { nl: UNITS.nl[period][periods === 1 ? 0 : 1], en: UNITS.en[period][periods === 1 ? 0 : 1] }
  const repeated =
    naive === 'repeat-last' ? { nl: 'de laatste waarde', en: 'the last value' } : REPEATED[period]
  if (state === 'not-better') {
    return {
      nl: `Er is geen verwachting: in de laatste ${periods} ${of.nl} was die niet beter dan simpelweg ${repeated.nl} herhalen (gemiddeld ${nl.number(error)} ernaast, tegen ${nl.number(naiveError)}).`,
      en: `There is no forecast: in the last ${periods} ${of.en} it was no better than simply repeating ${repeated.en} (${en.number(error)} off on average, against ${en.number(naiveError)}).`,
    }
  }
  if (state === 'band-too-narrow') {
    return {
      nl: `Er is geen verwachting: in de laatste ${periods} ${of.nl} lag maar ${nl.share(coverage ?? 0)} van de waarden binnen de band, die 80% moet bevatten.`,
      en: `There is no forecast: in the last ${periods} ${of.en} only ${en.share(coverage ?? 0)} of the values lay within the band, which should hold 80%.`,
    }
  }
  const held = {
    nl:
      coverage === null
        ? ''
        : ` ${nl.share(coverage)} van de waarden lag binnen de band, die 80% moet bevatten.`,
    en:
      coverage === null
        ? ''
        : ` ${en.share(coverage)} of the values lay within the band, which should hold 80%.`,
  }
  return {
    nl: `In de laatste ${periods} ${of.nl} zat deze verwachting er gemiddeld ${nl.number(error)} naast; simpelweg ${repeated.nl} herhalen zat er ${nl.number(naiveError)} naast.${held.nl}`,
    en: `In the last ${periods} ${of.en} this forecast was ${en.number(error)} off on average; simply repeating ${repeated.en} would have been ${en.number(naiveError)} off.${held.en}`,
  }
}
