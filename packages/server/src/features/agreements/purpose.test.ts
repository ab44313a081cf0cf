import { beforeEach, expect, it } from 'vitest'
import { signInAsPerson } from '../../testing/actors.ts'
import { type Sender, useAgreements } from './testing/world.ts'

const { server, world, send, must, draft, sign, agree, permission } = useAgreements()
const RESEARCH = 'https://w3id.org/dpv#AcademicResearch'

type MyPurpose = {
  purpose: string | null
  name: { nl: string; en: string } | null
  choices: { purpose: string; name: { en: string }; agreements: { slug: string }[]; datasets: object[] }[]
}

const look = (actor: Sender) => must<MyPurpose>('GET', 'me/purpose', undefined, actor)
const choose = (purpose: string | null, actor: Sender) =>
  server.request({
    method: 'PUT',
    url: '/api/v1/me/purpose',
    headers: { 'accept-language': 'en', ...actor.headers },
    payload: { purpose },
  })
const count = async (actor: Sender) => {
  const answer = await send('GET', `station-counts?dataset=${world().datasetSlug}`, undefined, actor)
  return answer.statusCode
}

let slug: string
beforeEach(async () => {
  const { challengeId, healthService } = world()
  const given = permission({ challengeIds: [challengeId], purposes: [RESEARCH] })
  ;({ slug } = await draft({ permissions: [given] }))
  await agree(slug)
  await choose(null, healthService.officer)
})

it('has people choose a purpose of an agreement in force, for this session, and read by it', async () => {
  const { healthService, challengeId, waterBoard } = world()
  const { officer } = healthService
  const before = await look(officer)
  expect(before).toMatchObject({ purpose: null, name: null })
  expect(before.choices.map(({ purpose, name }) => [purpose, name.en])).toEqual([
    [RESEARCH, 'academic research'],
    [challengeId, 'Schone lucht'],
  ])
  expect(before.choices[0]?.agreements.map((each) => each.slug)).toContain(slug)
  expect(await count(officer)).toBe(403)

  const chosen = await choose(`https://waterrijk.example/api/v1/challenges/${challengeId}`, officer)
  expect(chosen.json()).toMatchObject({ purpose: challengeId, name: { nl: 'Schone lucht' } })
  expect(await look(officer)).toEqual(chosen.json())
  expect(await must('GET', 'me', undefined, officer)).toMatchObject({
    purpose: challengeId,
    purposeName: { nl: 'Schone lucht' },
  })
  expect(await count(officer)).toBe(200)
  // Of this session alone, and of nobody else.
  expect((await look(healthService.decider)).purpose).toBeNull()
  expect((await look(waterBoard.officer)).choices).toEqual([])

  expect((await choose(null, officer)).json().purpose).toBeNull()
  expect(await count(officer)).toBe(403)
})

it('refuses a purpose that is in no agreement of theirs, and keeps what was chosen', async () => {
  const { healthService, waterBoard } = world()
  await choose(RESEARCH, healthService.officer)
  for (const odd of ['https://w3id.org/dpv#Marketing', 'x', RESEARCH.toUpperCase(), '', ' ']) {
    const refused = await choose(odd, healthService.officer)
    expect([odd, refused.statusCode]).toEqual([odd, 400])
    expect(refused.json().errors).toMatchObject([{ pointer: '/purpose' }])
  }
  for (const payload of [{}, { purpose: 5 }, { purpose: RESEARCH, more: 1 }]) {
    const { statusCode } = await server.request({
      method: 'PUT',
      url: '/api/v1/me/purpose',
      headers: healthService.officer.headers,
      payload,
    })
    expect(statusCode).toBe(400)
  }
  expect((await look(healthService.officer)).purpose).toBe(RESEARCH)
  expect((await choose(RESEARCH, waterBoard.officer)).json().detail).toMatch(/Choose a purpose of the list/)
  const resident = await signInAsPerson(server)
  expect((await choose(RESEARCH, resident)).json().detail).toMatch(/no role with any organisation/)
})

it('gives nothing any more by a purpose of which the agreement has ended, and says so', async () => {
  const { healthService, municipality, challengeId } = world()
  await choose(challengeId, healthService.officer)
  const { items } = await must<{ items: { slug: string }[] }>('GET', 'agreements?state=active')
  for (const each of items) {
    const ended = await sign(each.slug, 'end', municipality, { reason: 'Het onderzoek is klaar.' })
    expect(ended.statusCode, ended.body).toBe(200)
  }
  expect(await look(healthService.officer)).toEqual({ purpose: challengeId, name: null, choices: [] })
  const refused = await send(
    'GET',
    `stations?dataset=${world().datasetSlug}`,
    undefined,
    healthService.officer,
  )
  expect(refused.json().detail).toMatch(/has ended;/)
})

it('ends with the session', async () => {
  const { healthService } = world()
  const { headers } = await signInAsPerson(server, [
    { organisationId: healthService.organisationId, role: 'clerk' },
  ])
  await choose(RESEARCH, { headers })
  expect((await look({ headers })).purpose).toBe(RESEARCH)
  const out = await server.request({ method: 'POST', url: '/api/auth/sign-out', headers, payload: {} })
  expect(out.statusCode).toBe(200)
  expect((await send('GET', 'me/purpose', undefined, { headers })).statusCode).toBe(401)
})
