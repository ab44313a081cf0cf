import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startBrowser } from '../testing/browser.ts'
import { ledgerProof } from '../testing/fixture-ledger.ts'
import { serveFixture } from '../testing/serve-fixture.ts'

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const PATH = `/werkplek/weglakken/decision/${ledgerProof.id}/1`
const NAME = 'Wilhelmina Draaijer-Post'

let browser: Browser
let site: Awaited<ReturnType<typeof serveFixture>>

beforeAll(async () => {
  ;[browser, site] = await Promise.all([startBrowser(), serveFixture()])
})

afterAll(async () => {
  await browser?.close()
  await site?.stop()
})

async function open({ width = 360, javaScriptEnabled = false } = {}): Promise<Page> {
  const viewport = { width, height: 900 }
  const context = await browser.newContext({ viewport, javaScriptEnabled, reducedMotion: 'reduce' })
  await context.addCookies([{ name: 'samenspel.session_token', value: 'x', url: site.url }])
  const page = await context.newPage()
  await page.goto(`${site.url}${PATH}`)
  return page
}

/** Goes on with the tab key until something has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let count = 0; count < 60; count += 1) {
    const focused = page.locator(':focus')
    if ((await focused.count()) > 0) {
      const label = await focused.evaluate((element) => {
        const [first] = (element as HTMLInputElement).labels ?? []
        return first?.textContent ?? element.textContent ?? ''
      })
      if (label.trim().startsWith(name)) return
    }
    await page.keyboard.press('Tab')
  }
  throw new Error(`The tab key does not come to ${name}.`)
}

const press = async (page: Page, name: string) => {
  await tabTo(page, name)
  await Promise.all([page.waitForLoadState('load'), page.keyboard.press('Enter')])
  await page.locator('[role=status], .sp-notice, [role=alert]').first().waitFor()
}

const mainOf = async (page: Page) =>
  ((await page.locator('main').textContent()) ?? '').replaceAll(/\s+/g, ' ')

describe.each([
  ['without JavaScript', false],
  ['with JavaScript', true],
])('a privacy officer at 360 px with only a keyboard, %s', (_how, javaScriptEnabled) => {
  it('chooses the ground, looks what goes and what stays, and blacks out', async () => {
    const page = await open({ javaScriptEnabled })
    expect(await page.getByRole('radio', { checked: true }).count()).toBe(0)
    await tabTo(page, 'Wat moet weg')
    await page.keyboard.type(NAME)
    await tabTo(page, 'Reden')
    await page.keyboard.type('Iemand vroeg erom.')
    await press(page, 'Kijk eerst')
    await tabTo(page, 'Grond: Kies een grond.')
    await page.keyboard.press('Enter')
    const ground = page.getByRole('group', { name: 'Grond' })
    await ground.and(page.locator(':focus')).waitFor()
    expect(await ground.textContent()).toContain('Kies een grond.')

    await tabTo(page, 'Iemand heeft recht')
    await page.keyboard.press('Space')
    expect(await page.getByRole('radio', { checked: true }).inputValue()).toBe('gdpr-17')
    await press(page, 'Kijk eerst')
    await page.getByText('Er is nog niets weggelakt').waitFor()
    const looked = await mainOf(page)
    for (const part of [
      'daarna 2 stukken weggelakt, 2% van de tekst',
      'veranderen 3 rijen',
      'draaijer (1 keer)',
      'reservekopieën van de database',
      'Het staat ook in andere regels',
    ])
      expect(looked).toContain(part)
    expect(await page.getByLabel('Wat moet weg').inputValue()).toBe(NAME)
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(over).toBeLessThanOrEqual(0)

    await press(page, 'Lak weg')
    await page.getByText('In een paar tellen staat het in het register').waitFor()
    expect(await page.content()).not.toContain(NAME)
    await page.context().close()
  })
})

it('says which passage names nobody, beside its field', async () => {
  const page = await open()
  await page.getByLabel('Wat moet weg').fill(`${NAME}\n90.000 euro`)
  await page.getByLabel('Iemand heeft recht').check()
  await page.getByLabel('Reden').fill('Iemand vroeg erom.')
  await page.getByRole('button', { name: 'Kijk eerst' }).click()
  await page.getByText('Dit is geen persoonsgegeven.').first().waitFor()
  await page.context().close()
})

it('has no fault that axe finds, at both widths', async () => {
  for (const width of [360, 1280]) {
    const page = await open({ width, javaScriptEnabled: true })
    await page.getByLabel('Wat moet weg').fill(NAME)
    await page.getByLabel('Om iemands persoonlijke').check()
    await page.getByLabel('Reden').fill('Iemand vroeg erom.')
    await page.getByRole('button', { name: 'Kijk eerst' }).click()
    await page.getByText('Er is nog niets weggelakt').waitFor()
    const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
    await page.context().close()
  }
})
