import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { createMailbox } from '../../testing/mailbox.ts'
import { CLOSED, POINT, useRemarks } from '../../testing/remarks-world.ts'
import { createAccount } from '../parties/index.ts'

const mailbox = createMailbox()
const { server, world, send, republish, write, list } = useRemarks({ MAIL_FOLDER: mailbox.folder })

describe('a remark', () => {
  it('is on a station, a series or an area, and everybody reads it', async () => {
    const { open } = world()
    const onStation = await write({ name: 'Buurman', from: '2026-03-01T10:00:00Z' })
    const onSeries = await write({
      datastream: open.datastreamId,
      from: '2026-02-01T00:00:00Z',
      to: '2026-02-10T00:00:00Z',
    })
    const onArea = await write({ area: 'BU90010101', property: 'pm25' })
    expect(onStation).toMatchObject({
      writer: 'Buurman',
      isOwn: true,
      thing: open.thingId,
      datastream: null,
      area: null,
      name: 'Stationsplein',
      location: POINT,
      from: '2026-03-01T10:00:00.000Z',
      to: null,
      supports: 0,
      mayChange: true,
    })
    expect(onSeries).toMatchObject({ thing: open.thingId, datastream: open.datastreamId, writer: null })
    expect(onArea).toMatchObject({
      area: { code: 'BU90010101', name: 'De Kom' },
      thing: null,
      property: 'pm25',
    })
    const all = [onArea.id, onSeries.id, onStation.id]
    for (const query of [
      `thing=${open.thingId}`,
      `datastream=${open.datastreamId}`,
      'area=BU90010101',
      'pageSize=50',
    ]) {
      expect(
        (await list(query)).filter((id) => all.includes(id)),
        query,
      ).toEqual(expect.arrayContaining(all))
    }
    expect(await list(`thing=${open.thingId}&from=2026-02-05T00:00:00Z&to=2026-02-06T00:00:00Z`)).toEqual(
      expect.arrayContaining([onSeries.id, onArea.id]),
    )
    expect(
      await list(`thing=${open.thingId}&from=2026-02-05T00:00:00Z&to=2026-02-06T00:00:00Z`),
    ).not.toContain(onStation.id)
    const ofOther = await list(`thing=${open.thingId}&property=no2`)
    expect(ofOther).toContain(onStation.id)
    expect(ofOther).not.toContain(onArea.id)
    expect(ofOther).not.toContain(onSeries.id)
    expect(await list('kind=fault')).toEqual([])
    const anonymous = (await send('GET', `remarks/${onStation.id}`)).json()
    expect(anonymous).toMatchObject({ text: onStation.text, isOwn: false, mayChange: false, voice: null })
    expect(JSON.stringify(anonymous)).not.toContain(world().writer.personId)
  })

  it('is given in pages that miss none and double none', async () => {
    const mine = [await write(), await write(), await write()].map(({ id }) => id)
    const seen: string[] = []
    let cursor = ''
    do {
      const answer = await send('GET', `remarks?pageSize=2${cursor}`)
      const page = answer.json<{ items: { id: string }[]; next: string | null }>()
      seen.push(...page.items.map(({ id }) => id))
      cursor = page.next === null ? '' : `&cursor=${page.next}`
    } while (cursor !== '')
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen).toEqual(expect.arrayContaining(mine))
  })

  it('is in the list of its writer, and in that of nobody else', async () => {
    const { id } = await write()
    const own = await list('mine=true&pageSize=200', world().writer)
    expect(own).toContain(id)
    for (const stranger of [undefined, world().reader]) {
      expect(await list('mine=true&pageSize=200', stranger)).not.toContain(id)
    }
    expect(await list('mine=true')).toEqual([])
  })

  it.each([
    [{ text: 'a\u202eb c d' }, '/text'],
    [{ text: 'a\u200bbcd' }, '/text'],
    [{ text: `${'\n'.repeat(20)}abc` }, '/text'],
    [{ text: '     ' }, '/text'],
    [{ text: '. . . . . .' }, '/text'],
    [{ text: 'x'.repeat(501) }, '/text'],
    [{ name: 'Gemeente\nWaterrijk' }, '/name'],
    [{ name: ' ' }, '/name'],
    [{ to: '2026-03-01T00:00:00Z' }, '/from'],
    [{ from: '2026-03-01T00:00:00Z', to: '2026-03-01T00:00:00Z' }, '/to'],
    [{ from: '2030-03-01T00:00:00Z' }, '/from'],
    [{ from: '1512-03-01T00:00:00Z' }, '/from'],
    [{ area: 'BU90010101' }, '/area'],
    [{ property: 'no2' }, '/property'],
    [{ kind: 'gossip' }, '/kind'],
  ])('is refused with what is wrong: %j', async (change, pointer) => {
    const { thingId: thing } = world().open
    const answer = await send(
      'POST',
      'remarks',
      { kind: 'works', text: 'Het regende hier', thing, ...change },
      world().reader,
    )
    expect(answer.statusCode, answer.body).toBe(400)
    expect(answer.json().errors.map((each: { pointer: string }) => each.pointer)).toContain(pointer)
  })

  it('is not written twice, nor without an account', async () => {
    const { text } = await write()
    const { thingId: thing } = world().open
    expect((await send('POST', 'remarks', { kind: 'works', text, thing }, world().writer)).statusCode).toBe(
      409,
    )
    expect((await send('POST', 'remarks', { kind: 'works', text, thing })).statusCode).toBe(401)
  })

  it('can be changed for an hour, until somebody responds, and withdrawn at any time', async () => {
    const { writer, reader } = world()
    const remark = await write()
    const change = { text: 'Het waren geen wegwerkzaamheden', from: '2026-03-01T00:00:00Z' }
    expect((await send('PATCH', `remarks/${remark.id}`, change, reader)).statusCode).toBe(404)
    server.now = new Date('2026-03-02T10:30:00Z')
    const changed = await send('PATCH', `remarks/${remark.id}`, change, writer)
    expect(changed.json()).toMatchObject({ text: change.text, changedAt: '2026-03-02T10:30:00.000Z' })
    expect((await send('PUT', `remarks/${remark.id}/voice`, { stance: 'support' }, reader)).statusCode).toBe(
      200,
    )
    expect((await send('PATCH', `remarks/${remark.id}`, change, writer)).statusCode).toBe(409)
    const other = await write()
    server.now = new Date('2026-03-02T11:31:00Z')
    expect((await send('PATCH', `remarks/${other.id}`, change, writer)).statusCode).toBe(409)
    expect((await send('DELETE', `remarks/${remark.id}`, undefined, reader)).statusCode).toBe(404)
    expect((await send('DELETE', `remarks/${remark.id}`, undefined, writer)).statusCode).toBe(204)
    expect((await send('GET', `remarks/${remark.id}`)).statusCode).toBe(404)
  })
})

describe('a voice', () => {
  it('is one of each account, can be changed and taken back, and is never of the writer', async () => {
    const { writer, reader, third } = world()
    const { id } = await write()
    const voice = (payload: object, actor = reader) => send('PUT', `remarks/${id}/voice`, payload, actor)
    await voice({ stance: 'support' })
    await voice({ stance: 'support' })
    await voice({ stance: 'dispute', reason: 'not-then' }, third)
    const both = await voice({ stance: 'dispute', reason: 'not-here' })
    expect(both.json()).toMatchObject({
      supports: 0,
      disputes: 2,
      voice: { stance: 'dispute', reason: 'not-here' },
      reasons: [
        { reason: 'not-here', count: 1 },
        { reason: 'not-then', count: 1 },
      ],
    })
    expect((await voice({ stance: 'support', reason: 'over' })).statusCode).toBe(400)
    expect((await voice({ stance: 'support' }, writer)).statusCode).toBe(409)
    expect((await send('DELETE', `remarks/${id}/voice`, undefined, reader)).statusCode).toBe(204)
    expect((await send('GET', `remarks/${id}`)).json()).toMatchObject({ supports: 0, disputes: 1 })
  })
})

describe('what not everybody sees', () => {
  it('takes no remark, and says the same of it as of what is not there', async () => {
    const { closed, resident, officer, writer } = world()
    const told = async (place: object) => {
      const answer = await send(
        'POST',
        'remarks',
        { kind: 'fault', text: 'Hangt in de zon', ...place },
        writer,
      )
      expect(answer.statusCode).toBe(404)
      return { ...answer.json(), instance: '' }
    }
    const nothing = await told({ thing: 999_999 })
    expect(await told({ thing: closed.thingId })).toEqual(nothing)
    expect(await told({ thing: resident.thingId })).toEqual(nothing)
    const noSeries = await told({ datastream: 999_999 })
    expect(await told({ datastream: closed.datastreamId })).toEqual(noSeries)
    expect(await told({ datastream: resident.datastreamId })).toEqual(noSeries)
    for (const place of [
      `thing=${closed.thingId}`,
      `thing=${resident.thingId}`,
      `datastream=${closed.datastreamId}`,
    ]) {
      expect((await send('GET', `remarks?${place}`)).statusCode, place).toBe(404)
    }
    // Not for who sees the station either: the remark itself would be read by everybody.
    const own = await server.request({
      url: `/api/v1/remarks?thing=${closed.thingId}`,
      headers: officer.headers,
    })
    expect(own.statusCode).toBe(404)
  })

  it('shows the place of a station as everybody sees it', async () => {
    const { coarse } = world()
    const { location } = await write({ thing: coarse.thingId })
    const station = (await send('GET', `stations/${coarse.thingId}`)).json()
    expect(location).toEqual(station.location)
    expect(location).not.toEqual(POINT)
  })

  it('takes the remarks along when a dataset is closed, and gives them back when it is opened', async () => {
    const { open, openDatasetId, writer, reader } = world()
    const { id } = await write()
    await republish(openDatasetId, CLOSED)
    expect(await list('pageSize=200')).not.toContain(id)
    expect((await send('GET', `remarks/${id}`)).statusCode).toBe(404)
    expect((await send('GET', `remarks/${id}`, undefined, writer)).statusCode).toBe(404)
    expect((await send('PUT', `remarks/${id}/voice`, { stance: 'support' }, reader)).statusCode).toBe(404)
    const report = await send('POST', 'moderation-reports', { kind: 'remark', id, rule: 'honest' })
    expect(report.statusCode).toBe(404)
    await republish(openDatasetId)
    expect(await list(`thing=${open.thingId}`)).toContain(id)
  })

  it('answers the same bytes whether there are remarks on it or not', async () => {
    const { closed, closedDatasetId, reader, open } = world()
    await write()
    await write({ area: 'BU90010101' })
    const questions = [
      ...[
        'pageSize=1',
        'pageSize=2',
        'pageSize=200',
        'area=BU90010101',
        `thing=${open.thingId}`,
        'kind=works',
      ],
      ...[
        `thing=${closed.thingId}`,
        `datastream=${closed.datastreamId}`,
        'pageSize=200&from=2026-03-01T00:00:00Z',
      ],
    ]
    const answers = () =>
      Promise.all(
        questions.flatMap((query) =>
          [undefined, reader].map(
            async (actor) => (await send('GET', `remarks?${query}`, undefined, actor)).body,
          ),
        ),
      )
    const before = await answers()
    await republish(closedDatasetId)
    const onStation = await write({ thing: closed.thingId, from: '2026-03-01T10:00:00Z' })
    await write({ datastream: closed.datastreamId })
    expect(await answers()).not.toEqual(before)
    await republish(closedDatasetId, CLOSED)
    expect(await answers()).toEqual(before)
    // Its writer can still withdraw it.
    expect((await send('DELETE', `remarks/${onStation.id}`, undefined, world().writer)).statusCode).toBe(204)
  })
})

describe('who leaves', () => {
  it('leaves remarks without a name, and no voices', async () => {
    const { db } = server.database
    const [email, password, name] = ['vertrekt@example.org', 'een heel lang wachtwoord', 'Wilhelmina']
    const personId = await createAccount(db, { email, name, password, memberships: [] })
    const signedIn = await server.request({
      method: 'POST',
      url: '/api/auth/sign-in/email',
      payload: { email, password },
    })
    const headers = { cookie: String(signedIn.headers['set-cookie']).split(';')[0] ?? '' }
    const leaver = { headers, personId }
    const kept = await write({ name }, leaver)
    const withdrawn = await write({ name }, leaver)
    const other = await write()
    await send('PUT', `remarks/${other.id}/voice`, { stance: 'dispute' }, leaver)
    expect((await send('DELETE', `remarks/${withdrawn.id}`, undefined, leaver)).statusCode).toBe(204)
    const held = (await send('GET', 'me/data', undefined, leaver)).body
    expect(held).toContain(kept.text)
    expect(held).toContain(other.id)
    const leave = (payload: object) =>
      server.request({ method: 'POST', url: '/api/auth/delete-user', headers, payload })
    await leave({ password })
    const token = new URL(await mailbox.waitForLink(email)).searchParams.get('token')
    expect((await leave({ token })).statusCode).toBe(200)
    expect((await send('GET', `remarks/${kept.id}`)).json()).toMatchObject({ text: kept.text, writer: null })
    expect((await send('GET', `remarks/${withdrawn.id}`)).statusCode).toBe(404)
    expect((await send('GET', `remarks/${other.id}`)).json().disputes).toBe(0)
    const { rows } = await sql`select from remarks.remark r where ${personId}::uuid = r.person_id
      union all select from remarks.voice v where ${personId}::uuid = v.person_id`.execute(db)
    expect(rows).toEqual([])
  })
})
