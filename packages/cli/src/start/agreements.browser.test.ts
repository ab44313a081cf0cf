import { startBrowser } from '@samenspel/web/testing'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fillStreet } from './testing/example-street.ts'
import { findFaults } from './testing/faults.ts'
import { type Keyboard, keyboardOf } from './testing/keyboard.ts'
import { useSite } from './testing/site.ts'
import { fillTwoParties } from './testing/two-parties.ts'

const site = useSite()
let browser: Browser
let page: Page
let keys: Keyboard
let partner: Page

beforeAll(async () => {
  browser = await startBrowser()
  const open = async () =>
    (await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' })).newPage()
  ;[page, partner] = [await open(), await open()]
  for (const each of [page, partner]) each.setDefaultTimeout(30_000)
  keys = keyboardOf(page)
  await fillStreet(site, Date.now())
  await fillTwoParties(site, { owner: page, partner })
}, 300_000)

afterAll(async () => {
  await browser?.close()
})

const focused = () => page.locator(':focus').getAttribute('id')

describe('a clerk, with the keyboard alone', () => {
  it('makes an alliance, with what a member means for the other', async () => {
    await page.goto(`${site.url}/werkplek/opgaven/droge-kelders`)
    await keys.press('Alliantie toevoegen')
    await page.waitForURL('**/allianties/nieuw')
    await keys.press('Maak de alliantie')
    expect(await page.getByRole('alert').textContent()).toContain('Naam')
    await keys.fill('Naam', 'Droog Waterrijk')
    await keys.press('Maak de alliantie')
    await page.waitForURL('**/allianties/droog-waterrijk?gedaan=gemaakt')
    for (const [name, kind, what] of [
      ['Waterschap', 'Kennis', 'Weet hoe het grondwater stroomt.'],
      ['Gemeente', 'Gegevens', 'Meet het grondwater.'],
    ] as const) {
      await keys.follow('Lid toevoegen')
      expect(await findFaults(page)).toEqual([])
      await keys.choose('Organisatie', name)
      await keys.press('Inbreng toevoegen')
      await expect.poll(focused).toBe('veld-contributions-0-kind')
      await keys.choose('Soort', kind)
      await keys.fill('Wat?', what)
      await keys.press('Voeg het lid toe')
      await page.waitForURL('**/allianties/droog-waterrijk?gedaan=toegevoegd')
    }
    await keyboardOf(page, page.locator('.sp-parts')).follow('Gemeente')
    await keys.press('Gevolg toevoegen')
    await expect.poll(focused).toBe('veld-effects-0-organisationId')
    await keys.fill('Wat merkt die ervan?', 'Hoeft zelf minder te meten.')
    await keys.press('Opslaan')
    expect(await page.getByRole('alert').textContent()).toContain('Kies een lid.')
    expect(await findFaults(page)).toEqual([])
    await keys.choose('Voor wie?', 'Water')
    await keys.press('Opslaan')
    await page.waitForURL('**/allianties/droog-waterrijk?gedaan=opgeslagen')
  }, 240_000)

  it('writes an agreement, and is told what is missing at its place', async () => {
    await page.goto(`${site.url}/werkplek/afspraken`)
    expect(await findFaults(page)).toEqual([])
    await keys.follow('Nieuwe afspraak')
    expect(await findFaults(page)).toEqual([])
    await keys.press('Maak het concept')
    expect(await page.getByRole('alert').textContent()).toContain('Kies een opgave.')
    await keys.fill('Titel', 'Grondwater voor het waterschap')
    await keys.choose('Bij welke opgave hoort zij?', 'Droge')
    await keys.press('Maak het concept')
    await page.waitForURL('**/werkplek/afspraken/grondwater-voor-het-waterschap?gedaan=gemaakt')

    await keys.press('Toestemming toevoegen')
    await expect.poll(focused).toBe('veld-permissions-0-organisationIds')
    const rule = keyboardOf(page, page.locator('#veld-permissions-0'))
    await rule.tick('Waterschap Meerlanden')
    await rule.tick(/^Lezen/)
    await rule.tick(/^Peilbuizen/)
    await rule.choose('Plek', 'Afgerond op 500')
    await rule.fill('Kleinste groep in een cijfer (niet verplicht)', 'een paar')
    await rule.press('Voorwaarde toevoegen')
    await expect.poll(focused).toBe('veld-permissions-0-duties-0-kind')
    await rule.choose('Wat moet er gebeuren?', 'Terug')
    await keys.press('Plicht toevoegen')
    await expect.poll(focused).toBe('veld-obligations-0-organisationIds')
    const duty = keyboardOf(page, page.locator('#veld-obligations-0'))
    await duty.tick('Waterschap Meerlanden')
    expect(
      await page
        .getByLabel(/^Binnen hoeveel dagen/)
        .last()
        .isVisible(),
    ).toBe(false)
    await duty.choose('Wat moet er gebeuren?', 'De gegevens')
    await duty.fill(/^Binnen hoeveel dagen/, '30')
    await keys.press('Bewaar als concept')
    await page.getByRole('alert').waitFor()
    expect(await findFaults(page)).toEqual([])
    const told = page.getByRole('alert')
    expect(await told.textContent()).toContain('Toestemming 1, kleinste groep in een cijfer')
    expect(await page.getByLabel(/^Kleinste groep/).inputValue()).toBe('een paar')
    expect(
      await page
        .getByLabel(/^Peilbuizen/)
        .first()
        .isChecked(),
    ).toBe(true)
    await rule.fill(/^Kleinste groep/, '10')
    await keys.press('Bewaar als concept')
    await page.getByText('Er staat niet wanneer er is teruggemeld.').first().waitFor()
    expect(await told.textContent()).toContain('Toestemming 1, voorwaarde 1, vóór welke dag?')
    await rule.fill(/^Vóór welke dag/, '2035-03-01')
    await keys.press('Bewaar als concept')
    await page.waitForURL('**?gedaan=opgeslagen')
    const plain = page.getByRole('region', { name: 'In gewone taal' })
    await plain.getByText('Waterschap Meerlanden mag Peilbuizen lezen.').waitFor()
    await plain.getByText(/^Waterschap Meerlanden moet de gegevens binnen 30 dagen na het einde/).waitFor()
    await plain.getByText('Dit mag alleen met plaatsen die zijn afgerond op vakken van 500 meter.').waitFor()
    expect(await findFaults(page)).toEqual([])
    await page.emulateMedia({ media: 'print' })
    expect(await plain.isVisible()).toBe(true)
    expect(await page.getByRole('button', { name: 'Bewaar als concept' }).isVisible()).toBe(false)
    await page.emulateMedia({ media: 'screen' })
  }, 240_000)

  it('is told what is missing before it can be offered, and goes there', async () => {
    await keys.follow('Aanbieden')
    await page.waitForURL('**/stappen/aanbieden')
    await page.getByText('Grondslag: Mandaatbesluit 2020.').waitFor()
    await keys.press('Onderteken en bied aan')
    const missing = page.getByRole('link', { name: /^Toestemming 1, voor welke opgaven\?: Er staat niet/ })
    await missing.waitFor()
    await page.getByRole('link', { name: /^Waarom\?: Er staat niet/ }).waitFor()
    expect(await findFaults(page)).toEqual([])
    await keys.reach(missing)
    await page.keyboard.press('Enter')
    await page.waitForURL('**/grondwater-voor-het-waterschap#veld-permissions-0-challengeIds')
    const rule = keyboardOf(page, page.locator('#veld-permissions-0'))
    await rule.tick('Droge kelders')
    await keys.fill(/^Waarom/, 'Het waterschap houdt het grondwater in het oog.')
    await keys.press('Bewaar als concept')
    await page.waitForURL('**?gedaan=opgeslagen')
    await keys.follow('Aanbieden')
    await keys.press('Onderteken en bied aan')
    await page.waitForURL('**?gedaan=aangeboden')
    await page.getByText('Het antwoord van Waterschap Meerlanden is er nog niet.').waitFor()
    expect(await page.getByRole('button', { name: 'Bewaar als concept' }).count()).toBe(0)
    expect(await findFaults(page)).toEqual([])
  }, 240_000)
})

describe('the other party, without JavaScript', () => {
  it('finds the proposal, accepts it on a mandate, and does its task', async () => {
    const storageState = await partner.context().storageState()
    const bare = await (await browser.newContext({ javaScriptEnabled: false, storageState })).newPage()
    bare.setDefaultTimeout(30_000)
    await bare.goto(`${site.url}/werkplek`)
    await bare.getByRole('link', { name: 'Grondwater voor het waterschap' }).first().click()
    await bare.getByText('Waterschap Meerlanden mag Peilbuizen lezen.').waitFor()
    expect(await bare.getByRole('link', { name: 'Nieuwe versie' }).count()).toBe(0)
    await bare.getByRole('link', { name: 'Afwijzen' }).click()
    await bare.getByRole('button', { name: 'Onderteken en wijs af' }).click()
    expect(await bare.getByRole('alert').textContent()).toContain('Waarom?')
    await bare.goBack()
    await bare.goto(`${site.url}/werkplek/afspraken/grondwater-voor-het-waterschap/stappen/aanvaarden`)
    expect(await bare.getByLabel('Dijkgraaf: P. Plas').isChecked()).toBe(true)
    await bare.getByRole('button', { name: 'Onderteken en aanvaard' }).click()
    await bare.getByText('Ondertekend en aanvaard.').waitFor()
    await bare.getByText('Op het mandaat van P. Plas, Dijkgraaf.').first().waitFor()
    await bare.getByRole('link', { name: /^Rond af ?: Terugmelden/ }).click()
    await bare.getByRole('button', { name: 'De taak is gedaan' }).click()
    expect(await bare.getByRole('alert').textContent()).toContain('Wat is er gedaan?')
    await bare.getByLabel('Wat is er gedaan?').fill('De uitkomst staat in het jaarverslag.')
    await bare.getByRole('button', { name: 'De taak is gedaan' }).click()
    await bare.getByText('De taak is afgerond.').waitFor()
    await bare.context().close()
  }, 120_000)

  it('writes rules of its own, adding and removing rows without losing what was typed', async () => {
    const storageState = await partner.context().storageState()
    const bare = await (await browser.newContext({ javaScriptEnabled: false, storageState })).newPage()
    bare.setDefaultTimeout(30_000)
    await bare.goto(`${site.url}/en/werkplek/afspraken/nieuw`)
    await bare.getByLabel('Title').fill('Sluices')
    await bare.getByLabel('To which challenge does it belong?').selectOption({ label: 'Droge kelders' })
    await bare.getByRole('button', { name: 'Make the draft' }).click()
    const row = (nth: number) => bare.locator(`#veld-prohibitions-${nth}`)
    for (const nth of [0, 1]) {
      await bare.getByRole('button', { name: 'Add a prohibition' }).click()
      await row(nth).getByLabel('Gemeente', { exact: true }).check()
    }
    await bare.getByLabel('Why?').fill('Water comes and goes.')
    await row(1).getByLabel('Pass it on to others').check()
    await bare.locator('summary', { hasText: 'Prohibition 1' }).click()
    await bare.getByRole('button', { name: 'Remove prohibition 1' }).click()
    expect(await bare.getByLabel('Why?').inputValue()).toBe('Water comes and goes.')
    expect(await row(0).getByLabel('Pass it on to others').isChecked()).toBe(true)
    expect(await row(1).count()).toBe(0)
    await bare.getByRole('button', { name: 'Keep as a draft' }).click()
    await bare.getByRole('status').waitFor()
    await bare.getByText('One rule is not finished yet').waitFor()
    await bare.locator('summary', { hasText: 'Remove this draft' }).click()
    await bare.getByRole('button', { name: 'Yes, remove this draft' }).click()
    await bare.waitForURL('**/en/werkplek/afspraken?gedaan=verwijderd')
    await bare.context().close()
  }, 120_000)

  it('is asked again for a new version, and sees what changed', async () => {
    await page.goto(`${site.url}/werkplek/afspraken/grondwater-voor-het-waterschap`)
    await keys.follow('Nieuwe versie')
    await keys.fill('Waarom moet de tekst anders?', 'Minder precies is genoeg.')
    await keys.press('Begin de nieuwe versie')
    await page.waitForURL('**?gedaan=nieuwe-versie')
    await keys.open('Toestemming 1')
    await keyboardOf(page, page.locator('#veld-permissions-0')).choose('Tijd', 'Alleen cijfers per dag')
    await keys.press('Bewaar als concept')
    await page.waitForURL('**?gedaan=opgeslagen')
    await keys.open('Eén zin is anders')
    await page.getByText('Dit mag alleen met cijfers per dag.').first().waitFor()
    await keys.follow('Stilzetten')
    await keys.fill('Waarom?', 'Eerst kijken of de sensoren goed staan.')
    await keys.press('Onderteken en zet stil')
    await page.waitForURL('**?gedaan=stilgezet')
    await page.getByText('Deze afspraak is stilgezet door').waitFor()
    expect(await findFaults(page)).toEqual([])
    await page.goto(`${site.url}/werkplek/afspraken`)
    await page.getByText('er is een concept van versie 2').waitFor()
    expect(await findFaults(page)).toEqual([])
  }, 240_000)
})
