import { beforeAll, expect, it } from 'vitest'
import { steady, useIndicators } from './testing/world.ts'

const { server, send, measure, create, valuesOf } = useIndicators()

beforeAll(() => {
  server.now = new Date('2026-11-01T12:00:00Z')
})

it('counts 23 and 25 hours on the days when the clock changes, also of what is published per day', async () => {
  const { slug } = await create({ statistic: 'sum', signalRule: null })
  // From 28 until 30 March, and from 24 until 26 October, in Amsterdam.
  await measure(Date.parse('2026-03-27T23:00:00Z'), steady(1, 71))
  await measure(Date.parse('2026-10-23T22:00:00Z'), steady(1, 73))
  const sums = async () => (await valuesOf(slug)).flatMap(({ value }) => (value === null ? [] : [value]))
  expect(await sums()).toEqual([24, 23, 24, 24, 25, 24])
  const { items } = (await server.request({ url: '/api/v1/datasets' })).json<{ items: { id: string }[] }>()
  for (const { id } of items) await send('PATCH', `/api/v1/datasets/${id}`, { precision: { time: 'day' } })
  await server.deliver()
  expect(await sums()).toEqual([24, 23, 24, 24, 25, 24])
}, 60_000)
