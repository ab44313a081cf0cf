import { expect, test } from 'vitest'
import { ApiError, connect, dataOf, listAll } from './index.ts'

/** Answers requests from a list, and keeps them. */
function record(...answers: Response[]) {
  const requests: Request[] = []
  const send = async (request: Request) => {
    requests.push(request)
    return answers.shift() ?? expect.unreachable()
  }
  return { requests, send }
}

test('calls carry the token and the language', async () => {
  const { requests, send } = record(Response.json({ items: [], next: null }))
  const { api } = connect({ url: 'https://samenspel.test', token: 'secret', language: 'nl', send })
  await dataOf(api.GET('/organisations'))
  expect(requests[0]?.url).toBe('https://samenspel.test/api/v1/organisations')
  expect(requests[0]?.headers.get('authorization')).toBe('Bearer secret')
  expect(requests[0]?.headers.get('accept-language')).toBe('nl')
})

test('a refusal names every mistake', async () => {
  const problem = {
    title: 'Invalid request',
    status: 400,
    detail: 'One or more values are not valid.',
    errors: [{ in: 'body', pointer: '/name', detail: 'must have at least 1 character' }],
  }
  const { send } = record(Response.json(problem, { status: 400 }))
  const { api } = connect({ url: 'https://samenspel.test', send })
  const call = api.POST('/organisations', { body: { name: '', kind: 'other' } })
  await expect(call).rejects.toThrow(
    'One or more values are not valid.\n  /name: must have at least 1 character',
  )
})

test('an answer that is no problem document is an error too', async () => {
  const { send } = record(new Response('<h1>Bad gateway</h1>', { status: 502, statusText: 'Bad Gateway' }))
  const { request } = connect({ url: 'https://samenspel.test', send })
  const error = await request('/sta/v1.1/Things').catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(ApiError)
  expect(error).toMatchObject({ status: 502, message: expect.stringContaining('<h1>Bad gateway</h1>') })
})

test('the token never goes to another server', () => {
  const { send } = record()
  const { request } = connect({ url: 'https://samenspel.test', token: 'secret', send })
  expect(() => request('https://elsewhere.test/api')).toThrow('https://elsewhere.test is not the server')
})

test('a list is read page by page', async () => {
  const { requests, send } = record(
    Response.json({ items: [1, 2], next: 'more' }),
    Response.json({ items: [3], next: null }),
  )
  const { request } = connect({ url: 'https://samenspel.test', send })
  const items = await listAll(async (cursor) => {
    const response = await request(`/list?cursor=${cursor ?? ''}`)
    return { data: (await response.json()) as { items: number[]; next: string | null } }
  })
  expect(items).toEqual([1, 2, 3])
  expect(requests.map(({ url }) => url)).toEqual([
    'https://samenspel.test/list?cursor=',
    'https://samenspel.test/list?cursor=more',
  ])
})
