import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startBrowser } from '../testing/browser.ts'
import { serveFixture } from '../testing/serve-fixture.ts'

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

let browser: Browser
let site: Awaited<ReturnType<typeof serveFixture>>

beforeAll(async () => {
  ;[browser, site] = await Promise.all([startBrowser(), serveFixture()])
})

afterAll(async () => {
  await browser?.close()
  await site?.stop()
})

async function openPage(
  path: string,
  { width = 1280, javaScriptEnabled = true, isSignedIn = false } = {},
): Promise<Page> {
  const viewport = { width, height: 900 }
  const context = await browser.newContext({ viewport, javaScriptEnabled, reducedMotion: 'reduce' })
  if (isSignedIn) await context.addCookies([{ name: 'samenspel.session_token', value: 'x', url: site.url }])
  const page = await context.newPage()
  await page.goto(`${site.url}${path}`)
  return page
}

describe('a council member two years later', () => {
  it('finds in two clicks what was decided on a subject, why, by whom, and whether it worked', async () => {
    const page = await openPage('/')
    let clicks = 0
    const click = async (name: RegExp) => {
      clicks += 1
      await page.getByRole('link', { name }).first().click()
      await page.waitForLoadState()
    }
    await click(/^Besluiten$/)
    await page.waitForURL(/\/besluiten$/)
    const line = page.locator('.sp-entry', { hasText: 'Hielp het?' })
    await line.first().waitFor()
    expect(await line.first().textContent()).toContain('aanwijzing voor een effect')
    await click(/schaduw/i)
    await page.waitForURL(/\/besluiten\/schaduw-oude-haven$/)
    // The address is there before the page.
    await page.getByRole('heading', { name: 'Door wie' }).waitFor()
    const text = (await page.locator('main').textContent()) ?? ''
    for (const part of [
      'Waarom',
      'Door wie',
      'hielp het?',
      'Bomen in Oude Haven',
      'Er is een aanwijzing.',
      'De les: opschalen.',
    ])
      expect(text.toLowerCase()).toContain(part.toLowerCase())
    expect(clicks).toBe(2)
    await page.context().close()
  })
})

describe('the page of a challenge', () => {
  it('begins with its loop by day, from challenge to lesson, also without JavaScript at 360 px', async () => {
    const page = await openPage('/opgaven/koele-buurten', { width: 360, javaScriptEnabled: false })
    const moments = page.locator('#verloop .sp-timeline:not(.sp-timeline-planned) .sp-moment')
    const days = await moments
      .locator('time')
      .evaluateAll((all) => all.map((each) => each.getAttribute('datetime')))
    expect(days.length).toBeGreaterThan(3)
    expect(days).toEqual(days.toSorted())
    const kinds = await moments.locator('.sp-moment-kind').allInnerTexts()
    for (const kind of ['Besluit', 'Effect', 'Les']) expect(kinds.join()).toContain(kind)
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(over).toBeLessThanOrEqual(0)
    expect(await page.getByRole('link', { name: 'Log in om deze opgave te volgen' }).count()).toBe(1)
    await page.context().close()
  })

  it('is accessible, and followed with one button by who is signed in', async () => {
    const page = await openPage('/opgaven/koele-buurten', { isSignedIn: true })
    expect(await page.getByRole('button', { name: 'Volg deze opgave' }).count()).toBe(1)
    const { violations } = await new AxeBuilder({ page })
      .setLegacyMode()
      .options({ runOnly: RULES, resultTypes: ['violations'] })
      .analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual(
      [],
    )
    await page.context().close()
  })
})

describe('the link in a message that stops', () => {
  const stop = async (key: string) => {
    const search = new URLSearchParams({ key, opgave: 'koele-buurten' })
    const page = await openPage(`/berichten/afmelden?${search}`, { width: 360, javaScriptEnabled: false })
    const asked = { title: await page.title(), text: await page.locator('main').textContent() }
    await page.getByRole('button', { name: 'Stop berichten over deze opgave' }).press('Enter')
    await page.getByRole('link', { name: 'Kies waarover u bericht krijgt' }).waitFor()
    const text = await page.locator('main').textContent()
    await page.context().close()
    return { asked, text }
  }

  it('says of which challenge, and does it with one button', async () => {
    const { asked, text } = await stop('heel')
    expect(asked.title).toContain('Niet meer over deze opgave')
    expect(asked.text).toContain('over de opgave “Koele buurten”?')
    expect(text).toContain('Gestopt')
    expect(text).toContain('over de opgave “Koele buurten”.')
  })

  it('does not say that it stopped when it lost a part', async () => {
    const { text } = await stop('hal')
    expect(text).toContain('Deze link klopt niet')
    expect(text).not.toContain('Gestopt')
  })
})
