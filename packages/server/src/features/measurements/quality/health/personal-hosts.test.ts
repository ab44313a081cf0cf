import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { createMailbox } from '../../../../testing/mailbox.ts'
import { useServer } from '../../../../testing/server.ts'
import { storeObservations } from '../../ingest/store-observations.ts'
import { createTestStation } from '../../testing/datastreams.ts'
import { checkThings } from './check-things.ts'
import { addHost, removeHosts, tellHosts } from './hosts.ts'

const mailbox = createMailbox()
const server = useServer({ MAIL_FOLDER: mailbox.folder })
const HOUR = 3_600_000_000

it('tells the host of a sensor in a personal dataset, until that ends', async () => {
  const { db } = server.database
  const { datastreamIds, thingId } = await createTestStation(db, { count: 1 })
  const [id = 0] = datastreamIds
  const { rows } = await sql<{
    ownerId: string
  }>`update catalogue.dataset d set access = 'personal', minimum_group = 5
    from measurements.thing t where t.id = ${thingId} and d.id = t.dataset_id returning d.owner_id as "ownerId"`.execute(
    db,
  )
  const email = 'Bewoner@waterrijk.example'
  await addHost(db, thingId, { email, organisationId: rows[0]?.ownerId ?? '' }, server.now)
  const start = Date.parse('2026-03-01T00:00:00Z') * 1000
  const hours = Array.from({ length: 30 }, (_, hour) => hour)
  await storeObservations(
    db,
    {
      datastreamId: hours.map(() => id),
      phenomenonStart: hours.map((hour) => start + hour * HOUR),
      resultNumber: hours.map((hour) => 10 + 6 * Math.sin(hour / 3.8)),
    },
    { now: server.now },
  )
  const tell = async (moment: string) => {
    server.now = new Date(moment)
    await checkThings(db, server.now)
    await tellHosts(server.app.platform, async () => {})
    return (await mailbox.read('bewoner@waterrijk.example')).length
  }
  expect(await tell('2026-03-02T06:00:00Z')).toBe(0)
  expect(await tell('2026-03-02T20:00:00Z')).toBe(1)
  await removeHosts(db, thingId)
  await sql`update measurements.thing_health set worsened_at = '2026-03-05T00:00:00Z'`.execute(db)
  expect(await tell('2026-03-05T20:00:00Z')).toBe(1)
})
