import { expect, it } from 'vitest'
import { NAME, NAMED, useBlackOut } from '../../testing/black-out.ts'
import { AREAS, ETHICS, useInterventions } from '../../testing/interventions-world.ts'

/* A name stands in a plan that was registered, in why it was again, and in all that became of what was planned. */
const { server, world, send, draft, begin } = useInterventions()
const reason = `Op verzoek van ${NAMED}, die er iets van vindt.`
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

it('goes from a plan, its versions, its ethics checks and its course', { timeout: 120_000 }, async () => {
  const { person, partner, indicatorId } = world()
  const must = async (method: 'POST' | 'PUT', path: string, body: object, actor = person) => {
    const answer = await send(method, `/api/v1/interventions/${path}`, body, actor)
    expect(answer.statusCode, answer.body).toBeLessThan(300)
    return answer.json()
  }
  const { id, slug } = await draft({
    title: `Bomen bij ${NAME}`,
    summary: `We planten bomen bij ${NAMED}.`,
    parties: [
      { organisationId: partner.organisationId, role: 'maintains', contribution: `Water van ${NAMED}.` },
    ],
    hypothesis: { indicatorId, direction: 'lower', change: 0.8, by: '2027-09-01', reason },
    design: { comparisonCodes: [AREAS[2]], periodsBefore: 30, periodsAfter: 30, note: reason },
  })
  const [first, ...others] = ETHICS.answers
  const ethics = { ...ETHICS, answers: [{ ...first, text: reason }, ...others], by: NAME }
  await must('PUT', `${slug}/ethics-check`, ethics)
  await must('POST', `${slug}/milestones`, { title: `Gesprek met ${NAME}`, plannedOn: '2026-05-01' })
  await must('POST', `${slug}/plans`, {})
  await must('POST', `${slug}/plans`, { change: { summary: `Gras bij ${NAME}.` }, reason })
  server.now = new Date('2026-04-01T10:00:00Z')
  await begin(slug, { startedOn: '2026-04-01' })
  await must('PUT', `${slug}/ethics-check`, { ...ethics, reason })
  await must('POST', `${slug}/deviations`, { what: reason, why: reason, since: '2026-04-01' })
  await must('POST', `${slug}/costs`, { amount: 90, day: '2026-04-01', what: `Taart voor ${NAME}` })
  const photo = await server.request({
    method: 'POST',
    url: `/api/v1/interventions/${slug}/photos?alt=${encodeURIComponent(`${NAME} plant een boom`)}`,
    headers: { ...person.headers, 'content-type': 'image/png' },
    payload: PIXEL,
  })
  expect(photo.statusCode, photo.body).toBeLessThan(300)
  await must('POST', `${slug}/withdrawal`, { reason })
  const path = `/api/v1/interventions/${id}`
  await useBlackOut(server).expectGone({
    of: { kind: 'registration', id, version: 1 },
    keeper: person,
    columns: [
      'interventions.intervention.slug',
      'interventions.intervention.content',
      'interventions.intervention.withdrawn_reason',
      'interventions.plan.body',
      'interventions.plan.reason',
      'interventions.ethics_check.body',
      'interventions.ethics_check.reason',
      'interventions.deviation.what',
      'interventions.milestone.title',
      'interventions.cost.what',
      'interventions.photo.alt',
      'platform.outbox.payload',
    ],
    entries: 4,
    addresses: async () => [path, `${path}/plans/1`, `${path}/plans/2`, '/api/v1/interventions'],
    tamper: `update interventions.plan set body = replace(body, '90000', '90001') where intervention_id = '${id}' and number = 1`,
    tables: ['interventions.intervention', 'interventions.plan', 'interventions.deviation'],
  })
})
