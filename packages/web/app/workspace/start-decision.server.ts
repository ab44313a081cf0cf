import { type FetchApi, getSignal } from '../api.ts'
import { type Language, messagesOf } from '../language.ts'
import { createDecision } from './api.ts'

/** Starts a decision about a signal. What the signal says is filled in by the API: areas, evidence and what is expected when nothing is done. */
export async function startFromSignal(api: FetchApi, signalId: string, language: Language) {
  const { id, challengeId, indicatorTitle, areaName } = await getSignal(api, signalId)
  const t = messagesOf(language)
  return createDecision(api, {
    challengeId,
    signalIds: [id],
    title: t.signals.name(indicatorTitle, areaName),
    question: t.editing.decision.questionOnSignal(indicatorTitle, areaName),
  })
}
