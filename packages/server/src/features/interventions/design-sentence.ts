import { describeDuration, type Period } from '@samenspel/standards/times'
import type { Bilingual } from '../../platform/errors.ts'

/** What a design can show, as one or two plain sentences. */
export function describeDesign(given: {
  detectable: { change: number; expected: number; isEnough: boolean } | null
  unit: string
  period: Period
  before: number
  after: number
  compared: number
  periods: number
  /** Whether the figures span a whole year: else nobody saw what the seasons do. */
  spansYear: boolean
}): Bilingual {
  const { detectable, unit, period, before, after, compared, periods, spansYear } = given
  const count = (n: number, language: 'nl' | 'en') => describeDuration(n, period)[language]
  if (detectable === null) {
    return {
      nl: `Er zijn cijfers van ${count(periods, 'nl')} van voor het begin. Dat is te weinig om te zeggen welk effect u kunt zien.`,
      en: `There are figures of ${count(periods, 'en')} from before the start. That is too little to say which effect can be seen.`,
    }
  }
  const { change, expected, isEnough } = detectable
  const write = (value: number, language: 'nl' | 'en') =>
    `${new Intl.NumberFormat(language === 'nl' ? 'nl-NL' : 'en-GB', { maximumSignificantDigits: 2 }).format(value)}\u00a0${unit}`
  const nl = `Met ${count(before, 'nl')} ervoor en ${count(after, 'nl')} erna${compared === 0 ? ', zonder vergelijking,' : ''} is een verandering van ${write(change, 'nl')} of meer met 80% kans te zien.`
  const en = `With ${count(before, 'en')} before and ${count(after, 'en')} after${compared === 0 ? ', without a comparison,' : ''} a change of ${write(change, 'en')} or more would be seen with a chance of 80%.`
  const caution = spansYear ? NO_CAUTION : SHORT
  return isEnough
    ? {
        nl: `${nl} U verwacht ${write(expected, 'nl')}: dat is dus goed te zien.${caution.nl}`,
        en: `${en} You expect ${write(expected, 'en')}: so that can well be seen.${caution.en}`,
      }
    : {
        nl: `${nl} U verwacht ${write(expected, 'nl')}: zo is alleen een groter effect aan te tonen. Meet langer of vergelijk met gebieden die er meer op lijken.${caution.nl}`,
        en: `${en} You expect ${write(expected, 'en')}: only a larger effect can be shown this way. Measure longer, or compare with areas that are more alike.${caution.en}`,
      }
}

const NO_CAUTION: Bilingual = { nl: '', en: '' }
const SHORT: Bilingual = {
  nl: ' Er is nog geen heel jaar aan cijfers: wat de seizoenen doen, is nog niet te zien.',
  en: ' There is no whole year of figures yet: what the seasons do cannot be seen yet.',
}
