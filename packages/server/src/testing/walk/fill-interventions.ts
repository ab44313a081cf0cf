import type { Send } from './fill.ts'

type Made = { id: string }

/** A draft with all that a plan has, and one that is running with a milestone. */
export async function fillInterventions(
  send: Send,
  { challengeId, goalId, publishedId }: { challengeId: string; goalId: string; publishedId: string },
) {
  const body = { challengeId, kind: 'measure', title: 'Bomen', summary: 'We planten bomen.', goalId }
  const whole = { ...body, areaCodes: ['GM9001'], decisionId: publishedId }
  const draft = await send<Made>('POST', 'interventions', body)
  const running = await send<Made>('POST', 'interventions', whole)
  const path = `interventions/${running.id}`
  await send('POST', `${path}/start`, { withoutRegistration: true })
  const { milestones } = await send<{ milestones: Made[] }>('POST', `${path}/milestones`, {
    title: 'Geplant',
  })
  return {
    interventionId: draft.id,
    runningId: running.id,
    milestoneId: milestones[0]?.id ?? '',
  }
}
