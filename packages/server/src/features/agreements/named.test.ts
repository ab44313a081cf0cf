import { expect, it } from 'vitest'
import { type Sender, useAgreements } from './testing/world.ts'

const { world, send, must, draft, sign, permission } = useAgreements()

/** A restricted dataset of its own for one test, with an agreement in which it is given to the health service. */
async function makeNamed(change: object = {}) {
  const { municipality, datasetId } = world()
  const like = await must<Record<string, unknown>>(
    'GET',
    `datasets/${datasetId}`,
    undefined,
    municipality.officer,
  )
  const { title, licence, access, theme, contact } = like
  const dataset = await must<{ id: string; slug: string }>(
    'POST',
    'datasets',
    { title, licence, access, theme, contact },
    municipality.officer,
  )
  const { slug } = await draft({ permissions: [permission({ datasetIds: [dataset.id] })], ...change })
  return { dataset, slug }
}

async function knows(id: string, actor?: Sender): Promise<boolean> {
  const { statusCode } = await send('GET', `datasets/${id}`, undefined, actor)
  const list = await must<{ items: { id: string }[] }>('GET', 'datasets?pageSize=100', undefined, actor)
  const listed = list.items.some((item) => item.id === id)
  expect(statusCode).toBe(listed ? 200 : 404)
  return listed
}

async function whoKnows(id: string) {
  const { municipality, healthService, waterBoard } = world()
  return {
    owner: await knows(id, municipality.officer),
    party: await knows(id, healthService.officer),
    other: await knows(id, waterBoard.officer),
    everyone: await knows(id),
  }
}

const OWNER = { owner: true, party: false, other: false, everyone: false }

it('tells the parties of a restricted dataset from the offer on, and everyone when the agreement is public', async () => {
  const { municipality, healthService } = world()
  const { dataset, slug } = await makeNamed()
  expect(await whoKnows(dataset.id)).toEqual(OWNER)
  await sign(slug, 'offer', municipality)
  expect(await whoKnows(dataset.id)).toEqual({ ...OWNER, party: true })
  await sign(slug, 'acceptance', healthService, { version: 1 })
  const all = { owner: true, party: true, other: true, everyone: true }
  expect(await whoKnows(dataset.id)).toEqual(all)
  const stations = async (actor?: Sender) =>
    (await send('GET', `stations?dataset=${dataset.slug}`, undefined, actor)).json<{ detail: string }>()
      .detail
  expect(await stations()).toMatch(/only for parties to an agreement; ask Gemeente Waterrijk \(data@example/)
  expect(await stations(world().waterBoard.officer)).toMatch(/^Your organisation has no agreement about/)
  await sign(slug, 'end', municipality, { reason: 'Het onderzoek is klaar.' })
  expect(await whoKnows(dataset.id)).toEqual(all)
})

it('tells only the parties of an agreement of a challenge that is not public', async () => {
  const { municipality, healthService } = world()
  const { id: challengeId } = await must<{ id: string }>(
    'POST',
    'challenges',
    { title: 'Nog niet openbaar' },
    municipality.officer,
  )
  const { dataset, slug } = await makeNamed({ challengeId })
  await sign(slug, 'offer', municipality)
  await sign(slug, 'acceptance', healthService, { version: 1 })
  expect(await whoKnows(dataset.id)).toEqual({ ...OWNER, party: true })
})

it('tells nobody of an offer that was declined', async () => {
  const { municipality, healthService } = world()
  const { dataset, slug } = await makeNamed()
  await sign(slug, 'offer', municipality)
  await sign(slug, 'refusal', healthService, { version: 1, reason: 'Niet nodig.' })
  expect(await whoKnows(dataset.id)).toEqual(OWNER)
})

it('has a draft and a filter name what one knows', async () => {
  const { municipality, healthService, waterBoard, challengeId } = world()
  const { dataset, slug } = await makeNamed()
  await sign(slug, 'offer', municipality)
  const filter = `agreements?dataset=${dataset.slug}&state=active`
  expect((await send('GET', filter, undefined, healthService.officer)).json().items).toEqual([])
  expect((await send('GET', filter, undefined, waterBoard.officer)).statusCode).toBe(404)
  const own = { challengeId, title: 'Ook voor ons', permissions: [permission({ datasetIds: [dataset.id] })] }
  expect((await send('POST', 'agreements', own, waterBoard.officer)).json().errors).toMatchObject([
    { pointer: '/permissions/0/datasetIds/0' },
  ])
  expect((await send('POST', 'agreements', own, healthService.officer)).statusCode).toBe(201)
})
