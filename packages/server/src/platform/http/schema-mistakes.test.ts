import { Type } from 'typebox'
import { expect, it } from 'vitest'
import { mistakesOf } from './schema-mistakes.ts'
import { Explanation, Form, Moment, OneOf, WebAddress } from './schemas.ts'
import { createValidatorCompiler } from './validation.ts'

const named = { nl: 'Noem het zoals a-1.', en: 'Name it such as a-1.' }
const schema = Type.Object(
  {
    title: Type.String({ minLength: 1 }),
    kind: OneOf(['law', 'visit']),
    target: Type.Number(),
    date: Type.String({ format: 'date' }),
    url: Type.Optional(Type.String({ format: 'uri' })),
    site: Type.Optional(WebAddress),
    name: Type.Optional(Form('^[a-z]-[0-9]$', named)),
    share: Type.Optional(Type.Number({ maximum: 0.99 })),
    why: Type.Optional(Explanation(2000)),
    until: Type.Optional(Type.Union([Moment, Type.Null()])),
    missing: Type.Optional(Type.Array(Type.Union([Type.Number(), Type.String()]))),
    place: Type.Optional(
      Type.Union([
        Type.Object({ kind: Type.Literal('point'), at: Type.Number() }, { additionalProperties: false }),
        Type.Object({ kind: Type.Literal('area'), code: Type.String() }, { additionalProperties: false }),
      ]),
    ),
  },
  { additionalProperties: false },
)

const right = { title: 'a', kind: 'law', target: 1, date: '2026-12-31' }

/** The mistakes in a body, as the server would find them. */
function check(body: unknown) {
  const validate = createValidatorCompiler()({ schema, httpPart: 'body', method: 'POST', url: '/' })
  const { error } = validate(body) as {
    error: NonNullable<Parameters<typeof mistakesOf>[0]['validation']>
  }
  return mistakesOf({ validation: error, validationContext: 'body' })
}

it('says in both languages what to do, at the field', () => {
  expect(check({ title: '', kind: 'x', target: 'veel', date: '31-12-2026', url: 'a b', more: 1 })).toEqual(
    expect.arrayContaining([
      {
        in: 'body',
        pointer: '/title',
        detail: expect.objectContaining({ nl: 'Dit is verplicht. Vul het in.' }),
      },
      {
        in: 'body',
        pointer: '/kind',
        detail: { nl: 'Kies een van deze: law, visit.', en: 'Choose one of these: law, visit.' },
      },
      { in: 'body', pointer: '/target', detail: { nl: 'Geef een getal.', en: 'Give a number.' } },
      {
        in: 'body',
        pointer: '/date',
        detail: expect.objectContaining({ en: expect.stringContaining('date') }),
      },
      {
        in: 'body',
        pointer: '/url',
        detail: expect.objectContaining({ nl: expect.stringContaining('webadres') }),
      },
      {
        in: 'body',
        pointer: '/more',
        detail: expect.objectContaining({ nl: expect.stringContaining('Laat het weg') }),
      },
    ]),
  )
})

it('names a missing field by its own path', () => {
  expect(check({}).map(({ pointer }) => pointer)).toEqual(['/title', '/kind', '/target', '/date'])
})

it('says of a text with a form of its own what the form is', () => {
  expect(check({ ...right, name: 'A1' })).toEqual([{ in: 'body', pointer: '/name', detail: named }])
})

it('tells the same of a field only once', () => {
  expect(check({ ...right, site: 'foo' })).toMatchObject([{ pointer: '/site' }])
  expect(check({ ...right, site: 'ftp://voorbeeld.nl' })).toMatchObject([{ pointer: '/site' }])
})

it('names the fields that there are to who sends another', () => {
  const [mistake] = check({ ...right, titel: 'a' })
  expect(mistake).toMatchObject({
    pointer: '/titel',
    detail: { en: expect.stringContaining('title, kind, target') },
  })
})

it.each([
  [{ until: 'morgen' }, '/until', 'Geef een datum met tijd, zoals 2026-05-31T12:00:00Z.'],
  [{ missing: [1, true] }, '/missing/1', 'Dit kan zijn: een getal, of een tekst.'],
  [{ place: 'x' }, '/place', 'Dit kan zijn: een object met velden.'],
  [{ place: { kind: 'line' } }, '/place/kind', 'Kies een van deze: point, area.'],
  [{ place: {} }, '/place/kind', 'Kies een van deze: point, area.'],
  [{ place: { kind: 'point', at: 'x' } }, '/place/at', 'Geef een getal.'],
  [
    { place: { kind: 'area', code: 'x', at: 1 } },
    '/place/at',
    'Dit kennen we hier niet. Laat het weg. Wel kunnen: kind, code.',
  ],
])('tells one mistake of what may be one of several things: %j', (given, pointer, nl) => {
  expect(check({ ...right, ...given })).toEqual([
    { in: 'body', pointer, detail: expect.objectContaining({ nl }) },
  ])
})

it('writes a limit as the language does', () => {
  expect(check({ ...right, share: 1 })).toEqual([
    {
      in: 'body',
      pointer: '/share',
      detail: { nl: 'Geef een getal tot en met 0,99.', en: 'Give a number up to 0.99.' },
    },
  ])
})

it.each(['            ', '............', '\u200b'.repeat(12), 'zo: - - - - ok'])(
  'takes %j for no explanation',
  (why) => {
    expect(check({ ...right, why })).toEqual([
      {
        in: 'body',
        pointer: '/why',
        detail: {
          nl: 'Leg dit uit in woorden, in minstens 10 tekens waarvan 8 letters of cijfers.',
          en: 'Explain this in words, in at least 10 characters of which 8 are letters or digits.',
        },
      },
    ])
  },
)

it('takes words for an explanation', () => {
  const validate = createValidatorCompiler()({ schema, httpPart: 'body', method: 'POST', url: '/' })
  expect(validate({ ...right, why: 'Het is te duur.' })).not.toHaveProperty('error')
})
