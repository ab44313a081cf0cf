import { expect, it } from 'vitest'
import { answers } from '../../../testing/answers.ts'
import { showPage } from '../../../testing/show-page.tsx'
import * as page from './tokens.tsx'

const HEALTH = {
  purpose: '8c7a2a44-0d3a-4a26-9a39-1d9d3f0c5a10',
  name: { nl: 'gezondheid van inwoners', en: 'health of residents' },
  agreements: [],
  datasets: [],
}

it('lets a key work until the end of its day here', async () => {
  const sent: unknown[] = []
  const api = answers({
    'GET /api/v1/organisations/org-1': { id: 'org-1', name: 'Waterrijk' },
    'GET /api/v1/tokens': { items: [], next: null },
    'GET /api/v1/datasets': { items: [], next: null },
    'GET /api/v1/me/purpose': { purpose: null, name: null, choices: [HEALTH] },
    'POST /api/v1/tokens': (body) => {
      sent.push(body)
      return { name: 'Weerstations', secret: 'geheim-1' }
    },
  })
  const form: [string, string][] = [
    ['name', 'Weerstations'],
    ['role', 'data-expert'],
    ['purpose', HEALTH.purpose],
    ['expiresAt', '2026-12-31'],
  ]
  const address = '/werkplek/organisaties/org-1/sleutels'
  const { html } = await showPage(page, '/werkplek/organisaties/:id/sleutels', { api, address, form })
  expect(html).toContain('geheim-1')
  expect(sent).toMatchObject([{ expiresAt: '2026-12-31T22:59:59.000Z', purpose: HEALTH.purpose }])
})

it('says of a key no more than its name, which anyone may choose', async () => {
  const key = {
    id: 'k1',
    organisationId: 'org-1',
    name: 'Demonstratie',
    role: 'data-expert',
    purpose: HEALTH.purpose,
    expiresAt: null,
  }
  const api = answers({
    'GET /api/v1/organisations/org-1': { id: 'org-1', name: 'Waterrijk' },
    'GET /api/v1/tokens': { items: [key], next: null },
    'GET /api/v1/datasets': { items: [], next: null },
    'GET /api/v1/me/purpose': { purpose: null, name: null, choices: [HEALTH] },
  })
  const address = '/werkplek/organisaties/org-1/sleutels'
  const { html } = await showPage(page, '/werkplek/organisaties/:id/sleutels', { api, address })
  expect(html).toContain('Demonstratie')
  // The purpose in words, in the list and among what can be chosen.
  expect(html.match(/Gezondheid van inwoners/g)).toHaveLength(2)
  expect(html).not.toContain('Hiermee vult het voorbeeld zich')
})
