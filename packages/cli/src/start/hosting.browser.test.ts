import { readFile } from 'node:fs/promises'
import { startBrowser } from '@samenspel/web/testing'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findFaults } from './testing/faults.ts'
import { invite } from './testing/invitation.ts'
import { type Keyboard, keyboardOf } from './testing/keyboard.ts'
import { useSite } from './testing/site.ts'

const EMAIL = 'bewoner@waterrijk.example'
const NEIGHBOUR = 'buur@waterrijk.example'
const PASSWORD = 'een warme zomer aan het water'

const site = useSite()
let browser: Browser
let page: Page
let keys: Keyboard
let noticeId: string
/** The address of the sensor, and its curl line. */
let sensor = ''
let curl = ''

beforeAll(async () => {
  browser = await startBrowser()
  page = await openPage()
  keys = keyboardOf(page)
  noticeId = (await invite(site)).noticeId
}, 300_000)

afterAll(async () => {
  await browser?.close()
})

async function openPage(javaScriptEnabled = true) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, javaScriptEnabled })
  const opened = await context.newPage()
  opened.setDefaultTimeout(60_000)
  return opened
}

/** Makes an account from the page that asked to sign in, and comes back to it. */
async function register(at: Page, email: string) {
  const within = keyboardOf(at)
  await within.follow('Maak een account')
  await within.fill('Uw naam', email.split('@')[0] ?? '')
  await within.fill('E-mailadres', email)
  await within.fill('Wachtwoord', PASSWORD)
  await within.press('Account maken')
  await at.getByRole('heading', { name: 'Kijk in uw e-mail' }).waitFor()
}

async function signIn(at: Page, email: string) {
  await at.getByText('U kunt nu inloggen').waitFor()
  const within = keyboardOf(at)
  await within.fill('E-mailadres', email)
  await within.fill('Wachtwoord', PASSWORD)
  await at.keyboard.press('Enter')
}

/** Sends what the line for a terminal says. */
async function send(line: string): Promise<number> {
  const key = /Bearer (\S+?)'/.exec(line)?.[1]
  const body = /-d '([^']+)'/.exec(line)?.[1]
  const address = /'(http[^']+)'$/.exec(line)?.[1] ?? ''
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
  return (await fetch(address, { method: 'POST', headers, body: body ?? '' })).status
}

describe('a resident, with the keyboard alone', () => {
  it('comes from the home page to an account, and back to where it began', async () => {
    await page.goto(`${site.url}/`)
    await keys.follow('Een meter plaatsen')
    await page.waitForURL('**/inloggen?terug=*')
    await register(page, EMAIL)
    await page.goto(await site.mailbox.waitForLink(EMAIL))
    await signIn(page, EMAIL)
    await page.waitForURL('**/mijn/meters/nieuw')
    expect(await findFaults(page)).toEqual([])
  }, 300_000)

  it('places a sensor, and sees beforehand what others will see', async () => {
    await keys.tick(/^Fijnstofmeter/)
    await keys.press('Verder')
    await page.waitForURL('**/mijn/meters/nieuw/sds011-airrohr?dataset=*')
    expect(await findFaults(page)).toEqual([])
    await keys.fill(/^Hoe noemt u de meter/, 'Balkon')
    await keys.reach(page.getByRole('application'))
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Shift+ArrowLeft')
    await page.getByText('Anderen zien alleen: ergens in Oude Haven.').waitFor()
    await keys.tick('Een punt per vak van 100 bij 100 meter')
    await page.getByText(/Anderen zien een punt op ongeveer \d+ meter/).waitFor()
    expect(await findFaults(page)).toEqual([])
    await keys.press('Plaats de meter')
    await page.getByRole('alert').getByText('Kies ja of nee.').waitFor()
    expect(await page.getByLabel(/^Hoe noemt u de meter/).inputValue()).toBe('Balkon')
    expect(await findFaults(page)).toEqual([])
    await keys.tick('Ja, dat mag')
    await keys.press('Plaats de meter')
    await page.getByText('Uw meter staat klaar.').waitFor()
    sensor = page.url().split('?')[0] ?? ''
    expect(await findFaults(page)).toEqual([])
  }, 300_000)

  it('makes a key, sends with the line that is shown, and sees the value come in', async () => {
    await keys.press('Maak een sleutel')
    await page.getByText('Dit is de sleutel.').waitFor()
    expect(await findFaults(page)).toEqual([])
    curl = await page.getByRole('textbox', { name: 'Opdracht met curl' }).inputValue()
    await page.getByText('We wachten op de eerste meting.').waitFor()
    expect(await send(curl)).toBe(200)
    await page.getByText('De metingen komen binnen.').waitFor()
    expect(await page.locator('[data-stream=pm10]').textContent()).toContain('12,5')
    await page.getByText('Anderen zien het eerste gemiddelde van uw meter morgen.').waitFor()
    // The key is still there to copy.
    expect(await page.getByRole('textbox', { name: 'Opdracht met curl' }).inputValue()).toBe(curl)
  }, 300_000)

  it('sees what they consented to, withdraws in one step, and has a receipt of it', async () => {
    await page.goto(`${site.url}/mijn`)
    await page.getByText('U geeft nu 1 toestemming.').waitFor()
    expect(await findFaults(page)).toEqual([])
    await keys.follow('Bekijk en wijzig uw toestemmingen')
    expect(await findFaults(page)).toEqual([])
    await page.getByText('Een punt per vak van 100 bij 100 meter').waitFor()
    const stranger = await openPage()
    await stranger.clock.install()
    await stranger.goto(`${site.url}/kaart`, { waitUntil: 'networkidle' })
    await keys.press(/^Trek in:/)
    await page.getByText('Uw toestemming is ingetrokken. Dat geldt meteen.').waitFor()
    // Who has the map open is shown it as it is now within a minute.
    const asked = stranger.waitForResponse(/\/kaart\.data/)
    await stranger.clock.fastForward('00:50')
    expect((await asked).ok()).toBe(true)
    await stranger.context().close()
    await page.getByText('U geeft geen toestemming').waitFor()
    await keys.follow(/^Bekijk of wijzig/)
    await page.getByText('toestemming ingetrokken').waitFor()
    expect(await findFaults(page)).toEqual([])

    const download = page.waitForEvent('download')
    await page
      .getByRole('link', { name: /^Haal het bewijs op/ })
      .first()
      .click()
    const receipt = await readFile(await (await download).path(), 'utf8')
    await page.goto(`${site.url}/toestemming/controleren`)
    expect(await findFaults(page)).toEqual([])
    await page.getByLabel(/^Inhoud van het bewijs/).fill('geen bewijs')
    await keys.press('Controleer')
    await page.getByRole('alert').getByText('Dit is niet de inhoud van een bewijs.').waitFor()
    await page.getByLabel(/^Inhoud van het bewijs/).fill(receipt)
    await keys.press('Controleer')
    await page.getByText('Dit bewijs is echt.').waitFor()
    await page.getByText('Nu geldt: toestemming ingetrokken').waitFor()
  }, 300_000)

  it('gives yes and no the same weight', async () => {
    await page.goto(`${site.url}/mijn/toestemmingen/${noticeId}`)
    const [yes, no] = await Promise.all(
      ['Ja, ik geef toestemming', 'Nee, ik geef geen toestemming'].map((name) => {
        const button = page.getByRole('button', { name })
        return Promise.all([button.boundingBox(), button.getAttribute('class')])
      }),
    )
    expect(yes?.[0]?.height).toBe(no?.[0]?.height)
    expect(yes?.[1]).toBe(no?.[1])
    await keys.press('Ja, ik geef toestemming')
    await page.getByText('Uw toestemming is bewaard.').waitFor()
  }, 300_000)

  it('moves the sensor', async () => {
    await page.goto(sensor)
    await keys.follow('De meter verhuist')
    expect(await findFaults(page)).toEqual([])
    await keys.choose('In welke buurt?', 'Meer')
    await keys.press('Bewaar de nieuwe plek')
    await page
      .getByRole('alert')
      .getByText(/Wat gebeurt er met wat u tot nu toe mat/)
      .waitFor()
    await keys.tick(/^Verwijder het: het is op de oude plek gemeten/)
    await keys.press('Bewaar de nieuwe plek')
    await page.getByText('De oude plek is weg.').waitFor()
    await page.getByText('In Meerzicht.').waitFor()
  }, 300_000)
})

describe('a neighbour without JavaScript', () => {
  it('takes over the sensor, after which that of before sends nothing more', async () => {
    await keys.follow('Iemand anders neemt de meter over')
    expect(await findFaults(page)).toEqual([])
    await keys.fill(/^E-mailadres van wie/, NEIGHBOUR)
    await keys.press('Stuur de link')
    await page.getByText('De link is verstuurd.').waitFor()
    const link = await site.mailbox.waitForLink(NEIGHBOUR)

    const plain = await openPage(false)
    await plain.goto(link)
    await plain.getByRole('link', { name: 'Maak een account' }).click()
    await plain.getByLabel('Uw naam').fill('Buur')
    await plain.getByLabel('E-mailadres').fill(NEIGHBOUR)
    await plain.getByLabel('Wachtwoord').fill(PASSWORD)
    await plain.getByRole('button', { name: 'Account maken' }).click()
    await plain.goto(await site.mailbox.waitForLink(NEIGHBOUR, 2))
    await plain.getByLabel('E-mailadres').fill(NEIGHBOUR)
    await plain.getByLabel('Wachtwoord').fill(PASSWORD)
    await plain.getByRole('button', { name: 'Inloggen' }).click()
    await plain.getByRole('heading', { name: 'Een meter overnemen' }).waitFor()
    await plain.getByLabel(/^Hoe noemt u de meter/).fill('Tuin')
    await plain.getByLabel('In welke buurt?').selectOption('Oude Haven')
    await plain.getByLabel('Een punt per vak van 500 bij 500 meter').check()
    await plain.getByRole('button', { name: 'Laat zien wat anderen zien' }).click()
    await plain.getByText(/Anderen zien een punt op ongeveer/).waitFor()
    expect(await plain.getByLabel(/^Hoe noemt u de meter/).inputValue()).toBe('Tuin')
    await plain.getByLabel('Nee, dat mag niet').check()
    await plain.getByRole('button', { name: 'Neem de meter over' }).click()
    await plain.getByText('Uw meter staat klaar.').waitFor()
    await plain.getByRole('button', { name: 'Maak een sleutel' }).click()
    const line = await plain.getByRole('textbox', { name: 'Opdracht met curl' }).inputValue()
    expect(await send(line)).toBe(200)
    expect(await send(curl)).toBe(401)
    await plain.goto(`${site.url}/mijn`)
    await plain.getByRole('link', { name: 'Tuin' }).click()
    await plain.getByText('De metingen komen binnen.').waitFor()
    await plain.context().close()
  }, 300_000)

  it('and the first host deletes what was measured', async () => {
    await page.goto(sensor)
    await page.getByText('Deze meter is gestopt.').waitFor()
    expect(await findFaults(page)).toEqual([])
    await keys.follow('Verwijder ook de metingen')
    expect(await findFaults(page)).toEqual([])
    await keys.press('Stop de meter')
    await page.waitForURL('**/mijn?gedaan=verwijderd')
    await page.getByText('U hebt nog geen meter.').waitFor()
  }, 300_000)
})
