import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { signInAs, signInAsPerson, signInAsPupil } from '../../testing/actors.ts'
import { useServer } from '../../testing/server.ts'
import { tryGuess } from '../parties/index.ts'
import { listPersonalData } from './personal-data.ts'

const server = useServer({ PUBLIC_URL: 'https://waterrijk.example' })
const PATH = '/api/v1/classes'

type Options = { headers?: object; payload?: object; from?: string }
const call = (
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  url: string,
  { headers = {}, payload, from }: Options = {},
) =>
  server.request({
    method,
    url,
    headers: { ...headers },
    ...(payload ? { payload } : {}),
    ...(from ? { remoteAddress: from } : {}),
  })

async function openClass() {
  const { headers, personId } = await signInAsPerson(server)
  const payload = { school: 'De Meerkoet', name: 'groep 8', keepsPublished: true }
  const { id, code } = (await call('POST', PATH, { headers, payload })).json<{ id: string; code: string }>()
  return { headers, personId, id, code }
}
const visit = (code: string, from?: string) =>
  call('POST', '/api/v1/class-visits', { payload: { code }, ...(from && { from }) })
const me = async (headers: object) => (await call('GET', '/api/v1/me', { headers })).json()

describe('guessing', () => {
  /** As many wrong or right guesses as the requests of so many would make. */
  const tryOften = async (
    times: number,
    guess: Omit<Parameters<typeof tryGuess>[2], 'address'>,
    found?: true,
  ) => {
    for (let n = 0; n < times; n += 1) {
      const address = guess.subject === undefined ? '203.0.113.7' : `198.51.100.${n % 250}`
      await tryGuess(
        server.database.db,
        () => server.now,
        { ...guess, address },
        async () => found,
      )
    }
  }

  it('of codes stops after a thousand wrong ones an hour from one network, also between right ones', async () => {
    const { code } = await openClass()
    const from = '203.0.113.7'
    await tryOften(300, { name: 'class-code' }, true)
    await tryOften(998, { name: 'class-code' })
    expect((await visit('FFFF-FFFF', from)).statusCode).toBe(400)
    expect((await visit(code, from)).statusCode).toBe(200)
    expect((await visit('FFFF-FFFF', from)).statusCode).toBe(400)
    const stopped = await visit(code, from)
    expect(stopped.statusCode).toBe(429)
    expect(stopped.headers['retry-after']).toBe('3600')
    expect((await visit(code, '203.0.113.8')).statusCode).toBe(200)
    expect((await visit(code, from)).statusCode).toBe(429)
  })

  it('of cards is counted per class, from wherever', async () => {
    const { code, id } = await openClass()
    const { code: other } = await openClass()
    const guess = (into: string) =>
      call('POST', '/api/v1/pupil-sessions', {
        payload: { code: into, card: 'maan tent koek tent' },
        from: '198.51.100.251',
      })
    await tryOften(199, { name: 'pupil-card', subject: id })
    expect((await guess(code)).statusCode).toBe(400)
    expect((await guess(code)).statusCode).toBe(429)
    expect((await guess(other)).statusCode).toBe(400)
  })

  it('finds no difference between a code that never was and one of a class that closed', async () => {
    const { headers, id, code } = await openClass()
    await call('DELETE', `${PATH}/${id}`, { headers })
    expect((await visit(code)).body).toBe((await visit('FFFF-FFFF')).body)
    expect((await visit('x')).body).toBe((await visit('FFFF-FFFF')).body)
  })
})

describe('somebody else', () => {
  it('finds, changes and closes no class that is not theirs', async () => {
    const { id, code } = await openClass()
    const stranger = await signInAsPerson(server)
    const pupil = await signInAsPupil(server, code)
    const member = '00000000-0000-4000-8000-000000000000'
    for (const [method, url, payload] of [
      ['GET', `${PATH}/${id}`],
      ['PATCH', `${PATH}/${id}`, { name: 'x' }],
      ['DELETE', `${PATH}/${id}`],
      ['POST', `${PATH}/${id}/code`],
      ['DELETE', `${PATH}/${id}/code`],
      ['POST', `${PATH}/${id}/pupils`, { count: 1 }],
      ['POST', `${PATH}/${id}/pupils/${member}/card`],
      ['DELETE', `${PATH}/${id}/pupils/${member}`],
    ] as const) {
      const options = payload ? { payload } : {}
      expect((await call(method, url, { ...options, headers: stranger.headers })).statusCode, url).toBe(404)
      expect((await call(method, url, { ...options, headers: pupil })).statusCode, url).toBe(403)
    }
    expect((await call('GET', PATH, { headers: stranger.headers })).json().items).toEqual([])
    expect((await call('GET', `${PATH}?all=true`, { headers: stranger.headers })).statusCode).toBe(403)
  })

  it('reaches no pupil of another class through a class of their own', async () => {
    const first = await openClass()
    const second = await openClass()
    const made = await call('POST', `${PATH}/${first.id}/pupils`, {
      headers: first.headers,
      payload: { count: 1 },
    })
    const [{ id: pupilId }] = made.json().items
    for (const [method, end] of [
      ['POST', '/card'],
      ['DELETE', ''],
    ] as const) {
      const url = `${PATH}/${second.id}/pupils/${pupilId}${end}`
      expect((await call(method, url, { headers: second.headers })).statusCode).toBe(404)
    }
  })

  it('is only the administrator of the platform when they see and close all classes', async () => {
    const { organisationId } = await signInAs(server, 'data-expert')
    const { id } = await openClass()
    const administrator = await signInAsPerson(server, [{ organisationId, role: 'administrator' }])
    const { headers } = administrator
    const all = (await call('GET', `${PATH}?all=true&pageSize=200`, { headers })).json()
    expect(all.items.map((each: { id: string }) => each.id)).toContain(id)
    expect(JSON.stringify(all)).not.toContain('code')
    expect((await call('GET', `${PATH}/${id}`, { headers })).statusCode).toBe(404)
    expect((await call('DELETE', `${PATH}/${id}`, { headers })).statusCode).toBe(204)
  })
})

describe('a cookie of a pupil', () => {
  it('is out of reach of scripts and other sites, and ends with the browser', async () => {
    const { code } = await openClass()
    const nickname = 'Blije Otter'
    const joined = await call('POST', '/api/v1/pupils', { payload: { code, nickname } })
    const cookie = String(joined.headers['set-cookie'])
    expect(cookie).toMatch(/^samenspel\.pupil=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure$/)
  })

  it('is made anew for each who comes in: one that was planted stays worthless', async () => {
    const { code } = await openClass()
    const planted = { cookie: `samenspel.pupil=${'a'.repeat(43)}` }
    const payload = { code, nickname: 'Blije Otter' }
    const joined = await call('POST', '/api/v1/pupils', { headers: planted, payload })
    expect(joined.statusCode).toBe(201)
    expect(await me(planted)).toMatchObject({ kind: 'anonymous' })
    // Who comes in after another in the same browser ends what the other did there.
    const first = { cookie: String(joined.headers['set-cookie']).split(';')[0] ?? '' }
    await call('POST', '/api/v1/pupils', { headers: first, payload: { code, nickname: 'Blije Uil' } })
    expect(await me(first)).toMatchObject({ kind: 'anonymous' })
  })

  it('is of no use with what is in the database', async () => {
    const headers = await signInAsPupil(server)
    const token = headers.cookie.split('=')[1] ?? ''
    const { rows } = await sql<{ hash: Buffer }>`select token_hash as hash from classes.session`.execute(
      server.database.db,
    )
    const kept = rows.map(({ hash }) => hash.toString('hex'))
    expect(kept).toContain(createHash('sha256').update(token).digest('hex'))
    for (const hash of rows) {
      const cookie = `samenspel.pupil=${hash.hash.toString('base64url')}`
      expect(await me({ cookie })).toMatchObject({ kind: 'anonymous' })
    }
  })

  it('does not count beside an account, and an account does not come into a class', async () => {
    const { headers, code } = await openClass()
    const pupil = await signInAsPupil(server, code)
    const both = { cookie: `${pupil.cookie}; ${headers.cookie}` }
    expect(await me(both)).toMatchObject({ kind: 'person' })
    const payload = { code, nickname: 'Blije Otter' }
    expect((await call('POST', '/api/v1/pupils', { headers, payload })).statusCode).toBe(409)
  })

  it('opens nothing of people: not their data, tokens, consents, sensors or classes', async () => {
    const headers = await signInAsPupil(server)
    for (const path of [
      'me/data',
      'me/data-export',
      'me/consents',
      'me/sensors',
      'me/data-uses',
      'tokens',
      'classes',
    ]) {
      expect((await call('GET', `/api/v1/${path}`, { headers })).statusCode, path).toBe(403)
    }
    const payload = { name: 'x', organisationId: '00000000-0000-4000-8000-000000000000', role: 'clerk' }
    expect((await call('POST', '/api/v1/tokens', { headers, payload })).statusCode).toBe(403)
  })

  it('sent along by a form of another site changes nothing', async () => {
    const headers = { ...(await signInAsPupil(server)), origin: 'https://elders.example' }
    expect((await call('DELETE', '/api/v1/pupil-sessions', { headers })).statusCode).toBe(403)
    expect(await me({ cookie: headers.cookie })).toMatchObject({ kind: 'pupil' })
  })
})

describe('at the same time', { timeout: 60_000 }, () => {
  it('no more pupils come in than a class has room for, and no two have one name', async () => {
    const { headers, id, code } = await openClass()
    await call('POST', `${PATH}/${id}/pupils`, { headers, payload: { count: 37 } })
    const free = (await visit(code)).json().nicknames as string[]
    const names = [...free, ...free]
    const answers = await Promise.all(
      names.map((nickname) => call('POST', '/api/v1/pupils', { payload: { code, nickname } })),
    )
    const statuses = answers.map(({ statusCode }) => statusCode)
    expect(statuses.filter((status) => status === 201)).toHaveLength(3)
    expect(statuses.filter((status) => status === 409)).toHaveLength(9)
    expect((await call('GET', `${PATH}/${id}`, { headers })).json().pupils).toBe(40)
  })

  it('a class closes while others come in: nobody is left behind', async () => {
    const { headers, id, code } = await openClass()
    const names = (await visit(code)).json().nicknames as string[]
    const [closed, ...joined] = await Promise.all([
      call('DELETE', `${PATH}/${id}`, { headers }),
      ...names.map((nickname) => call('POST', '/api/v1/pupils', { payload: { code, nickname } })),
    ])
    expect(closed?.statusCode).toBe(204)
    for (const answer of joined) {
      expect([201, 400], answer.body).toContain(answer.statusCode)
      const cookie = String(answer.headers['set-cookie'] ?? '').split(';')[0] ?? ''
      expect(await me({ cookie })).toMatchObject({ kind: 'anonymous' })
    }
    expect(server.reports.filter((report) => 'error' in report)).toEqual([])
  })

  it('a teacher leaves while pupils come in: the classes go with the account', async () => {
    const { personId, code, id } = await openClass()
    await signInAsPupil(server, code)
    const [table] = listPersonalData(async () => {})
    const subject = { personId, email: 'x@example.org' }
    expect(await table?.export(server.database.db, subject)).toMatchObject([{ id, school: 'De Meerkoet' }])
    const erase = table?.erase
    if (typeof erase !== 'function') throw new Error('Classes are erased by a function.')
    await server.database.db
      .transaction()
      .execute((transaction) => erase(transaction, subject, { at: server.now, sensors: 'remove' }))
    expect((await visit(code)).statusCode).toBe(400)
  })
})
