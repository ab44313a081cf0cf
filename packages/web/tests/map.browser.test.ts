import type { Browser, BrowserContextOptions, Page, Route } from 'playwright-core'
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

it('covers nothing with the picture of the map that moves, and prints that', async () => {
  const page = await visit('/kaart?grootheid=pm25', { viewport: { width: 360, height: 740 } })
  await startMap(page)
  await page.locator('.sp-map-label').first().waitFor({ state: 'attached' })
  const picture = page.locator('.sp-map img')
  expect(await picture.isVisible()).toBe(false)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
  await page.emulateMedia({ media: 'print' })
  expect(await picture.isVisible()).toBe(true)
  await expect.poll(async () => (await picture.boundingBox())?.height).toBeGreaterThan(100)
  await page.context().close()
})

it('tells with Enter of the station nearest to the middle, and goes back to the map with Escape', async () => {
  const page = await visit('/kaart?grootheid=pm25', { reducedMotion: 'reduce' })
  await startMap(page)
  const popup = page.locator('.sp-map-popup')
  await page.getByText('Enter vertelt over').waitFor()
  await expect
    .poll(async () => {
      await page.keyboard.press('Enter')
      return popup.count()
    })
    .toBe(1)
  await page.waitForFunction(() => document.activeElement?.textContent === 'Bekijk dit meetpunt')
  await page.keyboard.press('Escape')
  expect(await popup.count()).toBe(0)
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('CANVAS')
  await page.context().close()
})

it('says of hexagons that none has a mean, and leads to larger ones that have', async () => {
  const page = await visit('/kaart?soort=vakken&grootheid=pm25&breedte=250', { javaScriptEnabled: false })
  await page.getByRole('link', { name: 'Toon zeshoeken van' }).click()
  await page.waitForURL(/soort=vakken&grootheid=pm25&breedte=\d+/)
  expect(await page.getByText('Geen van de zeshoeken').count()).toBe(0)
  await page.context().close()
})

it('prints the picture with what its colours mean', async () => {
  const page = await visit('/kaart?soort=gebieden')
  await page.emulateMedia({ media: 'print' })
  expect((await page.locator('.sp-map img').boundingBox())?.height).toBeGreaterThan(200)
  expect(await page.getByRole('list', { name: 'Legenda' }).isVisible()).toBe(true)
  await page.context().close()
})

it('reads an area row by row on a phone, each figure with its heading', async () => {
  const page = await visit('/kaart?soort=gebieden', { viewport: { width: 360, height: 640 } })
  const frame = page.locator('#lijst .sp-table-frame')
  expect(await frame.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0)
  await page.context().close()
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

/** A square of one colour, as a tile of a server of tiles. */
const TILE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGOoqKgAAALUAWneSzH7AAAAAElFTkSuQmCC',
  'base64',
)

/** The map with the topographic map under it, of a server that answers in this way. */
async function visitWithBackground(answer: (route: Route) => unknown): Promise<{ page: Page; asked: URL[] }> {
  const page = await visit('/kaart?grootheid=pm25', { reducedMotion: 'reduce' })
  const asked: URL[] = []
  await page.route(/service\.pdok\.nl/, (route) => {
    asked.push(new URL(route.request().url()))
    return answer(route)
  })
  await page.goto(`${site.url}/kaart?grootheid=pm25&ondergrond=pdok`)
  await startMap(page)
  return { page, asked }
}

const missing = (page: Page) => page.getByText('komt nu niet door')

it('draws the topographic map under its own when that answers, and names its source', async () => {
  const headers = { 'access-control-allow-origin': '*' }
  const { page, asked } = await visitWithBackground((route) =>
    route.fulfill({ contentType: 'image/png', headers, body: TILE }),
  )
  await page.locator('.sp-map-label').first().waitFor()
  await expect.poll(() => asked.length).toBeGreaterThan(0)
  for (const { pathname, search } of asked) {
    expect(pathname).toMatch(/^\/brt\/achtergrondkaart\/wmts\/v2_0\/grijs\/EPSG:3857\/\d+\/\d+\/\d+\.png$/)
    expect(search).toBe('')
  }
  await page.getByText('Achtergrond: BRT, Kadaster').waitFor()
  // Of the colour of the tile, behind everything.
  await expect.poll(() => shareOf(page, [120, 120, 120]), { timeout: 20_000 }).toBeGreaterThan(0.3)
  expect(await missing(page).count()).toBe(0)
  await page.context().close()
})

it.each([
  ['gives errors', (route: Route) => route.fulfill({ status: 503 })],
  ['does not answer', () => undefined],
])('draws its own borders and values, and says so, when the topographic map %s', async (_, answer) => {
  const { page } = await visitWithBackground(answer)
  await page.locator('.sp-map-label').first().waitFor()
  await missing(page).waitFor()
  await page.context().close()
})

it('may ask PDOK alone of all others', async () => {
  const page = await visit('/kaart?grootheid=pm25')
  const others = [
    'https://tile.openstreetmap.org/0/0/0.png',
    'https://pdok.nl/x',
    'https://service.pdok.nl.example/x',
  ]
  const refused = await page.evaluate(
    (addresses) =>
      Promise.all(
        addresses.map(
          (address) =>
            new Promise<string>((resolve) => {
              document.addEventListener('securitypolicyviolation', ({ blockedURI }) => {
                if (blockedURI === address) resolve(blockedURI)
              })
              fetch(address).catch(() => undefined)
            }),
        ),
      ),
    others,
  )
  expect(refused).toEqual(others)
  await page.context().close()
})

/** The share of the drawn map that has nearly this colour. */
async function shareOf(page: Page, colour: readonly [number, number, number]): Promise<number> {
  const picture = await page.locator('.sp-map-canvas canvas').screenshot()
  return page.evaluate(
    async ([data, wanted]) => {
      const image = new Image()
      image.src = `data:image/png;base64,${data}`
      await image.decode()
      const canvas = document.createElement('canvas')
      canvas.width = image.width
      canvas.height = image.height
      const context = canvas.getContext('2d')
      context?.drawImage(image, 0, 0)
      const pixels = context?.getImageData(0, 0, image.width, image.height).data ?? new Uint8ClampedArray()
      let near = 0
      for (let at = 0; at < pixels.length; at += 4)
        if (wanted.every((each, part) => Math.abs((pixels[at + part] ?? 0) - each) < 12)) near += 1
      return near / (pixels.length / 4)
    },
    [picture.toString('base64'), colour] as const,
  )
}
