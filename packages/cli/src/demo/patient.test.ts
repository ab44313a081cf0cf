import { expect, it } from 'vitest'
import { waitWhenBusy } from './patient.ts'

const ask = () => new Request('https://x.example/', { method: 'POST', body: 'text' })

function answering(...answers: [status: number, after?: string][]) {
  const bodies: string[] = []
  const pauses: number[] = []
  const send = waitWhenBusy(
    async (request) => {
      bodies.push(await request.text())
      const [status, after] = answers[Math.min(bodies.length, answers.length) - 1] ?? [200]
      return new Response('', { status, headers: after === undefined ? {} : { 'retry-after': after } })
    },
    async (milliseconds) => pauses.push(milliseconds),
  )
  return { send, bodies, pauses }
}

it('waits as long as a busy server says, and sends the same again', async () => {
  const { send, bodies, pauses } = answering([503, '5'], [503, '2'], [201])
  expect((await send(ask())).status).toBe(201)
  expect(bodies).toEqual(['text', 'text', 'text'])
  expect(pauses).toEqual([5000, 2000])
})

it('gives at once what is no matter of waiting', async () => {
  const { send, pauses } = answering([503], [200])
  expect((await send(ask())).status).toBe(503)
  expect(pauses).toEqual([])
})

it('does not wait for ever', async () => {
  const { send, bodies } = answering([503, '1'])
  expect((await send(ask())).status).toBe(503)
  expect(bodies.length).toBe(20)
})
