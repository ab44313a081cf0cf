import { expect, it } from 'vitest'
import { answers, refusal } from '../../../testing/answers.ts'
import { showPage } from '../../../testing/show-page.tsx'
import * as page from './uses.tsx'

const NOW = Date.parse('2026-08-20T12:00:00Z')

/** Answers as the API does: only days that exist. */
const api = answers({
  'GET /api/v1/me/data-uses': (_, query) => {
    const asked = [query.get('from'), query.get('to')].filter((day) => day !== null)
    if (asked.some((day) => new Date(day).toISOString().slice(0, 10) !== day)) return refusal(400)
    const [from = '2026-05-22', to = '2026-08-20'] = asked
    return { from, to, items: [], next: null, ledTo: { indicators: [], decisions: [] } }
  },
})
const show = (search: string) =>
  showPage(page, '/mijn/gegevens/gebruik', { api, address: `/mijn/gegevens/gebruik${search}`, now: NOW })

it.each([
  '?van=2026-02-31',
  '?tot=2026-13-01',
  '?van=gisteren',
  '?van=2026-08-02&tot=2026-08-01',
  '?van=2025-08-01&tot=2026-08-03',
])('says that a period cannot be, and shows the usual one: %s', async (search) => {
  const { status, html } = await show(search)
  expect(status).toBe(400)
  expect(html).toContain('Deze periode kan niet.')
  expect(html).toContain('22 mei 2026')
})

it.each(['', '?van=2026-08-01&tot=2026-08-02', '?van=2025-10-25&tot=2026-10-26'])(
  'shows a period that can be: %s',
  async (search) => {
    const { status, html } = await show(search)
    expect(status).toBe(200)
    expect(html).not.toContain('Deze periode kan niet.')
  },
)
