import { expect, it } from 'vitest'
import type { Actor } from '../../../platform/actor.ts'
import { signInAs } from '../../../testing/actors.ts'
import { useServer } from '../../../testing/server.ts'
import { createTestStation } from '../testing/datastreams.ts'
import { chooseDataset } from './choose-dataset.ts'

const server = useServer()

it('tells whose the dataset is, also of who works for more organisations', async () => {
  const { db } = server.database
  const [a, b] = await Promise.all([signInAs(server, 'data-expert'), signInAs(server, 'data-expert')])
  const memberships = [a, b].map(({ organisationId }) => ({ organisationId, role: 'data-expert' as const }))
  const person: Actor = { kind: 'person', personId: '', name: 'x', email: 'x@example.org', memberships }
  const { datasetId } = await createTestStation(db, { count: 1, ownerId: b.organisationId })
  const chosen = await chooseDataset(db, person, { key: datasetId, in: 'body' }, server.now)
  expect(chosen.ownerId).toBe(b.organisationId)
  expect((await chosen.open(db)).id).toBe(datasetId)
})
