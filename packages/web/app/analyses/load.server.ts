import type { Answer, FetchApi } from '../api.ts'
import { nameAnswer, type ShownAnswer, showAnswer } from '../explore/load.server.ts'
import type { Language } from '../language.ts'
import { type Analysis, findFrozenAnswer } from './api.ts'

/** A chart as a page of an analysis shows it. */
export type ShownChart = { question: string; caption: string; shown: ShownAnswer | null }

/** What a page shows of an answer. */
export const viewOf = (answer: Answer | null, language: Language): ShownAnswer | null =>
  answer && showAnswer(nameAnswer(answer, language), 1, language)

/** The charts of a published version, with the answers of then. */
export function loadCharts(
  api: FetchApi,
  { slug, version, charts }: Analysis,
  language: Language,
): Promise<ShownChart[]> {
  return Promise.all(
    charts.map(async ({ question, caption }, index) => ({
      question,
      caption,
      shown: viewOf(await findFrozenAnswer(api, slug, version, index), language),
    })),
  )
}
