import { startBrowser } from '@samenspel/web/testing'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findFaults } from './testing/faults.ts'
import { keyboardOf } from './testing/keyboard.ts'
import { useSite } from './testing/site.ts'

const TEACHER = 'juf@waterrijk.example'
const PASSWORD = 'een warme zomer aan het water'

const site = useSite()
let browser: Browser
let desk: Page
let pupil: Page
let code = ''
/** The words of the pupil who came in last, and their name. */
let card = ''
let nickname = ''

beforeAll(async () => {
  browser = await startBrowser()
  desk = await openPage()
}, 300_000)

afterAll(async () => {
  await browser?.close()
})

async function openPage(javaScriptEnabled = true): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, javaScriptEnabled })
  const opened = await context.newPage()
  opened.setDefaultTimeout(20_000)
  return opened
}

describe('a teacher, with the keyboard alone', () => {
  it('makes an account and opens a class', async () => {
    const keys = keyboardOf(desk)
    await desk.goto(`${site.url}/mijn/klassen`)
    await keys.follow('Maak een account')
    await keys.fill('Uw naam', 'Juf')
    await keys.fill('E-mailadres', TEACHER)
    await keys.fill('Wachtwoord', PASSWORD)
    await keys.press('Account maken')
    await desk.goto(await site.mailbox.waitForLink(TEACHER))
    await keys.fill('E-mailadres', TEACHER)
    await keys.fill('Wachtwoord', PASSWORD)
    await desk.keyboard.press('Enter')
    await desk.waitForURL('**/mijn/klassen')
    expect(await findFaults(desk)).toEqual([])
    await keys.follow('Een klas openen')
    expect(await findFaults(desk)).toEqual([])
    await keys.fill('School', 'De Meerkoet')
    await keys.press('Open de klas')
    await desk.getByRole('alert').waitFor()
    expect(await desk.getByLabel('School').inputValue()).toBe('De Meerkoet')
    await keys.fill(/^Klas/, 'groep 8')
    await keys.press('Open de klas')
    await desk.getByText('De klas is open.').waitFor()
    code = (await desk.locator('.sp-class-code').textContent()) ?? ''
    expect(code).toMatch(/^\w{4}-\w{4}$/)
    expect(await findFaults(desk)).toEqual([])
  }, 300_000)

  it('makes cards and sees their words once', async () => {
    const keys = keyboardOf(desk)
    await keys.follow('Kaarten maken en afdrukken')
    expect(await findFaults(desk)).toEqual([])
    await keys.fill('Hoeveel kaarten?', '3')
    await keys.press('Maak de kaarten')
    await desk.getByText('Druk dit blad af').waitFor()
    expect(await desk.locator('.sp-card-words').count()).toBe(3)
    expect(await findFaults(desk)).toEqual([])
    await keys.follow('Terug naar de klas')
    await desk.getByRole('heading', { name: 'Leerlingen' }).waitFor()
    expect(await desk.getByRole('row').count()).toBe(4)
    expect(await desk.locator('.sp-card-words').count()).toBe(0)
    expect(await findFaults(desk)).toEqual([])
  }, 300_000)
})

describe.each([false, true])('a pupil (JavaScript: %s)', (javaScriptEnabled) => {
  const press = (name: string) => pupil.getByRole('button', { name, exact: true }).click()
  const enterCode = async (typed: string) => {
    await pupil.goto(`${site.url}/klas`)
    await pupil.getByLabel('Code van je klas').fill(typed)
    await press('Ga verder')
  }
  // The rules are scripts of their own.
  const faults = async () => (javaScriptEnabled ? findFaults(pupil) : [])

  it('hears it of a wrong code, and comes in with the right one under a name of ours', async () => {
    pupil = await openPage(javaScriptEnabled)
    await enterCode('FFFF-FFFF')
    await pupil.getByRole('alert').getByText('Deze code werkt niet.').waitFor()
    expect(await faults()).toEqual([])
    await enterCode(code.toLowerCase())
    await pupil.getByRole('heading', { name: 'Welkom bij groep 8 van De Meerkoet' }).waitFor()
    expect(await faults()).toEqual([])
    expect(pupil.url()).not.toContain(code)
    const offered = await pupil.getByRole('radio').first().getAttribute('value')
    await press('Andere namen')
    await pupil.locator(`input[value="${offered}"]`).waitFor({ state: 'detached' })
    const third = pupil.getByRole('radio').nth(2)
    nickname = (await third.getAttribute('value')) ?? ''
    await third.check()
    await press('Dit ben ik')
    await pupil.getByRole('heading', { name: `Hoi ${nickname}!` }).waitFor()
    card = (await pupil.locator('.sp-card-words').textContent()) ?? ''
    expect(card.split(' ')).toHaveLength(4)
    expect(await faults()).toEqual([])
  }, 120_000)

  it('has a desk, is nobody after stopping, and comes back with the card', async () => {
    await pupil.getByRole('link', { name: 'Ik heb ze opgeschreven' }).click()
    await pupil.getByText('Je werkt in groep 8 van De Meerkoet.').waitFor()
    expect(await faults()).toEqual([])
    expect(await pupil.getByText(card).count()).toBe(0)
    expect(await pupil.getByRole('banner').getByRole('link', { name: nickname }).count()).toBe(1)
    await press('Stop')
    await pupil.getByLabel('Code van je klas').waitFor()
    expect(await pupil.getByRole('banner').getByRole('link', { name: nickname }).count()).toBe(0)
    await enterCode(code)
    await pupil.getByLabel('De vier woorden op je kaart').fill('maan tent koek tent')
    await press('Ik ben er weer')
    await pupil.getByText('Deze woorden staan op geen kaart van deze klas.').first().waitFor()
    expect(await faults()).toEqual([])
    await pupil.getByLabel('De vier woorden op je kaart').fill(card)
    await press('Ik ben er weer')
    await pupil.getByText('Je werkt in groep 8 van De Meerkoet.').waitFor()
  }, 120_000)

  it('does not come on the pages of people', async () => {
    for (const path of ['/mijn', '/mijn/klassen', '/mijn/gegevens', '/werkplek']) {
      await pupil.goto(`${site.url}${path}`)
      expect(pupil.url()).toContain('/inloggen')
    }
  }, 120_000)
})

describe('what a pupil reads', () => {
  it('is said in je on the pages of everybody too, with and without scripts', async () => {
    const { cookies } = await pupil.context().storageState()
    const without = await openPage(false)
    await without.context().addCookies(cookies)
    for (const page of [pupil, without]) {
      for (const path of [
        '/verken',
        '/kaart',
        '/gebieden',
        '/',
        '/analyses',
        '/mijn/analyses/nieuw',
        '/over',
      ]) {
        await page.goto(`${site.url}${path}`)
        expect(await page.locator('main').textContent(), path).not.toMatch(/\b([Uu]|[Uu]w|uzelf)\b/)
      }
      await page.goto(`${site.url}/gebieden`)
      expect(await page.locator('main').textContent()).toContain('Je ziet dan de cijfers')
    }
    const other = await openPage()
    await other.goto(`${site.url}/gebieden`)
    expect(await other.locator('main').textContent()).toContain('U ziet dan de cijfers')
  }, 120_000)
})

describe('what a pupil writes', () => {
  it('tells the pupil what is missing before it can be handed in', async () => {
    await pupil.goto(`${site.url}/klas`)
    await pupil.getByRole('link', { name: 'Mijn analyses' }).click()
    await pupil.waitForURL('**/mijn/analyses')
    expect(await findFaults(pupil)).toEqual([])
    await pupil.goto(`${site.url}/mijn/analyses/nieuw`)
    await pupil.getByLabel(/^Titel/).fill('Waar is schaduw?')
    await pupil.keyboard.press('Enter')
    await pupil.waitForURL('**/mijn/analyses/*?gedaan=analyse-gemaakt')
    const draft = new URL(pupil.url()).pathname
    expect(await pupil.getByLabel(/Naam/).count()).toBe(0)
    expect(await findFaults(pupil)).toEqual([])
    await pupil.goto(`${site.url}${draft}/voorbeeld`)
    await pupil.getByRole('heading', { name: 'Inleveren' }).waitFor()
    await pupil.getByText('Dit is nog nodig om in te leveren:').waitFor()
    await pupil.getByText('De conclusie ontbreekt. Schrijf op wat je eruit opmaakt.').waitFor()
    expect(await pupil.locator('main').textContent()).not.toMatch(/\b([Uu]|[Uu]w)\b|publice/)
    expect(await pupil.getByRole('button', { name: /publiceer|Lever in/i }).count()).toBe(0)
    expect(await findFaults(pupil)).toEqual([])
  }, 120_000)

  it('is there for the teacher, and for nobody else', async () => {
    await desk.goto(`${site.url}/mijn/klassen`)
    await desk.getByRole('link', { name: 'groep 8, De Meerkoet' }).click()
    await desk.getByRole('link', { name: 'Waar is schaduw?' }).click()
    await desk.getByText('De leerling is nog bezig.').waitFor()
    expect(await findFaults(desk)).toEqual([])
    const stranger = await openPage()
    for (const path of ['/analyses/waar-is-schaduw', new URL(desk.url()).pathname]) {
      await stranger.goto(`${site.url}${path}`)
      expect(await stranger.getByText('Waar is schaduw?').count()).toBe(0)
    }
    await stranger.context().close()
  }, 120_000)
})

describe('both, in English', () => {
  it('have the same pages', async () => {
    await pupil.goto(`${site.url}/en/klas`)
    await pupil.getByText('You work in groep 8 of De Meerkoet.').waitFor()
    expect(await findFaults(pupil)).toEqual([])
    await desk.goto(`${site.url}/en/mijn/klassen`)
    await desk.getByRole('link', { name: 'groep 8, De Meerkoet' }).waitFor()
    expect(await findFaults(desk)).toEqual([])
  }, 300_000)
})

describe('the teacher', () => {
  it('gives a new card, which ends the work with the old one, and closes the class', async () => {
    await desk.goto(`${site.url}/mijn/klassen`)
    await desk.getByRole('link', { name: 'groep 8, De Meerkoet' }).click()
    await desk.getByRole('button', { name: `Nieuwe kaart voor ${nickname}` }).click()
    await desk.getByText('De oude werkt niet meer.').waitFor()
    expect(await findFaults(desk)).toEqual([])
    await pupil.goto(`${site.url}/klas`)
    await pupil.getByLabel('Code van je klas').waitFor()
    await desk.getByRole('link', { name: 'Terug naar de klas' }).click()
    await desk.locator('summary', { hasText: 'Sluit de klas' }).click()
    await desk.getByRole('button', { name: 'Ja, sluit de klas' }).click()
    await desk.getByText('De klas is gesloten.').waitFor()
    await desk.getByText('U hebt nog geen klas geopend.').waitFor()
  }, 300_000)
})
