import { expect, it } from 'vitest'
import { HOUR, MARCH, steady, useIndicators } from '../testing/world.ts'

const { server, create, measure, addStation, send } = useIndicators()

type Forecast = {
  state: string
  method: string | null
  steps: { periodStart: string; periodEnd: string; value: number; low: number; high: number }[]
  backTest: { error: number; naiveError: number; coverage: number; periods: number } | null
  sentence: { nl: string; en: string }
}

it('forecasts hours with a pattern, and nothing while there is too little to test', async () => {
  const { slug } = await create({ period: 'hour', signalRule: null })
  const read = async () => {
    const answer = await server.request({ url: `/api/v1/indicators/${slug}/forecast?area=GM9001` })
    expect(answer.statusCode).toBe(200)
    return answer.json<Forecast>()
  }
  await measure(MARCH, steady(10, 30))
  server.now = new Date(MARCH + 30 * HOUR)
  expect(await read()).toMatchObject({ state: 'too-short', method: null, steps: [], backTest: null })

  // Pseudo-noise upon a day pattern: repeating the last value or the last week is worse than what a model makes of it.
  const hours = 24 * 20
  const noise = (hour: number) => 3 * Math.sin(hour * hour * 12.9898)
  await measure(
    MARCH,
    Array.from({ length: hours }, (_, hour) => 20 + 8 * Math.sin((2 * Math.PI * hour) / 24) + noise(hour)),
  )
  server.now = new Date(MARCH + hours * HOUR)
  const { state, method, steps, backTest, sentence } = await read()
  expect(state).toBe('forecast')
  expect(method).toBe('usual')
  expect(steps).toHaveLength(24)
  expect(steps[0]?.periodStart).toBe(new Date(MARCH + hours * HOUR).toISOString().replace('.000Z', 'Z'))
  for (const { low, value, high } of steps) expect(low <= value && value <= high).toBe(true)
  expect(backTest?.error).toBeLessThan(backTest?.naiveError ?? 0)
  expect(sentence.nl).toMatch(
    /^In de laatste \d+ uur zat deze verwachting er gemiddeld .* µg\/m³ naast; simpelweg /,
  )

  // Other figures of then are seen on the next request, however short ago it was asked.
  const claimed = async () =>
    (await server.request({ url: `/api/v1/indicators/${slug}/steering-check?area=GM9001` })).body
  const claims = await claimed()
  const second = await addStation()
  await measure(MARCH, steady(60, hours), second.datastreamId)
  const corrected = await read()
  expect(corrected.steps[0]?.value).toBeGreaterThan(5 + (steps[0]?.value ?? 0))
  expect(await claimed()).not.toBe(claims)
  await send('DELETE', `/sta/v1.1/Things(${second.thingId})`)
  await server.deliver()
  expect((await read()).steps).toEqual(steps)

  server.now = new Date(MARCH + (hours + 30) * HOUR)
  expect(await read()).toMatchObject({ state: 'outdated', steps: [] })
})
