/** Three people try it: an alderman who wants to skip the reasons, a clerk who records dissent, a council member two years later. */
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { signInAsPerson } from '../../testing/actors.ts'
import { listReopenable, takeReminders } from './life-store.ts'
import { lookAtLines } from './reopen.ts'
import { type Answer, INVOLVED, TREES, touching, useDecisions } from './testing/world.ts'

const { server, world, send, draft, publish } = useDecisions()

type Problem = { detail: string; errors: { pointer: string }[] }

const work = () => server.deliver()

describe('an alderman who wants to skip the reasons', () => {
  it('is told everything that is missing at once, and signs nothing', async () => {
    const { slug } = await draft({ reasons: ' ', problem: '', involved: [], reviewDate: null })
    const refused = await publish(slug)
    expect(refused.statusCode).toBe(422)
    const { errors } = refused.json<Problem>()
    expect(errors.map(({ pointer }) => pointer).sort()).toEqual([
      '/involved',
      '/problem',
      '/reasons',
      '/reviewDate',
    ])
    expect((await send('GET', `/api/v1/decisions/${slug}`, undefined)).json()).toMatchObject({
      state: 'draft',
      standing: 'open',
      signature: null,
    })
  })

  it('must name everyone in the alliance', async () => {
    const { challengeId, officer } = world()
    const { id } = (
      await send('POST', '/api/v1/alliances', { challengeId, title: 'Koele stad' }, officer)
    ).json<{ id: string }>()
    const member = { organisationId: officer.organisationId, role: 'lead', enteredOn: '2026-01-01' }
    expect((await send('POST', `/api/v1/alliances/${id}/members`, member, officer)).statusCode).toBe(201)
    const { slug } = await draft()
    const refused = await publish(slug)
    expect(refused.json()).toMatchObject({ status: 422, errors: [{ pointer: '/involved' }] })
    const { name } = (await send('GET', `/api/v1/organisations/${officer.organisationId}`, undefined)).json<{
      name: string
    }>()
    const involved = [...INVOLVED, { party: name, how: 'informed', note: '' }]
    await send('PATCH', `/api/v1/decisions/${slug}`, { involved }, officer)
    expect((await publish(slug)).statusCode).toBe(200)
    await sql`update agreements.member set left_on = '2026-02-01', leave_reason = 'klaar' where alliance_id = ${id}`.execute(
      server.database.db,
    )
  })
})

describe('a clerk who records dissent', () => {
  it('sees each text with what changed, and signs only after an answer', async () => {
    const { organisationId } = world().officer
    const clerk = await signInAsPerson(server, [{ organisationId, role: 'clerk' }])
    const { slug } = await draft()
    const options = OPTIONS.map((option) => touching(world().goalId, option))
    const url = `/api/v1/decisions/${slug}`
    const dissent = { who: 'Ondernemersvereniging', as: 'party', on: 'cost', ground: 'Te duur.', answer: '' }
    const votes = {
      body: 'Gemeenteraad',
      for: 19,
      against: 4,
      abstained: 1,
      factions: [
        { name: 'Groen', for: 19, against: 0, abstained: 1 },
        { name: 'Ondernemend', for: 0, against: 4, abstained: 0 },
      ],
    }
    await send('PATCH', url, { dissent: [dissent], votes, options }, clerk)
    // Saving the same again is no other text.
    await send('PATCH', url, { votes }, clerk)
    expect((await publish(slug, clerk)).json()).toMatchObject({ errors: [{ pointer: '/dissent/0/answer' }] })
    const answered = [{ ...dissent, answer: 'Niets doen kost meer.' }]
    await send('PATCH', url, { dissent: answered }, clerk)

    const saves = await send('GET', `${url}/versions/1/saves`, undefined)
    expect(saves.json()).toMatchObject({
      items: [
        { number: 1, role: 'policy-officer', changes: [] },
        {
          number: 2,
          role: 'clerk',
          changes: expect.arrayContaining([
            { path: ['dissent', 'Ondernemersvereniging', 'ground'], before: null, after: 'Te duur.' },
            { path: ['options', 'bomen', 'cost'], before: '90000', after: '80000' },
            { path: ['votes', 'factions', 'Groen', 'for'], before: null, after: '19' },
          ]),
        },
        {
          number: 3,
          changes: [
            {
              path: ['dissent', 'Ondernemersvereniging', 'answer'],
              before: null,
              after: 'Niets doen kost meer.',
            },
          ],
        },
      ],
    })
    expect(saves.body).not.toContain('Persoon')
    expect((await send('GET', `${url}/versions/1/saves/1`, undefined)).json()).toMatchObject({
      content: { dissent: [], amount: 90_000 },
    })
    const signed = await publish(slug, clerk)
    expect(signed.json()).toMatchObject({ votes, dissent: answered, standing: 'in-force' })
    const rewriting = sql`update decisions.save set content = '{}'`.execute(server.database.db)
    await expect(rewriting).rejects.toThrow('cannot be changed')
  })

  const OPTIONS = [
    { ...TREES, id: 'nuloptie', kind: 'do-nothing', title: 'Niets doen', cost: 0 },
    { ...TREES, cost: 80_000 },
  ]
})

describe('a council member two years later', () => {
  it('finds the decision by its subject, that its review is late, and what came of it', async () => {
    const { slug } = await draft({ title: 'Geveltuinen in de binnenstad', reviewDate: '2027-09-01' })
    await publish(slug)
    server.now = new Date('2028-03-02T10:00:00Z')
    // Who signed in two years ago is not signed in any more.
    const { organisationId } = world().officer
    const decider = await signInAsPerson(server, [{ organisationId, role: 'decision-maker' }])
    await sql`update parties.session set expires_at = '2029-01-01'`.execute(server.database.db)
    const found = await send('GET', '/api/v1/decisions?q=geveltuin&field=public-space', undefined)
    expect(found.json()).toMatchObject({
      items: [{ slug, decidedBy: 'wethouder Leefomgeving', chosenOption: 'Bomen', standing: 'in-force' }],
    })
    // In a longer word, in the consequences of an option, and both.
    for (const q of ['schaduw', 'gevel', 'gevel schaduw', 'gevel -parkeergarage', 'gevel:* & (schaduw']) {
      const answer = await send('GET', `/api/v1/decisions?q=${encodeURIComponent(q)}`, undefined)
      expect(answer.json().items, q).toContainEqual(expect.objectContaining({ slug }))
    }
    const odd = encodeURIComponent("voorbeeld.nl/abc'def/x")
    expect((await send('GET', `/api/v1/decisions?q=${odd}`, undefined)).json()).toMatchObject({ items: [] })
    expect((await send('GET', '/api/v1/decisions?q=parkeergarage', undefined)).json()).toMatchObject({
      items: [],
    })
    const board = async () =>
      (await send('GET', '/api/v1/decision-board', undefined)).json<Record<string, { slug: string }[]>>()
    const isIn = async (list: string) => (await board())[list]?.some((each) => each.slug === slug)
    expect(await isIn('overdue')).toBe(true)

    const review = { result: 'kept', reasons: 'Het is er 2 graden koeler dan ernaast.', nextReviewDate: null }
    const early = await send('POST', `/api/v1/decisions/${slug}/reviews`, review, decider)
    expect(early.json()).toMatchObject({ errors: [{ pointer: '/nextReviewDate' }] })
    // To keep it is to decide again: on a mandate that holds now.
    const unknown = { ...review, nextReviewDate: '2030-03-01', mandateId: randomUUID() }
    const refused = await send('POST', `/api/v1/decisions/${slug}/reviews`, unknown, decider)
    expect(refused.json()).toMatchObject({ status: 422, errors: [{ pointer: '/mandateId' }] })
    const kept = await send(
      'POST',
      `/api/v1/decisions/${slug}/reviews`,
      { ...review, nextReviewDate: '2030-03-01' },
      decider,
    )
    expect(kept.json()).toMatchObject({
      standing: 'in-force',
      reviewOn: '2030-03-01',
      happenings: [{ kind: 'reviewed', result: 'kept', role: 'decision-maker' }, { kind: 'opened' }],
    })
    expect(await isIn('overdue')).toBe(false)
    server.now = new Date('2028-03-03T10:00:00Z')
    await send(
      'POST',
      `/api/v1/decisions/${slug}/reviews`,
      { ...review, result: 'reopened', reasons: 'De planten zijn gestorven.' },
      decider,
    )
    expect(await isIn('reopened')).toBe(true)
    // It was reviewed: the day of before is not late.
    server.now = new Date('2030-06-01T10:00:00Z')
    expect((await send('GET', `/api/v1/decisions/${slug}`, undefined)).json()).toMatchObject({
      standing: 'reopened',
      reviewOn: null,
    })
    const { rows } = await server.database.db.transaction().execute(async (transaction) => ({
      rows: await takeReminders(transaction, '2030-06-01', '2030-06-15'),
    }))
    expect(rows.map((each) => each.slug)).not.toContain(slug)
  })

  it('reads that a decision was withdrawn or replaced, and why; nothing is deleted', async () => {
    const old = await draft({ title: 'Drinkwaterpunten' })
    await publish(old.slug)
    const newer = await draft({ title: 'Drinkwaterpunten en schaduw', replacesId: old.id })
    expect((await publish(newer.slug)).statusCode).toBe(200)
    expect((await send('GET', `/api/v1/decisions/${old.slug}`, undefined)).json()).toMatchObject({
      state: 'published',
      standing: 'replaced',
      reviewOn: null,
      happenings: [{ kind: 'replaced', replacedBy: { slug: newer.slug } }, { kind: 'opened' }],
    })
    const reason = 'De leidingen liggen er niet.'
    const withdrawal = `/api/v1/decisions/${newer.slug}/withdrawal`
    expect((await send('POST', withdrawal, { reason }, world().officer)).statusCode).toBe(403)
    const withdrawn = await send('POST', withdrawal, { reason }, world().decider)
    expect(withdrawn.json()).toMatchObject({
      standing: 'withdrawn',
      happenings: [{ kind: 'withdrawn', reasons: reason }, { kind: 'opened' }],
    })
    expect((await send('POST', withdrawal, { reason }, world().decider)).statusCode).toBe(409)
    for (const table of ['decision', 'version', 'save', 'happening']) {
      const removal = sql`delete from ${sql.table(`decisions.${table}`)}`.execute(server.database.db)
      await expect(removal).rejects.toThrow('cannot be')
    }
  })

  it('sees that figures past the line reopened it by itself', async () => {
    const { officer, challengeId } = world()
    const indicator = {
      challengeId,
      title: 'Hete dagen',
      unit: 'dagen',
      property: 'warmte-telling',
      statistic: 'mean',
      period: 'month',
      level: 'municipality',
      published: true,
    }
    const made = await send('POST', '/api/v1/indicators', indicator, officer)
    const { id } = made.json<{ id: string }>()
    const reopenLine = { indicatorId: id, areaCode: null, side: 'above', value: 10, periods: 2 }
    const { slug } = await draft({ title: 'Afwachten met schaduw', reopenLine })
    await publish(slug)
    for (const title of ['Een', 'Twee', 'Drie', 'Vier'])
      await publish((await draft({ title, reopenLine })).slug)
    // Always in one order, so that two who lock them one by one never wait for each other.
    const ids = (await listReopenable(server.database.db, 'all')).map((each) => each.id)
    expect(ids).toEqual(ids.toSorted())
    const store = async (month: number, value: number, isTold = true) => {
      await sql`insert into indicators.value (indicator_id, area_code, period_start, period_end, value, hours, expected, stations)
        values (${id}, 'GM1', make_date(2026, ${month}, 1), make_date(2026, ${month + 1}, 1), ${value}, 1, 1, 1)`.execute(
        server.database.db,
      )
      if (!isTold) return
      await sql`insert into platform.outbox (kind, payload) values
        ('indicators.figures-changed', ${JSON.stringify({ indicatorId: id })}::jsonb)`.execute(
        server.database.db,
      )
      await work()
    }
    const standing = async () =>
      (await send('GET', `/api/v1/decisions/${slug}`, undefined)).json<Answer>().standing
    server.now = new Date('2026-08-02T10:00:00Z')
    // What was before the decision does not count, nor one month alone.
    await store(2, 50)
    await store(3, 50)
    await store(4, 12)
    await store(5, 8)
    await store(6, 11)
    expect(await standing()).toBe('in-force')
    // A figure that was there before its period ended counts when the period is over.
    await store(7, 14, false)
    await lookAtLines(server.database.db, new Date('2026-07-31T10:00:00Z'))
    expect(await standing()).toBe('in-force')
    await lookAtLines(server.database.db, server.now)
    expect(await standing()).toBe('reopened')
    expect((await send('GET', `/api/v1/decisions/${slug}`, undefined)).json()).toMatchObject({
      happenings: [
        {
          kind: 'reopened',
          role: null,
          reasons: expect.stringContaining('2 perioden achter elkaar boven de grens van 10 dagen'),
          figures: [{ value: 11 }, { value: 14 }],
        },
        { kind: 'opened' },
      ],
    })
  })
})

describe('who reads it with a program', () => {
  it('gets linked data, a motion and metadata of what is published, and nothing of a draft', async () => {
    const { slug } = await draft({ title: 'Schaduwdoeken' })
    const read = (path: string) => send('GET', `/api/v1/decisions/${slug}/${path}`, undefined)
    expect((await read('linked-data')).statusCode).toBe(404)
    await publish(slug)
    expect((await read('linked-data')).json()).toMatchObject({
      '@graph': [
        { '@type': ['besluit:Besluit', 'eli:LegalResource', 'eli:LegalExpression'] },
        {},
        {},
        {},
        {},
      ],
    })
    expect((await read('open-raadsinformatie')).json()).toMatchObject({
      '@type': 'Motion',
      name: 'Schaduwdoeken',
      result: 'adopted',
    })
    const woo = await read('woo-metadata')
    expect([woo.statusCode, woo.headers['content-type']]).toEqual([200, 'application/xml; charset=utf-8'])
    expect((await send('GET', '/robots.txt', undefined)).body).toMatch(
      /^Sitemap: https?:\/\/\S+\/woo\/sitemapindex\.xml$/m,
    )
    const index = await send('GET', '/woo/sitemapindex.xml', undefined)
    expect(index.body).toContain('/woo/sitemaps/1.xml')
    const sitemap = await send('GET', '/woo/sitemaps/1.xml', undefined)
    expect(sitemap.body).toContain('<diwoo:officieleTitel>Schaduwdoeken</diwoo:officieleTitel>')
  })
})
