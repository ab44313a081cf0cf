import { expect, it } from 'vitest'
import { answers } from '../../../testing/answers.ts'
import { indicators } from '../../../testing/fixture-data.ts'
import { showPage } from '../../../testing/show-page.tsx'
import { measureChoice } from '../../workspace/indicator-parts.ts'
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

it('gives a difference the period and areas of its first figure, and a ratio of key figures those of years', async () => {
  const [indicator] = indicators
  const sent: { period?: string; level?: string }[] = []
  const lists = { items: [], next: null }
  const api = answers({
    [`GET /api/v1/indicators/${indicator?.id}`]: { ...indicator, period: 'month', level: 'district' },
    'POST /api/v1/indicators': (body) => {
      sent.push(body as object)
      return { ...indicator, slug: 'verschil' }
    },
    'GET /api/v1/indicators': lists,
  })
  const send = async (form: [string, string][]) => {
    const common: [string, string][] = [
      ['title', 'Verschil'],
      ['period', 'day'],
      ['level', 'neighbourhood'],
    ]
    const address = '/werkplek/indicatoren/nieuw'
    await showPage(page, '/werkplek/indicatoren/:slug', { api, address, form: [...common, ...form] })
    return sent.at(-1)
  }
  const first: [string, string] = ['first', indicator?.id ?? '']
  expect(await send([['what', 'difference'], first])).toMatchObject({ period: 'month', level: 'district' })
  const people: [string, string] = ['first', measureChoice('population')]
  expect(await send([['what', 'ratio'], people])).toMatchObject({ period: 'year', level: 'neighbourhood' })
  expect(await send([['what', 'property']])).toMatchObject({ period: 'day', level: 'neighbourhood' })
})
