import { expect, it } from 'vitest'
import { answers, refusal } from '../../../testing/answers.ts'
import { challenges } from '../../../testing/fixture-data.ts'
import { showPage } from '../../../testing/show-page.tsx'
import type { Challenge } from '../../api.ts'
import * as goalPage from './goal.tsx'
import * as partyPage from './party.tsx'
import * as sourcePage from './source.tsx'

const empty = { ...(challenges[0] as Challenge), sources: [], goals: [], parties: [] }
const lists = { items: [], next: null }
const path = '/api/v1/challenges/koele-buurten'
const known = {
  [`GET ${path}`]: empty,
  'GET /api/v1/areas': lists,
  'GET /api/v1/indicators': lists,
  'GET /api/v1/organisations': lists,
}
const stale = refusal(409, [{ pointer: '/revision', detail: 'Een ander heeft dit gewijzigd.' }])

const kinds = [
  { page: sourcePage, at: 'bronnen', field: 'title', refused: `PATCH ${path}/sources/weg`, by: refusal(404) },
  { page: goalPage, at: 'doelen', field: 'title', refused: `PATCH ${path}/goals/weg`, by: refusal(404) },
  { page: partyPage, at: 'partijen', field: 'contribution', refused: `PUT ${path}/parties/weg`, by: stale },
]

it.each(kinds)('keeps what was typed about a part that another removed: $at', async (kind) => {
  const ask = {
    api: answers({ ...known, [kind.refused]: kind.by }),
    address: `/werkplek/opgaven/koele-buurten/${kind.at}/weg`,
  }
  const pattern = `/werkplek/opgaven/:slug/${kind.at}/:id`
  const told = await showPage(kind.page, pattern, {
    ...ask,
    form: [
      [kind.field, 'Mijn tekst'],
      ['revision', 'r1'],
    ],
  })
  expect(told.status).toBe(404)
  expect(told.html).toContain('Een ander heeft dit intussen verwijderd.')
  expect(told.html).toContain('Mijn tekst')
  const bare = await showPage(kind.page, pattern, ask)
  expect(bare.status).toBe(404)
  expect(bare.html).toContain('Dit is er niet meer')
  expect(bare.html).not.toContain('<form')
})

it('adds a part that was removed again when asked', async () => {
  const sent: unknown[] = []
  const api = answers({
    ...known,
    [`POST ${path}/sources`]: (body) => {
      sent.push(body)
      return {}
    },
  })
  const form: [string, string][] = [
    ['title', 'Mijn tekst'],
    ['revision', ''],
    ['do', 'again'],
  ]
  const address = '/werkplek/opgaven/koele-buurten/bronnen/weg'
  const added = await showPage(sourcePage, '/werkplek/opgaven/:slug/bronnen/:id', { api, address, form })
  expect(added.status).toBe(302)
  expect(sent).toMatchObject([{ title: 'Mijn tekst' }])
})

it('does not overwrite a party that another added meanwhile', async () => {
  const sent: unknown[] = []
  const api = answers({
    ...known,
    [`PUT ${path}/parties/org-2`]: (body) => {
      sent.push(body)
      return stale
    },
  })
  const form: [string, string][] = [
    ['organisationId', 'org-2'],
    ['role', 'partner'],
    ['contribution', 'Van B'],
  ]
  const address = '/werkplek/opgaven/koele-buurten/partijen/nieuw'
  const told = await showPage(partyPage, '/werkplek/opgaven/:slug/partijen/:id', { api, address, form })
  expect(told.status).toBe(409)
  expect(told.html).toContain('Deze organisatie doet al mee')
  expect(told.html).toContain('Van B')
  expect(sent).toMatchObject([{ revision: '' }])
})
