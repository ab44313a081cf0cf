import { startBrowser } from '@samenspel/web/testing'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fillStreet } from './testing/example-street.ts'
import { findFaults } from './testing/faults.ts'
import { keyboardOf } from './testing/keyboard.ts'
import { signInByMail } from './testing/sign-in.ts'
import { useSite } from './testing/site.ts'

const WRITER = 'schrijver@waterrijk.example'
const READER = 'lezer@waterrijk.example'
const CLERK = 'griffier@waterrijk.example'
const PASSWORD = 'een warme zomer aan het water'
/** Markup, and words that a page must not run. */
const TEXT = 'Wegwerk <script>document.title = "gekaapt"</script> & <img src=x onerror="document.title=1">'

const site = useSite()
let browser: Browser
let writer: Page
let reader: Page
let desk: Page
/** The address of the remark. */
let remark = ''

beforeAll(async () => {
  browser = await startBrowser()
  await fillStreet(site, Date.now())
  const { items } = await site.ask('GET', '/api/v1/organisations')
  const [{ id }] = items as [{ id: string }]
  await site.ask('POST', `/api/v1/organisations/${id}/members`, { email: CLERK, role: 'clerk' })
  writer = await openPage()
  reader = await openPage()
  desk = await openPage()
}, 300_000)

afterAll(async () => {
  await browser?.close()
})

async function openPage(javaScriptEnabled = true): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, javaScriptEnabled })
  const opened = await context.newPage()
  opened.setDefaultTimeout(60_000)
  return opened
}

/** Makes an account from the page that asks to sign in, and comes back to it. */
async function register(page: Page, email: string) {
  const keys = keyboardOf(page)
  await keys.follow('Maak een account')
  await keys.fill('Uw naam', email.split('@')[0] ?? '')
  await keys.fill('E-mailadres', email)
  await keys.fill('Wachtwoord', PASSWORD)
  await keys.press('Account maken')
  await page.goto(await site.mailbox.waitForLink(email))
  await keys.fill('E-mailadres', email)
  await keys.fill('Wachtwoord', PASSWORD)
  await page.keyboard.press('Enter')
}

describe('a remark', () => {
  it('is written from the page of a series, about the moment of its chart', async () => {
    const keys = keyboardOf(writer)
    await writer.goto(`${site.url}/meetreeksen/1`)
    await keys.follow('Zet een opmerking bij een moment')
    await register(writer, WRITER)
    await writer.waitForURL('**/opmerkingen/nieuw?meetreeks=1&van=*')
    expect(await writer.getByLabel(/^Wanneer was het/).inputValue()).toMatch(/^20\d\d-/)
    expect(await findFaults(writer)).toEqual([])
    await keys.press('Plaats opmerking')
    await writer.getByRole('alert').waitFor()
    expect(await findFaults(writer)).toEqual([])
    await keys.tick(/^Werkzaamheden/)
    await keys.fill(/^Wat was er aan de hand/, TEXT)
    await keys.fill(/^Naam erbij/, 'Schrijver')
    await keys.press('Plaats opmerking')
    await writer.getByText('Uw opmerking staat erbij.').waitFor()
    remark = writer.url().split('?')[0] ?? ''
    expect(await writer.getByText(TEXT).count()).toBe(1)
    expect(await writer.title()).not.toContain('gekaapt')
    expect(await findFaults(writer)).toEqual([])
  }, 300_000)

  it('has a number in the chart and in the list below it, and stands on the map', async () => {
    await reader.goto(`${site.url}/meetreeksen/1`)
    const mine = reader.locator('.sp-remark').filter({ hasText: 'Wegwerk' })
    expect(await mine.locator('.sp-remark-number').textContent()).toContain('1')
    const source = await reader.locator('figure.sp-chart img').first().getAttribute('src')
    const picture = await (await fetch(`${site.url}${source}&maat=breed`)).text()
    expect(picture).toMatch(/>1<\/text>/)
    expect(picture).not.toContain('Wegwerk')
    expect(await findFaults(reader)).toEqual([])
    await reader.goto(`${site.url}/meetpunten/1`)
    expect(await reader.locator('.sp-remark').count()).toBe(1)
    await reader.goto(`${site.url}/kaart`)
    expect(await reader.locator('.sp-remark').filter({ hasText: 'Tuinstation Centrum' }).count()).toBe(1)
    expect(await findFaults(reader)).toEqual([])
  }, 300_000)

  it('is disputed by somebody else, who can take that back', async () => {
    const keys = keyboardOf(reader)
    await reader.goto(remark)
    await keys.follow('Log in om dit te steunen of te betwisten.')
    await register(reader, READER)
    await reader.waitForURL('**/opmerkingen/*')
    await keys.open('Nee, dit klopt niet')
    await keys.choose(/^Waarom klopt het niet/, 'Het was niet toen')
    await keys.press('Betwist')
    await reader.getByText('U betwist dit.').waitFor()
    await reader.getByText('1 betwist dit: het was niet toen (1)').waitFor()
    expect(await findFaults(reader)).toEqual([])
    await keys.press('Neem mijn stem terug')
    await reader.getByText('Niemand steunde of betwistte dit nog').waitFor()
    await keys.press('Ja, ik zag dit ook')
    await reader.getByText('1 steunt dit').waitFor()
  }, 300_000)
})

describe('moderation', () => {
  it('takes a report without an account and without JavaScript', async () => {
    const stranger = await openPage(false)
    await stranger.goto(remark)
    await stranger.getByRole('link', { name: 'Tekst melden' }).click()
    await stranger.getByLabel(/^Blijf bij het onderwerp/).check()
    await stranger.getByLabel(/^Toelichting/).fill('Dit is geen opmerking maar code.')
    await stranger.getByRole('button', { name: 'Stuur melding' }).click()
    await stranger.getByText('Bedankt. Een moderator kijkt ernaar.').waitFor()
    await stranger.goto(remark)
    expect(await stranger.getByText('Wegwerk').count()).toBe(1)
  }, 300_000)

  it('judges by a house rule and with a reason, in public', async () => {
    await signInByMail(desk, site, CLERK)
    const keys = keyboardOf(desk)
    await keys.follow('Moderatie')
    expect(await findFaults(desk)).toEqual([])
    await keys.follow(/^Wegwerk/)
    await desk.getByText('Dit is geen opmerking maar code.').waitFor()
    expect(await findFaults(desk)).toEqual([])
    await keys.press('Maak oordeel openbaar')
    await desk.getByRole('alert').waitFor()
    await keys.tick(/^Verberg/)
    await keys.fill(/^Reden/, 'Dit gaat niet over de meting.')
    await keys.press('Maak oordeel openbaar')
    await desk.getByText('Uw oordeel is openbaar.').waitFor()
    await desk.getByText('Er wacht niets.').waitFor()
    await desk.goto(`${site.url}/oordelen`)
    await desk.getByText('Dit gaat niet over de meting.').waitFor()
    expect(await desk.getByText('Wegwerk').count()).toBe(0)
    expect(await findFaults(desk)).toEqual([])
    await desk.goto(`${site.url}/huisregels`)
    expect(await findFaults(desk)).toEqual([])
  }, 300_000)

  it('hides the text from others, and lets the writer ask for another look', async () => {
    await reader.goto(remark)
    await reader.getByText('Een moderator verborg deze tekst.').waitFor()
    expect(await reader.content()).not.toContain('Wegwerk')
    expect(await findFaults(reader)).toEqual([])
    await reader.goto(`${site.url}/meetreeksen/1`)
    expect(await reader.content()).not.toContain('Wegwerk')
    const keys = keyboardOf(writer)
    await writer.goto(remark)
    await writer.getByText(TEXT).waitFor()
    await keys.follow('Lees het oordeel')
    expect(await findFaults(writer)).toEqual([])
    await keys.fill(/^Waarom bent u het er niet mee eens/, 'Het gaat over de weg voor de meter.')
    await keys.press('Vraag om nog een blik')
    await writer.getByText('Een moderator kijkt er nog eens naar.').waitFor()
    await writer.goto(remark)
    await keys.press('Trek in')
    await writer.getByText('Uw opmerking is ingetrokken.').waitFor()
    expect((await fetch(remark)).status).toBe(404)
  }, 300_000)
})
