import { startIdentityProvider } from '@samenspel/server/testing'
import { startBrowser } from '@samenspel/web/testing'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findFaults } from './testing/faults.ts'
import { type Keyboard, keyboardOf } from './testing/keyboard.ts'
import { useSite } from './testing/site.ts'

const EMAIL = 'nieuw@waterrijk.example'
const PASSWORD = 'een warme zomer aan het water'
const OTHER_PASSWORD = 'een koude winter op het ijs'

const provider = await startIdentityProvider()
const site = useSite({
  OIDC_ISSUER: provider.issuer,
  OIDC_CLIENT_ID: 'samenspel',
  OIDC_CLIENT_SECRET: 'a secret',
})
let browser: Browser
let page: Page
let keys: Keyboard

beforeAll(async () => {
  browser = await startBrowser()
  page = await openPage()
  keys = keyboardOf(page)
}, 300_000)

afterAll(async () => {
  await browser?.close()
  provider.close()
})

/** A page in a browser that nobody used before. */
async function openPage() {
  const opened = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage()
  opened.setDefaultTimeout(60_000)
  return opened
}

async function signIn(password: string) {
  await keys.fill('E-mailadres', EMAIL)
  await keys.fill('Wachtwoord', password)
  await page.keyboard.press('Enter')
}

describe('a resident', () => {
  it('makes an account, and confirms the address by the link in the message', async () => {
    await page.goto(`${site.url}/registreren`)
    expect(await findFaults(page)).toEqual([])
    await keys.fill('Uw naam', 'Noor Nieuw')
    await keys.fill('E-mailadres', EMAIL)
    await keys.fill('Wachtwoord', 'kort')
    await keys.press('Account maken')
    await expect.poll(() => page.getByRole('alert').textContent()).toContain('Wachtwoord')
    expect(await page.getByLabel('Uw naam').inputValue()).toBe('Noor Nieuw')
    expect(await findFaults(page)).toEqual([])
    await keys.fill('Wachtwoord', PASSWORD)
    await keys.press('Account maken')
    await page.getByRole('heading', { name: 'Kijk in uw e-mail' }).waitFor()
    expect(await findFaults(page)).toEqual([])

    await page.goto(await site.mailbox.waitForLink(EMAIL))
    await page.waitForURL('**/inloggen?gedaan=bevestigd')
    await page.getByText('Uw e-mailadres is bevestigd. U kunt nu inloggen.').waitFor()
    await signIn(PASSWORD)
    await page.waitForURL('**/mijn')
    await page.getByRole('heading', { name: 'Mijn Samenspel' }).waitFor()
    expect(await findFaults(page)).toEqual([])
  }, 300_000)

  it('is told that a link was used before', async () => {
    const other = await openPage()
    await other.goto(`${site.url}/inloggen?error=invalid_token`)
    await other.getByRole('alert').getByText('verlopen of al gebruikt').waitFor()
    await other.goto(`${site.url}/wachtwoord-herstellen?error=INVALID_TOKEN`)
    await other.getByRole('link', { name: 'Vraag een nieuwe link aan' }).waitFor()
    expect(await findFaults(other)).toEqual([])
    await other.context().close()
  }, 300_000)

  it('changes the password', async () => {
    await keys.follow('Mijn account')
    expect(await findFaults(page)).toEqual([])
    await keys.fill('Huidig wachtwoord', 'niet het goede wachtwoord')
    await keys.fill('Nieuw wachtwoord', OTHER_PASSWORD)
    await keys.press('Wijzig het wachtwoord')
    await page.getByRole('alert').waitFor()
    expect(await findFaults(page)).toEqual([])
    await keys.fill('Huidig wachtwoord', PASSWORD)
    await keys.fill('Nieuw wachtwoord', OTHER_PASSWORD)
    await keys.press('Wijzig het wachtwoord')
    await page.waitForURL('**/werkplek/account?gedaan=wachtwoord-gewijzigd')
    expect(await findFaults(page)).toEqual([])
  }, 300_000)

  it('reads what is held, sees that as a use of it, and takes it along', async () => {
    await page.goto(`${site.url}/werkplek/account`)
    await keys.follow('Mijn gegevens')
    await page.waitForURL('**/mijn/gegevens')
    await page.getByRole('main').getByText(EMAIL, { exact: true }).waitFor()
    await page.getByRole('main').getByText('e-mailadres en wachtwoord').waitFor()
    expect(await findFaults(page)).toEqual([])
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Neem alles mee (zip)' }).click(),
    ])
    expect(file.suggestedFilename()).toMatch(/^mijn-gegevens-\d{4}-\d\d-\d\d\.zip$/)
    expect(await file.failure()).toBeNull()
    await keys.follow('Zie wie uw gegevens gebruikte')
    await page.waitForURL('**/mijn/gegevens/gebruik')
    for (const what of ['Eigen gegevens bekijken', 'Eigen gegevens meenemen', 'Wachtwoord wijzigen'])
      await page.getByRole('main').getByText(what, { exact: true }).waitFor()
    expect(await findFaults(page)).toEqual([])
    await page.goto(`${site.url}/mijn/gegevens`)
  }, 300_000)

  it('deletes the account, after a last question', async () => {
    await keys.follow('Wis uw account en uw gegevens')
    await page.waitForURL('**/mijn/gegevens/wissen')
    await page.getByText('Dit blijft, en waarom').waitFor()
    expect(await findFaults(page)).toEqual([])
    await keys.fill('Wachtwoord', PASSWORD)
    await keys.press('Stuur mij de link om te bevestigen')
    await page.getByRole('alert').waitFor()
    const before = (await site.mailbox.read(EMAIL)).length
    await keys.fill('Wachtwoord', OTHER_PASSWORD)
    await keys.press('Stuur mij de link om te bevestigen')
    await page.getByRole('heading', { name: 'Kijk in uw e-mail' }).waitFor()

    await page.goto(await site.mailbox.waitForLink(EMAIL, before + 1))
    await page.getByRole('heading', { name: 'Account nu verwijderen?' }).waitFor()
    expect(await findFaults(page)).toEqual([])
    await keys.press('Verwijder mijn account')
    await page.waitForURL('**/inloggen?gedaan=account-verwijderd')
    await page.getByText('Uw account is verwijderd.').waitFor()
    await signIn(OTHER_PASSWORD)
    await page.getByRole('alert').waitFor()
    expect(new URL(page.url()).pathname).toBe('/inloggen')
  }, 300_000)
})

describe('an official with an account of the municipality', () => {
  it('signs in by one button, also without JavaScript', async () => {
    provider.state.claims = {
      sub: '1',
      email: 'ina@waterrijk.example',
      name: 'Ina Bakker',
      email_verified: true,
    }
    for (const javaScriptEnabled of [true, false]) {
      const context = await browser.newContext({ javaScriptEnabled })
      const own = await context.newPage()
      await own.goto(`${site.url}/inloggen?terug=/werkplek/account`)
      if (javaScriptEnabled) expect(await findFaults(own)).toEqual([])
      await own.getByRole('button', { name: 'Inloggen met uw werkaccount' }).click()
      await own.waitForURL('**/werkplek/account')
      await own.getByRole('main').getByText('ina@waterrijk.example').waitFor()
      await context.close()
    }
  }, 300_000)

  it('reads why it did not work, and can try again', async () => {
    provider.state.forge = true
    const own = await openPage()
    await own.goto(`${site.url}/inloggen`)
    await own.getByRole('button', { name: 'Inloggen met uw werkaccount' }).click()
    await own.getByRole('alert').getByText('Inloggen met uw werkaccount is niet gelukt').waitFor()
    expect(await findFaults(own)).toEqual([])
    provider.state.forge = false
    await own.getByRole('button', { name: 'Inloggen met uw werkaccount' }).click()
    await own.waitForURL('**/mijn')
    await own.context().close()
  }, 300_000)
})
