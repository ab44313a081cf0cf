import { expect, it } from 'vitest'
import { answers } from '../../../testing/answers.ts'
import { showPage } from '../../../testing/show-page.tsx'
import * as page from './messages.tsx'

const nothing = { items: [], next: null }
const show = async (active: boolean) => {
  const api = answers({
    'GET /api/v1/me/messages': { rhythm: 'day', language: 'nl', active, subjects: [] },
    'GET /api/v1/challenges': nothing,
    'GET /api/v1/indicators': nothing,
    'GET /api/v1/areas': nothing,
  })
  return (await showPage(page, '/mijn/berichten', { api, address: '/mijn/berichten' })).html
}

it('offers to switch the digest on only while it is off', async () => {
  expect(await show(false)).toContain('Opslaan en aanzetten')
  const on = await show(true)
  expect(on).not.toContain('aanzetten')
  expect(on).toContain('Opslaan')
})
