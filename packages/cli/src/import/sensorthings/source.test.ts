import { expect, test } from 'vitest'
import { openSource } from './source.ts'

const ROOT = 'https://sta.test/v1.1'

/** A server that answers these pages, and anything else with 404. */
function answer(pages: Record<string, unknown>) {
  const asked: string[] = []
  const send = (async (url: string) => {
    asked.push(url)
    const page = pages[url]
    if (page instanceof Response) return page.clone()
    return page === undefined ? new Response('', { status: 404 }) : Response.json(page)
  }) as typeof fetch
  return { asked, source: openSource(ROOT, { send, patience: 0 }) }
}

test.each([
  'ftp://sta.test/v1.1',
  'sta.test/v1.1',
  'https://sta.test/v2.0',
  'https://a:b@sta.test/v1.1',
  `${ROOT}?x=1`,
])('%s is not a service root', (address) => {
  expect(() => openSource(address)).toThrow('--from')
})

test('pages are followed to the last', async () => {
  const { source } = answer({
    [`${ROOT}/Things`]: { value: [{ '@iot.id': 1 }], '@iot.nextLink': `${ROOT}/Things?$skip=1` },
    [`${ROOT}/Things?$skip=1`]: { value: [{ '@iot.id': 2 }] },
  })
  expect(await Array.fromAsync(source.readPages('Things'))).toEqual([[{ '@iot.id': 1 }], [{ '@iot.id': 2 }]])
})

test.each([
  'https://elsewhere.test/v1.1/Things',
  'https://sta.test/admin',
  'http://sta.test/v1.1/Things',
  '//10.0.0.1/v1.1/Things',
])('a next page at %s is never asked', async (next) => {
  const { source, asked } = answer({ [`${ROOT}/Things`]: { value: [], '@iot.nextLink': next } })
  await expect(Array.fromAsync(source.readPages('Things'))).rejects.toThrow('outside https://sta.test/v1.1')
  expect(asked).toEqual([`${ROOT}/Things`])
})

test('a page that comes back as its own next page ends with an error', async () => {
  const { source } = answer({ [`${ROOT}/Things`]: { value: [], '@iot.nextLink': `${ROOT}/Things` } })
  await expect(Array.fromAsync(source.readPages('Things'))).rejects.toThrow('comes back as its own next page')
})

test('a redirect is not followed', async () => {
  const redirect = new Response(null, { status: 302, headers: { location: 'http://169.254.169.254/' } })
  const { source, asked } = answer({ [`${ROOT}/Things`]: redirect })
  await expect(Array.fromAsync(source.readPages('Things'))).rejects.toThrow('Name that address with --from')
  expect(asked).toHaveLength(1)
})

test('a server that is busy is asked again, one that refuses is not', async () => {
  const busy = answer({ [`${ROOT}/Things`]: new Response('', { status: 503 }) })
  await expect(Array.fromAsync(busy.source.readPages('Things'))).rejects.toThrow('answered 503')
  expect(busy.asked).toHaveLength(4)
  const refusing = answer({})
  await expect(Array.fromAsync(refusing.source.readPages('Things'))).rejects.toThrow('answered 404')
  expect(refusing.asked).toHaveLength(1)
})
