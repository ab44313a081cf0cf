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

it.each([
  {
    path: '/opgaven',
    own: 'nl',
    other: 'en',
    title: 'Opgaven',
    switchTo: 'English',
    after: '/en/opgaven',
  },
  {
    path: '/en/opgaven',
    own: 'en',
    other: 'nl',
    title: 'Challenges',
    switchTo: 'Nederlands',
    after: '/opgaven',
  },
])(
  'a page at $path asks for the texts of its own language only, beside its scripts',
  async ({ path, own, other, title, switchTo, after }) => {
    const page = await browser.newPage()
    const faults: unknown[] = []
    page.on('pageerror', (fault) => faults.push(fault))
    const asked: string[] = []
    page.on('request', (request) => asked.push(new URL(request.url()).pathname))
    await page.goto(`${site.url}${path}`, { waitUntil: 'networkidle' })
    const textsOf = (language: string) => asked.filter((file) => file.startsWith(`/assets/${language}-`))
    expect(textsOf(own)).toHaveLength(1)
    expect(textsOf(other)).toEqual([])
    // As early as the other scripts: a browser reads of it before it reads the page.
    const response = await page.request.get(`${site.url}${path}`)
    expect(response.headers().link).toContain(`<${textsOf(own)[0]}>; rel=modulepreload`)
    expect(await page.title()).toContain(title)
    // Within the site no page is loaded anew; in another language one is.
    await page.evaluate(() => Object.assign(globalThis, { stayed: true }))
    await page.locator('.sp-brand').click()
    await page.waitForURL((url) => url.pathname !== path)
    expect(await page.evaluate(() => 'stayed' in globalThis)).toBe(true)
    await page.goBack()
    await page.waitForURL((url) => url.pathname === path)
    await page.getByRole('link', { name: switchTo }).click()
    await page.waitForURL(`**${after}`)
    await page.waitForLoadState('networkidle')
    expect(textsOf(other)).toHaveLength(1)
    expect(faults).toEqual([])
    await page.close()
  },
)
