import { expect, it } from 'vitest'
import { answers } from '../../testing/answers.ts'
import { signals } from '../../testing/fixture-data.ts'
import { showPage } from '../../testing/show-page.tsx'
import * as homePage from './home.tsx'
import * as workspacePage from './workspace/home.tsx'

const NOW = Date.parse('2026-08-20T12:00:00Z')
const nothing = { items: [], next: null }

/** Pages where the only signal went by without a decision, so many days ago. */
const passedAgo = (days: number) => {
  const lastAt = new Date(NOW - days * 86_400_000).toISOString()
  const passed = {
    ...signals[0],
    state: 'cleared',
    since: lastAt,
    openedAt: lastAt,
    lastAt,
    clearedAt: lastAt,
  }
  return answers({
    'GET /api/v1/challenges': nothing,
    'GET /api/v1/indicators': nothing,
    'GET /api/v1/decisions': nothing,
    'GET /api/v1/agreements': nothing,
    'GET /api/v1/agreement-tasks': nothing,
    'GET /api/v1/signals': (_, query) =>
      query.get('state') === 'cleared' ? { items: [passed], next: null } : nothing,
  })
}

it.each([
  [homePage, '/', 'Van de laatste 30 dagen zijn er geen signalen zonder besluit.'],
  [homePage, '/en', 'The last 30 days have no signals without a decision.'],
  [
    workspacePage,
    '/werkplek',
    'Er wachten geen signalen op een besluit, en in de laatste 30 dagen ging er geen voorbij zonder besluit.',
  ],
] as const)('tells of a signal that went by without a decision (%#)', async (page, address, none) => {
  const recent = await showPage(page, address, { api: passedAgo(9), address, now: NOW })
  expect(recent.html).toContain(address === '/en' ? 'over, without a decision' : 'voorbij, zonder besluit')
  expect(recent.html).not.toContain(none)
  const old = await showPage(page, address, { api: passedAgo(40), address, now: NOW })
  expect(old.html).toContain(none)
})

it('tells first of a signal that waits too long, however long ago its figures were past the line', async () => {
  const open = (id: string, dueOn: string, lastAt: string) => ({
    ...signals[0],
    ...{
      id,
      state: 'open',
      clearedAt: null,
      indicatorId: id,
      indicatorTitle: id,
      since: lastAt,
      openedAt: lastAt,
      lastAt,
    },
    term: { ...signals[0]?.term, dueOn },
  })
  const api = answers({
    'GET /api/v1/challenges': nothing,
    'GET /api/v1/decisions': nothing,
    'GET /api/v1/signals': (_, query) =>
      query.get('state') === 'open'
        ? {
            items: [
              open('Nieuw', '2026-09-17', '2026-08-19T22:00:00.000Z'),
              open('Oud', '2026-12-01', '2025-01-01T00:00:00.000Z'),
              open('Laat', '2026-08-19', '2025-01-01T00:00:00.000Z'),
            ],
            next: null,
          }
        : nothing,
  })
  const { html } = await showPage(homePage, '/', { api, address: '/', now: NOW })
  expect(html.indexOf('Laat')).toBeLessThan(html.indexOf('Nieuw'))
  expect(html).toContain('Te laat')
  expect(html).not.toContain('>Oud ')
  expect(html).toContain('Eén ouder signaal wacht nog op een besluit.')
})
