import { expect, it } from 'vitest'
import { explainEmpty } from './platform/http/named.ts'
import { signInAs } from './testing/actors.ts'
import { useServer } from './testing/server.ts'

const server = useServer()
const NOBODY = '00000000-0000-4000-8000-000000000009'

it.each([
  ['stations?area=BU99999999', '/area'],
  ['stations?dataset=nothing', '/dataset'],
  ['station-counts?area=GM9998&area=GM9999', '/area'],
  ['station-counts?dataset=nothing', '/dataset'],
  ['latest-values?dataset=nothing', '/dataset'],
  ['areas?parent=GM9999', '/parent'],
  ['area-shapes?parent=GM9999', '/parent'],
  ['challenges?area=GM9999', '/area'],
  [`datasets?ownerId=${NOBODY}`, '/ownerId'],
  [`processing-activities?controllerId=${NOBODY}`, '/controllerId'],
  [`mandates?organisationId=${NOBODY}`, '/organisationId'],
  [`indicators?challengeId=${NOBODY}`, '/challengeId'],
  [`signals?indicatorId=${NOBODY}`, '/indicatorId'],
  [`signals?challengeId=${NOBODY}`, '/challengeId'],
  ['signals?area=GM9999', '/area'],
  [`decisions?challengeId=${NOBODY}`, '/challengeId'],
  [`decisions?signalId=${NOBODY}`, '/signalId'],
  ['decisions?area=GM9999', '/area'],
  [`alliances?challengeId=${NOBODY}`, '/challengeId'],
  [`alliances?organisationId=${NOBODY}`, '/organisationId'],
  [`agreements?challengeId=${NOBODY}`, '/challengeId'],
  [`agreements?organisationId=${NOBODY}`, '/organisationId'],
  ['agreements?dataset=nothing', '/dataset'],
  ['agreement-tasks?agreement=nothing', '/agreement'],
  [`agreement-tasks?organisationId=${NOBODY}`, '/organisationId'],
  [`consent-notices?datasetId=${NOBODY}`, '/datasetId'],
  [`inbound-sources?dataset=${NOBODY}`, '/dataset'],
  [`connectors?dataset=${NOBODY}`, '/dataset'],
  [`dead-letters?dataset=${NOBODY}`, '/dataset'],
  [`dead-letter-counts?dataset=${NOBODY}`, '/dataset'],
  ['remarks?thing=999999', '/thing'],
  ['remarks?datastream=999999', '/datastream'],
  ['remarks?area=GM9999', '/area'],
])('refuses a filter on what is not there: %s', async (address, pointer) => {
  const { headers } = await signInAs(server, 'data-expert')
  const answer = await server.request({ url: `/api/v1/${address}`, headers })
  expect(answer.statusCode).toBe(404)
  const { errors } = answer.json<{ errors: { in: string; pointer: string }[] }>()
  expect(new Set(errors.map((error) => `${error.in} ${error.pointer}`))).toEqual(
    new Set([`query ${pointer}`]),
  )
})

it('asks only for an empty list whether what its filters name is there', async () => {
  let asked = 0
  const find = () => [Promise.resolve([]).finally(() => asked++)]
  await explainEmpty(['found'], find)
  expect(asked).toBe(0)
  await explainEmpty([], find)
  expect(asked).toBe(1)
})

it('names everything that a filter names in vain', async () => {
  const headers = { 'accept-language': 'nl' }
  const url = `/api/v1/signals?indicatorId=${NOBODY}&challengeId=${NOBODY}&area=GM9999`
  expect((await server.request({ url, headers })).json()).toMatchObject({
    status: 404,
    errors: [
      { pointer: '/indicatorId', detail: expect.stringContaining('Deze indicator bestaat niet') },
      { pointer: '/challengeId', detail: expect.stringContaining('Deze opgave bestaat niet') },
      { pointer: '/area', detail: expect.stringContaining('Er is geen gebied met code GM9999.') },
    ],
  })
})

it.each([
  ['bbox=6.2,52,6,53', 'west,zuid'],
  ['bbox=6,53,6.2,52', 'west,zuid'],
  ['bbox=52,6,53,6.2', 'andersom'],
  ['bbox=6,52,6.2', 'west,zuid,oost,noord'],
  ['bbox=6,52,6.2,99', 'graden'],
  ['near=52.5,6.1', 'andersom'],
  ['near=200,6.1', 'graden'],
])('says what is wrong with a place: %s', async (query, words) => {
  const url = `/api/v1/stations?${query}`
  const answer = await server.request({ url, headers: { 'accept-language': 'nl' } })
  expect(answer.statusCode).toBe(400)
  expect(answer.json().errors).toEqual([
    { in: 'query', pointer: `/${query.split('=')[0]}`, detail: expect.stringContaining(words) },
  ])
})

it('takes a place abroad', async () => {
  const answer = await server.request({ url: '/api/v1/stations?bbox=10,48,11,49' })
  expect(answer.json()).toEqual({ items: [], next: null })
})
