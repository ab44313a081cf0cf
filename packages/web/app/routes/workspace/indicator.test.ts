import { expect, it } from 'vitest'
import { answers } from '../../../testing/answers.ts'
import { indicators } from '../../../testing/fixture-data.ts'
import { showPage } from '../../../testing/show-page.tsx'
import * as page from './indicator.tsx'

it('shows the latest value of every area, also of years ago, and of what figures can be made', async () => {
  const [indicator] = indicators
  const values = Array.from({ length: 60 }, (_, index) => ({
    coverage: 1,
    areaCode: `BU${index}`,
    areaName: `Buurt ${index}`,
    periodStart: '2019-12-31T23:00:00Z',
    value: 12.5,
  }))
  const nothing = { items: [], next: null }
  const path = `/api/v1/indicators/${indicator?.slug}`
  const api = answers({
    [`GET ${path}`]: { ...indicator, ownerId: 'org-1', leftOutSeries: 0 },
    [`GET ${path}/values`]: (_, query) => ({ items: query.get('latest') === 'true' ? values : [] }),
    'GET /sta/v1.1/ObservedProperties': { value: [] },
    'GET /api/v1/datasets': nothing,
    'GET /api/v1/challenges': nothing,
    'GET /api/v1/indicators': nothing,
    'GET /api/v1/area-measures': {
      items: [
        { measure: 'population', title: 'inwoners', unit: '1' },
        { measure: 'greenery', title: 'groen', unit: '%' },
      ],
    },
  })
  const { html } = await showPage(page, '/werkplek/indicatoren/:slug', {
    api,
    address: `/werkplek/indicatoren/${indicator?.slug}`,
  })
  expect(html).not.toContain('Er zijn nog geen waarden')
  expect(html.match(/Buurt \d+/g)).toHaveLength(60)
  // Key figures that are there come first; of the others it says that they have to be fetched.
  const options = html.matchAll(/<option[^>]*>Kerncijfer: ([^<]*)/g)
  const offered = [...new Set([...options].map(([, name]) => name))]
  expect(offered.slice(0, 2)).toEqual(['Groen', 'Inwoners'])
  expect(offered.length).toBeGreaterThan(10)
  expect(offered.slice(2).every((name) => name?.endsWith('(nog niet opgehaald)'))).toBe(true)
})
