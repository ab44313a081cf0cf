import type { Claim } from '@samenspel/standards/steering'
import type { Bilingual } from '../../../platform/errors.ts'
import { describeSpan } from '../../indicators/index.ts'
import type { Answer } from '../schema.ts'

/** What is said of a place without a name of its own. */
const KINDS: Record<string, Bilingual> = {
  all: { nl: 'alle meetpunten', en: 'all stations' },
  reference: { nl: 'de referentie', en: 'the reference' },
}

/** Of what a claim is, where that is not the mean. */
const MEASURES: Record<Claim['measure'], Bilingual> = {
  mean: { nl: '', en: '' },
  median: { nl: 'de middelste waarden ', en: 'the middle values ' },
  high: { nl: 'de hoge waarden ', en: 'the high values ' },
}

/** Which part of the values lies above or below a line when a measure of them does. */
const PARTS: Record<Claim['measure'], Record<'above' | 'below', Bilingual>> = {
  mean: {
    above: { nl: 'gemiddeld', en: 'on average' },
    below: { nl: 'gemiddeld', en: 'on average' },
  },
  median: {
    above: { nl: 'meer dan de helft van de waarden', en: 'more than half of the values' },
    below: { nl: 'meer dan de helft van de waarden', en: 'more than half of the values' },
  },
  high: {
    above: { nl: 'meer dan een op de tien waarden', en: 'more than one in ten of the values' },
    below: { nl: 'meer dan negen van de tien waarden', en: 'more than nine in ten of the values' },
  },
}

/** What a claim says, in one sentence, in the words of its chart. */
export function describeConclusion(claim: Claim, { what, series, lines }: Answer): Bilingual {
  const name = (key: string): Bilingual => {
    const found = series.find((each) => each.key === key)?.name
    return found ? { nl: found, en: found } : (KINDS[key] ?? { nl: key, en: key })
  }
  const title = what.title ?? what.key
  const span = describeSpan(claim.window.from, claim.window.to)
  const places = join((claim.places ?? []).map(name))
  const where = claim.everywhere
    ? {
        nl: 'overal, ook waar deze grafiek niet over gaat',
        en: 'everywhere, also where this chart is not about',
      }
    : { nl: `bij ${places.nl}`, en: `at ${places.en}` }
  const line = lines.find(({ value }) => value === claim.line)?.title
  const limit = {
    nl: line === undefined ? `${String(claim.line).replace('.', ',')} ${what.unit}` : `de lijn ‘${line}’`,
    en: line === undefined ? `${claim.line} ${what.unit}` : `the line ‘${line}’`,
  }
  const own = name(claim.place ?? '')
  const others = places.nl === '' ? { nl: 'de andere plekken', en: 'the other places' } : places
  const much = MEASURES[claim.measure]
  const part = PARTS[claim.measure]
  const say = {
    rises: {
      nl: `${title}: ${much.nl}gestegen ${where.nl}, van ${span.nl}.`,
      en: `${title}: ${much.en}rose ${where.en}, from ${span.en}.`,
    },
    falls: {
      nl: `${title}: ${much.nl}gedaald ${where.nl}, van ${span.nl}.`,
      en: `${title}: ${much.en}fell ${where.en}, from ${span.en}.`,
    },
    steady: {
      nl: `${title}: ${much.nl}niet aantoonbaar veranderd ${where.nl}, van ${span.nl}.`,
      en: `${title}: ${much.en}did not demonstrably change ${where.en}, from ${span.en}.`,
    },
    higher: {
      nl: `${title}: ${much.nl || 'gemiddeld '}hoger bij ${own.nl} dan bij ${others.nl}, van ${span.nl}.`,
      en: `${title}: ${much.en}higher at ${own.en} than at ${others.en}${much.en ? '' : ' on average'}, from ${span.en}.`,
    },
    lower: {
      nl: `${title}: ${much.nl || 'gemiddeld '}lager bij ${own.nl} dan bij ${others.nl}, van ${span.nl}.`,
      en: `${title}: ${much.en}lower at ${own.en} than at ${others.en}${much.en ? '' : ' on average'}, from ${span.en}.`,
    },
    above: {
      nl: `${title}: ${part.above.nl} boven ${limit.nl} ${where.nl}, van ${span.nl}.`,
      en: `${title}: ${part.above.en} above ${limit.en} ${where.en}, from ${span.en}.`,
    },
    below: {
      nl: `${title}: ${part.below.nl} onder ${limit.nl} ${where.nl}, van ${span.nl}.`,
      en: `${title}: ${part.below.en} below ${limit.en} ${where.en}, from ${span.en}.`,
    },
  } satisfies Record<Claim['kind'], Bilingual>
  const { nl, en } = say[claim.kind]
  if (!claim.controlled) return { nl, en }
  return {
    nl: `${nl} Volgens de auteur is er vergeleken met een plek of tijd zonder wat als oorzaak wordt genoemd.`,
    en: `${en} The author says that there is a comparison with a place or time without what is named as the cause.`,
  }
}

function join(names: readonly Bilingual[]): Bilingual {
  const write = (locale: string, list: readonly string[]) => new Intl.ListFormat(locale).format(list)
  return {
    nl: write(
      'nl',
      names.map(({ nl }) => nl),
    ),
    en: write(
      'en',
      names.map(({ en }) => en),
    ),
  }
}
