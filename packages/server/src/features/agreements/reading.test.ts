import { expect, it } from 'vitest'
import { signInAs } from '../../testing/actors.ts'
import type { Agreement } from './schema/agreements.ts'
import { useAgreements } from './testing/world.ts'

const { server, world, send, must, permission, draft, sign, agree } = useAgreements()
const reason = 'Er is een lek gevonden in het systeem.'
const MISSING = '00000000-0000-4000-8000-000000000009'

it('is known as a draft and offer only to officials of the parties', async () => {
  const { slug } = await draft()
  const { municipality, healthService, waterBoard } = world()
  const statuses = async () => {
    const bound = await signInAs(server, 'data-expert', {
      organisationId: healthService.organisationId,
      datasetId: world().datasetId,
    })
    const readers = [undefined, waterBoard.decider, bound, municipality.officer, healthService.decider]
    const answers = await Promise.all(
      readers.map((each) => send('GET', `agreements/${slug}`, undefined, each)),
    )
    return answers.map(({ statusCode }) => statusCode)
  }
  expect(await statuses()).toEqual([404, 404, 404, 200, 200])
  await sign(slug, 'offer', municipality)
  expect(await statuses()).toEqual([404, 404, 404, 200, 200])
  await sign(slug, 'acceptance', healthService, { version: 1 })
  expect(await statuses()).toEqual([200, 200, 200, 200, 200])
})

it('shows others no version that is not accepted, nor what was said of it', async () => {
  const { slug } = await draft()
  await agree(slug)
  const { municipality, healthService } = world()
  await send('POST', `agreements/${slug}/versions`, { reason }, municipality.officer)
  await sign(slug, 'offer', municipality)
  await sign(slug, 'refusal', healthService, { version: 2, reason })
  const anyone = await must<Agreement>('GET', `agreements/${slug}`)
  expect(anyone).toMatchObject({
    version: 1,
    steps: [{ version: 1 }, { version: 1 }],
    history: [{ version: 1 }],
  })
  expect((await send('GET', `agreements/${slug}/versions/2`)).statusCode).toBe(404)
  expect((await send('GET', `agreements/${slug}/odrl?version=2`)).statusCode).toBe(404)
  const party = await must<Agreement>('GET', `agreements/${slug}`, undefined, healthService.officer)
  expect(party).toMatchObject({ version: 2, versionState: 'declined', state: 'active', versionInForce: 1 })
  expect(party.steps.map(({ kind }) => kind)).toEqual(['offered', 'accepted', 'offered', 'declined'])
})

it('stays among the parties as long as the challenge is not public', async () => {
  const { municipality, healthService } = world()
  const { id: challengeId } = await must<{ id: string }>(
    'POST',
    'challenges',
    { title: 'Nog niet openbaar' },
    municipality.officer,
  )
  const { slug } = await draft({ challengeId, permissions: [permission({ challengeIds: [challengeId] })] })
  await agree(slug)
  expect((await send('GET', `agreements/${slug}`)).statusCode).toBe(404)
  const read = await must<Agreement>('GET', `agreements/${slug}`, undefined, healthService.officer)
  expect(read.sentences.nl.join(' ')).toContain('Nog niet openbaar')
})

it('does not tell the title of a challenge that is not public', async () => {
  const { officer } = world().municipality
  const hidden = await must<{ id: string }>('POST', 'challenges', { title: 'Geheim' }, officer)
  const { sentences } = await draft({ permissions: [permission({ challengeIds: [hidden.id] })] })
  expect(sentences.nl.join(' ')).not.toContain('Geheim')
})

it('is listed by challenge, party, dataset and state', async () => {
  const { id, slug } = await draft({ title: 'In de lijst' })
  await agree(slug)
  const { challengeId, healthService, waterBoard, datasetSlug, datasetId } = world()
  const list = async (query: string, actor = healthService.officer) =>
    (
      await must<{ items: { id: string }[] }>('GET', `agreements?pageSize=200&${query}`, undefined, actor)
    ).items.filter((item) => item.id === id)
  expect(await list(`challengeId=${challengeId}`)).toMatchObject([
    {
      title: 'In de lijst',
      state: 'active',
      parties: [{ name: 'Gemeente Waterrijk' }, { name: 'GGD' }],
      datasetIds: [datasetId],
    },
  ])
  expect(await list(`organisationId=${healthService.organisationId}`)).toHaveLength(1)
  expect(await list(`organisationId=${waterBoard.organisationId}`)).toHaveLength(0)
  expect(await list(`dataset=${datasetSlug}&state=active`, world().municipality.officer)).toHaveLength(1)
  expect(await list('state=suspended')).toHaveLength(0)
  const first = await must<{ items: { id: string }[]; next: string }>('GET', 'agreements?pageSize=1')
  const second = await must<{ items: { id: string }[] }>('GET', `agreements?pageSize=1&cursor=${first.next}`)
  expect(second.items[0]?.id).not.toBe(first.items[0]?.id)
})

it('names everything at once that is wrong with a text, by its place', async () => {
  const { municipality, challengeId } = world()
  const rule = permission({
    organisationIds: [MISSING],
    datasetIds: [MISSING],
    challengeIds: [challengeId, MISSING],
    areaCodes: ['BU99999999'],
    from: '2026-04-01T00:00:00Z',
    until: '2026-03-01T00:00:00Z',
  })
  const text = { challengeId, title: 'Fout', permissions: [rule, permission({ id: 'lezen' })] }
  const pointers = async (body: object) => {
    const answer = await send('POST', 'agreements', body, municipality.officer)
    expect(answer.statusCode).toBe(400)
    return answer.json<{ errors: { pointer: string }[] }>().errors.map(({ pointer }) => pointer)
  }
  expect((await pointers(text)).sort()).toEqual([
    '/permissions/0/areaCodes/0',
    '/permissions/0/challengeIds/1',
    '/permissions/0/datasetIds/0',
    '/permissions/0/organisationIds/0',
    '/permissions/0/until',
    '/permissions/1/id',
  ])
  expect((await pointers({ ...text, challengeId: MISSING, allianceId: MISSING, why: 1 })).sort()).toEqual([
    '/allianceId',
    '/challengeId',
    '/permissions/0/areaCodes/0',
    '/permissions/0/challengeIds/1',
    '/permissions/0/datasetIds/0',
    '/permissions/0/organisationIds/0',
    '/why',
  ])
  const { place: _, ...without } = permission()
  const wrong = { ...without, time: 'minute', minimumGroup: 1, onbekend: true }
  expect((await pointers({ ...text, permissions: [wrong] })).sort()).toEqual([
    '/permissions/0/minimumGroup',
    '/permissions/0/onbekend',
    '/permissions/0/place',
    '/permissions/0/time',
  ])
})

it('cannot be about data that the drafter may not know of', async () => {
  const { municipality, waterBoard, challengeId } = world()
  const { id } = await must<{ id: string }>(
    'POST',
    'datasets',
    {
      title: 'Nergens genoemd',
      licence: 'https://definities.geostandaarden.nl/dcat-ap-nl/id/waardelijst/licenties/niet_open',
      access: 'restricted',
      theme: 'environment',
      contact: 'data@example.org',
    },
    municipality.officer,
  )
  const body = { challengeId, title: 'Gluren', permissions: [permission({ datasetIds: [id] })] }
  const answer = await send('POST', 'agreements', body, waterBoard.officer)
  expect(answer.json()).toMatchObject({ errors: [{ pointer: '/permissions/0/datasetIds/0' }] })
})

it('is changed by its drafter alone, and not on an older text', async () => {
  const { slug, revision } = await draft()
  const { municipality, healthService, waterBoard } = world()
  const change = (actor: typeof waterBoard.officer, body: object) =>
    send('PATCH', `agreements/${slug}`, body, actor)
  expect((await change(healthService.officer, { why: 'Anders' })).statusCode).toBe(403)
  expect((await change(waterBoard.officer, { why: 'Anders' })).statusCode).toBe(404)
  expect((await change(municipality.officer, { why: 'Anders', revision })).statusCode).toBe(200)
  expect((await change(municipality.officer, { why: 'Nog anders', revision })).statusCode).toBe(409)
  const again = await send('POST', `agreements/${slug}/versions`, { reason }, municipality.officer)
  expect(again.statusCode).toBe(409)
})

it('is removed as long as it was never offered', async () => {
  const [unseen, offered] = [await draft(), await draft()]
  const { municipality, healthService } = world()
  const remove = (slug: string, actor = municipality.officer) =>
    send('DELETE', `agreements/${slug}`, undefined, actor)
  expect((await remove(unseen.slug, healthService.officer)).statusCode).toBe(403)
  expect((await remove(unseen.slug)).statusCode).toBe(204)
  expect((await remove(unseen.slug)).statusCode).toBe(404)
  await sign(offered.slug, 'offer', municipality)
  expect((await remove(offered.slug)).statusCode).toBe(409)
  await send('POST', `agreements/${offered.slug}/versions`, { reason }, municipality.officer)
  expect((await remove(offered.slug)).statusCode).toBe(409)
})
