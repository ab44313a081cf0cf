import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { signInAs, signInAsPerson } from '../../testing/actors.ts'
import { type Answer, NOTHING, TREES, useDecisions } from './testing/world.ts'

const { server, world, send, draft, publish } = useDecisions()

describe('the day of a decision', () => {
  it('is that of publication when nothing is said', async () => {
    const { slug } = await draft()
    expect((await publish(slug)).json()).toMatchObject({ decidedOn: '2026-03-02' })
  })

  it('may lie before publication, and stays when the text is corrected', async () => {
    const { slug } = await draft({ decidedOn: '2026-02-20' })
    const published = (await publish(slug)).json()
    expect(published).toMatchObject({ decidedOn: '2026-02-20', publishedAt: '2026-03-02T10:00:00.000Z' })
    const reason = 'Het bedrag klopte niet.'
    const corrected = await send('POST', `/api/v1/decisions/${slug}/versions`, { reason }, world().officer)
    expect(corrected.json()).toMatchObject({ decidedOn: '2026-02-20', publishedAt: null })
  })

  it.each([
    ['in the future', '2026-03-03', '/decidedOn'],
    ['before the mandate', '1999-01-01', '/mandateId'],
  ])('cannot lie %s', async (_where, decidedOn, pointer) => {
    const { slug } = await draft({ decidedOn })
    const refused = await publish(slug)
    expect(refused.json()).toMatchObject({ status: 422, errors: [{ pointer }] })
  })
})

describe('after a change of mandate', () => {
  it('the successor corrects and withdraws on the mandate of now, the day of the decision stays', async () => {
    const { organisationId } = world().officer
    const administrator = await signInAs(server, 'administrator', { organisationId })
    const mandate = {
      organisationId,
      function: 'wethouder Groen',
      holderName: 'B. de Boer',
      subject: 'Groen',
      field: 'public-space',
      maximumAmount: 100_000,
    }
    const register = async (from: object) =>
      (
        await send('POST', '/api/v1/mandates', { ...mandate, basis: 'Besluit', ...from }, administrator)
      ).json<{
        id: string
      }>().id
    const former = await register({ since: '2026-01-01', until: '2026-03-31' })
    const next = await register({ since: '2026-04-01' })
    const { slug } = await draft({ mandateId: former })
    const url = `/api/v1/decisions/${slug}`
    expect((await publish(slug)).statusCode).toBe(200)
    server.now = new Date('2026-04-02T10:00:00Z')
    const reason = 'Er stond een verkeerd bedrag.'
    await send('POST', `${url}/versions`, { reason }, world().officer)
    expect((await publish(slug)).json()).toMatchObject({ errors: [{ pointer: '/mandateId' }] })
    // Another day of the decision must be within the mandate.
    await send('PATCH', url, { mandateId: next, decidedOn: '2026-03-01' }, world().officer)
    expect((await publish(slug)).json()).toMatchObject({ errors: [{ pointer: '/mandateId' }] })
    await send('PATCH', url, { decidedOn: '2026-03-02' }, world().officer)
    expect((await publish(slug)).json()).toMatchObject({
      version: 2,
      decidedOn: '2026-03-02',
      signature: { mandateId: next, signedAt: '2026-04-02T10:00:00.000Z' },
    })

    const other = await draft({ mandateId: former, decidedOn: '2026-03-02' })
    server.now = new Date('2026-03-03T10:00:00Z')
    expect((await publish(other.slug)).statusCode).toBe(200)
    server.now = new Date('2026-04-02T10:00:00Z')
    const withdraw = (body: object) =>
      send('POST', `/api/v1/decisions/${other.slug}/withdrawal`, { reason, ...body }, world().decider)
    expect((await withdraw({})).json()).toMatchObject({ status: 422, errors: [{ pointer: '/mandateId' }] })
    // What is written in a correction that nobody signed lowers no bar.
    const small = await register({ since: '2026-04-01', maximumAmount: 1 })
    await send('POST', `/api/v1/decisions/${other.slug}/versions`, { reason }, world().officer)
    await send('PATCH', `/api/v1/decisions/${other.slug}`, { amount: 1 }, world().officer)
    expect((await withdraw({ mandateId: small })).statusCode).toBe(422)
    expect((await withdraw({ mandateId: next })).json()).toMatchObject({
      standing: 'withdrawn',
      happenings: [{ kind: 'withdrawn', function: 'wethouder Groen' }, {}, {}],
    })
  })
})

describe('a decision that a deputy signs', () => {
  it('says so to everyone, and one that the holder signs does not', async () => {
    const { organisationId } = world().officer
    const administrator = await signInAs(server, 'administrator', { organisationId })
    const signer = () => signInAsPerson(server, [{ organisationId, role: 'decision-maker' }])
    const [holder, deputy] = [await signer(), await signer()]
    const mandate = {
      ...{ organisationId, function: 'wethouder Water', holderName: 'C. Vos', subject: 'Water' },
      ...{ field: 'public-space', since: '2026-01-01', basis: 'Besluit', holderPersonId: holder.personId },
      deputy: { personId: deputy.personId, since: '2026-03-01', until: null },
    }
    const { id } = (await send('POST', '/api/v1/mandates', mandate, administrator)).json<{ id: string }>()
    const signatureOf = async (actor: typeof holder) => {
      const { slug } = await draft({ mandateId: id })
      expect((await publish(slug, actor)).statusCode).toBe(200)
      return (await send('GET', `/api/v1/decisions/${slug}`, undefined)).json<Answer>().signature
    }
    expect(await signatureOf(deputy)).toMatchObject({ function: 'wethouder Water', asDeputy: true })
    expect(await signatureOf(holder)).not.toHaveProperty('asDeputy')
  })
})

describe('a decision that replaces another', () => {
  it('is corrected like any other, and goes on naming what it replaced', async () => {
    const old = await draft({ title: 'Oude bomen' })
    await publish(old.slug)
    const { slug, id } = await draft({ title: 'Nieuwe bomen', replacesId: old.id })
    expect((await publish(slug)).statusCode).toBe(200)
    const reason = 'Er stond een verkeerd bedrag.'
    await send('POST', `/api/v1/decisions/${slug}/versions`, { reason }, world().officer)
    const self = await send('PATCH', `/api/v1/decisions/${slug}`, { replacesId: id }, world().officer)
    expect(self.json()).toMatchObject({ status: 400, errors: [{ pointer: '/replacesId' }] })
    const corrected = await publish(slug)
    expect(corrected.json()).toMatchObject({ version: 2, replacesId: old.id, standing: 'in-force' })
    const replaced = (await send('GET', `/api/v1/decisions/${old.slug}`, undefined)).json<Answer>()
    expect(replaced.happenings).toMatchObject([{ kind: 'replaced', replacedBy: { slug } }, {}])
    // Another cannot replace it once more.
    const third = await draft({ title: 'Nog nieuwere bomen', replacesId: old.id })
    expect((await publish(third.slug)).json()).toMatchObject({ errors: [{ pointer: '/replacesId' }] })
  })
})

describe('publication', () => {
  it('is not published before its challenge is', async () => {
    const hidden = await send('POST', '/api/v1/challenges', { title: 'Nog een concept' }, world().officer)
    // It has no goals yet.
    const goalless = [NOTHING, TREES].map((option) => ({ ...option, goalEffects: [] }))
    const { slug } = await draft({
      challengeId: hidden.json<{ id: string }>().id,
      goalIds: [],
      options: goalless,
    })
    const refused = await publish(slug)
    expect(refused.json()).toMatchObject({
      status: 422,
      errors: [{ pointer: '/challengeId' }, { pointer: '/open' }],
    })
  })

  it('is refused with everything that is missing, in the language of the reader', async () => {
    const { slug } = await draft({ reasons: '', reviewDate: null, mandateId: null, chosenOptionId: null })
    const answer = await server.request({
      method: 'POST',
      url: `/api/v1/decisions/${slug}/publication`,
      headers: { ...world().decider.headers, 'accept-language': 'nl' },
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
    const answer = await publish(slug)
    expect(answer.statusCode).toBe(422)
    expect(answer.json()).toMatchObject({ errors: [{ pointer: '/mandateId' }] })
  })

  it('is refused for less than the chosen option costs', async () => {
    const { slug } = await draft({ amount: 89_999 })
    const answer = await publish(slug)
    expect(answer.json()).toMatchObject({ status: 422, errors: [{ pointer: '/amount' }] })
    expect(answer.json<{ detail: string }>().detail).toMatch(/89[.,]999.*90[.,]000/)
  })

  it('can be checked without signing', async () => {
    const { slug } = await draft()
    const { slug: unready } = await draft({ reasons: '' })
    const check = (of: string) =>
      send('POST', `/api/v1/decisions/${of}/publication?check=true`, undefined, world().decider)
    expect((await check(slug)).json()).toMatchObject({ state: 'draft', signature: null })
    expect((await check(unready)).json()).toMatchObject({ status: 422, errors: [{ pointer: '/reasons' }] })
    expect((await publish(slug)).json()).toMatchObject({ state: 'published' })
  })

  it('is refused before the mandate begins', async () => {
    const { slug } = await draft()
    server.now = new Date('2025-12-31T10:00:00Z')
    expect((await publish(slug)).statusCode).toBe(422)
  })

  it('can be signed only by who decides for the owner', async () => {
    const { slug } = await draft()
    expect((await publish(slug, world().officer)).statusCode).toBe(403)
    expect((await publish(slug, world().stranger)).statusCode).toBe(403)
    const clerk = await signInAs(server, 'privacy-officer', {
      organisationId: world().officer.organisationId,
    })
    expect((await publish(slug, clerk)).statusCode).toBe(403)
  })

  it('is signed by a person: a key of a decision maker is not enough', async () => {
    const { slug } = await draft()
    const key = await signInAs(server, 'decision-maker', {
      organisationId: world().officer.organisationId,
    })
    expect((await publish(slug, key)).statusCode).toBe(403)
    expect((await publish(slug)).statusCode).toBe(200)
  })

  it('answers only signals of its own organisation, and knows only those it may see', async () => {
    const elsewhere = (await signInAs(server, 'clerk')).organisationId
    const [own, foreign, hidden] = [
      await addSignal(world().officer.organisationId, true),
      await addSignal(elsewhere, true),
      await addSignal(elsewhere, false),
    ]
    const refused = await send(
      'POST',
      '/api/v1/decisions',
      { challengeId: world().challengeId, title: 'Gokken', signalIds: [hidden] },
      world().officer,
    )
    expect(refused.json()).toMatchObject({ errors: [{ pointer: '/signalIds/0' }] })
    const first = await draft({ signalIds: [own, foreign] })
    const listFor = async (actor?: Parameters<typeof send>[3]) =>
      (await send('GET', `/api/v1/decisions?signalId=${own}`, undefined, actor)).json<{ items: object[] }>()
        .items
    expect(await listFor(world().officer)).toMatchObject([{ state: 'draft', signalIds: [own, foreign] }])
    expect(await listFor()).toMatchObject([{ state: 'draft', standing: 'open' }])
    await publish(first.slug)
    expect((await answerTo(own)).decisionId).toBe(first.id)
    expect((await answerTo(foreign)).decisionId).toBeNull()
    const second = await draft({ signalIds: [own] })
    await publish(second.slug)
    expect((await answerTo(own)).decisionId).toBe(first.id)
  })
  it('does not come back by a correction that was waiting when it was withdrawn', async () => {
    const { slug } = await draft()
    await publish(slug)
    const url = `/api/v1/decisions/${slug}`
    await send('POST', `${url}/versions`, { reason: 'Het bedrag klopte niet.' }, world().officer)
    const gone = await send('POST', `${url}/withdrawal`, { reason: 'Er komt een fontein.' }, world().decider)
    expect(gone.statusCode, gone.body).toBeLessThan(300)
    expect((await publish(slug)).statusCode).toBe(409)
  })
  it('gives a signal back that the corrected text no longer names', async () => {
    const [kept, wrong] = [
      await addSignal(world().officer.organisationId, true),
      await addSignal(world().officer.organisationId, true),
    ]
    const { id, slug } = await draft({ signalIds: [kept, wrong] })
    await publish(slug)
    expect(await answerTo(wrong)).toEqual({ decisionId: id, state: 'decided' })
    const url = `/api/v1/decisions/${slug}`
    await send('POST', `${url}/versions`, { reason: 'Eén signaal hoort er niet bij.' }, world().officer)
    await send('PATCH', url, { signalIds: [kept] }, world().officer)
    expect(await answerTo(wrong)).toEqual({ decisionId: id, state: 'decided' })
    expect((await publish(slug)).statusCode).toBe(200)
    expect(await answerTo(kept)).toEqual({ decisionId: id, state: 'decided' })
    expect(await answerTo(wrong)).toEqual({ decisionId: null, state: 'open' })
    const other = await draft({ signalIds: [wrong] })
    await publish(other.slug)
    expect(await answerTo(wrong)).toEqual({ decisionId: other.id, state: 'decided' })
  })
})

const DEFINITION = JSON.stringify({ title: 'x', unit: 'x', period: 'day', level: 'municipality', lines: [] })

/** Makes an indicator of the organisation with an open signal. */
async function addSignal(ownerId: string, published: boolean): Promise<string> {
  const { rows } = await sql<{ id: string }>`with i as (
      insert into indicators.indicator (slug, owner_id, published, definition, created_at, updated_at)
      values (${`i-${randomUUID()}`}, ${ownerId}, ${published}, ${DEFINITION}::jsonb, now(), now()) returning id)
    insert into indicators.signal (indicator_id, area_code, since, opened_at, opened_value, peak_at, peak_value,
      last_at, line, noticed_at) select id, 'GM1', t.at, t.at, 1, t.at, 1, t.at, 1, t.at from i, (select ${server.now}::timestamptz as at) t returning id`.execute(
    server.database.db,
  )
  return rows[0]?.id ?? ''
}

/** What became of a signal. */
async function answerTo(signalId: string) {
  const answer = await send('GET', `/api/v1/signals/${signalId}`, undefined, world().officer)
  const { decisionId, state } = answer.json<{ decisionId: string | null; state: string }>()
  return { decisionId, state }
}
