import { startBrowser } from '@samenspel/web/testing'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fillStreet } from './testing/example-street.ts'
import { findFaults } from './testing/faults.ts'
import { keyboardOf } from './testing/keyboard.ts'
import { useSite } from './testing/site.ts'

const EMAIL = 'w.de.vries@waterrijk.example'
const PASSWORD = 'een warme zomer aan het water'

const site = useSite()
let browser: Browser
let page: Page
let organisationId: string

beforeAll(async () => {
  browser = await startBrowser()
  page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage()
  page.setDefaultTimeout(20_000)
  const { items } = (await site.ask('GET', '/api/v1/organisations')) as { items: { id: string }[] }
  organisationId = items[0]?.id ?? ''
  await fillStreet(site, Date.now())
  for (const role of ['policy-officer', 'decision-maker']) {
    await site.ask('POST', `/api/v1/organisations/${organisationId}/members`, { email: EMAIL, role })
  }
  await site.ask('POST', '/api/v1/mandates', {
    organisationId,
    function: 'Wethouder Leefomgeving',
    holderName: 'W. de Vries',
    subject: 'Maatregelen tegen hitte',
    field: 'environment',
    maximumAmount: 50_000,
    since: '2020-01-01',
    basis: 'Mandaatbesluit 2020',
  })
}, 180_000)

afterAll(async () => {
  await browser?.close()
})

const focused = () => page.locator(':focus').getAttribute('id')

describe('an official, with the keyboard alone', () => {
  it('chooses a password through the message, and signs in where the work was', async () => {
    const keys = keyboardOf(page)
    await page.goto(`${site.url}/wachtwoord-vergeten`)
    expect(await findFaults(page)).toEqual([])
    await keys.fill('E-mailadres', EMAIL)
    await keys.press('Stuur mij een link')
    const messages = await waitForMessage(2)
    await page.goto(/https?:\/\/\S*reset-password\S*/.exec(messages)?.[0] ?? '')
    await keys.fill('Nieuw wachtwoord', PASSWORD)
    await keys.press('Bewaar het wachtwoord')
    await page.waitForURL('**/inloggen?gedaan=wachtwoord')

    await page.goto(`${site.url}/werkplek/opgaven/nieuw`)
    expect(new URL(page.url()).pathname).toBe('/inloggen')
    await keys.fill('E-mailadres', EMAIL)
    await keys.fill('Wachtwoord', 'niet het goede wachtwoord')
    await page.keyboard.press('Enter')
    await page.getByRole('alert').waitFor()
    expect(await page.locator(':focus').getAttribute('role')).toBe('alert')
    expect(await findFaults(page)).toEqual([])
    await keys.fill('Wachtwoord', PASSWORD)
    await page.keyboard.press('Enter')
    await page.waitForURL('**/werkplek/opgaven/nieuw')
    expect(await page.content()).not.toContain('session_token')
  })

  it('takes on a challenge: what is missing is said at once, at its place', async () => {
    const keys = keyboardOf(page)
    await keys.press('Maak het concept')
    await expect.poll(() => page.getByRole('alert').textContent()).toContain('Titel')
    await keys.fill('Titel', 'Koele buurten')
    await keys.press('Maak het concept')
    await page.waitForURL('**/werkplek/opgaven/koele-buurten?gedaan=gemaakt')
    await page.getByText('Gemaakt. U kunt nu verder invullen.').waitFor()

    await keys.press('Publiceren')
    const mistakes = page.getByRole('alert').getByRole('listitem')
    await mistakes.first().waitFor()
    expect(await mistakes.count()).toBe(4)
    expect(await findFaults(page)).toEqual([])
    await keys.reach(page.getByRole('alert').getByRole('link', { name: /Wie merkt/ }))
    await page.keyboard.press('Enter')
    await page.waitForURL('**#veld-affected')

    await keys.fill(/^Wie merkt hier iets van/, 'Ouderen in het centrum.')
    await keys.fill(/^Welke rol hebben data/, 'We meten de temperatuur in tuinen.')
    for (const [name, citation] of [
      ['Coalitieakkoord', 'Niemand zit in de hitte.'],
      ['Buurtpeiling', 'Vier op de tien slapen slecht.'],
    ] as const) {
      await keys.press('Bron toevoegen')
      await page.waitForURL('**/bronnen/nieuw')
      await keys.fill('Naam van de bron', name)
      await keys.fill('Citaat of vindplaats', citation)
      await keys.press('Voeg de bron toe')
      await page.waitForURL('**/koele-buurten?gedaan=toegevoegd**')
    }
    await keys.press('Doel toevoegen')
    await page.waitForURL('**/doelen/nieuw')
    await keys.fill('Doel', 'Minder warme dagen')
    await keys.fill('Eenheid', '°C')
    await keys.fill('Stand nu of bij de start', '24,5')
    await keys.fill('Streefwaarde', 'veel')
    await keys.fill('Wanneer moet het bereikt zijn?', '2030-12-31')
    await keys.press('Voeg het doel toe')
    await page.getByRole('alert').waitFor()
    await expect.poll(() => page.getByRole('alert').textContent()).toContain('Streefwaarde: Geef een getal.')
    expect(await page.getByLabel('Doel', { exact: true }).inputValue()).toBe('Minder warme dagen')
    await keys.fill('Streefwaarde', '21,5')
    await keys.press('Voeg het doel toe')
    await page.waitForURL('**/koele-buurten?gedaan=toegevoegd**')
    await page.getByText('hoogstens 21,5').waitFor()

    await keys.press('Publiceren')
    await page.waitForURL('**?gedaan=gepubliceerd')
    expect(await findFaults(page)).toEqual([])
  }, 180_000)

  it('unfolds the fields that a difference needs when that is chosen', async () => {
    const form = await page.context().newPage()
    await form.goto(`${site.url}/werkplek/indicatoren/nieuw`)
    const [first, measure] = [form.getByLabel('Het eerste cijfer'), form.getByLabel('Welk kerncijfer?')]
    expect([await first.isVisible(), await measure.isVisible()]).toEqual([false, false])
    await form.getByRole('radio', { name: 'Het verschil van twee cijfers' }).check()
    await first.waitFor()
    await form.getByRole('radio', { name: 'Een kerncijfer van gebieden' }).check()
    await measure.waitFor()
    expect(await first.isVisible()).toBe(false)
    await form.close()
  }, 60_000)

  it('defines an indicator and sees its figures and the signal', async () => {
    const keys = keyboardOf(page)
    await keys.follow('Nieuwe indicator')
    await keys.fill('Naam', 'Gemiddelde temperatuur per dag')
    await keys.choose(/^Wat is gemeten/, 'Temp')
    await keys.fill('Eenheid', '°C')
    await keys.press('Lijn toevoegen')
    await expect.poll(focused, { timeout: 10_000 }).toBe('veld-lines-0-title')
    await keys.fill('Naam van de lijn', 'Warme dag')
    await keys.fill(/^Waarde/, '20')
    await keys.tick('Geef een signaal als een grens gepasseerd wordt')
    await keys.fill('Signaalgrens', '20')
    await keys.fill('Herstelgrens', '19')
    await keys.press('Bewaar als concept')
    await page.waitForURL('**/werkplek/indicatoren/gemiddelde-temperatuur-per-dag?gedaan=gemaakt')
    await expect
      .poll(
        async () => {
          await page.reload()
          return page.getByRole('cell', { name: '24 °C' }).count()
        },
        { timeout: 30_000, interval: 1000 },
      )
      .toBe(1)
    expect(await findFaults(page)).toEqual([])
    await keys.press('Publiceren')
    await page.waitForURL('**?gedaan=gepubliceerd')
    await keys.follow('Signalen')
    await page.goto(`${site.url}/werkplek/signalen`)
    await keys.follow('Gemiddelde temperatuur per dag in Centrum')
    expect(await findFaults(page)).toEqual([])
  }, 180_000)

  it('decides on the signal, is told what is missing, signs and publishes', async () => {
    const keys = keyboardOf(page)
    await keys.press('Neem een besluit over dit signaal')
    await page.waitForURL('**/werkplek/besluiten/*?gedaan=gemaakt')
    const path = new URL(page.url()).pathname.replace('/werkplek', '')
    await keys.fill('Titel', 'Schaduw in het Centrum')
    expect(await page.getByLabel(/Gemiddelde temperatuur per dag in Centrum kwam op/).isChecked()).toBe(true)
    expect(await page.getByRole('button', { name: 'Verwijder alternatief 1' }).count()).toBe(0)

    await keys.press('Onderteken en publiceer')
    await expect.poll(() => page.getByRole('alert').textContent()).toContain('Zet een vinkje')
    await keys.tick(/^Ik neem dit besluit/)
    await keys.press('Onderteken en publiceer')
    await page
      .getByRole('alert')
      .getByRole('link', { name: /redenen ontbreken/ })
      .waitFor()
    await expect.poll(() => page.getByRole('alert').textContent()).toContain('Het mandaat ontbreekt')
    expect(await findFaults(page)).toEqual([])

    await keys.press('Alternatief toevoegen')
    await expect.poll(focused, { timeout: 10_000 }).toBe('veld-options-1-title')
    // What is expected when nothing is done is there from the start.
    expect(
      await page
        .getByLabel(/^Naam van iemand anders/)
        .first()
        .inputValue(),
    ).toBe('Inwoners van Centrum')
    const trees = keyboardOf(page, page.locator('#veld-options-1'))
    await trees.fill('Naam', 'Bomen')
    await trees.fill(/^Kosten in euro/, '35.000')
    const effects = keyboardOf(page, page.locator('#veld-options-1-gevolgen'))
    await effects.press('Gevolg toevoegen')
    await expect.poll(focused, { timeout: 10_000 }).toBe('veld-options-1-consequences-0-partyId')
    await effects.fill(/^Naam van iemand anders/, 'Automobilisten')
    await effects.fill(/^Wat merkt/, 'Negen parkeerplaatsen minder.')
    // The goals of the challenge are taken from the start: each option says what it means for them.
    expect(await page.getByLabel('Minder warme dagen').isChecked()).toBe(true)
    for (const [option, effect] of ['Het wordt warmer.', 'Op termijn een graad koeler.'].entries()) {
      const goals = keyboardOf(page, page.locator(`#veld-options-${option}-gevolgen`))
      await goals.fill('Wat betekent het voor dit doel?', effect)
    }
    await keys.fill(/^Het doel/, 'Minder warme dagen in het Centrum.')
    for (const [index, party] of ['Inwoners van Centrum', 'Automobilisten'].entries()) {
      await keys.press('Betrokkene toevoegen')
      await expect.poll(focused, { timeout: 10_000 }).toBe(`veld-involved-${index}-partyId`)
      await keyboardOf(page, page.locator(`#veld-involved-${index}`)).fill(/^Naam van iemand anders/, party)
    }
    await keys.press('Bewaar als concept')
    await page.waitForURL('**?gedaan=opgeslagen')
    // The address is there before the form with what was saved.
    await page.getByText('Opgeslagen.').waitFor()
    // Of two buttons pressed in one instant, neither is lost.
    await page.locator('[name=add][value$=".consequences"]').evaluateAll((buttons: { click(): void }[]) => {
      for (const button of buttons) button.click()
    })
    for (const option of [0, 1]) {
      await page.locator(`#veld-options-${option}-consequences-1-party`).waitFor({ state: 'attached' })
    }

    await keyboardOf(page, page.locator('#veld-chosenOptionId')).tick('Bomen')
    await keys.tick('We doen iets')
    await keys.fill(/^Redenen/, 'Bomen helpen het meest per euro.')
    await keys.choose('Onderwerp', 'leef')
    await keys.fill(/^Bedrag in euro/, '60.000')
    await keys.choose(/^Mandaat/, 'Wethouder')
    await keys.fill(/^Wanneer kijken we terug/, '2035-09-01')
    await keys.tick(/^Ik neem dit besluit/)
    await keys.press('Onderteken en publiceer')
    await page.getByRole('alert').waitFor()
    await expect.poll(() => page.getByRole('alert').textContent()).toMatch(/Mandaat: .*gaat tot/)
    await keys.fill(/^Bedrag in euro/, '40.000')
    await keys.press('Onderteken en publiceer')
    await page.waitForURL('**?gedaan=ondertekend')
    expect(await findFaults(page)).toEqual([])

    const published = await site.ask('GET', `/api/v1/decisions${path.replace('/besluiten', '')}`)
    expect(published).toMatchObject({ state: 'published', amount: 40_000, reviewDate: '2035-09-01' })
    await keys.follow('Maak een verbeterde versie')
    await keys.fill('Waarom moet de tekst anders?', 'Het bedrag klopte niet.')
    await keys.press('Maak de nieuwe versie')
    await page.waitForURL('**?gedaan=verbeterd')
    await keys.follow('Uitloggen')
    await keys.press('Uitloggen')
    await page.waitForURL('**/inloggen?gedaan=uitgelogd')
  }, 240_000)

  it('chooses how long signals may wait, with a reason that everyone can read', async () => {
    const keys = keyboardOf(page)
    await page.goto(`${site.url}/werkplek/organisaties/${organisationId}/termijnen`)
    await keys.fill('E-mailadres', EMAIL)
    await keys.fill('Wachtwoord', PASSWORD)
    await page.keyboard.press('Enter')
    await page.waitForURL('**/termijnen')
    await keys.fill('Hoeveel dagen?', 'tien')
    await keys.fill('Waarom?', 'De raad vergadert eens in de zes weken.')
    await keys.press('Kies deze termijn')
    await page.getByRole('alert').waitFor()
    expect(await findFaults(page)).toEqual([])
    await keys.fill('Hoeveel dagen?', '42')
    await keys.press('Kies deze termijn')
    await page.waitForURL('**/termijnen?gedaan=opgeslagen')
    // The address is there before the table with what was saved.
    const row = page.getByRole('row', { name: /^Grens gepasseerd.*42 dagen/ })
    await row.waitFor()
    expect(await row.textContent()).toMatch(/42 dagen.*beleidsmedewerker\. De raad vergadert/)
    expect(await findFaults(page)).toEqual([])
  }, 120_000)
})

describe('without JavaScript', () => {
  it('signs in, and adds and removes rows without losing what was typed', async () => {
    const bare = await (await browser.newContext({ javaScriptEnabled: false })).newPage()
    await bare.goto(`${site.url}/werkplek/indicatoren/nieuw`)
    await bare.getByLabel('E-mailadres').fill(EMAIL)
    await bare.getByLabel('Wachtwoord').fill(PASSWORD)
    await bare.getByRole('button', { name: 'Inloggen' }).click()
    await bare.waitForURL('**/werkplek/indicatoren/nieuw')
    await bare.getByLabel('Naam', { exact: true }).fill('Warmste uur')
    for (const title of ['Eerste', 'Tweede']) {
      await bare.getByRole('button', { name: 'Lijn toevoegen' }).click()
      await bare.getByLabel('Naam van de lijn').last().fill(title)
    }
    await bare.locator('summary', { hasText: 'Lijn 1' }).click()
    await bare.getByRole('button', { name: 'Verwijder lijn 1' }).click()
    expect(await bare.getByLabel('Naam', { exact: true }).inputValue()).toBe('Warmste uur')
    expect(await bare.getByLabel('Naam van de lijn').inputValue()).toBe('Tweede')
    await bare.getByRole('button', { name: 'Bewaar als concept' }).click()
    await bare
      .getByRole('alert')
      .getByText(/Eenheid/)
      .waitFor()
    expect(await bare.getByLabel('Naam', { exact: true }).inputValue()).toBe('Warmste uur')

    await bare.context().clearCookies()
    await bare.getByRole('button', { name: 'Bewaar als concept' }).click()
    await bare.getByRole('heading', { name: 'U bent uitgelogd' }).waitFor()
    expect(await bare.locator('input[type=hidden][name=title]').inputValue()).toBe('Warmste uur')
    await bare.context().close()
  }, 120_000)
})

describe('the site', () => {
  it('takes no form from another site, and leads nowhere else after signing in', async () => {
    const signIn = (headers: Record<string, string>, query = '') =>
      fetch(`${site.url}/inloggen${query}`, {
        method: 'POST',
        redirect: 'manual',
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
        body: new URLSearchParams({ email: EMAIL, password: PASSWORD }),
      })
    const own = await signIn({ origin: site.url })
    const cookie = own.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    expect(own.headers.getSetCookie()[0]).toMatch(/HttpOnly/i)
    expect(own.headers.get('location')).toBe('/inloggen')
    const begun = await fetch(`${site.url}/inloggen`, { redirect: 'manual', headers: { cookie } })
    expect(begun.headers.get('location')).toBe('/werkplek')
    const workspace = await fetch(`${site.url}/werkplek`, { headers: { cookie } })
    expect([workspace.status, workspace.headers.get('cache-control')]).toEqual([200, 'no-store'])
    const foreign = await fetch(`${site.url}/werkplek/opgaven/nieuw`, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        origin: 'https://elders.example',
        cookie,
      },
      body: new URLSearchParams({ title: 'Van elders' }),
    })
    expect(foreign.status).toBe(403)
    expect((await signIn({ origin: 'https://elders.example' })).status).toBe(403)
    const away = await signIn({ origin: site.url }, `?terug=${encodeURIComponent('//elders.example/x')}`)
    expect(away.headers.get('location')).toBe('/inloggen')
  })
})

/** The newest message, once there are so many. */
async function waitForMessage(count: number): Promise<string> {
  await expect
    .poll(async () => (await site.mailbox.read(EMAIL)).length, { timeout: 20_000 })
    .toBeGreaterThan(count)
  return (await site.mailbox.read(EMAIL)).at(-1) ?? ''
}
