import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { signInAs, signInAsPerson, type TestActor } from '../../../testing/actors.ts'
import { createMailbox } from '../../../testing/mailbox.ts'
import { useServer } from '../../../testing/server.ts'
import { signalOf } from '../testing/signals.ts'
import { lastEnd, partOf } from './rules.ts'
import { prepareDue, sendNext } from './send.ts'
import { takeDigest } from './store.ts'

const mailbox = createMailbox()
const server = useServer({ MAIL_FOLDER: mailbox.folder, PUBLIC_URL: 'https://samen.example.nl' })
let expert: TestActor

type Person = Awaited<ReturnType<typeof signInAsPerson>> & { email: string }

async function makePerson(role?: 'policy-officer'): Promise<Person> {
  const memberships = role ? [{ organisationId: expert.organisationId, role }] : []
  const person = await signInAsPerson(server, memberships)
  const { rows } = await sql<{
    email: string
  }>`select email from parties.person where id = ${person.personId}`.execute(server.database.db)
  return { ...person, email: rows[0]?.email ?? '' }
}

async function send(
  person: Person,
  method: 'GET' | 'PUT' | 'POST' | 'DELETE',
  path: string,
  payload?: object,
) {
  const answer = await server.request({
    method,
    url: `/api/v1/me/messages${path}`,
    headers: person.headers,
    ...(payload ? { payload } : {}),
  })
  return { status: answer.statusCode, body: answer.body === '' ? null : answer.json() }
}

/** The morning after a day, with everything sent that is due. */
async function morning(day: string) {
  server.now = new Date(`${day}T06:30:00Z`)
  await prepareDue(server.database.db, server.now)
  await server.deliver()
}

beforeAll(async () => {
  expert = await signInAs(server, 'data-expert')
})
beforeEach(async () => {
  await sql`truncate notifications.reader, notifications.happening, indicators.indicator cascade`.execute(
    server.database.db,
  )
  await sql`delete from parties.membership`.execute(server.database.db)
  server.now = new Date('2026-03-02T10:00:00Z')
})

describe('a digest', () => {
  it('tells once what is new, and nothing when nothing happened', async () => {
    const reader = await makePerson()
    expect((await send(reader, 'PUT', '', { language: 'nl', rhythm: 'day' })).body).toMatchObject({
      active: false,
    })
    expect((await send(reader, 'POST', '/subjects', { about: 'all' })).body).toMatchObject({
      active: true,
      rhythm: 'day',
      subjects: [{ about: 'all', name: null }],
    })
    server.now = new Date('2026-03-02T12:00:00Z')
    const id = await signalOf(server, expert.organisationId, 'opened')
    await sql`update platform.outbox set occurred_at = ${server.now}`.execute(server.database.db)
    await server.deliver()
    expect(await mailbox.read(reader.email)).toEqual([])
    await morning('2026-03-03')
    await morning('2026-03-03')
    const [mail, ...more] = await mailbox.read(reader.email)
    expect(more).toEqual([])
    expect(mail).toContain('Subject: 1 signaal met nieuws')
    expect(mail).toContain('Nieuw')
    expect(mail).toContain(`https://samen.example.nl/signalen/${id}`)
    expect(mail).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click')
    expect(mail).not.toContain('U gaat hierover')
    await morning('2026-03-04')
    expect(await mailbox.read(reader.email)).toHaveLength(1)
  })

  it('stops with one click, without signing in', async () => {
    const reader = await makePerson()
    await send(reader, 'POST', '/subjects', { about: 'all' })
    const { rows } = await sql<{ key: string }>`select key from notifications.reader`.execute(
      server.database.db,
    )
    const stop = await server.request({
      method: 'POST',
      url: `/api/v1/messages/stop?key=${rows[0]?.key}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'List-Unsubscribe=One-Click',
    })
    expect(stop.statusCode).toBe(204)
    expect((await send(reader, 'GET', '')).body).toMatchObject({ active: false })
    const other = await makePerson()
    await send(other, 'POST', '/subjects', { about: 'all' })
    await signalOf(server, expert.organisationId, 'opened')
    await server.deliver()
    await morning('2026-03-10')
    expect(await mailbox.read(reader.email)).toEqual([])
    expect(await mailbox.read(other.email)).toHaveLength(1)
  })

  it('says of a link that lost a part that nothing was stopped', async () => {
    const reader = await makePerson()
    await send(reader, 'POST', '/subjects', { about: 'all' })
    const { rows } = await sql<{ key: string }>`select key from notifications.reader
      where person_id = ${reader.personId}`.execute(server.database.db)
    const part = rows[0]?.key.slice(0, 20)
    for (const about of ['', `&challengeId=${crypto.randomUUID()}`]) {
      const url = `/api/v1/messages/stop?key=${part}${about}`
      expect((await server.request({ method: 'POST', url })).statusCode).toBe(404)
    }
    expect((await send(reader, 'GET', '')).body).toMatchObject({ active: true })
  })

  it('that waited when its reader stopped is not sent', async () => {
    const reader = await makePerson()
    await send(reader, 'POST', '/subjects', { about: 'all' })
    await signalOf(server, expert.organisationId, 'opened')
    await server.deliver()
    server.now = new Date('2026-03-09T06:30:00Z')
    await prepareDue(server.database.db, server.now)
    const { rows } = await sql<{ key: string }>`select key from notifications.reader`.execute(
      server.database.db,
    )
    await server.request({ method: 'POST', url: `/api/v1/messages/stop?key=${rows[0]?.key}` })
    await server.deliver()
    expect(await mailbox.read(reader.email)).toEqual([])
  })

  it('tells what was heard after it went in the next, whatever the clock said when it happened', async () => {
    const reader = await makePerson()
    await send(reader, 'PUT', '', { language: 'nl', rhythm: 'day' })
    await send(reader, 'POST', '/subjects', { about: 'all' })
    await morning('2026-03-03')
    const late = await signalOf(server, expert.organisationId, 'opened')
    await sql`update platform.outbox set occurred_at = '2026-03-03T05:59:58Z'`.execute(server.database.db)
    await server.deliver()
    await morning('2026-03-04')
    const mails = await mailbox.read(reader.email)
    expect(mails).toHaveLength(1)
    expect(mails[0]).toContain(late)
  })

  it('that was tried while the mail server was away goes as it was, what happened since in the next, and nothing twice', async () => {
    const reader = await makePerson()
    await send(reader, 'PUT', '', { language: 'nl', rhythm: 'day' })
    await send(reader, 'POST', '/subjects', { about: 'all' })
    const { platform } = server.app
    const away = async () => {
      throw new Error('away')
    }
    const ids: string[] = []
    for (const day of ['2026-03-03', '2026-03-04']) {
      ids.push(await signalOf(server, expert.organisationId, 'opened'))
      await server.deliver()
      server.now = new Date(`${day}T06:30:00Z`)
      await prepareDue(server.database.db, server.now)
      await sendNext({ ...platform, record: async () => {}, mail: away }).catch(() => {})
    }
    server.now = new Date('2026-03-04T13:00:00Z')
    await server.deliver()
    await morning('2026-03-04')
    await morning('2026-03-05')
    const mails = await mailbox.read(reader.email)
    expect(mails).toHaveLength(2)
    const held = mails.map((mail) => ids.filter((id) => mail.includes(id)))
    expect(held.toSorted()).toEqual(ids.map((id) => [id]).toSorted())
  })

  it('that waited for the mail server tells no figure that was taken back meanwhile', async () => {
    const reader = await makePerson()
    await send(reader, 'PUT', '', { language: 'nl', rhythm: 'day' })
    await send(reader, 'POST', '/subjects', { about: 'all' })
    const [taken, hidden, stays] = await Promise.all(
      [1, 2, 3].map(() => signalOf(server, expert.organisationId, 'opened')),
    )
    await server.deliver()
    server.now = new Date('2026-03-03T06:30:00Z')
    await prepareDue(server.database.db, server.now)
    const texts: string[] = []
    const mail = async ({ text }: { text: string }) => {
      texts.push(text)
      if (texts.length === 1) throw new Error('away')
    }
    const { platform } = server.app
    await sendNext({ ...platform, record: async () => {}, mail }).catch(() => {})
    await sql`update indicators.signal set withdrawn_at = ${server.now}, opened_value = null, peak_at = null, peak_value = null
      where id = ${taken}`.execute(server.database.db)
    await sql`update indicators.indicator i set published = false from indicators.signal s
      where s.indicator_id = i.id and s.id = ${hidden}`.execute(server.database.db)
    server.now = new Date('2026-03-03T13:00:00Z')
    await sendNext({ ...platform, record: async () => {}, mail })
    const said = texts.map((text) =>
      [taken, hidden, stays].map((id) => text.split('\n').find((_, n, all) => all[n + 1]?.endsWith(`${id}`))),
    )
    const whole = expect.stringContaining('hoogste waarde 21 µg/m³')
    expect(said).toEqual([
      [whole, whole, whole],
      [
        expect.stringContaining('door een correctie klopt dat niet meer'),
        expect.stringContaining('is er niet meer'),
        whole,
      ],
    ])
  })

  it('goes every week to who answers for signals, without asking, and not again after they stop it', async () => {
    const officer = await makePerson('policy-officer')
    await signalOf(server, expert.organisationId, 'opened')
    await sql`update platform.outbox set occurred_at = ${server.now}`.execute(server.database.db)
    await server.deliver()
    const { body } = await send(officer, 'GET', '')
    expect(body).toMatchObject({ active: true, rhythm: 'week', subjects: [{ about: 'mine' }] })
    await morning('2026-03-05')
    expect(await mailbox.read(officer.email)).toEqual([])
    await morning('2026-03-09')
    const [mail] = await mailbox.read(officer.email)
    expect(mail).toContain('U gaat hierover.')
    await send(officer, 'DELETE', `/subjects/${body.subjects[0].id}`)
    await signalOf(server, expert.organisationId, 'opened')
    await server.deliver()
    expect((await send(officer, 'GET', '')).body).toMatchObject({ active: false, subjects: [] })
  })

  it('that was taken by the mail server just before the process was killed is the same message the next time', async () => {
    const reader = await makePerson()
    await send(reader, 'PUT', '', { language: 'en', rhythm: 'day' })
    await send(reader, 'POST', '/subjects', { about: 'all' })
    server.now = new Date('2026-03-02T12:00:00Z')
    await signalOf(server, expert.organisationId, 'opened')
    await sql`update platform.outbox set occurred_at = ${server.now}`.execute(server.database.db)
    await server.deliver()
    server.now = new Date('2026-03-03T06:30:00Z')
    await prepareDue(server.database.db, server.now)
    const { platform } = server.app
    const sent: object[] = []
    const killed = sendNext({
      ...platform,
      record: async () => {},
      async mail(mail) {
        sent.push(mail)
        throw new Error('killed')
      },
    })
    await expect(killed).rejects.toThrow('killed')
    expect(await takeDigest(server.database.db, server.now)).toBeUndefined()
    // Meanwhile the signal is over, another came, and its reader chose another language.
    await sql`update indicators.signal set cleared_at = ${server.now}`.execute(server.database.db)
    await signalOf(server, expert.organisationId, 'opened')
    await server.deliver()
    await send(reader, 'PUT', '', { language: 'nl', rhythm: 'day' })
    server.now = new Date('2026-03-04T06:40:00Z')
    await prepareDue(server.database.db, server.now)
    await sendNext({ ...platform, record: async () => {}, mail: async (mail) => void sent.push(mail) })
    expect(sent).toHaveLength(2)
    expect(sent[0]).toMatchObject({ id: expect.stringMatching(/./), subject: '1 signal with news' })
    expect(sent[1]).toEqual(sent[0])
    const { rows } = await sql<{
      text: string | null
    }>`select letter_text as text from notifications.digest where done_at is not null`.execute(
      server.database.db,
    )
    expect(rows).toEqual([{ text: null }])
  })

  it.each([
    [{ about: 'challenge' }, '/challengeId'],
    [{ about: 'all', areaCode: 'GM9001' }, '/areaCode'],
    [{ about: 'area', areaCode: 'GM9009' }, '/areaCode'],
  ])('about %o is refused', async (subject, pointer) => {
    const answer = await send(await makePerson(), 'POST', '/subjects', subject)
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer }] } })
  })
})

describe('the end of the last period', () => {
  it.each([
    ['day', '2026-03-03T05:59:00Z', '2026-03-02T06:00:00Z'],
    ['day', '2026-03-03T06:00:00Z', '2026-03-03T06:00:00Z'],
    ['week', '2026-03-03T12:00:00Z', '2026-03-02T06:00:00Z'],
    ['week', '2026-03-02T05:00:00Z', '2026-02-23T06:00:00Z'],
    ['day', '2026-03-29T12:00:00Z', '2026-03-29T05:00:00Z'],
    ['day', '2026-10-25T12:00:00Z', '2026-10-25T06:00:00Z'],
  ] as const)('of a %s at %s is %s', (rhythm, now, end) => {
    expect(new Date(lastEnd(rhythm, Date.parse(now))).toISOString()).toBe(new Date(end).toISOString())
  })
})

it('puts a signal where the last that became of it belongs', () => {
  expect(partOf(['opened'])).toBe('new')
  expect(partOf(['opened', 'cleared'])).toBe('over')
  expect(partOf(['opened', 'withdrawn'])).toBeUndefined()
  expect(partOf(['withdrawn'])).toBe('withdrawn')
  expect(partOf(['opened', 'handed-over'])).toBe('new')
  expect(partOf(['cleared', 'decided'])).toBe('decided')
})
