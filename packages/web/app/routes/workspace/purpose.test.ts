import { describe, expect, it } from 'vitest'
import { answers, refusal } from '../../../testing/answers.ts'
import { showPage } from '../../../testing/show-page.tsx'
import * as page from './purpose.tsx'

const choices = [
  {
    purpose: 'https://w3id.org/dpv#AcademicResearch',
    name: { nl: 'wetenschappelijk onderzoek', en: 'academic research' },
    agreements: [{ slug: 'lucht', title: 'Lucht voor de GGD' }],
    datasets: [{ slug: 'thuis', title: 'Thuismeters' }],
  },
]
const address = '/werkplek/doel'

async function show(stored: object, form?: [string, string][]) {
  const sent: unknown[] = []
  const api = answers({
    'GET /api/v1/me/purpose': { purpose: null, name: null, choices, ...stored },
    'PUT /api/v1/me/purpose': (body) => {
      sent.push(body)
      return (body as { purpose: string | null }).purpose === 'weg'
        ? refusal(400, [{ pointer: '/purpose', detail: 'Dit doel staat in geen geldende afspraak.' }])
        : { purpose: null, name: null, choices }
    },
  })
  return { ...(await showPage(page, address, { api, address, ...(form && { form }) })), sent }
}

const checked = (html: string) =>
  (html.match(/<input[^>]*type="radio"[^>]*>/g) ?? [])
    .filter((tag) => tag.includes('checked'))
    .map((tag) => /value="([^"]*)"/.exec(tag)?.[1])

describe('choosing a purpose', () => {
  it('shows what can be chosen and what says so', async () => {
    const { html } = await show({})
    expect(checked(html)).toEqual([''])
    expect(html).toContain('Wetenschappelijk onderzoek')
    expect(html).toContain('Afspraak: Lucht voor de GGD. Met toestemming van bewoners: Thuismeters.')
    const [choice] = choices
    const chosen = await show({ purpose: choice?.purpose, name: choice?.name })
    expect(checked(chosen.html)).toEqual([choice?.purpose])
  })

  it('says when there is nothing to choose, and when what was chosen has ended', async () => {
    expect((await show({ choices: [] })).html).toContain('Er is dus geen doel te kiezen.')
    const { html } = await show({ purpose: 'oud', choices: [] })
    expect(html).toContain('staat in geen geldende afspraak meer')
    expect(checked(html)).toEqual([''])
  })

  it('sends the choice, also that there is none, and shows why one was refused', async () => {
    const done = await show({}, [['purpose', choices[0]?.purpose ?? '']])
    expect([done.location, done.sent]).toEqual([
      '/werkplek/doel?gedaan=doel-gekozen',
      [{ purpose: choices[0]?.purpose }],
    ])
    expect((await show({}, [['purpose', '']])).sent).toEqual([{ purpose: null }])
    const refused = await show({}, [['purpose', 'weg']])
    expect(refused.html).toContain('Dit doel staat in geen geldende afspraak.')
  })
})
