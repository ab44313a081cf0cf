import { expect, it } from 'vitest'
import { takeRows } from '../../platform/personal-data.ts'
import { beginTrace } from '../../platform/trace.ts'
import { useServer } from '../../testing/server.ts'
import { openLogbook } from './logbook.ts'
import { listPersonalData } from './personal-data.ts'

const server = useServer()

it('gives someone every record about them, however many, and none about another', async () => {
  const { db } = server.database
  const logbook = openLogbook(server.app.platform)
  const processing = (id: string) => ({
    trace: beginTrace(),
    activity: 'x',
    subjects: { type: 'samenspel-persoon', ids: [id] },
  })
  await Promise.all(Array.from({ length: 1201 }, () => logbook.record(processing('mine'))))
  await logbook.record(processing('other'))
  const [table] = listPersonalData(logbook)
  if (!table) throw new Error('The log has a table.')
  const held = table.export(db, { personId: 'mine', email: 'x@example.org' })
  expect((await takeRows(held, 2000)).rows).toHaveLength(1201)
})
