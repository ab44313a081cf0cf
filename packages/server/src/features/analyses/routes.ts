import { Readable } from 'node:stream'
import { readQuestion } from '@samenspel/standards/explorations'
import { Type } from 'typebox'
import { Problem } from '../../platform/errors.ts'
import { CSV_TYPE, prefersCsv } from '../../platform/http/csv.ts'
import { PROBLEM_RESPONSES } from '../../platform/http/schemas.ts'
import { type Http, typed } from '../../platform/http/server.ts'
import { subscriberOf } from '../../platform/http/subscriber.ts'
import type { TakeTurn } from '../../platform/http/turns.ts'
import type { RecordProcessing } from '../../platform/processing.ts'
import type { Platform } from '../../platform/slice.ts'
import type { Calculations } from '../indicators/index.ts'
import type { BeginUses } from '../measurements/index.ts'
import { answerQuestion } from './answer.ts'
import { writeAnswer } from './csv.ts'
import { Answer, QuestionQuery } from './schema.ts'

/** What the routes need: the platform, what records whose measurements are used and what people do, and what computes checks. */
export type Needs = Platform & { beginUses: BeginUses; record: RecordProcessing; calculations: Calculations }

/** The routes of questions that anyone can ask. */
export function addRoutes(http: Http, { db, clock, beginUses }: Needs, takeTurn: TakeTurn): void {
  typed(http).get(
    '/api/v1/explorations',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'Answer a question: what, where, when, and as what chart',
        operationId: 'explore',
        tags: ['analyses'],
        querystring: QuestionQuery,
        response: {
          200: {
            description:
              'The answer; as CSV its table, with the unit, the source and its licence in every row',
            content: {
              'application/json': { schema: Answer },
              'text/csv': { schema: Type.String() },
            },
          },
          ...PROBLEM_RESPONSES,
        },
      },
    },
    async ({ query, actor, trace, headers, ip }, reply) => {
      const { format, ...text } = query
      const { question, mistakes } = readQuestion(text)
      if (!question) throw refuse(mistakes)
      const { answer, uses } = await takeTurn(subscriberOf(ip), () =>
        answerQuestion(db, { actor, now: clock() }, question),
      )
      const recording = beginUses({ actor, trace })
      for (const found of uses) await recording.record(found)
      reply.header('vary', 'accept')
      if (!prefersCsv(format, headers.accept)) {
        return reply.type('application/json; charset=utf-8').send(JSON.stringify(answer) as never)
      }
      reply.type(CSV_TYPE).header('content-disposition', 'attachment; filename="exploration.csv"')
      return reply.send(Readable.from(writeAnswer(answer)) as never)
    },
  )
}

function refuse(mistakes: readonly { pointer: string; nl: string; en: string }[]): Problem {
  const detail = {
    nl: 'De vraag klopt niet. Bij elke fout staat waar die zit en wat u kunt doen.',
    en: 'The question is not right. Each mistake says where it is and what to do.',
  }
  return new Problem(
    'invalid-query',
    detail,
    mistakes.map(({ pointer, nl, en }) => ({ in: 'query', pointer, detail: { nl, en } })),
  )
}
