import { startBrowser } from '@samenspel/web/testing'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findFaults } from './testing/faults.ts'
import { type Keyboard, keyboardOf } from './testing/keyboard.ts'
import { signInByMail } from './testing/sign-in.ts'
import { useSite } from './testing/site.ts'

const EMAIL = 'beheer@waterrijk.example'

const site = useSite()
let browser: Browser
let page: Page
let keys: Keyboard
let organisationId: string

beforeAll(async () => {
  browser = await startBrowser()
  page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage()
  page.setDefaultTimeout(60_000)
  keys = keyboardOf(page)
  const { items } = (await site.ask('GET', '/api/v1/organisations')) as { items: { id: string }[] }
  organisationId = items[0]?.id ?? ''
  await site.ask('POST', `/api/v1/organisations/${organisationId}/members`, {
    email: EMAIL,
    role: 'administrator',
  })
  await signInByMail(page, site, EMAIL)
}, 300_000)

afterAll(async () => {
  await browser?.close()
})

describe('an administrator, with the keyboard alone', () => {
  it('adds a dataset and changes it', async () => {
    await keys.follow('Datasets')
    await page.goto(`${site.url}/werkplek/datasets`)
    expect(await findFaults(page)).toEqual([])
    await keys.follow('Nieuwe dataset')
    expect(await findFaults(page)).toEqual([])
    await keys.press('Opslaan')
    await expect.poll(() => page.getByRole('alert').textContent()).toContain('Naam')
    expect(await findFaults(page)).toEqual([])
    await keys.fill('Naam', 'Peilbuizen')
    await keys.fill(/^Wat staat erin/, 'Grondwater in twaalf buurten.')
    await keys.fill('Contact', 'data@waterrijk.example')
    await keys.tick(/^Beperkt/)
    await keys.fill(/^Dagen dat we metingen bewaren/, '365')
    await keys.press('Opslaan')
    await page.waitForURL('**/werkplek/datasets/peilbuizen?gedaan=opgeslagen')
    expect(await findFaults(page)).toEqual([])
    await keys.fill(/^Hoeveel minuten later/, '60')
    await keys.press('Opslaan')
    await page.getByRole('status').getByText('Opgeslagen').waitFor()
    expect(await site.ask('GET', '/api/v1/datasets/peilbuizen')).toMatchObject({
      access: 'restricted',
      precision: { delayMinutes: 60 },
      retention: { rawDays: 365 },
    })
  }, 300_000)

  it('records a mandate and ends it', async () => {
    await keys.follow('Mandaten')
    expect(await findFaults(page)).toEqual([])
    await keys.follow('Nieuw mandaat')
    await keys.press('Opslaan')
    await page.getByRole('alert').waitFor()
    expect(await findFaults(page)).toEqual([])
    await keys.fill('Functie', 'Wethouder Water')
    await keys.fill('Naam van wie het mandaat heeft', 'P. Plas')
    await keys.fill('Waarover?', 'Maatregelen tegen wateroverlast')
    await keys.choose('Onderwerp', 'water')
    await keys.fill(/^Tot welk bedrag/, '25.000')
    await keys.fill('Eerste dag', '2020-01-01')
    await keys.fill('Op grond van welk besluit?', 'Mandaatbesluit 2020, artikel 2')
    await keys.press('Opslaan')
    await page.waitForURL('**/werkplek/mandaten?gedaan=toegevoegd')
    await page.getByText('Wethouder Water').waitFor()
    expect(await findFaults(page)).toEqual([])
    await keys.follow(/Wethouder Water/)
    expect(await findFaults(page)).toEqual([])
    await keys.press('Beëindig dit mandaat')
    await page.waitForURL('**/werkplek/mandaten?gedaan=beeindigd')
  }, 300_000)

  it('gives someone a role and takes it away', async () => {
    await keys.follow('Organisatie')
    expect(await findFaults(page)).toEqual([])
    await keys.fill('E-mailadres', 'geen adres')
    await keys.press('Geef deze rol')
    await page.getByRole('alert').waitFor()
    expect(await findFaults(page)).toEqual([])
    await keys.fill('E-mailadres', 'griffie@waterrijk.example')
    await keys.choose(/^Rol$/, 'Griffier')
    await keys.press('Geef deze rol')
    await page.waitForURL('**?gedaan=uitgenodigd')
    await page.getByRole('cell', { name: 'griffie@waterrijk.example', exact: true }).waitFor()
    expect(await site.mailbox.read('griffie@waterrijk.example')).toHaveLength(1)
    expect(await findFaults(page)).toEqual([])
    await keys.press(/^Wegnemen: rol griffier/)
    await page.waitForURL('**?gedaan=verwijderd')
    await page
      .getByRole('cell', { name: 'griffie@waterrijk.example', exact: true })
      .waitFor({ state: 'detached' })
  }, 300_000)

  it('makes a party known and lets it take part in a challenge', async () => {
    await keys.follow('Andere organisaties')
    expect(await findFaults(page)).toEqual([])
    await keys.fill('Naam', 'Waterschap Plas en Dijk')
    await keys.choose('Soort', 'Waterschap')
    await keys.fill(/^Website/, 'plas')
    await keys.press('Voeg de organisatie toe')
    await page.getByRole('alert').waitFor()
    await keys.fill(/^Website/, 'https://plas.example')
    await keys.press('Voeg de organisatie toe')
    await page.waitForURL('**?gedaan=toegevoegd')
    await page.getByRole('article').getByText('Waterschap Plas en Dijk').waitFor()
    expect(await findFaults(page)).toEqual([])

    await page.goto(`${site.url}/werkplek/opgaven/nieuw`)
    await keys.fill('Titel', 'Droge voeten')
    await keys.press('Maak het concept')
    await page.waitForURL('**/droge-voeten?gedaan=gemaakt')
    await keys.press('Partij toevoegen')
    await page.waitForURL('**/partijen/nieuw')
    expect(await findFaults(page)).toEqual([])
    await keys.choose('Organisatie', 'Waterschap')
    await keys.fill(/^Wat draagt deze partij bij/, 'Kennis van het peil.')
    await keys.press('Voeg de partij toe')
    await page.waitForURL('**/droge-voeten?gedaan=toegevoegd**')
    await page.getByRole('article').getByText('Waterschap Plas en Dijk').waitFor()
    expect(await findFaults(page)).toEqual([])
  }, 300_000)
})
