import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startBrowser } from '../testing/browser.ts'
import { serveFixture } from '../testing/serve-fixture.ts'

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const PAGES = [
  '/mijn/gegevens',
  '/mijn/gegevens/gebruik',
  '/mijn/gegevens/gebruik?van=2020-01-01&tot=2020-01-31',
  '/mijn/gegevens/gebruik?van=2020-01-01&tot=2026-01-31',
  '/mijn/gegevens/wissen',
  '/mijn/gegevens/wissen?token=x',
  '/en/mijn/gegevens',
  '/en/mijn/gegevens/gebruik',
  '/en/mijn/gegevens/wissen?token=x',
]

let browser: Browser
let site: Awaited<ReturnType<typeof serveFixture>>

beforeAll(async () => {
  ;[browser, site] = await Promise.all([startBrowser(), serveFixture()])
})

afterAll(async () => {
  await browser?.close()
  await site?.stop()
})

/** A page for the resident of the fixture. */
async function openPage(path: string, { width = 1280, javaScriptEnabled = true } = {}): Promise<Page> {
  const viewport = { width, height: 900 }
  const context = await browser.newContext({ viewport, javaScriptEnabled, reducedMotion: 'reduce' })
  await context.addCookies([{ name: 'samenspel.session_token', value: 'x', url: site.url }])
  const page = await context.newPage()
  await page.goto(`${site.url}${path}`)
  return page
}

describe.each(PAGES)('%s', (path) => {
  it('is accessible at 1280 px, and fits 360 px without JavaScript', async () => {
    const wide = await openPage(path)
    const { violations } = await new AxeBuilder({ page: wide })
      .setLegacyMode()
      .options({ runOnly: RULES, resultTypes: ['violations'] })
      .analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual(
      [],
    )
    await wide.context().close()
    const narrow = await openPage(path, { width: 360, javaScriptEnabled: false })
    const over = await narrow.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(over).toBeLessThanOrEqual(0)
    expect(await narrow.locator('h1').count()).toBe(1)
    await narrow.context().close()
  })
})

it.each([true, false])(
  'tells what is held, and leads to who used it and what that led to (JavaScript: %s)',
  async (javaScriptEnabled) => {
    const page = await openPage('/mijn/gegevens', { javaScriptEnabled })
    const main = page.getByRole('main')
    await main.getByRole('heading', { name: 'Uw toestemmingen' }).waitFor()
    expect(await main.getByText('gegevens delen voor het algemeen belang').count()).toBe(1)
    expect(await main.getByText('toestemming ingetrokken').count()).toBe(1)
    expect(await main.getByText('Dit zijn de eerste 20.').count()).toBe(1)
    expect(await main.getByText('00000000-0000').count()).toBe(0)
    expect(await main.getByRole('link', { name: 'Neem alles mee (zip)' }).getAttribute('href')).toBe(
      '/api/v1/me/data-export',
    )
    await main.getByRole('link', { name: 'Bekijk per dag wie uw gegevens gebruikte' }).click()
    await page.waitForURL('**/mijn/gegevens/gebruik')
    await main.getByRole('heading', { name: '20 augustus 2026' }).waitFor()
    expect(await main.getByRole('heading', { name: 'GGD Meerrand 2 keer' }).count()).toBe(1)
    expect(await main.getByRole('link', { name: 'Meer schaduw in Oude Haven' }).count()).toBe(1)
    await main.getByRole('link', { name: 'Meldingen over hitte voor de GGD' }).click()
    await page.waitForURL('**/afspraken/meldingen-over-hitte')
    await page.context().close()
  },
)

it('shows other days when they are asked, and says when that cannot be', async () => {
  const page = await openPage('/mijn/gegevens/gebruik', { javaScriptEnabled: false })
  await page.getByLabel('Van', { exact: true }).fill('2020-01-01')
  await page.getByLabel('Tot en met').fill('2020-01-31')
  await page.getByRole('button', { name: 'Toon' }).click()
  await page.getByText('In deze periode heeft niemand uw gegevens gebruikt.').waitFor()
  await page.getByLabel('Tot en met').fill('2019-01-31')
  await page.getByRole('button', { name: 'Toon' }).click()
  await page.getByRole('alert').getByText('Deze periode kan niet.').waitFor()
  await page.context().close()
})

it('sends who is not signed in to the page for signing in, and links of before on', async () => {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(`${site.url}/mijn/gegevens/gebruik`)
  expect(new URL(page.url()).pathname).toBe('/inloggen')
  await context.close()
  const own = await openPage('/werkplek/account/verwijderen?token=x')
  expect(new URL(own.url()).pathname + new URL(own.url()).search).toBe('/mijn/gegevens/wissen?token=x')
  expect(await own.getByRole('radio', { name: /^Alles weg/ }).isChecked()).toBe(true)
  expect(await own.getByRole('radio', { name: /^Alleen de cijfers/ }).count()).toBe(1)
  await own.context().close()
})
