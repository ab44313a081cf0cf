import type { Page } from 'playwright-core'
import { signInByMail } from './sign-in.ts'
import type { Site } from './site.ts'

/** Of both parties someone who writes and signs, and what they agree on. */
export type TwoParties = { owner: string; partner: string; challenge: string; dataset: string }

/**
 * A municipality with a public challenge and restricted data, and a water board: both with a mandate about data. Signs in a
 * clerk of each in the browser.
 */
export async function fillTwoParties(site: Site, pages: { owner: Page; partner: Page }): Promise<TwoParties> {
  const [ownerMail, partnerMail] = ['griffie@waterrijk.example', 'secretaris@meerlanden.example']
  const { items } = (await site.ask('GET', '/api/v1/organisations')) as { items: { id: string }[] }
  const owner = items[0]?.id ?? ''
  const give = (role: string) =>
    site.ask('POST', `/api/v1/organisations/${owner}/members`, { email: ownerMail, role })
  await give('administrator')
  await signInByMail(pages.owner, site, ownerMail)
  await give('clerk')
  // Who registers an organisation is its first administrator, so a person does it and not the token.
  const asPerson = async (path: string, data: object) => {
    const answer = await pages.owner.request.post(`${site.url}${path}`, {
      data,
      headers: { origin: site.url },
    })
    if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`)
    return (await answer.json()) as { id: string }
  }
  const { id: partner } = await asPerson('/api/v1/organisations', {
    name: 'Waterschap Meerlanden',
    kind: 'water-board',
  })
  await asPerson(`/api/v1/organisations/${partner}/members`, { email: partnerMail, role: 'clerk' })
  const mandate = { field: 'data', maximumAmount: null, since: '2020-01-01', subject: 'Gegevens delen' }
  await asPerson('/api/v1/mandates', {
    ...mandate,
    organisationId: owner,
    function: 'Gemeentesecretaris',
    holderName: 'A. Vaart',
    basis: 'Mandaatbesluit 2020',
  })
  await asPerson('/api/v1/mandates', {
    ...mandate,
    organisationId: partner,
    function: 'Dijkgraaf',
    holderName: 'P. Plas',
    basis: 'Mandaatregeling Meerlanden',
  })
  await signInByMail(pages.partner, site, partnerMail)
  const { id: challenge } = (await site.ask('POST', '/api/v1/challenges', {
    title: 'Droge kelders',
    summary: 'Kelders lopen onder water.',
    affected: 'Bewoners van het Centrum.',
    dataRole: 'We meten het grondwater.',
  })) as { id: string }
  for (const title of ['Meldingen', 'Coalitieakkoord']) {
    await site.ask('POST', '/api/v1/challenges/droge-kelders/sources', {
      kind: 'reports',
      title,
      citation: 'Water in de kelder.',
    })
  }
  await site.ask('POST', '/api/v1/challenges/droge-kelders/goals', {
    title: 'Minder natte kelders',
    indicatorText: 'Het aantal meldingen.',
    unit: 'meldingen',
    direction: 'lower',
    target: 5,
    targetDate: '2035-12-31',
  })
  await site.ask('PATCH', '/api/v1/challenges/droge-kelders', { published: true })
  const { id: dataset } = (await site.ask('POST', '/api/v1/datasets', {
    title: 'Peilbuizen',
    description: 'Grondwater in twaalf straten.',
    theme: 'environment',
    contact: 'data@waterrijk.example',
    access: 'restricted',
    licence: 'https://definities.geostandaarden.nl/dcat-ap-nl/id/waardelijst/licenties/niet_open',
  })) as { id: string }
  return { owner, partner, challenge, dataset }
}
