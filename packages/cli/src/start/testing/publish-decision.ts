import type { Page } from 'playwright-core'
import type { Site } from './site.ts'

/** Publishes a decision of the challenge as an official who may sign, through the API, and gives its id. */
export async function publishDecision(
  site: Site,
  official: Page,
  of: { organisationId: string; challengeId: unknown; goalId: unknown },
): Promise<unknown> {
  const mandate = await site.ask('POST', '/api/v1/mandates', {
    ...{ organisationId: of.organisationId, function: 'Wethouder', holderName: 'W. de Vries' },
    ...{ subject: 'Hitte', field: 'any', since: '2020-01-01', basis: 'Mandaatbesluit 2020' },
  })
  const option = {
    ...{ description: '', cost: 0 },
    consequences: [{ party: 'Bewoners', effect: 'Schaduw', kind: 'positive' }],
    goalEffects: [{ goalId: of.goalId, effect: 'Schaduw', kind: 'positive' }],
  }
  const decision = await site.ask('POST', '/api/v1/decisions', {
    ...{ challengeId: of.challengeId, title: 'Bomen planten', question: 'Wat doen we?' },
    ...{ field: 'environment', problem: 'Het is te heet.', goal: 'Koelere straten.' },
    involved: [{ party: 'Bewoners', how: 'informed', note: 'Met een brief.' }],
    goalIds: [of.goalId],
    options: [
      { id: 'nul', kind: 'do-nothing', title: 'Niets doen', ...option },
      { id: 'bomen', kind: 'action', title: 'Bomen', ...option },
    ],
    ...{
      chosenOptionId: 'bomen',
      outcome: 'act',
      reasons: 'Bomen geven de meeste schaduw.',
      reviewDate: '2035-01-01',
    },
    mandateId: mandate.id,
  })
  const answer = await official.request.post(`${site.url}/api/v1/decisions/${decision.slug}/publication`)
  if (!answer.ok()) throw new Error(`The decision is not published: ${await answer.text()}`)
  return decision.id
}
