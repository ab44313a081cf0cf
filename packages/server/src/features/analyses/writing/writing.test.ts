import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { signInAsPerson } from '../../../testing/actors.ts'
import { createOrganisation } from '../../parties/index.ts'
import { type Answer, useAnalyses, WHOLE } from '../testing/world.ts'
import { lockNewest, updateDraft } from './store.ts'

const { server, world, send, draft, published } = useAnalyses()
const pointersOf = (answer: { json<T>(): T }) =>
  (answer.json<Answer>().errors ?? []).map(({ pointer }) => pointer)

describe('a draft of an analysis', () => {
  it('is known to its author alone', async () => {
    const { slug, state } = await draft()
    expect(state).toBe('draft')
    const { writer, other } = world()
    for (const path of [slug, `${slug}/draft`, `${slug}/versions/1`, `${slug}/versions/1/evidence`]) {
      expect((await send('GET', path, undefined, other)).statusCode, path).toBe(404)
    }
    expect((await send('PATCH', slug, { why: 'x' }, other)).statusCode).toBe(404)
    expect((await send('POST', `${slug}/publication`, undefined, other)).statusCode).toBe(404)
    expect((await send('DELETE', `${slug}/draft`, undefined, other)).statusCode).toBe(404)
    expect((await send('GET', `${slug}/draft`, undefined, writer)).json()).toMatchObject({ slug, ...WHOLE })
    expect((await send('GET', '?pageSize=200')).body).not.toContain(slug)
    expect((await send('GET', '?mine=true', undefined, writer)).body).toContain(slug)
    expect((await send('GET', '?mine=true', undefined, other)).body).not.toContain(slug)
  })

  it('needs no more than a title, and can be thrown away', async () => {
    const { writer } = world()
    const made = await send('POST', '', { title: 'Later' }, writer)
    const { slug } = made.json<Answer>()
    const refused = await send('POST', `${slug}/publication`, undefined, writer)
    expect(refused.statusCode).toBe(422)
    expect(pointersOf(refused)).toEqual(['/question', '/method', '/conclusion', '/doubts', '/charts'])
    expect((await send('DELETE', `${slug}/draft`, undefined, writer)).statusCode).toBe(204)
    expect((await send('GET', `${slug}/draft`, undefined, writer)).statusCode).toBe(404)
  })

  it('is one of a hundred at most of which nothing is published, also when two are begun at once', async () => {
    const author = await signInAsPerson(server)
    const begin = () => send('POST', '', { title: 'Later' }, author)
    for (let made = 0; made < 99; made += 1) expect((await begin()).statusCode).toBe(201)
    const answers = await Promise.all([begin(), begin()])
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409])
    const { slug } = answers.find(({ statusCode }) => statusCode === 201)?.json<Answer>() ?? { slug: '' }
    expect((await send('DELETE', `${slug}/draft`, undefined, author)).statusCode).toBe(204)
    expect((await begin()).statusCode).toBe(201)
  }, 60_000)

  it.each([
    [{ charts: [{ question: 'chart=lines', caption: '' }] }, '/charts/0/question'],
    [{ charts: Array(9).fill(WHOLE.charts[0]) }, '/charts'],
    [{ claim: { ...WHOLE.claim, chart: 1 } }, '/claim/chart'],
    [{ claim: { ...WHOLE.claim, place: 'area:BU2' } }, '/claim/place'],
    [{ claim: { ...WHOLE.claim, kind: 'higher' } }, '/claim/place'],
    [{ claim: { ...WHOLE.claim, kind: 'above' } }, '/claim/line'],
    [{ claim: { ...WHOLE.claim, kind: 'proves' } }, '/claim/kind'],
    [{ title: '' }, '/title'],
  ])('refuses %j at its place', async (change, pointer) => {
    const refused = await send('POST', '', { ...WHOLE, ...change }, world().writer)
    expect(refused.statusCode).toBe(400)
    expect(pointersOf(refused)).toContain(pointer)
  })

  it('refuses a change on an older text, and keeps what is there', async () => {
    const { slug, revision } = await draft()
    const { writer } = world()
    expect((await send('PATCH', slug, { why: 'Eerst', revision }, writer)).statusCode).toBe(200)
    const stale = await send('PATCH', slug, { why: 'Daarna', revision }, writer)
    expect(stale.statusCode).toBe(409)
    expect(pointersOf(stale)).toEqual(['/revision'])
    const stalePublication = await send('POST', `${slug}/publication?revision=${revision}`, undefined, writer)
    expect(stalePublication.statusCode).toBe(409)
    expect((await send('GET', `${slug}/draft`, undefined, writer)).json()).toMatchObject({ why: 'Eerst' })
  })

  it('loses neither of two changes at once', async () => {
    const { id, slug } = await draft()
    let second: ReturnType<typeof send> | undefined
    await server.database.db.transaction().execute(async (transaction) => {
      const first = await lockNewest(transaction, slug)
      if (!first) throw new Error('The draft is not there.')
      second = send('PATCH', slug, { doubts: 'De tweede' }, world().writer)
      // Time to come to the lock; where it does not, there is nothing to lose.
      await new Promise((resolve) => setTimeout(resolve, 200))
      const content = { ...first.content, why: 'De eerste' }
      await updateDraft(transaction, { id, content, changes: '' }, server.now)
    })
    expect((await second)?.json()).toMatchObject({ doubts: 'De tweede', why: 'De eerste' })
  })
})

describe('publishing', () => {
  it('freezes the text for everybody, and a new version keeps the old one', async () => {
    const { slug, version } = await published()
    const { writer, other } = world()
    expect(version).toBe(1)
    expect((await send('PATCH', slug, { why: 'Anders' }, writer)).statusCode).toBe(409)
    expect((await send('PATCH', slug, { why: 'Anders' }, other)).statusCode).toBe(403)
    expect((await send('POST', `${slug}/versions`, undefined, writer)).json()).toMatchObject({
      state: 'draft',
      version: 2,
    })
    await send('PATCH', slug, { conclusion: 'Toch niet.' }, writer)
    expect(pointersOf(await send('POST', `${slug}/publication`, undefined, writer))).toEqual(['/changes'])
    expect((await send('GET', slug)).json()).toMatchObject({ version: 1, conclusion: WHOLE.conclusion })
    await send('PATCH', slug, { changes: 'De conclusie klopte niet.' }, writer)
    expect((await send('POST', `${slug}/publication`, undefined, writer)).statusCode).toBe(200)
    expect((await send('GET', slug)).json()).toMatchObject({
      version: 2,
      conclusion: 'Toch niet.',
      history: [
        { version: 2, changes: 'De conclusie klopte niet.', changed: ['conclusion'] },
        { version: 1, changed: [] },
      ],
    })
    expect((await send('GET', `${slug}/versions/1`)).json()).toMatchObject({
      conclusion: WHOLE.conclusion,
      latest: 2,
    })
  })

  it('cannot be undone, also not in the database', async () => {
    const { id } = await published()
    const { db } = server.database
    await expect(
      sql`update analyses.version set content = '{}' where analysis_id = ${id}`.execute(db),
    ).rejects.toThrow('cannot be changed')
    await expect(sql`delete from analyses.analysis where id = ${id}`.execute(db)).rejects.toThrow(
      'cannot be changed',
    )
    await expect(
      sql`update analyses.answer set body = '{}' where analysis_id = ${id}`.execute(db),
    ).rejects.toThrow('cannot be changed')
  })

  it('only says what is missing when that is asked', async () => {
    const { slug } = await draft()
    const { writer } = world()
    const checked = await send('POST', `${slug}/publication?check=true`, undefined, writer)
    expect(checked.json()).toMatchObject({ state: 'draft' })
    expect((await send('GET', slug)).statusCode).toBe(404)
  })

  it('is in the lists by words and subject', async () => {
    const title = 'Een heel bijzondere vraag'
    const { slug } = await published({ title })
    expect((await send('GET', '?q=BIJZONDERE')).json()).toMatchObject({ items: [{ slug, title, charts: 1 }] })
    expect((await send('GET', '?q=bijzondere&subject=area:BU1')).json()).toMatchObject({ items: [{ slug }] })
    expect((await send('GET', '?q=bijzondere&subject=area:BU2')).json()).toMatchObject({ items: [] })
  })

  it('is withdrawn with a reason, and stays to be read', async () => {
    const { slug } = await published()
    const { writer, other } = world()
    const reason = 'De meter stond in de zon.'
    expect((await send('POST', `${slug}/withdrawal`, { reason }, other)).statusCode).toBe(403)
    expect((await send('POST', `${slug}/withdrawal`, { reason: 'x' }, writer)).statusCode).toBe(400)
    expect((await send('POST', `${slug}/withdrawal`, { reason }, writer)).statusCode).toBe(200)
    expect((await send('GET', slug)).json()).toMatchObject({ state: 'withdrawn', withdrawal: { reason } })
    expect((await send('GET', `${slug}/versions/1/evidence`)).statusCode).toBe(200)
    expect((await send('POST', `${slug}/versions`, undefined, writer)).statusCode).toBe(409)
  })

  it('is not withdrawn while there is a draft, which would be lost', async () => {
    const { slug } = await published()
    const { writer } = world()
    await send('POST', `${slug}/versions`, undefined, writer)
    const reason = 'De meter stond in de zon.'
    expect((await send('POST', `${slug}/withdrawal`, { reason }, writer)).statusCode).toBe(409)
    expect((await send('GET', `${slug}/draft`, undefined, writer)).statusCode).toBe(200)
  })
})

describe('the address', () => {
  it('is of the title with which it is published first, and stays', async () => {
    const { slug, id } = await draft({ title: 'Eerst dit' })
    const { writer } = world()
    await send('PATCH', slug, { title: 'Toch maar dat' }, writer)
    const published = (await send('POST', `${slug}/publication`, undefined, writer)).json<Answer>()
    expect(published).toMatchObject({ id, slug: 'toch-maar-dat' })
    expect((await send('GET', 'toch-maar-dat/versions/1/evidence')).json()).toMatchObject({
      analysis: { slug: 'toch-maar-dat' },
    })
    await send('POST', `${published.slug}/versions`, undefined, writer)
    await send('PATCH', published.slug, { title: 'Weer anders', changes: 'De titel.' }, writer)
    const again = (await send('POST', `${published.slug}/publication`, undefined, writer)).json<Answer>()
    expect(again).toMatchObject({ id, slug: 'toch-maar-dat', title: 'Weer anders' })
  })

  it('of a draft tells nobody that another has the same title; a second one that is published has a number, and keeps that', async () => {
    const first = await draft({ title: 'Precies hetzelfde' })
    const second = await draft({ title: 'Precies hetzelfde' })
    for (const { id, slug } of [first, second]) expect(slug).toBe(id)
    const { writer, other } = world()
    // To others it is as if it is not there, whatever they do.
    for (const method of ['PATCH', 'DELETE'] as const) {
      const path = method === 'DELETE' ? `${first.id}/draft` : first.id
      expect(
        (await send(method, path, method === 'PATCH' ? { title: 'x' } : undefined, other)).statusCode,
      ).toBe(404)
    }
    // Nobody knew of the first: the second is published without a number.
    const answer = await send('POST', `${second.slug}/publication`, undefined, writer)
    expect(answer.json()).toMatchObject({ slug: 'precies-hetzelfde' })
    const later = await send('POST', `${first.slug}/publication`, undefined, writer)
    expect(later.json()).toMatchObject({ slug: 'precies-hetzelfde-2' })
    // The address of the draft still leads to it.
    expect((await send('GET', first.id)).json()).toMatchObject({ slug: 'precies-hetzelfde-2' })
  })
})

describe('a copy of an analysis', () => {
  it('names what it is based on, on both pages', async () => {
    const { slug, title } = await published({ title: 'Het eerste stuk' })
    const { other } = world()
    const copy = (await send('POST', `${slug}/versions/1/forks`, undefined, other)).json<Answer>()
    expect(copy).toMatchObject({ state: 'draft', basedOn: { slug, title, version: 1 }, byline: '' })
    expect((await send('GET', slug)).json()).toMatchObject({ forks: [] })
    await send('PATCH', copy.slug, { title: 'Een ander stuk' }, other)
    expect((await send('POST', `${copy.slug}/publication`, undefined, other)).statusCode).toBe(200)
    expect((await send('GET', slug)).json()).toMatchObject({
      forks: [{ slug: 'een-ander-stuk', title: 'Een ander stuk', version: 1 }],
    })
  })
})

describe('the name with an analysis', () => {
  it('can be taken away after publishing, and the evidence holds', async () => {
    const { slug, evidence } = await published({ byline: 'Ans de Vries' })
    const { writer } = world()
    expect((await send('GET', slug)).json()).toMatchObject({ byline: 'Ans de Vries' })
    expect((await send('PATCH', slug, { byline: '' }, writer)).json()).toMatchObject({ byline: '' })
    expect((await send('GET', slug)).json()).toMatchObject({ byline: '', evidence })
  })
})

describe('the name with it', () => {
  it.each(['GGD Meerrand', '  ggd   meerrand, afdeling lucht', 'ＧＧＤ Meerrand'])(
    'is not that of an organisation of others: %j',
    async (byline) => {
      await createOrganisation(server.database.db, { name: 'GGD Meerrand', kind: 'other' })
      const { slug } = await draft()
      const refused = await send('PATCH', slug, { byline }, world().writer)
      expect(refused.statusCode).toBe(400)
      expect(refused.json()).toMatchObject({ errors: [{ pointer: '/byline' }] })
      const own = { byline: 'Ans, buur van GGD Meerrand' }
      expect((await send('PATCH', slug, own, world().writer)).statusCode).toBe(200)
    },
  )
})
