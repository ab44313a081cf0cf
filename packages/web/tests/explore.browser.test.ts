import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
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

async function open(path: string, javaScriptEnabled: boolean): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 360, height: 900 },
    javaScriptEnabled,
    acceptDownloads: true,
  })
  const page = await context.newPage()
  await page.goto(`${site.url}${path}`, { waitUntil: 'load' })
  return page
}

const QUESTION =
  '/verken?chart=lines&what=property:temperature&where=all&from=2026-08-01&to=2026-08-19&step=day'

it.each([true, false])(
  'asks a question in a sentence, and the address holds all of it (JavaScript: %s)',
  async (javaScript) => {
    const page = await open('/verken', javaScript)
    await page.getByLabel('Toon').first().selectOption('property:temperature')
    await page.getByLabel('en vergelijk met').selectOption({ index: 2 })
    await page.getByLabel('vanaf').fill('2026-08-01')
    await page.getByLabel('tot en met').fill('2026-08-19')
    await page.getByLabel('per', { exact: true }).selectOption('week')
    await page.getByRole('button', { name: 'Toon' }).click()
    await page.waitForURL(/step=week/)
    const asked = new URL(page.url()).searchParams
    expect([...asked.keys()]).toEqual(['chart', 'what', 'where', 'where', 'from', 'to', 'step'])
    expect(asked.get('from')).toBe('2026-08-01')
    expect(await page.getByRole('figure').textContent()).toContain('Temperatuur')

    await page.getByRole('link', { name: 'Dagpatroon' }).click()
    await page.waitForURL(/chart=day/)
    expect(new URL(page.url()).searchParams.get('step')).toBe('hour')
    expect(await page.getByLabel('tot en met').inputValue()).toBe('2026-08-19')
  },
)

it('asks for a second property before it draws one against another', async () => {
  const page = await open(QUESTION, false)
  await page.getByRole('link', { name: 'Samenhang' }).click()
  await page.getByText('Kies ook een tweede grootheid').waitFor()
  await page.getByLabel('tegen').selectOption({ index: 1 })
  await page.getByRole('button', { name: 'Toon' }).click()
  await page.waitForURL(/against=/)
  await page.getByText(/Samenhang is nog geen oorzaak/).waitFor()
})

it('shows what is wrong with a question, in place of an answer', async () => {
  const page = await open(QUESTION.replace('to=2026-08-19', 'to=2026-07-19'), false)
  await page.getByText('De laatste dag ligt voor de eerste').waitFor()
  expect(await page.getByLabel('tot en met').getAttribute('aria-invalid')).toBe('true')
  expect(await page.getByRole('figure').count()).toBe(0)
})

it('has the whole table, a part at a time', async () => {
  const page = await open(QUESTION, false)
  await page.getByText('Bekijk de cijfers als tabel').click()
  expect(await page.getByRole('row').count()).toBe(101)
  await page.getByText('Rij 1 tot en met 100 van 150').waitFor()
  await page.getByRole('link', { name: 'Volgende rijen' }).click()
  await page.waitForURL(/rij=101/)
})

it('gives the chart as a picture and as a text', async () => {
  const page = await open(QUESTION, true)
  const save = async (name: string | RegExp, role: 'button' | 'link') => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole(role, { name }).click(),
    ])
    const chunks: Buffer[] = []
    for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer)
    return { name: download.suggestedFilename(), content: Buffer.concat(chunks) }
  }
  const png = await save('De grafiek (PNG)', 'button')
  expect([png.name, png.content.subarray(1, 4).toString()]).toEqual(['verken.png', 'PNG'])
  expect(png.content.length).toBeGreaterThan(10_000)
  const svg = await save('De grafiek (SVG)', 'link')
  expect(svg.content.toString()).toMatch(/^<svg/)
  const spec = await save(/Vega-Lite/, 'link')
  const written = JSON.parse(spec.content.toString())
  expect([written.$schema, written.datasets.rows.length > 100]).toEqual([
    'https://vega.github.io/schema/vega-lite/v6.json',
    true,
  ])
})

it('shows the chart on a page of another site with its source, and lets that read the specification', async () => {
  const page = await open(QUESTION, true)
  const html = await page.getByRole('textbox', { name: 'Voor op een andere website' }).inputValue()
  // The site thinks that it stands at the usual port.
  const here = (text: string) => text.replaceAll('http://127.0.0.1/', `${site.url}/`)
  const other = createServer((_, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8').end(`<!doctype html>${here(html)}`)
  }).listen(0, '127.0.0.1')
  await once(other, 'listening')
  // Another site, not only another port of ours.
  const elsewhere = `http://localhost:${(other.address() as AddressInfo).port}/`
  await page.goto(elsewhere, { waitUntil: 'load' })
  const picture = page.locator('a img')
  await expect
    .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBeGreaterThan(600)
  // No figures: those of whoever copied it may be more than everybody sees.
  expect(await picture.getAttribute('alt')).toBe('Temperatuur: Centrum <oud>, Meter 3')
  const [svg, spec] = await Promise.all(
    [await picture.getAttribute('src'), `${site.url}/verken/specificatie?${QUESTION.split('?')[1]}`].map(
      (address) =>
        page.evaluate(async (url) => {
          const answer = await fetch(url)
          return answer.text()
        }, String(address)),
    ),
  )
  expect(svg).toContain('<dc:identifier>http')
  expect(JSON.parse(String(spec)).usermeta.source).toContain('/verken?')
  await page.context().close()
  other.close()
})

it('asks the style and the picture of a page first, and draws what the page shows', async () => {
  const opened = await fetch(`${site.url}${QUESTION}`)
  expect(opened.headers.get('link')).toMatch(
    /^<\/assets\/[^>]+\.css>; rel=preload; as=style, <\/assets\/nl-[^>]+\.js>; rel=modulepreload$/,
  )
  const html = (await opened.text()).replaceAll('&amp;', '&').replaceAll('&gt;', '>')
  const picture = /<img src="(\/grafieken\/[^"]+)"/.exec(html)?.[1] ?? ''
  const first =
    /<link rel="(?:preload|modulepreload)" href="([^"]+)" as="image"[^>]*media="\(width > 56rem\)"/
  expect(first.exec(html)?.[1]).toBe(picture)
  // The first is drawn from the answer of the page, the second from one of its own.
  const drawn = async () =>
    (await (await fetch(`${site.url}${picture}`)).text()).replaceAll(/clip\d+/g, 'clip')
  const ofPage = await drawn()
  expect(ofPage).toMatch(/^<svg/)
  expect(await drawn()).toBe(ofPage)
})

it('has a browser ask again for a picture each time, and keep it only for who saw it', async () => {
  const address = `${site.url}${QUESTION.replace('/verken', '/grafieken/verken')}`
  const { headers } = await fetch(address)
  expect([headers.get('content-type'), headers.get('cache-control')]).toEqual([
    'image/svg+xml; charset=utf-8',
    'private, no-cache',
  ])
  expect(headers.get('vary')?.split(', ')).toContain('cookie')
})
