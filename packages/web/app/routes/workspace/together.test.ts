import { describe, expect, it } from 'vitest'
import { answers, refusal } from '../../../testing/answers.ts'
import { areas, challenges } from '../../../testing/fixture-data.ts'
import { decisions } from '../../../testing/fixture-decisions.ts'
import { type Shown, showPage } from '../../../testing/show-page.tsx'
import type { Challenge, Decision } from '../../api.ts'
import * as challengePage from './challenge.tsx'
import * as decisionPage from './decision.tsx'
import * as goalPage from './goal.tsx'

const nothing = { items: [], next: null }
const lists = {
  'GET /api/v1/areas': nothing,
  'GET /api/v1/signals': nothing,
  'GET /api/v1/mandates': nothing,
  'GET /api/v1/decisions': nothing,
  'GET /api/v1/indicators': nothing,
  'GET /api/v1/alliances': nothing,
}
const stale = refusal(409, [{ pointer: '/revision', detail: 'Een ander heeft dit gewijzigd.' }])

/** Everything that a browser sends of the form on a page: what is in its fields. */
function fieldsOf({ html }: Shown): [string, string][] {
  const [form = ''] = /<form[^>]*class="sp-form"[\s\S]*?<\/form>/.exec(html) ?? []
  const text = (escaped: string) =>
    escaped
      .replaceAll('&quot;', '"')
      .replaceAll('&#x27;', "'")
      .replaceAll('&lt;', '<')
      .replaceAll('&amp;', '&')
  const attribute = (tag: string, name: string) => text(new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? '')
  const fields: [string, string][] = []
  for (const [tag] of form.matchAll(
    /<input\b[^>]*>|<textarea\b[\s\S]*?<\/textarea>|<select\b[\s\S]*?<\/select>/g,
  )) {
    const name = attribute(tag.slice(0, tag.indexOf('>') + 1), 'name')
    if (tag.startsWith('<textarea')) fields.push([name, text(/>([\s\S]*)</.exec(tag)?.[1] ?? '')])
    else if (tag.startsWith('<select')) {
      const chosen = /<option[^>]*selected=""[^>]*>/.exec(tag) ?? /<option[^>]*>/.exec(tag)
      fields.push([name, attribute(chosen?.[0] ?? '', 'value')])
    } else if (!/type="(radio|checkbox)"/.test(tag) || tag.includes('checked=""')) {
      fields.push([name, attribute(tag, 'value')])
    }
  }
  return fields
}

const fill = (fields: [string, string][], typed: Record<string, string>): [string, string][] =>
  fields.map(([name, value]) => [name, typed[name] ?? value])

/** An API with one thing that another changes between reading and saving. */
function shared<T extends { revision: string }>(path: string, start: T, ownerId = 'org-1') {
  let stored: T = { ...start, ownerId }
  const sent: Record<string, unknown>[] = []
  const change = (body: object) => {
    stored = { ...stored, ...body, revision: `${stored.revision}+` }
  }
  const api = answers({
    ...lists,
    [`GET ${path}`]: () => stored,
    [`POST ${path}/publication`]: () => stored,
    [`PATCH ${path}`]: (body) => {
      sent.push(body as Record<string, unknown>)
      if ((body as T).revision !== stored.revision) return stale
      change(body as object)
      return stored
    },
  })
  return { api, sent, change, stored: () => stored }
}

describe('two who change the same challenge', () => {
  const page = (api: ReturnType<typeof answers>, form?: [string, string][]) =>
    showPage(challengePage, '/werkplek/opgaven/:slug', {
      api,
      address: '/werkplek/opgaven/koele-buurten',
      ...(form && { form }),
    })

  it('lose nothing: the second sees what the first saved, and can save on top of it', async () => {
    const { api, change, stored } = shared('/api/v1/challenges/koele-buurten', challenges[0] as Challenge)
    const fields = fieldsOf(await page(api))
    change({ summary: 'Van A', dataRole: 'Ook van A' })
    const told = await page(api, fill(fields, { summary: 'Van B', question: 'Vraag van B' }))
    expect(told.status).toBe(409)
    expect(stored()).toMatchObject({ summary: 'Van A' })
    expect(told.html).toContain('Iemand anders heeft dit intussen gewijzigd')
    expect(told.html).toContain('Een ander maakte hiervan: “Van A”.')
    const again = fieldsOf(told)
    expect(Object.fromEntries(again)).toMatchObject({
      summary: 'Van B',
      question: 'Vraag van B',
      dataRole: 'Ook van A',
    })
    const saved = await page(api, again)
    expect(saved.status).toBe(302)
    expect(stored()).toMatchObject({ summary: 'Van B', question: 'Vraag van B', dataRole: 'Ook van A' })
  })

  it('do not hear of what is not in the form', async () => {
    const { api, change, stored } = shared('/api/v1/challenges/koele-buurten', challenges[0] as Challenge)
    const fields = fieldsOf(await page(api))
    change({ published: true })
    expect((await page(api, fill(fields, { summary: 'Van B' }))).status).toBe(302)
    expect(stored()).toMatchObject({ summary: 'Van B', published: true })
  })
})

it('shows the second of two who change a goal what the first made of it', async () => {
  const challenge = challenges[0] as Challenge
  const goal = challenge.goals[0] as Challenge['goals'][number]
  let stored = goal
  const path = '/api/v1/challenges/koele-buurten'
  const api = answers({
    ...lists,
    [`GET ${path}`]: () => ({ ...challenge, goals: [stored] }),
    'GET /api/v1/areas': { items: areas, next: null },
    [`PATCH ${path}/goals/${goal.id}`]: (body) =>
      (body as typeof goal).revision === stored.revision ? goal : stale,
  })
  const page = (form?: [string, string][]) =>
    showPage(goalPage, '/werkplek/opgaven/:slug/doelen/:id', {
      api,
      address: `/werkplek/opgaven/koele-buurten/doelen/${goal.id}`,
      ...(form && { form }),
    })
  const fields = fieldsOf(await page())
  const [mine, theirs] = areas as [(typeof areas)[number], (typeof areas)[number]]
  stored = { ...goal, target: 17.5, direction: 'higher', areaCode: theirs.code, revision: 'r2' }
  const told = await page(fill(fields, { target: '16', direction: 'lower', areaCode: mine.code }))
  expect(told.status).toBe(409)
  expect(told.html).toContain('Een ander maakte hiervan: “17,5”.')
  expect(told.html).toContain(`Een ander maakte hiervan: “${theirs.name}`)
  expect(Object.fromEntries(fieldsOf(told))).toMatchObject({ target: '16', direction: 'higher' })
})

describe('two who change the same draft', () => {
  const path = '/api/v1/decisions/schaduw-oude-haven'
  const draft = { ...(decisions[0] as Decision), state: 'draft' as const }
  const page = (api: ReturnType<typeof answers>, form?: [string, string][]) =>
    showPage(decisionPage, '/werkplek/besluiten/:slug', {
      api,
      address: '/werkplek/besluiten/schaduw-oude-haven',
      ...(form && { form }),
    })

  it('lose neither an amount nor reasons, nor what is said of an alternative', async () => {
    const { api, change, stored } = shared(path, draft)
    const fields = fieldsOf(await page(api))
    const [nothingOption, ...others] = draft.options
    change({
      amount: 250_000,
      reasons: 'Redenen van A',
      options: [{ ...nothingOption, title: 'Niets, van A' }, ...others],
    })
    const told = await page(api, fill(fields, { title: 'Titel van B', 'options.0.description': 'Van B' }))
    expect(told.status).toBe(409)
    expect(told.html).toContain('U niet, dus hier staat nu wat de ander invulde.')
    expect(Object.fromEntries(fieldsOf(told))).toMatchObject({
      title: 'Titel van B',
      amount: '250000',
      reasons: 'Redenen van A',
      'options.0.title': 'Niets, van A',
      'options.0.description': 'Van B',
    })
    expect((await page(api, fieldsOf(told))).status).toBe(302)
    expect(stored()).toMatchObject({ title: 'Titel van B', amount: 250_000, reasons: 'Redenen van A' })
  })

  const added = {
    id: 'alternatief-van-a',
    kind: 'action' as const,
    title: 'Bomen, van A',
    description: '',
    cost: null,
    consequences: [{ party: 'Bewoners', effect: 'Schaduw', kind: 'positive' as const }],
  }

  it('keep the alternative that the other added and chose, with what is said of another', async () => {
    const { api, change, stored } = shared(path, draft)
    const fields = fieldsOf(await page(api))
    change({ options: [...draft.options, added], chosenOptionId: added.id })
    const told = await page(api, fill(fields, { 'options.0.description': 'Van B' }))
    expect(told.status).toBe(409)
    expect(told.html).toContain('Een ander voegde dit toe.')
    expect((await page(api, fieldsOf(told))).status).toBe(302)
    const [first] = draft.options
    expect(stored()).toMatchObject({ chosenOptionId: added.id })
    expect(stored().options[0]).toEqual({ ...first, description: 'Van B' })
    expect(stored().options.at(-1)).toEqual(added)
  })

  it('keep what each added to one alternative', async () => {
    const { api, change, stored } = shared(path, { ...draft, options: [...draft.options, added] })
    const at = draft.options.length
    const fields = fieldsOf(await page(api))
    const [consequence] = added.consequences
    change({
      options: [
        ...draft.options,
        { ...added, consequences: [consequence, { ...consequence, party: 'Winkels' }] },
      ],
    })
    const mine = (part: string) => `options.${at}.consequences.1.${part}`
    const told = await page(api, [
      ...fields,
      [mine('key'), 'eigen'],
      [mine('party'), 'Scholen'],
      [mine('effect'), ''],
      [mine('kind'), 'negative'],
    ])
    expect(told.status).toBe(409)
    expect((await page(api, fieldsOf(told))).status).toBe(302)
    expect(stored().options[at]?.consequences.map(({ party }) => party)).toEqual([
      'Bewoners',
      'Scholen',
      'Winkels',
    ])
  })

  it('do not lose the choice of an alternative that the other removes', async () => {
    const { api, change, stored } = shared(path, {
      ...draft,
      chosenOptionId: null,
      options: [...draft.options, added],
    })
    const at = draft.options.length
    const fields = fieldsOf(await page(api)).filter(([name]) => !name.startsWith(`options.${at}.`))
    change({ chosenOptionId: added.id })
    const told = await page(api, fields)
    expect(told.status).toBe(409)
    expect(told.html).toContain('Dit is gekozen, maar ook verwijderd. Daarom staat het hier weer.')
    expect((await page(api, fieldsOf(told))).status).toBe(302)
    expect(stored()).toMatchObject({ chosenOptionId: added.id })
    expect(stored().options.at(-1)).toEqual(added)
  })

  it('is told by its name in a list only what was chosen from that list', async () => {
    const { api, change } = shared(path, draft)
    const fields = fieldsOf(await page(api))
    change({ title: 'document', outcome: 'watch' })
    const told = await page(api, [
      ...fill(fields, { title: 'Titel van B' }).filter(([name]) => name !== 'outcome'),
      ['outcome', 'not-ours'],
    ])
    expect(told.html).toContain('Een ander maakte hiervan: “document”.')
    expect(told.html).not.toContain('“watch”')
  })

  it('does not take what someone saved on the way to signing for a change of another', async () => {
    const { api, stored } = shared(path, draft)
    const fields = fieldsOf(await page(api))
    const unsure = await page(api, [...fill(fields, { title: 'Eerst' }), ['do', 'sign']])
    expect(unsure.status).toBe(422)
    expect(unsure.html).toContain('gekozen mandaat. Zet een vinkje')
    const saved = await page(api, fill(fieldsOf(unsure), { title: 'Daarna' }))
    expect(saved.status).toBe(302)
    expect(stored()).toMatchObject({ title: 'Daarna' })
  })
})
