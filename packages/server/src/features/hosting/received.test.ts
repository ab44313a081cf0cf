import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { PERSON_CODE } from '../../platform/processing.ts'
import { signInAsPerson } from '../../testing/actors.ts'
import { openLogbook } from '../logbook/index.ts'
import { useHosting } from './testing/world.ts'

const { server, world, send, hosted } = useHosting()
const airrohr = { sensordatavalues: [{ value_type: 'SDS_P1', value: '12.5' }] }

describe('what a sensor sends', () => {
  it('is in the processing log of its host once a day, before it is acknowledged', async () => {
    const host = await signInAsPerson(server)
    const { key } = await hosted(host)
    const logbook = openLogbook(server.app.platform)
    const count = async () => {
      const { items } = await logbook.listRecordsOf([{ type: PERSON_CODE, id: host.personId }], {})
      return items.filter(({ name }) => name === 'metingen ontvangen en bewaren').length
    }
    expect(await count()).toBe(0)
    const deliver = () => send('POST', 'sensor-deliveries', airrohr, key)
    await Promise.all([deliver(), deliver()])
    expect(await count()).toBe(1)
    server.now = new Date('2026-03-02T20:00:00Z')
    await deliver()
    expect(await count()).toBe(1)
    server.now = new Date('2026-03-03T10:00:00Z')
    await deliver()
    expect(await count()).toBe(2)
  })

  it('is not stored when that cannot be recorded', async () => {
    const { key, id } = await hosted()
    server.now = new Date('2026-03-04T10:00:00Z')
    await sql`alter table logbook.record rename to record_away`.execute(server.database.db)
    try {
      const refused = await send('POST', 'sensor-deliveries', airrohr, key)
      expect(refused.statusCode).toBe(503)
    } finally {
      await sql`alter table logbook.record_away rename to record`.execute(server.database.db)
    }
    const sensor = await send('GET', `me/sensors/${id}`, undefined, world().host)
    const { datastreams } = sensor.json<{ datastreams: { latest: object | null }[] }>()
    expect(datastreams.filter(({ latest }) => latest !== null)).toEqual([])
    expect((await send('POST', 'sensor-deliveries', airrohr, key)).statusCode).toBe(200)
  })
})
