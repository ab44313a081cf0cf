import { expect, it } from 'vitest'
import { answers } from '../../../testing/answers.ts'
import { showPage } from '../../../testing/show-page.tsx'
import * as page from './intervention-step.tsx'

const NOW = Date.parse('2026-08-20T12:00:00Z')
const TOLD = 'het plan is vandaag vastgelegd'

const show = async (registeredAt: string | null, step = 'beginnen', state = 'registered') => {
  const item = {
    ...{ slug: 'daken', title: 'Daken', kind: 'pilot', state },
    ...{ challengeId: null, decisionId: null, milestones: [], photos: [] },
    plans: registeredAt === null ? [] : [{ number: 1, registeredAt }],
  }
  const api = answers({
    'GET /api/v1/interventions/daken': item,
    'GET /api/v1/decisions': { items: [], next: null },
  })
  const address = `/werkplek/maatregelen/daken/stappen/${step}`
  return (await showPage(page, '/werkplek/maatregelen/:slug/stappen/:step', { api, address, now: NOW })).html
}

it('warns before the start that a plan of today does not count as registered beforehand', async () => {
  expect(await show('2026-08-20T09:00:00Z')).toContain(TOLD)
  expect(await show('2026-08-19T09:00:00Z')).not.toContain(TOLD)
  expect(await show(null)).not.toContain(TOLD)
  expect(await show('2026-08-20T09:00:00Z', 'kosten')).not.toContain(TOLD)
})

it('says in place of the form that a plan can no longer be registered once it began', async () => {
  for (const state of ['running', 'ended']) {
    const html = await show(null, 'vastleggen', state)
    expect(html).toContain('kan niet meer vooraf worden vastgelegd')
    expect(html).not.toContain('Leg het plan vast')
    expect(html).not.toContain('Vanaf nu is het plan openbaar')
  }
  expect(await show(null, 'vastleggen', 'draft')).toContain('Leg het plan vast')
})
