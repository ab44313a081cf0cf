import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { signInAs } from '../../testing/actors.ts'
import { useServer } from '../../testing/server.ts'
import { forgetName } from './forget-name.ts'
import { createTestStation } from './testing/datastreams.ts'

const server = useServer()

it('removes a name from deliveries to datasets of the organisations that someone leaves, and no others', async () => {
  const { db } = server.database
  const { organisationId } = await signInAs(server, 'data-expert')
  const left = await createTestStation(db, { count: 1, ownerId: organisationId })
  const other = await createTestStation(db, { count: 1 })
  for (const { datasetId } of [left, other]) {
    await sql`insert into measurements.import (dataset_id, mapping_name, columns, rows, refused_rows, stored, unchanged,
        corrected, refused, created_by, created_at)
      values (${datasetId}, '', '{}', 0, 0, 0, 0, 0, '[]', 'Anna Bakker', now())`.execute(db)
  }
  await forgetName(db, { name: 'Anna Bakker', organisationIds: [organisationId] })
  const { rows } = await sql`select dataset_id as id, created_by as name from measurements.import`.execute(db)
  expect(rows).toHaveLength(2)
  expect(rows).toEqual(
    expect.arrayContaining([
      { id: left.datasetId, name: '' },
      { id: other.datasetId, name: 'Anna Bakker' },
    ]),
  )
})
