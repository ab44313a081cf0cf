/** A clerk who records dissent without JavaScript, an alderman who wants to skip the reasons, and a council member two years later. */
import { startBrowser } from '@samenspel/web/testing'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { fillStreet } from './testing/example-street.ts'
import { findFaults } from './testing/faults.ts'
import { signInByMail } from './testing/sign-in.ts'
import { useSite } from './testing/site.ts'

const EMAIL = 'j.de.griffier@waterrijk.example'

const site = useSite()
let browser: Browser
let page: Page
let slug = ''

const consequences = [{ party: 'Bewoners', effect: 'Meer schaduw.', kind: 'positive' }]

beforeAll(async () => {
  browser = await startBrowser()
  const { items } = (await site.ask('GET', '/api/v1/organisations')) as { items: { id: string }[] }
  const organisationId = items[0]?.id ?? ''
  await fillStreet(site, Date.now())
  const member = { email: EMAIL, role: 'clerk' }
  await site.ask('POST', `/api/v1/organisations/${organisationId}/members`, member)
  const { id: mandateId } = await site.ask('POST', '/api/v1/mandates', {
    organisationId,
    function: 'Gemeenteraad',
    holderName: 'De raad, namens deze de griffier',
    subject: 'Inrichting van de openbare ruimte',
    field: 'public-space',
    since: '2020-01-01',
    basis: 'Gemeentewet, artikel 147',
  })
  const { id } = await site.ask('POST', '/api/v1/challenges', { title: 'Koele buurten' })
  const challenge = `/api/v1/challenges/${id}`
  await site.ask('POST', `${challenge}/sources`, { kind: 'visit', title: 'Wijkbezoek', citation: 'Te heet.' })
  const goal = await site.ask('POST', `${challenge}/goals`, {
    title: 'Minder warme nachten',
    indicatorText: 'Nachten boven 20 graden',
    unit: 'nachten',
    target: 3,
    targetDate: '2035-12-31',
    direction: 'lower',
  })
  await site.ask('PATCH', challenge, { affected: 'Ouderen', dataRole: 'Bewoners meten', published: true })
  const goalEffects = [{ goalId: goal.id, kind: 'neutral', effect: 'Dat weten we na een zomer.' }]
  const option = { description: '', consequences, goalEffects }
  const made = await site.ask('POST', '/api/v1/decisions', {
    challengeId: id,
    title: 'Geveltuinen in het Centrum',
    question: 'Wat doen we tegen de hitte in het Centrum?',
    problem: 'Het Centrum koelt ’s nachts niet af.',
    goal: 'Minder warme nachten.',
    field: 'public-space',
    amount: 20_000,
    goalIds: [goal.id],
    options: [
      { id: 'nuloptie', kind: 'do-nothing', title: 'Niets doen', cost: 0, ...option },
      { id: 'tuinen', kind: 'action', title: 'Geveltuinen', cost: 20_000, ...option },
    ],
    chosenOptionId: 'tuinen',
    outcome: 'act',
    involved: [{ party: 'Bewoners', how: 'consulted', note: 'Op een avond in de wijk.' }],
    mandateId,
    reviewDate: '2035-09-01',
  })
  slug = String(made.slug)
}, 180_000)

afterAll(() => browser?.close())

it('a clerk records dissent in the editor, without JavaScript, and everyone sees what changed', async () => {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 1280, height: 900 },
  })
  context.setDefaultTimeout(60_000)
  page = await context.newPage()
  await signInByMail(page, site, EMAIL)
  await page.goto(`${site.url}/werkplek/besluiten/${slug}`)
  expect(
    await page.getByRole('navigation', { name: 'De stappen van dit besluit' }).getByRole('link').count(),
  ).toBe(9)
  await page.getByRole('button', { name: 'Bezwaar toevoegen' }).click()
  const row = page.locator('#veld-dissent-0')
  await row.getByLabel('Wie?').fill('Ondernemersvereniging')
  await row.getByLabel('Als wat?').selectOption('party')
  await row.getByLabel('Op welke grond?').selectOption('cost')
  await row.getByLabel('Wat is het bezwaar?').fill('Het kost te veel.')
  await page.getByLabel('Wie stemde?').fill('Gemeenteraad')
  await page.locator('#veld-votes-for').fill('14')
  await page.locator('#veld-votes-against').fill('6')
  await page.getByRole('button', { name: 'Bewaar als concept' }).click()
  await page.waitForURL('**?gedaan=opgeslagen')

  const visitor = await (await browser.newContext({ viewport: { width: 360, height: 800 } })).newPage()
  await visitor.goto(`${site.url}/besluiten/${slug}`)
  await visitor.getByText('open: praat mee').first().waitFor()
  expect(await findFaults(visitor)).toEqual([])
  await visitor.getByRole('link', { name: /Bekijk alle wijzigingen/ }).click()
  await visitor.getByRole('heading', { level: 1, name: 'Hoe is deze tekst ontstaan?' }).waitFor()
  expect(await visitor.getByText('Het kost te veel.').count()).toBe(1)
  expect(await visitor.getByText('door: Griffier').count()).toBe(1)
  expect(await findFaults(visitor)).toEqual([])
  await visitor.context().close()
}, 240_000)

it('who wants to skip the reasons is told everything that is missing at once', async () => {
  await page.getByLabel(/^Ik neem dit besluit/).check()
  await page.getByRole('button', { name: 'Onderteken en publiceer' }).click()
  const alert = page.getByRole('alert')
  await alert.waitFor()
  const text = (await alert.textContent()) ?? ''
  for (const missing of ['De redenen ontbreken', 'heeft nog geen antwoord']) expect(text).toContain(missing)
  await page.getByLabel(/^Redenen/).fill('Geveltuinen helpen snel en kosten weinig.')
  await page.locator('#veld-dissent-0').getByLabel('Ons antwoord').fill('Niets doen kost op termijn meer.')
  await page.getByLabel(/^Ik neem dit besluit/).check()
  await page.getByRole('button', { name: 'Onderteken en publiceer' }).click()
  await page.waitForURL('**?gedaan=ondertekend')
}, 240_000)

it('a council member finds in two clicks what was decided on a subject, why and by whom', async () => {
  const reader = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage()
  await reader.goto(`${site.url}/besluiten`)
  expect(await findFaults(reader)).toEqual([])
  await reader.getByLabel('Waar gaat het over?').fill('geveltuin')
  await reader.getByRole('button', { name: 'Zoek', exact: true }).click()
  await reader.getByRole('link', { name: 'Geveltuinen in het Centrum' }).click()
  await reader.getByRole('heading', { level: 1, name: 'Geveltuinen in het Centrum' }).waitFor()
  const summary = reader.getByRole('region', { name: 'Het besluit' })
  for (const said of ['We doen iets: Geveltuinen', 'helpen snel en kosten weinig', 'Gemeenteraad']) {
    expect(await summary.textContent()).toContain(said)
  }
  // In one screen.
  const box = await summary.boundingBox()
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThan(900)
  expect(await reader.getByText('grond: kosten').count()).toBe(1)
  expect(await findFaults(reader)).toEqual([])
  await reader.goto(`${site.url}/besluiten/stand`)
  await reader.getByRole('heading', { level: 1, name: 'Stand van besluiten en signalen' }).waitFor()
  expect(await findFaults(reader)).toEqual([])
  await reader.context().close()
}, 240_000)
