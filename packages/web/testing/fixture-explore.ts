import { readQuestion, textOfQuery, writeQuestion } from '@samenspel/standards/explorations'
import type { Answer } from '../app/api.ts'
import { answerOf } from '../app/explore/testing/answers.ts'

/** Answers a question with some days, as many as its table needs two parts for; a question that is no good as the API does. */
export function explore(query: URLSearchParams): { status: number; body: Answer | object } {
  const { question, mistakes } = readQuestion(textOfQuery(query))
  if (!question) {
    const errors = mistakes.map(({ pointer, nl }) => ({ in: 'query', pointer, detail: nl }))
    return {
      status: 400,
      body: { title: 'De zoekvraag klopt niet', status: 400, detail: 'De vraag klopt niet.', errors },
    }
  }
  const values = Array.from({ length: 150 }, (_, step) =>
    step % 20 === 7 ? null : 20 + 6 * Math.sin(step / 4),
  )
  return {
    status: 200,
    body: { ...answerOf(question.chart, values), question, query: writeQuestion(question) },
  }
}
