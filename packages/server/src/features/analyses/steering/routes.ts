import { Type } from 'typebox'
import { Key, PROBLEM_RESPONSES } from '../../../platform/http/schemas.ts'
import { type Http, typed } from '../../../platform/http/server.ts'
import { subscriberOf } from '../../../platform/http/subscriber.ts'
import { NewSteeringAnswer, withAnswers } from '../../indicators/index.ts'
import type { Needs } from '../routes.ts'
import { requireReadable } from '../writing/present.ts'
import { authorOf } from '../writing/rules.ts'
import { lockOwnVersion, missingAnalysis } from '../writing/steps.ts'
import { findDraft, findVersion } from '../writing/store.ts'
import { removeTakenBackOf } from '../writing/taken-back.ts'
import { findCheck, listAnswers, storeAnswer } from './answers.ts'
import { checkOfDraft } from './check.ts'
import { AnalysisCheck } from './schema.ts'

const Version = Type.Object({ key: Key, number: Type.Integer({ minimum: 1, maximum: 100_000 }) })
const tags = ['analyses']

/** The routes of the steering check: of a draft as it would be, of a published version as it was made, and what its author says to it. */
export function addSteeringRoutes(http: Http, platform: Needs): void {
  const { db, clock, beginUses } = platform
  const { takeTurn } = platform.calculations
  const app = typed(http)

  app.get(
    '/api/v1/analyses/:key/draft/steering-check',
    {
      config: { access: 'person-or-pupil' },
      schema: {
        summary: 'Check how much what your draft concludes depends on choices',
        description:
          'The steering check tries all reasonable choices of period, measure, areas and values on what everybody may see, and tells under how many of them the conclusion holds. The same is made anew and kept when you publish.',
        operationId: 'checkAnalysisDraft',
        tags,
        params: Type.Object({ key: Key }),
        response: { 200: AnalysisCheck, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, actor, trace, ip }) => {
      const draft = await findDraft(db, params.key, authorOf(actor))
      if (!draft) throw missingAnalysis()
      const { check, uses } = await takeTurn(subscriberOf(ip), () => checkOfDraft(platform, draft))
      const recording = beginUses({ actor, trace })
      for (const found of uses) await recording.record(found)
      return check
    },
  )

  app.get(
    '/api/v1/analyses/:key/versions/:number/steering-check',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'Read the steering check of a published version, as it was made then',
        description:
          'It was made when the version was published, and its SHA-256 is in the evidence. What its author says to it can come later.',
        operationId: 'getAnalysisCheck',
        tags,
        params: Version,
        response: { 200: AnalysisCheck, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, actor }) => {
      const found = await requireReadable(db, actor, await findVersion(db, params.key, params.number))
      await removeTakenBackOf(db, found, clock())
      const check = await findCheck(db, found)
      if (!check) throw missingAnalysis()
      return withAnswers(check, await listAnswers(db, found))
    },
  )

  app.put(
    '/api/v1/analyses/:key/versions/:number/steering-answers',
    {
      config: { access: 'person-or-pupil' },
      schema: {
        summary: 'Answer a finding of the steering check of your analysis',
        description:
          'Of a draft or of a version that was published. The answer is shown beside the finding, which stays. An empty text takes the answer away.',
        operationId: 'answerAnalysisFinding',
        tags,
        params: Version,
        body: NewSteeringAnswer,
        response: { 204: Type.Null(), ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, body, actor }, reply) => {
      await db.transaction().execute(async (transaction) => {
        const found = await lockOwnVersion(transaction, actor, params)
        await storeAnswer(transaction, found, body, clock())
      })
      return reply.code(204).send(null)
    },
  )
}
