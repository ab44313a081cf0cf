import { describe, expect, it } from 'vitest'
import { answers, refusal } from '../../../testing/answers.ts'
import { showPage } from '../../../testing/show-page.tsx'
import * as connectorPage from './connector.tsx'
import * as deadLettersPage from './dead-letters.tsx'
import * as judgePage from './judge-values.tsx'
import * as membersPage from './members.tsx'

const nothing = { items: [], next: null }
/** What a browser would send of the field with this name. */
const valuesOf = (html: string, name: string) =>
  (html.match(/<input[^>]*>/g) ?? [])
    .filter((tag) => tag.includes(` name="${name}"`))
    .map((tag) => /value="([^"]*)"/.exec(tag)?.[1] ?? '')

describe('messages that were not stored', () => {
  const title = { nl: 'Onbekende sensor', en: 'Unknown sensor' }
  const count = { title, count: 2, lastReceivedAt: '2026-08-20T10:00:00Z' }
  const asked: string[] = []
  const sent: unknown[] = []
  const api = answers({
    'GET /api/v1/dead-letter-counts': {
      items: [
        { ...count, datasetId: 'een', reason: 'unknown-sensor' },
        { ...count, datasetId: 'twee', reason: 'unknown-sensor' },
      ],
      lost: 0,
    },
    'GET /api/v1/dead-letters': (_, query) => {
      asked.push(query.toString())
      return {
        items: [
          {
            id: '1',
            address: 'boom/1',
            title,
            detail: title,
            times: 1,
            lastReceivedAt: count.lastReceivedAt,
          },
        ],
        next: null,
      }
    },
    'GET /api/v1/datasets': {
      items: [
        { id: 'een', title: 'Bomen' },
        { id: 'twee', title: 'Sloten' },
      ],
      next: null,
    },
    'POST /api/v1/dead-letter-replays': refusal(503),
    'POST /api/v1/dead-letter-discards': (body) => {
      sent.push(body)
      return {}
    },
  })
  const path = '/werkplek/aanvoer/geweigerd'
  const ofSecond = `${path}?dataset=twee&reden=unknown-sensor`

  it('are those of one dataset, of which each can be chosen', async () => {
    const all = await showPage(deadLettersPage, path, { api, address: path })
    expect(all.html).toContain('?dataset=een&amp;reden=unknown-sensor')
    expect(all.html).toContain(`href="${ofSecond.replace('&', '&amp;')}"`)
    const { html } = await showPage(deadLettersPage, path, { api, address: ofSecond })
    expect(asked.at(-1)).toBe('dataset=twee&reason=unknown-sensor')
    expect(html).toContain('Onbekende sensor (Sloten)')
  })

  it('are discarded as they are shown, also after another button was refused', async () => {
    const form: [string, string][] = [
      ['dataset', 'een'],
      ['reason', 'andere'],
      ['do', 'replay'],
    ]
    const { html, status } = await showPage(deadLettersPage, path, { api, address: ofSecond, form })
    expect(status).toBe(503)
    expect(html).toContain('Dit kan nu niet.')
    const [discard = ''] = /<form[^>]*class="sp-form"[\s\S]*?<\/form>/.exec(html) ?? []
    expect(valuesOf(discard, 'dataset')).toEqual(['twee'])
    expect(valuesOf(discard, 'reason')).toEqual(['unknown-sensor'])
  })

  it('say that trying again was refused where no reason is chosen', async () => {
    const form: [string, string][] = [
      ['dataset', 'een'],
      ['reason', 'unknown-sensor'],
      ['do', 'replay'],
    ]
    const english = `/en${path}`
    const { html } = await showPage(deadLettersPage, english, { api, address: english, form })
    expect(html).toContain('This did not work')
    expect(sent).toEqual([])
  })
})

it('shows a connector as it is when a button for it is refused', async () => {
  const connector = {
    id: 'k1',
    name: 'Tuinen van de buren',
    intervalMinutes: 30,
    datasetId: 'een',
    settings: { kind: 'luchtmeetnet', stations: [] },
    health: 'healthy',
    paused: false,
    lastError: null,
    lastRunAt: null,
    lastSuccessAt: null,
    nextRunAt: null,
    rows: 0,
    refused: 0,
    failures: 0,
    updatedAt: '2026-08-20T10:00:00Z',
  }
  const api = answers({
    'GET /api/v1/connectors/k1': connector,
    'POST /api/v1/connectors/k1/runs': refusal(409),
    'PATCH /api/v1/connectors/k1': refusal(422, [{ pointer: '/name', detail: 'Vul het in.' }]),
  })
  const show = (form: [string, string][]) =>
    showPage(connectorPage, '/werkplek/aanvoer/koppelingen/:id', {
      api,
      address: '/werkplek/aanvoer/koppelingen/k1',
      form,
    })
  const refused = await show([['do', 'run']])
  expect(refused.html).toContain('Dit kan nu niet.')
  expect(valuesOf(refused.html, 'name')).toEqual([connector.name])
  expect(valuesOf(refused.html, 'intervalMinutes')).toEqual(['30'])
  const saved = await show([
    ['name', ' '],
    ['intervalMinutes', '45'],
  ])
  expect(valuesOf(saved.html, 'intervalMinutes')).toEqual(['45'])
})

it('keeps the period and the verdict when taking an earlier verdict back is refused', async () => {
  const api = answers({
    'GET /api/v1/stations': { items: [{ name: 'Centrum', latest: [{ title: 'temperature' }] }], next: null },
    'GET /api/v1/quality-rulings': nothing,
    'DELETE /api/v1/quality-rulings/o1': refusal(409),
  })
  const { html } = await showPage(judgePage, '/werkplek/meetreeksen/:id/oordelen', {
    api,
    address: '/werkplek/meetreeksen/1/oordelen?van=2026-08-20T10:00:00Z&tot=2026-08-20T11:00:00Z',
    form: [
      ['id', 'o1'],
      ['do', 'withdraw'],
    ],
  })
  expect(html).toContain('Dit kan nu niet.')
  expect(valuesOf(html, 'from')).toEqual(['2026-08-20T12:00:00'])
  expect(html).toMatch(/<input[^>]*checked=""[^>]*value="bad"/)
})

it('does not propose the role that could not be taken away to whom is invited', async () => {
  const api = answers({
    'GET /api/v1/organisations/org-1': { id: 'org-1', name: 'Waterrijk' },
    'GET /api/v1/organisations/org-1/members': nothing,
    'DELETE /api/v1/organisations/org-1/members/p1': refusal(409),
  })
  const { html } = await showPage(membersPage, '/werkplek/organisaties/:id', {
    api,
    address: '/werkplek/organisaties/org-1',
    form: [
      ['personId', 'p1'],
      ['role', 'administrator'],
      ['do', 'delete'],
    ],
  })
  expect(html).toContain('Dit kan nu niet.')
  expect(html).toMatch(/<option[^>]*value="policy-officer"[^>]*selected=""/)
})
