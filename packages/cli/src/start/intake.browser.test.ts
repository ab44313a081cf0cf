import { startBrowser } from '@samenspel/web/testing'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fillStreet } from './testing/example-street.ts'
import { findFaults } from './testing/faults.ts'
import { type Keyboard, keyboardOf } from './testing/keyboard.ts'
import { signInByMail } from './testing/sign-in.ts'
import { useSite } from './testing/site.ts'

const EMAIL = 'data@waterrijk.example'

// A name that no network knows: a connector to it fails at once.
const site = useSite({ CONNECTOR_HOSTS: 'metingen.example' })
let browser: Browser
let page: Page
let keys: Keyboard
let datastream: number

beforeAll(async () => {
  browser = await startBrowser()
  page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage()
  page.setDefaultTimeout(60_000)
  keys = keyboardOf(page)
  const { items } = (await site.ask('GET', '/api/v1/organisations')) as { items: { id: string }[] }
  const members = `/api/v1/organisations/${items[0]?.id}/members`
  await site.ask('POST', members, { email: EMAIL, role: 'data-expert' })
  await fillStreet(site, Date.now())
  const { value } = (await site.ask('GET', '/sta/v1.1/Datastreams')) as { value: { '@iot.id': number }[] }
  datastream = value[0]?.['@iot.id'] ?? 0
  await signInByMail(page, site, EMAIL)
}, 300_000)

afterAll(async () => {
  await browser?.close()
})

describe('a data expert, with the keyboard alone', () => {
  it('sets up a connector, pauses it and removes it', async () => {
    await keys.follow('Aanvoer')
    await page.getByText('Er zijn nog geen koppelingen.').waitFor()
    await keys.follow('Nieuwe koppeling')
    await keys.follow(/^SensorThings-server/)
    expect(await findFaults(page)).toEqual([])
    await keys.fill('Naam', 'Tuinen van de buren')
    await keys.fill(/^Webadres van de server/, 'https://elders.example/v1.1')
    await keys.press('Maak de koppeling')
    await expect
      .poll(() => page.getByRole('alert').textContent())
      .toContain('staat niet op de lijst van de beheerder')
    await keys.fill(/^Webadres van de server/, 'https://metingen.example/v1.1')
    await keys.press('Maak de koppeling')
    await page.waitForURL('**?gedaan=koppeling-gemaakt')
    await keys.press(/^Zet op pauze/)
    await page.waitForURL('**?gedaan=koppeling-gepauzeerd')
    expect(await findFaults(page)).toEqual([])
    await keys.press(/^Zet weer aan/)
    await page.waitForURL('**?gedaan=koppeling-hervat')
    await keys.press(/^Haal nu op/)
    await page.waitForURL('**?gedaan=koppeling-gestart')
    await keys.follow('Aanvoer van metingen')
    await page.getByRole('link', { name: 'Tuinen van de buren' }).waitFor()
    expect(await findFaults(page)).toEqual([])
    await keys.follow('Tuinen van de buren')
    await keys.open('Verwijder deze koppeling')
    await keys.press('Ja, verwijder deze koppeling')
    await page.waitForURL('**?gedaan=koppeling-verwijderd')
  }, 300_000)

  it('has a table of StatLine fetched, and sees what is wrong with it and why it does not work', async () => {
    await page.goto(`${site.url}/werkplek/aanvoer`)
    await page.getByText('Er worden nog geen cijfers opgehaald.').waitFor()
    await keys.follow('Nieuwe tabel')
    expect(await findFaults(page)).toEqual([])
    await keys.fill('Naam', 'Kerncijfers')
    await keys.fill(/^Code van de tabel/, 'kerncijfers')
    await keys.fill(/^Codes van de gemeenten/, 'GM0193')
    await keys.fill(/^Jaar/, '2024')
    await keys.press('Haal deze tabel op')
    await expect
      .poll(() => page.getByRole('alert').textContent())
      .toContain('Code van de tabel: Geef de code van de tabel')
    await keys.fill(/^Code van de tabel/, '85984NED')
    await keys.press('Haal deze tabel op')
    await page.waitForURL('**?gedaan=tabel-gemaakt')
    expect(await findFaults(page)).toEqual([])
    await keys.press(/^Haal nu op/)
    await page.waitForURL('**?gedaan=koppeling-gestart')
    const reason = page.getByText('datasets.cbs.nl staat niet op de lijst van de beheerder')
    await expect
      .poll(
        async () => {
          await page.reload()
          return reason.count()
        },
        { timeout: 60_000, interval: 1000 },
      )
      .toBe(1)
    await keys.open('Verwijder deze tabel')
    await keys.press('Ja, verwijder deze tabel')
    await page.waitForURL('**?gedaan=tabel-verwijderd')
  }, 300_000)

  it('sees what could not be stored, tries again and discards it with a reason', async () => {
    const source = await site.ask('POST', '/api/v1/inbound-sources', {
      name: 'Sensoren in bomen',
      kind: 'chirpstack',
      mapping: [{ field: 'temperature', property: 'temperature', unit: 'Cel' }],
    })
    for (const rubbish of ['een', 'twee']) {
      await site.ask('POST', `/api/v1/inbound-sources/${source.id}/uplinks?event=up`, { fCnt: 1, rubbish })
    }
    await page.goto(`${site.url}/werkplek/aanvoer`)
    await page.getByText('2 berichten wachten op u.').waitFor()
    expect(await findFaults(page)).toEqual([])
    await keys.follow('Bekijk wat niet bewaard is')
    expect(await findFaults(page)).toEqual([])
    await keys.press(/^Probeer alle opnieuw/)
    await page.waitForURL('**?gedaan=opnieuw-geprobeerd')
    await expect.poll(() => page.locator('.sp-entry').count(), { timeout: 60_000 }).toBe(2)
    const first = page.locator('.sp-entry a').first()
    await keys.reach(first)
    await page.keyboard.press('Enter')
    await page.waitForURL('**/geweigerd/*')
    await page.getByText('rubbish').waitFor()
    expect(await findFaults(page)).toEqual([])
    await keys.press('Probeer opnieuw')
    await page.getByRole('alert').getByText('Het lukt nog steeds niet').waitFor()
    await keys.fill(/^Waarom mag het weg/, 'Dit was een proef.')
    await keys.press('Doe dit bericht weg')
    await page.waitForURL('**?gedaan=weggedaan')
    await expect.poll(() => page.locator('.sp-entry').count(), { timeout: 60_000 }).toBe(1)
    await page.goto(`${site.url}/en/werkplek/aanvoer/geweigerd`)
    await page.getByRole('heading', { level: 1, name: 'Not stored' }).waitFor()
  }, 300_000)

  it('rejects measurements with a reason that everyone can read, and takes it back', async () => {
    await page.goto(`${site.url}/meetreeksen/${datastream}?periode=week`)
    expect(await findFaults(page)).toEqual([])
    await keys.follow('Beoordeel metingen')
    expect(await findFaults(page)).toEqual([])
    await keys.fill('Reden', 'De sensor hing in de zon.')
    await keys.press('Bewaar dit oordeel')
    await page.waitForURL('**?gedaan=beoordeeld')
    expect(await findFaults(page)).toEqual([])
    const anyone = await (await browser.newContext({ javaScriptEnabled: false })).newPage()
    await anyone.goto(`${site.url}/meetreeksen/${datastream}?periode=week`)
    await anyone.getByText('De sensor hing in de zon.').waitFor()
    await anyone.getByText(/^Bij \d+ van de \d+ metingen is er twijfel/).waitFor()
    expect(await anyone.getByRole('link', { name: 'Beoordeel metingen' }).count()).toBe(0)
    await anyone.context().close()
    await keys.press(/^Intrekken: oordeel/)
    await page.waitForURL('**?gedaan=oordeel-ingetrokken')
  }, 300_000)
})

describe('a page that is open', () => {
  it('shows a new measurement by itself', async () => {
    const visitor = await (await browser.newContext()).newPage()
    const streaming = visitor.waitForResponse((response) => response.url().includes('/api/v1/latest-values'))
    await visitor.goto(`${site.url}/kaart`)
    expect((await streaming).status()).toBe(200)
    await site.ask('POST', `/sta/v1.1/Datastreams(${datastream})/Observations`, {
      phenomenonTime: new Date().toISOString(),
      result: 31.5,
    })
    await visitor.getByRole('cell', { name: '31,5 °C' }).waitFor()
    await visitor.context().close()
  }, 120_000)
})

describe('who looks after a station, without JavaScript', () => {
  it('asks for messages, confirms and stops them with a button; opening the links does nothing', async () => {
    const email = 'noor@waterrijk.example'
    const thing = (await site.ask('GET', `/sta/v1.1/Datastreams(${datastream})/Thing`)) as {
      '@iot.id': number
    }
    const visitor = await (await browser.newContext({ javaScriptEnabled: false })).newPage()
    visitor.setDefaultTimeout(30_000)
    await visitor.goto(`${site.url}/meetpunten/${thing['@iot.id']}`)
    await visitor.getByLabel('E-mailadres').fill(email)
    await visitor.getByRole('button', { name: 'Stuur mij berichten' }).click()
    await visitor.getByText('Kijk in uw e-mail.').waitFor()
    const confirm = await site.mailbox.waitForLink(email)
    for (const link of [confirm, confirm.replace('aanzetten', 'stoppen')]) {
      expect((await fetch(link)).status).toBe(200)
    }
    await page.goto(confirm)
    expect(await findFaults(page)).toEqual([])
    await visitor.goto(confirm)
    await visitor.getByRole('button', { name: 'Ja, stuur mij berichten' }).click()
    await visitor.getByRole('heading', { name: 'Het is geregeld' }).waitFor()
    await visitor.goto(confirm.replace('aanzetten', 'stoppen'))
    await visitor.getByRole('button', { name: 'Stop de berichten' }).click()
    await visitor.getByRole('heading', { name: 'De berichten zijn gestopt' }).waitFor()
    await visitor.goto(confirm)
    await visitor.getByRole('button', { name: 'Ja, stuur mij berichten' }).click()
    await visitor.getByRole('alert').waitFor()
    await visitor.context().close()
  }, 120_000)
})
