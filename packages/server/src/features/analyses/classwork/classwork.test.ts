import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { signInAsPerson, signInAsPupil } from '../../../testing/actors.ts'
import { type Answer, type Sender, useAnalyses, WHOLE } from '../testing/world.ts'

const { server, send } = useAnalyses()
const CLASSES = '/api/v1/classes'

async function openClass(keepsPublished = true) {
  const teacher = await signInAsPerson(server)
  const given = { school: 'De Meerkoet', name: 'groep 8', keepsPublished }
  const made = await send('POST', CLASSES, given, teacher)
  const { id, code } = made.json<{ id: string; code: string }>()
  const pupil: Sender = { headers: await signInAsPupil(server, code) }
  const nickname = (await send('GET', '/api/v1/me', undefined, pupil)).json<{ name: string }>().name
  const at = (slug: string, path = '') => `${CLASSES}/${id}/analyses/${slug}${path}`
  return { teacher, id, code, pupil, nickname, at }
}
type Class = Awaited<ReturnType<typeof openClass>>

async function write(pupil: Sender, content: object = WHOLE): Promise<Answer> {
  const made = await send('POST', '', content, pupil)
  expect(made.statusCode, made.body).toBe(201)
  return made.json<Answer>()
}
const handIn = (slug: string, pupil: Sender) => send('POST', `${slug}/handing-in`, undefined, pupil)
const read = async ({ teacher, at }: Class, slug: string) =>
  (await send('GET', at(slug), undefined, teacher)).json<Answer>()
async function approve(room: Class, slug: string, naming: 'class' | 'nickname' = 'class') {
  const { revision } = await read(room, slug)
  return send('POST', room.at(slug, '/approval'), { revision, naming }, room.teacher)
}

/** Everything that anyone can ask of an analysis. */
const PUBLIC = ['', '/versions/1', '/versions/1/evidence', '/versions/1/answers/0', '/versions/1/rerun']
async function expectUnseen(slug: string, title: string, sender?: Sender) {
  for (const path of [...PUBLIC, '/draft', '/preview']) {
    const answer = await send('GET', `${slug}${path}`, undefined, sender)
    expect([401, 404], path).toContain(answer.statusCode)
  }
  expect((await send('POST', `${slug}/versions/1/forks`, undefined, sender)).statusCode).not.toBe(201)
  expect((await send('GET', '?pageSize=200', undefined, sender)).body).not.toContain(title)
}

describe('what a pupil writes', { timeout: 60_000 }, () => {
  it('is read by the pupil and the teacher, and by nobody else, however far it is', async () => {
    const room = await openClass()
    const title = 'Waar speel ik in de schaduw?'
    const { slug } = await write(room.pupil, { ...WHOLE, title })
    const others = [
      undefined,
      { headers: await signInAsPupil(server, room.code) },
      { headers: await signInAsPupil(server) },
      await signInAsPerson(server),
    ]
    const stranger = await openClass()
    const expectHidden = async () => {
      for (const other of others) await expectUnseen(slug, title, other)
      expect((await send('GET', stranger.at(slug), undefined, stranger.teacher)).statusCode).toBe(404)
      expect((await send('GET', room.at(slug), undefined, stranger.teacher)).statusCode).toBe(404)
    }
    await expectHidden()
    expect((await handIn(slug, room.pupil)).json()).toMatchObject({ handedIn: { state: 'handed-in' } })
    await expectHidden()
    expect(await read(room, slug)).toMatchObject({ title, state: 'draft', byline: '' })
    const preview = await send('GET', room.at(slug, '/preview'), undefined, room.teacher)
    expect(preview.json()).toMatchObject({ charts: [{ refusal: null, differs: false }] })
    const check = await send('GET', room.at(slug, '/steering-check'), undefined, room.teacher)
    const own = await send('GET', `${slug}/draft/steering-check`, undefined, room.pupil)
    expect([check.statusCode, check.json()]).toEqual([200, own.json()])
    const foreign = await send('GET', stranger.at(slug, '/steering-check'), undefined, stranger.teacher)
    expect(foreign.statusCode).toBe(404)
    const list = await send('GET', `${CLASSES}/${room.id}/analyses`, undefined, room.teacher)
    expect(list.json()).toMatchObject({
      items: [{ slug, title, nickname: room.nickname, state: 'draft', handedIn: { state: 'handed-in' } }],
    })
  })

  it('is published by the teacher alone, as it was read', async () => {
    const room = await openClass()
    const { slug } = await write(room.pupil)
    expect((await send('POST', `${slug}/publication`, undefined, room.pupil)).statusCode).toBe(403)
    expect((await approve(room, slug)).statusCode).toBe(409)
    await handIn(slug, room.pupil)
    const { revision } = await read(room, slug)
    await send('PATCH', slug, { conclusion: 'Ik heet eigenlijk anders.' }, room.pupil)
    const approval = { revision, naming: 'class' }
    for (const sender of [room.pupil, await signInAsPerson(server), undefined]) {
      const refused = await send('POST', room.at(slug, '/approval'), approval, sender)
      expect([401, 403, 404]).toContain(refused.statusCode)
    }
    const stale = await send('POST', room.at(slug, '/approval'), approval, room.teacher)
    expect(stale.statusCode, stale.body).toBe(409)
    expect((await send('GET', slug)).statusCode).toBe(404)
    expect((await approve(room, slug, 'nickname')).statusCode).toBe(200)
    const seen = (await send('GET', slug)).json<Answer>()
    expect(seen).toMatchObject({ state: 'published', byline: `${room.nickname}, groep 8, De Meerkoet` })
    expect(JSON.stringify(seen)).not.toContain(room.id)
  })

  it('is published under the name of the class when the teacher chooses so', async () => {
    const room = await openClass()
    const { slug } = await write(room.pupil)
    await handIn(slug, room.pupil)
    expect((await approve(room, slug, 'class')).statusCode).toBe(200)
    const seen = await send('GET', slug)
    expect(seen.json()).toMatchObject({ byline: 'groep 8, De Meerkoet' })
    expect(seen.body).not.toContain(room.nickname)
  })

  it('comes back with a remark, and can be handed in again', async () => {
    const room = await openClass()
    const { slug } = await write(room.pupil)
    const remark = { remark: 'Welke straat bedoel je?' }
    const early = await send('POST', room.at(slug, '/giving-back'), remark, room.teacher)
    expect(early.statusCode).toBe(409)
    await handIn(slug, room.pupil)
    expect((await send('POST', room.at(slug, '/giving-back'), remark, room.teacher)).statusCode).toBe(204)
    const told = await send('GET', `${slug}/handing-in`, undefined, room.pupil)
    expect(told.json()).toMatchObject({ handedIn: { state: 'given-back', ...remark } })
    expect((await approve(room, slug)).statusCode).toBe(409)
    expect((await handIn(slug, room.pupil)).json()).toMatchObject({ handedIn: { state: 'handed-in' } })
    expect((await approve(room, slug)).statusCode).toBe(200)
  })

  it('is not handed in before it is whole', async () => {
    const room = await openClass()
    const { slug } = await write(room.pupil, { title: 'Later' })
    const refused = await handIn(slug, room.pupil)
    expect(refused.statusCode).toBe(422)
    const whole = await write(room.pupil)
    const check = await send('POST', `${whole.slug}/handing-in?check=true`, undefined, room.pupil)
    expect(check.json()).toEqual({ handedIn: null })
    const none = await send('GET', `${slug}/handing-in`, undefined, room.pupil)
    expect(none.json()).toEqual({ handedIn: null })
  })

  it('has no name that a pupil wrote', async () => {
    const room = await openClass()
    const refused = await send('POST', '', { ...WHOLE, byline: 'Sanne' }, room.pupil)
    expect(refused.json<Answer>().errors).toMatchObject([{ pointer: '/byline' }])
    const { slug } = await write(room.pupil)
    expect((await send('PATCH', slug, { byline: 'Sanne' }, room.pupil)).statusCode).toBe(400)
    await handIn(slug, room.pupil)
    await approve(room, slug, 'nickname')
    expect((await send('PATCH', slug, { byline: 'Sanne' }, room.pupil)).statusCode).toBe(400)
    expect((await send('PATCH', slug, { byline: '' }, room.pupil)).statusCode).toBe(400)
    expect(
      (await send('POST', `${slug}/withdrawal`, { reason: 'Ik wil niet meer.' }, room.pupil)).statusCode,
    ).toBe(403)
  })

  it('can go on from what others published, and others from what is published of it', async () => {
    const room = await openClass()
    const written = await write(room.pupil)
    await handIn(written.slug, room.pupil)
    const { slug } = (await approve(room, written.slug)).json<Answer>()
    const other = await openClass()
    const fork = await send('POST', `${slug}/versions/1/forks`, undefined, other.pupil)
    expect(fork.statusCode, fork.body).toBe(201)
    const copied = fork.json<Answer>()
    expect(copied).toMatchObject({ basedOn: { slug }, byline: '' })
    await expectUnseen(copied.slug, 'niets', await signInAsPerson(server))
    expect((await send('GET', slug)).json()).toMatchObject({ forks: [] })
  })

  it('has a new version that is as hidden as the first, while the first stays', async () => {
    const room = await openClass()
    const { slug } = await write(room.pupil)
    await handIn(slug, room.pupil)
    await approve(room, slug)
    expect((await send('POST', `${slug}/versions`, undefined, room.pupil)).statusCode).toBe(201)
    await send('PATCH', slug, { title: 'Geheim plan', changes: 'Een straat erbij.' }, room.pupil)
    expect((await send('GET', slug)).json()).toMatchObject({
      version: 1,
      title: WHOLE.title,
      hasDraft: false,
    })
    expect((await send('GET', `${slug}/versions/2`)).statusCode).toBe(404)
    expect((await read(room, slug)).title).toBe('Geheim plan')
    await handIn(slug, room.pupil)
    expect((await approve(room, slug)).json()).toMatchObject({ version: 2 })
  })
})

describe('what was published of a pupil', { timeout: 60_000 }, () => {
  async function publish(room: Class) {
    const { slug, id } = await write(room.pupil)
    await handIn(slug, room.pupil)
    expect((await approve(room, slug, 'nickname')).statusCode).toBe(200)
    return { slug, id }
  }
  const ownerOf = async (id: string) => {
    const { rows } = await sql<{ byline: string; author: string | null }>`
      select byline, author_id as author from analyses.analysis where id = ${id}`.execute(server.database.db)
    return rows[0]
  }
  /** All that is stored of the words of an analysis. */
  const wordsOf = async (id: string) => {
    const { rows } = await sql<{ slug: string }>`select slug from analyses.analysis where id = ${id}
      union all select content::text || evidence from analyses.version where analysis_id = ${id}
      union all select body from analyses.answer where analysis_id = ${id}
      union all select body from analyses.steering_check where analysis_id = ${id}`.execute(
      server.database.db,
    )
    return rows.map(({ slug }) => slug)
  }

  it('is taken back by the teacher: nobody reads it any more, also not by what went on from it', async () => {
    const room = await openClass()
    const { slug, id } = await publish(room)
    const person = await signInAsPerson(server)
    const fork = (await send('POST', `${slug}/versions/1/forks`, undefined, person)).json<Answer>()
    const reason = { reason: 'Er staat een naam in.' }
    const stranger = await openClass()
    for (const [sender, at] of [
      [stranger.teacher, room.at],
      [stranger.teacher, stranger.at],
      [room.pupil, room.at],
    ] as const) {
      expect([403, 404]).toContain((await send('POST', at(slug, '/withdrawal'), reason, sender)).statusCode)
    }
    expect((await send('POST', room.at(slug, '/withdrawal'), reason, room.teacher)).statusCode).toBe(204)
    await expectUnseen(slug, room.nickname)
    const draft = await send('GET', `${fork.slug}/draft`, undefined, person)
    expect(draft.json()).toMatchObject({ basedOn: null })
    for (const text of [WHOLE.title, WHOLE.conclusion]) expect(draft.body).not.toContain(text)
    expect((await send('DELETE', `${CLASSES}/${room.id}`, undefined, room.teacher)).statusCode).toBe(204)
    expect(await wordsOf(id)).toEqual([`gewist-${id}`])
  })

  it('becomes the class’s when the class closes and so chose; drafts go', async () => {
    const room = await openClass(true)
    const { slug, id } = await publish(room)
    const draft = await write(room.pupil, { ...WHOLE, title: 'Nog niet af' })
    await handIn(draft.slug, room.pupil)
    await send('POST', `${slug}/versions`, undefined, room.pupil)
    expect((await send('DELETE', `${CLASSES}/${room.id}`, undefined, room.teacher)).statusCode).toBe(204)
    expect((await send('GET', slug)).json()).toMatchObject({ byline: 'groep 8, De Meerkoet', version: 1 })
    expect(await ownerOf(id)).toEqual({ byline: 'groep 8, De Meerkoet', author: null })
    expect(await ownerOf(draft.id)).toBeUndefined()
    const { rows } = await sql`select 1 from analyses.version where analysis_id = ${id} and state = 'draft'
      union all select 1 from classes.work where id = ${draft.id}`.execute(server.database.db)
    expect(rows).toEqual([])
  })

  it('goes when the class closes and so chose, or when the pupil is removed from such a class', async () => {
    const room = await openClass(false)
    const { slug, id } = await publish(room)
    const members = (await send('GET', `${CLASSES}/${room.id}`, undefined, room.teacher)).json<{
      members: { id: string }[]
    }>().members
    const url = `${CLASSES}/${room.id}/pupils/${members[0]?.id}`
    expect((await send('DELETE', url, undefined, room.teacher)).statusCode).toBe(204)
    await expectUnseen(slug, room.nickname)
    expect(await wordsOf(id)).toEqual([])
  })

  it('is in the classes of nobody else, and a pupil that is gone writes nothing', async () => {
    const room = await openClass()
    const { slug } = await publish(room)
    await send('DELETE', `${CLASSES}/${room.id}`, undefined, room.teacher)
    expect((await send('POST', '', WHOLE, room.pupil)).statusCode).toBe(401)
    expect((await send('POST', `${slug}/versions`, undefined, room.pupil)).statusCode).toBe(401)
    expect((await send('GET', room.at(slug), undefined, room.teacher)).statusCode).toBe(404)
  })
})

describe('at the same time', { timeout: 60_000 }, () => {
  it('a class closes while its pupils write: nothing of them is left', async () => {
    for (let round = 0; round < 3; round += 1) {
      const room = await openClass()
      const { slug } = await write(room.pupil)
      const answers = await Promise.all([
        send('POST', '', { ...WHOLE, title: `Ronde ${round}` }, room.pupil),
        send('PATCH', slug, { why: 'Daarom' }, room.pupil),
        send('DELETE', `${CLASSES}/${room.id}`, undefined, room.teacher),
        handIn(slug, room.pupil),
        send('POST', '', { ...WHOLE, title: `Ronde ${round}` }, room.pupil),
      ])
      expect(answers.filter(({ statusCode }) => statusCode >= 500)).toEqual([])
    }
    const { rows } = await sql`select a.slug from analyses.analysis a
      where a.author_kind = 'pupil' and a.author_id is not null
        and not exists (select from classes.pupil p where p.id = a.author_id)`.execute(server.database.db)
    expect(rows).toEqual([])
  })

  it('a class closes while its teacher publishes: it stays of the class, or does not stay', async () => {
    for (let round = 0; round < 3; round += 1) {
      const room = await openClass()
      const { slug } = await write(room.pupil)
      await handIn(slug, room.pupil)
      const { revision } = await read(room, slug)
      const [approved, closed] = await Promise.all([
        send('POST', room.at(slug, '/approval'), { revision, naming: 'nickname' }, room.teacher),
        send('DELETE', `${CLASSES}/${room.id}`, undefined, room.teacher),
      ])
      expect(closed.statusCode).toBe(204)
      expect([200, 401, 404, 409], approved.body).toContain(approved.statusCode)
      const seen = await send('GET', slug)
      expect(seen.body).not.toContain(room.nickname)
    }
  })
})
