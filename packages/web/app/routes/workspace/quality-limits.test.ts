import { expect, it } from 'vitest'
import { answers } from '../../../testing/answers.ts'
import { showPage } from '../../../testing/show-page.tsx'
import * as page from './quality-limits.tsx'

const limits = { range: { minimum: -30, maximum: 40 } }
const defaults = { range: { minimum: -30, maximum: 50 }, constant: { hours: 24 } }
const sent: unknown[] = []
const api = answers({
  'GET /api/v1/datasets/tuinen': { slug: 'tuinen', title: 'Tuinen', ownerId: 'org-1' },
  'GET /api/v1/datasets/tuinen/quality-limits': {
    properties: [
      { property: 'temperature', unit: 'K', limits, defaults: null, adjusted: true, source: null },
      { property: 'temperature', unit: '°C', limits, defaults, adjusted: true, source: 'KNMI' },
      { property: 'lid/a', unit: '', limits: null, defaults: null, adjusted: false, source: null },
    ],
    changedAt: null,
  },
  'PATCH /api/v1/datasets/tuinen/quality-limits': (body) => {
    sent.push(body)
    return {}
  },
})
const show = (property: string, form?: [string, string][]) =>
  showPage(page, '/werkplek/datasets/:slug/grenzen/:property', {
    api,
    address: `/werkplek/datasets/tuinen/grenzen/${encodeURIComponent(property)}`,
    ...(form ? { form } : {}),
  })

it('shows what holds, in the unit that has usual limits', async () => {
  const { html } = await show('temperature')
  expect(html).toMatch(/name="range.maximum" value="40"/)
  expect(html).toContain('In °C. Normaal: 50.')
  expect(html).toContain('Terug naar de gewone grenzen')
})

it('warns that series in another unit are judged with the same numbers', async () => {
  const { html } = await show('temperature')
  expect(html).toContain('bedoeld voor °C. In deze dataset zijn ook meetreeksen in K.')
  expect((await show('lid/a')).html).not.toContain('Let op')
})

it('sends how it differs from what is usual, and nothing of other properties', async () => {
  const { location } = await show('temperature', [
    ['range.minimum', '-30'],
    ['range.maximum', '45'],
    ['constant.hours', '24'],
  ])
  expect(location).toBe('/werkplek/datasets/tuinen?gedaan=grenzen-gewijzigd#grenzen')
  await show('temperature', [['do', 'reset']])
  expect(sent).toEqual([
    { limits: { temperature: { range: { minimum: -30, maximum: 45 } } } },
    { limits: { temperature: null } },
  ])
})

it('says that what has no usual limits is not judged, and knows only what is measured', async () => {
  const { html } = await show('lid/a')
  expect(html).toContain('beoordelen we ze niet')
  expect(html).not.toContain('Terug naar de gewone grenzen')
  await expect(show('wind')).rejects.toMatchObject({ status: 404 })
})
