import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startBrowser } from '../testing/browser.ts'
import { serveFixture } from '../testing/serve-fixture.ts'

let browser: Browser
let site: Awaited<ReturnType<typeof serveFixture>>

beforeAll(async () => {
  ;[browser, site] = await Promise.all([startBrowser(), serveFixture()])
})

afterAll(async () => {
  await browser?.close()
  await site?.stop()
})

it.each(['/signalen', '/opgaven/koele-buurten', '/'])(
  'signals of one day are one line at %s, which opens to their areas without JavaScript',
  async (path) => {
    const context = await browser.newContext({ javaScriptEnabled: false })
    const page = await context.newPage()
    await page.goto(`${site.url}${path}`)
    expect(await page.getByText('besluit in voorbereiding').isVisible()).toBe(true)
    const area = page.locator('.sp-signal-group').getByRole('link', { name: 'Stationsbuurt' })
    expect(await area.isVisible()).toBe(false)
    await page.getByRole('heading', { name: 'Temperatuur in de nacht in 2 buurten' }).click()
    await area.click()
    await page.getByText('Er wordt een besluit voorbereid.').waitFor()
    await context.close()
  },
)

it('has readers of the feed ask each time, and answers no more than that nothing changed', async () => {
  const address = `${site.url}/signalen.atom`
  const { headers } = await fetch(address)
  const tag = headers.get('etag') ?? ''
  expect([tag, headers.get('cache-control')]).toEqual([expect.stringMatching(/^"/), 'public, no-cache'])
  const again = await fetch(address, { headers: { 'if-none-match': tag } })
  expect([again.status, again.headers.get('cache-control')]).toEqual([304, 'public, no-cache'])
})
