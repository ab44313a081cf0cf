import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { signInAs, signInAsPerson } from '../../testing/actors.ts'
import { createMailbox } from '../../testing/mailbox.ts'
import { type Sender, useRemarks } from '../../testing/remarks-world.ts'
import { createOrganisation } from '../parties/index.ts'
import { forgetReviews } from './store/judgements.ts'
import { forgetReports } from './store/reports.ts'
import { tellWriters } from './tell-writers.ts'

const mailbox = createMailbox()
const { server, world, send, write, list } = useRemarks({ MAIL_FOLDER: mailbox.folder })

const reason = 'Dit noemt een bewoner bij naam.'
const report = (id: string, change: object = {}, actor?: Sender) =>
  send('POST', 'moderation-reports', { kind: 'remark', id, rule: 'privacy', ...change }, actor)
const judge = (id: string, verdict: string, actor: Sender, change: object = {}) =>
  send(
    'POST',
    'moderation-judgements',
    { kind: 'remark', id, verdict, rule: 'privacy', reason, ...change },
    actor,
  )

type Item = {
  id: string
  changedAt: string
  reports: { times: number; note: string }[]
  accounts: number
  objection: unknown
}
async function findWaiting(id: string, actor = world().clerk): Promise<Item | undefined> {
  const answer = await send('GET', 'moderation-queue?pageSize=200', undefined, actor)
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json<{ items: Item[] }>().items.find((item) => item.id === id)
}

describe('a report', () => {
  it('is taken of anybody, hides nothing, and waits for a moderator', async () => {
    const { clerk, reader } = world()
    const { id, text } = await write()
    expect((await report(id, { note: 'Staat een naam in' })).statusCode).toBe(202)
    expect((await report(id, {}, reader)).statusCode).toBe(202)
    expect(await list('pageSize=200')).toContain(id)
    expect(await findWaiting(id)).toMatchObject({ text, accounts: 1, objection: null })
    expect((await send('GET', 'moderation-queue', undefined, reader)).statusCode).toBe(403)
    expect((await send('GET', 'moderation-queue')).statusCode).toBe(401)
    expect(JSON.stringify(await findWaiting(id, clerk))).not.toContain(reader.personId)
  })

  it('counts once of an account, and says of others how often, whatever they send', async () => {
    const { reader } = world()
    const { id } = await write()
    for (let time = 0; time < 3; time += 1) await report(id, { note: `${time}` }, reader)
    for (let time = 0; time < 12; time += 1) await report(id, { note: `bericht ${time % 9}` })
    const waiting = await findWaiting(id)
    expect(waiting?.accounts).toBe(1)
    expect(waiting?.reports).toHaveLength(6)
    expect(waiting?.reports.reduce((sum, { times }) => sum + times, 0)).toBe(13)
  })

  it('by one rule is not drowned by others by another', async () => {
    const { id } = await write()
    for (const rule of ['respect', 'subject', 'honest', 'advertising', 'law']) {
      for (let time = 0; time < 5; time += 1) await report(id, { rule, note: `bericht ${time}` })
    }
    await report(id, { note: 'Hier staat mijn adres' })
    const waiting = await findWaiting(id)
    expect(waiting?.reports).toHaveLength(20)
    expect(waiting?.reports.map(({ note }) => note)).toContain('Hier staat mijn adres')
  })

  it('is found by the text that it is about', async () => {
    const [one, other] = [await write(), await write()]
    for (const { id } of [one, other]) await report(id)
    const query = `moderation-queue?kind=remark&target=${other.id}`
    const { items } = (await send('GET', query, undefined, world().clerk)).json<{ items: Item[] }>()
    expect(items.map(({ id }) => id)).toEqual([other.id])
  })

  it('many times does not move a text to the front', async () => {
    const first = await write()
    await report(first.id)
    server.now = new Date('2026-03-02T10:05:00Z')
    const second = await write()
    for (let time = 0; time < 10; time += 1) await report(second.id)
    const answer = await send('GET', 'moderation-queue?pageSize=200', undefined, world().clerk)
    const ids = answer.json<{ items: Item[] }>().items.map(({ id }) => id)
    expect(ids.indexOf(first.id)).toBeLessThan(ids.indexOf(second.id))
  })

  it('is refused of one’s own text, of what is not there, and too often from one account', async () => {
    const { writer } = world()
    const { id } = await write()
    expect((await report(id, {}, writer)).statusCode).toBe(409)
    expect((await report('00000000-0000-4000-8000-000000000001')).statusCode).toBe(404)
    expect((await report(id, { kind: 'analysis' })).statusCode).toBe(404)
    const eager = await signInAsPerson(server)
    const codes: number[] = []
    for (let time = 0; time < 21; time += 1) codes.push((await report(id, {}, eager)).statusCode)
    expect(codes.slice(0, 20)).toEqual(Array(20).fill(202))
    expect(codes[20]).toBe(429)
  })

  it('of what was found to be in order is answered, unless the text changed since', async () => {
    const { clerk, writer } = world()
    const { id } = await write()
    await report(id)
    expect((await judge(id, 'shown', clerk)).statusCode).toBe(201)
    expect((await report(id)).statusCode).toBe(409)
    expect((await report(id, { rule: 'respect' })).statusCode).toBe(202)
    server.now = new Date('2026-03-02T10:10:00Z')
    await send('PATCH', `remarks/${id}`, { text: 'Iets heel anders' }, writer)
    expect((await report(id)).statusCode).toBe(202)
  })
})

describe('a judgement', () => {
  it('hides a text for everybody but its writer and the moderators, and tells why', async () => {
    const { clerk, writer, reader, open } = world()
    const { id, text } = await write({ name: 'Jan Jansen' })
    await report(id)
    const judged = await judge(id, 'hidden', clerk)
    expect(judged.statusCode, judged.body).toBe(201)
    expect(judged.json()).toMatchObject({
      verdict: 'hidden',
      rule: 'privacy',
      reason,
      reports: 1,
      stands: true,
    })
    for (const actor of [undefined, reader]) {
      const seen = await send('GET', `remarks/${id}`, undefined, actor)
      expect(seen.json()).toMatchObject({ text: null, writer: null, hidden: { rule: 'privacy', reason } })
      expect(await list(`thing=${open.thingId}`, actor)).not.toContain(id)
      const everything = await send('GET', 'remarks?pageSize=200', undefined, actor)
      expect(everything.body).not.toContain(text)
    }
    expect((await send('GET', `remarks/${id}`, undefined, writer)).json()).toMatchObject({
      text,
      hidden: { reason },
    })
    expect((await send('GET', `remarks/${id}`, undefined, clerk)).json()).toMatchObject({ text })
    expect(await list(`thing=${open.thingId}`, writer)).toContain(id)
    const published = await send('GET', `moderation-judgements?target=${id}`)
    expect(published.json().items).toMatchObject([{ verdict: 'hidden', reason }])
    expect(published.body).not.toContain(text)
    expect(published.body).not.toContain('Jan Jansen')
    expect(published.body).not.toContain(clerk.personId)
    expect((await send('PUT', `remarks/${id}/voice`, { stance: 'support' }, reader)).statusCode).toBe(404)
    expect((await report(id, {}, reader)).statusCode).toBe(404)
    expect((await send('PATCH', `remarks/${id}`, { text: 'Anders geschreven' }, writer)).statusCode).toBe(409)
    expect(await findWaiting(id)).toBeUndefined()
  })

  it('is only of moderators: people of the municipality itself, not of a partner, and no token', async () => {
    const { organisationId, reader, clerk } = world()
    const { id } = await write()
    const partnerId = await createOrganisation(server.database.db, {
      name: 'Bureau',
      kind: 'company',
      registeredBy: organisationId,
    })
    const partner = await signInAsPerson(server, [{ organisationId: partnerId, role: 'administrator' }])
    const officer = await signInAsPerson(server, [{ organisationId, role: 'policy-officer' }])
    const token = await signInAs(server, 'clerk', { organisationId })
    for (const actor of [reader, partner, officer, { ...token, personId: '' }]) {
      expect((await judge(id, 'hidden', actor)).statusCode).toBe(403)
      expect((await send('GET', 'moderation-queue', undefined, actor)).statusCode).toBe(403)
    }
    expect((await judge(id, 'hidden', clerk)).statusCode).toBe(201)
  })

  it('is of the text that the moderator read, not of what the writer made of it since', async () => {
    const { clerk, writer } = world()
    const { id } = await write()
    await report(id)
    const { changedAt } = (await findWaiting(id)) ?? {}
    server.now = new Date(server.now.getTime() + 60_000)
    await send('PATCH', `remarks/${id}`, { text: 'Iets heel anders' }, writer)
    const refused = await judge(id, 'shown', clerk, { changedAt })
    expect(refused.statusCode).toBe(409)
    expect(refused.json()).toMatchObject({ errors: [{ pointer: '/changedAt' }] })
    const read = await findWaiting(id)
    expect((await judge(id, 'shown', clerk, { changedAt: read?.changedAt })).statusCode).toBe(201)
  })

  it('takes the place of the judgement that the moderator saw, and of no other', async () => {
    const { clerk } = world()
    const { id } = await write()
    await report(id)
    const first = await judge(id, 'hidden', clerk, { standing: null })
    expect(first.statusCode).toBe(201)
    const refused = await judge(id, 'shown', clerk, { standing: null })
    expect(refused.statusCode).toBe(409)
    expect(refused.json()).toMatchObject({ errors: [{ pointer: '/standing' }] })
    expect((await judge(id, 'shown', clerk, { standing: first.json().id })).statusCode).toBe(201)
  })

  it('is not about what the moderator wrote or reported', async () => {
    const { clerk, administrator } = world()
    const own = await write({}, clerk)
    expect((await judge(own.id, 'hidden', clerk)).statusCode).toBe(409)
    const { id } = await write()
    await report(id, {}, clerk)
    expect(await findWaiting(id)).toMatchObject({
      objection: { nl: expect.stringContaining('meldde dit zelf') },
    })
    expect((await judge(id, 'hidden', clerk)).statusCode).toBe(409)
    expect((await judge(id, 'hidden', administrator)).statusCode).toBe(201)
  })

  it('says nothing twice, and can be taken back', async () => {
    const { clerk } = world()
    const { id, text } = await write()
    expect((await judge(id, 'shown', clerk)).statusCode).toBe(409)
    await judge(id, 'hidden', clerk)
    expect((await judge(id, 'hidden', clerk)).statusCode).toBe(409)
    server.now = new Date('2026-03-02T10:05:00Z')
    expect((await judge(id, 'shown', clerk)).statusCode).toBe(201)
    expect((await send('GET', `remarks/${id}`)).json()).toMatchObject({ text, hidden: null })
    const { items } = (await send('GET', `moderation-judgements?target=${id}`)).json()
    expect(items.map(({ stands }: { stands: boolean }) => stands)).toEqual([true, false])
  })

  it('is told to the writer once, who may ask once for another look, by another moderator', async () => {
    const { clerk, administrator, reader } = world()
    const writer = await signInAsPerson(server)
    const me = (await send('GET', 'me', undefined, writer)).json()
    const { id } = await write({}, writer)
    const judgement = (await judge(id, 'hidden', clerk)).json()
    // As the real one does: in another connection, of which the embedded database has none while a transaction is open.
    const record = async () => void (await sql`select 1`.execute(server.database.db))
    await tellWriters(server.app.platform, record)
    await tellWriters(server.app.platform, record)
    const mails = await mailbox.read(me.email)
    expect(mails).toHaveLength(1)
    expect(mails[0]).toContain(reason)
    expect(mails[0]).toContain(`/oordelen/${judgement.id}`)
    const ask = (actor: Sender, of = judgement.id) =>
      send('POST', `moderation-judgements/${of}/review`, { text: 'Er staat geen naam in.' }, actor)
    expect((await ask(reader)).statusCode).toBe(404)
    expect(
      (await send('GET', `moderation-judgements/${judgement.id}`, undefined, writer)).json(),
    ).toMatchObject({
      mayAskReview: true,
      path: `/opmerkingen/${id}`,
    })
    expect((await ask(writer)).statusCode).toBe(202)
    expect((await ask(writer)).statusCode).toBe(409)
    expect(await findWaiting(id, clerk)).toMatchObject({
      review: { text: 'Er staat geen naam in.' },
      objection: { nl: expect.stringContaining('andere moderator') },
    })
    expect((await judge(id, 'shown', clerk)).statusCode).toBe(409)
    const answer = (await judge(id, 'hidden', administrator)).json()
    expect(answer.answers).toBe(judgement.id)
    expect((await ask(writer, answer.id)).statusCode).toBe(409)
    await tellWriters(server.app.platform, record)
    expect(await mailbox.read(me.email)).toHaveLength(2)
    const public_ = await send('GET', `moderation-judgements/${judgement.id}`)
    expect(public_.json().review).toMatchObject({ answeredBy: answer.id })
    expect(public_.body).not.toContain('Er staat geen naam in.')
  })

  it('is told later when no message can be sent now', async () => {
    const writer = await signInAsPerson(server)
    const me = (await send('GET', 'me', undefined, writer)).json()
    const { id } = await write({}, writer)
    await judge(id, 'hidden', world().clerk)
    const { platform } = server.app
    const failing = { ...platform, mail: () => Promise.reject(new Error('The mail server is away.')) }
    const record = async () => {}
    await tellWriters(failing, record)
    await tellWriters(platform, record)
    expect(await mailbox.read(me.email)).toHaveLength(0)
    server.now = new Date('2026-03-02T10:20:00Z')
    await tellWriters(platform, record)
    expect(await mailbox.read(me.email)).toHaveLength(1)
  })

  it('is counted by house rule, for everybody', async () => {
    const before = (await send('GET', 'moderation-summary')).json()
    const { id } = await write()
    await judge(id, 'hidden', world().clerk, { rule: 'law' })
    const after = (await send('GET', 'moderation-summary')).json()
    const hidden = ({ rules }: typeof before) =>
      rules.find(({ rule }: { rule: string }) => rule === 'law')?.hidden ?? 0
    expect(hidden(after)).toBe(hidden(before) + 1)
    expect((await send('GET', 'house-rules')).json().items).toHaveLength(6)
  })
})

describe('what is kept', () => {
  it('goes when the writer withdraws, but for the judgement', async () => {
    const { clerk, writer } = world()
    const { id } = await write()
    await judge(id, 'hidden', clerk)
    await send('DELETE', `remarks/${id}`, undefined, writer)
    const { items } = (await send('GET', `moderation-judgements?target=${id}`)).json()
    expect(items).toMatchObject([{ verdict: 'hidden', stands: false }])
    const reported = await write()
    await report(reported.id)
    await send('DELETE', `remarks/${reported.id}`, undefined, writer)
    expect(await findWaiting(reported.id)).toBeUndefined()
  })

  it('is forgotten some time after it was answered', async () => {
    const { clerk, administrator } = world()
    const { db } = server.database
    const writer = await signInAsPerson(server)
    const { id } = await write({}, writer)
    await report(id, { note: 'melding van toen' }, world().reader)
    const judgement = (await judge(id, 'hidden', clerk)).json()
    await send(
      'POST',
      `moderation-judgements/${judgement.id}/review`,
      { text: 'Dat is niet zo, kijk nog eens.' },
      writer,
    )
    await judge(id, 'shown', administrator)
    const held = async (who: Sender) => (await send('GET', 'me/data', undefined, who)).body
    expect(await held(world().reader)).toContain('melding van toen')
    expect(await held(writer)).toContain('Dat is niet zo')
    await forgetReports(db, new Date('2026-05-30T00:00:00Z'))
    await forgetReviews(db, new Date('2027-03-01T00:00:00Z'))
    expect(await held(world().reader)).toContain('melding van toen')
    expect(await held(writer)).toContain('Dat is niet zo')
    await forgetReports(db, new Date('2026-06-02T00:00:00Z'))
    await forgetReviews(db, new Date('2027-03-03T00:00:00Z'))
    expect(await held(world().reader)).not.toContain('melding van toen')
    expect(await held(writer)).not.toContain('Dat is niet zo')
  })
})
