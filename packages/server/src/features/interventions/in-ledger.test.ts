import { holds, readPayload } from '@samenspel/standards/transparency'
import { expect, it } from 'vitest'
import { useInterventions } from '../../testing/interventions-world.ts'
import { useLedger } from '../../testing/read-ledger.ts'

const { server, send, draft, registered } = useInterventions()
const ledger = useLedger(server)

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
  const { report } = await ledger.checkFile('registration', made.id)
  expect(holds(report)).toBe(true)

  expect((await send('POST', `${path}/withdrawal`, { reason: 'Toch niet.' })).statusCode).toBe(200)
  await server.deliver()
  expect(readPayload((await ledger.getProof('withdrawal', made.id)).payload ?? '')?.text).toEqual({
    of: { kind: 'registration', id: made.id, version: 2 },
    how: 'withdrawn',
  })
})
