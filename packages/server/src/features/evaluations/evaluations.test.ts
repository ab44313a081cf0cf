import { createHash } from 'node:crypto'
import { holds } from '@samenspel/standards/transparency'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { useEvaluations } from '../../testing/evaluations-world.ts'
import { useLedger } from '../../testing/read-ledger.ts'

const { server, world, send, ask, evaluation, computed, published, events } = useEvaluations()
const ledger = useLedger(server)
const nobody = { headers: {} }

describe('an evaluation', { timeout: 120_000 }, () => {
  it('is as it was planned, finds the effect that is there, and is published as anyone can check', async () => {
    const { intervention } = world()
    const draft = evaluation()
    const { slug } = await draft
    expect(await draft).toMatchObject({
      state: 'draft',
      number: expect.any(Number),
      areaCodes: ['BU90010101', 'BU90010102'],
      comparisonCodes: ['BU90010103', 'BU90010104'],
      plan: { number: 1, beforehand: true },
      planDeviations: [],
      computation: null,
    })
    const choices = await ask('GET', `/${slug}/choices`)
    expect(choices).toMatchObject({
      design: 'difference-series',
      step: 'week',
      material: { treated: 2, compared: 2 },
    })
    expect(choices.designs).toContainEqual(
      expect.objectContaining({
        design: 'difference-in-differences',
        fits: false,
        why: { nl: expect.stringContaining('6 verdelingen'), en: expect.any(String) },
      }),
    )
    expect((await send('GET', `/api/v1/evaluations/${slug}`, undefined, nobody)).statusCode).toBe(404)
    const { computation } = await computed(draft)
    expect(computation).toMatchObject({
      state: 'done',
      isOfNow: true,
      outcome: { size: { treated: 2, compared: 2 } },
    })
    const { outcome, study, studySha256 } = computation as Found
    expect(outcome.effect.low).toBeLessThan(-2)
    expect(outcome.effect.high).toBeGreaterThan(-2)
    expect(outcome.effect.high).toBeLessThan(-1)
    expect(['indication', 'strong-indication']).toContain(outcome.answer)
    expect(outcome.picture.measured).toHaveLength(study.periods.length)

    const refused = await send('POST', `/api/v1/evaluations/${slug}/publication`, {})
    expect([
      refused.statusCode,
      refused.json().errors.map(({ pointer }: { pointer: string }) => pointer),
    ]).toEqual([422, ['/spillOver']])
    const made = await published(draft)
    expect(made).toMatchObject({ state: 'published', answer: outcome.answer, sentence: outcome.sentence })
    const text = await send('GET', `/api/v1/evaluations/${slug}/text`, undefined, nobody)
    expect(createHash('sha256').update(text.body).digest('hex')).toBe(made.sha256)
    expect(text.json()).toMatchObject({ computation: { studySha256 }, plan: { beforehand: true } })
    expect(made.steering).toEqual(text.json().steering)
    expect(made.steering).toMatchObject({
      version: 1,
      findings: [],
      areas: ['BU90010101', 'BU90010102'].map((code) => ({
        code,
        claims: expect.arrayContaining([
          expect.objectContaining({ conclusion: expect.anything(), sentence: expect.anything(), total: 3 }),
        ]),
      })),
      notChecked: 0,
    })
    const list = await send('GET', `/api/v1/evaluations?interventionId=${intervention.id}`, undefined, nobody)
    expect(list.json().items.map((each: { slug: string }) => each.slug)).toContain(slug)
    await server.deliver()
    const { report } = await ledger.checkFile('evaluation', made.id)
    expect(holds(report)).toBe(true)
    expect(await events('evaluations.published')).toContainEqual({
      evaluationId: made.id,
      slug,
      interventionId: intervention.id,
      challengeId: world().challengeId,
    })
    expect((await send('PATCH', `/api/v1/evaluations/${slug}`, { remarks: 'Toch anders.' })).statusCode).toBe(
      409,
    )
    expect((await send('DELETE', `/api/v1/evaluations/${slug}`)).statusCode).toBe(409)
  })

  it('publishes that there is no evidence in the same way, in the same list', async () => {
    const { humidityId } = world()
    const made = await published(computed(evaluation({ indicatorId: humidityId })))
    expect(made).toMatchObject({ state: 'published', answer: 'no-evidence' })
    expect(made.planDeviations).toMatchObject([{ field: 'indicatorId' }])
    const list = await send('GET', '/api/v1/evaluations?answer=no-evidence', undefined, nobody)
    expect(list.json().items.map(({ id }: { id: string }) => id)).toContain(made.id)
  })

  it('gives the same bytes for the same figures', async () => {
    const [one, other] = [await computed(evaluation()), await computed(evaluation())]
    const [first, second] = [one.computation as Found, other.computation as Found]
    expect(first.studySha256).toBe(second.studySha256)
    expect(first.outcomeSha256).toBe(second.outcomeSha256)
  })

  it('keeps every time that it was computed, and cannot be removed after that', async () => {
    const draft = evaluation()
    const { slug } = await computed(draft)
    await ask('PATCH', `/${slug}`, { comparisonCodes: ['BU90010104'] })
    expect(await ask('GET', `/${slug}/computation`)).toMatchObject({ isOfNow: false })
    const early = await send('POST', `/api/v1/evaluations/${slug}/publication`, { check: true })
    expect(early.statusCode).toBe(422)
    const again = await published(computed(ask('GET', `/${slug}`)))
    expect(again.earlier).toMatchObject([{ number: 1, changed: ['comparisonCodes'] }])
    expect(again.planDeviations).toMatchObject([{ field: 'comparisonCodes' }])
    const kept = await computed(evaluation())
    const removal = await send('DELETE', `/api/v1/evaluations/${kept.slug}`)
    expect([removal.statusCode, removal.json().detail]).toEqual([409, expect.stringContaining('disappoints')])
    const fresh = await evaluation()
    expect((await send('DELETE', `/api/v1/evaluations/${fresh.slug}`)).statusCode).toBe(204)
  })

  it('is named in public when what was computed is not published in time', async () => {
    const { slug } = await computed(evaluation())
    const path = `/api/v1/evaluation-arrears?interventionId=${world().intervention.id}`
    expect((await send('GET', path, undefined, nobody)).json()).toEqual({ items: [] })
    server.now = new Date('2027-02-01T10:00:00Z')
    expect((await send('GET', path, undefined, nobody)).json().items).toMatchObject([
      { interventionId: world().intervention.id },
    ])
    expect((await send('GET', `/api/v1/evaluations/${slug}`, undefined, nobody)).statusCode).toBe(404)
  })

  it('can be ended while it is computed, and goes on after who computed it is gone', async () => {
    const { slug } = await evaluation()
    await ask('PUT', `/${slug}/computation`)
    expect((await send('PUT', `/api/v1/evaluations/${slug}/computation`)).statusCode).toBe(409)
    expect(await ask('DELETE', `/${slug}/computation`)).toMatchObject({ computation: { state: 'cancelled' } })
    await ask('PUT', `/${slug}/computation`)
    const { takeComputation } = await import('./store/computations.ts')
    // As by a process that is killed right after it took it.
    expect(await takeComputation(server.database.db, server.now)).toBeDefined()
    await server.deliver()
    expect(await ask('GET', `/${slug}/computation`)).toMatchObject({ state: 'running' })
    server.now = new Date(server.now.getTime() + 60_000)
    await server.deliver()
    expect(await ask('GET', `/${slug}/computation`)).toMatchObject({ state: 'done' })
  })

  it('is withdrawn with a reason, and stays to be read', async () => {
    const { slug, id } = await published(computed(evaluation()))
    const reason = 'Een station stond op de verkeerde plek.'
    expect(await ask('POST', `/${slug}/withdrawal`, { reason })).toMatchObject({
      state: 'withdrawn',
      withdrawal: { reason },
      answer: expect.any(String),
    })
    expect((await send('GET', `/api/v1/evaluations/${slug}`, undefined, nobody)).statusCode).toBe(200)
    expect(await events('evaluations.withdrawn')).toContainEqual(
      expect.objectContaining({ evaluationId: id }),
    )
  })

  it.each([
    [{ interventionId: '00000000-0000-4000-8000-000000000000' }, '/interventionId'],
    [{ comparisonCodes: ['BU90010101'] }, '/comparisonCodes/0'],
    [{ areaCodes: ['BU99999999'] }, '/areaCodes/0'],
    [{ from: '2026-05-01', until: '2026-04-01' }, '/until'],
  ])('refuses %j at its place', async (change, pointer) => {
    const answer = await send('POST', '/api/v1/evaluations', {
      interventionId: world().intervention.id,
      ...change,
    })
    expect(answer.statusCode).toBe(400)
    expect(answer.json().errors.map((each: { pointer: string }) => each.pointer)).toContain(pointer)
  })

  it('says before computing why a design does not fit, and is written by the owner alone', async () => {
    const { slug } = await evaluation({ design: 'synthetic-control' })
    const refused = await send('PUT', `/api/v1/evaluations/${slug}/computation`)
    expect([refused.statusCode, refused.json().errors[0].pointer]).toEqual([422, '/design'])
    const { stranger } = world()
    expect(
      (await send('PUT', `/api/v1/evaluations/${slug}/computation`, undefined, stranger)).statusCode,
    ).toBe(404)
    const body = { interventionId: world().intervention.id }
    expect((await send('POST', '/api/v1/evaluations', body, stranger)).statusCode).toBe(403)
  })

  it('is found, and missed when it is kept back, also after the intervention was withdrawn', async () => {
    const { intervention, humidityId } = world()
    const kept = await computed(evaluation())
    const { slug } = await published(computed(evaluation({ indicatorId: humidityId })))
    const reason = 'Deze maatregel hoort niet bij deze opgave.'
    expect(
      (await send('POST', `/api/v1/interventions/${intervention.id}/withdrawal`, { reason })).statusCode,
    ).toBe(200)
    const list = await send('GET', `/api/v1/evaluations?interventionId=${intervention.id}`, undefined, nobody)
    expect(list.json().items.map((each: { slug: string }) => each.slug)).toContain(slug)
    server.now = new Date('2027-02-01T10:00:00Z')
    const path = `/api/v1/evaluation-arrears?interventionId=${intervention.id}`
    expect((await send('GET', path, undefined, nobody)).json().items).toMatchObject([
      { interventionId: intervention.id },
    ])
    const removal = sql`delete from evaluations.computation where evaluation_id = ${kept.id}`
    await expect(removal.execute(server.database.db)).rejects.toThrow('cannot be removed')
  })
})

type Found = {
  studySha256: string
  outcomeSha256: string
  study: { periods: string[] }
  outcome: {
    answer: string
    sentence: object
    effect: { estimate: number; low: number; high: number }
    picture: { measured: number[] }
  }
}
