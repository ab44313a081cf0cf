import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
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

async function visit(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })
  const page = await context.newPage()
  await page.goto(`${site.url}${path}`, { waitUntil: 'load' })
  return page
}

/** With the keyboard: the pointer of a mouse on it is enough to begin. */
async function startMap(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Beweeg de kaart' }).focus()
  await page.keyboard.press('Enter')
}

const sliderOf = (page: Page) => page.getByRole('slider', { name: 'Moment' })
const momentOf = (page: Page) => page.getByText('Op de kaart en in de lijst:').textContent()

it('goes through the days of a year with the keyboard, and a link brings back what was shown', async () => {
  const page = await visit('/kaart?soort=gebieden&jaar=2026', { reducedMotion: 'reduce' })
  await page.getByRole('button', { name: 'Volgende' }).waitFor()
  expect(await page.getByRole('button', { name: 'Speel af' }).count()).toBe(0)
  expect(await page.getByText('weinig beweging').count()).toBe(1)
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await sliderOf(page).focus()
  for (const _ of [1, 2, 3]) await page.keyboard.press('ArrowRight')
  await page.waitForURL(/stap=3/)
  expect(await momentOf(page)).toContain('4 januari 2026')
  expect(await sliderOf(page).getAttribute('aria-valuetext')).toBe('4 januari 2026')
  // All moments are there: no figures are asked for to show another.
  expect(asked.filter((url) => url.includes('.data') && !url.includes('_routes=root'))).toEqual([])
  const cells = (of: Page) => of.getByRole('cell').allTextContents()
  const shown = await cells(page)
  const again = await visit(new URL(page.url()).pathname + new URL(page.url()).search, {
    javaScriptEnabled: false,
  })
  expect(await momentOf(again)).toContain('4 januari 2026')
  expect(await cells(again)).toEqual(shown)
  await page.context().close()
  await again.context().close()
})

it('plays until it is stopped, for who did not ask for little motion', async () => {
  const page = await visit('/kaart?soort=gebieden&jaar=2026', { reducedMotion: 'no-preference' })
  await page.getByRole('button', { name: 'Speel af' }).click()
  await page.waitForURL(/stap=2/, { timeout: 20_000 })
  await page.getByRole('button', { name: 'Pauze' }).click()
  const stopped = page.url()
  await page.waitForTimeout(1800)
  expect(page.url()).toBe(stopped)
  await page.context().close()
})

it('chooses a moment without JavaScript, with the form', async () => {
  const page = await visit('/kaart?soort=gebieden&jaar=2026', { javaScriptEnabled: false })
  await sliderOf(page).focus()
  await page.keyboard.press('ArrowRight')
  await page.getByRole('button', { name: 'Toon' }).click()
  await page.waitForURL(/stap=1/)
  expect(await momentOf(page)).toContain('2 januari 2026')
  await page.context().close()
})

it('draws areas, tells about the one that is clicked, and leads to why', async () => {
  const page = await visit('/kaart?soort=gebieden', { reducedMotion: 'reduce' })
  await startMap(page)
  await page.locator('.sp-map-label').first().waitFor()
  const label = page.locator('.sp-map-label', { hasText: 'Centrum' })
  await expect.poll(() => label.isVisible(), { timeout: 20_000 }).toBe(true)
  const box = await label.boundingBox()
  await page.mouse.click((box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + (box?.height ?? 0) / 2)
  const popup = page.locator('.sp-map-popup')
  await popup.waitFor()
  expect(await popup.locator('strong').textContent()).toBe('Centrum')
  await popup.getByRole('link', { name: 'Waarom hier?' }).click()
  await page.waitForURL(/\/gebieden\/BU99010102\/waarom\?indicator=/)
  expect(await page.getByText('samengaan is geen oorzaak').count()).toBe(1)
  await page.context().close()
})

it('keeps in the address where the map is, and begins there again', async () => {
  const page = await visit('/kaart?grootheid=pm25', { reducedMotion: 'reduce' })
  await startMap(page)
  await page.locator('.sp-map-label').first().waitFor()
  await page.getByRole('button', { name: 'Inzoomen' }).click()
  await page.waitForURL(/plek=52\.\d+%2C5\.\d+%2C/, { timeout: 20_000 })
  const place = new URL(page.url()).searchParams.get('plek')
  const again = await visit(`/kaart?grootheid=pm25&plek=${place}`, { reducedMotion: 'reduce' })
  const request = again.waitForRequest(/tiles\/stations\/(\d+)\//)
  await startMap(again)
  const asked = await request
  const zoom = Number(/stations\/(\d+)\//.exec(asked.url())?.[1])
  expect(Math.abs(zoom - Number(place?.split(',')[2]))).toBeLessThanOrEqual(1)
  await page.context().close()
  await again.context().close()
})

it('sets two indicators against each other in nine colours, with how many areas are in each', async () => {
  const page = await visit('/kaart?soort=twee', { reducedMotion: 'reduce' })
  const legend = page.getByRole('table', { name: 'Wat de kleuren betekenen' })
  const counts = (await legend.getByRole('cell').allTextContents()).map(Number).filter(Number.isFinite)
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(5)
  expect(await page.getByText('zegt niet dat het ene door het andere komt').count()).toBe(1)
  await page.context().close()
})

it('asks nothing of others unless the visitor wants the topographic map', async () => {
  for (const [query, wanted] of [
    ['', false],
    ['&ondergrond=pdok', true],
  ] as const) {
    const page = await visit('/kaart?grootheid=pm25', { reducedMotion: 'reduce' })
    const outside: string[] = []
    await page.route(/service\.pdok\.nl/, (route) => {
      outside.push(route.request().url())
      return route.abort()
    })
    await page.goto(`${site.url}/kaart?grootheid=pm25${query}`)
    await startMap(page)
    // Own borders are there, whether the others answer or not.
    await page.locator('.sp-map-label').first().waitFor()
    expect(outside.length > 0).toBe(wanted)
    await page.context().close()
  }
})
