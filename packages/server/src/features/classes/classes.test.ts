import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { signInAsPerson, signInAsPupil } from '../../testing/actors.ts'
import { useServer } from '../../testing/server.ts'
import { createOrganisation } from '../parties/index.ts'
import { endPastClasses } from './steps/classes.ts'

const server = useServer()
const PATH = '/api/v1/classes'
const GIVEN = { school: 'De Meerkoet', name: 'groep 8', keepsPublished: true }

type Headers = { cookie: string }
type Made = { id: string; code: string; members: { id: string; nickname: string }[] }

const call = (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', url: string, headers = {}, payload?: object) =>
  server.request({ method, url, headers, ...(payload ? { payload } : {}) })

let teacher: { headers: Headers; personId: string }
beforeAll(async () => {
  teacher = await signInAsPerson(server)
})

async function openClass(headers: Headers = teacher.headers, given: object = GIVEN): Promise<Made> {
  const answer = await call('POST', PATH, headers, given)
  expect(answer.statusCode, answer.body).toBe(201)
  return answer.json()
}
const read = async (id: string): Promise<Made> => (await call('GET', `${PATH}/${id}`, teacher.headers)).json()
const visit = (code: string, headers = {}) => call('POST', '/api/v1/class-visits', headers, { code })
const join = (code: string, nickname: string, headers = {}) =>
  call('POST', '/api/v1/pupils', headers, { code, nickname })
const comeBack = (code: string, card: string, headers = {}) =>
  call('POST', '/api/v1/pupil-sessions', headers, { code, card })
const cookieOf = (answer: { headers: Record<string, unknown> }): Headers => ({
  cookie: String(answer.headers['set-cookie']).split(';')[0] ?? '',
})
const me = async (headers: object) => (await call('GET', '/api/v1/me', headers)).json()

describe('a teacher', () => {
  it('opens a class until the end of the school year, with a code to read aloud', async () => {
    const made = await openClass()
    expect(made).toMatchObject({ ...GIVEN, endsOn: '2026-07-31', pupils: 0, members: [] })
    expect(made.code).toMatch(/^[FHJKLMPRTWX234678]{4}-[FHJKLMPRTWX234678]{4}$/)
    const list = (await call('GET', PATH, teacher.headers)).json()
    expect(list.items).toMatchObject([{ id: made.id, school: 'De Meerkoet', pupils: 0 }])
  })

  it('gives a class no name that could be taken for that of others, which would stand as an author', async () => {
    await createOrganisation(server.database.db, { name: 'Gemeente Waterrijk', kind: 'municipality' })
    for (const [change, pointer] of [
      [{ school: 'de gemeente Waterrijk' }, '/school'],
      [{ name: 'Gemeente Waterrijk, college' }, '/name'],
      [{ name: 'groep\u202e8' }, '/name'],
      [{ school: 'D\u0435 Meerkoet' }, '/school'],
    ] as const) {
      const refused = await call('POST', PATH, teacher.headers, { ...GIVEN, ...change })
      expect(refused.statusCode, JSON.stringify(change)).toBe(400)
      expect(refused.json()).toMatchObject({ errors: [{ pointer }] })
    }
    const { id } = await openClass()
    const changed = await call('PATCH', `${PATH}/${id}`, teacher.headers, { name: 'Gemeente Waterrijk' })
    expect(changed.statusCode).toBe(400)
  })

  it('chooses an earlier end, and no later one', async () => {
    const { id } = await openClass(teacher.headers, { ...GIVEN, endsOn: '2026-04-01' })
    expect(await read(id)).toMatchObject({ endsOn: '2026-04-01' })
    for (const endsOn of ['2026-03-01', '2026-08-01']) {
      const refused = await call('PATCH', `${PATH}/${id}`, teacher.headers, { endsOn })
      expect(refused.statusCode).toBe(400)
      expect(refused.json().errors).toMatchObject([{ pointer: '/endsOn' }])
    }
    const changed = await call('PATCH', `${PATH}/${id}`, teacher.headers, {
      name: 'groep 7',
      endsOn: '2026-03-02',
    })
    expect(changed.json()).toMatchObject({ name: 'groep 7', school: 'De Meerkoet', endsOn: '2026-03-02' })
  })

  it('renews the code or takes it away: who is in stays, nobody comes in by the old one', async () => {
    const { id, code } = await openClass()
    const pupil = await signInAsPupil(server, code)
    const renewed = await call('POST', `${PATH}/${id}/code`, teacher.headers)
    const { code: next } = renewed.json()
    expect(next).not.toBe(code)
    expect((await visit(code)).statusCode).toBe(400)
    expect((await visit(next)).statusCode).toBe(200)
    expect((await call('DELETE', `${PATH}/${id}/code`, teacher.headers)).statusCode).toBe(204)
    expect((await visit(next)).statusCode).toBe(400)
    expect(await me(pupil)).toMatchObject({ kind: 'pupil' })
    expect(await read(id)).toMatchObject({ code: null, pupils: 1 })
  })

  it('makes cards to hand out, with which pupils come in; a new card ends the old one at once', async () => {
    const { id, code } = await openClass()
    const made = (await call('POST', `${PATH}/${id}/pupils`, teacher.headers, { count: 30 })).json()
    expect(new Set(made.items.map(({ nickname }: { nickname: string }) => nickname)).size).toBe(30)
    const [first] = made.items
    const working = cookieOf(await comeBack(code, first.card))
    expect(await me(working)).toMatchObject({ kind: 'pupil', name: first.nickname })
    const renewed = (await call('POST', `${PATH}/${id}/pupils/${first.id}/card`, teacher.headers)).json()
    expect(renewed).toMatchObject({ id: first.id, nickname: first.nickname })
    expect(await me(working)).toMatchObject({ kind: 'anonymous' })
    expect((await comeBack(code, first.card)).statusCode).toBe(400)
    expect((await comeBack(code, renewed.card)).statusCode).toBe(204)
    const full = await call('POST', `${PATH}/${id}/pupils`, teacher.headers, { count: 11 })
    expect(full.statusCode).toBe(409)
    expect((await read(id)).members).toHaveLength(30)
  })

  it('removes a pupil, whose session ends with it', async () => {
    const { id, code } = await openClass()
    const pupil = await signInAsPupil(server, code)
    const [member] = (await read(id)).members
    const url = `${PATH}/${id}/pupils/${member?.id}`
    expect((await call('DELETE', url, teacher.headers)).statusCode).toBe(204)
    expect((await call('DELETE', url, teacher.headers)).statusCode).toBe(404)
    expect(await me(pupil)).toMatchObject({ kind: 'anonymous' })
  })
})

describe('a pupil', () => {
  it('chooses one of our names, gets a card once, and comes back with it elsewhere', async () => {
    const { code } = await openClass()
    const seen = (await visit(code.toLowerCase().replace('-', ' '))).json()
    expect(seen).toMatchObject({ school: 'De Meerkoet', name: 'groep 8' })
    expect(seen.nicknames).toHaveLength(6)
    const [nickname] = seen.nicknames
    const joined = await join(code, nickname)
    expect(joined.statusCode, joined.body).toBe(201)
    const { card } = joined.json()
    expect(card).toMatch(/^([a-z]+ ){3}[a-z]+$/)
    const headers = cookieOf(joined)
    expect(await me(headers)).toEqual({ kind: 'pupil', name: nickname, memberships: [], singleSignOn: false })
    expect((await call('GET', '/api/v1/me/class', headers)).json()).toEqual({
      nickname,
      school: 'De Meerkoet',
      name: 'groep 8',
      endsOn: '2026-07-31',
    })
    const again = await comeBack(code, ` ${card.toUpperCase().replaceAll(' ', '-')} `)
    expect(again.statusCode, again.body).toBe(204)
    expect(await me(cookieOf(again))).toMatchObject({ kind: 'pupil', name: nickname })
  })

  it('writes no name of its own, and takes none of a classmate', async () => {
    const { id, code } = await openClass()
    for (const name of [
      'Sanne',
      'Blije Sanne',
      'Sanne Otter',
      'blije otter',
      'Blije Otter Otter',
      'Blije  Otter',
    ]) {
      expect((await join(code, name)).json().errors, name).toMatchObject([{ pointer: '/nickname' }])
    }
    expect((await join(code, 'Blije Otter')).statusCode).toBe(201)
    expect((await join(code, 'Blije Otter')).statusCode).toBe(409)
    expect((await read(id)).members.map(({ nickname }) => nickname)).toEqual(['Blije Otter'])
  })

  it('stops, and then is nobody in that browser', async () => {
    const headers = await signInAsPupil(server)
    const stopped = await call('DELETE', '/api/v1/pupil-sessions', headers)
    expect(stopped.headers['set-cookie']).toContain('Max-Age=0')
    expect(await me(headers)).toMatchObject({ kind: 'anonymous' })
  })

  it('works a school day with one cookie, and no longer', async () => {
    const headers = await signInAsPupil(server)
    const before = server.now
    server.now = new Date(before.getTime() + 11 * 3_600_000)
    expect(await me(headers)).toMatchObject({ kind: 'pupil' })
    server.now = new Date(before.getTime() + 13 * 3_600_000)
    expect(await me(headers)).toMatchObject({ kind: 'anonymous' })
    server.now = before
  })
})

describe('the end of a class', () => {
  const rowsOf = async (id: string) => {
    const { rows } = await sql<{ count: number }>`select (select count(*) from classes.class where id = ${id})
      + (select count(*) from classes.pupil where class_id = ${id}) as count`.execute(server.database.db)
    return rows[0]?.count
  }

  it('erases all of it at once when its teacher closes it', async () => {
    const { id, code } = await openClass()
    const pupil = await signInAsPupil(server, code)
    expect(await rowsOf(id)).toBe(2)
    expect((await call('DELETE', `${PATH}/${id}`, teacher.headers)).statusCode).toBe(204)
    expect(await rowsOf(id)).toBe(0)
    expect(await me(pupil)).toMatchObject({ kind: 'anonymous' })
    expect((await visit(code)).statusCode).toBe(400)
  })

  it('comes by itself: from its last day on it is not there, and the nightly job erases it', async () => {
    const { id, code } = await openClass(teacher.headers, { ...GIVEN, endsOn: '2026-03-02' })
    const pupil = await signInAsPupil(server, code)
    const before = server.now
    server.now = new Date('2026-03-02T22:59:59Z')
    expect((await visit(code)).statusCode).toBe(200)
    server.now = new Date('2026-03-02T23:00:00Z')
    expect((await visit(code)).statusCode).toBe(400)
    expect(await me(pupil)).toMatchObject({ kind: 'anonymous' })
    expect((await call('GET', `${PATH}/${id}`, teacher.headers)).statusCode).toBe(404)
    expect(await rowsOf(id)).toBe(2)
    await endPastClasses(server.database.db, server.now, async () => {})
    expect(await rowsOf(id)).toBe(0)
    server.now = before
  })

  it('ends the others when one cannot be ended, and tells which went wrong', async () => {
    const before = server.now
    const open = () => openClass(teacher.headers, { ...GIVEN, endsOn: '2026-03-02' })
    const classes = [await open(), await open(), await open()]
    server.now = new Date('2026-03-02T23:00:00Z')
    let tried = 0
    const failing = async () => {
      tried += 1
      if (tried === 1) throw new Error('This one cannot.')
    }
    await expect(endPastClasses(server.database.db, server.now, failing)).rejects.toThrow(
      'could not be ended',
    )
    const left = await Promise.all(classes.map(({ id }) => rowsOf(id)))
    expect(left.filter((rows) => (rows ?? 0) > 0)).toHaveLength(1)
    await endPastClasses(server.database.db, server.now, async () => {})
    server.now = before
  })
})
