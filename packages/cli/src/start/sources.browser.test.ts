import { startBrowser } from '@samenspel/web/testing'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fillStreet } from './testing/example-street.ts'
import { findFaults } from './testing/faults.ts'
import { type Keyboard, keyboardOf } from './testing/keyboard.ts'
import { signInByMail } from './testing/sign-in.ts'
import { useSite } from './testing/site.ts'

const EMAIL = 'sensoren@waterrijk.example'

// A name that no network knows: a connection to it fails at once.
const site = useSite({ CONNECTOR_HOSTS: 'broker.example:8883' })
let browser: Browser
let page: Page
let keys: Keyboard

beforeAll(async () => {
  browser = await startBrowser()
  page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage()
  page.setDefaultTimeout(60_000)
  keys = keyboardOf(page)
  const { items } = (await site.ask('GET', '/api/v1/organisations')) as { items: { id: string }[] }
  const give = (role: string) =>
    site.ask('POST', `/api/v1/organisations/${items[0]?.id}/members`, { email: EMAIL, role })
  await give('data-expert')
  await fillStreet(site, Date.now())
  await signInByMail(page, site, EMAIL)
  // Only an administrator makes keys.
  await give('administrator')
}, 300_000)

afterAll(async () => {
  await browser?.close()
})

/** An uplink as ChirpStack sends it, of a sensor of which it decoded the bytes. */
const uplink = (counter: number, object: object) => ({
  time: `2026-03-02T10:00:0${counter}Z`,
  deviceInfo: { devEui: 'A81758FFFE03F6A1', deviceName: 'Tuin' },
  devAddr: '01',
  fCnt: counter,
  fPort: 2,
  data: 'AQI=',
  object,
})

/** Does with the page what `act` does, as someone without JavaScript. */
async function withoutScript(act: (visitor: Page) => Promise<void>): Promise<void> {
  const storageState = await page.context().storageState()
  const context = await browser.newContext({ javaScriptEnabled: false, storageState })
  const visitor = await context.newPage()
  visitor.setDefaultTimeout(30_000)
  await act(visitor)
  await context.close()
}

describe('a data expert, with the keyboard alone', () => {
  it('makes a source after trying an example, and sees what is wrong before saving', async () => {
    await page.goto(`${site.url}/werkplek/aanvoer`)
    await page.getByText('Er stuurt nog niets.').waitFor()
    await keys.follow('Nieuwe bron')
    await page.waitForURL('**/bronnen/nieuw')
    expect(await findFaults(page)).toEqual([])
    await keys.press('Maak de bron')
    await page.getByRole('alert').getByText('Naam: Dit is verplicht').waitFor()
    expect(await findFaults(page)).toEqual([])
    await keys.tick('ChirpStack (versie 4)')
    await keys.fill(/^Voorbeeld van een bericht/, 'temperature 21,5')
    await keys.press('Probeer het voorbeeld')
    await page.getByRole('alert').getByText('geen leesbaar bericht').waitFor()
    await keys.fill(/^Decoder/, 'function decodeUplink(input) { return { data: { temperature: warmth } } }')
    await keys.fill(
      /^Voorbeeld van een bericht/,
      JSON.stringify(uplink(1, { temperature: 21.5, humidity: 40 })),
    )
    await keys.press('Probeer het voorbeeld')
    await page
      .getByRole('alert')
      .getByText(/^Decoder: De decoder meldt: .*warmth/)
      .waitFor()
    expect(await findFaults(page)).toEqual([])
    await keys.reach(page.getByLabel(/^Decoder/))
    await page.keyboard.press('Control+A')
    await page.keyboard.press('Delete')
    await keys.press('Probeer het voorbeeld')
    await page.getByRole('status').getByText('Er is nog niets gekozen om te bewaren.').waitFor()
    expect(await findFaults(page)).toEqual([])
    await keys.press('Zet deze velden in de lijst')
    await page.getByText('Waarde 2: humidity').waitFor()
    await keys.press('Probeer het voorbeeld')
    await page.getByRole('status').getByText('21,5 °C').waitFor()
    expect(await findFaults(page)).toEqual([])
    await keys.fill('Naam', 'Sensoren in tuinen')
    await keys.press('Maak de bron')
    await page.waitForURL('**?gedaan=bron-gemaakt')
    expect(await findFaults(page)).toEqual([])
    await page.getByText('Er is nog geen sensor die iets stuurde.').waitFor()
  }, 300_000)

  it('lets the network server send with a key that is shown once, and sees its sensors', async () => {
    const overview = page.url().split('?')[0] ?? ''
    const address = await page.getByLabel('Adres om naartoe te sturen', { exact: true }).inputValue()
    await keys.press('Maak een sleutel')
    await page.getByRole('heading', { level: 1, name: 'Uw nieuwe sleutel' }).waitFor()
    expect(await findFaults(page)).toEqual([])
    const authorization = await page.getByLabel(/^Kop \(header\) met de sleutel/).inputValue()
    const send = async (counter: number, object: object) => {
      const headers = { authorization, 'content-type': 'application/json' }
      const body = JSON.stringify(uplink(counter, object))
      return (await fetch(`${address}?event=up`, { method: 'POST', headers, body })).json()
    }
    expect(await send(1, { temperature: 21.5, humidity: 40 })).toMatchObject({ outcome: 'stored' })
    expect(await send(2, { temperature: 'warm' })).toMatchObject({ outcome: 'kept' })
    // To the same address, which shows the key no more.
    await keys.reach(page.getByRole('link', { name: 'Ik heb de sleutel ingevuld' }))
    await page.keyboard.press('Enter')
    await page.getByRole('cell', { name: 'A81758FFFE03F6A1', exact: true }).waitFor()
    expect(await page.content()).not.toContain(authorization)
    expect(await findFaults(page)).toEqual([])
    await keys.follow('1: bekijk waarom')
    await page.goto(overview)
    await keys.follow('Bekijk meetpunt Tuin')
    await page.waitForURL('**/meetpunten/*')
    await page.goto(overview)
    await keys.press(/^Zet op pauze/)
    await page.waitForURL('**?gedaan=bron-gepauzeerd')
    expect(await send(3, { temperature: 22 })).toMatchObject({ outcome: 'ignored' })
    expect(await findFaults(page)).toEqual([])
    await keys.press(/^Zet weer aan/)
    await page.waitForURL('**?gedaan=bron-hervat')
    expect(await send(4, { temperature: 22 })).toMatchObject({ outcome: 'stored' })
  }, 300_000)

  it('changes it, reads it from a broker, and removes it after saying yes', async () => {
    await keys.follow('Wijzig deze bron')
    expect(await findFaults(page)).toEqual([])
    await keys.open('Waarde 1: temperature')
    await keys.fill(/^Naam van het veld/, 'lucht.temperatuur')
    await keys.press('Opslaan')
    await page.waitForURL('**?gedaan=opgeslagen')
    await page.getByText('lucht.temperatuur, humidity').waitFor()
    await keys.follow('Stel de broker in')
    expect(await findFaults(page)).toEqual([])
    await keys.fill(/^Adres van de broker/, 'mqtts://elders.example:8883')
    await keys.fill(/^Toepassing/, 'b6e6a1f0')
    await keys.fill(/^Wachtwoord/, 'geheim')
    await keys.press('Opslaan en verbinden')
    await page.getByRole('alert').getByText('staat niet op de lijst van de beheerder').waitFor()
    expect(await findFaults(page)).toEqual([])
    await keys.fill(/^Adres van de broker/, 'mqtts://broker.example:8883')
    await keys.fill(/^Wachtwoord/, 'geheim')
    await keys.press('Opslaan en verbinden')
    await page.waitForURL('**/broker?gedaan=broker-ingesteld')
    expect(await findFaults(page)).toEqual([])
    await keys.open('Lees niet meer bij deze broker')
    await keys.press('Ja, lees niet meer bij deze broker')
    await page.waitForURL('**?gedaan=broker-verwijderd')
    await keys.open('Verwijder deze bron')
    await keys.press('Ja, verwijder deze bron')
    await page.waitForURL('**?gedaan=bron-verwijderd')
    await page.getByText('Er stuurt nog niets.').waitFor()
  }, 300_000)

  it('changes the limits of a dataset, is told what is wrong, and goes back to the usual ones', async () => {
    const { items } = (await site.ask('GET', '/api/v1/datasets')) as { items: { slug: string }[] }
    await page.goto(`${site.url}/werkplek/datasets/${items[0]?.slug}`)
    await page.getByRole('cell', { name: 'buiten -30 tot 50 °C' }).waitFor()
    expect(await findFaults(page)).toEqual([])
    await keys.follow('Temperatuur (°C)')
    expect(await findFaults(page)).toEqual([])
    await keys.fill(/^Hoogste waarde die kan/, '-40')
    await keys.press('Opslaan')
    await page
      .getByRole('alert')
      .getByText(/lager zijn dan het maximum/)
      .waitFor()
    expect(await findFaults(page)).toEqual([])
    await keys.fill(/^Hoogste waarde die kan/, '42,5')
    await keys.fill(/^Na hoeveel uur gelijk/, '')
    await page.keyboard.press('Delete')
    await keys.press('Opslaan')
    await page.waitForURL('**?gedaan=grenzen-gewijzigd#grenzen')
    await page.getByRole('status').getByText('Er verdwijnt niets.').waitFor()
    await page.getByRole('cell', { name: 'buiten -30 tot 42,5 °C normaal: buiten -30 tot 50 °C' }).waitFor()
    await page.getByRole('cell', { name: 'letten we niet op normaal: 24 uur gelijk' }).waitFor()
    expect(await findFaults(page)).toEqual([])
    await keys.follow('Temperatuur (°C)')
    await keys.press('Terug naar de gewone grenzen')
    await page.waitForURL('**?gedaan=grenzen-gewijzigd#grenzen')
    await page.getByRole('cell', { name: 'buiten -30 tot 50 °C', exact: true }).waitFor()
  }, 300_000)
})

describe('who has no JavaScript', () => {
  it('makes a source in English, tries it, and removes it', async () => {
    await withoutScript(async (visitor) => {
      const press = (name: string | RegExp) => visitor.getByRole('button', { name }).click()
      await visitor.goto(`${site.url}/en/werkplek/aanvoer/bronnen/nieuw`)
      await visitor.getByLabel('Name', { exact: true }).fill('Sensors in gardens')
      await visitor.getByLabel('ChirpStack (version 4)').check()
      await visitor.getByLabel(/^Example of a message/).fill(JSON.stringify(uplink(1, { soil: 3 })))
      await press('Try the example')
      await visitor.getByText('Nothing has been chosen to store yet.').waitFor()
      await press('Put these fields in the list')
      await visitor.getByLabel('What is measured?').selectOption('Something else')
      await press('Make the source')
      await visitor
        .getByRole('alert')
        .getByText(/^Value 1, name for something else/)
        .waitFor()
      await visitor.getByLabel(/^Name for something else/).fill('soil-moisture')
      await visitor.getByLabel('Unit').selectOption('%')
      await press('Make the source')
      await visitor.getByRole('heading', { level: 1, name: 'Sensors in gardens' }).waitFor()
      await press(/^Pause/)
      await visitor.getByText(/^This source is paused/).waitFor()
      await visitor.locator('summary', { hasText: 'Remove this source' }).click()
      await press('Yes, remove this source')
      await visitor.getByText('The source is removed.').waitFor()
    })
  }, 120_000)

  it('changes limits', async () => {
    const { items } = (await site.ask('GET', '/api/v1/datasets')) as { items: { slug: string }[] }
    await withoutScript(async (visitor) => {
      await visitor.goto(`${site.url}/en/werkplek/datasets/${items[0]?.slug}/grenzen/temperature`)
      await visitor.getByLabel(/^Lowest value that can be/).fill('low')
      await visitor.getByRole('button', { name: 'Save' }).click()
      await visitor
        .getByRole('alert')
        .getByText(/^Lowest value that can be/)
        .waitFor()
      await visitor.getByLabel(/^Lowest value that can be/).fill('-25.5')
      await visitor.getByRole('button', { name: 'Save' }).click()
      await visitor.getByText('outside -25.5 to 50').waitFor()
    })
  }, 120_000)
})
