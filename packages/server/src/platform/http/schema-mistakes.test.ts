import { Type } from 'typebox'
import { expect, it } from 'vitest'
import { mistakesOf } from './schema-mistakes.ts'
import { OneOf } from './schemas.ts'
import { createValidatorCompiler } from './validation.ts'

const schema = Type.Object(
  {
    title: Type.String({ minLength: 1 }),
    kind: OneOf(['law', 'visit']),
    target: Type.Number(),
    date: Type.String({ format: 'date' }),
    url: Type.Optional(Type.String({ format: 'uri' })),
  },
  { additionalProperties: false },
)

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
