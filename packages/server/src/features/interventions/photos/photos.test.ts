import { expect, it } from 'vitest'
import { useInterventions } from '../../../testing/interventions-world.ts'
import { jpeg, png, SECRET } from '../testing/pictures.ts'

const { server, world, send, draft, registered, read } = useInterventions()
const at = (slug: string, path = '') => `/api/v1/interventions/${slug}/photos${path}`
const ALT = 'Vijf jonge bomen langs de Dorpsstraat'

function upload(
  slug: string,
  bytes: Uint8Array,
  { alt = ALT, type = 'image/jpeg', actor = world().officer } = {},
) {
  return server.request({
    method: 'POST',
    url: `${at(slug)}?${new URLSearchParams({ alt })}`,
    headers: { ...actor.headers, 'content-type': type },
    payload: Buffer.from(bytes),
  })
}
type Photos = { photos: { id: string; width: number; height: number; withdrawal: object | null }[] }

it('is served without what the camera wrote, as what it is, to be asked again', async () => {
  const { slug } = await registered(draft())
  const answer = await upload(slug, jpeg({ orientation: 6 }))
  expect(answer.statusCode, answer.body).toBe(201)
  const [photo] = answer.json<Photos>().photos
  expect(photo).toMatchObject({ alt: ALT, width: 30, height: 40, withdrawal: null })
  const served = await server.request({ url: at(slug, `/${photo?.id}`) })
  expect(served.statusCode).toBe(200)
  expect(served.headers).toMatchObject({
    'content-type': 'image/jpeg',
    'x-content-type-options': 'nosniff',
    'cache-control': 'public, no-cache',
  })
  const headers = { 'if-none-match': String(served.headers.etag) }
  const again = await server.request({ url: at(slug, `/${photo?.id}`), headers })
  expect([again.statusCode, again.body]).toEqual([304, ''])
  expect(served.rawPayload.includes(SECRET)).toBe(false)
  expect(served.rawPayload.subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]))
})

it('needs words for who does not see it, and a picture that is one', async () => {
  const { slug } = await draft()
  expect((await upload(slug, jpeg(), { alt: '' })).statusCode).toBe(400)
  expect((await upload(slug, jpeg(), { alt: '     ' })).statusCode).toBe(400)
  expect((await upload(slug, new TextEncoder().encode('<svg onload="x"/>'))).statusCode).toBe(400)
  expect((await upload(slug, jpeg(), { type: 'image/svg+xml' })).statusCode).toBe(415)
  expect((await upload(slug, new Uint8Array(5 * 1024 * 1024 + 1))).statusCode).toBe(413)
  // What it says it is does not matter: what it is does.
  const answer = await upload(slug, png(), { type: 'image/jpeg' })
  const [photo] = answer.json<Photos>().photos
  const served = await send('GET', at(slug, `/${photo?.id}`))
  expect(served.headers['content-type']).toBe('image/png')
  expect(served.headers['cache-control']).toContain('private')
})

it('is hidden with its draft, and not for others to add or take away', async () => {
  const { slug } = await draft()
  const { stranger } = world()
  const [photo] = (await upload(slug, png())).json<Photos>().photos
  expect((await server.request({ url: at(slug, `/${photo?.id}`) })).statusCode).toBe(404)
  expect((await upload(slug, png(), { actor: stranger })).statusCode).toBe(404)
  const withdrawal = at(slug, `/${photo?.id}/withdrawal`)
  expect((await send('POST', withdrawal, { reason: 'Er staat iemand op.' }, stranger)).statusCode).toBe(404)
})

it('is erased when it is withdrawn, and says why', async () => {
  const { slug } = await registered(draft())
  const [photo] = (await upload(slug, png())).json<Photos>().photos
  const withdrawal = at(slug, `/${photo?.id}/withdrawal`)
  const reason = 'Iemand staat herkenbaar op de foto.'
  const answer = await send('POST', withdrawal, { reason })
  expect(answer.json<Photos>().photos).toMatchObject([{ withdrawal: { reason } }])
  expect((await server.request({ url: at(slug, `/${photo?.id}`) })).statusCode).toBe(404)
  expect((await send('POST', withdrawal, { reason })).statusCode).toBe(404)
  expect(await read(slug)).toMatchObject({ photos: [{ withdrawal: { reason } }] })
})
