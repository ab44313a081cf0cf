import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { AREAS, ETHICS, useInterventions } from '../../testing/interventions-world.ts'
import { findPlanned } from './index.ts'

const { server, world, send, plan, draft, pilot, registered, begin, read, events } = useInterventions()
const at = (slug: string, path = '') => `/api/v1/interventions/${slug}${path}`
const NOBODY = { headers: {} }
const pointersOf = (answer: { json(): { errors?: { pointer: string }[] } }) =>
  (answer.json().errors ?? []).map(({ pointer }) => pointer)

describe('a draft', () => {
  it('is for its owner and its parties alone', async () => {
    const { slug } = await draft()
    expect((await send('GET', at(slug))).statusCode).toBe(200)
    expect((await send('GET', at(slug), undefined, world().partner)).statusCode).toBe(200)
    for (const actor of [NOBODY, world().stranger]) {
      expect((await send('GET', at(slug), undefined, actor)).statusCode).toBe(404)
      const list = (await send('GET', '/api/v1/interventions', undefined, actor)).json()
      expect(list.items.map((each: { slug: string }) => each.slug)).not.toContain(slug)
    }
    expect((await send('PATCH', at(slug), { title: 'Anders' }, world().stranger)).statusCode).toBe(404)
    expect((await send('DELETE', at(slug))).statusCode).toBe(204)
    expect((await send('GET', at(slug))).statusCode).toBe(404)
  })

  it('cannot be a pilot that serves no goal', async () => {
    const body = { challengeId: world().challengeId, kind: 'pilot', ...plan({ goalId: null }) }
    const answer = await send('POST', '/api/v1/interventions', body)
    expect(answer.statusCode).toBe(400)
    expect(pointersOf(answer)).toEqual(['/goalId'])
    const { slug } = await pilot()
    expect((await send('PATCH', at(slug), { goalId: null })).statusCode).toBe(400)
  })

  it('names everything that is not there at once', async () => {
    const nothing = '00000000-0000-4000-8000-000000000001'
    const answer = await send('POST', '/api/v1/interventions', {
      challengeId: world().challengeId,
      kind: 'measure',
      ...plan({
        goalId: nothing,
        decisionId: nothing,
        areaCodes: ['BU99999999'],
        parties: [{ organisationId: nothing, role: 'executes', contribution: '' }],
        hypothesis: { indicatorId: nothing, direction: 'lower', change: 1, by: '2027-01-01', reason: '' },
      }),
    })
    expect(answer.statusCode).toBe(400)
    expect(pointersOf(answer).sort()).toEqual(
      [
        '/areaCodes/0',
        '/decisionId',
        '/goalId',
        '/hypothesis/indicatorId',
        '/parties/0/organisationId',
      ].sort(),
    )
  })

  it('tells the second of two who change the same', async () => {
    const { slug, revision } = await draft()
    expect((await send('PATCH', at(slug), { title: 'Een', revision })).statusCode).toBe(200)
    expect((await send('PATCH', at(slug), { title: 'Twee', revision })).statusCode).toBe(409)
  })
})

describe('registering', () => {
  it('names everything that is missing', async () => {
    const hidden = await send('POST', '/api/v1/challenges', { title: 'Nog niet openbaar' })
    const { slug } = await draft({
      challengeId: hidden.json<{ id: string }>().id,
      summary: '',
      areaCodes: [],
      goalId: null,
      start: null,
      plannedCost: null,
      hypothesis: null,
      design: null,
    })
    const answer = await send('POST', at(slug, '/plans'), {})
    expect(answer.statusCode).toBe(422)
    expect(pointersOf(answer).sort()).toEqual(
      [
        '/areaCodes',
        '/design',
        '/goalId',
        '/hypothesis',
        '/plannedCost',
        '/start',
        '/summary',
        '/ethicsCheck',
        '/challengeId',
      ].sort(),
    )
  })

  it('freezes a text of which anyone can make the hash', async () => {
    const made = await registered(draft())
    expect(made).toMatchObject({ state: 'registered', registeredBeforehand: null })
    const seen = await read(made.slug)
    expect(seen).toMatchObject({ state: 'registered', title: 'Bomen in de Kom', mayWrite: false })
    const [version] = seen.plans as { number: number; sha256: string }[]
    const text = await send('GET', at(made.slug, '/plans/1'), undefined, NOBODY)
    expect(createHash('sha256').update(text.body).digest('hex')).toBe(version?.sha256)
    expect(text.json()).toMatchObject({
      form: 'samenspel-intervention-plan-2',
      number: 1,
      content: { hypothesis: { change: 0.8 } },
      names: { areas: [{ code: AREAS[0] }, { code: AREAS[2] }], indicators: [{ title: 'Warmte per dag' }] },
    })
    const told = (await events('interventions.plan-registered')).at(-1)
    expect(told).toMatchObject({ slug: made.slug, version: 1, sha256: version?.sha256, body: text.body })
  })

  it('says how the effect will be looked for, in steps that can be made of the figures', async () => {
    const made = draft()
    const { slug, design } = await made
    const how = { ...(design as object), method: 'difference-series', shape: 'level' }
    const refused = await send('PATCH', at(slug), { design: { ...how, step: 'year' } })
    expect([refused.statusCode, pointersOf(refused)]).toEqual([400, ['/design/step']])
    const changed = await send('PATCH', at(slug), { design: { ...how, step: 'week' } })
    expect(changed.json().design).toMatchObject({ method: 'difference-series', step: 'week', shape: 'level' })
    await registered(made)
    const text = await send('GET', at(slug, '/plans/1'), undefined, NOBODY)
    expect(text.json().content.design).toMatchObject({ method: 'difference-series', step: 'week' })
  })

  it('refuses an indicator that not everyone sees', async () => {
    const { hiddenIndicatorId } = world()
    const hypothesis = {
      indicatorId: hiddenIndicatorId,
      direction: 'lower',
      change: 1,
      by: '2027-01-01',
      reason: '',
    }
    const { slug } = await draft({ hypothesis })
    await send('PUT', at(slug, '/ethics-check'), ETHICS)
    const answer = await send('POST', at(slug, '/plans'), {})
    expect(pointersOf(answer)).toEqual(['/hypothesis/indicatorId'])
  })

  it('only checks when asked to', async () => {
    const { slug } = await draft()
    await send('PUT', at(slug, '/ethics-check'), ETHICS)
    expect((await send('POST', at(slug, '/plans'), { check: true })).json()).toMatchObject({ state: 'draft' })
  })

  it('keeps the check that was sealed when it is answered again, with the reason, beside the plan', async () => {
    const { slug } = await registered(draft())
    const sealed = (await send('GET', at(slug))).json().ethicsCheck
    const again = {
      ...ETHICS,
      answers: ETHICS.answers.map((each) =>
        each.question === 'say' ? { ...each, answer: 'no', text: 'De avond ging niet door.' } : each,
      ),
    }
    expect(pointersOf(await send('PUT', at(slug, '/ethics-check'), again))).toEqual(['/reason'])
    expect(pointersOf(await send('PUT', at(slug, '/ethics-check'), { ...again, reason: 'x' }))).toEqual([
      '/reason',
    ])
    const reason = 'De inloopavond viel uit.'
    const answered = (await send('PUT', at(slug, '/ethics-check'), { ...again, reason })).json()
    expect(answered).toMatchObject({
      ethicsCheck: sealed,
      laterEthicsChecks: [{ number: 2, reason, by: ETHICS.by, answers: again.answers }],
      deviations: [
        {
          what: expect.stringMatching(
            /versie 2.*“Konden bewoners .*” was ja, is nee: De avond ging niet door\.$/,
          ),
          inWords: { en: expect.stringMatching(/\(version 2\)\. “Could .*” was yes, is no: De avond/) },
          why: reason,
        },
      ],
    })
    // It is kept as data; only the words of people are in the language in which they were written.
    const { rows } = await sql<{ what: string; about: object }>`select e.what, e.about
      from interventions.deviation e join interventions.intervention i on i.id = e.intervention_id
      where i.slug = ${slug}`.execute(server.database.db)
    const change = { question: 'say', before: 'yes', after: 'no', text: 'De avond ging niet door.' }
    expect(rows).toEqual([
      { what: '', about: { kind: 'ethics-check', number: 2, by: ETHICS.by, changes: [change] } },
    ])
    expect((await send('GET', at(slug, '/plans/1'))).json().ethicsCheck).toEqual(sealed)
    // A plan that is registered again has the newest.
    const other = { change: { plannedCost: 5 }, reason: 'Het is goedkoper.' }
    const newer = (await send('POST', at(slug, '/plans'), other)).json()
    expect(newer.ethicsCheck).toMatchObject({ answers: again.answers })
    // Also what runs can be looked at anew; what ended cannot.
    await begin(slug, { startedOn: '2026-03-02' })
    const later = { ...ETHICS, reason: 'De avond is ingehaald.' }
    const running = (await send('PUT', at(slug, '/ethics-check'), later)).json()
    expect(running.laterEthicsChecks.map(({ number }: { number: number }) => number)).toEqual([3, 2])
    const ending = { outcome: 'finished', reason: 'De bomen staan er.' }
    expect((await send('POST', at(slug, '/end'), ending)).statusCode).toBe(200)
    expect((await send('PUT', at(slug, '/ethics-check'), later)).statusCode).toBe(409)
    const db = server.database.db
    await expect(sql`update interventions.ethics_check set reason = ''`.execute(db)).rejects.toThrow(
      'cannot be',
    )
  })

  it('keeps the first plan when it is registered again, which needs a reason', async () => {
    const { slug } = await registered(draft())
    expect((await send('PATCH', at(slug), { title: 'Anders' })).statusCode).toBe(409)
    const change = { plannedCost: 120_000 }
    expect(pointersOf(await send('POST', at(slug, '/plans'), { change }))).toEqual(['/reason'])
    expect(pointersOf(await send('POST', at(slug, '/plans'), { change, reason: 'x' }))).toEqual(['/reason'])
    const again = await send('POST', at(slug, '/plans'), { change, reason: 'De bomen zijn duurder.' })
    expect(again.json()).toMatchObject({ plannedCost: 120_000 })
    expect(again.json().plans).toHaveLength(2)
    expect((await send('GET', at(slug, '/plans/1'))).json()).toMatchObject({
      content: { plannedCost: 90_000 },
    })
    expect((await send('GET', at(slug, '/plans/3'))).statusCode).toBe(404)
  })

  it('is refused from the planned first day on, and after the start', async () => {
    const { slug } = await draft()
    await send('PUT', at(slug, '/ethics-check'), ETHICS)
    server.now = new Date('2026-04-01T08:00:00Z')
    expect(pointersOf(await send('POST', at(slug, '/plans'), {}))).toEqual(['/start'])
    expect(pointersOf(await send('POST', at(slug, '/start'), {}))).toEqual([
      '/decisionId',
      '/withoutRegistration',
    ])
    const begun = await begin(slug, { withoutRegistration: true })
    expect(begun).toMatchObject({ state: 'running', startedOn: '2026-04-01', registeredBeforehand: false })
    expect((await send('POST', at(slug, '/plans'), {})).statusCode).toBe(409)
  })

  it('leaves nothing behind when it breaks off before the event is written, and can be done again', async () => {
    const { slug } = await draft()
    await send('PUT', at(slug, '/ethics-check'), ETHICS)
    const { db } = server.database
    const told = (await events('interventions.plan-registered')).length
    await sql`alter table platform.outbox add constraint broken check (kind <> 'interventions.plan-registered') not valid`.execute(
      db,
    )
    expect((await send('POST', at(slug, '/plans'), {})).statusCode).toBe(500)
    await sql`alter table platform.outbox drop constraint broken`.execute(db)
    expect((await send('GET', at(slug))).json()).toMatchObject({ state: 'draft', plans: [] })
    expect((await send('POST', at(slug, '/plans'), {})).json()).toMatchObject({ state: 'registered' })
    expect(await events('interventions.plan-registered')).toHaveLength(told + 1)
  })

  it('cannot be undone in the database either', async () => {
    const { id, slug } = await registered(draft())
    const { db } = server.database
    const tries = [
      sql`update interventions.plan set body = '{}' where intervention_id = ${id}`,
      sql`delete from interventions.plan where intervention_id = ${id}`,
      sql`delete from interventions.intervention where id = ${id}`,
      sql`update interventions.intervention set state = 'draft' where id = ${id}`,
    ]
    for (const attempt of tries) await expect(attempt.execute(db)).rejects.toThrow()
    await begin(slug)
    const later = [
      sql`insert into interventions.plan values (${id}, 2, '{}', '', '', now())`,
      sql`update interventions.intervention set started_on = '2030-01-01' where id = ${id}`,
      sql`update interventions.intervention set content = content || '{"title": "x"}' where id = ${id}`,
    ]
    for (const attempt of later) await expect(attempt.execute(db)).rejects.toThrow()
  })
})

describe('the course', () => {
  it('begins once of two who tell it at once, and of begin and register only one', async () => {
    const { slug } = await registered(draft())
    server.now = new Date('2026-04-02T10:00:00Z')
    const body = { decisionId: world().decisionId }
    const answers = await Promise.all([1, 2, 3].map(() => send('POST', at(slug, '/start'), body)))
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409, 409])
    const started = (await events('interventions.started')).filter((each) => each.slug === slug)
    expect(started).toHaveLength(1)
    server.now = new Date('2026-03-02T10:00:00Z')
    const other = await registered(draft())
    const both = await Promise.all([
      send('POST', at(other.slug, '/start'), { ...body, startedOn: '2026-03-02' }),
      send('POST', at(other.slug, '/plans'), {
        change: { plannedCost: 1 },
        reason: 'Goedkoper dan gedacht.',
      }),
    ])
    const after = await read(other.slug)
    const plans = after.plans as unknown[]
    expect(plans).toHaveLength(both[1]?.statusCode === 200 ? 2 : 1)
    expect(after.state).toBe('running')
  })

  it('counts a plan as registered beforehand only when that was on an earlier day', async () => {
    const { slug } = await registered(draft())
    expect(await begin(slug, { startedOn: '2026-03-02' })).toMatchObject({
      registeredBeforehand: false,
      plans: [{ number: 1, beforehand: false }],
    })
    const next = await registered(draft())
    server.now = new Date('2026-04-01T10:00:00Z')
    expect(await begin(next.slug)).toMatchObject({
      registeredBeforehand: true,
      plans: [{ beforehand: true }],
      decision: { title: 'Bomen' },
    })
  })

  it('holds to the plan of before the start, also when another was registered before the start was told', async () => {
    const { slug } = await registered(draft())
    const { hypothesis } = await read(slug)
    server.now = new Date('2026-04-20T10:00:00Z')
    const easier = { ...(hypothesis as object), change: 0.1 }
    const change = { start: '2026-06-01', end: '2027-12-31', hypothesis: easier }
    const late = await send('POST', at(slug, '/plans'), { change, reason: 'Het valt tegen.' })
    expect(late.statusCode, late.body).toBe(200)
    expect(await begin(slug, { startedOn: '2026-04-01' })).toMatchObject({
      registeredBeforehand: true,
      hypothesis,
      plans: [
        { number: 2, beforehand: false },
        { number: 1, beforehand: true },
      ],
    })
    expect(await findPlanned(server.app.platform, slug)).toMatchObject({
      hypothesis,
      plan: { number: 1, beforehand: true },
    })
  })

  it('is not begun by a decision that was withdrawn or replaced', async () => {
    const { slug } = await registered(draft())
    server.now = new Date('2026-04-01T10:00:00Z')
    for (const kind of ['withdrawn', 'replaced']) {
      const { rows } = await sql<{
        id: string
      }>`insert into decisions.happening (decision_id, kind, content, happened_at)
        values (${world().decisionId}, ${kind}, '{}', ${server.now}) returning id`.execute(server.database.db)
      const refused = await send('POST', at(slug, '/start'), { decisionId: world().decisionId })
      expect([refused.statusCode, pointersOf(refused)]).toEqual([422, ['/decisionId']])
      await sql`alter table decisions.happening disable trigger user`.execute(server.database.db)
      await sql`delete from decisions.happening where id = ${rows[0]?.id}`.execute(server.database.db)
      await sql`alter table decisions.happening enable trigger user`.execute(server.database.db)
    }
  })

  it('refuses a start in the future, and a decision that is not published', async () => {
    const { slug } = await registered(draft())
    const tomorrow = await send('POST', at(slug, '/start'), {
      decisionId: '00000000-0000-4000-8000-000000000001',
      startedOn: '2026-03-03',
    })
    expect(tomorrow.statusCode).toBe(422)
    expect(pointersOf(tomorrow)).toEqual(['/startedOn', '/decisionId'])
  })

  it('shows a pilot past its end without a decision as stalled, until it ends by one', async () => {
    const { slug } = await registered(pilot())
    server.now = new Date('2026-04-01T10:00:00Z')
    await begin(slug)
    server.now = new Date('2026-08-31T10:00:00Z')
    expect(await read(slug)).toMatchObject({ stalled: false })
    server.now = new Date('2026-09-01T10:00:00Z')
    expect(await read(slug)).toMatchObject({ stalled: true })
    // The page of the decision from which it follows says the same.
    const outcomes = await send('GET', `/api/v1/outcomes?decisionId=${world().decisionId}`, undefined, NOBODY)
    expect(outcomes.json().items).toContainEqual(
      expect.objectContaining({ slug, state: 'running', stalled: true }),
    )
    const list = async () =>
      (await send('GET', '/api/v1/interventions?stalled=true', undefined, NOBODY)).json<{
        items: { slug: string }[]
      }>()
    expect((await list()).items).toMatchObject([{ slug, stalled: true }])
    const ending = { outcome: 'scaled', reason: 'Het is koeler, dus we gaan door in de hele wijk.' }
    expect(pointersOf(await send('POST', at(slug, '/end'), ending))).toEqual(['/decisionId'])
    const ended = await send('POST', at(slug, '/end'), { ...ending, decisionId: world().decisionId })
    expect(ended.json()).toMatchObject({
      state: 'ended',
      stalled: false,
      ending: { decision: { title: 'Bomen' } },
    })
    expect((await list()).items).toEqual([])
    expect((await events('interventions.ended')).at(-1)).toMatchObject({ slug, outcome: 'scaled' })
    expect(
      (await send('POST', at(slug, '/end'), { ...ending, decisionId: world().decisionId })).statusCode,
    ).toBe(409)
  })

  it('is withdrawn with a reason and stays readable; nothing goes on in it', async () => {
    const { slug } = await registered(draft())
    expect((await send('DELETE', at(slug))).statusCode).toBe(409)
    const reason = 'Dit plan hoort bij een andere opgave.'
    expect((await send('POST', at(slug, '/withdrawal'), { reason })).json()).toMatchObject({
      state: 'withdrawn',
    })
    expect(await read(slug)).toMatchObject({ withdrawal: { reason } })
    expect((await send('POST', at(slug, '/start'), {})).statusCode).toBe(409)
    expect((await send('POST', at(slug, '/milestones'), { title: 'x' })).statusCode).toBe(409)
    const other = await draft()
    expect((await send('POST', at(other.slug, '/withdrawal'), { reason })).statusCode).toBe(409)
  })

  it('is not for another organisation', async () => {
    const { slug } = await registered(draft())
    const { stranger, partner } = world()
    expect((await send('POST', at(slug, '/start'), {}, stranger)).statusCode).toBe(403)
    expect(
      (await send('POST', at(slug, '/costs'), { amount: 1, day: '2026-03-01', what: 'x' }, stranger))
        .statusCode,
    ).toBe(403)
    expect((await send('POST', at(slug, '/start'), {}, partner)).statusCode).toBe(403)
  })
})

describe('what comes along', () => {
  it('has deviations beside the plan, of what has begun', async () => {
    const { slug } = await registered(draft())
    const deviation = { what: 'Minder bomen', why: 'Er liggen kabels.', since: '2026-04-02' }
    expect((await send('POST', at(slug, '/deviations'), deviation)).statusCode).toBe(409)
    server.now = new Date('2026-04-03T10:00:00Z')
    await begin(slug)
    expect(
      (await send('POST', at(slug, '/deviations'), { ...deviation, since: '2026-04-04' })).statusCode,
    ).toBe(400)
    const unsaid = await send('POST', at(slug, '/deviations'), { ...deviation, why: '............' })
    expect(unsaid.json()).toMatchObject({
      status: 400,
      errors: [
        { pointer: '/why', detail: expect.stringMatching(/^(Explain this in words|Leg dit uit in woorden)/) },
      ],
    })
    const answer = await send('POST', at(slug, '/deviations'), deviation)
    expect(answer.json()).toMatchObject({ deviations: [deviation] })
  })

  it('keeps milestones of the plan as they were planned', async () => {
    const { slug } = await draft()
    const planned = { title: 'Bomen besteld', plannedOn: '2026-03-20' }
    const added = (await send('POST', at(slug, '/milestones'), planned)).json()
    expect(added.milestones).toMatchObject([{ ...planned, inPlan: false, reachedOn: null }])
    expect(
      (await send('POST', at(slug, '/milestones'), { ...planned, reachedOn: '2026-03-01' })).statusCode,
    ).toBe(400)
    await registered(Promise.resolve(added))
    const [{ id }] = added.milestones
    expect((await send('PATCH', at(slug, `/milestones/${id}`), { plannedOn: '2026-05-01' })).statusCode).toBe(
      400,
    )
    expect((await send('DELETE', at(slug, `/milestones/${id}`))).statusCode).toBe(409)
    const reached = await send('PATCH', at(slug, `/milestones/${id}`), { reachedOn: '2026-03-01' })
    expect(reached.json().milestones).toMatchObject([{ inPlan: true, reachedOn: '2026-03-01' }])
    expect((await events('interventions.milestone-reached')).at(-1)).toMatchObject({
      slug,
      title: 'Bomen besteld',
    })
    const more = (await send('POST', at(slug, '/milestones'), { title: 'Feest' })).json()
    expect(more.milestones).toMatchObject([{ inPlan: true }, { title: 'Feest', inPlan: false }])
  })

  it('adds up the costs, to the cent', async () => {
    const { slug } = await registered(draft())
    for (const amount of [0.1, 0.2, 1000.35, -0.65]) {
      const body = { amount, day: '2026-03-01', what: 'Bomen' }
      expect((await send('POST', at(slug, '/costs'), body)).statusCode).toBe(201)
    }
    expect(await read(slug)).toMatchObject({ spent: 1000 })
    expect(
      (await send('POST', at(slug, '/costs'), { amount: 0, day: '2026-03-01', what: 'x' })).statusCode,
    ).toBe(400)
    expect(
      (await send('POST', at(slug, '/costs'), { amount: 1.005, day: '2026-03-01', what: 'x' })).statusCode,
    ).toBe(400)
  })
})

it('lists by challenge, area and state', async () => {
  const { slug } = await registered(draft({ areaCodes: [AREAS[3]] }))
  const list = async (query: string) =>
    (await send('GET', `/api/v1/interventions?${query}`, undefined, NOBODY))
      .json()
      .items.map((each: { slug: string }) => each.slug)
  expect(await list(`area=${AREAS[3]}`)).toEqual([slug])
  expect(await list(`challengeId=${world().challengeId}&state=registered&area=${AREAS[3]}`)).toEqual([slug])
  expect(await list('state=ended&area=BU90010104')).toEqual([])
  expect((await send('GET', '/api/v1/interventions?area=BU99999999')).statusCode).toBe(404)
})
