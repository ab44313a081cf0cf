import { expect, it } from 'vitest'
import { signInAsPerson } from '../../testing/actors.ts'
import { NAME, NAMED, useBlackOut } from '../../testing/black-out.ts'
import type { Task } from './schema/tasks.ts'
import { useAgreements } from './testing/world.ts'

/* A name stands in an agreement, in why it was changed, stopped and ended, and in what was done for it. */
const { server, world, send, must, permission, draft, sign, agree } = useAgreements()
const reason = `Op verzoek van ${NAMED}, die er iets van vindt.`

it('goes from an agreement, its versions and drafts, and what became of it', {
  timeout: 120_000,
}, async () => {
  const { municipality, healthService } = world()
  const duty = { id: 'melden', kind: 'report-back', before: '2026-06-01T00:00:00Z', afterDays: null } as const
  const made = await draft({
    title: `Lucht bij ${NAME}`,
    why: `Onderzoek bij ${NAMED}.`,
    permissions: [permission({ duties: [duty] })],
  })
  const { slug, id } = made
  await agree(slug)
  await must('POST', `agreements/${slug}/versions`, { reason }, municipality.officer)
  expect((await sign(slug, 'offer', municipality, { reason })).statusCode).toBe(200)
  expect((await sign(slug, 'acceptance', healthService, { version: 2, reason })).statusCode).toBe(200)
  for (const step of ['suspension', 'resumption'])
    expect((await sign(slug, step, healthService, { reason })).statusCode).toBe(200)
  const { items } = await must<{ items: Task[] }>(
    'GET',
    `agreement-tasks?agreement=${slug}`,
    undefined,
    healthService.officer,
  )
  const task = items.find(({ state }) => state === 'open')
  await must(
    'POST',
    `agreement-tasks/${task?.id}/completion`,
    { note: `Gemeld aan ${NAMED}.` },
    healthService.officer,
  )
  await must('POST', `agreements/${slug}/versions`, { reason }, municipality.officer)
  expect((await sign(slug, 'end', healthService, { reason })).statusCode).toBe(200)
  const { organisationId } = municipality
  const keeper = await signInAsPerson(server, [{ organisationId, role: 'privacy-officer' }])
  const path = `/api/v1/agreements/${id}`
  await useBlackOut(server).expectGone({
    of: { kind: 'agreement', id, version: 2 },
    keeper,
    columns: [
      'agreements.agreement.slug',
      'agreements.version.content',
      'agreements.version.reason',
      'agreements.step.reason',
      'agreements.task.note',
    ],
    entries: 5,
    addresses: async () => [path, `${path}/versions/1`, `${path}/odrl`, '/api/v1/agreements'],
    tamper: `update agreements.version set content = content || '{"why": "Anders"}' where agreement_id = '${id}'`,
    tables: ['agreements.agreement', 'agreements.version', 'agreements.step', 'agreements.suspension'],
  })
  expect((await send('GET', `agreements/${slug}`)).statusCode).toBe(404)
})
