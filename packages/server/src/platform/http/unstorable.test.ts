import { Readable } from 'node:stream'
import { expect, it } from 'vitest'
import { useServer } from '../../testing/server.ts'
import { findUnstorable, hasMoreValues } from './unstorable.ts'

const server = useServer()
const placesIn = (part: unknown) =>
  findUnstorable(part).map(({ keyword, instancePath }) => `${keyword} ${instancePath}`)
const nest = (levels: number): unknown => (levels === 0 ? 1 : [nest(levels - 1)])

it('finds NUL and half characters, in texts and in names, and what is nested too deep', () => {
  expect(placesIn({ a: ['x', 'x\0'], b: { '\ud800': 1 }, 'c/d': '\udfff', e: 'heel 🚲' }).sort()).toEqual([
    'storable /a/1',
    'storable /b',
    'storable /c~1d',
  ])
  expect(placesIn({ a: [1, Number.POSITIVE_INFINITY] })).toEqual(['finite /a/1'])
  expect(placesIn(nest(50))).toEqual([])
  expect(placesIn(nest(51))).toEqual([`levels ${'/0'.repeat(50)}`])
  expect(placesIn(Readable.from(['\0']))).toEqual([])
  expect(placesIn(Buffer.from('\0'))).toEqual([])
})

it.each([
  ['a character that cannot be stored', '/api/v1/organisations?q=%00', '/q'],
  ['a date in year 0', '/api/v1/mandates?validOn=0000-01-01', '/validOn'],
])('names the parameter with %s', async (_name, url, pointer) => {
  const answer = await server.request({ url })
  expect(answer.statusCode).toBe(400)
  expect(answer.json().errors).toMatchObject([{ in: 'query', pointer }])
})

it('counts the values of a part', () => {
  expect(hasMoreValues({ a: [1, 2], b: 3 }, 5)).toBe(false)
  expect(hasMoreValues({ a: [1, 2], b: 3 }, 4)).toBe(true)
  expect(hasMoreValues(Array.from({ length: 200_000 }), 100)).toBe(true)
  expect(hasMoreValues(nest(200), 100)).toBe(true)
})

it('names of a body that is wrong all over a few mistakes, and is done with it', async () => {
  const fields = Array.from({ length: 110_000 }, (_, at) => [`a${at}`, '\0'])
  const started = performance.now()
  const answer = await server.request({
    method: 'POST',
    url: '/api/auth/sign-up/email',
    headers: { 'content-type': 'application/json' },
    payload: JSON.stringify(Object.fromEntries(fields)),
  })
  expect(answer.statusCode).toBe(400)
  expect(answer.json().errors).toContainEqual(expect.objectContaining({ in: 'body', pointer: '/name' }))
  // Comparing each mistake with each other one took minutes.
  expect(performance.now() - started).toBeLessThan(20_000)
})
