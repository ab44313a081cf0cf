import { sql } from 'kysely'
import { expect, it } from 'vitest'
import type { Db } from '../../platform/database/connect.ts'
import { erasePersonalData } from '../../platform/personal-data.ts'
import { signInAs, signInAsPerson } from '../../testing/actors.ts'
import { useServer } from '../../testing/server.ts'
import { keepDeadLetters } from './inbound/dead-letters/keep.ts'
import { closeLetters } from './inbound/dead-letters/store.ts'
import { PERSONAL_DATA } from './personal-data.ts'
import { acceptCalibration, insertCalibration } from './quality/calibrations/store.ts'
import { insertRuling, withdrawRuling, writeDatasetLimits } from './quality/store.ts'
import { createTestStation } from './testing/datastreams.ts'

const server = useServer()
const ERASURE = { at: new Date('2026-03-02T10:00:00Z'), sensors: 'remove' } as const

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

  for (const { personId } of [leaves, stays]) await sayOfValues(db, datasetId, personId)

  const { personId } = leaves
  await erasePersonalData(db, PERSONAL_DATA, { personId, email: 'x@example.org' }, ERASURE)
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

const QUALITY = [
  ['quality_limits', 'changed_by'],
  ['quality_ruling', 'made_by'],
  ['quality_ruling', 'withdrawn_by'],
  ['calibration', 'made_by'],
  ['calibration', 'accepted_by'],
] as const

it.for(QUALITY)('removes it from what they said of values: %s.%s', async ([table, column]) => {
  const { db } = server.database
  const name = sql.ref(column)
  const { rows } = await sql<{ name: string | null; person: string | null }>`
    select ${name} as name, ${sql.ref(`${column}_person`)} as person from ${sql.id('measurements', table)}
    order by 2`.execute(db)
  expect(rows).toEqual([
    { name: 'Persoon', person: expect.any(String) },
    { name: column === 'changed_by' || column === 'made_by' ? '' : null, person: null },
  ])
})

/** Limits, a withdrawn ruling and an accepted calibration of someone. */
async function sayOfValues(db: Db, datasetId: string, personId: string) {
  const by = { name: 'Persoon', personId }
  const at = server.now
  const { rows } = await sql<{
    id: number
  }>`select id from measurements.datastream where dataset_id = ${datasetId}`.execute(db)
  const id = rows[0]?.id ?? 0
  await writeDatasetLimits(db, { datasetId: crypto.randomUUID(), limits: {}, by, at })
  const period = { datastreamId: id, from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z' }
  const ruling = await insertRuling(db, { ...period, verdict: 'good', reason: 'Goed.', by, at })
  await withdrawRuling(db, ruling.id, by, at)
  const fit = { coefficients: [0, 1], n: 200, r2: 1, residualError: 0, leaveOneOutError: 0, uncertainty: 0 }
  const calibration = await insertCalibration(db, {
    ...period,
    sourceId: id,
    referenceId: id,
    terms: new Map(),
    fit,
    by,
    at,
  })
  await acceptCalibration(db, { id: calibration, derivedId: id, validFrom: period.from, by, at })
}

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
