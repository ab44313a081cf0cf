import { expect, it } from 'vitest'
import { signInAs } from '../../testing/actors.ts'
import { useDecisions } from './testing/world.ts'

const { world, send, server, draft, publish } = useDecisions()

type Stored = { revision: string }

/** Two who read the same: the second change is refused, and made when it is sent again on what is there then. */
async function expectSecondTold(path: string, [first, second]: [object, object], actor = world().officer) {
  const isParty = path.includes('/parties/')
  const method = isParty ? 'PUT' : 'PATCH'
  const before = await send(method, path, isParty ? { role: 'partner' } : first, actor)
  const { revision } = before.json<Stored>()
  const mine = await send(method, path, { ...second, revision }, actor)
  expect(mine.statusCode).toBe(200)
  const stale = await send(method, path, { ...first, revision }, actor)
  expect(stale.statusCode).toBe(409)
  expect(stale.json()).toMatchObject({ errors: [{ in: 'body', pointer: '/revision' }] })
  const again = { ...first, revision: mine.json<Stored>().revision }
  expect((await send(method, path, again, actor)).statusCode).toBe(200)
  expect((await send(method, path, second, actor)).statusCode).toBe(200)
}

it('tells the second of two who change the same challenge, or a part of it', async () => {
  const { challengeId, officer } = world()
  const path = `/api/v1/challenges/${challengeId}`
  await expectSecondTold(path, [{ summary: 'een' }, { summary: 'twee' }])
  const { goals, sources } = (await send('GET', path, undefined, officer)).json<{
    goals: { id: string }[]
    sources: { id: string }[]
  }>()
  await expectSecondTold(`${path}/goals/${goals[0]?.id}`, [{ target: 29 }, { target: 28 }])
  await expectSecondTold(`${path}/sources/${sources[0]?.id}`, [{ citation: 'a' }, { citation: 'b' }])
  const party = `${path}/parties/${officer.organisationId}`
  await expectSecondTold(party, [
    { role: 'lead', contribution: 'a' },
    { role: 'advisor', contribution: 'b' },
  ])
})

it('does not take another field of a part for a change of the challenge', async () => {
  const { challengeId, officer } = world()
  const path = `/api/v1/challenges/${challengeId}`
  const { revision, goals } = (await send('GET', path, undefined, officer)).json<
    Stored & { goals: { id: string }[] }
  >()
  await send('PATCH', `${path}/goals/${goals[0]?.id}`, { title: 'Anders' }, officer)
  expect((await send('PATCH', path, { summary: 'drie', revision }, officer)).statusCode).toBe(200)
})

it('tells the second of two who change the same draft, and signs only what the signer read', async () => {
  const { slug } = await draft()
  const path = `/api/v1/decisions/${slug}`
  await expectSecondTold(path, [
    { amount: 1000, reasons: 'Om de eerste vier redenen.' },
    { amount: 2000, reasons: 'Om de tweede vier redenen.' },
  ])
  const { revision } = (await send('GET', path, undefined, world().officer)).json<Stored>()
  await send('PATCH', path, { amount: 90_000 }, world().officer)
  const sign = (read: string) =>
    send('POST', `${path}/publication?revision=${read}`, undefined, world().decider)
  expect((await sign(revision)).statusCode).toBe(409)
  const newer = (await send('GET', path, undefined, world().officer)).json<Stored>()
  const signed = await sign(newer.revision)
  expect(signed.statusCode).toBe(200)
  expect(signed.json()).toMatchObject({ state: 'published', amount: 90_000 })
})

it('tells the second of two who change the same indicator, dataset, mandate or connector', async () => {
  const { organisationId } = world().officer
  const administrator = await signInAs(server, 'administrator', { organisationId })
  const expert = await signInAs(server, 'data-expert', { organisationId })
  const indicator = {
    title: 'Hitte',
    unit: '°C',
    property: 'temperature',
    statistic: 'mean',
    period: 'day',
    level: 'municipality',
  }
  const made = async (path: string, body: object, actor = world().officer) => {
    const answer = await send('POST', path, body, actor)
    expect(answer.statusCode, answer.body).toBe(201)
    return answer.headers.location as string
  }
  await expectSecondTold(await made('/api/v1/indicators', indicator), [
    { description: 'een' },
    { description: 'twee' },
  ])
  const dataset = {
    title: 'Tuinen',
    licence: 'https://definities.geostandaarden.nl/dcat-ap-nl/id/waardelijst/licenties/cc0',
    access: 'open',
    theme: 'environment',
    contact: 'data@waterrijk.example',
  }
  await expectSecondTold(await made('/api/v1/datasets', dataset), [{ title: 'Een' }, { title: 'Twee' }])
  await expectSecondTold(
    `/api/v1/mandates/${world().mandateId}`,
    [{ maximumAmount: 100_000 }, { maximumAmount: 200_000 }],
    administrator,
  )
  const connector = { name: 'Buren', settings: { kind: 'luchtmeetnet', stations: ['NL10101'] } }
  await expectSecondTold(
    await made('/api/v1/connectors', connector, expert),
    [{ name: 'Een' }, { name: 'Twee' }],
    expert,
  )
})

it('keeps one of reviews at the same time, and tells the others', async () => {
  const { slug } = await draft()
  await publish(slug)
  type Became = { happenings: { kind: string }[] }
  const before = (await send('GET', `/api/v1/decisions/${slug}`, undefined)).json<Became>()
  const reviews = ['een', 'twee', 'drie'].map((word) =>
    send(
      'POST',
      `/api/v1/decisions/${slug}/reviews`,
      {
        result: 'kept',
        reasons: `Het werkt, zegt ${word}.`,
        nextReviewDate: '2027-01-04',
        happenings: before.happenings.length,
      },
      world().decider,
    ),
  )
  const codes = (await Promise.all(reviews)).map(({ statusCode }) => statusCode)
  expect(codes.toSorted()).toEqual([200, 409, 409])
  const { happenings } = (await send('GET', `/api/v1/decisions/${slug}`, undefined)).json<Became>()
  expect(happenings.filter(({ kind }) => kind === 'reviewed')).toHaveLength(1)
})

it('lets one of two decisions replace the other when both want that at the same time', async () => {
  const [first, second] = [await draft({ title: 'Een' }), await draft({ title: 'Twee' })]
  for (const [own, other] of [
    [first, second],
    [second, first],
  ] as const) {
    await publish(own.slug)
    const path = `/api/v1/decisions/${own.slug}`
    await send('POST', `${path}/versions`, { reason: 'Vervangt de andere.' }, world().officer)
    const changed = await send('PATCH', path, { replacesId: other.id }, world().officer)
    expect(changed.statusCode, changed.body).toBe(200)
  }
  const answers = await Promise.all([first, second].map(({ slug }) => publish(slug)))
  expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 409])
})
