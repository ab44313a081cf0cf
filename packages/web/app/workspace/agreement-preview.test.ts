import { expect, it } from 'vitest'
import { answers, refusal } from '../../testing/answers.ts'
import type { Agreement } from '../api.ts'
import { loadPreview } from './agreement-preview.server.ts'
import type { Person } from './me.ts'

const agreement = {
  slug: 'lucht',
  parties: [{ organisationId: 'party', name: 'Partij' }],
  permissions: [{ datasetIds: ['data'], organisationIds: ['party'], challengeIds: [], purposes: [] }],
} as unknown as Agreement

const person: Person = {
  kind: 'person',
  name: 'W. de Vries',
  singleSignOn: false,
  memberships: [{ organisation: { id: 'owner', name: 'Waterrijk' }, role: 'data-expert' }],
}

async function see(answer: object) {
  const api = answers({
    'GET /api/v1/datasets/data': { id: 'data', title: 'Lucht', ownerId: 'owner' },
    'GET /api/v1/agreements/lucht/preview': answer,
  })
  const search = new URLSearchParams({ partij: 'party', dataset: 'data' })
  return (await loadPreview(api, { agreement, person, search, language: 'nl' }))?.seen
}

it('says that no rule is about it only when the API says so', async () => {
  expect(await see({ stationCount: 0 })).toEqual({ stationCount: 0 })
  expect(await see(refusal(404))).toBe('none')
  expect(await see(refusal(503))).toBe('failed')
})
