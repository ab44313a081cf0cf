import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { signInAs, signInAsPerson } from '../../testing/actors.ts'
import { useServer } from '../../testing/server.ts'
import { forgetName } from './forget-name.ts'
import { keepDeadLetters } from './inbound/dead-letters/keep.ts'
import { closeLetters } from './inbound/dead-letters/store.ts'
import { createTestStation } from './testing/datastreams.ts'

const server = useServer()

it('removes the name of someone from all they delivered and closed, and leaves that of a namesake', async () => {
  const { db } = server.database
  const { organisationId } = await signInAs(server, 'data-expert')
  const { datasetId } = await createTestStation(db, { count: 1, ownerId: organisationId })
  const [leaves, stays] = [await expert(organisationId), await expert(organisationId)]
  for (const { headers } of [leaves, stays]) {
    const payload = { format: 'csv', dataset: datasetId }
    const started = await server.request({
      method: 'POST',
      url: '/api/v1/observation-uploads',
      headers,
      payload,
    })
    expect(started.statusCode, started.body).toBe(201)
  }
  for (const { personId } of [leaves, stays]) await keepClosed(datasetId, personId)

  await forgetName(db, leaves.personId)
  const uploads =
    await sql`select created_by as name, created_by_person as person from measurements.import`.execute(db)
  expect(uploads.rows).toHaveLength(2)
  expect(uploads.rows).toEqual(
    expect.arrayContaining([
      { name: '', person: null },
      { name: 'Persoon', person: stays.personId },
    ]),
  )
  const letters = await sql`select sender, closed_by as closer from measurements.dead_letter`.execute(db)
  expect(letters.rows).toHaveLength(2)
  expect(letters.rows).toEqual(
    expect.arrayContaining([
      { sender: null, closer: null },
      { sender: 'Persoon', closer: 'Persoon' },
    ]),
  )
})

const expert = (organisationId: string) => signInAsPerson(server, [{ organisationId, role: 'data-expert' }])

/** Something that someone sent in vain and then discarded. */
async function keepClosed(datasetId: string, personId: string) {
  const { db } = server.database
  const who = { name: 'Persoon', personId }
  const detail = { nl: 'Weg', en: 'Gone' }
  const letter = {
    datasetId,
    origin: 'webhook',
    address: personId,
    sender: who,
    reason: 'not-json',
    detail,
  } as const
  await keepDeadLetters(db, [{ ...letter, payload: Buffer.from('x') }], server.now)
  const { rows } = await sql<{
    id: string
  }>`select id from measurements.dead_letter where state = 'waiting'`.execute(db)
  const ids = rows.map(({ id }) => id)
  await closeLetters(db, ids, { state: 'discarded', by: who, note: 'no use', at: server.now })
}
