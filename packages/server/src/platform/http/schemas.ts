import { type Static, type TSchema, type TStringOptions, Type } from 'typebox'
import type { Bilingual } from '../errors.ts'

/** Parts of messages that many slices share. */

export const Id = Type.String({ format: 'uuid', description: 'Identifier (UUID)' })

export const Moment = Type.String({ format: 'date-time', description: 'Instant, RFC 3339 in UTC' })

export const Day = Type.String({ format: 'date', description: 'Calendar date, YYYY-MM-DD' })

/** A calendar date, or null when there is none. */
export const NullableDay = Type.Unsafe<string | null>({
  type: ['string', 'null'],
  format: 'date',
  description: 'Calendar date, YYYY-MM-DD, or null',
})

/** A short text: a name or title. */

/** A longer text. */
export const Text = Type.String({ maxLength: 20_000 })

/** What to send, told to who sends something of another form. */
export type Wanted = Bilingual

/**
 * A text of a form of its own.
 * @param wanted what to send, with an example, in a whole sentence
 */
export function Form(pattern: string, wanted: Wanted, options: TStringOptions = {}) {
  return Type.String({ ...options, pattern, 'x-wanted': wanted })
}

/**
 * A title or a name: one line in which there is something to see, without characters that break it, command a terminal or turn the
 * direction of reading. It stands in lists, in subjects of mail and in the register.
 */
export const Line = Form(
  '^(?=.*[^\\p{C}\\p{Z}])[^\\p{Cc}\\p{Zl}\\p{Zp}\\u202A-\\u202E\\u2066-\\u2069]*$',
  {
    nl: 'Schrijf één regel die te lezen is, zonder tekens die niemand ziet.',
    en: 'Write one line that can be read, without characters that nobody sees.',
  },
  { minLength: 1, maxLength: 300 },
)

/** Why something is so, for all to read: words, and not only spaces, signs or characters that nobody sees. */
export function Explanation(maxLength: number, description = 'Why; everyone can read it') {
  return Form(
    '(?:[\\p{L}\\p{N}][^\\p{L}\\p{N}]*){8}',
    {
      nl: 'Leg dit uit in woorden, in minstens 10 tekens waarvan 8 letters of cijfers.',
      en: 'Explain this in words, in at least 10 characters of which 8 are letters or digits.',
    },
    { minLength: 10, maxLength, description },
  )
}

export const WebAddress = Form(
  '^https?://',
  {
    nl: 'Geef een heel webadres, zoals https://voorbeeld.nl/stuk.',
    en: 'Give a whole web address, such as https://example.org/page.',
  },
  { format: 'uri', maxLength: 2000 },
)

/** By what one asks something that has a page of its own. */
export const Key = Form(
  '^[a-z0-9-]{1,100}$',
  {
    nl: 'Geef het id, of de naam uit het adres van de bladzijde, zoals schone-lucht.',
    en: 'Give the id, or the name in the address of the page, such as clean-air.',
  },
  { description: 'Id or slug' },
)

/** A closed list as a schema, derived from the list itself. */
export function OneOf<const T extends readonly string[]>(values: T, description?: string) {
  return Type.Unsafe<T[number]>({
    type: 'string',
    enum: [...values],
    ...(description ? { description } : {}),
  })
}

export const ProblemDetails = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.String(),
    instance: Type.Optional(Type.String()),
    errors: Type.Optional(
      Type.Array(
        Type.Object({
          in: OneOf(['path', 'query', 'header', 'body']),
          pointer: Type.String(),
          detail: Type.String(),
        }),
      ),
    ),
  },
  { title: 'ProblemDetails', description: 'RFC 9457 problem details' },
)

const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: ProblemDetails } },
})

/** The answers a route can give besides success, for its OpenAPI description. */
export const PROBLEM_RESPONSES = {
  400: problem('The input is not valid'),
  401: problem('Sign in first'),
  403: problem('You may not do this'),
  404: problem('Not found'),
  409: problem('Conflict with what exists'),
  422: problem('Something is still missing'),
} as const

/** One page of a list: the items and where the next page is. */
export function Page<T extends TSchema>(item: T) {
  return Type.Object({
    items: Type.Array(item),
    next: Type.Union([Type.String(), Type.Null()], { description: 'Cursor of the next page, or null' }),
  })
}

/** Query parameters of a paged list. */
export const PageQuery = {
  cursor: Type.Optional(Type.String({ maxLength: 500, description: 'The `next` of the previous page' })),
  pageSize: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
}

export type PageOf<T> = { items: T[]; next: string | null }

export type { Static }
