import { createHash } from 'node:crypto'
import { startBrowser } from '@samenspel/web/testing'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fillStreet } from './testing/example-street.ts'
import { findFaults } from './testing/faults.ts'
import { type Keyboard, keyboardOf } from './testing/keyboard.ts'
import { signInByMail } from './testing/sign-in.ts'
import { useSite } from './testing/site.ts'

const EMAIL = 'onderzoek@waterrijk.example'
const TITLE = 'Hoe warm was het in de tuin?'

const site = useSite()
let browser: Browser
let page: Page
let keys: Keyboard

beforeAll(async () => {
  browser = await startBrowser()
  page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage()
  page.setDefaultTimeout(30_000)
  keys = keyboardOf(page)
  const { items } = (await site.ask('GET', '/api/v1/organisations')) as { items: { id: string }[] }
  const members = `/api/v1/organisations/${items[0]?.id}/members`
  await site.ask('POST', members, { email: EMAIL, role: 'policy-officer' })
  await fillStreet(site, Date.now())
  await signInByMail(page, site, EMAIL)
}, 300_000)

afterAll(async () => {
  await browser?.close()
})

/** What is wrong with a page that was reached without JavaScript: looking for it needs that. */
async function findFaultsAt(url: string): Promise<string[]> {
  await page.goto(url)
  return findFaults(page)
}

/** The same person without JavaScript. */
async function withoutScript(act: (visitor: Page) => Promise<void>): Promise<void> {
  const storageState = await page.context().storageState()
  const context = await browser.newContext({ javaScriptEnabled: false, storageState })
  const visitor = await context.newPage()
  visitor.setDefaultTimeout(30_000)
  await act(visitor)
  await context.close()
}

describe('someone with an account, with the keyboard alone', () => {
  it('makes an analysis of a question, and gets back what was typed when something is wrong', async () => {
    await page.goto(`${site.url}/verken`)
    await keys.follow('Maak hier een analyse van')
    expect(await findFaults(page)).toEqual([])
    await keys.fill('Uw vraag', 'Werd het warmer?')
    await keys.press('Begin met schrijven')
    await expect.poll(() => page.getByRole('alert').textContent()).toContain('Titel')
    expect(await page.getByLabel('Uw vraag').inputValue()).toBe('Werd het warmer?')
    await keys.fill('Titel', TITLE)
    await keys.press('Begin met schrijven')
    await page.waitForURL('**?gedaan=analyse-gemaakt')
    expect(await findFaults(page)).toEqual([])
    await keys.press('Nog een grafiek')
    await keys.fill(/^Adres van de vraag/, 'https://waterrijk.example/kaart')
    await keys.fill('Waarom wilde u dat weten?', 'Het was een warme week.')
    await keys.press('Bewaar als concept')
    await expect.poll(() => page.getByRole('alert').textContent()).toContain('Plak het hele adres')
    expect(await page.getByLabel('Waarom wilde u dat weten?').inputValue()).toBe('Het was een warme week.')
  }, 300_000)

  it('sees what is missing, and publishes', async () => {
    await page.goto(`${site.url}/mijn/analyses`)
    expect(await findFaults(page)).toEqual([])
    await keys.follow(TITLE)
    await keys.press('Bewaar en bekijk het resultaat')
    await page.waitForURL('**/voorbeeld')
    await page.getByText('De conclusie ontbreekt').waitFor()
    expect(await findFaults(page)).toEqual([])
    await keys.follow('Verder schrijven')
    await keys.fill('Hoe hebt u het onderzocht?', 'Het gemiddelde per dag.')
    await keys.fill(/^Conclusie/, 'Het bleef even warm.')
    await keys.fill(/^Twijfels/, 'Er staat één meter.')
    await keys.choose('Wat zegt uw conclusie?', 'het blijft')
    await keys.fill('Welke naam komt erbij?', 'een bewoner')
    await keys.press('Bewaar en bekijk het resultaat')
    await page.waitForURL('**/voorbeeld')
    await page.getByText('Bij de analyse staat de naam “een bewoner”.').waitFor()
    await keys.press('Publiceer deze analyse')
    await page.waitForURL('**?gedaan=analyse-gepubliceerd')
    expect(await findFaults(page)).toEqual([])
  }, 300_000)
})

describe('anyone', () => {
  it('reads it without JavaScript, and computes the hash that the page tells', async () => {
    const visitor = await (await browser.newContext({ javaScriptEnabled: false })).newPage()
    await visitor.goto(`${site.url}/analyses`)
    expect(await findFaultsAt(visitor.url())).toEqual([])
    await visitor.getByRole('link', { name: TITLE }).click()
    await visitor.getByText('door een bewoner').waitFor()
    const told = await visitor.locator('.sp-hash').first().textContent()
    const address = await visitor.getByRole('link', { name: 'Het bewijs (JSON)' }).getAttribute('href')
    const bytes = Buffer.from(await (await fetch(`${site.url}${address}`)).arrayBuffer())
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(told)
    expect(await findFaultsAt(visitor.url())).toEqual([])
    await visitor.getByRole('link', { name: 'Herhaal deze analyse' }).click()
    await visitor.getByText('Alle cijfers zijn precies hetzelfde als toen.').waitFor()
    expect(await findFaultsAt(visitor.url())).toEqual([])
    await visitor.context().close()
  }, 300_000)
})

describe('without JavaScript', () => {
  it('the author writes a second version, and is told what another tab saved meanwhile', async () => {
    await withoutScript(async (visitor) => {
      await visitor.goto(`${site.url}/mijn/analyses`)
      await visitor.getByRole('link', { name: TITLE }).click()
      await visitor.getByRole('button', { name: 'Begin een nieuwe versie' }).click()
      const edit = visitor.url().replace(/\?.*/, '')
      const other = await visitor.context().newPage()
      await other.goto(edit)
      await other.getByRole('textbox', { name: 'Conclusie' }).fill('Uit het andere tabblad.')
      await other.getByRole('button', { name: 'Bewaar als concept' }).click()
      await other.getByText('Uw concept is bewaard.').waitFor()
      await visitor.getByRole('textbox', { name: 'Conclusie' }).fill('Het bleef 24 graden.')
      await visitor.getByRole('button', { name: 'Bewaar als concept' }).click()
      await visitor.getByRole('alert').getByText('“Uit het andere tabblad.”').waitFor()
      expect(await visitor.getByRole('textbox', { name: 'Conclusie' }).inputValue()).toBe(
        'Het bleef 24 graden.',
      )
      await visitor.getByLabel('Wat is er nieuw in deze versie?').fill('Het getal erbij.')
      await visitor.getByRole('button', { name: 'Bewaar en bekijk het resultaat' }).click()
      await visitor.getByRole('button', { name: 'Publiceer deze analyse' }).click()
      await visitor.getByText('Uw analyse is gepubliceerd.').waitFor()
      await visitor.goto(edit.replace('/mijn/', '/'))
      await visitor.getByText('Het getal erbij. Anders dan de vorige: de conclusie.').waitFor()
      await visitor.getByRole('link', { name: 'Versie 1', exact: true }).click()
      await visitor.getByText('Er is een nieuwere: versie 2.').waitFor()
      await visitor.getByText('Het bleef even warm.').waitFor()
    })
  }, 300_000)

  it('a copy names what it is based on, on both pages', async () => {
    await withoutScript(async (visitor) => {
      await visitor.goto(`${site.url}/analyses`)
      await visitor.getByRole('link', { name: TITLE }).click()
      await visitor.getByRole('link', { name: 'Maak hier een eigen versie van' }).click()
      expect(await findFaultsAt(visitor.url())).toEqual([])
      await visitor.getByRole('button', { name: 'Maak hier een eigen versie van' }).click()
      await visitor.getByText('Dit is uw kopie.').waitFor()
      await visitor.getByLabel('Titel').fill('En in mijn tuin?')
      await visitor.getByRole('button', { name: 'Bewaar en bekijk het resultaat' }).click()
      await visitor.getByRole('button', { name: 'Publiceer deze analyse' }).click()
      await visitor.getByText('Uw analyse is gepubliceerd.').waitFor()
      await visitor.goto(`${site.url}/analyses`)
      await visitor.getByRole('link', { name: 'En in mijn tuin?' }).click()
      await visitor.getByRole('link', { name: `${TITLE}, versie 2` }).click()
      await visitor.getByRole('link', { name: 'En in mijn tuin?' }).waitFor()
    })
  }, 300_000)

  it('its author withdraws it with a reason, and everybody reads that', async () => {
    await withoutScript(async (visitor) => {
      await visitor.goto(`${site.url}/mijn/analyses`)
      await visitor.getByRole('link', { name: 'En in mijn tuin?' }).click()
      await visitor.getByRole('link', { name: 'Trek de analyse in' }).click()
      expect(await findFaultsAt(visitor.url())).toEqual([])
      await visitor.getByLabel('Waarom trekt u de analyse in?').fill('De meter hing in de zon.')
      await visitor.getByRole('button', { name: 'Trek de analyse in' }).click()
      await visitor.getByText('Uw analyse is ingetrokken.').waitFor()
      await visitor.goto(`${site.url}/analyses/en-in-mijn-tuin`)
      await visitor.getByText('De meter hing in de zon.').waitFor()
      expect(await findFaultsAt(visitor.url())).toEqual([])
    })
  }, 300_000)
})
