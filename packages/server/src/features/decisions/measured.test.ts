/** From measurements to a decision, and back: what was measured starts it, and reopens it. */
import { sql } from 'kysely'
import { beforeAll, expect, it } from 'vitest'
import { signInAsPerson } from '../../testing/actors.ts'
import { remindDue } from './remind.ts'
import { lookAtLines } from './reopen.ts'
import { HOUR, MARCH, useMeasured } from './testing/measured-world.ts'
import { type Answer, INVOLVED, NOTHING, type Sender, TREES, touching } from './testing/world.ts'

const { server, create, measure, expert } = useMeasured()
const DAY = 24 * HOUR

let decider: Sender & { personId: string }
let challengeId = ''
let goalId = ''
let mandateId = ''

const ask = (
  method: 'GET' | 'POST' | 'PATCH' | 'PUT',
  url: string,
  payload?: object,
  actor: Sender = decider,
) => server.request({ method, url, headers: actor.headers, ...(payload ? { payload } : {}) })

beforeAll(async () => {
  server.now = new Date(MARCH)
  const { organisationId } = expert()
  const roles = ['decision-maker', 'policy-officer', 'administrator'] as const
  decider = await signInAsPerson(
    server,
    roles.map((role) => ({ organisationId, role })),
  )
  const made = await ask('POST', '/api/v1/challenges', { title: 'Schone lucht' })
  challengeId = made.json<{ id: string }>().id
  const path = `/api/v1/challenges/${challengeId}`
  await ask('POST', `${path}/sources`, { kind: 'visit', title: 'Bezoek', citation: 'Het stinkt.' })
  const goal = {
    title: 'Schoner',
    indicatorText: 'Fijnstof',
    unit: 'µg/m³',
    target: 5,
    targetDate: '2030-12-31',
  }
  const added = await ask('POST', `${path}/goals`, { ...goal, direction: 'lower' })
  goalId = added.json<{ id: string }>().id
  const change = { affected: 'Iedereen', dataRole: 'Meten', published: true }
  expect((await ask('PATCH', path, change)).statusCode).toBe(200)
  const mandate = await ask('POST', '/api/v1/mandates', {
    organisationId,
    function: 'wethouder',
    holderName: 'A. de Groot',
    subject: 'Lucht',
    field: 'any',
    since: '2026-01-01',
    basis: 'Mandaatbesluit',
  })
  mandateId = mandate.json<{ id: string }>().id
})

it('fills in what a signal says, freezes what it rests on, and opens again when the figures come back', async () => {
  const { id, slug: indicator } = await create({ challengeId })
  await measure(MARCH, 20, 24)
  server.now = new Date(MARCH + DAY + HOUR)
  await server.deliver()
  const open = (await server.request({ url: `/api/v1/signals?indicatorId=${id}` })).json<{
    items: { id: string; term: object }[]
  }>().items
  expect(open).toMatchObject([{ state: 'open', term: { days: 28, dueOn: '2026-03-29', changes: [] } }])
  const signalId = open[0]?.id

  const started = await ask('POST', '/api/v1/decisions', {
    challengeId,
    title: 'Fijnstof',
    signalIds: [signalId],
  })
  const draft = started.json<Answer & { options: object[] }>()
  expect(draft).toMatchObject({
    standing: 'open',
    areaCodes: ['GM9001'],
    problem: expect.stringContaining('boven de grens van 15'),
    options: [
      {
        kind: 'do-nothing',
        consequences: [
          {
            party: 'Inwoners van Waterrijk',
            effect: expect.stringMatching(/Aan de oorzaak verandert niets.*Er is geen verwachting/),
          },
        ],
      },
    ],
    evidence: [
      { kind: 'signal', reference: `/signalen/${signalId}` },
      {
        kind: 'indicator',
        reference: `/indicatoren/${indicator}?gebied=GM9001`,
        frozen: { kind: 'indicator', version: 1, areaName: 'Waterrijk', figure: { value: 20 } },
      },
    ],
  })
  // What a program makes up as frozen is not taken over.
  const [, cited] = draft.evidence as { frozen: object }[]
  const forged = [{ ...cited, frozen: { ...cited?.frozen, title: 'Verzonnen' } }]
  const kept = await ask('PATCH', `/api/v1/decisions/${draft.slug}`, { evidence: forged })
  expect(kept.json()).toMatchObject({ evidence: [{ frozen: cited?.frozen }] })

  const [nothing] = draft.options
  await ask('PATCH', `/api/v1/decisions/${draft.slug}`, {
    question: 'Wat doen we?',
    goal: 'Onder de 15.',
    field: 'environment',
    amount: 90_000,
    goalIds: [goalId],
    options: [nothing ?? {}, TREES].map((option) => touching(goalId, option)),
    chosenOptionId: 'bomen',
    outcome: 'act',
    reasons: 'Bomen helpen het langst.',
    involved: [...INVOLVED, { party: 'Inwoners van Waterrijk', how: 'informed', note: '' }],
    mandateId,
    reviewDate: '2026-06-01',
    reopenLine: { indicatorId: id, areaCode: 'GM9001', side: 'above', value: 18, periods: 2 },
  })
  const signed = await ask('POST', `/api/v1/decisions/${draft.slug}/publication`)
  expect(signed.statusCode, signed.body).toBe(200)
  expect((await server.request({ url: `/api/v1/signals/${signalId}` })).json()).toMatchObject({
    state: 'decided',
    decidedAt: server.now.toISOString(),
  })

  const standing = async () =>
    (await server.request({ url: `/api/v1/decisions/${draft.slug}` })).json<Answer>().standing
  // The day of the decision itself began before it.
  await measure(MARCH + DAY, 30, 2 * 24)
  server.now = new Date(MARCH + 3 * DAY + HOUR)
  await server.deliver()
  expect(await standing()).toBe('in-force')
  server.now = new Date(MARCH + 4 * DAY + HOUR)
  await measure(MARCH + 3 * DAY, 30, 24)
  await server.deliver()
  expect(await standing()).toBe('reopened')
  const { rows } = await sql<{ sentence: { nl: string } }>`select sentence from notifications.note
    where person_id = ${decider.personId}`.execute(server.database.db)
  // Also that the decision was taken, as everyone who takes part hears.
  expect(rows.map(({ sentence }) => sentence.nl)).toContainEqual(expect.stringContaining('is heropend'))
}, 60_000)

it('reminds of a review once when it comes near and once when it is late, until it is done', async () => {
  const count = async () =>
    (
      await sql`select 1 from notifications.note where person_id = ${decider.personId}
        and sentence->>'nl' ilike '%terug%'`.execute(server.database.db)
    ).rows.length
  const moments = ['2026-05-01', '2026-05-20', '2026-05-21', '2026-06-02', '2026-06-03']
  const counts: number[] = []
  for (const day of moments) {
    server.now = new Date(`${day}T10:00:00Z`)
    await remindDue(server.app.platform)
    counts.push(await count())
  }
  expect(counts).toEqual([0, 1, 1, 2, 2])
  const [decision] = (await ask('GET', '/api/v1/decisions')).json<{ items: { slug: string }[] }>().items
  const review = { result: 'reopened', reasons: 'De lucht is niet schoner geworden.', nextReviewDate: null }
  const answer = await ask('POST', `/api/v1/decisions/${decision?.slug}/reviews`, review)
  expect(answer.statusCode, answer.body).toBe(200)
  expect(await count()).toBe(0)
})

it('gives a signal another day with a public reason, and shows it on the board when it is late', async () => {
  await sql`update parties.session set expires_at = '2029-01-01'`.execute(server.database.db)
  const { id } = await create({ challengeId, title: 'Nog een' })
  server.now = new Date(MARCH + 4 * DAY + HOUR)
  await measure(MARCH, 20, 24)
  const signals = async (query: string) =>
    (await server.request({ url: `/api/v1/signals?indicatorId=${id}&${query}` })).json<{
      items: { id: string }[]
    }>().items
  const [signal] = await signals('state=open')
  const url = `/api/v1/signals/${signal?.id}/term`
  const reason = 'Eerst de meting van april afwachten.'
  expect((await ask('PUT', url, { dueOn: '2026-01-01', reason })).json()).toMatchObject({
    errors: [{ pointer: '/dueOn' }],
  })
  expect((await ask('PUT', url, { dueOn: '2026-05-01', reason })).json()).toMatchObject({
    term: { dueOn: '2026-05-01', changes: [{ dueOn: '2026-05-01', reason, role: 'policy-officer' }] },
  })
  const stranger = await signInAsPerson(server, [])
  expect((await ask('PUT', url, { dueOn: '2026-05-01', reason }, stranger)).statusCode).toBe(403)
  const { organisationId } = expert()
  const kind = `/api/v1/signal-terms/${organisationId}/threshold`
  expect((await ask('PUT', kind, { days: 7, reason: 'Voortaan sneller.' })).json()).toMatchObject({
    items: [{ kind: 'threshold', days: 7, role: 'policy-officer' }, { days: 14 }, { days: 56 }, { days: 56 }],
  })
  // What was noticed before keeps its term.
  expect(await signals('state=open&dueBefore=2026-04-01')).toEqual([])
  server.now = new Date('2026-05-02T10:00:00Z')
  const board = await server.request({ url: '/api/v1/decision-board' })
  expect(board.json()).toMatchObject({
    overdueSignals: [{ id: signal?.id, dueOn: '2026-05-01', role: 'policy-officer' }],
    reopened: [{ title: 'Fijnstof' }],
    bodies: [{ organisationId, role: 'policy-officer', waiting: 1, overdue: 1, decided: 1, missed: 0 }],
  })
  // One that was over within its term asked nothing of anybody; one that was over after it waited in vain.
  const clear = async (day: string) => {
    await sql`update indicators.signal set cleared_at = ${new Date(day)} where id = ${signal?.id}`.execute(
      server.database.db,
    )
    const read = await server.request({ url: '/api/v1/decision-board' })
    return read.json<{ bodies: object[] }>().bodies
  }
  expect(await clear('2026-04-30T10:00:00Z')).toMatchObject([{ waiting: 0, missed: 0, decided: 1 }])
  expect(await clear('2026-05-02T09:00:00Z')).toMatchObject([{ waiting: 0, missed: 1, longestDays: 58 }])
  expect(board.body).not.toContain('Persoon')
})

it('tells nothing of an indicator that is not public: not in an open draft, at signing or afterwards', async () => {
  const { id, slug: indicator } = await create({ challengeId, title: 'Geheim', published: false })
  await measure(MARCH, 20, 24)
  server.now = new Date(MARCH + DAY + HOUR)
  await server.deliver()
  const signals = await ask('GET', `/api/v1/signals?indicatorId=${id}`)
  const [signal] = signals.json<{ items: { id: string }[] }>().items
  const about = { challengeId, title: 'Stil', signalIds: [signal?.id] }
  const start = async (given: object) => (await ask('POST', '/api/v1/decisions', given)).json<Answer>()
  expect(await start({ ...about, open: true })).toMatchObject({
    standing: 'open',
    problem: '',
    areaCodes: [],
    evidence: [],
    options: [{ kind: 'do-nothing', consequences: [] }],
  })
  // Who writes it reads it first; what it says of the signal is theirs to open.
  const draft = await start(about)
  expect(draft).toMatchObject({ standing: 'preparing', problem: expect.stringContaining('Geheim') })

  const reopenLine = { indicatorId: id, areaCode: 'GM9001', side: 'above', value: 18, periods: 1 }
  const whole = {
    question: 'Wat doen we?',
    goal: 'Onder de 15.',
    field: 'environment',
    amount: 90_000,
    problem: 'Vies.',
    evidence: [],
    goalIds: [goalId],
    options: [NOTHING, TREES].map((option) => touching(goalId, option)),
    chosenOptionId: 'bomen',
    outcome: 'act',
    reasons: 'Bomen helpen het langst.',
    involved: INVOLVED,
    mandateId,
    reviewDate: '2026-06-01',
    reopenLine,
  }
  const url = `/api/v1/decisions/${draft.slug}`
  expect((await ask('PATCH', url, whole)).statusCode).toBe(200)
  expect((await ask('POST', `${url}/opening`)).statusCode).toBe(200)
  const refused = await ask('POST', `${url}/publication`)
  expect(refused.json()).toMatchObject({ status: 422, errors: [{ pointer: '/reopenLine/indicatorId' }] })
  const show = (published: boolean) => ask('PATCH', `/api/v1/indicators/${indicator}`, { published })
  await show(true)
  const signed = await ask('POST', `${url}/publication`)
  expect(signed.statusCode, signed.body).toBe(200)
  await show(false)
  await measure(MARCH + 2 * DAY, 30, 24)
  server.now = new Date(MARCH + 4 * DAY + HOUR)
  await lookAtLines(server.database.db, server.now)
  const [happened] = (await server.request({ url })).json<{ happenings: object[] }>().happenings
  expect(happened).toMatchObject({
    kind: 'reopened',
    figures: [],
    reasons: expect.stringMatching(/^De indicator waarmee dit besluit heropent, is niet openbaar/),
  })
}, 60_000)

it('tells without a signal what is known of the goal when nothing is done, as evidence too, and only what everyone may see', async () => {
  server.now = new Date(MARCH + 40 * DAY)
  const { id: indicatorId, slug } = await create({
    title: 'Stof in de buurt',
    challengeId,
    signalRule: undefined,
  })
  await measure(MARCH + 5 * DAY, 22, 30 * 24)
  const made = await ask('POST', '/api/v1/challenges', { title: 'Minder stof' })
  const ofGoal = made.json<{ id: string }>().id
  const path = `/api/v1/challenges/${ofGoal}`
  await ask('POST', `${path}/sources`, { kind: 'visit', title: 'Bezoek', citation: 'Het stinkt.' })
  const goal = { title: 'Schoner', unit: 'µg/m³', target: 5, targetDate: '2030-12-31', direction: 'lower' }
  const { id: measuredGoalId } = (await ask('POST', `${path}/goals`, { ...goal, indicatorId })).json<{
    id: string
  }>()
  const shown = await ask('PATCH', path, { affected: 'Iedereen', dataRole: 'Meten', published: true })
  expect(shown.statusCode, shown.body).toBe(200)

  const start = async () =>
    (await ask('POST', '/api/v1/decisions', { challengeId: ofGoal, title: 'Stof' })).json<Answer>()
  expect(await start()).toMatchObject({
    standing: 'open',
    evidence: [{ reference: `/indicatoren/${slug}?gebied=GM9001`, frozen: { kind: 'indicator' } }],
    options: [
      {
        kind: 'do-nothing',
        consequences: [
          {
            party: 'Inwoners van Waterrijk',
            effect: expect.stringMatching(
              /in de laatste 28 dagen .*22 µg\/m³.*Er is geen verwachting.*Bron:/,
            ),
          },
        ],
        goalEffects: [
          { goalId: measuredGoalId, kind: 'negative', effect: expect.stringContaining('hoogstens 5 µg/m³') },
        ],
      },
    ],
  })
  await ask('PATCH', `/api/v1/indicators/${slug}`, { published: false })
  const hidden = await start()
  expect(hidden).toMatchObject({ standing: 'open', evidence: [] })
  expect(JSON.stringify(hidden.options)).toContain('weten we dus niet')
  expect(JSON.stringify(hidden)).not.toContain('22 µg')
  // What its maker wrote stays.
  const own = await ask('POST', '/api/v1/decisions', {
    ...{ challengeId: ofGoal, title: 'Eigen', options: [NOTHING], evidence: [] },
  })
  expect(own.json()).toMatchObject({ options: [NOTHING], evidence: [] })
}, 60_000)
