import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startBrowser } from '../testing/browser.ts'
import { notices, sensors } from '../testing/fixture-my.ts'
import { serveFixture } from '../testing/serve-fixture.ts'

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const [running, stopped] = sensors.map(({ id }) => `/mijn/meters/${id}`)
const [standing, open] = notices.map(({ id }) => `/mijn/toestemmingen/${id}`)
const PLACE = `/mijn/meters/nieuw/mqtt-climate?dataset=${notices[0]?.datasetId}`
const PAGES = [
  '/mijn',
  '/mijn/meters/nieuw',
  PLACE,
  `/en${PLACE}`,
  '/mijn/meters/overnemen?sleutel=x',
  `${running}`,
  `/en${running}`,
  `${stopped}`,
  `${running}/verhuizen`,
  `${running}/overdragen`,
  `${running}/stoppen`,
  '/mijn/toestemmingen',
  '/en/mijn/toestemmingen',
  `${standing}`,
  `${open}`,
  '/toestemming/controleren',
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
  const answer = await page.goto(`${site.url}${path}`)
  expect(answer?.status(), path).toBe(200)
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

it('asks for one more sensor only what is not consented to yet, and shows what others see', async () => {
  const page = await openPage(PLACE)
  const main = page.getByRole('main')
  await main.getByText('Hiervoor geeft u al toestemming.').waitFor()
  const question = main.getByRole('group', { name: 'Geeft u toestemming voor “Onderzoek naar hitte”?' })
  expect(await question.getByRole('radio').count()).toBe(2)
  expect(await main.getByRole('group', { name: /Uw meter op de kaart/ }).count()).toBe(0)
  await main.getByLabel('Breedtegraad').fill('52,1')
  await main.getByLabel('Lengtegraad').fill('5,1')
  await main.getByText('Anderen zien alleen: ergens in Oude Haven.').waitFor()
  await main.getByLabel('Een punt per vak van 500 bij 500 meter').check()
  await main.getByText(/Anderen zien een punt op ongeveer/).waitFor()
  await page.context().close()
})
