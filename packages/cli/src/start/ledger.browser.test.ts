import { randomUUID } from 'node:crypto'
import { startBrowser } from '@samenspel/web/testing'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findFaults } from './testing/faults.ts'
import { signInByMail } from './testing/sign-in.ts'
import { useSite } from './testing/site.ts'

const EMAIL = 'wethouder@waterrijk.example'

const site = useSite()
let browser: Browser
let page: Page
let slug = ''
let kept = ''

beforeAll(async () => {
  browser = await startBrowser()
  page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage()
  page.setDefaultTimeout(60_000)
  slug = await publishDecision()
  await waitForPlace()
}, 300_000)

afterAll(() => browser?.close())

describe('who checks a decision', () => {
  it('reads without JavaScript where it is in the register, and gets the proof', async () => {
    const plain = await (await browser.newContext({ javaScriptEnabled: false })).newPage()
    await plain.goto(`${site.url}/besluiten/${slug}#controleer`)
    const part = plain.locator('#controleer')
    expect(await part.textContent()).toContain('Nummer in het register')
    expect(await part.getByRole('button').count()).toBe(0)
    const proof = await fetch(
      new URL((await part.getByRole('link', { name: /bewijs/ }).getAttribute('href')) ?? '', site.url),
    )
    expect(await proof.text()).toMatch(/^c2sp\.org\/tlog-proof@v1\n/)
  }, 120_000)

  it('has the browser check it', async () => {
    await page.goto(`${site.url}/besluiten/${slug}`)
    await page.getByRole('button', { name: 'Controleer in deze browser' }).click()
    await page.getByText('Het klopt.').waitFor()
    for (const text of [
      'Het controlegetal hoort bij de tekst',
      'Het staat op nummer 1',
      'De stand is ondertekend',
      'Deze pagina toont dezelfde tekst',
    ])
      expect(await page.locator('#controleer').textContent()).toContain(text)
    expect(await findFaults(page)).toEqual([])
  }, 120_000)

  it('is told when the page shows something else', async () => {
    await page.reload()
    await page.getByRole('button', { name: 'Controleer in deze browser' }).waitFor()
    await page
      .getByText('Bomen geven op termijn schaduw.')
      .evaluate((node) => void Object.assign(node, { textContent: 'Bomen geven geen schaduw.' }))
    await page.getByRole('button', { name: 'Controleer in deze browser' }).click()
    await page.getByText('Deze pagina toont iets anders dan is gepubliceerd: de redenen.').waitFor()
    expect(await findFaults(page)).toEqual([])
  }, 120_000)
})

describe('who kept a checkpoint', () => {
  it('is told whether its history is still there, also without JavaScript', async () => {
    kept = await (await fetch(`${site.url}/log/checkpoint`)).text()
    const plain = await (await browser.newContext({ javaScriptEnabled: false })).newPage()
    for (const tab of [page, plain]) {
      await tab.goto(`${site.url}/register`)
      await tab.getByLabel('Uw stand').fill(kept)
      await tab.locator('#geschiedenis').getByRole('button', { name: 'Controleer' }).click()
      await tab.getByText(/^Het klopt\. De controlegetallen van de 2 regels/).waitFor()
    }
    expect(await findFaults(page)).toEqual([])
  }, 120_000)

  it.each([
    ['is no checkpoint', () => 'Iets anders', 'Dit is geen stand.'],
    [
      'is of another register',
      () => kept.replace(/^[^\n]+/, 'a.nl/log'),
      'Deze stand is van een ander register.',
    ],
    ['was changed', () => kept.replace('\n2\n', '\n1\n'), 'Deze stand is niet door dit register ondertekend'],
  ])(
    'is told that what they have %s',
    async (_what, text, answer) => {
      await page.goto(`${site.url}/register`)
      await page.getByLabel('Uw stand').fill(text())
      await page.locator('#geschiedenis').getByRole('button', { name: 'Controleer' }).click()
      await page.getByText(answer).first().waitFor()
    },
    120_000,
  )
})

/** Publishes a decision, as a person does. */
async function publishDecision(): Promise<string> {
  const { items } = (await site.ask('GET', '/api/v1/organisations')) as { items: { id: string }[] }
  const ownerId = items[0]?.id ?? ''
  const members = `/api/v1/organisations/${ownerId}/members`
  await site.ask('POST', members, { email: EMAIL, role: 'decision-maker' })
  await signInByMail(page, site, EMAIL)
  const challenge = (await site.ask('POST', '/api/v1/challenges', { title: 'Hitte' })) as {
    id: string
    slug: string
  }
  const at = `/api/v1/challenges/${challenge.slug}`
  await site.ask('POST', `${at}/sources`, { kind: 'visit', title: 'Bezoek', citation: 'Het is te heet.' })
  const goal = await site.ask('POST', `${at}/goals`, {
    title: 'Koeler',
    ...{ indicatorText: 'Temperatuur', unit: '°C', target: 30, targetDate: '2030-12-31', direction: 'lower' },
  })
  await site.ask('PATCH', at, { affected: 'Ouderen', dataRole: 'Bewoners meten mee', published: true })
  const mandate = (await site.ask('POST', '/api/v1/mandates', {
    ...{
      organisationId: ownerId,
      function: 'wethouder',
      holderName: 'A. de Groot',
      subject: 'Openbare ruimte',
    },
    ...{
      field: 'public-space',
      maximumAmount: 100_000,
      since: '2020-01-01',
      basis: `Besluit ${randomUUID()}`,
    },
  })) as { id: string }
  const consequences = [{ party: 'Bewoners', effect: 'Meer schaduw.', kind: 'positive' }]
  const goalEffects = [{ goalId: goal.id, effect: 'Meer schaduw.', kind: 'positive' }]
  const option = { description: '', consequences, goalEffects }
  const draft = (await site.ask('POST', '/api/v1/decisions', {
    ...{ challengeId: challenge.id, title: 'Bomen in de Steenwijk', question: 'Wat doen we tegen de hitte?' },
    ...{
      field: 'public-space',
      amount: 90_000,
      chosenOptionId: 'bomen',
      outcome: 'act',
      mandateId: mandate.id,
    },
    goalIds: [goal.id],
    options: [
      { id: 'nuloptie', kind: 'do-nothing', title: 'Niets doen', cost: 0, ...option },
      { id: 'bomen', kind: 'action', title: 'Bomen', cost: 90_000, ...option },
    ],
    reasons: 'Er zijn er te weinig.\n\nBomen geven op termijn schaduw.',
    reviewDate: `${new Date().getFullYear() + 5}-09-01`,
    problem: 'Het is te heet.',
    goal: 'Koelere straten.',
    involved: [{ party: 'Bewoners', how: 'informed', note: 'Met een brief.' }],
  })) as { slug: string }
  const published = await page.request.post(`${site.url}/api/v1/decisions/${draft.slug}/publication`, {
    headers: { origin: site.url },
  })
  expect(published.status(), await published.text()).toBe(200)
  return draft.slug
}

/** The entry gets its place shortly after the publication. */
async function waitForPlace(): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const answer = await fetch(`${site.url}/log/checkpoint`)
    if (answer.ok && (await answer.text()).includes('\n2\n')) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('The decision got no place in the register.')
}
