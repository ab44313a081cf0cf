import { holds, readPayload } from '@samenspel/standards/transparency'
import { beforeAll, describe, expect, it } from 'vitest'
import { ETHICS, useInterventions } from '../../testing/interventions-world.ts'
import { useLedger } from '../../testing/read-ledger.ts'
import { useTampering, whatOf } from '../../testing/tamper.ts'
import { enterInLedger } from '../ledger/index.ts'

const { server, world, send, draft, registered } = useInterventions()
const ledger = useLedger(server)
const { tamper } = useTampering(server, [
  'interventions.intervention',
  'interventions.plan',
  'interventions.deviation',
])

it('enters each plan that is registered, as anyone can check, and that it was withdrawn', async () => {
  const made = await registered(draft())
  const path = `/api/v1/interventions/${made.slug}`
  const reason = 'Er is een straat bij gekomen.'
  expect(
    (await send('POST', `${path}/plans`, { change: { title: 'Bomen en gras' }, reason })).statusCode,
  ).toBe(200)
  await server.deliver()
  const [first, second] = [
    await ledger.getProof('registration', made.id),
    await ledger.getProof('registration', made.id, 2),
  ]
  expect(second.index).toBe((first.index ?? 0) + 1)
  const body = (await send('GET', `${path}/plans/1`)).json()
  expect(readPayload(first.payload ?? '')?.text).toMatchObject({
    title: 'Bomen in de Kom',
    plan: body,
    reason: '',
  })
  expect(readPayload(second.payload ?? '')?.text).toMatchObject({
    title: 'Bomen en gras',
    reason,
    plan: { number: 2 },
  })
  // What the page shows is what can be compared with the plan, but for the decision, which the start may name.
  const { decisionId: _, ...content } = (await send('GET', `${path}/plans/2`)).json().content
  const page = (await send('GET', path)).json()
  expect(Object.fromEntries(Object.keys(content).map((name) => [name, page[name]]))).toStrictEqual(content)
  const { report } = await ledger.checkFile('registration', made.id)
  expect(holds(report)).toBe(true)

  expect((await send('POST', `${path}/withdrawal`, { reason: 'Toch niet.' })).statusCode).toBe(200)
  await server.deliver()
  expect(readPayload((await ledger.getProof('withdrawal', made.id)).payload ?? '')?.text).toEqual({
    of: { kind: 'registration', id: made.id, version: 2 },
    how: 'withdrawn',
    at: expect.any(String),
    reason: 'Toch niet.',
  })
  expect((await ledger.verifyExport()).faults).toEqual([])
})

describe('a plan that is tampered with is named', () => {
  const ids: string[] = []
  const [plans, whole] = ['interventions.plan', 'interventions.intervention']
  beforeAll(async () => {
    for (let count = 0; count < 2; count += 1) ids.push((await registered(draft())).id)
    const { id, slug } = await registered(draft())
    const withdrawn = await send('POST', `/api/v1/interventions/${slug}/withdrawal`, {
      reason: 'Het is te duur.',
    })
    expect(withdrawn.statusCode, withdrawn.body).toBe(200)
    ids.push(id)
    await server.deliver()
  })
  it.each([
    [
      'its text',
      () => [`update ${plans} set body = replace(body, 'Kom', 'Kam') where intervention_id = '${ids[0]}'`],
      ['changed 0'],
    ],
    [
      'its hash',
      () => [`update ${plans} set sha256 = '' where intervention_id = '${ids[0]}'`],
      ['changed 0'],
    ],
    ['that it is there', () => [`delete from ${plans} where intervention_id = '${ids[0]}'`], ['lost 0']],
    [
      'whose it is',
      () => [
        `update ${plans} p set body = o.body, sha256 = o.sha256 from ${plans} o
          where (p.intervention_id, o.intervention_id) in (('${ids[0]}', '${ids[1]}'), ('${ids[1]}', '${ids[0]}'))`,
      ],
      ['changed 0', 'changed 1'],
    ],
  ])('when somebody changes %s', async (_what, statements, found) => {
    const named = found.map((each) => {
      const [what, at] = each.split(' ')
      return `published-${what} registration ${ids[Number(at)]} 1`
    })
    expect(whatOf(await tamper(statements()))).toEqual(named)
  })
  it('when it is entered nowhere, or its withdrawal is undone or gets another reason', async () => {
    const add = `insert into ${plans} select intervention_id, 7, body, sha256, reason, registered_at from ${plans} where intervention_id = '${ids[0]}'`
    expect(whatOf(await tamper([add]))).toEqual([`unregistered registration ${ids[0]} 7`])
    const undo = `update ${whole} set state = 'registered', withdrawn_at = null where id = '${ids[2]}'`
    expect(whatOf(await tamper([undo]))).toEqual([`published-lost withdrawal ${ids[2]} 1`])
    const change = `update ${whole} set withdrawn_reason = 'Uitgesteld.' where id = '${ids[2]}'`
    expect(whatOf(await tamper([change]))).toEqual([`published-changed withdrawal ${ids[2]} 1`])
  })
})

it('keeps withdrawals valid that were entered before these had a reason, and sees when one is undone', async () => {
  const { id, slug } = await registered(draft())
  const of = { kind: 'registration', id, version: 1 } as const
  const old = { kind: 'withdrawal', id, version: 1, text: { of, how: 'withdrawn' }, at: server.now } as const
  await enterInLedger(server.database.db, old)
  const reason = { reason: 'Het is te duur.' }
  expect((await send('POST', `/api/v1/interventions/${slug}/withdrawal`, reason)).statusCode).toBe(200)
  await server.deliver()
  const { payload } = await ledger.getProof('withdrawal', id)
  expect(readPayload(payload ?? '')?.text).toEqual({ of, how: 'withdrawn' })
  expect((await ledger.verifyExport()).faults).toEqual([])
  const undo = `update interventions.intervention set state = 'registered', withdrawn_at = null where id = '${id}'`
  expect(whatOf(await tamper([undo]))).toEqual([`published-lost withdrawal ${id} 1`])
})

it('enters when it began, where it went otherwise and how it ended, and sees when that is changed', async () => {
  const { id, slug } = await registered(draft())
  const path = `/api/v1/interventions/${slug}`
  const before = server.now
  server.now = new Date('2026-04-20T10:00:00Z')
  const steps = [
    ['start', { decisionId: world().decisionId, startedOn: '2026-04-01' }],
    ['deviations', { what: 'Minder bomen.', why: 'Er ligt een kabel.', since: '2026-04-10' }],
    ['ethics-check', { ...ETHICS, reason: 'Er is een kabel gevonden.' }],
    ['end', { outcome: 'finished', reason: 'Het is klaar.', endedOn: '2026-04-19' }],
  ] as const
  for (const [step, body] of steps) {
    const answer = await send(step === 'ethics-check' ? 'PUT' : 'POST', `${path}/${step}`, body)
    expect(answer.statusCode, answer.body).toBeLessThan(300)
  }
  await server.deliver()
  server.now = before
  const page = (await send('GET', path)).json<{ deviations: { id: string }[] }>()
  const [deviation = '', checked = ''] = page.deviations.map((each) => each.id)
  const read = async (of: string, version: number) =>
    readPayload((await ledger.getProof('happening', of, version)).payload ?? '')?.text
  const of = { kind: 'registration', id, version: 1 }
  expect(await read(id, 1)).toEqual({
    ...{ of, title: 'Bomen in de Kom', what: 'begun' },
    ...{ day: '2026-04-01', decisionId: world().decisionId },
  })
  expect(await read(deviation, 1)).toMatchObject({ of, what: 'deviated', deviation: 'Minder bomen.' })
  // What the platform says itself is data, in no language.
  const again = { kind: 'ethics-check', number: 2, by: ETHICS.by, changes: [] }
  expect(await read(checked, 1)).toMatchObject({ of, what: 'deviated', about: again })
  expect(await read(checked, 1)).not.toHaveProperty('deviation')
  expect(await read(id, 2)).toMatchObject({
    of,
    what: 'ended',
    outcome: 'finished',
    reason: 'Het is klaar.',
  })
  expect((await ledger.verifyExport()).faults).toEqual([])
  const whole = 'interventions.intervention'
  expect(whatOf(await tamper([`update ${whole} set started_on = '2026-01-01' where id = '${id}'`]))).toEqual([
    `published-changed happening ${id} 1`,
  ])
  expect(whatOf(await tamper([`delete from interventions.deviation where id = '${deviation}'`]))).toEqual([
    `published-lost happening ${deviation} 1`,
  ])
  const by = `update interventions.deviation set about = about || '{"by":"een ander"}' where id = '${checked}'`
  expect(whatOf(await tamper([by]))).toEqual([`published-changed happening ${checked} 1`])
  const other = `update ${whole} set outcome = 'stopped' where id = '${id}'`
  expect(whatOf(await tamper([other]))).toEqual([`published-changed happening ${id} 2`])
  // What stands beside the sealed text does not decide whether it was registered beforehand.
  const earlier = `update interventions.plan set registered_at = '2020-01-01' where intervention_id = '${id}'`
  expect(await tamper([earlier])).toEqual([])
})
