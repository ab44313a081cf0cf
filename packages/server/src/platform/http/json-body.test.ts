import { expect, it } from 'vitest'
import { useServer } from '../../testing/server.ts'

const server = useServer({ BOOTSTRAP_TOKEN: 'bootstrap-token-for-tests' })

async function send(
  url: string,
  payload: string | Buffer,
  type = 'application/json',
  method: 'POST' | 'DELETE' = 'POST',
) {
  const answer = await server.request({
    method,
    url,
    payload,
    headers: { 'content-type': type, authorization: 'Bearer bootstrap-token-for-tests' },
  })
  return answer.json<{ status: number; type: string; detail: string }>()
}

const LATIN = Buffer.from('{"name":"caf\xe9"}', 'latin1')

it.each([
  ['/api/v1/organisations', 'application/json'],
  ['/sta/v1.1/Things', 'application/json'],
  ['/sta/v1.1/$batch', 'application/json'],
  ['/sta/v1.1/$batch', 'multipart/mixed;boundary=b'],
])('refuses a body that is not UTF-8: %s as %s', async (url, type) => {
  const answer = await send(url, LATIN, type)
  expect(answer).toMatchObject({ status: 400, type: 'urn:samenspel:problem:invalid-json' })
  expect(answer.detail).toContain('byte 13 (0xE9), at line 1, column 13')
})

it('says where a body is no JSON', async () => {
  expect(await send('/sta/v1.1/Things', '{"name":NaN}')).toMatchObject({
    status: 400,
    detail: 'JSON has no number NaN (line 1, column 9). Leave the value out, or send null.',
  })
  expect((await send('/sta/v1.1/Things', '{"__proto__":{}}')).detail).toContain('“__proto__”')
})

it('takes an empty body for none where none is needed', async () => {
  expect(await send('/sta/v1.1/Things(1)', '', 'application/json', 'DELETE')).toMatchObject({ status: 404 })
  expect((await send('/api/v1/organisations', '')).detail).toContain('has no body')
})

it('reads no plain text', async () => {
  expect(await send('/sta/v1.1/$batch', '{"requests":[]}', 'text/plain')).toMatchObject({ status: 415 })
})
