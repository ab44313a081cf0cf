import type { Page } from 'playwright-core'
import type { Site } from './site.ts'

const PASSWORD = 'een warme zomer aan het water'

/** Signs in someone who was just given a first role: chooses a password through the message, and uses it. */
export async function signInByMail(page: Page, site: Site, email: string): Promise<void> {
  await page.goto(`${site.url}/wachtwoord-vergeten`, { waitUntil: 'networkidle' })
  await page.getByLabel('E-mailadres').fill(email)
  await page.getByRole('button', { name: 'Stuur mij een link' }).click()
  await page.goto(await site.mailbox.waitForLink(email, 2), { waitUntil: 'networkidle' })
  await page.getByLabel('Nieuw wachtwoord').fill(PASSWORD)
  await page.getByRole('button', { name: 'Bewaar het wachtwoord' }).click()
  await page.waitForURL('**/inloggen?gedaan=wachtwoord', { waitUntil: 'networkidle' })
  await page.getByLabel('E-mailadres').fill(email)
  await page.getByLabel('Wachtwoord').fill(PASSWORD)
  await page.keyboard.press('Enter')
  await page.waitForURL('**/werkplek')
}
