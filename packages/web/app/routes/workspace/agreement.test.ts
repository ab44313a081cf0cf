import { describe, expect, it } from 'vitest'
import { answers, refusal } from '../../../testing/answers.ts'
import { agreements } from '../../../testing/fixture-agreements.ts'
import { type Asked, showPage } from '../../../testing/show-page.tsx'
import type { Agreement } from '../../api.ts'
import * as agreementPage from './agreement.tsx'
import * as stepPage from './agreement-step.tsx'
import * as listPage from './agreements.tsx'

const nothing = { items: [], next: null }
const [inForce] = agreements as [Agreement]
const path = `/api/v1/agreements/${inForce.slug}`
const [municipality, health] = inForce.parties as [Agreement['parties'][number], Agreement['parties'][number]]

/** A draft of the organisation of the official of these tests. */
const draft: Agreement = {
  ...inForce,
  ownerId: 'org-1',
  state: 'draft',
  version: 1,
  versionState: 'draft',
  versionInForce: null,
  steps: [],
  history: [{ version: 1, state: 'draft', reason: '', offeredAt: null, acceptedAt: null }],
  sentences: { nl: ['Dit is een voorstel.', 'GGD mag lezen.'], en: ['A proposal.', 'GGD may read.'] },
}

const lists = {
  'GET /api/v1/organisations': {
    items: [municipality, health].map(({ organisationId, name }) => ({ id: organisationId, name })),
    next: null,
  },
  'GET /api/v1/datasets': nothing,
  'GET /api/v1/challenges': nothing,
  'GET /api/v1/areas': nothing,
  'GET /sta/v1.1/ObservedProperties': { value: [] },
  'GET /api/v1/agreement-tasks': nothing,
}

const show = (asked: Omit<Asked, 'address'>) =>
  showPage(agreementPage, '/werkplek/afspraken/:slug', {
    address: `/werkplek/afspraken/${inForce.slug}`,
    ...asked,
  })

describe('the draft of an agreement', () => {
  it('stands in the form, with the same in plain words beside it', async () => {
    const { html } = await show({ api: answers({ ...lists, [`GET ${path}`]: draft }) })
    expect(html).toContain('Toestemming 1: GGD Meerrand')
    expect(html).toContain('GGD mag lezen.')
    // What is chosen stays in sight, also when it is in no list any more.
    expect(html).toMatch(/name="permissions.0.datasetIds\[\]"[^>]*checked=""/)
    expect(html).not.toContain('nog niet is opgeslagen')
  })

  it('says what it would say, and what is missing before it can be offered, without saving it', async () => {
    const { html, status } = await show({
      api: answers({
        ...lists,
        [`GET ${path}`]: draft,
        [`POST ${path}/trial`]: {
          sentences: { nl: ['GGD mag lezen, in vakken van 500 meter.'], en: [] },
          missing: [{ pointer: '/why', nl: 'Schrijf waarom.', en: 'Write why.' }],
        },
      }),
      form: [
        ['title', 'Een andere titel'],
        ['do', 'show'],
      ],
    })
    expect(status).toBe(200)
    expect(html).toContain('value="Een andere titel"')
    expect(html).toContain('GGD mag lezen, in vakken van 500 meter.')
    expect(html).toContain('Het is nog niet opgeslagen.')
    expect(html).not.toContain('<li>GGD mag lezen.</li>')
    // The form is on this page: the way to the field must not lose what was typed.
    expect(html).toMatch(/<a class="nl-link" href="#veld-why">.*?Schrijf waarom\./)
  })

  it('comes back with what was typed and what is wrong at its field, when it is refused', async () => {
    const { html, status } = await show({
      api: answers({
        ...lists,
        [`GET ${path}`]: draft,
        [`PATCH ${path}`]: refusal(400, [
          { pointer: '/permissions/0/organisationIds/0', detail: 'Deze organisatie kennen we niet.' },
          { pointer: '/permissions/0/retentionDays', detail: 'Geef een heel getal.' },
        ]),
      }),
      form: [
        ['title', 'Een andere titel'],
        ['permissions.0.id', 'lezen'],
        ['permissions.0.organisationIds[]', 'weg'],
        ['permissions.0.retentionDays', 'lang'],
      ],
    })
    expect(status).toBe(400)
    expect(html).toContain('id="veld-permissions-0-organisationIds-fout"')
    expect(html).toContain('id="veld-permissions-0-retentionDays-fout"')
    expect(html).toContain('value="Een andere titel"')
    expect(html).toContain('value="lang"')
    expect(html).toMatch(/name="permissions.0.organisationIds\[\]"[^>]*checked="" value="weg"/)
    // The fields that are folded away are in sight when something in them is wrong.
    expect(html).toMatch(/<details class="sp-more-fields" open="">(?:(?!<\/details>).)*retentionDays-fout/s)
    expect(html).toContain('nog niet is opgeslagen')
  })

  it('tells what another changed meanwhile, in the words of the form', async () => {
    let asked = 0
    const theirs: Agreement = {
      ...draft,
      revision: 'r2',
      permissions: draft.permissions.map((rule) => ({ ...rule, place: 'area' })),
    }
    const api = answers({
      ...lists,
      [`GET ${path}`]: () => (asked++ === 0 ? draft : theirs),
      [`PATCH ${path}`]: refusal(409, [{ pointer: '/revision', detail: 'Een ander heeft dit gewijzigd.' }]),
    })
    const page = await show({ api })
    const read = /name="read" value="([^"]*)"/.exec(page.html)?.[1] ?? ''
    const { html } = await show({
      api,
      form: [
        ['revision', 'r1'],
        ['read', read],
        ['title', draft.title],
        ['permissions.0.id', 'lezen'],
        ['permissions.0.place', '500m'],
      ],
    })
    expect(html).toContain('Iemand anders heeft dit intussen gewijzigd')
    expect(html).toContain('“Alleen het gebied”')
  })

  it('finds areas by their name for one rule, when there are too many to show', async () => {
    const area = { level: 'neighbourhood', parentCode: null, municipalityCode: null }
    const found = { ...area, code: 'BU99010101', name: 'Weverskwartier' }
    const { html } = await show({
      api: answers({
        ...lists,
        [`GET ${path}`]: draft,
        'GET /api/v1/areas': (_, query) =>
          query.get('q') === 'wever' ? { items: [found], next: null } : { items: [], next: 'more' },
      }),
      form: [
        ['permissions.0.id', 'lezen'],
        ['permissions.1.id', 'later'],
        ['permissions.1.areaSearch', 'wever'],
        ['do', 'permissions.1.areas'],
      ],
    })
    expect(html).toMatch(/name="permissions.1.areaCodes\[\]"[^>]*value="BU99010101"/)
    expect(html).not.toMatch(/name="permissions.0.areaCodes\[\]"/)
  })

  it('gives back what was typed when another removed it meanwhile, to make it anew', async () => {
    const sent: unknown[] = []
    const gone = {
      ...lists,
      [`PATCH ${path}`]: refusal(404),
      'POST /api/v1/agreements': (body: unknown) => {
        sent.push(body)
        return { ...draft, slug: 'opnieuw' }
      },
    }
    const typed: [string, string][] = [
      ['challengeId', draft.challengeId],
      ['ownerId', 'org-1'],
      ['title', 'Wat ik typte'],
      ['prohibitions.0.id', 'niet'],
    ]
    const { html, status } = await show({ api: answers(gone), form: [['revision', 'r1'], ...typed] })
    expect(status).toBe(404)
    expect(html).toContain('value="Wat ik typte"')
    expect(html).toContain('Een ander heeft dit intussen verwijderd.')
    const { location } = await show({ api: answers(gone), form: [['do', 'again'], ...typed] })
    expect(location).toBe('/werkplek/afspraken/opnieuw?gedaan=gemaakt')
    expect(sent).toMatchObject([
      { title: 'Wat ik typte', ownerId: 'org-1', allianceId: null, prohibitions: [{ id: 'niet' }] },
    ])
    expect((await show({ api: answers(lists) })).html).toContain('Dit onderdeel is verwijderd.')
  })

  it('can be read by a colleague of the other party, who has no form', async () => {
    const { html } = await show({
      api: answers({ ...lists, [`GET ${path}`]: { ...draft, ownerId: 'elders' } }),
    })
    expect(html).not.toContain('<form')
    expect(html).toContain('GGD mag lezen.')
    expect(html).toContain('Alleen de organisatie die de afspraak opstelt, wijzigt de tekst.')
  })
})

describe('a step', () => {
  const offered: Agreement = {
    ...draft,
    versionState: 'offered',
    state: 'offered',
    ownerId: municipality.organisationId,
    parties: [municipality, { ...health, organisationId: 'org-1', answer: null }],
  }
  const mandate = {
    organisationId: 'org-1',
    organisationName: 'Waterrijk',
    function: 'Wethouder',
    holderName: 'A. Vaart',
    field: 'data',
    since: '2020-01-01',
    until: null,
    basis: 'Mandaatbesluit 2020',
  }
  const mandates = {
    items: [
      { ...mandate, id: 'm-data' },
      { ...mandate, id: 'm-water', function: 'Dijkgraaf', field: 'water' },
      { ...mandate, id: 'm-oud', function: 'Oud-wethouder', until: '2025-12-31' },
    ],
    next: null,
  }
  const step = (name: string, asked: Omit<Asked, 'address'>) =>
    showPage(stepPage, '/werkplek/afspraken/:slug/stappen/:step', {
      address: `/werkplek/afspraken/${inForce.slug}/stappen/${name}`,
      ...asked,
    })

  it('shows the mandates that fit today, and signs the version that was read', async () => {
    const sent: unknown[] = []
    const api = answers({
      [`GET ${path}`]: offered,
      'GET /api/v1/mandates': mandates,
      [`POST ${path}/acceptance`]: (body) => {
        sent.push(body)
        return offered
      },
    })
    const { html } = await step('aanvaarden', { api })
    expect(html).toMatch(/value="m-data"[^>]*checked=""|checked=""[^>]*value="m-data"/)
    expect(html).toContain('Mandaatbesluit 2020')
    expect(html).not.toContain('Dijkgraaf')
    expect(html).not.toContain('Oud-wethouder')
    const { location } = await step('aanvaarden', {
      api,
      form: [
        ['version', '1'],
        ['mandateId', 'm-data'],
        ['remark', 'Graag.'],
      ],
    })
    expect(location).toBe(`/werkplek/afspraken/${inForce.slug}?gedaan=aanvaard`)
    expect(sent).toEqual([{ version: 1, mandateId: 'm-data', reason: 'Graag.' }])
  })

  it('tells in plain words why it is refused', async () => {
    const refuse = (answer: object) =>
      step('aanvaarden', {
        api: answers({
          [`GET ${path}`]: offered,
          'GET /api/v1/mandates': mandates,
          [`POST ${path}/acceptance`]: answer,
        }),
        form: [
          ['version', '1'],
          ['mandateId', 'm-data'],
        ],
      })
    const late = await refuse(refusal(422, [{ pointer: '/version', detail: 'De tijd is al om.' }]))
    expect([late.status, late.html.includes('Dit kan nu niet.')]).toEqual([422, true])
    const foreign = await refuse(
      refusal(422, [{ pointer: '/mandateId', detail: 'Dit mandaat geldt nog niet.' }]),
    )
    expect(foreign.html).toContain('id="veld-mandateId-fout"')
    expect(foreign.html).toContain('Dit mandaat geldt nog niet.')
    const none = await step('aanvaarden', {
      api: answers({
        [`GET ${path}`]: offered,
        'GET /api/v1/mandates': mandates,
        [`POST ${path}/acceptance`]: refusal(400, [{ pointer: '/mandateId', detail: 'Geef een id.' }]),
      }),
      form: [['version', '1']],
    })
    expect(none.html).toContain('Kies het mandaat waarop u tekent.')
    expect(none.html).not.toContain('Geef een id.')
  })

  it('is not there for who cannot take it, and no other word is a step', async () => {
    const api = answers({ [`GET ${path}`]: offered, 'GET /api/v1/mandates': mandates })
    expect((await step('stilzetten', { api })).html).toContain('Deze stap kan nu niet.')
    await expect(step('weggooien', { api })).rejects.toMatchObject({ status: 404 })
  })
})

it('lists what waits for the organisation of the reader, and its tasks', async () => {
  const waiting: Agreement = {
    ...inForce,
    state: 'offered',
    versionState: 'offered',
    parties: [municipality, { ...health, organisationId: 'org-1', answer: null }],
    ownerId: municipality.organisationId,
  }
  const task = {
    agreementSlug: inForce.slug,
    agreementTitle: inForce.title,
    organisationName: 'Waterrijk',
    state: 'overdue',
    dueAt: '2026-07-31T22:00:00Z',
    note: '',
  }
  const { html } = await showPage(listPage, '/werkplek/afspraken', {
    address: '/werkplek/afspraken',
    api: answers({
      'GET /api/v1/agreements': { items: [waiting], next: null },
      [`GET ${path}`]: waiting,
      'GET /api/v1/agreement-tasks': (_, query) =>
        query.get('state') === 'overdue'
          ? {
              items: [
                { ...task, id: 't1', kind: 'report-back', organisationId: 'org-1' },
                { ...task, id: 't2', kind: 'delete', organisationId: 'elders' },
              ],
              next: null,
            }
          : nothing,
    }),
  })
  expect(html).toContain('Gemeente Waterrijk heeft dit voorgesteld.')
  expect(html).toContain('te laat')
  expect(html).toContain('/werkplek/taken/t1')
  expect(html).not.toContain('/werkplek/taken/t2')
})
