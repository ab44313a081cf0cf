import { expect, it } from 'vitest'
import { answers } from '../../../testing/answers.ts'
import { showPage } from '../../../testing/show-page.tsx'
import type { OutcomeTold } from '../../outcomes/api.ts'
import * as page from './home.tsx'

const nothing = { items: [], next: null }
const told = (title: string): OutcomeTold => ({
  id: title,
  at: '2026-08-01T10:00:00.000Z',
  challenge: { id: 'c', slug: 'hitte', title: 'Hitte' },
  path: '/besluiten/bomen',
  reasons: ['wrote-remark'],
  sentence: { nl: title, en: title },
})
const show = async (items: OutcomeTold[]) => {
  const api = answers({
    'GET /api/v1/me/sensors': nothing,
    'GET /api/v1/me/consents': nothing,
    'GET /api/v1/me/classes': nothing,
    'GET /api/v1/classes': nothing,
    'GET /api/v1/sensor-kits': nothing,
    'GET /api/v1/analyses': nothing,
    'GET /api/v1/remarks': nothing,
    'GET /api/v1/me/outcomes': { items, next: null },
  })
  return (await showPage(page, '/mijn', { api, address: '/mijn' })).html
}

it('begins with the latest of what came of a contribution, and leads to the rest of it', async () => {
  const html = await show(['Vierde', 'Derde', 'Tweede', 'Eerste'].map(told))
  expect(html.indexOf('Vierde')).toBeGreaterThan(0)
  expect(html.indexOf('Vierde')).toBeLessThan(html.indexOf('Mijn meters'))
  expect(html).not.toContain('Eerste')
  expect(html).toContain('href="/mijn/gegevens#bijdrage"')
})

it('has no empty part for who was told nothing', async () => {
  expect(await show([])).not.toContain('#bijdrage')
})
