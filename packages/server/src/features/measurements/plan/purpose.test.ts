import { expect, it } from 'vitest'
import { signInAs, signInAsPerson } from '../../../testing/actors.ts'
import { useServer } from '../../../testing/server.ts'
import { planWorld } from './testing/world.ts'

const server = useServer()
const world = planWorld(server)
const RESEARCH = 'https://w3id.org/dpv#AcademicResearch'

it('lets people of the owner choose a purpose for which they ask consent, and see who gave it', async () => {
  const owner = await signInAs(server, 'data-expert')
  const { organisationId } = owner
  const official = await signInAsPerson(server, [{ organisationId, role: 'policy-officer' }])
  const host = await signInAsPerson(server)
  const datasetId = await world.publish(owner, { kind: 'open' })
  await world.station(owner, datasetId, {
    name: 'thuis',
    point: [5.3951, 52.1593],
    hostId: host.personId,
    observations: [{ phenomenonTime: '2026-03-02T09:00:00Z', result: 7 }],
  })
  await world.republish(datasetId, { kind: 'personal', minimumGroup: 5 })
  await world.consent({ personId: host.personId, datasetId, purpose: RESEARCH })

  const count = () =>
    server.request({ url: `/api/v1/station-counts?dataset=${datasetId}`, headers: official.headers })
  expect((await count()).statusCode).toBe(403)
  const chosen = await server.request({
    method: 'PUT',
    url: '/api/v1/me/purpose',
    headers: official.headers,
    payload: { purpose: RESEARCH },
  })
  expect(chosen.json()).toMatchObject({ purpose: RESEARCH, choices: [{ purpose: RESEARCH, agreements: [] }] })
  expect((await count()).json()).toEqual({ stations: 1 })
})
