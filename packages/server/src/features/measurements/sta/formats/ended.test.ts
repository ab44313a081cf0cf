import { parsePath, parseQuery, serviceRoot } from '@samenspel/standards/sensorthings'
import { sql } from 'kysely'
import { beforeAll, expect, it } from 'vitest'
import type { Actor } from '../../../../platform/actor.ts'
import { Problem } from '../../../../platform/errors.ts'
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

/** A download of all things by the partner, of which the first page is read already. */
async function begin(resolveAgain: (actor: Actor) => Promise<Actor>) {
  const { organisationId } = partner
  const agreement = await world.agree({ datasetId, ownerId: owner.organisationId, partyId: organisationId })
  const path = parsePath('Things')
  if (path.kind !== 'collection') throw new Error('Things is a list.')
  const actor = await server.app.http.resolveActor(partner.headers)
  const { body } = await openDownload(
    server.database.reading,
    {
      path,
      query: parseQuery('', { entityType: 'Thing', target: 'collection' }),
      root: serviceRoot('http://localhost/sta', 'v1.1'),
      actor,
      now: BigInt(server.now.getTime()) * 1000n,
    },
    csv,
    {
      report: () => {},
      clock: () => server.now,
      uses: { record: async () => {}, remember: () => {} },
      resolveAgain: () => resolveAgain(actor),
    },
  )
  return { agreement, body }
}

const rowsIn = (piece: unknown) => String(piece).split('\n').length - 1

it('breaks a download off after the agreement ended by which it began', async () => {
  const { agreement, body } = await begin(async (actor) => actor)
  let rows = 0
  const read = async () => {
    for await (const piece of body) {
      rows += rowsIn(piece)
      await world.end(agreement, server.now)
      server.now = new Date(server.now.getTime() + 1000)
    }
  }
  await expect(read()).rejects.toThrow(Problem)
  expect(rows).toBeGreaterThan(100)
  expect(rows).toBeLessThan(2400)
})

it.each([
  [
    'its token is revoked',
    () => sql`update parties.token set revoked_at = now()`.execute(server.database.db),
  ],
  [
    'its token has another role',
    () => sql`update parties.token set role = 'policy-officer'`.execute(server.database.db),
  ],
])('breaks a download off after %s', async (_, change) => {
  partner = await signInAs(server, 'data-expert')
  const { body } = await begin(() => server.app.http.resolveActor(partner.headers))
  let rows = 0
  const read = async () => {
    for await (const piece of body) {
      rows += rowsIn(piece)
      await change()
    }
  }
  await expect(read()).rejects.toThrow(Problem)
  expect(rows).toBeGreaterThan(100)
  expect(rows).toBeLessThan(2400)
})
