import { expect, it } from 'vitest'
import { answers, refusal } from '../../../testing/answers.ts'
import { showPage } from '../../../testing/show-page.tsx'
import * as page from './inbound-source.tsx'

const SOURCE = {
  id: 's1',
  datasetId: 'd1',
  name: 'Tuinmeters',
  kind: 'the-things-stack',
  mapping: [{ field: 'temp', property: 'temperature', unit: 'Cel' }],
  paused: false,
  uplinksUrl: 'https://samenspel.example/api/v1/inbound-sources/s1/uplinks',
  devices: 0,
  uplinks: 0,
  lastReceivedAt: null,
  waitingLetters: 0,
}

function show({ ownerId = 'org-1', form }: { ownerId?: string; form?: [string, string][] } = {}) {
  const sent: unknown[] = []
  const api = answers({
    'GET /api/v1/inbound-sources/s1': SOURCE,
    'GET /api/v1/inbound-sources/s1/devices': { items: [], next: null },
    'GET /api/v1/datasets/d1': { title: 'Tuinen', ownerId },
    'PATCH /api/v1/inbound-sources/s1': refusal(409),
    'POST /api/v1/tokens': (body) => {
      sent.push(body)
      return { secret: 'geheim-1' }
    },
  })
  const address = '/werkplek/aanvoer/bronnen/s1'
  const shown = showPage(page, '/werkplek/aanvoer/bronnen/:id', { api, address, ...(form ? { form } : {}) })
  return shown.then(({ html }) => ({ html, sent }))
}

it('makes a key for its dataset alone, and shows it as what to fill in', async () => {
  const { html, sent } = await show({ form: [['do', 'key']] })
  expect(html).toContain('value="Bearer geheim-1"')
  expect(html).toContain(`value="${SOURCE.uplinksUrl}"`)
  expect(sent).toEqual([
    { organisationId: 'org-1', datasetId: 'd1', name: 'Bron: Tuinmeters', role: 'data-expert' },
  ])
})

it('sends who makes no keys to an administrator', async () => {
  const { html } = await show({ ownerId: 'org-2' })
  expect(html).toContain('Vraag de beheerder om deze bladzijde te openen')
  expect(html).not.toContain('value="key"')
})

it('says that pausing was refused', async () => {
  expect((await show({ form: [['do', 'pause']] })).html).toContain('Dit kan nu niet.')
})
