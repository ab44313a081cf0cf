import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startBrowser } from '../testing/browser.ts'
import { serveFixture } from '../testing/serve-fixture.ts'

const SIGNAL = '00000000-0000-4000-8000-000000000041'
const DECIDED = '00000000-0000-4000-8000-000000000042'

/** Every kind of page, with the status it must have. */
const PAGES: [path: string, status: number][] = [
  ['/', 200],
  ['/opgaven', 200],
  ['/opgaven?fase=deciding', 200],
  ['/opgaven?vanaf=2', 200],
  ['/opgaven/koele-buurten', 200],
  ['/opgaven/schone-lucht', 200],
  ['/gebieden', 200],
  ['/gebieden?q=e', 200],
  ['/gebieden?q=nergens', 200],
  ['/gebieden/BU99010101', 200],
  ['/gebieden/WK990101', 200],
  ['/kaart', 200],
  ['/ns/odrl', 200],
  ['/ns/consent', 200],
  ['/kaart?grootheid=temperature', 200],
  ['/kaart?soort=vakken&breedte=2500', 200],
  ['/kaart?soort=gebieden&jaar=2026&stap=20', 200],
  ['/kaart?soort=twee', 200],
  ['/gebieden/BU99010101/waarom', 200],
  ['/en/gebieden/BU99010102/waarom?indicator=hete-nachten', 200],
  ['/verken', 200],
  ['/verken?chart=lines&what=property:temperature&where=all&from=2026-08-01&to=2026-08-19', 200],
  ['/verken?chart=compare&what=property:temperature&where=all&from=2026-08-01&to=2026-08-19', 200],
  ['/verken?chart=day&what=property:temperature&where=all&from=2026-08-01&to=2026-08-19', 200],
  ['/verken?chart=week&what=property:temperature&where=all&from=2026-08-01&to=2026-08-19', 200],
  ['/verken?chart=calendar&what=property:temperature&where=all&from=2026-08-01&to=2026-08-19', 200],
  ['/verken?chart=distribution&what=property:temperature&where=all&from=2026-08-01&to=2026-08-19', 200],
  [
    '/verken?chart=scatter&what=property:temperature&against=property:pm25&where=all&from=2026-08-01&to=2026-08-19',
    200,
  ],
  [
    '/verken?chart=rose&what=property:temperature&against=property:pm25&where=all&from=2026-08-01&to=2026-08-19',
    200,
  ],
  ['/verken?chart=rose&what=property:temperature&where=all&from=2026-08-01&to=2026-08-19', 200],
  ['/verken?what=property:temperature&where=alles&from=2026-02-30&to=2026-08-19', 200],
  ['/en/verken', 200],
  ['/indicatoren', 200],
  ['/indicatoren/hete-nachten', 200],
  ['/indicatoren/hete-nachten/cijfer?gebied=BU99010101&periode=2026-08-18T22:00:00Z', 200],
  ['/en/indicatoren/hete-nachten/cijfer?gebied=BU99010101&periode=2026-08-18T22:00:00Z&reeks=1', 200],
  ['/indicatoren/hete-nachten/cijfer', 404],
  ['/signalen', 200],
  ['/signalen?stand=decided', 200],
  [`/signalen/${SIGNAL}`, 200],
  [`/signalen/${DECIDED}`, 200],
  ['/besluiten', 200],
  ['/besluiten/schaduw-oude-haven', 200],
  ['/besluiten/schaduw-oude-haven/1', 200],
  ['/besluiten/schaduw-oude-haven/9', 404],
  ['/maatregelen', 200],
  ['/evaluaties', 200],
  ['/evaluaties?antwoord=no-evidence', 200],
  ['/evaluaties/koeler-door-bomen', 200],
  ['/evaluaties/koeler-door-lichte-daken', 200],
  ['/evaluaties/bestaat-niet', 404],
  ['/lessen', 200],
  ['/lessen?zoek=hitte&uitspraak=stop', 200],
  ['/en/evaluaties/koeler-door-bomen', 200],
  ['/en/lessen', 200],
  ['/afspraken', 200],
  ['/afspraken?stand=ended', 200],
  ['/afspraken?stand=suspended', 200],
  ['/afspraken/meldingen-over-hitte', 200],
  ['/afspraken/meldingen-over-hitte?versie=1', 200],
  ['/afspraken/meldingen-over-hitte?versie=9', 404],
  ['/afspraken/meldingen-over-hitte?versie=een', 404],
  ['/afspraken/proef-met-bewoners', 200],
  ['/afspraken/bestaat-niet', 404],
  ['/datasets', 200],
  ['/datasets/tuinstations-waterrijk', 200],
  ['/datasets/thuismeters-waterrijk', 200],
  ['/meetpunten/1', 200],
  ['/meetpunten/6', 200],
  ['/en/meetpunten/7', 200],
  ['/meetreeksen/1', 200],
  ['/meetreeksen/1?periode=dag&tot=2026-08-19T12:00Z', 200],
  ['/en/meetreeksen/1', 200],
  ['/meetreeksen/2', 200],
  ['/meetreeksen/1?periode=eeuw', 404],
  ['/toestemming/controleren', 200],
  ['/over', 200],
  ['/privacy', 200],
  ['/toegankelijkheid', 200],
  ['/ontwikkelaars', 200],
  ['/en/ontwikkelaars', 200],
  ['/nergens', 404],
  ['/opgaven/bestaat-niet', 404],
  ['/opgaven/verboden', 403],
  ['/opgaven/kapot', 500],
  ['/en', 200],
  ['/en/opgaven/koele-buurten', 200],
  ['/en/kaart', 200],
  ['/en/ns/odrl', 200],
  ['/en/besluiten/schaduw-oude-haven', 200],
  ['/en/afspraken', 200],
  ['/en/afspraken/meldingen-over-hitte', 200],
  ['/en/nergens', 404],
]

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

let browser: Browser
let site: Awaited<ReturnType<typeof serveFixture>>
/** One for each kind of visitor: the pages set no cookie, and a new one would load every file again. */
const pages = new Map<string, Promise<Page>>()

beforeAll(async () => {
  ;[browser, site] = await Promise.all([startBrowser(), serveFixture()])
})

afterAll(async () => {
  await browser?.close()
  await site?.stop()
})

function pageOf({ width, javaScript }: { width: number; javaScript: boolean }): Promise<Page> {
  const key = `${width} ${javaScript}`
  const page = pages.get(key) ?? openPage(width, javaScript)
  pages.set(key, page)
  return page
}

async function openPage(width: number, javaScriptEnabled: boolean): Promise<Page> {
  const viewport = { width, height: 900 }
  return (await browser.newContext({ viewport, javaScriptEnabled, reducedMotion: 'reduce' })).newPage()
}

/** Opens a page; `faults` collects what the console and the policy complain about. */
async function open(path: string, options: { width: number; javaScript: boolean }) {
  const page = await pageOf(options)
  const faults: string[] = []
  const outside: string[] = []
  page.on('console', (message) => {
    // The browser itself reports the status of an error page; the driver of WebGL talks about its speed.
    if (message.type() === 'error' && !/status of (403|404|500)/.test(message.text()))
      faults.push(message.text())
  })
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('request', (request) => {
    if (!request.url().startsWith(site.url) && !/^(data|blob|about):/.test(request.url()))
      outside.push(request.url())
  })
  const response = await page.goto(`${site.url}${path}`, { waitUntil: 'load' })
  const close = () => {
    for (const event of ['console', 'pageerror', 'request']) page.removeAllListeners(event)
  }
  return { page, faults, outside, status: response?.status(), close }
}

/** Waits until React has taken over the page: before that, a link loads the next page whole. */
async function waitForScript(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const main = document.querySelector('main') ?? {}
    return Object.keys(main).some((key) => key.startsWith('__reactFiber'))
  })
}

async function findOverflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
}

describe.each(PAGES)('%s', (path, status) => {
  it('is accessible at 1280 px', async () => {
    const opened = await open(path, { width: 1280, javaScript: true })
    expect(opened.status).toBe(status)
    // Without a look into frames of other sites, of which there are none: it opens a page for each check.
    const { violations } = await new AxeBuilder({ page: opened.page })
      .setLegacyMode()
      .options({ runOnly: RULES, resultTypes: ['violations'] })
      .analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual(
      [],
    )
    expect(await opened.page.locator('h1').count()).toBe(1)
    expect(await opened.page.title()).toContain('Samenspel')
    expect(opened.faults).toEqual([])
    expect(opened.outside).toEqual([])
    opened.close()
  })

  it('fits 360 px, without JavaScript', async () => {
    const opened = await open(path, { width: 360, javaScript: false })
    expect(opened.status).toBe(status)
    expect(await findOverflow(opened.page)).toBeLessThanOrEqual(0)
    expect(await opened.page.locator('h1').isVisible()).toBe(true)
    expect(await opened.page.getByText(/nagebootst|simulated/).isVisible()).toBe(true)
    expect(opened.outside).toEqual([])
    opened.close()
  })
})

describe('the loop', () => {
  it.each([true, false])(
    'can be walked from home to a decision and back (JavaScript: %s)',
    async (javaScript) => {
      const { page, close } = await open('/', { width: 1280, javaScript })
      const follow = async (name: RegExp) => {
        await page.getByRole('main').getByRole('link', { name }).first().click()
      }
      await page.getByLabel('Naam van uw buurt of wijk').fill('oude haven')
      await page.getByRole('button', { name: 'Zoek mijn buurt' }).click()
      await page.waitForURL('**/gebieden/BU99010101')
      await follow(/Koele buurten/)
      await page.waitForURL('**/opgaven/koele-buurten')
      await follow(/^Temperatuur in de nacht$/)
      await page.waitForURL('**/indicatoren/hete-nachten*')
      await follow(/Temperatuur in de nacht in Oude Haven/)
      await page.waitForURL(`**/signalen/${DECIDED}`)
      await follow(/Meer schaduw in Oude Haven/)
      await page.waitForURL('**/besluiten/schaduw-oude-haven')
      await follow(/Koele buurten/)
      await page.waitForURL('**/opgaven/koele-buurten*')
      await page.getByRole('heading', { level: 1, name: 'Koele buurten' }).waitFor()
      close()
    },
  )

  it('goes on to the next page of a long list', async () => {
    const { page, close } = await open('/opgaven', { width: 1280, javaScript: false })
    expect(await page.getByRole('link', { name: 'Droge voeten' }).count()).toBe(0)
    await page.getByRole('link', { name: 'Volgende bladzijde' }).click()
    await page.getByRole('link', { name: 'Droge voeten' }).waitFor()
    expect(await page.getByRole('link', { name: 'Volgende bladzijde' }).count()).toBe(0)
    close()
  })

  it('switches to the other language on the same page', async () => {
    const { page, close } = await open('/opgaven/koele-buurten', { width: 1280, javaScript: true })
    await page.getByRole('link', { name: 'English' }).click()
    await page.waitForURL('**/en/opgaven/koele-buurten')
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
    expect(await page.getByText('Who is affected?').isVisible()).toBe(true)
    close()
  })

  it('moves the focus to the content when another page is shown', async () => {
    const { page, close } = await open('/', { width: 1280, javaScript: true })
    await page.getByRole('navigation', { name: 'Hoofdmenu' }).getByRole('link', { name: 'Besluiten' }).click()
    await page.waitForURL('**/besluiten')
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('inhoud')
    close()
  })
})

describe('the focus', () => {
  it('moves to the part that a link leads to, and back to the content', async () => {
    const { page, close } = await open('/opgaven?fase=deciding', { width: 1280, javaScript: true })
    await waitForScript(page)
    const focused = () => page.evaluate(() => document.activeElement?.id)
    await page.getByRole('link', { name: 'Koele buurten' }).click()
    await page.waitForURL('**/opgaven/koele-buurten#decision')
    await expect.poll(focused, { timeout: 20_000 }).toBe('decision')
    await page.goBack()
    await page.waitForURL('**/opgaven?fase=deciding')
    await expect.poll(focused, { timeout: 20_000 }).toBe('inhoud')
    close()
  })

  it('draws a frame around a control that the keyboard reaches, not around what it jumps to', async () => {
    const { page, close } = await open('/opgaven?fase=deciding', { width: 1280, javaScript: true })
    await waitForScript(page)
    const focused = () =>
      page.evaluate(() => {
        const { id, tagName } = document.activeElement as HTMLElement
        const { outlineStyle, boxShadow } = getComputedStyle(document.activeElement as Element)
        return { name: id || tagName, outlineStyle, boxShadow }
      })
    const link = page.getByRole('link', { name: 'Koele buurten' })
    await link.press('Shift+Tab')
    await page.keyboard.press('Tab')
    expect(await focused()).toMatchObject({ name: 'A', outlineStyle: 'solid' })
    await page.keyboard.press('Enter')
    const bare = { outlineStyle: 'none', boxShadow: 'none' }
    await expect.poll(focused, { timeout: 20_000 }).toEqual({ name: 'decision', ...bare })
    const crumbs = page.getByRole('navigation', { name: 'Kruimelpad' })
    await crumbs.getByRole('link', { name: 'Opgaven' }).press('Enter')
    await expect.poll(focused, { timeout: 20_000 }).toEqual({ name: 'inhoud', ...bare })
    close()
  })
})

describe('the map', () => {
  it('shows what was chosen while it was loading, and stays where it is when another choice is made', async () => {
    const context = await browser.newContext({ reducedMotion: 'reduce' })
    const page = await context.newPage()
    // The values on the map are drawn as pictures of their words.
    await page.addInitScript(() => {
      const words = new Set<string>()
      Object.assign(window, { words })
      const draw = CanvasRenderingContext2D.prototype.fillText
      CanvasRenderingContext2D.prototype.fillText = function (text, ...place) {
        words.add(text)
        return draw.call(this, text, ...place)
      }
    })
    const release = Promise.withResolvers<void>()
    await page.route(/maplibre-gl-[^/]*\.js$/, async (route) => {
      await release.promise
      await route.continue()
    })
    const drawn = (text: string) =>
      page.evaluate((value) => (window as unknown as { words: Set<string> }).words.has(value), text)
    const choose = async (property: string, unit: string) => {
      await page.getByLabel('Wat wilt u zien?').selectOption(property)
      await page.getByRole('button', { name: 'Toon' }).click()
      await page.getByRole('cell', { name: unit }).first().waitFor()
    }
    await page.goto(`${site.url}/kaart?grootheid=pm25`)
    // With the keyboard: the pointer of a mouse on it is enough to begin, and takes the button away.
    await page.getByRole('button', { name: 'Beweeg de kaart' }).focus()
    await page.keyboard.press('Enter')
    await choose('temperature', '°C')
    expect(await page.getByText('De kaart wordt geladen').isVisible()).toBe(true)
    release.resolve()
    await expect.poll(() => drawn('24'), { timeout: 30_000 }).toBe(true)
    const canvas = page.locator('canvas.maplibregl-canvas')
    await canvas.evaluate((element) => element.setAttribute('data-same', 'yes'))
    await choose('pm25', 'µg/m³')
    await expect.poll(() => drawn('7,3'), { timeout: 30_000 }).toBe(true)
    expect(await canvas.getAttribute('data-same')).toBe('yes')
    await context.close()
  })

  it('is drawn, can be used with the keyboard and tells about a station', async () => {
    const { page, faults, close } = await open('/kaart', { width: 1280, javaScript: true })
    const borders = page.waitForResponse((response) => response.url().includes('/api/v1/tiles/areas/'))
    const canvas = page.locator('canvas.maplibregl-canvas')
    const start = page.getByRole('button', { name: 'Beweeg de kaart' })
    await start.waitFor()
    expect(await canvas.count()).toBe(0)
    await start.focus()
    await page.keyboard.press('Enter')
    await page.locator('.sp-map-label').first().waitFor()
    expect((await borders).status()).toBe(200)
    expect(await canvas.evaluate((element) => document.activeElement === element)).toBe(true)
    await page.keyboard.press('ArrowRight')
    expect(await canvas.getAttribute('aria-label')).toContain('Kaart met meetpunten')
    expect(await page.getByRole('row').count()).toBe(13)
    expect(faults).toEqual([])
    close()
  })

  it('tells about the station that was clicked, also when it tells about another, in the language of the page', async () => {
    const { page, close } = await open('/kaart?grootheid=pm25', { width: 1280, javaScript: true })
    const canvas = page.locator('canvas.maplibregl-canvas')
    await page.getByRole('button', { name: 'Beweeg de kaart' }).hover()
    await canvas.waitFor()
    await page.locator('.sp-map-label').first().waitFor()
    const points = await canvas.evaluate((element) => {
      const { left, top, width, height } = element.getBoundingClientRect()
      const found: { x: number; y: number }[] = []
      for (let y = 8; y < height; y += 8) {
        for (let x = 8; x < width; x += 8) {
          const place = { clientX: left + x, clientY: top + y, bubbles: true }
          element.dispatchEvent(new MouseEvent('mousemove', place))
          const isStation = element.classList.contains('sp-map-pointing')
          // Wide enough apart for two stations, and for the pop-up of the one not to lie over the other.
          if (isStation && found.every((one) => Math.abs(one.x - x) > 150)) found.push({ x, y })
        }
      }
      return found
    })
    const popup = page.locator('.sp-map-popup')
    const told: (string | null)[] = []
    for (const position of points.slice(0, 2)) {
      await canvas.click({ position })
      await popup.waitFor()
      await expect
        .poll(async () => (await popup.count()) === 1 && popup.locator('strong').textContent())
        .not.toBe(told[0])
      told.push(await popup.locator('strong').textContent())
    }
    expect(new Set(told).size).toBe(2)
    expect(await popup.textContent()).toContain('Fijnstof')
    expect(await page.locator('.maplibregl-popup-close-button').getAttribute('aria-label')).toBe('Sluiten')

    await page.getByLabel('Wat wilt u zien?').selectOption('temperature')
    await page.getByRole('button', { name: 'Toon' }).click()
    await expect.poll(() => popup.textContent()).toContain('temperatuur')
    expect(await popup.textContent()).not.toContain('Fijnstof')
    expect(await popup.locator('strong').textContent()).toBe(told.at(-1))
    await popup.getByRole('link').focus()
    await page.keyboard.press('Escape')
    expect(await popup.count()).toBe(0)
    expect(await canvas.evaluate((element) => document.activeElement === element)).toBe(true)
    close()
  })

  it('keeps the name of a station in its list clear of the line below on a phone', async () => {
    const { page, close } = await open('/kaart', { width: 360, javaScript: false })
    const name = page.locator('.sp-table-stacks .sp-row-head').first()
    const heights = await name.evaluate((cell) => [cell.clientHeight, cell.scrollHeight])
    expect(heights[0]).toBe(heights[1])
    close()
  })

  it('is a picture without JavaScript, with its list', async () => {
    const { page, close } = await open('/kaart', { width: 1280, javaScript: false })
    const picture = page.getByRole('img', { name: 'Kaart met meetpunten' })
    expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1120)
    expect(await page.getByRole('button', { name: 'Beweeg de kaart' }).count()).toBe(0)
    expect(await page.getByRole('row').count()).toBe(13)
    close()
  })
})

describe('a picture of a chart', () => {
  it.each(['breed', 'midden', 'smal'])('is one SVG without script or style, in the size %s', async (size) => {
    const address = `${site.url}/grafieken/indicatoren/hete-nachten?gebied=BU99010101&maat=${size}`
    const response = await fetch(address)
    const picture = await response.text()
    expect(response.headers.get('content-type')).toContain('image/svg+xml')
    expect(picture).toMatch(/^<svg /)
    expect(picture).not.toMatch(/<script|<style|style=/)
    expect(picture).toContain('tropische nacht')
  })
})

describe('what the site sends', () => {
  it.each([
    ['/inloggen', 'nl', 'Dit formulier is te groot'],
    ['/en/inloggen', 'en', 'This form is too large'],
  ])('is a page that says so for a form that is too large, at %s', async (path, language, title) => {
    const response = await fetch(`${site.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'email='.padEnd(2 * 1024 * 1024, 'a'),
    })
    expect(response.status).toBe(413)
    const page = await response.text()
    expect(page).toContain(`<html lang="${language}" class="voorbeeld-theme">`)
    expect(page).toContain(title)
  })

  it('forbids everything that is not its own', async () => {
    const response = await fetch(`${site.url}/`)
    const policy = response.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toMatch(/unsafe/)
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1]
    const html = await response.text()
    const inline = [...html.matchAll(/<script(?![^>]*\bsrc=)([^>]*)>/g)].map(
      ([, attributes]) => attributes ?? '',
    )
    expect(inline.length).toBeGreaterThan(0)
    for (const attributes of inline) expect(attributes).toContain(`nonce="${nonce}"`)
    expect(html).not.toMatch(/ style="/)
    expect(response.headers.get('set-cookie')).toBeNull()
  })

  it('lets browsers keep its files for a year', async () => {
    const html = await (await fetch(`${site.url}/`)).text()
    const style = /href="(\/assets\/[^"]+\.css)"/.exec(html)?.[1]
    const response = await fetch(`${site.url}${style}`)
    expect(response.headers.get('cache-control')).toContain('immutable')
    expect((await fetch(`${site.url}/assets/..%2f..%2fpackage.json`)).status).toBe(404)
    expect((await fetch(`${site.url}/api/v1/nergens`)).status).toBe(404)
  })
})
