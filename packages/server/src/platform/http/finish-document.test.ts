import { expect, it } from 'vitest'
import { finishDocument } from './finish-document.ts'

const titled = { type: 'object', title: 'Area', properties: {} }
const answer = (schema: object) => ({ description: '', content: { 'application/json': { schema } } })
const document = (...operations: object[]) => ({
  paths: Object.fromEntries(operations.map((responses, index) => [`/${index}`, { get: { responses } }])),
})

it('writes a titled schema and a problem once, and the version header on every success', () => {
  const problem = answer({ type: 'object', title: 'ProblemDetails' })
  const one = { 200: answer(titled), 404: problem }
  expect(finishDocument(document(one, one))).toMatchObject({
    paths: {
      '/1': {
        get: {
          responses: {
            200: {
              headers: { 'API-Version': {} },
              content: { 'application/json': { schema: { $ref: '#/components/schemas/Area' } } },
            },
            404: { $ref: '#/components/responses/Problem404' },
          },
        },
      },
    },
    components: { schemas: { Area: titled }, responses: { Problem404: {} } },
  })
})

it('leaves out what a refusal says', () => {
  const made = finishDocument(document({ 200: answer({ type: 'string', 'x-wanted': { nl: '', en: '' } }) }))
  expect(JSON.stringify(made)).not.toContain('x-wanted')
})

it('refuses one title for two schemas', () => {
  const other = { ...titled, description: 'another' }
  expect(() => finishDocument(document({ 200: answer(titled) }, { 200: answer(other) }))).toThrow('Area')
})
