import type { Send } from './fill.ts'

/** Two analyses of who makes the world: a draft, and one that is published. */
export async function fillAnalyses(send: Send, datastreamId: number) {
  const text = {
    title: 'Fijnstof in de tuin',
    question: 'Hoeveel fijnstof is er?',
    method: 'Het gemiddelde per dag.',
    charts: [
      {
        question: `what=property:pm25&where=datastream:${datastreamId}&from=2026-02-01&to=2026-02-07`,
        caption: '',
      },
    ],
    conclusion: 'Weinig.',
    doubts: 'Er staat één meter.',
  }
  const { id: analysisId } = await send<{ id: string }>('POST', 'analyses', text)
  const { id: publishedAnalysisId } = await send<{ id: string }>('POST', 'analyses', text)
  await send('POST', `analyses/${publishedAnalysisId}/publication`, '')
  return { analysisId, publishedAnalysisId }
}
