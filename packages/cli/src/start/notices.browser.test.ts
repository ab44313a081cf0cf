import { startBrowser } from '@samenspel/web/testing'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findFaults } from './testing/faults.ts'
import { type Keyboard, keyboardOf } from './testing/keyboard.ts'
import { signInByMail } from './testing/sign-in.ts'
import { useSite } from './testing/site.ts'

const EMAIL = 'privacy@waterrijk.example'
const PARTS = [
  ...['what', 'why', 'controller', 'precision', 'retention'],
  ...['recipients', 'consequences', 'withdrawal', 'frozen'],
]

const site = useSite()
let browser: Browser
let page: Page
let keys: Keyboard

beforeAll(async () => {
  browser = await startBrowser()
  page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage()
  page.setDefaultTimeout(60_000)
  keys = keyboardOf(page)
  const { items } = (await site.ask('GET', '/api/v1/organisations')) as { items: { id: string }[] }
  await site.ask('POST', `/api/v1/organisations/${items[0]?.id}/members`, {
    email: EMAIL,
    role: 'privacy-officer',
  })
  await site.ask('POST', '/api/v1/datasets', {
    title: 'Meters van bewoners',
    licence: 'https://definities.geostandaarden.nl/dcat-ap-nl/id/waardelijst/licenties/cc0',
    access: 'personal',
    theme: 'environment',
    contact: 'data@waterrijk.example',
    precision: { minimumGroup: 5 },
  })
  await signInByMail(page, site, EMAIL)
}, 300_000)

afterAll(async () => {
  await browser?.close()
})

describe('a privacy officer, with the keyboard alone', () => {
  it('starts the notice that invites residents', async () => {
    await keys.follow('Toestemmingen')
    expect(await findFaults(page)).toEqual([])
    await keys.follow('Nieuwe uitleg')
    expect(await findFaults(page)).toEqual([])
    await keys.fill('Titel in het Nederlands', 'Uw meter op de kaart')
    await keys.press('Maak het concept')
    await page.getByRole('alert').waitFor()
    expect(await page.getByLabel('Titel in het Nederlands').inputValue()).toBe('Uw meter op de kaart')
    await keys.choose('Dataset', 'Meters')
    await keys.press('Maak het concept')
    await page.getByText('Gemaakt. U kunt nu verder invullen.').waitFor()
    expect(await findFaults(page)).toEqual([])
  }, 300_000)

  it('is told what is missing, and publishes when nothing is', async () => {
    await keys.press('Kijk wat er nog ontbreekt')
    await page.getByRole('alert').getByText('Nog leeg in het Nederlands').first().waitFor()
    expect(await findFaults(page)).toEqual([])
    await page.locator('[name="title.en"]').fill('Your sensor on the map')
    for (const part of PARTS) {
      await page.locator(`[name="${part}.nl"]`).fill('Korte zin.')
      await page.locator(`[name="${part}.en"]`).fill('Short sentence.')
    }
    await keys.fill(/^Adres voor vragen/, 'privacy@waterrijk.example')
    await keys.press('Kijk wat er nog ontbreekt')
    await page.getByText('Er ontbreekt niets.').waitFor()
    expect((await site.ask('GET', '/api/v1/host-invitations')).items).toEqual([])
    await keys.press('Publiceer')
    await page.getByText('Gepubliceerd.').waitFor()
    expect(await findFaults(page)).toEqual([])
    expect((await site.ask('GET', '/api/v1/host-invitations')).items).toEqual([
      expect.objectContaining({ title: { nl: 'Uw meter op de kaart', en: 'Your sensor on the map' } }),
    ])
  }, 300_000)

  it('starts a new version with its reason, while the first holds', async () => {
    await keys.fill(/^Waarom moet de uitleg anders/, 'De tekst was niet duidelijk genoeg.')
    await keys.press('Begin een nieuwe versie')
    await page.getByText('Dit is de nieuwe versie.').waitFor()
    await page.getByText('concept, versie 2').waitFor()
    expect(await findFaults(page)).toEqual([])
    await keys.follow('Toestemmingen')
    expect(await page.getByRole('row', { name: /Uw meter op de kaart/ }).textContent()).toContain('concept')
    expect(await findFaults(page)).toEqual([])
  }, 300_000)
})
