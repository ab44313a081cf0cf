import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { findConsent } from './index.ts'
import { PURPOSE, useConsents } from './testing/world.ts'

const { server, world, send, publish, published, choose } = useConsents()

const YES = { answer: 'yes', place: '500m', time: 'day', inGroups: true, until: '2026-06-01T00:00:00.000Z' }

async function datasetOf(noticeId: string): Promise<string> {
  return (await send('GET', `consent-notices/${noticeId}`)).json<{ datasetId: string }>().datasetId
}

/** What other slices see of the resident's consent on a notice. */
async function seen(noticeId: string) {
  const { db } = server.database
  const { personId } = world().resident
  const datasetId = await datasetOf(noticeId)
  const found = await findConsent(db, { personId, datasetId, purpose: PURPOSE, at: server.now })
  const { rows } = await sql<{ person_id: string }>`select * from consent.v_consent(${server.now})
    where dataset_id = ${datasetId}`.execute(db)
  expect(rows.some(({ person_id }) => person_id === personId)).toBe(found !== undefined)
  return found
}

/** The changes that were told about a notice. */
async function told(noticeId: string) {
  const { rows } = await sql<{ payload: object }>`select payload from platform.outbox
    where kind = 'consent.consent-changed' and payload->>'datasetId' = ${await datasetOf(noticeId)}
    order by id`.execute(server.database.db)
  return rows.map(({ payload }) => payload)
}

describe('an answer', () => {
  it('yes is a consent from the next read on, in the terms that were chosen', async () => {
    const id = await published()
    const given = await choose(id, YES)
    expect(given.statusCode, given.body).toBe(200)
    const { answer: _, ...terms } = YES
    expect(given.json()).toMatchObject({
      noticeId: id,
      inForce: true,
      current: {
        number: 1,
        status: 'ConsentGiven',
        noticeVersion: 1,
        language: 'nl',
        method: 'signed-in',
        terms,
      },
    })
    expect(await seen(id)).toEqual(terms)
    const { personId } = world().resident
    expect(await told(id)).toEqual([{ personId, datasetId: await datasetOf(id), purpose: PURPOSE }])
  })

  it('no takes the same request, and is recorded as much as yes', async () => {
    const id = await published()
    const refused = await choose(id, { ...YES, answer: 'no' })
    expect(refused.json()).toMatchObject({
      inForce: false,
      current: { status: 'ConsentRefused', terms: null },
    })
    expect((await choose(id, { answer: 'no' })).json().history).toHaveLength(1)
    expect(await seen(id)).toBeUndefined()
  })

  it('says as little as possible when it says only yes', async () => {
    const id = await published()
    const { current } = (await choose(id, { answer: 'yes' })).json()
    expect(current.terms).toEqual({
      place: 'area',
      time: 'day',
      inGroups: false,
      until: '2027-03-02T22:59:59.000Z',
    })
  })

  it('withdraws with no, renews with yes, and keeps everything that happened', async () => {
    const id = await published()
    await choose(id, YES)
    await choose(id, { ...YES, place: 'area' })
    await choose(id, { answer: 'no' })
    expect(await seen(id)).toBeUndefined()
    const { history } = (await choose(id, YES)).json()
    expect(history.map(({ status }: { status: string }) => status)).toEqual([
      'ConsentGiven',
      'ConsentWithdrawn',
      'RenewedConsentGiven',
      'ConsentGiven',
    ])
    expect(await told(id)).toHaveLength(4)
    const list = (await send('GET', 'me/consents?pageSize=200', undefined, world().resident)).json()
    expect(list.items).toContainEqual(expect.objectContaining({ noticeId: id, inForce: true }))
  })

  it('that was given already changes nothing', async () => {
    const id = await published()
    await choose(id, YES)
    expect((await choose(id, YES)).json().history).toHaveLength(1)
    expect(await told(id)).toHaveLength(1)
  })

  it('changes nothing either when it leaves the end open and comes later on the same day', async () => {
    const id = await published()
    const { current } = (await choose(id, { answer: 'yes' })).json()
    server.now = new Date('2026-03-02T15:00:00Z')
    expect((await choose(id, { answer: 'yes' })).json().history).toHaveLength(1)
    const coarser = await choose(id, { answer: 'yes', place: '500m', until: current.terms.until })
    expect(coarser.statusCode, coarser.body).toBe(200)
  })

  it('is never more precise or longer than what is asked, and says every mistake', async () => {
    const id = await published({
      offer: {
        place: '500m',
        time: 'day',
        inGroups: false,
        longestDays: 30,
        keptDays: null,
        recipientIds: [],
      },
    })
    const greedy = { answer: 'yes', place: '100m', time: 'raw', inGroups: true, until: null }
    const refused = await choose(id, greedy)
    expect(refused.statusCode).toBe(400)
    expect(refused.json().errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      '/place',
      '/time',
      '/inGroups',
      '/until',
    ])
    const past = await choose(id, { answer: 'yes', until: '2026-03-02T10:00:00Z' })
    expect(past.json()).toMatchObject({ status: 400, errors: [{ pointer: '/until' }] })
  })

  it('is to the notice that holds now', async () => {
    const id = await published()
    const other = await choose(id, { answer: 'yes', noticeVersion: 2 })
    expect(other.json()).toMatchObject({ status: 409, errors: [{ pointer: '/noticeVersion' }] })
  })

  it('withdraws also when the notice became another meanwhile', async () => {
    const id = await published()
    await choose(id, YES)
    await send(
      'POST',
      `consent-notices/${id}/versions`,
      { reason: 'Een spelfout verbeterd.' },
      world().officer,
    )
    await send('PATCH', `consent-notices/${id}`, { asksAgain: false }, world().officer)
    expect((await publish(id)).statusCode).toBe(200)
    expect((await choose(id, YES)).statusCode).toBe(409)
    expect((await choose(id, { answer: 'no', noticeVersion: 3 })).statusCode).toBe(409)
    const gone = await choose(id, { answer: 'no' })
    expect(gone.statusCode, gone.body).toBe(200)
    expect(gone.json().current).toMatchObject({ status: 'ConsentWithdrawn', noticeVersion: 1 })
    expect(await seen(id)).toBeUndefined()
    expect((await choose(id, { answer: 'no' })).statusCode).toBe(200)
    expect((await choose(id, { answer: 'no' }, world().neighbour)).statusCode).toBe(409)
  })

  it('is the person’s own: nobody else reads it, and no token gives it', async () => {
    const id = await published()
    await choose(id, YES)
    expect((await send('GET', `me/consents/${id}`, undefined, world().neighbour)).statusCode).toBe(404)
    expect((await choose(id, YES, world().stranger)).statusCode).toBe(403)
    expect(
      (await send('PUT', `me/consents/${id}`, { ...YES, noticeVersion: 1, language: 'nl' })).statusCode,
    ).toBe(401)
  })

  it('given twice at the same moment is recorded once', async () => {
    const id = await published()
    const answers = await Promise.all([choose(id, YES), choose(id, YES), choose(id, YES)])
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200])
    const mine = await send('GET', `me/consents/${id}`, undefined, world().resident)
    expect(mine.json().history).toHaveLength(1)
  })

  it.each([
    ['changed', sql`update consent.record set status = 'ConsentGiven'`],
    ['removed', sql`delete from consent.record`],
  ])('cannot be %s afterwards, also by who writes SQL', async (_what, change) => {
    const id = await published()
    await choose(id, { answer: 'no' })
    await expect(change.execute(server.database.db)).rejects.toThrow('cannot be changed')
  })
})

describe('a consent', () => {
  it('ends at its moment, before any job noticed', async () => {
    const id = await published()
    await choose(id, YES)
    server.now = new Date('2026-05-31T23:59:59.999Z')
    expect(await seen(id)).toBeDefined()
    server.now = new Date('2026-06-01T00:00:00Z')
    expect(await seen(id)).toBeUndefined()
    const mine = () => send('GET', `me/consents/${id}`, undefined, world().resident)
    expect((await mine()).json()).toMatchObject({ inForce: false, current: { status: 'ConsentGiven' } })
    server.now = new Date('2026-06-01T00:10:00Z')
    await server.app.workers.finish()
    expect((await mine()).json()).toMatchObject({
      inForce: false,
      current: {
        status: 'ConsentExpired',
        method: 'time',
        recordedAt: '2026-06-01T00:00:00.000Z',
        terms: null,
      },
    })
    expect(await told(id)).toHaveLength(2)
    await server.app.workers.finish()
    expect(await told(id)).toHaveLength(2)
  })

  it('can be renewed after it ended, also when no job noticed yet', async () => {
    const id = await published()
    await choose(id, YES)
    server.now = new Date('2026-06-02T00:00:00Z')
    const { history } = (await choose(id, { answer: 'yes' })).json()
    expect(history.map(({ status }: { status: string }) => status)).toEqual([
      'RenewedConsentGiven',
      'ConsentExpired',
      'ConsentGiven',
    ])
    await server.app.workers.finish()
    expect(await seen(id)).toBeDefined()
  })

  it('ends when a new version asks again, and stays when only words changed', async () => {
    const id = await published()
    await choose(id, YES)
    const again = async (asksAgain: boolean) => {
      const url = `consent-notices/${id}`
      await send('POST', `${url}/versions`, { reason: 'De tekst moest beter.' }, world().officer)
      await send('PATCH', url, { asksAgain }, world().officer)
      expect((await publish(id)).statusCode).toBe(200)
    }
    await again(false)
    expect(await seen(id)).toBeDefined()
    await again(true)
    expect(await seen(id)).toBeUndefined()
    const mine = await send('GET', `me/consents/${id}`, undefined, world().resident)
    expect(mine.json().current).toMatchObject({
      status: 'ConsentInvalidated',
      method: 'new-notice',
      noticeVersion: 1,
    })
    expect(await told(id)).toHaveLength(2)
    expect((await choose(id, { answer: 'no', noticeVersion: 3 })).json().current.status).toBe(
      'ConsentRefused',
    )
  })
})

it('is written out in the statement that asks for it, like a view', async () => {
  const { rows } = await sql<{ 'QUERY PLAN': string }>`explain select * from consent.v_consent(${server.now})
    where person_id = ${world().resident.personId}`.execute(server.database.db)
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
  expect(plan).not.toContain('Function Scan')
  expect(plan).toContain('choice')
})
