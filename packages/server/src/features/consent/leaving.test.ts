import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { erasePersonalData } from '../../platform/personal-data.ts'
import { signInAsPerson } from '../../testing/actors.ts'
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

it('withdraws an answer that is being written while the account ends, and takes none after it', async () => {
  const { resident } = world()
  const asked = await published()
  await choose(asked, { answer: 'no' })
  const { db } = server.database
  const subject = { personId: resident.personId, email: 'x@example.org' }
  const ending = await db.transaction().execute(async (transaction) => {
    await sql`with changed as (
        update consent.choice set latest = latest + 1 where person_id = ${resident.personId} and notice_id = ${asked} returning id, latest)
      insert into consent.record (choice_id, number, status, notice_version, language, method, place, time, in_groups, recorded_at)
      select id, latest, 'ConsentGiven', 1, 'nl', 'signed-in', 'exact', 'raw', true, ${server.now} from changed`.execute(
      transaction,
    )
    const ended = db
      .transaction()
      .execute((other) =>
        erasePersonalData(other, PERSONAL_DATA, subject, { at: server.now, sensors: 'remove' }),
      )
    await new Promise((resolve) => setTimeout(resolve, 200))
    return { ended }
  })
  await ending.ended
  const { rows } = await sql`select from consent.in_force where person_id = ${resident.personId}`.execute(db)
  expect(rows).toEqual([])
  const late = await send(
    'PUT',
    `me/consents/${asked}`,
    { answer: 'no', noticeVersion: 1, language: 'nl' },
    resident,
  )
  expect(late.statusCode).toBe(401)
})

it('takes no first answer either while the account ends', async () => {
  const { db } = server.database
  const resident = await signInAsPerson(server)
  const asked = await published()
  const { answering } = await db.transaction().execute(async (transaction) => {
    await sql`delete from parties.session where user_id = ${resident.personId}`.execute(transaction)
    const answer = choose(asked, { answer: 'yes' }, resident)
    await new Promise((resolve) => setTimeout(resolve, 300))
    return { answering: answer }
  })
  expect((await answering).statusCode).toBe(401)
  const { rows } = await sql`select from consent.choice where person_id = ${resident.personId}`.execute(db)
  expect(rows).toEqual([])
})
