import { expect, it } from 'vitest'
import { answers, refusal } from '../../../testing/answers.ts'
import { alliances } from '../../../testing/fixture-agreements.ts'
import { challenges } from '../../../testing/fixture-data.ts'
import { showPage } from '../../../testing/show-page.tsx'
import type { Alliance } from '../../api.ts'
import * as memberPage from './alliance-member.tsx'

const [alliance] = alliances as [Alliance]
const [member] = alliance.members as [Alliance['members'][number]]
const path = `/api/v1/alliances/${alliance.slug}`
const challenge = { ...challenges[0], ownerId: 'org-1' }

const show = (more: Parameters<typeof answers>[0], form?: [string, string][]) =>
  showPage(memberPage, '/werkplek/opgaven/:slug/allianties/:alliance/leden/:id', {
    api: answers({
      'GET /api/v1/challenges/koele-buurten': challenge,
      [`GET ${path}`]: alliance,
      ...more,
    }),
    address: `/werkplek/opgaven/koele-buurten/allianties/${alliance.slug}/leden/${member.id}`,
    ...(form && { form }),
  })

it('shows what a member brings in, and the other members to choose from', async () => {
  const { html } = await show({})
  expect(html).toContain('Betaalt de meetpunten en de bomen.')
  expect(html).toContain('>Ondernemersvereniging Binnenstad</option>')
  expect(html).not.toContain('>Gemeente Waterrijk</option>')
})

it('asks to choose a member where none was chosen, and drops rows in which nothing was typed', async () => {
  const sent: unknown[] = []
  const { html } = await show(
    {
      [`PATCH ${path}/members/${member.id}`]: (body) => {
        sent.push(body)
        return refusal(400, [{ pointer: '/effects/0/organisationId', detail: 'Geef een id.' }])
      },
    },
    [
      ['revision', 'r1'],
      ['role', 'lead'],
      ['enteredOn', '2026-02-01'],
      ['contributions.0.kind', 'data'],
      ['contributions.0.text', ''],
      ['effects.0.organisationId', ''],
      ['effects.0.text', 'Minder vragen.'],
    ],
  )
  expect(html).toContain('Kies een lid.')
  expect(html).not.toContain('Geef een id.')
  expect(sent).toEqual([
    {
      revision: 'r1',
      role: 'lead',
      enteredOn: '2026-02-01',
      contributions: [],
      effects: [{ organisationId: '', text: 'Minder vragen.' }],
      mandates: [],
      leftOn: null,
      leaveReason: '',
    },
  ])
})

it('gives back what was typed of a member that another removed meanwhile, to add it again', async () => {
  const gone = {
    [`GET ${path}`]: { ...alliance, members: alliance.members.slice(1) },
    [`PATCH ${path}/members/${member.id}`]: refusal(404),
    [`POST ${path}/members`]: member,
  }
  const typed: [string, string][] = [
    ['organisationId', member.organisationId],
    ['role', 'lead'],
    ['enteredOn', '2026-02-01'],
    ['mandates.0.subject', 'Bomen'],
  ]
  const { html, status } = await show(gone, [['revision', 'r1'], ...typed])
  expect(status).toBe(404)
  expect(html).toContain('value="Bomen"')
  expect(html).toContain('value="again"')
  const { location } = await show(gone, [['do', 'again'], ...typed])
  expect(location).toContain('gedaan=toegevoegd')
})
