import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { signInAs, signInAsPerson } from '../../testing/actors.ts'
import { useServer } from '../../testing/server.ts'
import type { Content } from './schema.ts'
import { lockNewest, updateDraft } from './store.ts'

const server = useServer()
type Sender = { headers: Record<string, string> }
let officer: Sender & { organisationId: string }
let decider: Sender
let stranger: Sender
let challengeId: string
let mandateId: string

type Answer = {
  id: string
  slug: string
  state: string
  version: number
  options: unknown[]
  [field: string]: unknown
}

const consequences = [{ party: 'Bewoners', effect: 'Meer schaduw in de zomer.', kind: 'positive' }]
const nothing = {
  id: 'nuloptie',
  kind: 'do-nothing',
  title: 'Niets doen',
  description: '',
  cost: 0,
  consequences,
}
const trees = { id: 'bomen', kind: 'action', title: 'Bomen', description: '', cost: 90_000, consequences }

beforeAll(async () => {
  officer = await signInAs(server, 'policy-officer')
  const { organisationId } = officer
  decider = await signInAsPerson(server, [{ organisationId, role: 'decision-maker' }])
  const elsewhere = (await signInAs(server, 'clerk')).organisationId
  stranger = await signInAsPerson(server, [{ organisationId: elsewhere, role: 'decision-maker' }])
  const administrator = await signInAs(server, 'administrator', { organisationId: officer.organisationId })
  const challenge = await send('POST', '/api/v1/challenges', { title: 'Hitte in de stad' }, officer)
  challengeId = challenge.json<{ id: string }>().id
  await completeChallenge()
  const mandate = await send(
    'POST',
    '/api/v1/mandates',
    {
      organisationId: officer.organisationId,
      function: 'wethouder Leefomgeving',
      holderName: 'A. de Groot',
      subject: 'Inrichting van de openbare ruimte',
      field: 'public-space',
      maximumAmount: 100_000,
      since: '2026-01-01',
      basis: 'Mandaatbesluit 2026',
    },
    administrator,
  )
  expect(mandate.statusCode).toBe(201)
  mandateId = mandate.json<{ id: string }>().id
})

/** Gives the challenge what it needs to be public, and publishes it. */
async function completeChallenge() {
  const path = `/api/v1/challenges/${challengeId}`
  const source = { kind: 'coalition-agreement', title: 'Akkoord 2026', citation: 'Meer schaduw, p. 12' }
  const goal = {
    title: 'Koeler',
    indicatorText: 'Hoogste temperatuur van de dag',
    unit: '°C',
    target: 30,
    targetDate: '2030-12-31',
    direction: 'lower',
  }
  await send('POST', `${path}/sources`, source, officer)
  await send('POST', `${path}/goals`, goal, officer)
  const change = { affected: 'Ouderen', dataRole: 'Bewoners meten mee', published: true }
  expect((await send('PATCH', path, change, officer)).statusCode).toBe(200)
}

function send(method: 'GET' | 'POST' | 'PATCH', url: string, payload: object | undefined, actor?: Sender) {
  return server.request({
    method,
    url,
    ...(payload === undefined ? {} : { payload }),
    ...(actor ? { headers: actor.headers } : {}),
  })
}

async function draft(change: object = {}) {
  const whole = {
    challengeId,
    title: 'Bomen in de Steenwijk',
    question: 'Wat doen we tegen de hitte?',
    field: 'public-space',
    amount: 90_000,
    options: [nothing, trees],
    chosenOptionId: 'bomen',
    outcome: 'act',
    reasons: 'Bomen geven op termijn de meeste schaduw.',
    mandateId,
    reviewDate: '2027-09-01',
    ...change,
  }
  const answer = await send('POST', '/api/v1/decisions', whole, officer)
  expect(answer.statusCode).toBe(201)
  return answer.json<Answer>()
}

const publication = (slug: string, actor = decider) =>
  send('POST', `/api/v1/decisions/${slug}/publication`, undefined, actor)

beforeEach(() => {
  server.now = new Date('2026-03-02T10:00:00Z')
})

describe('the day of a decision', () => {
  it('is that of publication when nothing is said', async () => {
    const { slug } = await draft()
    expect((await publication(slug)).json()).toMatchObject({ decidedOn: '2026-03-02' })
  })

  it('may lie before publication, and stays when the text is corrected', async () => {
    const { slug } = await draft({ decidedOn: '2026-02-20' })
    const published = (await publication(slug)).json()
    expect(published).toMatchObject({ decidedOn: '2026-02-20', publishedAt: '2026-03-02T10:00:00.000Z' })
    const reason = 'Het bedrag klopte niet.'
    const corrected = await send('POST', `/api/v1/decisions/${slug}/versions`, { reason }, officer)
    expect(corrected.json()).toMatchObject({ decidedOn: '2026-02-20', publishedAt: null })
  })

  it.each([
    ['in the future', '2026-03-03', '/decidedOn'],
    ['before the mandate', '1999-01-01', '/mandateId'],
  ])('cannot lie %s', async (_where, decidedOn, pointer) => {
    const { slug } = await draft({ decidedOn })
    const refused = await publication(slug)
    expect(refused.json()).toMatchObject({ status: 422, errors: [{ pointer }] })
  })
})

describe('a decision', () => {
  it('starts with the do-nothing option, which cannot be removed', async () => {
    const answer = await send('POST', '/api/v1/decisions', { challengeId, title: 'Kort' }, officer)
    const { slug, options } = answer.json<Answer>()
    expect(options).toMatchObject([{ kind: 'do-nothing' }])
    const removed = await send('PATCH', `/api/v1/decisions/${slug}`, { options: [trees] }, officer)
    expect(removed.statusCode).toBe(400)
    expect(removed.json()).toMatchObject({ errors: [{ in: 'body', pointer: '/options' }] })
  })

  it('is known only to its owner until it is published, and to everyone after that', async () => {
    const { slug } = await draft()
    const url = `/api/v1/decisions/${slug}`
    expect((await send('GET', url, undefined)).statusCode).toBe(404)
    expect((await send('GET', url, undefined, stranger)).statusCode).toBe(404)
    expect((await send('PATCH', url, { reasons: 'x' }, stranger)).statusCode).toBe(404)
    expect((await publication(slug)).statusCode).toBe(200)
    const published = (await send('GET', url, undefined)).json<Answer>()
    expect(published).toMatchObject({
      state: 'published',
      signature: { function: 'wethouder Leefomgeving', holderName: 'A. de Groot', signerName: 'Persoon' },
      publishedAt: '2026-03-02T10:00:00.000Z',
    })
    const list = (await send('GET', `/api/v1/decisions?challengeId=${challengeId}`, undefined)).json<{
      items: Answer[]
    }>()
    expect(list.items.find((each) => each.slug === slug)).toMatchObject({
      chosenOption: 'Bomen',
      outcome: 'act',
    })
  })

  it('is not published before its challenge is', async () => {
    const hidden = await send('POST', '/api/v1/challenges', { title: 'Nog een concept' }, officer)
    const { slug } = await draft({ challengeId: hidden.json<{ id: string }>().id })
    const refused = await publication(slug)
    expect(refused.json()).toMatchObject({ status: 422, errors: [{ pointer: '/challengeId' }] })
  })

  it('is in the list without a chosen option as long as nothing is chosen', async () => {
    const { slug } = await draft({ chosenOptionId: null, outcome: null })
    const url = `/api/v1/decisions?challengeId=${challengeId}`
    const { items } = (await send('GET', url, undefined, officer)).json<{ items: Answer[] }>()
    expect(items.find((each) => each.slug === slug)).toMatchObject({ chosenOption: null, outcome: null })
  })

  it('is refused with everything that is missing, in the language of the reader', async () => {
    const { slug } = await draft({ reasons: '', reviewDate: null, mandateId: null, chosenOptionId: null })
    const answer = await server.request({
      method: 'POST',
      url: `/api/v1/decisions/${slug}/publication`,
      headers: { ...decider.headers, 'accept-language': 'nl' },
    })
    expect(answer.statusCode).toBe(422)
    const { detail, errors } = answer.json<{ detail: string; errors: { pointer: string }[] }>()
    expect(errors.map(({ pointer }) => pointer).sort()).toEqual([
      '/chosenOptionId',
      '/mandateId',
      '/reasons',
      '/reviewDate',
    ])
    expect(detail).toContain('De redenen ontbreken')
  })

  it.each([
    ['a larger amount than the mandate', { amount: 100_001 }],
    ['another field than the mandate', { field: 'water' }],
  ])('is refused for %s', async (_, change) => {
    const { slug } = await draft(change)
    const answer = await publication(slug)
    expect(answer.statusCode).toBe(422)
    expect(answer.json()).toMatchObject({ errors: [{ pointer: '/mandateId' }] })
  })

  it('is refused before the mandate begins', async () => {
    const { slug } = await draft()
    server.now = new Date('2025-12-31T10:00:00Z')
    expect((await publication(slug)).statusCode).toBe(422)
  })

  it('can be signed only by who decides for the owner', async () => {
    const { slug } = await draft()
    expect((await publication(slug, officer)).statusCode).toBe(403)
    expect((await publication(slug, stranger)).statusCode).toBe(404)
    const clerk = await signInAs(server, 'privacy-officer', { organisationId: officer.organisationId })
    expect((await publication(slug, clerk)).statusCode).toBe(403)
  })

  it('is signed by a person: a key of a decision maker is not enough', async () => {
    const { slug } = await draft()
    const key = await signInAs(server, 'decision-maker', { organisationId: officer.organisationId })
    expect((await publication(slug, key)).statusCode).toBe(403)
    expect((await publication(slug)).statusCode).toBe(200)
  })

  it('keeps its address when another decision has its id as title', async () => {
    const { id, slug } = await draft()
    const other = await draft({ title: id })
    expect(other.slug).toBe(`titel-${id}`)
    expect((await send('GET', `/api/v1/decisions/${id}`, undefined, officer)).json()).toMatchObject({
      id,
      slug,
    })
    const changed = await send('PATCH', `/api/v1/decisions/${id}`, { reasons: 'Anders' }, officer)
    expect(changed.json()).toMatchObject({ id, reasons: 'Anders' })
  })

  it('answers only signals of its own organisation, and knows only those it may see', async () => {
    const { db } = server.database
    const signal = async (ownerId: string, published: boolean) => {
      const { rows } = await sql<{ id: string }>`with i as (
          insert into indicators.indicator (slug, owner_id, published, definition, created_at, updated_at)
          values (${`i-${ownerId}-${published}`}, ${ownerId}, ${published}, '{"title":"x"}', now(), now()) returning id)
        insert into indicators.signal (indicator_id, area_code, since, opened_at, opened_value, peak_at, peak_value,
          line, noticed_at) select id, 'GM1', now(), now(), 1, now(), 1, 1, now() from i returning id`.execute(
        db,
      )
      return rows[0]?.id ?? ''
    }
    const decisionOf = async (id: string) =>
      (await send('GET', `/api/v1/signals/${id}`, undefined, officer)).json<{ decisionId: string | null }>()
        .decisionId
    const elsewhere = (await signInAs(server, 'clerk')).organisationId
    const [own, foreign, hidden] = [
      await signal(officer.organisationId, true),
      await signal(elsewhere, true),
      await signal(elsewhere, false),
    ]
    const refused = await send(
      'POST',
      '/api/v1/decisions',
      { challengeId, title: 'Gokken', signalIds: [hidden] },
      officer,
    )
    expect(refused.json()).toMatchObject({ errors: [{ pointer: '/signalIds/0' }] })
    const first = await draft({ signalIds: [own, foreign] })
    await publication(first.slug)
    expect(await decisionOf(own)).toBe(first.id)
    expect(await decisionOf(foreign)).toBeNull()
    const second = await draft({ signalIds: [own] })
    await publication(second.slug)
    expect(await decisionOf(own)).toBe(first.id)
  })

  it('is frozen when published; a correction is a new version, and the old one stays', async () => {
    const { slug } = await draft()
    await publication(slug)
    const url = `/api/v1/decisions/${slug}`
    expect((await send('PATCH', url, { reasons: 'Anders' }, officer)).statusCode).toBe(409)
    expect((await publication(slug)).statusCode).toBe(409)
    const version = await send(
      'POST',
      `${url}/versions`,
      { reason: 'Er stond een verkeerd bedrag.' },
      officer,
    )
    expect(version.json()).toMatchObject({ version: 2, state: 'draft' })
    expect((await send('GET', url, undefined)).json()).toMatchObject({ version: 1, state: 'published' })
    await send('PATCH', url, { amount: 80_000 }, officer)
    server.now = new Date('2026-04-01T10:00:00Z')
    expect((await publication(slug)).statusCode).toBe(200)
    const now = (await send('GET', url, undefined)).json<Answer>()
    expect(now).toMatchObject({ version: 2, amount: 80_000 })
    expect(now.history).toMatchObject([
      { version: 2, reason: 'Er stond een verkeerd bedrag.' },
      { version: 1, state: 'superseded' },
    ])
    expect((await send('GET', `${url}/versions/1`, undefined)).json()).toMatchObject({ amount: 90_000 })
  })

  it.each([
    ['another text', sql`content = jsonb_set(content, '{reasons}', '"niets"')`],
    ['no longer public', sql`state = 'draft', signature = null, published_at = null`],
    ['signed by nobody', sql`signature = null`],
    ['made for another reason', sql`reason = 'anders'`],
  ])('cannot become %s once it is published, also for who writes SQL', async (_what, change) => {
    const { slug } = await draft()
    await publication(slug)
    const changing = sql`update decisions.version v set ${change}
      from decisions.decision d where d.id = v.decision_id and d.slug = ${slug}`.execute(server.database.db)
    await expect(changing).rejects.toThrow('cannot be changed')
  })

  it('cannot be removed once it is published, also for who writes SQL', async () => {
    const { slug } = await draft()
    await publication(slug)
    const removal = sql`delete from decisions.version v using decisions.decision d
      where d.id = v.decision_id and d.slug = ${slug}`.execute(server.database.db)
    await expect(removal).rejects.toThrow('cannot be changed')
  })

  it('loses neither of two changes at once', async () => {
    const { id, slug } = await draft()
    let second: ReturnType<typeof send> | undefined
    await server.database.db.transaction().execute(async (transaction) => {
      const first = await lockNewest(transaction, slug)
      second = send('PATCH', `/api/v1/decisions/${slug}`, { question: 'De tweede' }, officer)
      // Time to come to the lock; where it does not, there is nothing to lose.
      await new Promise((resolve) => setTimeout(resolve, 200))
      await updateDraft(transaction, id, { ...first?.content, reasons: 'De eerste' } as Content, server.now)
    })
    expect((await second)?.json()).toMatchObject({ question: 'De tweede', reasons: 'De eerste' })
  })

  it.each([
    [{ title: '' }, '/title'],
    [{ colour: 'red' }, '/colour'],
    [{ amount: -1 }, '/amount'],
    [{ reviewDate: '2027-02-30' }, '/reviewDate'],
    [{ options: [nothing, { ...trees, cost: '90' }] }, '/options/1/cost'],
    [
      { evidence: [{ kind: 'document', title: 'x', reference: 'javascript:alert(1)', note: '' }] },
      '/evidence/0/reference',
    ],
    [{ signalIds: ['00000000-0000-4000-8000-000000000000'] }, '/signalIds/0'],
    [{ challengeId: '00000000-0000-4000-8000-000000000000' }, '/challengeId'],
  ])('with %o is refused at its place', async (change, pointer) => {
    const answer = await send('POST', '/api/v1/decisions', { challengeId, title: 'Fout', ...change }, officer)
    expect(answer.statusCode).toBe(400)
    expect(answer.json<{ errors: { pointer: string }[] }>().errors.map((each) => each.pointer)).toContain(
      pointer,
    )
  })
})
