import { createHmac } from 'node:crypto'
import { existsSync } from 'node:fs'
import { type RawBuilder, sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { signInAs, type TestActor } from '../../../testing/actors.ts'
import { createMailbox } from '../../../testing/mailbox.ts'
import { useServer } from '../../../testing/server.ts'
import { createAccount } from '../../parties/index.ts'
import { type Receiver, startReceiver } from '../testing/receiver.ts'
import { signalOf } from '../testing/signals.ts'
import { storeHealth, takeDue } from './store.ts'

const hasOpenssl = existsSync('/usr/bin/openssl')
const receiver: Receiver | undefined = hasOpenssl ? await startReceiver() : undefined
const mailbox = createMailbox()

describe.skipIf(!receiver)('a webhook', () => {
  const hook = receiver as Receiver
  const url = `https://${hook?.host}/haak?deel=1`
  const server = useServer(
    {
      WEBHOOK_HOSTS: `${hook?.host},inside.test,elsewhere.test`,
      MAIL_FOLDER: mailbox.folder,
      OIN: '00000001823288444000',
      PUBLIC_URL: 'https://samen.example.nl',
    },
    {
      ca: hook?.ca,
      milliseconds: 700,
      isAllowed: (address) => address === '127.0.0.1',
      resolveName: async (name) => [name === 'hook.test' ? '127.0.0.1' : '10.0.0.1'],
    },
  )
  let actor: TestActor
  const send = async (method: 'GET' | 'POST' | 'DELETE', path: string, payload?: object, as = actor) => {
    const answer = await server.request({
      method,
      url: `/api/v1/${path}`,
      headers: as.headers,
      ...(payload ? { payload } : {}),
    })
    return { status: answer.statusCode, body: answer.body === '' ? null : answer.json() }
  }
  const create = async (change: object = {}) => {
    const made = await send('POST', `organisations/${actor.organisationId}/webhooks`, { url, ...change })
    expect(made.status).toBe(201)
    return made.body as { secret: string; webhook: { id: string; state: string; reason: unknown } }
  }
  const deliveriesOf = async (id: string) => (await send('GET', `webhooks/${id}/deliveries`)).body.items
  const posts = () => hook.got.filter(({ method }) => method === 'POST')
  const later = (milliseconds: number) => {
    server.now = new Date(server.now.getTime() + milliseconds)
  }
  const MINUTE = 60_000
  const DAY = 24 * 60 * MINUTE

  beforeAll(async () => {
    actor = await signInAs(server, 'administrator')
  })
  beforeEach(async () => {
    await sql`truncate notifications.webhook, notifications.delivery, notifications.happening, indicators.indicator cascade`.execute(
      server.database.db,
    )
    hook.got.length = 0
    hook.answers = []
    hook.allow = '*'
  })
  afterAll(() => hook.stop())

  it('gets what becomes of a signal as a signed event of the NL GOV profile', async () => {
    const { webhook, secret } = await create()
    expect(webhook).toMatchObject({ state: 'active', reason: null })
    expect(hook.got[0]).toMatchObject({
      method: 'OPTIONS',
      headers: { 'webhook-request-origin': 'samen.example.nl' },
    })
    const signalId = await signalOf(server, actor.organisationId, 'opened')
    await server.deliver()
    const [message] = posts()
    expect(message?.headers['content-type']).toBe('application/cloudevents+json; charset=utf-8')
    const event = JSON.parse(message?.body ?? '')
    expect(event).toMatchObject({
      specversion: '1.0',
      source: 'urn:nld:oin:00000001823288444000:systeem:samenspel',
      type: 'nl.samenspel.signaal.geopend',
      subject: signalId,
      datacontenttype: 'application/json',
      dataref: `https://samen.example.nl/api/v1/signals/${signalId}`,
      data: { id: signalId, state: 'open', kind: 'threshold', owner: { personName: null } },
    })
    expect(event.sequence).toMatch(/^\d{19}$/)
    expect(new Date(event.time).toISOString()).toBe(event.time)

    const {
      'webhook-id': id,
      'webhook-timestamp': seconds,
      'webhook-signature': signature,
    } = message?.headers ?? {}
    expect(id).toBe(event.id)
    const key = Buffer.from(secret.replace('whsec_', ''), 'base64')
    const signed = createHmac('sha256', key).update(`${id}.${seconds}.${message?.body}`).digest('base64')
    expect(signature).toBe(`v1,${signed}`)
    expect(await deliveriesOf(webhook.id)).toMatchObject([
      { eventId: event.id, state: 'delivered', tries: 1, lastStatus: 204, nextTryAt: null },
    ])
  })

  it('never shows the secret again, and signs with the old one too for a day after a new one', async () => {
    const { webhook, secret } = await create()
    expect(JSON.stringify((await send('GET', `webhooks/${webhook.id}`)).body)).not.toContain('whsec')
    const { rows } = await sql<{ secret: Buffer }>`select secret from notifications.webhook`.execute(
      server.database.db,
    )
    expect(rows[0]?.secret.toString('latin1')).not.toContain(secret.replace('whsec_', ''))
    const renewed = await send('POST', `webhooks/${webhook.id}/secrets`)
    expect(renewed.body.secret).not.toBe(secret)
    const signaturesOf = async () => {
      hook.got.length = 0
      await signalOf(server, actor.organisationId, 'opened')
      await server.deliver()
      return String(posts()[0]?.headers['webhook-signature']).split(' ')
    }
    expect(await signaturesOf()).toHaveLength(2)
    later(DAY + MINUTE)
    expect(await signaturesOf()).toHaveLength(1)
  })

  it('gets nothing before it says that it wants it', async () => {
    hook.allow = 'elsewhere.example'
    const { webhook } = await create()
    expect(webhook).toMatchObject({
      state: 'unconfirmed',
      reason: { nl: expect.stringContaining('OPTIONS') },
    })
    await signalOf(server, actor.organisationId, 'opened')
    await server.deliver()
    expect(posts()).toEqual([])
    hook.allow = 'samen.example.nl'
    expect((await send('POST', `webhooks/${webhook.id}/confirmation`)).body.state).toBe('active')
  })

  it('is tried again, ever later, with the same id, until it takes the message', async () => {
    const { webhook } = await create()
    hook.answers = [
      { status: 500 },
      'silent',
      { status: 429, headers: { 'retry-after': '600' } },
      { status: 200 },
    ]
    await signalOf(server, actor.organisationId, 'opened')
    await server.deliver()
    expect(await deliveriesOf(webhook.id)).toMatchObject([
      { state: 'waiting', tries: 1, lastStatus: 500, lastError: { en: expect.stringContaining('500') } },
    ])
    await server.deliver()
    expect(posts()).toHaveLength(1)
    later(7000)
    await server.deliver()
    expect((await deliveriesOf(webhook.id))[0]).toMatchObject({
      tries: 2,
      lastStatus: null,
      lastError: { en: expect.stringContaining('in time') },
    })
    later(MINUTE)
    await server.deliver()
    const [limited] = await deliveriesOf(webhook.id)
    expect(Date.parse(limited.nextTryAt) - server.now.getTime()).toBeGreaterThanOrEqual(10 * MINUTE)
    later(11 * MINUTE)
    await server.deliver()
    expect((await deliveriesOf(webhook.id))[0]).toMatchObject({
      state: 'delivered',
      tries: 4,
      lastError: null,
    })
    expect(new Set(posts().map(({ headers }) => headers['webhook-id'])).size).toBe(1)
    expect(await send('GET', `webhooks/${webhook.id}`)).toMatchObject({ body: { failingSince: null } })
  })

  it('that redirects is not followed, wherever it leads', async () => {
    const { webhook } = await create()
    hook.answers = [{ status: 307, headers: { location: 'https://inside.test/' } }]
    await signalOf(server, actor.organisationId, 'opened')
    await server.deliver()
    expect(posts()).toHaveLength(1)
    expect(await deliveriesOf(webhook.id)).toMatchObject([{ state: 'waiting', lastStatus: 307 }])
  })

  it.each([
    ['http://hook.test/', 'https'],
    ['https://name:secret@hook.test/', 'password'],
    ['https://unknown.test/', 'WEBHOOK_HOSTS'],
    ['https://127.0.0.1/', 'WEBHOOK_HOSTS'],
  ])('to %s is refused', async (address, said) => {
    const made = await send('POST', `organisations/${actor.organisationId}/webhooks`, { url: address })
    expect(made).toMatchObject({ status: 400, body: { errors: [{ pointer: '/url' }] } })
    expect(JSON.stringify(made.body)).toContain(said)
  })

  it('to a name that lies inside the network gets nothing', async () => {
    const made = await create({ url: 'https://inside.test/' })
    expect(made.webhook).toMatchObject({
      state: 'unconfirmed',
      reason: { en: expect.stringContaining('not on the public internet') },
    })
  })

  it('that is gone for good is switched off at once, and its administrators are told', async () => {
    const personEmail = 'beheer@example.org'
    await createAccount(server.database.db, {
      email: personEmail,
      name: 'Beheerder',
      password: 'een heel lang wachtwoord',
      memberships: [{ organisationId: actor.organisationId, role: 'administrator' }],
    })
    const { webhook } = await create()
    hook.answers = [{ status: 410 }]
    await signalOf(server, actor.organisationId, 'opened')
    await server.deliver()
    expect(await send('GET', `webhooks/${webhook.id}`)).toMatchObject({
      body: { state: 'off', reason: { nl: expect.stringContaining('410') } },
    })
    expect(await mailbox.read(personEmail)).toHaveLength(1)
    await signalOf(server, actor.organisationId, 'opened')
    await server.deliver()
    expect(posts()).toHaveLength(1)
  })

  it('is given up after three days, switched off after five, and sent again by hand', async () => {
    const { webhook } = await create()
    hook.answers = [{ status: 503 }]
    await signalOf(server, actor.organisationId, 'opened')
    for (let hours = 0; hours <= 80; hours += 4) {
      await server.deliver()
      later(4 * 60 * MINUTE)
    }
    expect(await deliveriesOf(webhook.id)).toMatchObject([{ state: 'failed', nextTryAt: null }])
    expect(await send('GET', `webhooks/${webhook.id}`)).toMatchObject({ body: { state: 'active' } })
    later(2 * DAY)
    await signalOf(server, actor.organisationId, 'opened')
    await server.deliver()
    expect(await send('GET', `webhooks/${webhook.id}`)).toMatchObject({ body: { state: 'off' } })

    hook.answers = [{ status: 204 }]
    const [newest] = await deliveriesOf(webhook.id)
    expect((await send('POST', `webhooks/${webhook.id}/deliveries/${newest.id}/replay`)).status).toBe(422)
    await send('POST', `webhooks/${webhook.id}/confirmation`)
    const [, first] = await deliveriesOf(webhook.id)
    hook.got.length = 0
    expect((await send('POST', `webhooks/${webhook.id}/deliveries/${first.id}/replay`)).status).toBe(202)
    await server.deliver()
    expect(posts().map(({ headers }) => headers['webhook-id'])).toEqual([first.eventId])
  })

  it('hears no figure that was taken back while a message waited, or when it is sent again by hand', async () => {
    const { webhook } = await create()
    hook.answers = [{ status: 503 }, { status: 204 }]
    const signalId = await signalOf(server, actor.organisationId, 'opened')
    await server.deliver()
    const run = (set: RawBuilder<unknown>) =>
      sql`update indicators.signal set ${set} where id = ${signalId}`.execute(server.database.db)
    // One of a group leaves: first the highest figure is another one, then there is no signal any more.
    await run(sql`peak_value = 20.5`)
    later(10_000)
    await server.deliver()
    await run(sql`withdrawn_at = ${server.now}, opened_value = null, peak_at = null, peak_value = null`)
    const [first] = await deliveriesOf(webhook.id)
    await send('POST', `webhooks/${webhook.id}/deliveries/${first.id}/replay`)
    await server.deliver()
    const told = posts().map(({ headers, body }) => {
      const { type, data } = JSON.parse(body)
      return [headers['webhook-id'], type, data.state, data.openedValue, data.peakValue, data.sentence.nl]
    })
    const opened = [first.eventId, 'nl.samenspel.signaal.geopend', 'open']
    expect(told).toEqual([
      [...opened, 20, 21, expect.stringContaining('waarde 21 ')],
      [...opened, 20, 20.5, expect.stringContaining('waarde 20,5 ')],
      [...opened, null, null, expect.stringContaining('door een correctie klopt dat niet meer')],
    ])
  })

  it('hears nothing of a signal that is not public any more when its turn comes', async () => {
    const { webhook } = await create()
    hook.answers = [{ status: 503 }]
    const elsewhere = await signInAs(server, 'administrator')
    await signalOf(server, elsewhere.organisationId, 'opened')
    await server.deliver()
    expect(posts()).toHaveLength(1)
    await sql`update indicators.indicator set published = false`.execute(server.database.db)
    later(10_000)
    await server.deliver()
    expect(posts()).toHaveLength(1)
    expect(await deliveriesOf(webhook.id)).toMatchObject([
      { state: 'failed', nextTryAt: null, lastError: { en: expect.stringContaining('not public any more') } },
    ])
  })

  it('is asked ten times an hour at most, stays on when it is asked in vain, and there are ten of an organisation', async () => {
    const { webhook } = await create()
    hook.allow = undefined
    const asked: number[] = []
    for (let time = 0; time < 11; time += 1) {
      asked.push((await send('POST', `webhooks/${webhook.id}/confirmation`)).status)
    }
    expect(asked).toEqual([...Array.from({ length: 10 }, () => 200), 429])
    expect(await send('GET', `webhooks/${webhook.id}`)).toMatchObject({ body: { state: 'active' } })
    for (let more = 0; more < 9; more += 1) await create()
    const eleventh = await send('POST', `organisations/${actor.organisationId}/webhooks`, { url })
    expect(eleventh).toMatchObject({ status: 400, body: { errors: [{ pointer: '/url' }] } })
  })

  it('of many organisations at one server: two messages are under way to it, not one and not all, and others go on', async () => {
    const { db } = server.database
    const actors = await Promise.all([1, 2, 3, 4, 5].map(() => signInAs(server, 'administrator')))
    for (const one of actors) {
      const made = await send('POST', `organisations/${one.organisationId}/webhooks`, { url }, one)
      expect(made.status).toBe(201)
    }
    await signalOf(server, actor.organisationId, 'opened')
    await server.deliver()
    expect(posts()).toHaveLength(5)
    await sql`update notifications.delivery set state = 'waiting', next_try_at = ${server.now}`.execute(db)
    // As the senders take them, all at the same moment.
    const takeByAll = async () => {
      const taken = await Promise.all(Array.from({ length: 6 }, () => takeDue(db, server.now)))
      return taken.flatMap((due) => due ?? [])
    }
    const first = await takeByAll()
    expect(first).toHaveLength(2)
    expect(await takeByAll()).toEqual([])
    await sql`update notifications.webhook set url = 'https://elsewhere.test/haak'
      where taken_until is null and id = (select max(id::text)::uuid from notifications.webhook where taken_until is null)`.execute(
      db,
    )
    expect(await takeByAll()).toMatchObject([{ url: 'https://elsewhere.test/haak' }])
    await storeHealth(db, first[0]?.webhookId ?? '', undefined, server.now)
    expect(await takeByAll()).toHaveLength(1)
  })

  it('gets only what it asked for', async () => {
    const { webhook } = await create({ happenings: ['cleared'] })
    const signalId = await signalOf(server, actor.organisationId, 'opened')
    await signalOf(server, actor.organisationId, 'cleared', signalId)
    await server.deliver()
    expect(await deliveriesOf(webhook.id)).toMatchObject([{ type: 'nl.samenspel.signaal.voorbij', signalId }])
  })

  it('of another organisation gets nothing of what is not published', async () => {
    await create()
    const other = await signInAs(server, 'data-expert')
    await signalOf(server, other.organisationId, 'opened', undefined, false)
    await server.deliver()
    expect(posts()).toEqual([])
    expect(await send('GET', `organisations/${other.organisationId}/webhooks`)).toMatchObject({ status: 403 })
  })
})
