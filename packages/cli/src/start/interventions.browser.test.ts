import { crc32, deflateSync } from 'node:zlib'
import { startBrowser } from '@samenspel/web/testing'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fillStreet } from './testing/example-street.ts'
import { findFaults } from './testing/faults.ts'
import { keyboardOf } from './testing/keyboard.ts'
import { publishDecision } from './testing/publish-decision.ts'
import { signInByMail } from './testing/sign-in.ts'
import { useSite } from './testing/site.ts'

const OFFICER = 'groen@waterrijk.example'
const DAY = 86_400_000
const site = useSite()
let browser: Browser
let desk: Page
let organisationId = ''
let challengeId = ''
let goalId: unknown
const dayFromNow = (days: number) => new Date(Date.now() + days * DAY).toISOString().slice(0, 10)

beforeAll(async () => {
  browser = await startBrowser()
  await fillStreet(site, Date.now())
  const { items } = (await site.ask('GET', '/api/v1/organisations')) as { items: { id: string }[] }
  organisationId = items[0]?.id ?? ''
  const members = `/api/v1/organisations/${organisationId}/members`
  await site.ask('POST', members, { email: OFFICER, role: 'policy-officer' })
  const challenge = await site.ask('POST', '/api/v1/challenges', {
    title: 'Koele buurten',
    affected: 'Ouderen',
    dataRole: 'Bewoners meten mee',
  })
  challengeId = challenge.id as string
  const path = `/api/v1/challenges/${challengeId}`
  await site.ask('POST', `${path}/sources`, { kind: 'visit', title: 'Wijkbezoek', citation: 'Het is heet.' })
  const goal = await site.ask('POST', `${path}/goals`, {
    ...{ title: 'Nachten onder 20 graden', indicatorText: 'Warmte', unit: '°C' },
    ...{ target: 20, targetDate: '2035-01-01', direction: 'lower' },
  })
  goalId = goal.id
  await site.ask('PATCH', path, { published: true })
  await site.ask('POST', '/api/v1/indicators', {
    ...{ challengeId, title: 'Warmte per dag', unit: '°C', property: 'temperature', statistic: 'mean' },
    ...{ period: 'day', level: 'neighbourhood', published: true },
  })
  desk = await openPage()
  await signInByMail(desk, site, OFFICER)
  await site.ask('POST', members, { email: OFFICER, role: 'decision-maker' })
}, 300_000)

afterAll(async () => {
  await browser?.close()
})

async function openPage(javaScriptEnabled = true): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, javaScriptEnabled })
  const opened = await context.newPage()
  opened.setDefaultTimeout(60_000)
  return opened
}

describe('an intervention, with the keyboard alone', () => {
  it('starts from a goal, and says what the plan lacks before it can be registered', async () => {
    const keys = keyboardOf(desk)
    await desk.goto(`${site.url}/werkplek/maatregelen`, { waitUntil: 'networkidle' })
    expect(await findFaults(desk)).toEqual([])
    await keys.follow('Nieuwe maatregel')
    expect(await findFaults(desk)).toEqual([])
    await keys.fill(/^Naam/, 'Bomen in het Centrum')
    await keys.press('Maak het concept')
    await desk.waitForURL('**/werkplek/maatregelen/bomen-in-het-centrum?gedaan=gemaakt')
    expect(await findFaults(desk)).toEqual([])
    await keys.follow('Het plan vastleggen')
    await keys.press('Leg het plan vast')
    await desk.getByRole('alert').waitFor()
    const told = (await desk.locator('main').textContent()) ?? ''
    for (const missing of [
      'De eerste dag ontbreekt',
      'De verwachting ontbreekt',
      'De toets op ethiek en privacy',
    ])
      expect(told).toContain(missing)
    expect(await findFaults(desk)).toEqual([])
  }, 300_000)

  it('gets a plan with an expectation in figures', async () => {
    const keys = keyboardOf(desk)
    await desk.goto(`${site.url}/werkplek/maatregelen/bomen-in-het-centrum`, { waitUntil: 'networkidle' })
    await keys.fill(/^Wat wordt er gedaan/, 'We planten twaalf bomen.')
    await keys.tick('Centrum')
    await keys.fill(/^Eerste dag/, dayFromNow(10))
    await keys.fill(/^Geplande kosten/, '9.000')
    await keys.press('Partij toevoegen')
    await keys.choose(/^Organisatie/, 'Gem')
    await keys.choose(/^Welk cijfer/, 'Warmte')
    await keys.fill(/^Hoeveel/, '0,5')
    await keys.fill(/^Op welke dag/, dayFromNow(400))
    await keys.press('Bewaar als concept')
    await desk.getByText('Opgeslagen.').waitFor()
    expect(await findFaults(desk)).toEqual([])
    await keys.follow('Kies de opzet, met hulp')
    await desk.getByText(/Dat is te weinig om te zeggen/).waitFor()
    expect(await findFaults(desk)).toEqual([])
    await keys.press('Kies deze opzet')
    await desk.getByText('Opgeslagen.').waitFor()
  }, 300_000)

  it('answers the check on ethics and privacy, and is registered', async () => {
    const keys = keyboardOf(desk)
    await keys.follow('Beantwoord de toets op ethiek en privacy')
    await keys.fill(/^Wie beantwoordt/, 'projectleider groen')
    await keys.press('Bewaar de antwoorden')
    await expect
      .poll(() => desk.getByRole('alert').textContent())
      .toContain('9 vragen zijn nog niet beantwoord')
    expect(await findFaults(desk)).toEqual([])
    for (const yes of await desk.locator('input[type=radio][value=yes]').all()) await yes.check()
    await keys.press('Bewaar de antwoorden')
    await desk.getByText('Opgeslagen.').waitFor()
    await keys.follow('Het plan vastleggen')
    await keys.press('Leg het plan vast')
    await desk.getByText('Het plan ligt vast en is openbaar', { exact: false }).waitFor()
    expect(await findFaults(desk)).toEqual([])
  }, 300_000)
})

describe('without JavaScript', () => {
  it('takes a photo with what it shows, and a cost, and tells of the start', async () => {
    await publishDecision(site, desk, { organisationId, challengeId, goalId })
    const plain = await openPage(false)
    await plain.context().addCookies(await desk.context().cookies())
    const steps = `${site.url}/werkplek/maatregelen/bomen-in-het-centrum/stappen`
    await plain.goto(`${steps}/foto`)
    await plain.getByRole('button', { name: 'Voeg de foto toe' }).click()
    await expect.poll(() => plain.getByRole('alert').textContent()).toContain('Kies een foto.')
    await plain
      .getByLabel(/^De foto/)
      .setInputFiles({ name: 'bomen.png', mimeType: 'image/png', buffer: picture() })
    await plain.getByLabel(/^Wat is er te zien/).fill('Twaalf jonge bomen langs de straat')
    await plain.getByRole('button', { name: 'Voeg de foto toe' }).click()
    await plain.getByText('Opgeslagen.').waitFor()
    await plain.goto(`${steps}/kosten`)
    await plain.getByLabel(/^Wat\?/).fill('Boomgrond')
    await plain.getByLabel(/^Bedrag/).fill('1.250,50')
    await plain.getByRole('button', { name: 'Voeg toe' }).click()
    await plain.getByText('Opgeslagen.').waitFor()
    await plain.goto(`${steps}/beginnen`)
    await plain.getByLabel(/^Volgens welk besluit/).selectOption({ label: 'Bomen planten' })
    await plain.getByRole('button', { name: 'Meld het begin' }).click()
    await plain.getByText('De maatregel is begonnen', { exact: false }).waitFor()
    await plain.goto(`${steps}/afwijking`)
    await plain.getByLabel(/^Wat\?/).fill('Elf bomen in plaats van twaalf')
    await plain.getByLabel(/^Waarom/).fill('Er ligt een kabel.')
    await plain.getByRole('button', { name: 'Schrijf op' }).click()
    await plain.getByText('Opgeslagen.').waitFor()
  }, 300_000)

  it('shows everyone the plan beside what became of it', async () => {
    const plain = await openPage(false)
    await plain.goto(`${site.url}/maatregelen/bomen-in-het-centrum`)
    expect(await plain.locator('main').textContent()).toContain('Elf bomen in plaats van twaalf')
    const reader = await openPage()
    await reader.goto(`${site.url}/maatregelen?stand=running`)
    expect(await findFaults(reader)).toEqual([])
    await reader.getByRole('link', { name: 'Bomen in het Centrum' }).click()
    await reader.getByRole('heading', { level: 1, name: 'Bomen in het Centrum' }).waitFor()
    const text = (await reader.locator('main').textContent()) ?? ''
    for (const part of [
      'We verwachten dat ‘Warmte per dag’',
      'Elf bomen in plaats van twaalf',
      'niet vooraf vastgelegd',
      'Bomen planten',
      'Controlegetal (SHA-256)',
    ])
      expect(text).toContain(part)
    expect(text).toMatch(/1\.250,50/)
    const photo = reader.getByAltText('Twaalf jonge bomen langs de straat')
    await photo.scrollIntoViewIfNeeded()
    await reader.waitForLoadState('networkidle')
    const drawn = 'document.querySelector(".sp-photo img").naturalWidth'
    await expect.poll(() => reader.evaluate<number>(drawn)).toBe(8)
    expect(await findFaults(reader)).toEqual([])
    await reader.goto(`${site.url}/opgaven/koele-buurten`)
    await reader.locator('#intervention').getByRole('link', { name: 'Bomen in het Centrum' }).waitFor()
    await reader.goto(`${site.url}/en/maatregelen/bomen-in-het-centrum`)
    await reader.getByText('not registered beforehand', { exact: false }).first().waitFor()
    expect(await findFaults(reader)).toEqual([])
  }, 300_000)

  it('takes files on no other page', async () => {
    const form = new FormData()
    form.set('photo', new Blob([new Uint8Array(10)], { type: 'image/png' }), 'x.png')
    const answer = await fetch(`${site.url}/inloggen`, { method: 'POST', body: form })
    expect(answer.status).toBe(415)
  })
})

/** A PNG of 8 by 6 pixels in one green. */
function picture(): Buffer {
  const chunk = (type: string, body: Buffer) => {
    const named = Buffer.concat([Buffer.from(type), body])
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(body.length)
    sum.writeUInt32BE(crc32(named))
    return Buffer.concat([length, named, sum])
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(8, 0)
  header.writeUInt32BE(6, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(24, Buffer.from([60, 140, 80]))])
  const pixels = deflateSync(Buffer.concat(Array.from({ length: 6 }, () => row)))
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ])
}
