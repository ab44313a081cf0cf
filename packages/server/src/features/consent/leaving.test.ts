import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { erasePersonalData } from '../../platform/personal-data.ts'
import { PERSONAL_DATA } from './personal-data.ts'
import { useConsents } from './testing/world.ts'

const { server, world, send, published, choose } = useConsents()

it('gives someone all they chose, and withdraws it when their account ends', async () => {
  const { resident, neighbour } = world()
  const [asked, other] = [await published(), await published()]
  await choose(asked, { answer: 'yes' })
  await choose(other, { answer: 'no' })
  await choose(asked, { answer: 'yes' }, neighbour)

  const data = (await send('GET', 'me/data', undefined, resident)).json()
  const { tables } = data.slices.find(({ slice }: { slice: string }) => slice === 'consent')
  expect(tables).toMatchObject([
    {
      table: 'consent.choice',
      erased: 'now',
      rows: expect.arrayContaining([expect.objectContaining({ noticeId: asked, status: 'ConsentGiven' })]),
    },
    { table: 'consent.record', erased: 'not', rows: [{ method: 'signed-in' }, { method: 'signed-in' }] },
    { table: 'consent.in_force' },
  ])

  const { db } = server.database
  const subject = { personId: resident.personId, email: 'x@example.org' }
  await db
    .transaction()
    .execute((transaction) =>
      erasePersonalData(transaction, PERSONAL_DATA, subject, { at: server.now, sensors: 'remove' }),
    )
  const { rows } = await sql<{
    person_id: string
  }>`select person_id from consent.v_consent(${server.now})`.execute(db)
  expect(rows).toEqual([{ person_id: neighbour.personId }])
  const mine = await send('GET', `me/consents/${asked}`, undefined, resident)
  expect(mine.json().current).toMatchObject({ status: 'ConsentWithdrawn', method: 'account-ended' })
  expect((await send('GET', `me/consents/${other}`, undefined, resident)).json().history).toHaveLength(1)
})
