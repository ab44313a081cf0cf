import { RouterContextProvider } from 'react-router'
import { expect, it } from 'vitest'
import { callFixtureApi } from '../../testing/fixture-api.ts'
import { indicators, NOW, signals } from '../../testing/fixture-data.ts'
import { type Site, siteContext } from '../context.ts'
import { loader } from './indicator-chart.tsx'

const [heat] = indicators
const signal = signals.find(({ state }) => state === 'open')

async function drawn(query: string): Promise<string> {
  const context = new RouterContextProvider()
  const fetchApi: Site['fetchApi'] = (path, init) =>
    callFixtureApi(new Request(new URL(path, 'http://localhost'), init))
  context.set(siteContext, { fetchApi, now: () => NOW, charts: new Map() } as unknown as Site)
  const request = new Request(`http://localhost/grafieken/indicatoren/${heat?.slug}?${query}`)
  const asked = { params: { slug: heat?.slug }, request, context } as unknown as Parameters<typeof loader>[0]
  return (await loader(asked)).text()
}

it('shows the time of a signal, and says so', async () => {
  const area = `gebied=${signal?.areaCode}`
  expect(await drawn(area)).not.toContain('grijze band')
  const picture = await drawn(`${area}&signaal=${signal?.id}`)
  expect(picture).toMatch(/<title>[^<]*grijze band/)
  expect(picture).toMatch(/class="mark-rect[^>]*><path/)
})

it.each(['gebied=BU99010103', ''])('has no chart of a signal of another area (%s)', async (where) => {
  await expect(drawn(`${where}&signaal=${signal?.id}`)).rejects.toMatchObject({ init: { status: 404 } })
})
