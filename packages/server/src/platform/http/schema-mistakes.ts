import type { FastifyError } from 'fastify'
import { type Bilingual, type InputMistake, MOST_MISTAKES } from '../errors.ts'
import type { AskedSchema, SchemaMistake } from './schema-mistake.ts'
import { settleUnions } from './union-mistakes.ts'

/** Where each mistake is that the schema of a route found, and what to do about it. */
export function mistakesOf(error: Pick<FastifyError, 'validation' | 'validationContext'>): InputMistake[] {
  const place = error.validationContext
  const where =
    place === 'params' ? 'path' : place === 'querystring' ? 'query' : place === 'headers' ? 'header' : 'body'
  const told = new Map<string, InputMistake>()
  for (const mistake of oneFormEach(settleUnions(error.validation ?? []))) {
    if (told.size === MOST_MISTAKES) break
    const pointer = `${mistake.instancePath}${nameOf(mistake)}`
    const detail = describe(mistake)
    told.set(`${pointer} ${detail.en}`, { in: where, pointer, detail })
  }
  return [...told.values()]
}

/** Leaves out the pattern of a text that has the wrong form in another way too: one thing to do at a time. */
function oneFormEach(mistakes: readonly SchemaMistake[]): SchemaMistake[] {
  const known = new Set(
    mistakes.flatMap(({ keyword, instancePath }) => (FORMS.has(keyword) ? [instancePath] : [])),
  )
  return mistakes.filter(({ keyword, instancePath }) => keyword !== 'pattern' || !known.has(instancePath))
}

/** What says in words that a text has the wrong form, or none. */
const FORMS: ReadonlySet<string> = new Set(['format', 'minLength'])

/** A field that is missing or too many is not in the path of the object it concerns. */
function nameOf({ params }: SchemaMistake): string {
  const missing = params.requiredProperties ?? params.missingProperty
  const extra = params.additionalProperties ?? params.additionalProperty
  const names = [missing, extra].flat().filter((name) => typeof name === 'string')
  return names.length === 1 ? `/${names[0]}` : ''
}

type Describe = (params: Record<string, unknown>, asked: AskedSchema) => Bilingual

const TYPES: Record<string, Bilingual> = {
  string: { nl: 'Geef een tekst.', en: 'Give a text.' },
  number: { nl: 'Geef een getal.', en: 'Give a number.' },
  integer: { nl: 'Geef een heel getal.', en: 'Give a whole number.' },
  boolean: { nl: 'Geef waar (true) of onwaar (false).', en: 'Give true or false.' },
  array: { nl: 'Geef een lijst.', en: 'Give a list.' },
  object: { nl: 'Geef een object met velden.', en: 'Give an object with fields.' },
  null: { nl: 'Geef null.', en: 'Give null.' },
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
  uuid: {
    nl: 'Geef een id, zoals 3f2504e0-4f89-41d3-9a0c-0305e82c3301.',
    en: 'Give an id, such as 3f2504e0-4f89-41d3-9a0c-0305e82c3301.',
  },
  uri: {
    nl: 'Geef een heel webadres, zoals https://voorbeeld.nl/stuk.',
    en: 'Give a whole web address, such as https://example.org/page.',
  },
}

/** A number with a comma for decimals. */
const inDutch = (limit: unknown): string => String(limit).replace('.', ',')

/** What to do about a mistake, by the keyword of JSON Schema that found it. */
const KEYWORDS: Record<string, Describe> = {
  required: () => ({ nl: 'Dit is verplicht. Vul het in.', en: 'This is required. Fill it in.' }),
  additionalProperties: (_, { properties = {} }) => {
    const names = Object.keys(properties)
    if (names.length === 0)
      return { nl: 'Dit kennen we hier niet. Laat het weg.', en: 'This is not known here. Leave it out.' }
    const known = names.join(', ')
    return {
      nl: `Dit kennen we hier niet. Laat het weg. Wel kunnen: ${known}.`,
      en: `This is not known here. Leave it out. Possible are: ${known}.`,
    }
  },
  type: ({ type }) => {
    const types = [type].flat()
    return TYPES[String(types.find((name) => name !== 'null') ?? types[0])] ?? UNFITTING
  },
  format: ({ format }) => FORMATS[String(format)] ?? UNFITTING,
  pattern: ({ pattern }) => ({
    nl: `Dit heeft niet de vorm die hier hoort: ${pattern}.`,
    en: `This does not have the form that belongs here: ${pattern}.`,
  }),
  const: ({ allowedValue }) => ({
    nl: `Hier kan alleen ${JSON.stringify(allowedValue)}.`,
    en: `Only ${JSON.stringify(allowedValue)} is possible here.`,
  }),
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
  minimum: ({ limit }) => ({
    nl: `Geef een getal vanaf ${inDutch(limit)}.`,
    en: `Give a number from ${limit} up.`,
  }),
  maximum: ({ limit }) => ({
    nl: `Geef een getal tot en met ${inDutch(limit)}.`,
    en: `Give a number up to ${limit}.`,
  }),
  exclusiveMinimum: ({ limit }) => ({
    nl: `Geef een getal groter dan ${inDutch(limit)}.`,
    en: `Give a number greater than ${limit}.`,
  }),
  exclusiveMaximum: ({ limit }) => ({
    nl: `Geef een getal kleiner dan ${inDutch(limit)}.`,
    en: `Give a number less than ${limit}.`,
  }),
  minProperties: ({ limit }) => ({ nl: `Geef minstens ${limit} veld.`, en: `Give at least ${limit} field.` }),
  maxProperties: ({ limit }) => ({
    nl: `Geef hoogstens ${limit} velden.`,
    en: `Give at most ${limit} fields.`,
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
  anyOf: ({ members }) => sayMembers(members as readonly AskedSchema[]),
  enum: ({ allowedValues }) => {
    const values = [allowedValues].flat().join(', ')
    return { nl: `Kies een van deze: ${values}.`, en: `Choose one of these: ${values}.` }
  },
}

const KINDS: Record<string, Bilingual> = {
  string: { nl: 'een tekst', en: 'a text' },
  number: { nl: 'een getal', en: 'a number' },
  integer: { nl: 'een heel getal', en: 'a whole number' },
  boolean: { nl: 'true of false', en: 'true or false' },
  array: { nl: 'een lijst', en: 'a list' },
  object: { nl: 'een object met velden', en: 'an object with fields' },
  null: { nl: 'null', en: 'null' },
}

/** What a value may be that may be one of several things. */
function sayMembers(members: readonly AskedSchema[]): Bilingual {
  const kinds = members.flatMap((member): Bilingual[] => {
    const values = member.enum ?? ('const' in member ? [member.const] : undefined)
    if (values) return values.map(String).map((text) => ({ nl: text, en: text }))
    return [member.type ?? []].flat().flatMap((type) => KINDS[type] ?? [])
  })
  const list = (language: 'nl' | 'en') => [...new Set(kinds.map((kind) => kind[language]))]
  return {
    nl: `Dit kan zijn: ${list('nl').join(', of ')}.`,
    en: `This can be: ${list('en').join(', or ')}.`,
  }
}

/** Keywords about the form of a value, of which the schema itself can say what is wanted. */
const FORM_KEYWORDS: ReadonlySet<string> = new Set(['pattern', 'format', 'anyOf'])

const UNFITTING: Bilingual = { nl: 'Dit past hier niet.', en: 'This does not fit here.' }

function describe({ keyword, params, message, parentSchema = {} }: SchemaMistake): Bilingual {
  const wanted = FORM_KEYWORDS.has(keyword) ? parentSchema['x-wanted'] : undefined
  const known = wanted ?? KEYWORDS[keyword]?.(params, parentSchema)
  return known ?? { nl: UNFITTING.nl, en: message ? `This ${message}.` : UNFITTING.en }
}
