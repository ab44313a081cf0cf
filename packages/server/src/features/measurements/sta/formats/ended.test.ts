import { parsePath, parseQuery, serviceRoot } from '@samenspel/standards/sensorthings'
import { sql } from 'kysely'
import { beforeAll, expect, it } from 'vitest'
import { signInAs, type TestActor } from '../../../../testing/actors.ts'
import { useServer } from '../../../../testing/server.ts'
import { planWorld } from '../../plan/testing/world.ts'
import { csv } from './csv.ts'
import { openDownload } from './download.ts'

const server = useServer()
const world = planWorld(server)
let owner: TestActor
let partner: TestActor
let datasetId: string

beforeAll(async () => {
  owner = await signInAs(server, 'data-expert')
  partner = await signInAs(server, 'data-expert')
  datasetId = await world.publish(owner, { kind: 'restricted' })
  await sql`insert into measurements.thing (dataset_id, name, description)
    select ${datasetId}::uuid, 'meter ' || n, '' from generate_series(1, 2500) n`.execute(server.database.db)
}, 60_000)

it('gives no page of a download after the agreement ended by which it began', async () => {
  const { organisationId } = partner
  const agreement = await world.agree({ datasetId, ownerId: owner.organisationId, partyId: organisationId })
  const path = parsePath('Things')
  if (path.kind !== 'collection') throw new Error('Things is a list.')
  const { body } = await openDownload(
    server.database.reading,
    {
      path,
      query: parseQuery('', { entityType: 'Thing', target: 'collection' }),
      root: serviceRoot('http://localhost/sta', 'v1.1'),
      actor: {
        kind: 'token',
        tokenId: '',
        name: '',
        organisationId,
        role: 'data-expert',
        purpose: undefined,
        datasetId: undefined,
      },
      now: BigInt(server.now.getTime()) * 1000n,
    },
    csv,
    { report: () => {}, clock: () => server.now, uses: { record: async () => {}, remember: () => {} } },
  )
  let rows = 0
  for await (const piece of body) {
    rows += String(piece).split('\n').length - 1
    await world.end(agreement, server.now)
    server.now = new Date(server.now.getTime() + 1000)
  }
  expect(rows).toBeGreaterThan(100)
  expect(rows).toBeLessThan(2400)
})
