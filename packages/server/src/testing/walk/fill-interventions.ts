import type { Send } from './fill.ts'

type Made = { id: string }

/** A draft with all that a plan has, one that is running with a milestone, and an evaluation of that. */
export async function fillInterventions(
  send: Send,
  {
    challengeId,
    goalId,
    indicatorId,
    publishedId,
  }: { challengeId: string; goalId: string; indicatorId: string; publishedId: string },
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
  const evaluation = await send<Made>('POST', 'evaluations', {
    interventionId: running.id,
    indicatorId,
  })
  return {
    evaluationId: evaluation.id,
    interventionId: draft.id,
    runningId: running.id,
    milestoneId: milestones[0]?.id ?? '',
  }
}
