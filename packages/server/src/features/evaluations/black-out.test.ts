import { readPayload } from '@samenspel/standards/transparency'
import { expect, it } from 'vitest'
import { findInDatabase, NAME, NAMED, useBlackOut } from '../../testing/black-out.ts'
import { useEvaluations } from '../../testing/evaluations-world.ts'
import { useLedger } from '../../testing/read-ledger.ts'

/* A name stands in an evaluation, in the lessons that were drawn from it, and in the plan that it is of. */
const { server, world, ask, send, evaluation, computed, published } = useEvaluations()
const ledger = useLedger(server)
const words = `${NAMED} vindt er iets van.`

it('goes from an evaluation, what was computed for it, its lessons and its withdrawal', {
  timeout: 240_000,
}, async () => {
  const { person } = world()
  const first = await computed(evaluation({ title: `Werkte het bij ${NAME}?` }))
  await ask('PUT', `/${first.slug}/computation`)
  await server.deliver()
  const { id, slug } = await published(Promise.resolve(first), { spillOver: words, deviation: words })
  const lesson = { verdict: 'scale', text: `Vraag het ${NAMED}.`, surprised: words, forWhom: words }
  for (const reason of [undefined, words]) {
    const body = reason === undefined ? lesson : { ...lesson, verdict: 'change', reason }
    const answer = await send('PUT', `/api/v1/lessons/${slug}`, body, person)
    expect(answer.statusCode, answer.body).toBeLessThan(300)
  }
  await ask('POST', `/${slug}/withdrawal`, { reason: words })
  const path = `/api/v1/evaluations/${id}`
  await useBlackOut(server).expectGone({
    of: { kind: 'evaluation', id, version: 1 },
    keeper: person,
    columns: [
      'evaluations.evaluation.slug',
      'evaluations.evaluation.content',
      'evaluations.evaluation.withdrawn_reason',
      'evaluations.computation.content',
      'evaluations.publication.body',
      'lessons.lesson.text',
      'lessons.lesson.surprised',
      'lessons.lesson.for_whom',
      'lessons.lesson.reason',
      'platform.outbox.payload',
    ],
    entries: 2,
    addresses: async () => [path, `/api/v1/lessons/${id}`, '/api/v1/evaluations', '/api/v1/lessons'],
    tamper: `update evaluations.publication set answer = 'strong-indication' where evaluation_id = '${id}'`,
    tables: ['evaluations.evaluation', 'evaluations.publication'],
  })
})

it('that stands only in a lesson goes too', { timeout: 120_000 }, async () => {
  const { id, slug } = await published(computed(evaluation({ indicatorId: world().humidityId })))
  const lesson = { verdict: 'stop', text: `Luister eerst naar ${NAME}, en dan pas naar ons.` }
  expect((await send('PUT', `/api/v1/lessons/${slug}`, lesson, world().person)).statusCode).toBeLessThan(300)
  await server.deliver()
  const { blackOut } = useBlackOut(server)
  const of = { kind: 'evaluation', id, version: 1 } as const
  const countEntries = async () => Number((await ledger.checkpointText()).split('\n')[1])
  const before = await countEntries()
  expect((await blackOut(of, world().person, { check: true })).json()).toMatchObject({
    withdrawal: expect.any(String),
  })
  const done = await blackOut(of, world().person)
  expect(done.json()).toMatchObject({ replaced: [], rows: 1 })
  expect(await findInDatabase(server.database.db)).toEqual([])

  // It was in no text that entered, so nothing is erased; that it went is told all the same, and can be verified.
  await server.deliver()
  expect(await countEntries()).toBe(before + 1)
  const { withdrawal } = done.json<{ withdrawal: string }>()
  const { payload, what } = await ledger.getProof('withdrawal', withdrawal)
  expect(what).toBe('blacked-out')
  expect(readPayload(payload ?? '')?.text).toEqual({
    ...{ of, how: 'blacked-out', ground: 'gdpr-17', reason: 'Iemand heeft hierom gevraagd.', passages: 1 },
    by: { organisationId: expect.any(String), role: 'privacy-officer' },
  })
  expect((await ledger.verifyExport()).faults).toEqual([])
  expect((await ledger.getProof('evaluation', id)).state).toBe('shown')
})

it('leaves no hash of a plan that had it in an evaluation of that', { timeout: 120_000 }, async () => {
  const { intervention, person } = world()
  const plans = (intervention as unknown as { plans: { sha256: string }[] }).plans
  const hash = plans[0]?.sha256 ?? 'none'
  expect(await findInDatabase(server.database.db, hash)).toContain('evaluations.publication.body')
  const checkpoint = await ledger.checkpointText()
  const { blackOut } = useBlackOut(server)
  const of = { kind: 'registration', id: intervention.id, version: 1 }
  const done = await blackOut(of, person, { passages: ['Kom'] })
  expect(done.statusCode, done.body).toBe(201)
  const { replaced, elsewhere } = done.json<Record<'replaced' | 'elsewhere', { kind: string }[]>>()
  expect(replaced.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['registration', 'evaluation']))
  // The title of what was planned stands in the evaluations of it, which are others' to decide on.
  expect(elsewhere.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['redaction']))
  expect(await findInDatabase(server.database.db, hash)).toEqual([])
  await server.deliver()
  expect((await ledger.verifyExport({ checkpoint })).faults).toEqual([])
})
