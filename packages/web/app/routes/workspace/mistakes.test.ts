import { expect, it } from 'vitest'
import { answers, refusal } from '../../../testing/answers.ts'
import { challenges, indicators } from '../../../testing/fixture-data.ts'
import { decisions } from '../../../testing/fixture-decisions.ts'
import { showPage } from '../../../testing/show-page.tsx'
import * as decisionPage from './decision.tsx'
import * as indicatorPage from './indicator.tsx'
import * as partyPage from './party.tsx'

const nothing = { items: [], next: null }

it('asks once for the line of a signal, and says that it is needed', async () => {
  const [indicator] = indicators
  const path = `/api/v1/indicators/${indicator?.slug}`
  const api = answers({
    [`GET ${path}`]: { ...indicator, ownerId: 'org-1' },
    [`GET ${path}/values`]: nothing,
    [`PATCH ${path}`]: refusal(400, [
      { pointer: '/signalRule/line', detail: 'Geef een getal.' },
      { pointer: '/signalRule/clearLine', detail: 'Geef een getal.' },
    ]),
    'GET /sta/v1.1/ObservedProperties': { value: [] },
    'GET /api/v1/datasets': nothing,
    'GET /api/v1/challenges': nothing,
    'GET /api/v1/indicators': nothing,
    'GET /api/v1/area-measures': { items: [] },
  })
  const { html } = await showPage(indicatorPage, '/werkplek/indicatoren/:slug', {
    api,
    address: `/werkplek/indicatoren/${indicator?.slug}`,
    form: [
      ['useRule', 'yes'],
      ['signalRule.line', ''],
      ['signalRule.clearLine', ''],
    ],
  })
  expect(html).toMatch(/Signaalgrens<span class="sp-optional"> \((<!-- -->)?nodig voor een signaal/)
  expect(html).toContain('id="veld-signalRule-line-fout"')
  expect(html).not.toContain('id="veld-signalRule-clearLine-fout"')
})

it('asks for a percentage where the form asks for a percentage', async () => {
  const [indicator] = indicators
  const path = `/api/v1/indicators/${indicator?.slug}`
  const api = answers({
    [`GET ${path}`]: { ...indicator, ownerId: 'org-1' },
    [`GET ${path}/values`]: nothing,
    [`PATCH ${path}`]: refusal(400, [
      { pointer: '/minimumCoverage', detail: 'Geef een getal tot en met 1.' },
    ]),
    'GET /sta/v1.1/ObservedProperties': { value: [] },
    'GET /api/v1/datasets': nothing,
    'GET /api/v1/challenges': nothing,
    'GET /api/v1/indicators': nothing,
    'GET /api/v1/area-measures': { items: [] },
  })
  const { html } = await showPage(indicatorPage, '/werkplek/indicatoren/:slug', {
    api,
    address: `/werkplek/indicatoren/${indicator?.slug}`,
    form: [['minimumCoverage', '200']],
  })
  expect(html).toContain('Geef een percentage van 0 tot en met 100.')
  expect(html).not.toContain('tot en met 1.')
})

it('asks to choose where nothing was chosen', async () => {
  const [challenge] = challenges
  const detail = 'Geef een id, zoals 3f2504e0-4f89-41d3-9a0c-0305e82c3301.'
  const api = answers({
    'GET /api/v1/challenges/koele-buurten': { ...challenge },
    'GET /api/v1/organisations': nothing,
    'PUT /api/v1/challenges/koele-buurten/parties/': refusal(400, [{ pointer: '/organisationId', detail }]),
  })
  const { html } = await showPage(partyPage, '/werkplek/opgaven/:slug/partijen/:id', {
    api,
    address: '/werkplek/opgaven/koele-buurten/partijen/nieuw',
    form: [
      ['organisationId', ''],
      ['role', 'partner'],
    ],
  })
  expect(html).toContain('Kies een organisatie.')
  expect(html).not.toContain('Geef een id')
})

it('names what is observed by its name, not by whatever describes it', async () => {
  const property = {
    name: 'noise',
    description: 'n',
    Datastreams: [{ unitOfMeasurement: { symbol: 'dB(A)' } }],
  }
  const api = answers({
    'GET /sta/v1.1/ObservedProperties': { value: [property] },
    'GET /api/v1/datasets': nothing,
    'GET /api/v1/challenges': nothing,
    'GET /api/v1/indicators': nothing,
    'GET /api/v1/area-measures': { items: [] },
  })
  const address = '/werkplek/indicatoren/nieuw'
  const { html } = await showPage(indicatorPage, '/werkplek/indicatoren/:slug', { api, address })
  expect(html).toContain('Noise (dB(A))')
})

it('tells at once all that is missing of a decision that is signed, with the confirmation, and signs nothing', async () => {
  const [decision] = decisions
  const path = `/api/v1/decisions/${decision?.slug}`
  const draft = { ...decision, ownerId: 'org-1', state: 'draft', areaCodes: [], signalIds: [] }
  const asked: string[] = []
  const sign = (missing: { pointer: string; detail: string }[], confirm: [string, string][] = []) =>
    showPage(decisionPage, '/werkplek/besluiten/:slug', {
      api: answers({
        [`GET ${path}`]: draft,
        [`PATCH ${path}`]: draft,
        [`POST ${path}/publication`]: (_, query) => {
          asked.push(query.get('check') ?? 'sign')
          return missing.length > 0 ? refusal(422, missing) : draft
        },
        'GET /api/v1/areas': nothing,
        'GET /api/v1/signals': nothing,
        'GET /api/v1/alliances': nothing,
        'GET /api/v1/mandates': nothing,
        'GET /api/v1/indicators': { items: [], next: null },
        'GET /api/v1/decisions': { items: [], next: null },
      }),
      address: `/werkplek/besluiten/${decision?.slug}`,
      form: [['do', 'sign'], ...confirm],
    })
  const { html } = await sign([{ pointer: '/reasons', detail: 'De redenen ontbreken.' }])
  expect(html).toContain('De redenen ontbreken.')
  expect(html).toContain('Zet een vinkje om te bevestigen')
  expect((await sign([])).html).toContain('Zet een vinkje om te bevestigen')
  expect(asked).toEqual(['true', 'true'])
  expect((await sign([], [['confirm', 'yes']])).location).toContain('ondertekend')
  expect(asked).toEqual(['true', 'true', 'sign'])
})
