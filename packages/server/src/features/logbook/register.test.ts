import { beforeAll, describe, expect, it } from 'vitest'
import { signInAs, type TestActor } from '../../testing/actors.ts'
import { useServer } from '../../testing/server.ts'
import { ensureActivity } from './index.ts'
import { ACTIVITY } from './testing/activity.ts'

const server = useServer({ PUBLIC_URL: 'https://waterrijk.example' })
const PATH = '/api/v1/processing-activities'
let officer: TestActor
let stranger: TestActor

beforeAll(async () => {
  officer = await signInAs(server, 'privacy-officer')
  stranger = await signInAs(server, 'privacy-officer')
})

const send = (method: 'POST' | 'PATCH', url: string, payload: object, { headers } = officer) =>
  server.request({ method, url, payload, headers })

const get = async (url: string) => (await server.request({ url })).json()

it('registers an activity, which everyone can read', async () => {
  const made = await send('POST', PATH, ACTIVITY)
  expect(made.statusCode).toBe(201)
  expect(made.headers.location).toBe(`${PATH}/meetstations-van-inwoners`)
  expect(made.json()).toMatchObject({
    ...ACTIVITY,
    slug: 'meetstations-van-inwoners',
    uri: `https://waterrijk.example${PATH}/meetstations-van-inwoners/versions/1`,
    version: 1,
    validFrom: '2026-03-02T10:00:00.000Z',
    validUntil: null,
    controllerId: officer.organisationId,
    controllerName: 'Gemeente Waterrijk',
    active: true,
    logDays: 1095,
  })
  expect(await get(`${PATH}/meetstations-van-inwoners`)).toEqual(made.json())
  expect(await get(`${PATH}/${made.json().id}`)).toEqual(made.json())
  expect(await get(`${PATH}?q=schoon&controllerId=${officer.organisationId}`)).toEqual({
    items: [made.json()],
    next: null,
  })
})

it('makes a version with an identifier of its own of each change, and keeps the others', async () => {
  const first = (await send('POST', PATH, { ...ACTIVITY, name: 'Peiling' })).json()
  server.now = new Date('2026-03-03T10:00:00Z')
  const second = await send('PATCH', `${PATH}/peiling`, {
    name: 'Peilingen',
    recipients: [],
    revision: first.revision,
  })
  expect(second.json()).toMatchObject({
    slug: 'peiling',
    name: 'Peilingen',
    purpose: ACTIVITY.purpose,
    recipients: [],
    version: 2,
    uri: `https://waterrijk.example${PATH}/peiling/versions/2`,
    validFrom: '2026-03-03T10:00:00.000Z',
  })
  expect((await send('PATCH', `${PATH}/peiling`, { name: 'Peilingen' })).json()).toEqual(second.json())
  const versions = [second.json(), { ...first, validUntil: '2026-03-03T10:00:00.000Z' }]
  expect(await get(`${PATH}/peiling/versions`)).toEqual({ items: versions, next: null })
  const page = await get(`${PATH}/peiling/versions?pageSize=1`)
  expect(page.items).toEqual([versions[0]])
  expect(await get(`${PATH}/peiling/versions?pageSize=1&cursor=${page.next}`)).toEqual({
    items: [versions[1]],
    next: null,
  })
  expect(await get(`${PATH}/peiling/versions/1`)).toEqual(versions[1])
  expect((await server.request({ url: `${PATH}/peiling/versions/3` })).statusCode).toBe(404)
  expect((await server.request({ url: `${PATH}/nergens/versions` })).statusCode).toBe(404)
})

describe('changing', () => {
  it('is refused when another changed something since', async () => {
    const { slug, revision } = (await send('POST', PATH, { ...ACTIVITY, name: 'Samen' })).json()
    const change = (name: string) => send('PATCH', `${PATH}/${slug}`, { name, revision })
    const answers = await Promise.all([change('Samen 1'), change('Samen 2')])
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409])
  })

  it('is for the keepers of the organisation that is responsible', async () => {
    const { slug } = (await send('POST', PATH, { ...ACTIVITY, name: 'Van ons' })).json()
    expect((await send('PATCH', `${PATH}/${slug}`, { name: 'x' }, stranger)).statusCode).toBe(403)
    const { organisationId } = officer
    const administrator = await signInAs(server, 'administrator', { organisationId })
    expect((await send('PATCH', `${PATH}/${slug}`, { active: false }, administrator)).json()).toMatchObject({
      active: false,
      version: 2,
    })
    const expert = await signInAs(server, 'data-expert', { organisationId })
    expect((await send('PATCH', `${PATH}/${slug}`, { name: 'x' }, expert)).statusCode).toBe(403)
    const foreign = await send('POST', PATH, { ...ACTIVITY, controllerId: organisationId }, stranger)
    expect(foreign.json().errors).toMatchObject([{ pointer: '/controllerId' }])
    const both = await send('POST', PATH, { ...ACTIVITY, name: '', controllerId: organisationId }, stranger)
    expect(both.json().errors).toMatchObject([{ pointer: '/name' }, { pointer: '/controllerId' }])
  })

  it.each([
    ['/legalBasis/0', { legalBasis: ['Because'] }],
    ['/legalBasis', { legalBasis: [] }],
    ['/dataSubjects/0', { dataSubjects: ['Burger'] }],
    ['/retentionPeriod', { retentionPeriod: 'vijf jaar' }],
    ['/retentionPeriod', { retentionPeriod: 'P' }],
    ['/logDays', { logDays: 0 }],
    ['/measures/0/assessment', { measures: [{ ...ACTIVITY.measures[0], assessment: 'dpia' }] }],
  ])('says what is wrong at %s', async (pointer, wrong) => {
    const answer = await send('POST', PATH, { ...ACTIVITY, ...wrong })
    expect(answer.statusCode).toBe(400)
    expect(answer.json().errors).toEqual(expect.arrayContaining([expect.objectContaining({ pointer })]))
  })
})

it('registers the activity of a slice once, and leaves what people made of it', async () => {
  const { db } = server.database
  const activity = structuredClone(ACTIVITY) as never
  const own = { controllerId: officer.organisationId, activity, at: server.now }
  await Promise.all([ensureActivity(db, 'waarnemen', own), ensureActivity(db, 'waarnemen', own)])
  await send('PATCH', `${PATH}/waarnemen`, { name: 'Anders' })
  await db.transaction().execute((transaction) => ensureActivity(transaction, 'waarnemen', own))
  expect(await get(`${PATH}/waarnemen`)).toMatchObject({ name: 'Anders', version: 2 })
})

it('gives the register in the form of the API of the Register van Verwerkingsactiviteiten too', async () => {
  const { id, controllerId } = (await send('POST', PATH, { ...ACTIVITY, name: 'Ook zo' })).json()
  expect(await get(`/api/rvva/v1/processing_activities/${id}`)).toEqual({
    id,
    active: true,
    latestVersion: 1,
  })
  expect(await get(`/api/rvva/v1/processing_activities/${id}/versions/1`)).toEqual({
    version: 1,
    validFrom: server.now.toISOString(),
    name: 'Ook zo',
    purpose: ACTIVITY.purpose,
    legalBasis: ['Consent'],
    dataSubjects: ['Citizen'],
    personalData: { categories: ACTIVITY.personalData, retentionPeriod: 'P5Y' },
    processingOptions: ['Store', 'Use'],
    recipients: ACTIVITY.recipients,
    measures: [
      {
        measureType: 'Technical',
        measure: 'Plaats op 100 meter',
        risks: [{ assessment: 'https://example.org/dpia' }],
      },
    ],
  })
  expect(await get(`/api/rvva/v1/entities/${controllerId}`)).toEqual({
    id: controllerId,
    type: 'Organisation',
    name: 'Gemeente Waterrijk',
  })
  const nobody = '00000000-0000-4000-8000-000000000009'
  for (const path of ['processing_activities', 'entities']) {
    expect((await server.request({ url: `/api/rvva/v1/${path}/${nobody}` })).statusCode).toBe(404)
  }
})
