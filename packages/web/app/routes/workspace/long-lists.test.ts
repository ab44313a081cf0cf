import { expect, it } from 'vitest'
import { answers } from '../../../testing/answers.ts'
import { signals } from '../../../testing/fixture-data.ts'
import { decisions } from '../../../testing/fixture-decisions.ts'
import { showPage } from '../../../testing/show-page.tsx'
import * as decisionsPage from './decisions.tsx'
import * as homePage from './home.tsx'
import * as signalsPage from './signals.tsx'

const nothing = { items: [], next: null }
const [decision] = decisions
const [signal] = signals

/** A list of 120 in pages of 50, or as many as asked. */
const listOf = (item: (index: number) => object) => (_: unknown, query: URLSearchParams) => {
  const start = Number(query.get('cursor') ?? 0)
  const end = Math.min(120, start + Number(query.get('pageSize') ?? 50))
  const items = Array.from({ length: end - start }, (_, index) => item(start + index))
  return { items, next: end < 120 ? String(end) : null }
}

const overdue = { ...decision, id: 'oud', slug: 'oud', title: 'Oud besluit', reviewOn: '2026-01-31' }

/** Decisions of which only the right question finds the one that is overdue. */
const findOverdue = (_: unknown, query: URLSearchParams) =>
  query.get('state') === 'published' && (query.get('reviewUntil') ?? '') >= '2026-08-20'
    ? { items: [overdue], next: null }
    : nothing

it.each([
  ['/werkplek', 'Oud besluit'],
  ['/en/werkplek', 'Oud besluit'],
])('%s tells of an overdue review, however long ago the decision was changed', async (address, title) => {
  const api = answers({
    'GET /api/v1/challenges': nothing,
    'GET /api/v1/indicators': nothing,
    'GET /api/v1/signals': nothing,
    'GET /api/v1/agreements': nothing,
    'GET /api/v1/agreement-tasks': nothing,
    'GET /api/v1/decisions': findOverdue,
  })
  const { html } = await showPage(homePage, address, { api, address })
  expect(html).toContain(title)
})

it('shows every open signal, and leads to all of the past', async () => {
  const ofState = (state: string) =>
    listOf((index) => ({
      ...signal,
      state,
      id: `${state}-${index}`,
      indicatorId: `i${index}`,
      openedAt: `2026-0${1 + (index % 6)}-01T10:00:00Z`,
    }))
  const api = answers({
    'GET /api/v1/signals': (body, query) =>
      query.get('mine') === 'true' ? nothing : ofState(query.get('state') ?? '')(body, query),
    'GET /api/v1/decisions': nothing,
  })
  const address = '/werkplek/signalen'
  const { html } = await showPage(signalsPage, address, { api, address })
  expect(html.match(/href="\/werkplek\/signalen\/open-\d+"/g)).toHaveLength(120)
  expect(html).toContain('href="/werkplek/signalen?stand=cleared"')
})

it('leads from the latest decisions to earlier ones', async () => {
  const api = answers({
    'GET /api/v1/decisions': listOf((index) => ({ ...decision, id: `d${index}`, slug: `d${index}` })),
  })
  const path = '/werkplek/besluiten'
  const first = await showPage(decisionsPage, path, { api, address: path })
  expect(first.html).toContain('href="/werkplek/besluiten?vanaf=50"')
  const last = await showPage(decisionsPage, path, { api, address: `${path}?vanaf=100` })
  expect(last.html).toContain('href="/werkplek/besluiten/d119"')
  expect(last.html).not.toContain('rel="next"')
})
