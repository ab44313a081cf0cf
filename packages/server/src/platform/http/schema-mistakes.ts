import type { FastifyError } from 'fastify'
import type { Bilingual, InputMistake } from '../errors.ts'

/** What a schema finds wrong, and where. */
export type SchemaMistake = NonNullable<FastifyError['validation']>[number]

/** Mistakes that are told at once: who has more, has the same one many times. */
const MOST = 100

/** Where each mistake is that the schema of a route found, and what to do about it. */
export function mistakesOf(error: Pick<FastifyError, 'validation' | 'validationContext'>): InputMistake[] {
  const place = error.validationContext
  const where =
    place === 'params' ? 'path' : place === 'querystring' ? 'query' : place === 'headers' ? 'header' : 'body'
  return (error.validation ?? []).slice(0, MOST).map((mistake) => ({
    in: where,
    pointer: `${mistake.instancePath}${nameOf(mistake)}`,
    detail: describe(mistake),
  }))
}

/** A field that is missing or too many is not in the path of the object it concerns. */
function nameOf({ params }: SchemaMistake): string {
  const missing = params.requiredProperties ?? params.missingProperty
  const extra = params.additionalProperties ?? params.additionalProperty
  const names = [missing, extra].flat().filter((name) => typeof name === 'string')
  return names.length === 1 ? `/${names[0]}` : ''
}

type Describe = (params: Record<string, unknown>) => Bilingual

const TYPES: Record<string, Bilingual> = {
  string: { nl: 'Geef een tekst.', en: 'Give a text.' },
  number: { nl: 'Geef een getal.', en: 'Give a number.' },
  integer: { nl: 'Geef een heel getal.', en: 'Give a whole number.' },
  boolean: { nl: 'Geef waar of onwaar.', en: 'Give true or false.' },
}

const FORMATS: Record<string, Bilingual> = {
  date: {
    nl: 'Geef een bestaande datum: jaar-maand-dag, zoals 2026-05-31.',
    en: 'Give an existing date: year-month-day, such as 2026-05-31.',
  },
  'date-time': {
    nl: 'Geef een datum met tijd, zoals 2026-05-31T12:00:00Z.',
    en: 'Give a date with a time, such as 2026-05-31T12:00:00Z.',
  },
  email: {
    nl: 'Geef een e-mailadres, zoals naam@voorbeeld.nl.',
    en: 'Give an e-mail address, such as name@example.org.',
  },
  uri: {
    nl: 'Geef een heel webadres, zoals https://voorbeeld.nl/stuk.',
    en: 'Give a whole web address, such as https://example.org/page.',
  },
}

/** What to do about a mistake, by the keyword of JSON Schema that found it. */
const KEYWORDS: Record<string, Describe> = {
  required: () => ({ nl: 'Dit is verplicht. Vul het in.', en: 'This is required. Fill it in.' }),
  additionalProperties: () => ({
    nl: 'Dit veld kennen we hier niet. Laat het weg.',
    en: 'This field is not known here. Leave it out.',
  }),
  type: ({ type }) => TYPES[[type].flat().find((name) => name !== 'null') as string] ?? UNFITTING,
  format: ({ format }) => FORMATS[String(format)] ?? UNFITTING,
  minLength: ({ limit }) =>
    limit === 1
      ? { nl: 'Dit is verplicht. Vul het in.', en: 'This is required. Fill it in.' }
      : {
          nl: `Dit is te kort. Gebruik minstens ${limit} tekens.`,
          en: `This is too short. Use at least ${limit} characters.`,
        },
  maxLength: ({ limit }) => ({
    nl: `Dit is te lang. Gebruik hoogstens ${limit} tekens.`,
    en: `This is too long. Use at most ${limit} characters.`,
  }),
  minimum: ({ limit }) => ({ nl: `Geef een getal vanaf ${limit}.`, en: `Give a number from ${limit} up.` }),
  maximum: ({ limit }) => ({
    nl: `Geef een getal tot en met ${limit}.`,
    en: `Give a number up to ${limit}.`,
  }),
  minItems: ({ limit }) => ({ nl: `Geef er minstens ${limit}.`, en: `Give at least ${limit}.` }),
  maxItems: ({ limit }) => ({ nl: `Geef er hoogstens ${limit}.`, en: `Give at most ${limit}.` }),
  finite: () => ({ nl: 'Dit getal is te groot.', en: 'This number is too large.' }),
  storable: () => ({
    nl: 'Hier staat een teken dat niet kan worden opgeslagen. Haal het weg.',
    en: 'This has a character that cannot be stored. Take it out.',
  }),
  levels: () => ({
    nl: 'Dit heeft te veel lagen in elkaar. Maak het platter.',
    en: 'This is nested too deep. Make it flatter.',
  }),
  uniqueItems: () => ({ nl: 'Hetzelfde staat er twee keer.', en: 'The same is given twice.' }),
  enum: ({ allowedValues }) => {
    const values = [allowedValues].flat().join(', ')
    return { nl: `Kies een van deze: ${values}.`, en: `Choose one of these: ${values}.` }
  },
}

const UNFITTING: Bilingual = { nl: 'Dit past hier niet.', en: 'This does not fit here.' }

function describe({ keyword, params, message }: SchemaMistake): Bilingual {
  const known = KEYWORDS[keyword]?.(params)
  return known ?? { nl: UNFITTING.nl, en: message ? `This ${message}.` : UNFITTING.en }
}
