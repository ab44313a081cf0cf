import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { NOTICE, PURPOSE, useConsents } from './testing/world.ts'

const { server, world, send, makeDataset, draft, publish, published } = useConsents()

type Mistakes = { errors: { pointer: string; detail: string }[]; detail: string }

describe('a notice', () => {
  it('is a draft that only its owner sees, until it is published for everyone', async () => {
    const id = await draft()
    const url = `consent-notices/${id}`
    expect((await send('GET', url)).statusCode).toBe(404)
    expect((await send('GET', url, undefined, world().stranger)).statusCode).toBe(404)
    expect((await send('GET', url, undefined, world().officer)).json()).toMatchObject({ state: 'draft' })
    expect((await publish(id)).json()).toMatchObject({ state: 'published', version: 1 })
    const read = (await send('GET', url)).json()
    expect(read).toMatchObject({ ...NOTICE, purpose: PURPOSE, ownerName: 'Gemeente Waterrijk' })
    const list = (await send('GET', `consent-notices?datasetId=${read.datasetId}`)).json()
    expect(list.items).toMatchObject([{ id, title: NOTICE.title }])
  })

  it('is published only when nothing in it is empty, and says all that is', async () => {
    const id = await draft({ why: { nl: 'Waarom', en: ' ' }, frozen: { nl: '', en: '' }, contact: '' })
    const headers = { ...world().officer.headers, 'accept-language': 'nl' }
    const refused = await publish(id, { headers })
    expect(refused.statusCode).toBe(422)
    const { errors, detail } = refused.json<Mistakes>()
    expect(errors.map(({ pointer }) => pointer).sort()).toEqual([
      '/contact',
      '/frozen/en',
      '/frozen/nl',
      '/why/en',
    ])
    expect(detail).toContain('Nog leeg in het Nederlands: wat blijft van wat al is gepubliceerd.')
    expect((await send('GET', `consent-notices/${id}`)).statusCode).toBe(404)
  })

  it('needs a dataset with personal data', async () => {
    const id = await draft({ datasetId: await makeDataset('restricted') })
    expect((await publish(id)).json()).toMatchObject({ status: 422, errors: [{ pointer: '/datasetId' }] })
  })

  it('can be checked without publishing it', async () => {
    const id = await draft()
    const check = await send(
      'POST',
      `consent-notices/${id}/publication?check=true`,
      undefined,
      world().officer,
    )
    expect(check.json()).toMatchObject({ state: 'draft' })
  })

  it('names every mistake in a new one at once', async () => {
    const nobody = randomUUID()
    const offer = { ...NOTICE.offer, recipientIds: [nobody] }
    const body = { datasetId: nobody, purpose: 'https://w3id.org/dpv#Marketing', ...NOTICE, offer }
    const refused = await send('POST', 'consent-notices', body, world().officer)
    expect(refused.statusCode).toBe(400)
    expect(
      refused
        .json<Mistakes>()
        .errors.map(({ pointer }) => pointer)
        .sort(),
    ).toEqual(['/datasetId', '/offer/recipientIds/0', '/purpose'])
    const unreadable = await send('POST', 'consent-notices', { ...body, title: 1 }, world().officer)
    expect(unreadable.json<Mistakes>().errors.map(({ pointer }) => pointer)).toEqual(
      expect.arrayContaining(['/datasetId', '/offer/recipientIds/0', '/title']),
    )
  })

  it('takes a challenge of this platform as its purpose', async () => {
    const { publicUrl } = server.app.platform.config
    const purpose = `${publicUrl}/api/v1/challenges/${randomUUID()}`
    const id = await draft({ purpose })
    expect((await publish(id)).json()).toMatchObject({ purpose })
  })

  it('is one per purpose of a dataset', async () => {
    const datasetId = await makeDataset()
    await draft({ datasetId })
    const body = { datasetId, purpose: PURPOSE, title: NOTICE.title }
    const second = await send('POST', 'consent-notices', body, world().officer)
    expect(second.json()).toMatchObject({ status: 409, errors: [{ pointer: '/purpose' }] })
  })

  it('is written only by officials of the owner of the dataset', async () => {
    const datasetId = await makeDataset('open')
    const body = { datasetId, purpose: PURPOSE, title: NOTICE.title }
    const foreign = await send('POST', 'consent-notices', body, world().stranger)
    expect(foreign.json()).toMatchObject({ status: 400, errors: [{ pointer: '/datasetId' }] })
    // Everybody sees in the catalogue that a personal dataset is there: it is not said to be hidden.
    const personal = { ...body, datasetId: await makeDataset('personal') }
    for (const [language, sentence] of [
      ['nl', /^Deze dataset bestaat niet, of is niet van uw organisatie\./],
      ['en', /^This dataset does not exist, or is not of your organisation\./],
    ] as const) {
      const headers = { ...world().stranger.headers, 'accept-language': language }
      const refused = await send('POST', 'consent-notices', personal, { headers })
      expect(refused.json<Mistakes>().errors).toMatchObject([{ pointer: '/datasetId' }])
      expect(refused.json<Mistakes>().detail).toMatch(sentence)
    }
    const id = await published()
    const change = { contact: 'x@example.org' }
    expect((await send('PATCH', `consent-notices/${id}`, change, world().stranger)).statusCode).toBe(403)
    expect((await publish(await draft(), world().stranger)).statusCode).toBe(404)
  })

  it('is not changed by who read an older text', async () => {
    const id = await draft()
    const url = `consent-notices/${id}`
    const { revision } = (await send('GET', url, undefined, world().officer)).json<{ revision: string }>()
    await send('PATCH', url, { contact: 'a@example.org', revision }, world().officer)
    const late = await send('PATCH', url, { contact: 'b@example.org', revision }, world().officer)
    expect(late.json()).toMatchObject({ status: 409, errors: [{ pointer: '/revision' }] })
  })
})

describe('a published notice', () => {
  it('is frozen; a change is a new version, and the old one stays', async () => {
    const id = await published()
    const url = `consent-notices/${id}`
    expect((await send('PATCH', url, { contact: 'x' }, world().officer)).statusCode).toBe(409)
    const version = await send(
      'POST',
      `${url}/versions`,
      { reason: 'Er kwam een partij bij.' },
      world().officer,
    )
    expect(version.json()).toMatchObject({ version: 2, state: 'draft', asksAgain: true })
    expect(
      (await send('POST', `${url}/versions`, { reason: 'Nog een keer.' }, world().officer)).statusCode,
    ).toBe(409)
    await send('PATCH', url, { contact: 'nieuw@example.org' }, world().officer)
    expect((await send('GET', url)).json()).toMatchObject({ version: 1, contact: NOTICE.contact })
    expect((await publish(id)).statusCode).toBe(200)
    expect((await send('GET', url)).json()).toMatchObject({
      version: 2,
      contact: 'nieuw@example.org',
      history: [
        { version: 2, state: 'published', reason: 'Er kwam een partij bij.' },
        { version: 1, state: 'superseded' },
      ],
    })
    expect((await send('GET', `${url}/versions/1`)).json()).toMatchObject({ contact: NOTICE.contact })
  })

  it('asks again when it asks something else', async () => {
    const id = await published()
    const url = `consent-notices/${id}`
    await send('POST', `${url}/versions`, { reason: 'Preciezer nodig.' }, world().officer)
    const offer = { ...NOTICE.offer, place: 'exact' }
    await send('PATCH', url, { asksAgain: false, offer }, world().officer)
    expect((await publish(id)).json()).toMatchObject({ status: 422, errors: [{ pointer: '/asksAgain' }] })
    await send('PATCH', url, { offer: NOTICE.offer }, world().officer)
    expect((await publish(id)).statusCode).toBe(200)
  })

  it.each([
    ['another text', sql`update consent.version set content = '{}'`],
    ['a draft again', sql`update consent.version set state = 'draft', published_at = null`],
    ['removed', sql`delete from consent.version`],
  ])('cannot become %s, also for who writes SQL', async (_what, change) => {
    const id = await published()
    const changing = sql`${change} where notice_id = ${id}`.execute(server.database.db)
    await expect(changing).rejects.toThrow('cannot be changed')
  })
})
