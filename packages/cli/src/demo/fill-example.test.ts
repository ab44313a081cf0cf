import { connect, dataOf } from '@samenspel/client'
import { expect, test, vi } from 'vitest'
import { createInternalFetch } from '../start/internal-fetch.ts'
import { useListeningServer } from '../start/testing/server.ts'
import { createContent } from '../waterrijk/index.ts'
import { administer, endAdministration, openAccounts, signIn } from './administer.ts'
import { fillEvaluations } from './fill-evaluations.ts'
import { type FilledExample, fillExample } from './fill-example.ts'
import { watchForGaps } from './fill-indicators.ts'
import { floorHour } from './history.ts'
import { catchUp, loadYear } from './load-rest.ts'
import { openPast } from './past.ts'

const server = useListeningServer()
const PASSWORD = 'boei-sluis-otter-417'
const DAY = 86_400_000

/** Fills the server as the demo does, on a short span, and gives what was told meanwhile. */
async function fill(now: number): Promise<{ example: FilledExample; steps: string[] }> {
  const steps: string[] = []
  const send = createInternalFetch(server.app)
  const administration = await administer(server.app, server.config, send)
  const { database } = server
  const past = await openPast(
    { config: server.config, database, report: () => {} },
    administration.connectTo,
    (to, email) => signIn(server.url, to, email, PASSWORD),
  )
  const example = await fillExample({
    ...administration,
    past,
    openAccounts: (workplaceOf) =>
      openAccounts(server.app, administration.municipalityId, workplaceOf, PASSWORD),
    signIn: (email) => signIn(server.url, send, email, PASSWORD),
    now,
    recentDays: 1,
    onStep: (step) => steps.push(step),
  }).finally(() => past.close())
  return { example, steps }
}

/** Waits for the figures of an indicator, which are made in the background, and gives them. */
async function readMonths(key: string) {
  const { api } = connect({ url: server.url })
  return vi.waitFor(
    async () => {
      const { items } = await dataOf(api.GET('/indicators/{key}/values', { params: { path: { key } } }))
      expect(items.length).toBeGreaterThan(7 * 35)
      return items
    },
    { timeout: 60_000, interval: 500 },
  )
}

test('the first start fills the whole loop, the second one nothing', { timeout: 400_000 }, async () => {
  const now = Date.now()
  const { example, steps } = await fill(now)
  expect(steps).toContain('Agreements and decisions')
  const { api } = connect({ url: server.url })
  // At once, as the demo does: what figures the background has not made yet are made for it.
  await fillEvaluations(example.connection)

  const challenges = (await dataOf(api.GET('/challenges'))).items
  expect(challenges.map(({ phase }) => phase).toSorted()).toEqual(['acting', 'agreeing', 'deciding'])
  const every = (await dataOf(api.GET('/decisions'))).items
  for (const { id, slug, sources, goals, parties, published, createdAt } of challenges) {
    for (const { challengeId, decidedOn } of every)
      if (challengeId === id && decidedOn !== null) expect(createdAt.slice(0, 10) < decidedOn).toBe(true)
    expect(published).toBe(true)
    expect(sources.length).toBeGreaterThanOrEqual(2)
    expect(goals[0]?.indicatorId).not.toBeNull()
    // A year that ends now is the baseline: what comes after it has yet to be measured.
    const path = { key: slug }
    const [told] = (await dataOf(api.GET('/challenges/{key}/progress', { params: { path } }))).items
    expect(told).toMatchObject({ state: 'nothing-since-baseline', latest: { areaCode: goals[0]?.areaCode } })
    expect(parties.filter(({ role }) => role === 'lead')).toHaveLength(1)
  }

  const [alliance] = (await dataOf(api.GET('/alliances'))).items
  expect(alliance?.members.map(({ effects }) => effects.length)).toEqual([2, 1, 0, 1])
  const invitations = (await dataOf(api.GET('/host-invitations'))).items
  expect(invitations.map(({ ownerName }) => ownerName)).toEqual(['Gemeente Waterrijk'])
  const agreements = (await dataOf(api.GET('/agreements'))).items
  expect(agreements).toMatchObject([{ state: 'active', allianceId: alliance?.id }])
  const agreed = await dataOf(
    api.GET('/agreements/{key}', { params: { path: { key: agreements[0]?.slug ?? '' } } }),
  )
  expect(agreed.steps.map(({ signature }) => signature.signerName)).toEqual([
    'Marijke van Aldenbosch',
    'Leonie Haverkort',
  ])
  expect(agreed.sentences.nl.join(' ')).toContain('GGD Meerrand mag Meldingen over hitte lezen.')

  const decisions = (await dataOf(api.GET('/decisions'))).items
  expect(decisions.map(({ standing }) => standing).sort()).toEqual(['in-force', 'in-force', 'open'])
  const taken = decisions.find(({ title }) => title === 'Drie groene straten in het Weverskwartier')
  const heat = await dataOf(api.GET('/decisions/{key}', { params: { path: { key: taken?.slug ?? '' } } }))
  expect(heat).toMatchObject({ state: 'published', signature: { holderName: 'Youssef Talhaoui' } })
  expect(heat.signalIds).toHaveLength(1)
  const decided = await dataOf(api.GET('/signals', { params: { query: { state: 'decided' } } }))
  expect(decided.items.map(({ id }) => id)).toEqual(heat.signalIds)
  // A signal of water is over once the street is dry again.
  const water = (await dataOf(api.GET('/signals'))).items.filter(({ unit }) => unit === 'cm')
  expect(new Set(water.map(({ areaCode }) => areaCode)).size).toBe(2)
  expect(water.some(({ clearedAt }) => clearedAt !== null)).toBe(true)
  const drafts = (await dataOf(example.connection.api.GET('/decisions'))).items
  expect(drafts.map(({ state }) => state).toSorted()).toEqual(['draft', 'published', 'published'])

  // The squares were measured three years, and what was done there was decided, registered and begun in this order.
  const squares = (await dataOf(api.GET('/indicators'))).items.find(({ period }) => period === 'month')
  const months = await readMonths(squares?.slug ?? '')
  expect(new Set(months.map(({ areaCode }) => areaCode)).size).toBe(7)
  expect(months.filter(({ value }) => value !== null).length).toBeGreaterThanOrEqual(7 * 35)
  const first = decisions.find(({ title }) => title === 'Proef op pleinen: bomen of lichte tegels')
  const trial = await dataOf(api.GET('/decisions/{key}', { params: { path: { key: first?.slug ?? '' } } }))
  const trees = await dataOf(
    api.GET('/interventions/{key}', {
      params: { path: { key: 'bomen-op-vier-pleinen-in-de-sluis-en-dotterbloem' } },
    }),
  )
  const registeredAt = trees.plans[0]?.registeredAt ?? ''
  expect((trial.signature?.signedAt ?? '') < registeredAt).toBe(true)
  expect(registeredAt.slice(0, 10) < (trees.startedOn ?? '')).toBe(true)
  expect(trees).toMatchObject({ state: 'running', registeredBeforehand: true, startedOn: trees.start })
  expect(trees.startedOn).toMatch(/-01$/)

  const interventions = (await dataOf(api.GET('/interventions'))).items
  expect(
    interventions.map(({ kind, state, stalled, registeredBeforehand }) => [
      ...[kind, state, stalled, registeredBeforehand],
    ]),
  ).toEqual(
    expect.arrayContaining([
      ['measure', 'running', false, true],
      ['pilot', 'running', true, true],
      ['measure', 'ended', false, true],
      ['pilot', 'ended', false, true],
    ]),
  )

  // What came of it is published whatever it is: trees helped, tiles did not.
  const evaluations = (await dataOf(api.GET('/evaluations'))).items
  const answerOf = (about: string) => evaluations.find(({ title }) => title.includes(about))
  expect(answerOf('bomen')).toMatchObject({ state: 'published' })
  expect(['indication', 'strong-indication']).toContain(answerOf('bomen')?.answer)
  expect(answerOf('bomen')?.sentence?.nl).toMatch(/gemiddeld 0,\d+ °C lager/)
  expect(answerOf('tegels')).toMatchObject({ state: 'published', answer: 'no-evidence' })
  for (const { slug } of evaluations) {
    const { planDeviations, plan, computation } = await dataOf(
      api.GET('/evaluations/{key}', { params: { path: { key: slug } } }),
    )
    expect(planDeviations).toEqual([])
    expect(plan?.beforehand).toBe(true)
    expect(computation?.study.design).toBe('difference-series')
    expect(computation?.study.periods.length).toBe(36)
  }
  const lessons = (await dataOf(api.GET('/lessons'))).items
  expect(lessons.map(({ verdict, evaluation }) => [evaluation.answer, verdict])).toEqual(
    expect.arrayContaining([['no-evidence', 'stop']]),
  )
  const greener = lessons.find(({ verdict }) => verdict === 'scale')
  expect(greener?.nextIntervention?.title).toBe('Groene straten in het Weverskwartier en de Stationsbuurt')
  for (const { id, title } of evaluations) {
    const path = { kind: 'evaluation' as const, id, version: 1 }
    const entry = await dataOf(api.GET('/ledger/entries/{kind}/{id}/{version}', { params: { path } }))
    expect(entry).toMatchObject({ title, state: 'shown' })
  }
  // Some signals wait for an answer: within their term, with another day, and one too long, of which the function is told in public.
  const open = (await dataOf(api.GET('/signals', { params: { query: { state: 'open' } } }))).items
  const waiting = open.filter(({ period }) => period === 'year')
  expect(waiting.length).toBeGreaterThanOrEqual(4)
  expect(waiting.filter(({ term }) => term.changes.length > 0)).toMatchObject([
    { areaName: 'Weverskwartier', term: { changes: [{ role: 'policy-officer' }] } },
  ])
  const today = new Date(now).toISOString().slice(0, 10)
  const late = waiting.filter(({ term }) => term.dueOn < today)
  expect(late.length).toBeGreaterThanOrEqual(1)
  expect(late.length).toBeLessThan(waiting.length)
  const board = await dataOf(api.GET('/decision-board'))
  expect(board.overdueSignals.map(({ id }) => id)).toEqual(expect.arrayContaining(late.map(({ id }) => id)))
  for (const { organisationName, role } of board.overdueSignals)
    expect([organisationName, role]).toEqual(['Gemeente Waterrijk', 'policy-officer'])

  // A resident whose remark is cited, and who follows the challenge, hears of each step of it.
  const mirjam = await signIn(
    server.url,
    createInternalFetch(server.app),
    'mirjam.kuipers@waterrijk.example',
    PASSWORD,
  )
  await vi.waitFor(
    async () => {
      const { items } = await dataOf(mirjam.api.GET('/me/outcomes'))
      const told = (place: string) => items.filter(({ path }) => path.startsWith(`/${place}/`))
      const because = (place: string) => told(place).map(({ reasons }) => [...reasons].sort())
      expect(because('besluiten')).toContainEqual(['follows', 'wrote-remark'])
      expect(because('maatregelen')).toContainEqual(['follows', 'wrote-remark'])
      // What was measured of each of two, and what was learned from it.
      expect(because('evaluaties')).toEqual(Array.from({ length: 4 }, () => ['follows']))
    },
    { timeout: 60_000, interval: 500 },
  )

  // What is there already is not made twice.
  await fillEvaluations(example.connection)
  expect((await dataOf(api.GET('/evaluations'))).items).toHaveLength(evaluations.length)
  expect((await dataOf(api.GET('/lessons'))).items).toHaveLength(lessons.length)

  const analyses = (await dataOf(api.GET('/analyses'))).items
  expect(analyses.map(({ version, basedOn }) => [version, basedOn?.version])).toEqual(
    expect.arrayContaining([
      [2, undefined],
      [1, 2],
      [1, undefined],
    ]),
  )

  const again = await fill(now + 60_000)
  expect(again.example.since).toBe(now)
  expect(again.steps).not.toContain('Agreements and decisions')
  expect([...again.example.streams]).toEqual([...example.streams])
})

test('what the example missed while it was off is caught up, and the year goes on where it stopped', {
  timeout: 120_000,
}, async () => {
  const { example } = await fill(Date.now())
  const later = floorHour(example.since) + 8 * 3_600_000
  const fail = (error: unknown) => {
    throw error
  }
  const load = async (areAround: boolean, steps: number) => {
    const parts: number[] = []
    await loadYear(example, {
      visitors: { askedWithin: (milliseconds) => areAround && milliseconds > 60_000 },
      onProgress: (part) => void parts.push(part),
      onFailure: fail,
      isStopped: () => parts.length === steps,
    })
    return parts
  }
  const visitors = { askedWithin: () => false }
  await catchUp(example, later, { visitors, onProgress: () => {}, onFailure: fail, isStopped: () => false })
  const [before = 0, careful = 0] = await load(true, 2)
  const [alone = 0] = await load(false, 1)
  // Nobody waits for more than a few hours of values while somebody is there.
  expect(careful).toBeGreaterThan(before)
  expect(alone - careful).toBeGreaterThan(5 * (careful - before))
  const id = example.streams.get('waterrijk-tuin-001/relative-humidity')
  const { request } = example.connection
  const response = await request(`/sta/v1.1/Datastreams(${id})?$select=phenomenonTime`)
  const { phenomenonTime } = (await response.json()) as { phenomenonTime: string }
  const [from, to] = phenomenonTime.split('/').map((text) => Date.parse(text))
  expect(to).toBeGreaterThan(later - 4 * 3_600_000)
  expect(from).toBeLessThan(floorHour(example.since) - DAY - 4 * 3_600_000)
})

test('gaps give signals only once the year is there, and what was changed meanwhile stays', async () => {
  const { example } = await fill(Date.now())
  const { api } = example.connection
  const rulesOf = async () => {
    const { items } = await dataOf(api.GET('/indicators', { params: { query: { pageSize: 200 } } }))
    return new Map(
      items.map(({ title, slug, watchRules }) => [
        title,
        { slug, kinds: watchRules.map(({ kind }) => kind) },
      ]),
    )
  }
  const before = await rulesOf()
  expect([...before.values()].flatMap(({ kinds }) => kinds)).not.toContain('absence')
  const { indicators } = createContent(example.simulation, example.since)
  const [first, second] = indicators.filter(({ watchRules }) => watchRules.length > 1)
  const changed = before.get(first?.title.nl ?? '')
  const params = { path: { key: changed?.slug ?? '' } }
  await dataOf(
    api.PATCH('/indicators/{key}', { params, body: { watchRules: [{ kind: 'absence', periods: 9 }] } }),
  )
  for (const _ of [1, 2]) await watchForGaps(example.connection, indicators)
  const after = await rulesOf()
  expect(after.get(first?.title.nl ?? '')?.kinds).toEqual(['absence'])
  expect(after.get(second?.title.nl ?? '')?.kinds).toEqual(second?.watchRules.map(({ kind }) => kind))
})

test('officials sign in with the password that was shown, and the token of a run ends with it', async () => {
  const send = createInternalFetch(server.app)
  const administration = await administer(server.app, server.config, send)
  const person = await signIn(server.url, send, 'sanne.wierdsma@waterrijk.example', PASSWORD)
  expect(await dataOf(person.api.GET('/me'))).toMatchObject({
    kind: 'person',
    memberships: [{ organisation: { name: 'Gemeente Waterrijk' }, role: 'policy-officer' }],
  })
  await endAdministration(administration)
  await expect(administration.connection.api.GET('/tokens')).rejects.toMatchObject({ status: 401 })
})
