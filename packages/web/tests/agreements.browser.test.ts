import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startBrowser } from '../testing/browser.ts'
import { serveFixture } from '../testing/serve-fixture.ts'

let browser: Browser
let site: Awaited<ReturnType<typeof serveFixture>>

beforeAll(async () => {
  ;[browser, site] = await Promise.all([startBrowser(), serveFixture()])
})

afterAll(async () => {
  await browser?.close()
  await site?.stop()
})

async function openPage(path: string, options: { javaScriptEnabled?: boolean } = {}): Promise<Page> {
  const page = await (await browser.newContext({ reducedMotion: 'reduce', ...options })).newPage()
  await page.goto(`${site.url}${path}`)
  return page
}

it.each([true, false])(
  'leads from a challenge to its agreement, to the data and back (JavaScript: %s)',
  async (javaScriptEnabled) => {
    const page = await openPage('/opgaven/koele-buurten', { javaScriptEnabled })
    const main = page.getByRole('main')
    const follow = (name: string) => main.getByRole('link', { name, exact: true }).first().click()
    await main.getByRole('heading', { name: 'Alliantie: Koel Waterrijk' }).waitFor()
    expect(await main.getByText('Gevolg voor GGD Meerrand:').count()).toBe(1)
    expect(await main.getByText('De vereniging is opgeheven.').count()).toBe(1)
    await follow('Meldingen over hitte voor de GGD')
    await page.waitForURL('**/afspraken/meldingen-over-hitte')
    await main.getByText('Deze afspraak geldt sinds 8 juni 2026 en loopt tot 1 januari 2028.').waitFor()
    expect(await main.getByText('GGD Meerrand mag Tuinstations Waterrijk lezen.').count()).toBe(1)
    expect(await main.getByText(/^Aanvaard op 8 juni 2026 door L. Haverkort/).textContent()).toContain(
      'Ondertekend door R. Kampstra.',
    )
    await follow('Tuinstations Waterrijk')
    await page.waitForURL('**/datasets/tuinstations-waterrijk')
    await main.getByRole('heading', { name: 'Wie mag deze gegevens gebruiken?' }).waitFor()
    await follow('Meldingen over hitte voor de GGD')
    await page.waitForURL('**/afspraken/meldingen-over-hitte')
    await follow('Koele buurten')
    await page.waitForURL('**/opgaven/koele-buurten#agreement')
    await page.context().close()
  },
)

it('shows an older version, and the way to the one that holds', async () => {
  const page = await openPage('/afspraken/meldingen-over-hitte')
  const main = page.getByRole('main')
  await main.getByRole('link', { name: 'Versie 1', exact: true }).click()
  await page.waitForURL('**/afspraken/meldingen-over-hitte?versie=1')
  await main.getByText('U leest versie 1.').waitFor()
  expect(await main.getByText('geldt nu', { exact: true }).count()).toBe(0)
  await main.getByRole('link', { name: 'Lees versie 2, die nu geldt' }).click()
  await page.waitForURL('**?versie=2')
  await main.getByText('Deze afspraak geldt sinds 8 juni 2026').waitFor()
  expect(await main.getByText('geldt nu', { exact: true }).count()).toBe(1)
  expect(await main.getByText('U leest versie').count()).toBe(0)
  await page.context().close()
})

it('prints an agreement without menus, with all that was agreed', async () => {
  const page = await openPage('/afspraken/meldingen-over-hitte')
  await page.emulateMedia({ media: 'print' })
  expect(await page.getByRole('navigation', { name: 'Hoofdmenu' }).count()).toBe(0)
  expect(await page.getByText('Wat hier niet staat, mag niet.').isVisible()).toBe(true)
  expect(
    await page.getByRole('cell', { name: 'binnen 30 dagen na het einde van de afspraak' }).isVisible(),
  ).toBe(true)
  await page.context().close()
})
