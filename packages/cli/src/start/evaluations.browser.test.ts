import { startBrowser } from '@samenspel/web/testing'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fillMeasured } from './testing/example-measured.ts'
import { findFaults } from './testing/faults.ts'
import { keyboardOf } from './testing/keyboard.ts'
import { signInByMail } from './testing/sign-in.ts'
import { useSite } from './testing/site.ts'

const OFFICER = 'groen@waterrijk.example'
const QUESTION = 'Werd het koeler door de bomen?'
const SLUG = 'werd-het-koeler-door-de-bomen'
const site = useSite()
let browser: Browser
let desk: Page

beforeAll(async () => {
  browser = await startBrowser()
  const { items } = (await site.ask('GET', '/api/v1/organisations')) as { items: { id: string }[] }
  const organisationId = items[0]?.id ?? ''
  const members = `/api/v1/organisations/${organisationId}/members`
  await site.ask('POST', members, { email: OFFICER, role: 'policy-officer' })
  desk = await openPage()
  await signInByMail(desk, site, OFFICER)
  await site.ask('POST', members, { email: OFFICER, role: 'decision-maker' })
  await fillMeasured(site, desk, organisationId, Date.now())
}, 300_000)

afterAll(async () => {
  await browser?.close()
})

async function openPage({ javaScriptEnabled = true, width = 1280 } = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, javaScriptEnabled })
  const opened = await context.newPage()
  opened.setDefaultTimeout(60_000)
  return opened
}

/** Waits until the page says it: it draws after its address has changed. */
async function says(page: Page, ...parts: string[]): Promise<void> {
  for (const part of parts) await page.locator('main').getByText(part).first().waitFor()
}
const tooWide = (page: Page) =>
  page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth')

describe('an effect is measured with the keyboard alone', () => {
  it('from an intervention to choices, with what is otherwise than planned before anything is computed', async () => {
    const keys = keyboardOf(desk)
    // The figures are made in the background.
    await expect
      .poll(
        async () =>
          (
            (await site.ask('GET', '/api/v1/indicators/warmte-per-dag/values?area=BU99010104')) as {
              items: object[]
            }
          ).items.length,
        { timeout: 120_000, interval: 500 },
      )
      .toBeGreaterThan(200)
    await desk.goto(`${site.url}/werkplek/evaluaties`, { waitUntil: 'networkidle' })
    expect(await findFaults(desk)).toEqual([])
    await keys.follow('Nieuwe effectmeting')
    expect(await findFaults(desk)).toEqual([])
    await keys.fill(/^De vraag/, QUESTION)
    await keys.press('Maak het concept')
    await desk.waitForURL(`**/werkplek/evaluaties/${SLUG}?gedaan=gemaakt`)
    await says(
      desk,
      'Er was vóór de start geen plan vastgelegd.',
      'De eerste berekening is van',
      '6 verdelingen',
    )
    expect(await findFaults(desk)).toEqual([])
    await keys.press('Bewaar en ga verder')
    await desk.waitForURL(`**/${SLUG}/berekening?gedaan=opgeslagen`)
  }, 300_000)

  it('is computed while one looks on, and read', async () => {
    const keys = keyboardOf(desk)
    await keys.press('Reken uit')
    await desk.getByRole('progressbar').or(desk.getByText('De berekening is klaar.')).first().waitFor()
    // By itself: nobody loads the page again.
    await desk.getByText('De berekening is klaar.').waitFor({ timeout: 180_000 })
    expect(await findFaults(desk)).toEqual([])
    await keys.follow('Bekijk de uitkomst')
    await says(desk, 'aanwijzing voor een effect')
    expect(await findFaults(desk)).toEqual([])
  }, 300_000)

  it('is published with the words that it needs, and ends in a lesson', async () => {
    const keys = keyboardOf(desk)
    await keys.follow('Verder naar openbaar maken')
    await keys.press('Maak openbaar')
    const alert = (await desk.getByRole('alert').textContent()) ?? ''
    expect(alert).toContain('Schrijf of de maatregel ook elders')
    expect(alert).toContain('Schrijf waarom het anders is dan in het plan.')
    expect(await findFaults(desk)).toEqual([])
    await keys.fill(/^Kunnen andere gebieden/, 'Nee, daarvoor liggen ze te ver weg.')
    await keys.fill(/^Waarom wijkt u af/, 'De raad wil het weten voor de begroting.')
    await keys.press('Maak openbaar')
    await desk.waitForURL(`**/werkplek/lessen/${SLUG}?gedaan=gepubliceerd`)
    expect(await findFaults(desk)).toEqual([])
    await keys.tick('opschalen')
    await keys.fill(
      /^Wat zegt u tegen een andere/,
      'Plant bomen voordat de zomer begint, en meet ook elders.',
    )
    await keys.press('Maak de les openbaar')
    await desk.waitForURL('**/werkplek/lessen?gedaan=gepubliceerd')
    await says(desk, 'Plant bomen voordat de zomer begint')
    expect(await findFaults(desk)).toEqual([])
  }, 300_000)
})

describe('everyone reads it', () => {
  it('with what was looked at early, the check of the figure, and the lesson', async () => {
    const reader = await openPage()
    await reader.goto(`${site.url}/evaluaties/${SLUG}`, { waitUntil: 'networkidle' })
    await says(
      reader,
      'aanwijzing voor een effect',
      'De eerste berekening is van',
      'De raad wil het weten voor de begroting.',
      'Klopt wat het cijfer zelf zegt?',
      'opschalen',
    )
    expect(await findFaults(reader)).toEqual([])
    await reader.context().close()
  }, 300_000)

  it.each([{ media: 'print' }, { forcedColors: 'active' }] as const)(
    'as %j',
    async (media) => {
      const reader = await openPage({ width: 800 })
      await reader.emulateMedia(media)
      await reader.goto(`${site.url}/evaluaties/${SLUG}`, { waitUntil: 'networkidle' })
      expect(await tooWide(reader)).toBeLessThanOrEqual(0)
      await reader.locator('main img').first().scrollIntoViewIfNeeded()
      const width = 'document.querySelector("main img").naturalWidth'
      await expect.poll(() => reader.evaluate<number>(width), { timeout: 60_000 }).toBeGreaterThan(0)
      await reader.context().close()
    },
    300_000,
  )
})

describe('without JavaScript, on a narrow screen', () => {
  it('is made, computed, published and withdrawn', async () => {
    const plain = await openPage({ javaScriptEnabled: false, width: 360 })
    await plain.context().addCookies(await desk.context().cookies())
    const press = async (name: string) => {
      expect(await tooWide(plain), plain.url()).toBeLessThanOrEqual(0)
      await plain.getByRole('button', { name, exact: true }).click()
    }
    await plain.goto(`${site.url}/werkplek/evaluaties/nieuw?maatregel=bomen-in-twee-buurten`)
    await plain.getByLabel(/^De vraag/).fill('En vergeleken met één buurt?')
    await press('Maak het concept')
    await plain.getByLabel('Buurt 4').uncheck()
    await plain.getByLabel(/^Waarom wijkt u af/).fill('In Buurt 4 werd gebouwd.')
    await press('Bewaar en ga verder')
    await press('Reken uit')
    // The page asks for itself again.
    await plain.getByText('De berekening is klaar.').waitFor({ timeout: 180_000 })
    await plain.getByRole('link', { name: 'Bekijk de uitkomst' }).click()
    expect(await tooWide(plain)).toBeLessThanOrEqual(0)
    await plain.getByRole('link', { name: 'Verder naar openbaar maken' }).click()
    await plain.getByLabel(/^Kunnen andere gebieden/).fill('Nee, te ver weg.')
    await press('Maak openbaar')
    await plain.waitForURL('**/werkplek/lessen/en-vergeleken-met-een-buurt?gedaan=gepubliceerd')
    expect(await tooWide(plain)).toBeLessThanOrEqual(0)
    await plain.goto(`${site.url}/werkplek/evaluaties/en-vergeleken-met-een-buurt`)
    await plain.getByRole('link', { name: 'Intrekken' }).click()
    await plain.getByLabel(/^Waarom trekt u dit in/).fill('In Buurt 3 werd ook gebouwd.')
    await press('Trek in')
    await plain.getByText('Opgeslagen.').waitFor()
    await plain.goto(`${site.url}/evaluaties/en-vergeleken-met-een-buurt`)
    await says(plain, 'In Buurt 3 werd ook gebouwd.', 'Er is met andere gebieden vergeleken dan gepland.')
    expect(await tooWide(plain)).toBeLessThanOrEqual(0)
    await plain.context().close()
  }, 300_000)
})
