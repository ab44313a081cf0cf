import { startBrowser } from '@samenspel/web/testing'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { useSite } from './testing/site.ts'
import { fillTwoParties } from './testing/two-parties.ts'

const DRAFT = '/werkplek/afspraken/grondwater-delen'

/** What the form and the text say, in both languages. */
const LANGUAGES = [
  {
    path: DRAFT,
    until: 'Geldt tot',
    show: 'Laat zien',
    text: 'In gewone taal',
    notSaved: 'Dit staat er met wat u nu hebt ingevuld. Het is nog niet opgeslagen.',
    sentence: (day: number) => `Deze afspraak geldt tot ${day} juli 2037.`,
  },
  {
    path: `/en${DRAFT}`,
    until: 'Holds until',
    show: 'Show',
    text: 'In plain words',
    notSaved: 'This is what it says with what you filled in now. It is not saved yet.',
    sentence: (day: number) => `This agreement holds until ${day} July 2037.`,
  },
]

const site = useSite()
let browser: Browser
let clerk: Page

beforeAll(async () => {
  browser = await startBrowser()
  const open = async () => (await browser.newContext()).newPage()
  const [owner, partner] = [await open(), await open()]
  clerk = owner
  clerk.setDefaultTimeout(30_000)
  const { challenge } = await fillTwoParties(site, { owner, partner })
  await clerk.goto(`${site.url}/werkplek/afspraken/nieuw`, { waitUntil: 'networkidle' })
  await clerk.getByLabel('Titel').fill('Grondwater delen')
  await clerk.getByLabel('Bij welke opgave hoort zij?').selectOption(challenge)
  await clerk.getByRole('button', { name: 'Maak het concept' }).click()
  await clerk.waitForURL(`**${DRAFT}?gedaan=gemaakt`)
}, 300_000)

afterAll(async () => {
  await browser?.close()
})

it.each(LANGUAGES)(
  'the text at $path follows what is typed, and nothing is saved by it',
  async (words) => {
    await clerk.goto(`${site.url}${words.path}`, { waitUntil: 'networkidle' })
    const text = clerk.getByRole('region', { name: words.text })
    expect(await text.textContent()).not.toContain('2037')
    await clerk.getByLabel(words.until).fill('2037-07-01')
    await text.getByText(words.sentence(1)).waitFor()
    await text.getByText(words.notSaved).waitFor()
    await clerk.getByLabel(words.until).fill('2037-07-02')
    await text.getByText(words.sentence(2)).waitFor()
    expect(await text.getByText(words.sentence(1)).count()).toBe(0)
    await clerk.reload({ waitUntil: 'networkidle' })
    expect(await text.textContent()).not.toContain('2037')
  },
  60_000,
)

it.each(LANGUAGES)(
  'without JavaScript the text at $path is there after the button',
  async (words) => {
    const storageState = await clerk.context().storageState()
    const bare = await (await browser.newContext({ javaScriptEnabled: false, storageState })).newPage()
    bare.setDefaultTimeout(30_000)
    await bare.goto(`${site.url}${words.path}`)
    const text = bare.getByRole('region', { name: words.text })
    await bare.getByLabel(words.until).fill('2037-07-01')
    expect(await text.textContent()).not.toContain('2037')
    await bare.getByRole('button', { name: words.show, exact: true }).click()
    await text.getByText(words.sentence(1)).waitFor()
    await text.getByText(words.notSaved).waitFor()
    expect(await bare.getByLabel(words.until).inputValue()).toBe('2037-07-01')
    await bare.context().close()
  },
  60_000,
)
