import { expect, it } from 'vitest'
import { answers, refusal } from '../../../testing/answers.ts'
import { showPage } from '../../../testing/show-page.tsx'
import { stampSource } from '../../workspace/source-action.server.ts'
import { textAt } from '../../workspace/values.ts'
import * as page from './edit-inbound-source.tsx'

type Source = Parameters<typeof stampSource>[0]

const SOURCE: Source = {
  id: 's1',
  datasetId: 'd1',
  name: 'Tuinmeters',
  kind: 'the-things-stack',
  stationKey: 'eui',
  script: null,
  mapping: [{ field: 'temp', property: 'temperature', unit: 'Cel' }],
  paused: false,
  uplinksUrl: 'https://samenspel.example/api/v1/inbound-sources/s1/uplinks',
  devices: 0,
  uplinks: 0,
  lastReceivedAt: null,
  waitingLetters: 0,
  createdAt: '2026-03-02T09:00:00Z',
  updatedAt: '2026-03-02T09:00:00Z',
  revision: 'then',
}

/** Sends the form as it was filled in on `SOURCE`, with these fields other, while `stored` is there. */
async function save(stored: Source, typed: Record<string, string>) {
  const sent: unknown[] = []
  const api = answers({
    'GET /api/v1/inbound-sources/s1': stored,
    'GET /api/v1/observed-properties': { items: [], next: null },
    'PATCH /api/v1/inbound-sources/s1': (body) => {
      sent.push(body)
      const isRead = (body as { revision?: string }).revision === stored.revision
      return isRead ? stored : refusal(409, [{ pointer: '/revision', detail: 'Een ander wijzigde dit.' }])
    },
  })
  const filled = stampSource(SOURCE, 'nl')
  const form = ['kind', 'name', 'read', 'revision', 'script', 'stationKey'].map((name): [string, string] => [
    name,
    typed[name] ?? textAt(filled, name),
  ])
  form.push(
    ['mapping.0.key', 'row-0'],
    ['mapping.0.field', 'temp'],
    ['mapping.0.property', 'temperature'],
    ['mapping.0.unit', 'Cel'],
    ['do', ''],
  )
  const address = '/werkplek/aanvoer/bronnen/s1/wijzigen'
  const shown = await showPage(page, '/werkplek/aanvoer/bronnen/:id/wijzigen', { api, address, form })
  return { ...shown, sent }
}

it('sends along what was read', async () => {
  const { status, sent } = await save(SOURCE, { name: 'Daken' })
  expect(status).toBe(302)
  expect(sent).toMatchObject([{ name: 'Daken', mapping: SOURCE.mapping, revision: 'then' }])
})

it('tells what another made of it meanwhile, and keeps what was typed', async () => {
  const { status, html } = await save({ ...SOURCE, name: 'Gevels', revision: 'now' }, { name: 'Daken' })
  expect(status).toBe(409)
  expect(html).toContain('value="Daken"')
  expect(html).toContain('Gevels')
  expect(html).toMatch(/name="revision"[^>]*value="now"|value="now"[^>]*name="revision"/)
})

it('saves when what another changed is not in the form', async () => {
  const { status, sent } = await save({ ...SOURCE, paused: true, revision: 'now' }, { name: 'Daken' })
  expect(status).toBe(302)
  expect(sent).toMatchObject([{ revision: 'then' }, { name: 'Daken', revision: 'now' }])
})
